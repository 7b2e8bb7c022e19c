"""The painted board as assistive tools see it: a list whose items are the cards."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ui.board.layout import Layout
from ui.board.telling import Telling
from ui.document import Document


class Listed(Protocol):
    """What is asked of the view."""

    document: Document
    telling: Telling

    @property
    def cards(self) -> Layout:
        """Where the cards lie."""
        ...

    @property
    def current_index(self) -> int:
        """The current card."""
        ...

    def on_screen(self, rect: QRect) -> QRect:
        """A rectangle of the contents on the screen."""
        ...


class CardItem(QAccessibleInterface):
    """A card as an item of the list."""

    def __init__(self, view: QWidget, listed: Listed, index: int) -> None:
        super().__init__()
        self._view, self._listed, self.index = view, listed, index

    def isValid(self) -> bool:
        """Whether the card is still there."""
        return self.index < self._listed.cards.count

    def object(self) -> QObject | None:
        """A painted card is no object."""
        return None

    def parent(self) -> QAccessibleInterface:
        """The board."""
        return QAccessible.queryAccessibleInterface(self._view)

    def childCount(self) -> int:
        """A card has no parts of its own."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:
        """None."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        """None."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """It has none."""
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        """Its name and what is written on it."""
        if not self.isValid():
            return ""
        name, words = self._listed.telling.card(self.index)
        return {QAccessible.Text.Name: name, QAccessible.Text.Description: words}.get(kind, "")

    def setText(self, kind: QAccessible.Text, words: str) -> None:
        """Cards are written on in the view."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        return self._listed.on_screen(self._listed.cards.card(self.index)) if self.isValid() else QRect()

    def role(self) -> QAccessible.Role:
        """An item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Whether it is selected and focused."""
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        state.selectable = state.focusable = True
        document = self._listed.document
        state.selected = document.storyboard.shots[self.index].id in document.selection
        state.focused = self._view.hasFocus() and self._listed.current_index == self.index
        state.offscreen = not self._view.rect().intersects(
            QRect(self._view.mapFromGlobal(self.rect().topLeft()), self.rect().size())
        )
        return state


class CardList(QAccessibleWidget):
    """The board as a list."""

    def __init__(self, view: QWidget, listed: Listed) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view, self._listed = view, listed
        self._items: dict[int, CardItem] = {}

    def childCount(self) -> int:
        """How many cards there are."""
        return self._listed.cards.count

    def child(self, index: int) -> QAccessibleInterface | None:
        """A card."""
        if not 0 <= index < self._listed.cards.count:
            return None
        if index not in self._items:
            self._items[index] = CardItem(self._view, self._listed, index)
            QAccessible.registerAccessibleInterface(self._items[index])
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """A card's place."""
        return child.index if isinstance(child, CardItem) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        """The card at a point of the screen."""
        cards = self._listed.cards
        hit = cards.hit(QPoint(x, y) - self._listed.on_screen(QRect(0, 0, 1, 1)).topLeft())
        return self.child(hit.index)

    def focusChild(self) -> QAccessibleInterface | None:
        """The current card, while the board has the focus."""
        return self.child(self._listed.current_index) if self._view.hasFocus() else None


_lists: dict[int, CardList] = {}
"""The lists that were handed out, by their widget; Python must keep them, since Qt does not."""


def expose(view: QWidget) -> None:
    """Let assistive tools see a board as a list."""
    QAccessible.installFactory(_make)
    key = id(view)
    view.destroyed.connect(lambda: _lists.pop(key, None))


def announce(view: QWidget, index: int) -> None:
    """Tell assistive tools that another card is the current one."""
    if QAccessible.isActive() and view.hasFocus():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(index)
        QAccessible.updateAccessibility(event)


def _make(name: str, thing: QObject) -> QAccessibleInterface | None:
    if name != "BoardView" or not isinstance(thing, QWidget):
        return None
    if id(thing) not in _lists:
        _lists[id(thing)] = CardList(thing, cast(Listed, thing))
    return _lists[id(thing)]
