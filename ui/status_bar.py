"""The line below the page: what was done just now, and how the queue stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from ui.ports import Services
from ui.queue import QueueSummary

TOLD_MS = 12_000
"""So long it says what was done."""


class StatusBar(QStatusBar):
    """Words at the left, the queue's button at the right."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._worded, self._told = services.worded, QLabel(indent=10)
        self._telling = QTimer(self, singleShot=True, interval=TOLD_MS)
        self._telling.timeout.connect(self._told.clear)
        self.queue_summary = QueueSummary(services)
        corner = QWidget()
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 0, 8, 4)
        row.addWidget(self.queue_summary)
        self.addWidget(self._told, 1)
        self.addPermanentWidget(corner)

    def tell(self, words: str) -> None:
        """Say for a while what was done."""
        self._told.setText(self._worded(words))
        self._telling.start()

    def changeEvent(self, event: QEvent) -> None:
        """What was said in the language before goes."""
        if event.type() == QEvent.Type.LanguageChange:
            self._told.clear()
        super().changeEvent(event)
