"""A notice by the system's tray, where there is one; else by what the desktop has for it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.desktop_notice import show_notice
from engine.jobs.notices import Notice
from ui.icons import icon

SHOWN_MS = 15_000


class Tray(QObject):
    """Shows notices. Its icon is in the tray only as long as one is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SHOWN_MS)
        self._clock.timeout.connect(self._go)

    def show(self, notice: Notice) -> None:
        """Put a notice on the desktop; returns at once."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            threading.Thread(target=show_notice, args=(notice,), name="notice", daemon=True).start()
            return
        if self._icon is None:
            picture = QApplication.windowIcon()
            self._icon = QSystemTrayIcon(icon("clapperboard", "accent") if picture.isNull() else picture, self)
            self._icon.messageClicked.connect(self._raise_window)
        self._icon.show()
        self._icon.showMessage(notice.title, notice.body, self._icon.icon(), SHOWN_MS)
        self._clock.start()

    def _go(self) -> None:
        if self._icon is not None:
            self._icon.hide()

    def _raise_window(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isWindow() and window.isVisible():
                window.raise_()
                window.activateWindow()
                return
