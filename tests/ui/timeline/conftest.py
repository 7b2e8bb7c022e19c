"""A timeline in a window, with pictures, waveforms and captions of its own, and a hand that presses and drags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.document import Document
from ui.editing import Editing
from ui.ports import Importing, Pictures, Services, Sound, Takes
from ui.ports.sound import CaptionSpan, EffectSpan
from ui.ports.takes import TakeState
from ui.timeline import TimelinePanel
from ui.timeline.lanes import Lane
from ui.timeline.view import TimelineView
from ui.transport import Transport


class Colours(Pictures):
    """A green picture for every shot."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap(320, 180)
        self._picture.fill(QColor("#00c000"))

    def picture(self, shot_id: str, moment: float = 0.72) -> QPixmap | None:
        return self._picture

    def is_current(self, shot_id: str) -> bool:
        return True


class Voices(Sound):
    """Every line lasts four seconds; one caption and one effect."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.heard: list[str] = []

    def waveform(self, shot_id: str) -> Sequence[float] | None:
        return WAVE

    def captions(self) -> Sequence[CaptionSpan]:
        return [CaptionSpan("words", 500, 560)]

    def effects(self) -> Sequence[EffectSpan]:
        return [EffectSpan("wind", 100, 200)]

    def cadences(self) -> Sequence[int]:
        return [300]

    def music_styles(self) -> Sequence[tuple[str, str]]:
        return [("starlight", "Starlight"), ("festival", "Festival")]

    def listen(self, key: str, line: str, language: str, voice: str | None, rate: float) -> None:
        self.heard.append(line)


class Reel(Takes):
    """Takes as the test says; notes what is to be made."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, list[TakeState]] = {}
        self.asked: list[tuple[str, ...]] = []

    def of(self, shot_id: str) -> Sequence[TakeState]:
        return self.known.get(shot_id, [])

    def make(self, shot_ids, new_seed: bool = False) -> None:
        self.asked.append(tuple(shot_ids))


WAVE = [0.5] * 200


@pytest.fixture
def services(document: Document) -> Services:
    return Services(pictures=Colours(), sound=Voices(document), takes=Reel())


@pytest.fixture
def editing(document: Document, transport: Transport) -> Editing:
    document.timed.connect(lambda: transport.set_total(document.schedule.total_frames))
    return Editing(document, transport, Importing())


@pytest.fixture
def panel(qtbot, document: Document, transport: Transport, services: Services, editing: Editing) -> TimelinePanel:
    one = TimelinePanel(document, transport, services, editing)
    qtbot.addWidget(one)
    one.resize(1280, 330)
    one.show()
    QApplication.processEvents()
    return one


@pytest.fixture
def view(panel: TimelinePanel) -> TimelineView:
    panel.view.setFocus()
    return panel.view


@pytest.fixture
def hand(view: TimelineView) -> Hand:
    return Hand(view)


Widget = TypeVar("Widget", bound=QWidget)


def child(parent: QWidget, kind: type[Widget], name: str | None = None) -> Widget:
    """The widget of a kind and a name inside another."""
    found = parent.findChild(kind, name) if name else parent.findChild(kind)
    assert found is not None
    return found


class Hand:
    """Presses, moves and lets go, by the events that a window system sends."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view

    def press(self, at: QPointF, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._send(QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, keys)

    def move(self, at: QPointF, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._send(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, keys)

    def release(self, at: QPointF, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._send(QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, keys)

    def double(self, at: QPointF) -> None:
        self._send(QEvent.Type.MouseButtonDblClick, at, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton)

    def click(self, at: QPointF, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.press(at, keys)
        self.release(at, keys)

    def drag(
        self, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.press(start, keys)
        self.move((start + end) / 2, keys)
        self.move(end, keys)
        self.release(end, keys)

    def shot(self, index: int) -> QPointF:
        """The middle of a shot."""
        body = self._view.layout_now().body(index)
        return body.center()

    def cut(self, index: int) -> QPointF:
        """The middle of the hand-over after a shot."""
        return self._view.layout_now().grip(index).center()

    def edge(self, index: int, start: bool = False) -> QPointF:
        """Just inside the right or left edge of a shot."""
        layout = self._view.layout_now()
        body = layout.body(index)
        return QPointF(body.left() + 3 if start else body.right() - 3, body.center().y())

    def frame(self, frame: float, lane: Lane = Lane.RULER) -> QPointF:
        """A frame on a lane."""
        layout = self._view.layout_now()
        return QPointF(layout.scale.x(frame), layout.lanes.top(lane) + layout.lanes.height_of(lane) / 2)

    def _send(self, kind, at, button, buttons, keys=Qt.KeyboardModifier.NoModifier) -> None:
        event = QMouseEvent(kind, at, self._view.viewport().mapToGlobal(at), button, buttons, keys)
        QApplication.sendEvent(self._view.viewport(), event)
