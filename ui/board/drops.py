"""What is dragged onto the board from the library or from the desktop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from ui import mime
from ui.board.layout import Insertion
from ui.editing import Editing


class Drops:
    """Shows where a drop would land, and hands what is dropped to the editing."""

    def __init__(self, editing: Editing, place: Callable[[QPoint], Insertion]) -> None:
        self._editing, self._place = editing, place
        self.insertion: Insertion | None = None
        """Where it would land now; None while nothing is dragged here."""

    def handle(self, event: QEvent) -> bool:
        """Take a drag's event; whether it was one."""
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove:
                assert isinstance(event, QDragMoveEvent)
                self._hover(event)
            case QEvent.Type.DragLeave:
                self.insertion = None
            case QEvent.Type.Drop:
                assert isinstance(event, QDropEvent)
                self._drop(event)
            case _:
                return False
        return True

    def _hover(self, event: QDragMoveEvent) -> None:
        if not mime.takes(event.mimeData()):
            event.ignore()
            return
        self.insertion = self._place(event.position().toPoint())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _drop(self, event: QDropEvent) -> None:
        index = self._place(event.position().toPoint()).index
        self.insertion = None
        if self._editing.drop(event.mimeData(), index):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
