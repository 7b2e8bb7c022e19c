"""What is dropped onto the timeline from the library or the desktop."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from ui import mime
from ui.timeline.gestures import Desk
from ui.timeline.pointer import SCROLL_EVERY_MS, edge_speed


class Dropping(QObject):
    """Follows a drag that comes from elsewhere.

    Signals:
        changed: the place where it would come in is another one.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.insertion: int | None = None
        """The index of the shot before which it would come in."""
        self._at: QPointF | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(SCROLL_EVERY_MS)
        self._clock.timeout.connect(self._scroll_at_edge)

    def follow(self, event: QDragMoveEvent) -> None:
        """It is over the timeline."""
        if not mime.takes(event.mimeData()):
            event.ignore()
            return
        self._place(event.position())
        event.acceptProposedAction()

    def leave(self) -> None:
        """It went elsewhere."""
        self._place(None)

    def drop(self, event: QDropEvent) -> None:
        """Take it in at the place where it is dropped."""
        index = self._desk.layout().insertion_index(event.position().x())
        self._place(None)
        if self._desk.editing.drop(event.mimeData(), index):
            event.acceptProposedAction()

    def _place(self, at: QPointF | None) -> None:
        self._at = at
        if at is None:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()
        insertion = None if at is None else self._desk.layout().insertion_index(at.x())
        if insertion != self.insertion:
            self.insertion = insertion
            self.changed.emit()

    def _scroll_at_edge(self) -> None:
        layout = self._desk.layout()
        if self._at is not None and (speed := edge_speed(self._at.x(), layout.scale.gutter, layout.width)):
            self._desk.scroll(speed)
            self._place(self._at)
