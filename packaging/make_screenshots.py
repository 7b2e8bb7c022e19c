"""Take the pictures of the studio for the README and the manual anew, from the running studio.

    python packaging/make_screenshots.py [NAME ...]

They go to docs/studio; with names, only those are taken. Nobody's own storyboards, films and settings are touched.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(tempfile.gettempdir()) / "starloom-pictures"
sys.path.insert(0, str(ROOT))
os.environ |= {
    "QT_QPA_PLATFORM": "offscreen", "STARLOOM_DATA_DIR": str(HOME / "data"), "STARLOOM_FILMS_DIR": str(HOME / "takes"),
}  # fmt: skip

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, SignalInstance  # noqa: E402
from PySide6.QtGui import QAccessible, QColor, QImage, QMouseEvent, QPainter  # noqa: E402
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QWidget  # noqa: E402

from app.studio.studio import Studio  # noqa: E402
from storyboard import edits  # noqa: E402
from storyboard.model import TransitionKind  # noqa: E402
from ui import theme  # noqa: E402
from ui.export import ExportDialog  # noqa: E402
from ui.queue.job_view import JobView  # noqa: E402

FOLDER = ROOT / "docs" / "studio"
SIZE, QUALITY = (1440, 900), 88
STEPS, PATIENCE_S = 12, 240.0


class Photographer:
    """Works in a studio as a person would, and takes pictures of its window."""

    def __init__(self) -> None:
        self.studio = Studio(["starloom"])
        self.window = self.studio.window
        self.studio.preferences.change(motion=False, films_folder=str(HOME / "Films"))
        self.window.resize(*SIZE)
        self.studio.show()

    def dress(self, language: str, theme: str) -> None:
        """Another language, another theme."""
        self.studio.preferences.change(language=language, theme=theme)
        self.wait(0.3)

    def open(self, legend: str, language: str) -> None:
        """Open a legend and wait until its lines are spoken and its pictures painted."""
        document, services = self.studio.document, self.studio.services
        opened: list[bool] = []
        with connected(self.studio.shelf.opened, lambda: opened.append(True)):
            self.studio.shelf.open_template(legend, language)
            self.until(lambda: bool(opened))
        self.window.messages.hide()
        shots = [shot.id for shot in document.storyboard.shots]
        self.until(lambda: all(services.sound.waveform(shot) for shot in shots))
        self.until(lambda: all(services.pictures.is_current(shot) for shot in shots))
        self.show_shot(0)

    def show_shot(self, index: int, into_s: float = 3.0) -> None:
        """Select a shot, go into it, and wait for its picture."""
        document, transport = self.studio.document, self.window.transport
        document.select([document.storyboard.shots[index].id])
        transport.seek(document.schedule.entry(index) + round(into_s * document.schedule.fps))
        self.wait(0.5)
        self.until(lambda: not self.window.preview.picture.spinning and not self.window.preview.picture.image.isNull())
        self.wait(1.5)

    def take(self, name: str, over: QWidget | None = None) -> None:
        """Save the window as it is, with a dialog before it."""
        self.wait(0.4)
        image = QImage(*SIZE, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.drawPixmap(0, 0, self.window.grab())
        if over is not None:
            painter.fillRect(image.rect(), QColor(0, 0, 0, 110))
            corner = QPoint((SIZE[0] - over.width()) // 2, (SIZE[1] - over.height()) // 2)
            for spread in range(18, 0, -3):
                around = QRect(corner, over.size()).adjusted(-spread, -spread, spread, spread)
                painter.fillRect(around, QColor(0, 0, 0, 22))
            painter.drawPixmap(corner, over.grab())
            painter.setPen(theme.colour("line"))
            painter.drawRect(QRect(corner, over.size()))
        painter.end()
        FOLDER.mkdir(exist_ok=True)
        image.save(str(FOLDER / f"{name}.jpg"), quality=QUALITY)
        print(f"{name}.jpg  {(FOLDER / f'{name}.jpg').stat().st_size // 1000} KB", flush=True)

    @contextmanager
    def dragging(self, first: int, place: int) -> Iterator[None]:
        """While a shot is carried over the timeline to the front of another one."""
        view = self.window.workspace.timeline.view
        start, end = self._middle(view, first), self._middle(view, place) - QPointF(view.width() * 0.03, 0)
        self._mouse(view.viewport(), QEvent.Type.MouseButtonPress, start)
        for step in range(1, STEPS + 1):
            self._mouse(view.viewport(), QEvent.Type.MouseMove, start + (end - start) * step / STEPS + QPointF(0, step))
            self.wait(0.02)
        yield
        view.pointer.cancel()

    def wait(self, seconds: float) -> None:
        """Let the studio live."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.005)

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the studio live until something is so.

        Raises:
            TimeoutError: it does not come to be.
        """
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("the studio does not come to show what is to be seen")
            self.wait(0.1)

    def _middle(self, view: QAbstractScrollArea, index: int) -> QPointF:
        interface = QAccessible.queryAccessibleInterface(view)
        return QPointF(view.viewport().mapFromGlobal(interface.child(index).rect().center()))

    def _mouse(self, widget: QWidget, kind: QEvent.Type, at: QPointF) -> None:
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, widget.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


@contextmanager
def connected(signal: SignalInstance, slot: Callable[[], object]) -> Iterator[None]:
    """While a signal is listened to."""
    signal.connect(slot)
    yield
    signal.disconnect(slot)


def start_page(p: Photographer) -> None:
    """The first thing seen."""
    p.window.show_start()
    p.take("start")


def start_page_zh(p: Photographer) -> None:
    """The same by day, in Chinese."""
    p.dress("zh", "light")
    p.window.show_start()
    p.take("start-zh-light")
    p.dress("en", "dark")


def timeline(p: Photographer) -> None:
    """A shot on its way to another place."""
    p.open("qixi", "en")
    p.window.show_view("timeline")
    p.show_shot(7)
    with p.dragging(7, 4):
        p.take("timeline-dragging")


def playing(p: Photographer) -> None:
    """The preview, running."""
    p.open("andromeda", "en")
    p.window.show_view("timeline")
    p.show_shot(4, 1.0)
    transport = p.window.transport
    began = transport.frame
    transport.play()
    p.until(lambda: transport.frame > began + 72)
    p.take("preview-playing")
    transport.pause()


def board(p: Photographer) -> None:
    """The cards."""
    p.open("andromeda", "en")
    p.window.show_view("board")
    p.show_shot(3)
    p.take("board")
    p.window.show_view("timeline")


def board_zh(p: Photographer) -> None:
    """The cards by day, in Chinese."""
    p.dress("zh", "light")
    p.open("qixi", "zh")
    p.window.show_view("board")
    p.show_shot(1)
    p.take("board-zh-light")
    p.window.show_view("timeline")
    p.dress("en", "dark")


def timeline_zh(p: Photographer) -> None:
    """The timeline in Chinese, with transitions of several kinds."""
    p.dress("zh", "dark")
    p.open("qixi", "zh")
    shots = p.studio.document.storyboard.shots
    kinds: dict[int, TransitionKind] = {1: "stars", 4: "black", 6: "zoom"}
    for number, kind in kinds.items():
        p.studio.document.edit("", lambda b, n=number, k=kind: edits.with_transition(b, shots[n].id, k, 26))
    p.show_shot(1)
    p.take("timeline-zh")
    p.dress("en", "dark")


def export(p: Photographer) -> None:
    """The dialog, and the queue at work on two films."""
    for legend, shot in (("qixi", 7), ("orion", 1)):
        p.open(legend, "en")
        p.show_shot(shot)
        p.window.show_export()
        dialog = next(one for one in p.window.findChildren(ExportDialog) if one.isVisible())
        p.until(lambda dialog=dialog: dialog.facts is not None)
        p.wait(1.0)
        if legend == "qixi":
            p.take("export", dialog)
        button = dialog.findChild(QPushButton, "exportStart")
        assert button is not None
        button.click()
        p.wait(0.5)
    p.until(lambda: sum(row.kind == "take" and row.state == "done" for row in p.studio.jobs.state().rows) > 2)
    jobs = p.window.queue_panel.findChild(JobView)
    assert jobs is not None
    jobs.expand(jobs.model().index(0, 0))
    p.take("queue")
    p.studio.jobs.cancel([row.id for row in p.studio.jobs.state().rows])
    p.window.toggle_panel("queue")


PICTURES: dict[str, Callable[[Photographer], None]] = {
    "start": start_page, "start-zh-light": start_page_zh, "timeline-dragging": timeline, "preview-playing": playing,
    "board": board, "board-zh-light": board_zh, "timeline-zh": timeline_zh, "export": export,
}  # fmt: skip


def main() -> None:
    """Take all of them, or those that are named."""
    shutil.rmtree(HOME, ignore_errors=True)
    (HOME / "Films").mkdir(parents=True)
    photographer = Photographer()
    photographer.dress("en", "dark")
    try:
        for name, taken in PICTURES.items():
            if not sys.argv[1:] or name in sys.argv[1:]:
                taken(photographer)
    finally:
        photographer.studio.close()
        shutil.rmtree(HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
