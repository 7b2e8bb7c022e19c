"""What a list shows while there is nothing in it: a sign, a few words, a hint."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap

SIZE = 40


class Empty(QWidget):
    """A sign, a heading and a hint in the middle of a place."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = sign
        self._sign, self._heading, self._hint = QLabel(), QLabel(), QLabel()
        self._heading.setProperty("role", "heading")
        self._hint.setProperty("role", "faint")
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        for label in (self._sign, self._heading, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(1)
        self._dress()

    def say(self, heading: str, hint: str) -> None:
        """The words."""
        self._heading.setText(heading)
        self._hint.setText(hint)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._sign.setPixmap(pixmap(self._name, SIZE, self.devicePixelRatioF(), "line"))
