"""``starloom bench timeline``: what painting the timeline costs while something is dragged, and what an edit costs."""

from __future__ import annotations

import math
import os
import platform
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication
from rich.table import Table

from engine.sound.narrator.estimate import estimate
from storyboard import edits
from storyboard.model import Shot, Storyboard, Transition
from ui import theme
from ui.document import Document
from ui.editing import Editing
from ui.ports import Importing, Pictures, Services, Sound
from ui.ports.sound import CaptionSpan
from ui.timeline.lanes import Lane
from ui.timeline.view import TimelineView
from ui.transport import Transport

LINES = (
    "Every year, on the seventh night of the seventh month, all the magpies of the world fly up to the sky.",
    "The river of stars divides them.", "",
    "She wove clouds for heaven, red at dawn and violet in the evening, until the day she saw the herdsman below.",
)  # fmt: skip
KINDS = ("crossfade", "stars", "cut", "black", "push", "zoom")
ZOOMS = {"whole film": 0.0, "30 shots": 30.0, "6 shots": 6.0}
"""Shots in sight at each zoom; 0: all."""
EDITS = 500


@dataclass(frozen=True)
class Size:
    """How much is measured. Each drag is made ``passes`` times and the quietest counts: other work on the machine only
    ever adds."""

    shots: tuple[int, ...] = (300, 1000)
    moves: int = 120
    edits: int = EDITS
    width: int = 1500
    height: int = 320
    passes: int = 3


QUICK = Size((300, 1000), 25, 60, passes=1)


@dataclass(frozen=True)
class PaintCost:
    """CPU milliseconds of a painted frame, and of dealing with the pointer's move before it, while something is
    dragged: a shot to another place, or the edge of one, behind which everything moves."""

    shots: int
    zoom: str
    gesture: str
    in_sight: int
    paint_median_ms: float
    paint_p95_ms: float
    move_median_ms: float


@dataclass(frozen=True)
class EditCost:
    """CPU milliseconds of an edit and its undo with what the timeline does about them, and megabytes that many edits
    cost."""

    shots: int
    edit_undo_ms: float
    edits: int
    edits_mb: float


@dataclass(frozen=True)
class TimelineCost:
    """All of it, and where it was measured."""

    platform: str
    paints: tuple[PaintCost, ...]
    edits: tuple[EditCost, ...]


def bench_timeline(size: Size = Size()) -> TimelineCost:
    """Measure it through a window, with the events of a real pointer."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "dark")
    paints, edit_costs = [], []
    for count in size.shots:
        bench = _Bench(count, size)
        for zoom, in_sight in ZOOMS.items():
            bench.zoom(in_sight)
            for gesture in ("move", "trim"):
                costs = [bench.dragged(zoom, gesture) for _ in range(size.passes)]
                paints.append(min(costs, key=lambda cost: cost.paint_median_ms))
        edit_costs.append(bench.edited())
        bench.close()
    python = f"Python {platform.python_version()}, Qt {qt_version} {app.platformName()}"
    where = f"{python}, {size.width}x{size.height}, {os.cpu_count()} cores"
    return TimelineCost(where, tuple(paints), tuple(edit_costs))


def story(count: int) -> Storyboard:
    """A storyboard of so many shots as people make them."""
    shots = tuple(
        Shot(
            id=f"s{number}", title=f"Shot {number + 1}", text="The river of stars", line=LINES[number % len(LINES)],
            duration_s=6.5 if number % 5 == 0 else None, intensity=0.5 + 0.4 * math.sin(number / 3),
            transition=None if number % 4 else Transition.model_validate(
                {"kind": KINDS[number // 4 % len(KINDS)], "frames": 24}),
        )
        for number in range(count)
    )  # fmt: skip
    return Storyboard(title="bench", shots=shots)


class _Painted(TimelineView):
    """A timeline that notes how long it paints."""

    def __init__(self, *parts) -> None:
        super().__init__(*parts)
        self.spent_ms: list[float] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        began = time.thread_time()
        super().paintEvent(event)
        self.spent_ms.append((time.thread_time() - began) * 1000)


class _Thumbnails(Pictures):
    """A picture of its own colour for every shot."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: dict[str, QPixmap] = {}

    def picture(self, shot_id: str, moment: float = 0.72) -> QPixmap:
        if shot_id not in self._pictures:
            self._pictures[shot_id] = QPixmap(320, 180)
            self._pictures[shot_id].fill(QColor.fromHsv(hash(shot_id) % 360, 90, 120))
        return self._pictures[shot_id]

    def is_current(self, shot_id: str) -> bool:
        return True


class _Voices(Sound):
    """Every line is spoken, and stands in captions."""

    def __init__(self, document: Document, lengths: dict[str, float]) -> None:
        super().__init__()
        self._document, self._lengths = document, lengths
        self._waves = {
            shot_id: [abs(math.sin(n / 3) * math.sin(n / 17)) for n in range(int(seconds * 50))]
            for shot_id, seconds in lengths.items()
        }

    def waveform(self, shot_id: str) -> Sequence[float] | None:
        return self._waves.get(shot_id)

    def captions(self) -> Sequence[CaptionSpan]:
        fps, shots = self._document.schedule.fps, self._document.storyboard.shots
        return [
            CaptionSpan(shot.line, span.line_start, span.line_start + round(self._lengths[shot.id] * fps))
            for shot, span in zip(shots, self._document.schedule.spans, strict=True) if shot.id in self._lengths
        ]  # fmt: skip

    def cadences(self) -> Sequence[int]:
        return self._document.schedule.cut_frames()


