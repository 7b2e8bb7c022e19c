"""Fields that words are typed into: told after a short rest, never overwritten under the person's hands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui.inspector.shared import SEVERAL

REST_MS = 300
"""The storyboard follows the typing when it has rested so long."""
MOST_LINES = 9


class Typing(QObject):
    """The typing in one field.

    Signals:
        edited: the words that stand there now; carries them.
    """

    edited = Signal(str)

    def __init__(self, words: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._clock = QTimer(self, singleShot=True, interval=REST_MS)
        self._clock.timeout.connect(lambda: self.edited.emit(self._words()))
        self._sitting = 0

    @property
    def waiting(self) -> bool:
        """Whether something was typed that was not told yet."""
        return self._clock.isActive()

    @property
    def sitting(self) -> int:
        """A number that is the same from when the field is entered until it is left: such edits are one step."""
        return self._sitting

    def begin(self) -> None:
        """The field is entered."""
        self._sitting += 1

    def touch(self) -> None:
        """Something was typed."""
        self._clock.start()

    def flush(self) -> None:
        """Tell now what has not been told yet."""
        if self.waiting:
            self._clock.stop()
            self.edited.emit(self._words())

    def lets_through(self, event: QEvent) -> bool:
        """Whether a shortcut that begins is Undo or Redo, which are the storyboard's and not the field's."""
        if not isinstance(event, QKeyEvent) or not (
            event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        ):
            return False
        self.flush()
        event.ignore()
        return True


class TextField(QPlainTextEdit):
    """Several lines of words; as high as they are."""

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = lines
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.typing = Typing(self.toPlainText, self)
        self.edited = self.typing.edited
        self.textChanged.connect(self.typing.touch)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_value(self, words: object) -> None:
        """Show what the storyboard says; words that are being typed stay."""
        if self.typing.waiting:
            return
        self.setPlaceholderText(self.tr("Several") if words is SEVERAL else "")
        wanted = "" if words is SEVERAL else str(words)
        if wanted == self.toPlainText():
            return
        place = self.textCursor().position()
        with QSignalBlocker(self):
            self.setPlainText(wanted)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(wanted)))
        self.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed from now on is one step of the history."""
        self.typing.begin()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The storyboard gets the last words."""
        self.typing.flush()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo goes to the storyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and self.typing.lets_through(event):
            return False
        return super().event(event)

    def _fit(self) -> None:
        wanted = int(self.document().size().height())
        lines = min(max(wanted, self._least), MOST_LINES)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        height = lines * self.fontMetrics().lineSpacing() + 2 * int(self.document().documentMargin()) + 12
        if height != self.height():
            self.setFixedHeight(height)


class LineField(QLineEdit):
    """One line of words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.typing = Typing(self.text, self)
        self.edited = self.typing.edited
        self.textEdited.connect(self.typing.touch)
        self.returnPressed.connect(self.typing.flush)

    def show_value(self, words: object) -> None:
        """Show what the storyboard says; words that are being typed stay."""
        if self.typing.waiting:
            return
        if words is SEVERAL:
            self.setPlaceholderText(self.tr("Several"))
        wanted = "" if words is SEVERAL else str(words)
        if wanted != self.text():
            place = self.cursorPosition()
            self.setText(wanted)
            self.setCursorPosition(min(place, len(wanted)) if self.hasFocus() else 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed from now on is one step of the history."""
        self.typing.begin()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The storyboard gets the last words."""
        self.typing.flush()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo goes to the storyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and self.typing.lets_through(event):
            return False
        return super().event(event)
