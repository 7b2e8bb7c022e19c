"""What the keys do on the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.board.choosing import Choosing
from ui.board.layout import Field, Layout
from ui.document import Document
from ui.editing import Editing

_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class Ground(Protocol):
    """What the keys need of the view."""

    @property
    def cards(self) -> Layout:
        """Where the cards lie."""
        ...

    @property
    def rows_per_page(self) -> int:
        """Rows that are seen at once."""
        ...

    def edit_field(self, index: int, name: Field) -> None:
        """Let the person write."""

    def open_menu_of_current(self) -> None:
        """The current card's context menu."""


class Keys:
    """Does what a key says; a key that says nothing here goes on to the window."""

    def __init__(self, ground: Ground, document: Document, editing: Editing, choosing: Choosing) -> None:
        self._ground, self._document, self._editing, self._choosing = ground, document, editing, choosing

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; whether it says anything."""
        return self._command(event) or self._walk(event)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is ours before it is a shortcut of the window."""
        command = any(event.matches(keys) for keys in self._commands()) or self._is_duplicate(event)
        walking = {*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, *_ENTER}
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return command or (plain and event.key() in {*walking, Qt.Key.Key_Delete, Qt.Key.Key_Backspace})

    def _commands(self) -> dict[QKeySequence.StandardKey, Callable[[], object]]:
        return {
            QKeySequence.StandardKey.SelectAll: self._choosing.everything,
            QKeySequence.StandardKey.Copy: self._editing.copy,
            QKeySequence.StandardKey.Cut: self._editing.cut,
            QKeySequence.StandardKey.Paste: self._editing.paste,
        }

    def _is_duplicate(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier

    def _command(self, event: QKeyEvent) -> bool:
        for keys, run in self._commands().items():
            if event.matches(keys):
                run()
                return True
        if self._is_duplicate(event):
            self._editing.duplicate_selected()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._editing.remove_selected()
        elif event.key() in _ENTER:
            self._ground.edit_field(self._current(), "text")
        elif event.key() == Qt.Key.Key_Menu:
            self._ground.open_menu_of_current()
        else:
            return False
        return True

    def _walk(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier and event.key() in _STEPS:
            across, down = _STEPS[Qt.Key(event.key())]
            self._carry(across, down)
            return True
        goal = self._goal(event.key())
        if goal is None or modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        if modifiers == Qt.KeyboardModifier.ShiftModifier:
            self._choosing.through(goal)
        else:
            self._choosing.one(goal)
        return True

    def _carry(self, across: int, down: int) -> None:
        """The selected shots one place on, or one row."""
        if across:
            self._editing.move_selected(across)
            return
        places = [self._document.index_of(shot_id) for shot_id in self._editing.selected()]
        columns = self._ground.cards.columns
        index = places[0] - columns if down < 0 else places[-1] + 1 + columns
        self._editing.move_to(set(self._editing.selected()), min(max(index, 0), self._ground.cards.count))

    def _goal(self, key: int) -> int | None:
        cards, now = self._ground.cards, self._current()
        if key in _STEPS:
            return cards.step(now, *_STEPS[Qt.Key(key)])
        page = self._ground.rows_per_page * cards.columns
        return {
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: cards.count - 1,
            Qt.Key.Key_PageUp: max(now - page, now % cards.columns),
            Qt.Key.Key_PageDown: min(now + page, cards.count - 1),
        }.get(Qt.Key(key))  # fmt: skip

    def _current(self) -> int:
        return self._document.index_of(self._document.current.id)