class _Bench:
    """A timeline in a window of its own."""

    def __init__(self, count: int, size: Size) -> None:
        board = story(count)
        lengths = {shot.id: estimate(shot.line, "en", 1.0).duration_s for shot in board.shots if shot.line}
        self._size = size
        self._document = Document(board, lambda storyboard: lengths)
        transport = Transport()
        transport.set_total(self._document.schedule.total_frames)
        services = Services(pictures=_Thumbnails(), sound=_Voices(self._document, lengths))
        editing = Editing(self._document, transport, Importing())
        self._view = _Painted(self._document, transport, services, editing)
        self._view.resize(size.width, size.height)
        self._view.show()
        QApplication.processEvents()

    def zoom(self, in_sight: float) -> None:
        """Show so many shots in the middle of the film; 0: all."""
        viewing, layout = self._view.viewing, self._view.layout_now()
        viewing.fit()
        if in_sight:
            frames = layout.plan.total_frames / len(layout.spans) * in_sight
            viewing.zoom((layout.width - layout.scale.gutter) / frames, layout.width / 2)
        QApplication.processEvents()

    def dragged(self, zoom: str, gesture: str) -> PaintCost:
        """Drag something to and fro, and let it go nowhere."""
        layout, view = self._view.layout_now(), self._view
        seen = layout.visible()
        body = layout.body(seen[len(seen) // 2])
        y = layout.lanes.top(Lane.STORY) + layout.lanes.height_of(Lane.STORY) / 2
        x = body.right() - min(3.0, body.width() / 8) if gesture == "trim" else body.center().x()
        self._mouse(QEvent.Type.MouseButtonPress, QPointF(x, y))
        moves: list[float] = []
        reach = (layout.width - layout.scale.gutter) / 3
        for number in range(self._size.moves + 1):
            at = QPointF(x + reach * math.sin(0.35 + number / 9), y + 5 * math.cos(number / 7))
            moves.append(_timed(lambda at=at: self._mouse(QEvent.Type.MouseMove, at)))
            if number == 0:
                view.spent_ms.clear()  # the first one only warms up
        QApplication.sendEvent(view, _escape())
        spent = sorted(view.spent_ms)
        return PaintCost(len(layout.spans), zoom, gesture, len(seen), median(spent), quantiles(spent, n=20)[-1],
                         median(moves) - median(spent))  # fmt: skip

    def edited(self) -> EditCost:
        """Change a shot's length and take it back; then change it many times."""
        document, middle = self._document, self._document.storyboard.shots[len(self._document.storyboard.shots) // 2].id

        def lengthen(seconds: float) -> None:
            document.edit("Trim", lambda board: edits.with_duration(board, middle, seconds))

        def to_and_fro() -> None:
            lengthen(9.0)
            document.undo_stack.undo()

        to_and_fro()
        spent = [median([_timed(to_and_fro) for _ in range(15)]) for _ in range(self._size.passes)]
        tracemalloc.start()
        for number in range(self._size.edits):
            lengthen(5 + number / 100)
        grown = tracemalloc.get_traced_memory()[0] / 2**20
        tracemalloc.stop()
        return EditCost(len(document.storyboard.shots), min(spent), self._size.edits, grown)

    def close(self) -> None:
        """Away with it."""
        self._view.close()
        self._view.deleteLater()

    def _mouse(self, kind: QEvent.Type, at: QPointF) -> None:
        pressed = kind == QEvent.Type.MouseButtonPress
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        event = QMouseEvent(kind, at, self._view.viewport().mapToGlobal(at), left if pressed else none, left,
                            Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(self._view.viewport(), event)
        QApplication.processEvents()


def _timed(run: Callable[[], object]) -> float:
    began = time.thread_time()
    run()
    QApplication.processEvents()
    return (time.thread_time() - began) * 1000


def _escape() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)


def paints_table(costs: Sequence[PaintCost]) -> Table:
    """For people: a line a zoom and gesture."""
    table = Table("shots", "zoom", "dragged", "in sight", "paint, median", "paint, p95", "move, median", box=None)
    for cost in costs:
        table.add_row(str(cost.shots), cost.zoom, cost.gesture, str(cost.in_sight), f"{cost.paint_median_ms:.2f} ms",
                      f"{cost.paint_p95_ms:.2f} ms", f"{cost.move_median_ms:.2f} ms")  # fmt: skip
    return table


def edits_table(costs: Sequence[EditCost]) -> Table:
    """For people: a line a storyboard."""
    table = Table("shots", "edit + undo", "edits", "they cost", box=None)
    for cost in costs:
        table.add_row(str(cost.shots), f"{cost.edit_undo_ms:.1f} ms", str(cost.edits), f"{cost.edits_mb:.1f} MB")
    return table
