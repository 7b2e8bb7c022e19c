"""Write a sentence, or paste a text: it becomes a storyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon

MOST_ROWS = 6


class _Words(QPlainTextEdit):
    """A field that grows with its text; Enter is done, Shift+Enter begins a line."""

    entered = Signal()
    lit = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sentence")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(7)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter creates."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame around it shows where the keyboard is."""
        super().focusInEvent(event)
        self.lit.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.lit.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        """Another font has other rows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        rows = min(MOST_ROWS, max(1, round(self.document().size().height())))  # this kind of text counts in rows
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if rows == MOST_ROWS else bars.ScrollBarAlwaysOff)
        self.setFixedHeight(rows * self.fontMetrics().lineSpacing() + 16)


class SentenceBox(QWidget):
    """The field, the button beside it, and examples below.

    Signals:
        created: the words.
    """

    created = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = QFrame(self)
        self._words = _Words(self._frame)
        self._create = QPushButton(self._frame)
        self._create.setObjectName("createFromSentence")
        self._create.setProperty("primary", True)
        self._create.setIcon(icon("wand-sparkles", "on_accent"))
        self._examples = [QPushButton(self) for _ in range(3)]
        self._frame.setProperty("role", "field")
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(10, 6, 6, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._create, 0, Qt.AlignmentFlag.AlignBottom)
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addStretch(1)
        for number, chip in enumerate(self._examples):
            chip.setObjectName(f"example-{number + 1}")
            chip.setProperty("ghost", True)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(lambda checked=False, one=chip: self._take(one))
            chips.addWidget(chip)
        chips.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._frame)
        whole.addLayout(chips)
        self._words.textChanged.connect(self._follow)
        self._words.entered.connect(self._done)
        self._words.lit.connect(self._light)
        self._create.clicked.connect(self._done)
        self._follow()
        self._retranslate()

    @property
    def text(self) -> str:
        """What is written in the field."""
        return self._words.toPlainText()

    def clear(self) -> None:
        """Take the words out of the field: they have become a storyboard."""
        self._words.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._words.setPlaceholderText(self.tr("Write a sentence, or paste a whole story…"))
        self._words.setAccessibleName(self.tr("A sentence or a story to film"))
        self._words.setToolTip(
            self.tr("Every sentence becomes a shot. Enter creates the storyboard, Shift+Enter begins a new line.")
        )
        self._create.setText(self.tr("Create"))
        self._create.setToolTip(self.tr("Make a storyboard of these words"))
        sentences = (
            self.tr("Orion rises over a winter sea."),
            self.tr("A whale under the northern lights."),
            self.tr("Stars fall over sleeping hills."),
        )
        for chip, words in zip(self._examples, sentences, strict=True):
            chip.setText(words)
            chip.setToolTip(self.tr("Take this sentence"))

    def _light(self, lit: bool) -> None:
        self._frame.setProperty("lit", lit)
        self._frame.style().polish(self._frame)

    def _take(self, chip: QPushButton) -> None:
        self._words.setPlainText(chip.text())
        self._words.setFocus()
        self._words.moveCursor(self._words.textCursor().MoveOperation.End)

    def _follow(self) -> None:
        self._create.setEnabled(bool(self.text.strip()))

    def _done(self) -> None:
        words = self.text.strip()
        if words:
            self.created.emit(words)
