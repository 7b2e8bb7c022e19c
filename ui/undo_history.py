"""The history: every step that was done, to go back to any of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QUndoView, QWidget

from ui.docks import Dock
from ui.document import Document
from ui.icons import icon


class UndoHistory(Dock):
    """A panel with all steps; clicking one goes there."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undoHistory")
        self._view = QUndoView(document.undo_stack, self)
        self._view.setObjectName("undoSteps")
        self._view.setCleanIcon(icon("save", "accent"))
        self.setWidget(self._view)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("History"))
        self._view.setEmptyLabel(self.tr("As it was opened"))
        self._view.setAccessibleName(self.tr("Steps that can be undone"))
