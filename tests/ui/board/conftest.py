"""A board of real size, with takes, a queue and pictures that say what a test tells them to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.board import Board
from ui.board.view import BoardView
from ui.document import Document
from ui.editing import Editing
from ui.ports import Jobs, Pictures, Services, Takes
from ui.ports.jobs import JobRow, QueueState
from ui.ports.takes import TakeState
from ui.transport import Transport


class ToldTakes(Takes):
    """Takes as a test tells them; remembers what should be made."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, tuple[TakeState, ...]] = {}
        self.clips: set[str] = set()
        self.asked: list[tuple[tuple[str, ...], bool]] = []

    def of(self, shot_id: str) -> Sequence[TakeState]:
        return self.known.get(shot_id, ())

    def has_clip(self, shot_id: str) -> bool:
        return shot_id in self.clips

    def make(self, shot_ids: Collection[str], new_seed: bool = False) -> None:
        self.asked.append((tuple(shot_ids), new_seed))


class ToldJobs(Jobs):
    """A queue as a test tells it."""

    rows: tuple[JobRow, ...] = ()

    def state(self) -> QueueState:
        return QueueState(self.rows)


class CountedPictures(Pictures):
    """Remembers for which shots a picture was wanted; every shot has a red one."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: set[str] = set()
        self._red = QPixmap(320, 180)
        self._red.fill(Qt.GlobalColor.red)

    def picture(self, shot_id: str, moment: float = 0.72) -> QPixmap | None:
        self.wanted.add(shot_id)
        return self._red


@pytest.fixture
def services() -> Services:
    return Services(pictures=CountedPictures(), takes=ToldTakes(), jobs=ToldJobs())


@pytest.fixture
def board(qtbot: QtBot, document: Document, transport: Transport, services: Services) -> Board:
    one = Board(document, transport, services, Editing(document, transport, services.importing, parent=document))
    qtbot.addWidget(one)
    one.resize(1000, 760)
    one.show()
    qtbot.waitExposed(one)
    one.activateWindow()
    one.view.setFocus()
    return one


@pytest.fixture
def view(board: Board) -> BoardView:
    return board.view


@pytest.fixture
def middle(view: BoardView) -> Callable[[QRect], QPoint]:
    """The middle of a rectangle of the contents, as a point of the viewport."""
    return lambda rect: view.on_view(rect).center()


@pytest.fixture
def drag(view: BoardView) -> Callable[..., None]:
    """Drags from one point of the viewport to another, and lets go unless told to hold."""

    def go(start: QPoint, end: QPoint, modifiers=Qt.KeyboardModifier.NoModifier, hold: bool = False) -> None:
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, modifiers, start)
        QTest.mouseMove(view.viewport(), start + (end - start) / 3)
        QTest.mouseMove(view.viewport(), end)
        if not hold:
            QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, modifiers, end)

    return go
