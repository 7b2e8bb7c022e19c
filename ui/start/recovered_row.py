"""Unsaved work that a crash left behind: open it, or let it go and think better of it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.ports.shelf import Recovered
from ui.start.words import shots_words, when

GOES_MS = 8000
"""How long work that was let go can be taken back."""


class RecoveredRow(QFrame):
    """One recovered storyboard.

    Signals:
        opened: its key.
        let_go: its key; comes when it can no longer be taken back.
    """

    opened = Signal(str)
    let_go = Signal(str)

    def __init__(self, recovered: Recovered, parent: QWidget | None = None, goes_ms: int = GOES_MS) -> None:
        super().__init__(parent)
        self.setObjectName(f"recovered-{recovered.key}")
        self.setProperty("role", "card")
        self._recovered = recovered
        self._sign, self._title, self._facts = QLabel(), QLabel(), QLabel()
        self._title.setProperty("role", "heading")
        self._facts.setProperty("role", "faint")
        self._facts.setWordWrap(True)
        self._open, self._let_go, self._undo = QPushButton(), QPushButton(), QPushButton()
        self._open.setProperty("primary", True)
        self._clock = QTimer(self, singleShot=True, interval=goes_ms)
        self._clock.timeout.connect(lambda: self.let_go.emit(recovered.key))
        self._open.clicked.connect(lambda: self.opened.emit(recovered.key))
        self._let_go.clicked.connect(self._begin_to_let_go)
        self._undo.clicked.connect(self._take_back)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        for button in (self._undo, self._let_go, self._open):
            row.addWidget(button)
        self._take_back()

    @property
    def going(self) -> bool:
        """Whether it is let go and can still be taken back."""
        return self._clock.isActive()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._say()
        super().changeEvent(event)

    def _begin_to_let_go(self) -> None:
        self._clock.start()
        self._say()
        self._undo.setFocus()

    def _take_back(self) -> None:
        self._clock.stop()
        self._say()

    def _say(self) -> None:
        going, one = self.going, self._recovered
        title = one.title or self.tr("Untitled")
        self._sign.setPixmap(pixmap("history", 22, self.devicePixelRatioF(), "faint" if going else "accent"))
        self._title.setText(self.tr("{0} is let go").format(title) if going else title)
        facts = [shots_words(one.shots), self.tr("last edited {0}").format(when(one.at, datetime.now(UTC)))]
        facts.append(self.tr("of {0}, which stays as it is").format(one.path.name) if one.path
                     else self.tr("never saved"))  # fmt: skip
        self._facts.setText(self.tr("After a few seconds it cannot be undone.") if going else " · ".join(facts))
        self._open.setText(self.tr("Open recovered"))
        self._open.setToolTip(self.tr("Open it as it was at the last edit"))
        self._let_go.setText(self.tr("Let it go"))
        self._let_go.setToolTip(self.tr("Forget these edits; a file that they belong to stays"))
        self._undo.setText(self.tr("Undo"))
        self._undo.setToolTip(self.tr("Keep it after all"))
        for button in (self._open, self._let_go, self._undo):
            button.setAccessibleName(f"{button.text()}: {title}")
        self._undo.setVisible(going)
        self._open.setVisible(not going)
        self._let_go.setVisible(not going)
