"""The pointer over the timeline: which gesture a press begins, what is under it, and scrolling at the edges."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.timeline.gestures import Band, Carry, Desk, Gesture, Pointer, Scrub, Shown, look_at
from ui.timeline.hits import Hit, Part, hit
from ui.timeline.lanes import Lane
from ui.timeline.trims import Overlap, Trim

EDGE_PX = 36
SCROLL_EVERY_MS = 25
_ADDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_CURSORS = {
    Part.START_EDGE: Qt.CursorShape.SizeHorCursor, Part.END_EDGE: Qt.CursorShape.SizeHorCursor,
    Part.TRANSITION: Qt.CursorShape.SplitHCursor, Part.MARKER: Qt.CursorShape.PointingHandCursor,
}  # fmt: skip


def edge_speed(x: float, left: float, right: float) -> float:
    """Pixels to scroll in a step while the pointer is near (or beyond) an edge; 0 in the middle."""
    if x < left + EDGE_PX:
        return -max(2.0, min(left + EDGE_PX - x, 3 * EDGE_PX) / 2)
    if x > right - EDGE_PX:
        return max(2.0, min(x - right + EDGE_PX, 3 * EDGE_PX) / 2)
    return 0.0


class PointerTool(QObject):
    """Turns presses and moves into gestures.

    Signals:
        changed: something is to be painted anew.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gesture: Gesture | None = None
        self._last = Pointer(QPointF())
        self._anchor = ""
        self.hover: Hit | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(SCROLL_EVERY_MS)
        self._clock.timeout.connect(self._scroll_at_edge)

    @property
    def busy(self) -> bool:
        """Whether a gesture goes on."""
        return self._gesture is not None

    @property
    def shown(self) -> Shown:
        """What the gesture shows."""
        return self._gesture.shown if self._gesture else Shown()

    @property
    def at(self) -> QPointF:
        """Where the pointer was seen last."""
        return self._last.at

    def under(self, at: QPointF) -> Hit:
        """What lies at a point of the view."""
        return hit(self._desk.layout(), at.x(), at.y(), self._desk.state.spoken_s)

    def press(self, event: QMouseEvent) -> None:
        """The left button went down."""
        self.cancel()
        self._last = _pointer(event)
        self._gesture = self._begun(self.under(event.position()), event)
        if isinstance(self._gesture, Scrub):
            self._gesture.move(self._last)
        if self._gesture is not None:
            self._clock.start()
        self.changed.emit()

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        self._last = _pointer(event)
        if self._gesture is not None:
            self._gesture.move(self._last)
            self.changed.emit()
        elif not event.buttons():
            self.point_at(self.under(event.position()))

    def release(self) -> None:
        """The left button came up."""
        gesture = self._ended()
        if gesture is not None:
            gesture.finish()
            self.changed.emit()

    def cancel(self) -> bool:
        """Give the gesture up; whether there was one."""
        gesture = self._ended()
        if gesture is not None:
            gesture.cancel()
            self.changed.emit()
        return gesture is not None

    def point_at(self, found: Hit | None) -> None:
        """Something else lies under the pointer."""
        if found is not None and found.part not in _CURSORS:
            found = None
        if found != self.hover:
            self.hover = found
            self.changed.emit()

    def cursor(self) -> Qt.CursorShape:
        """How the pointer looks over what lies under it."""
        if self.shown.ghosts:
            return Qt.CursorShape.DragCopyCursor if self.shown.copies else Qt.CursorShape.ClosedHandCursor
        return _CURSORS[self.hover.part] if self.hover else Qt.CursorShape.ArrowCursor

    def _ended(self) -> Gesture | None:
        gesture, self._gesture = self._gesture, None
        self._clock.stop()
        return gesture

    def _begun(self, found: Hit, event: QMouseEvent) -> Gesture | None:
        at = event.position()
        match found.part:
            case Part.RULER:
                return Scrub(self._desk)
            case Part.MARKER:
                self._seek_marker(found)
                return None
            case Part.START_EDGE | Part.END_EDGE:
                return Trim(self._desk, at, found.index, found.part is Part.START_EDGE)
            case Part.TRANSITION:
                return Overlap(self._desk, at, found.index)
            case Part.SHOT:
                return self._pressed_shot(found.index, event)
            case Part.LANE if found.index >= 0 and found.lane is Lane.NARRATION:
                self._desk.document.select([self._desk.layout().board.shots[found.index].id])
                look_at(self._desk, found.index)
                return None
            case Part.HEADER:
                return None
            case _:
                return Band(self._desk, at, adds=bool(event.modifiers() & _ADDS))

    def _pressed_shot(self, index: int, event: QMouseEvent) -> Gesture | None:
        document, modifiers = self._desk.document, event.modifiers()
        shots = document.storyboard.shots
        shot_id = shots[index].id
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            chosen = set(document.selection) ^ {shot_id}
            document.select(chosen, shot_id)
            self._anchor = shot_id
            return None
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            anchor = document.shot(self._anchor) or document.current
            ends = sorted((document.index_of(anchor.id), index))
            document.select([shot.id for shot in shots[ends[0] : ends[1] + 1]], shot_id)
            return None
        self._anchor = shot_id
        if shot_id not in document.selection:
            document.select([shot_id])
        copies = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        return Carry(self._desk, event.position(), document.selection, shot_id, copies)

    def _seek_marker(self, found: Hit) -> None:
        document = self._desk.document
        if found.marker is not None:
            index = document.index_of(found.marker.shot)
            self._desk.transport.seek(self._desk.layout().marker_frame(found.marker, index))

    def _scroll_at_edge(self) -> None:
        if self._gesture is None or not QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return
        layout = self._desk.layout()
        speed = edge_speed(self._last.at.x(), layout.scale.gutter, layout.width)
        if speed and (self.shown != Shown() or isinstance(self._gesture, Scrub)):
            self._desk.scroll(speed)
            self._gesture.move(self._last)
            self.changed.emit()


def _pointer(event: QMouseEvent) -> Pointer:
    return Pointer(event.position(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
