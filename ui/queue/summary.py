"""The queue in a few words, for the status bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui import theme
from ui.icons import icon
from ui.ports import Services
from ui.queue import words
from ui.queue.groups import groups_of, overall

BAR = 2


class QueueSummary(QPushButton):
    """A small button that says how many films are on their way, how far they are and how long they take; ``clicked``
    asks for the queue itself."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queueSummary")
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(14, 14))
        self._jobs = services.jobs
        self._share = 0.0
        self._jobs.changed.connect(self._follow)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._follow()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and a thin line below them as long as what is done."""
        super().paintEvent(event)
        if self._share:
            painter = QPainter(self)
            painter.fillRect(0, self.height() - BAR, self.width(), BAR, theme.colour("line"))
            painter.fillRect(0, self.height() - BAR, round(self.width() * self._share), BAR, theme.colour("accent"))
            painter.end()

    def _follow(self) -> None:
        state = self._jobs.state()
        groups = groups_of(state.rows)
        films, takes, share = overall(groups)
        text = words.summary(films, takes, share, None if state.paused else state.seconds_left)
        if state.paused and (films or takes):
            text = self.tr("Paused · {0}").format(text)
        failed = sum(group.state == "failed" for group in groups)
        if failed:
            text = self.tr("{0} · {1} failed").format(text, failed)
        self._share = share if films or takes else 0.0
        self.setIcon(self._sign(bool(state.trouble or failed), state.paused))
        self.setText(text)
        self.setToolTip(state.trouble or self.tr("Show the queue"))
        self.setAccessibleName(self.tr("Queue: {0}").format(text))
        self.update()

    def _sign(self, trouble: bool, paused: bool):
        if trouble:
            return icon("triangle-alert", "danger")
        return icon("pause" if paused else "list-video", "faint")
