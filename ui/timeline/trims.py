"""The gestures that change lengths: of a shot by its edges, of a hand-over by its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF

from storyboard import edits
from storyboard.model import Storyboard
from storyboard.timing import TRANSITION_FPS
from ui.document import Edit
from ui.timeline.art.music import POINT_PX
from ui.timeline.gestures import Desk, Gesture, Pointer, Shown
from ui.timeline.layout import Layout
from ui.timeline.words import frames_text, seconds_text
from ui.transitions import name_of


def rests_until(layout: Layout, index: int) -> float:
    """The pixel before which nothing looks different when the shot ``index`` gets another length: the curve of
    intensity bends from the middle of the shot before it on, or a little earlier where shots are narrow."""
    if index == 0:
        return 0.0
    before = layout.spans[index - 1]
    middle, start = before.start + before.frames / 2, layout.spans[index].start
    return min(layout.scale.x(middle), layout.scale.x(start) - 2 * POINT_PX)


class Trim(Gesture):
    """Drags the edge of a shot. What comes after it moves along; at the left edge what comes before it does, so that
    the edge stays under the pointer."""

    def __init__(self, desk: Desk, pressed: QPointF, index: int, at_start: bool) -> None:
        super().__init__(desk)
        layout = desk.layout()
        self._span, self._fps, self._at_start = layout.spans[index], layout.plan.fps, at_start
        self._pressed = layout.scale.frame(pressed.x())
        self._edge = self._span.start if at_start else self._span.end
        self._change: Edit | None = None
        inside = [self._span.line_start, desk.transport.frame, *desk.state.snap_points(layout)]
        self._points = sorted({point for point in inside if self._holds(point)})

    def _holds(self, point: int) -> bool:
        """Whether a point stays where it is while the edge moves: none behind the right edge does."""
        return self._span.start < point < self._span.end or (not self._at_start and point == self._span.end)

    def move(self, pointer: Pointer) -> None:
        """Try the length under the pointer."""
        layout = self.desk.layout()
        wanted = self._edge + layout.scale.frame(pointer.at.x()) - self._pressed
        frame, point = self.desk.held(wanted, self._points, pointer.free)
        moved = frame - self._edge
        shortest = round(edits.SHORTEST_S * self._fps)
        if self._at_start:
            moved = min(moved, self._span.frames - shortest)
        frames = max(self._span.frames - moved if self._at_start else self._span.frames + moved, shortest)
        self._change = self._edit(frames) if frames != self._span.frames else None
        trial = self.desk.document.trial(self._change) if self._change else None
        if trial is not None:
            frames = trial[1].spans[self._span.index].frames
        shift = (self._span.frames - frames) * layout.scale.px if self._at_start else 0.0
        difference = frames - self._span.frames
        sign = "+" if difference >= 0 else "−"
        says = f"{seconds_text(frames, self._fps)}  ({sign}{abs(difference) / self._fps:.2f})"
        rests = 0.0 if self._at_start else rests_until(layout, self._span.index)
        self.shown = Shown(trial, rests, shift, says=says, snap=point)

    def finish(self) -> None:
        """Keep the length."""
        shift = self.shown.shift
        words = QCoreApplication.translate("Timeline", "Trim")
        if self._change is not None and self.desk.document.edit(words, self._change) and shift:
            self.desk.scroll(-shift)

    def _edit(self, frames: int) -> Edit:
        span, fps = self._span, self._fps

        def change(board: Storyboard) -> Storyboard:
            if self._at_start:
                return edits.with_start(board, span.shot_id, (span.frames - frames) / fps, span.frames / fps)
            return edits.with_duration(board, span.shot_id, frames / fps)

        return change


class Overlap(Gesture):
    """Drags a hand-over over the neighbour: away from its middle it lasts longer, towards it shorter. A cut that is
    dragged becomes a crossfade, one that is dragged to nothing a cut."""

    def __init__(self, desk: Desk, pressed: QPointF, index: int) -> None:
        super().__init__(desk)
        layout = desk.layout()
        self._span, self._fps = layout.spans[index], layout.plan.fps
        self._pressed = layout.scale.frame(pressed.x())
        zone = layout.overlap(index)
        self._side = 0 if not self._span.overlap else (-1 if pressed.x() < zone.center().x() else 1)
        self._most = min(self._span.frames, layout.spans[index + 1].frames) // 2
        self._change: Edit | None = None

    def move(self, pointer: Pointer) -> None:
        """Try the length under the pointer."""
        layout = self.desk.layout()
        away = layout.scale.frame(pointer.at.x()) - self._pressed
        grown = abs(away) if self._side == 0 else away * self._side
        frames = min(max(round(self._span.overlap + grown), 0), self._most)
        self._change = self._edit(frames) if frames != self._span.overlap else None
        trial = self.desk.document.trial(self._change) if self._change else None
        if trial is None:
            says = f"{name_of(self._span.transition)}  {seconds_text(frames, self._fps)}"
        else:
            span = trial[1].spans[self._span.index]
            says = name_of(span.transition)
            if span.overlap:
                says += f"  {seconds_text(span.overlap, self._fps)} · {frames_text(span.overlap)}"
        self.shown = Shown(trial, rests_until(layout, self._span.index), says=says)

    def finish(self) -> None:
        """Keep the length."""
        if self._change is not None:
            self.desk.document.edit(QCoreApplication.translate("Timeline", "Transition"), self._change)

    def _edit(self, frames: int) -> Edit:
        shot_id, counted = self._span.shot_id, round(frames * TRANSITION_FPS / self._fps)
        if frames == 0:
            return lambda board: edits.with_transition(board, shot_id, kind="cut")
        return lambda board: edits.with_transition(board, shot_id, frames=counted)
