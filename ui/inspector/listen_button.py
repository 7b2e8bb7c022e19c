"""A button that lets a line be heard, and be quiet again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ui.icons import icon
from ui.ports import Sound

Spoken = tuple[str, str, str | None, float]
"""A line, its language, its voice, and how fast it is spoken."""


class ListenButton(QToolButton):
    """Speaks what ``spoken`` gives when it is pressed; pressed again, it is quiet."""

    def __init__(self, sound: Sound, spoken: Callable[[], Spoken], key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("listen")
        self._sound, self._spoken, self._key, self._speaking = sound, spoken, key, False
        self.clicked.connect(self._press)
        sound.listening.connect(self._hear)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._dress()
        super().changeEvent(event)

    def _press(self) -> None:
        if self._speaking:
            self._sound.stop_listening()
            return
        line, language, voice, rate = self._spoken()
        if line.strip():
            self._sound.listen(self._key, line, language, voice, rate)

    def _hear(self, key: str) -> None:
        self._speaking = key == self._key
        self._dress()

    def _dress(self) -> None:
        words = self.tr("Stop") if self._speaking else self.tr("Listen")
        self.setIcon(icon("square" if self._speaking else "volume-2", "accent" if self._speaking else "text"))
        self.setToolTip(self.tr("Be quiet") if self._speaking else self.tr("Hear how the line is spoken"))
        self.setAccessibleName(words)
