"""The person's language and looks, given to all windows, now and whenever they change."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.sources import default_language
from ui import language, motion, theme
from ui.ports import Preferences
from ui.ports.preferences import Values


class Dressing(QObject):
    """Follows the preferences. What has not changed is left alone: a theme polishes every widget anew."""

    def __init__(self, app: QApplication, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app, self._preferences = app, preferences
        self._holds: Values | None = None
        preferences.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Make what is set hold."""
        wanted, before = self._preferences.values(), self._holds
        self._holds = wanted
        motion.want(wanted.motion)
        if before is None or before.theme != wanted.theme:
            theme.apply(self._app, wanted.theme)
        if before is None or before.language != wanted.language:
            language.apply(default_language() if wanted.language == "system" else wanted.language)
