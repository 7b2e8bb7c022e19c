"""Writing on a card: a text field over the words, kept in the document while it is typed."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from storyboard import edits
from ui.board.layout import FIELDS, Field
from ui.document import Document

TYPING_MS = 250
"""A pause in typing after which the document has the words."""
TALLEST = 260
FRAME = 14
"""Pixels of the text field's edge, above and below its text together."""

_ENDS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_sittings = count()


class FieldEdit(QPlainTextEdit):
    """The text field. Enter is done, Shift+Enter a new line, Escape gives up, Tab goes on.

    Signals:
        left: the person is done; carries how many fields on it goes (0: none).
        given_up: the person wants the old words back.
    """

    left = Signal(int)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("boardFieldEdit")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(False)
        self.document().setDocumentMargin(1)

    def wanted_height(self) -> int:
        """How high it must be to show its whole text."""
        layout, block, height = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return round(height) + FRAME

    def event(self, event: QEvent) -> bool:
        """The keys that end the writing are ours before they are shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ENDS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that end the writing; all others write."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case Qt.Key.Key_Tab:
                self.left.emit(1)
            case Qt.Key.Key_Backtab:
                self.left.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not shifted:
                self.left.emit(0)
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere is being done; a menu or another window is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit(0)


class FieldEditing(QObject):
    """Edits one field of one shot at a time. What is typed in one go is one step of the history.

    Signals:
        moved: another field, or none, is edited now.
        asked_on: Tab wants the next field (1) or the one before (-1); carries shot's id, field's number and step.
    """

    moved = Signal()
    asked_on = Signal(str, int, int)

    def __init__(self, view: QWidget, document: Document) -> None:
        super().__init__(view)
        self._view, self._document = view, document
        self.shot_id = ""
        """The shot whose words are written; "" while none are."""
        self.field: Field = "text"
        self._edit: FieldEdit | None = None
        self._before, self._merge, self._rect = "", "", QRect()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.flush)
        document.changed.connect(self._follow)

    @property
    def widget(self) -> FieldEdit | None:
        """The text field, while there is one."""
        return self._edit

    def open(self, shot_id: str, field: Field, rect: QRect, hint: str) -> None:
        """Edit a field; ``rect`` is where it stands in the view."""
        self.close()
        shot = self._document.shot(shot_id)
        if shot is None:
            return
        self.shot_id, self.field = shot_id, field
        self._before, self._merge = getattr(shot, field), f"board {shot_id} {field} {next(_sittings)}"
        self._edit = edit = FieldEdit(self._view)
        edit.setPlainText(self._before)
        edit.setPlaceholderText(hint)
        edit.setAccessibleName(hint)
        edit.moveCursor(QTextCursor.MoveOperation.End)
        edit.textChanged.connect(self._typed)
        edit.left.connect(self._leave)
        edit.given_up.connect(self.give_up)
        edit.show()
        self.place(rect)
        edit.setFocus()
        self.moved.emit()

    def place(self, rect: QRect) -> None:
        """The field stands elsewhere now: the cards were scrolled or laid out anew."""
        if self._edit is None:
            return
        self._rect = rect
        width = rect.width() + 14
        self._edit.setFixedWidth(width)
        wanted = self._edit.wanted_height()
        height = min(max(wanted, rect.height() + 12), TALLEST)
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > TALLEST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._edit.setVerticalScrollBarPolicy(scrolls)
        top = rect.y() - 6
        room = self._view.height() - 6
        if top + height > room:
            top = max(room - height, min(top, 6))
        self._edit.setGeometry(QRect(rect.x() - 7, top, width, height))

    def close(self) -> None:
        """Be done: the document has the words."""
        if self._edit is None:
            return
        self.flush()
        edit, self._edit, self.shot_id = self._edit, None, ""
        had_focus = edit.hasFocus()
        edit.blockSignals(True)
        edit.hide()
        edit.deleteLater()
        if had_focus:
            self._view.setFocus()
        self.moved.emit()

    def give_up(self) -> None:
        """The old words again; the history is as it was before the writing."""
        if self._edit is None:
            return
        self._clock.stop()
        self._write(self._before)
        self._edit.blockSignals(True)
        self._edit.setPlainText(self._before)
        self.close()

    def _typed(self) -> None:
        self._clock.start(TYPING_MS)
        self.place(self._rect)

    def flush(self) -> None:
        """Give the document what is typed so far."""
        self._clock.stop()
        if self._edit is not None:
            self._write(self._edit.toPlainText())

    def _write(self, words: str) -> None:
        shot_id, field = self.shot_id, self.field
        if self._document.shot(shot_id) is None:
            return
        names: dict[Field, str] = {"title": self.tr("Title"), "text": self.tr("Scene text"), "line": self.tr("Line")}
        self._document.edit(
            names[field], lambda board: edits.with_shot(board, shot_id, **{field: words}), merge=self._merge
        )

    def _follow(self) -> None:
        """The document was changed, by us or by somebody else (an undo, another view)."""
        if self._edit is None:
            return
        shot = self._document.shot(self.shot_id)
        if shot is None:
            self._clock.stop()
            self.close()
        elif not self._clock.isActive() and getattr(shot, self.field) != self._edit.toPlainText():
            self._edit.blockSignals(True)
            self._edit.setPlainText(getattr(shot, self.field))
            self._edit.moveCursor(QTextCursor.MoveOperation.End)
            self._edit.blockSignals(False)

    def _leave(self, step: int) -> None:
        shot_id, number = self.shot_id, FIELDS.index(self.field)
        self.close()
        if step:
            self.asked_on.emit(shot_id, number, step)
