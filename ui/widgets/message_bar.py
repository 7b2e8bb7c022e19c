"""A calm line that says what went wrong, why, and what to do; nothing modal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ui import theme
from ui.icons import icon, pixmap

Kind = Literal["info", "good", "fault"]
_LOOKS: dict[Kind, tuple[str, str]] = {
    "info": ("info", "faint"), "good": ("circle-check", "good"), "fault": ("triangle-alert", "danger"),
}  # fmt: skip
GOES_S = 12


class MessageBar(QFrame):
    """Shows one message at a time; a fault stays until it is closed, anything else goes by itself, and when the
    language changes."""

    def __init__(self, parent: QWidget | None = None, worded: Callable[[str], str] = str) -> None:
        """``worded``: says what is told in the language of the windows."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._worded, self._told = worded, ""
        self._kind: Kind = "info"
        self._sign, self._words, self._close = QLabel(), QLabel(), QToolButton()
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close.setIcon(icon("x"))
        self._close.setProperty("flat", True)
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 7)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._close)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide)
        self._retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, words: str, kind: Kind = "fault") -> None:
        """Show a message."""
        self._kind, self._told = kind, words
        self._show_words()
        self._dress()
        self.show()
        self._clock.stop()
        if kind != "fault":
            self._clock.start(GOES_S * 1000)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self._kind == "fault":
                self._show_words()
            else:
                self.hide()
        super().changeEvent(event)

    def _show_words(self) -> None:
        words = self._worded(self._told)
        self._words.setText(words)
        self.setAccessibleName(words)

    def _retranslate(self) -> None:
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close this message"))

    def _dress(self) -> None:
        name, colour = _LOOKS[self._kind]
        self._sign.setPixmap(pixmap(name, 18, self.devicePixelRatioF(), colour))
        edge, ground = getattr(theme.colours(), colour), theme.colours().raised
        sheet = f"#messageBar {{ background: {ground}; border: 1px solid {edge}; border-radius: 8px; }}"
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)
