"""The board's context menus: what can be done with a shot, with a transition, with the board."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from storyboard import edits
from storyboard.model import Storyboard
from ui.board.layout import Field, Hit
from ui.document import Document
from ui.editing import Editing
from ui.icons import icon
from ui.ports import Services
from ui.transitions import ICONS, LENGTHS_S, frames_of, name_of, seconds_of


class Ground(Protocol):
    """What the menus need of the view."""

    def as_widget(self) -> QWidget:
        """The widget that menus belong to."""
        ...

    def edit_field(self, index: int, name: Field) -> None:
        """Let the person write."""

    def add_shot(self) -> None:
        """A new shot at the end."""


def _add(
    menu: QMenu, words: str, run: Callable[[], object], picture: str = "", keys: str = "", checked: bool | None = None
) -> None:
    """A choice of a menu; ``checked``: whether it is the one that holds now, None where none can hold."""
    action = menu.addAction(f"{words}\t{keys}" if keys else words)
    if picture:
        action.setIcon(icon(picture))
    if checked is not None:
        action.setCheckable(True)
        action.setChecked(checked)
    action.triggered.connect(lambda triggered=False: run())


def add_transition_choices(menu: QMenu, document: Document, shot_id: str) -> None:
    """How a shot hands over: the six kinds, lengths, as the storyboard has it, the same everywhere."""
    translate = QCoreApplication.translate
    now = document.storyboard.transition_after(document.index_of(shot_id))
    shot = document.shot(shot_id)

    def change(edit: Callable[[Storyboard], Storyboard]) -> Callable[[], object]:
        return lambda: document.edit(translate("BoardMenus", "Transition"), edit)

    for kind, picture in ICONS.items():
        wanted = change(partial(edits.with_transition, shot_id=shot_id, kind=kind))
        _add(menu, name_of(kind), wanted, picture, checked=kind == now.kind)
    menu.addSeparator()
    for frames in map(frames_of, LENGTHS_S):
        wanted = change(partial(edits.with_transition, shot_id=shot_id, frames=frames))
        words = translate("BoardMenus", "{0} s").format(seconds_of(frames))
        _add(menu, words, wanted, checked=now.kind != "cut" and now.frames == frames)
    menu.addSeparator()
    usual = change(partial(edits.with_shot, shot_id=shot_id, transition=None))
    _add(menu, translate("BoardMenus", "As the storyboard has it"), usual,
         checked=shot is not None and shot.transition is None)  # fmt: skip
    everywhere = change(partial(edits.with_transition_everywhere, transition=now))
    _add(menu, translate("BoardMenus", "The same between all shots"), everywhere)


class Menus:
    """Makes the menu of whatever lies under the pointer."""

    def __init__(self, ground: Ground, document: Document, editing: Editing, services: Services) -> None:
        self._ground, self._document, self._editing, self._services = ground, document, editing, services

    def at(self, hit: Hit) -> QMenu:
        """The menu of a card, which becomes the current one; of a transition; of the board."""
        if hit.part == "chip":
            return self.transition(hit.index)
        if hit.index < 0:
            return self._of_board()
        shot_id = self._document.storyboard.shots[hit.index].id
        also = self._document.selection if shot_id in self._document.selection else ()
        self._document.select([*also, shot_id], shot_id)
        return self._of_shot(hit.index)

    def transition(self, index: int) -> QMenu:
        """How a shot hands over to the next one."""
        menu = self._menu("transitionMenu")
        add_transition_choices(menu, self._document, self._document.storyboard.shots[index].id)
        return menu

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._ground.as_widget())
        menu.setObjectName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _of_shot(self, index: int) -> QMenu:
        menu, editing = self._menu("shotMenu"), self._editing
        self._add_writing(menu, index)
        menu.addSeparator()
        self._add_takes(menu, index)
        menu.addSeparator()
        translate = QCoreApplication.translate
        _add(menu, translate("BoardMenus", "New shot before"), lambda: editing.insert_empty(index))
        _add(menu, translate("BoardMenus", "New shot after"), lambda: editing.insert_empty(index + 1), "plus")
        _add(menu, translate("BoardMenus", "Duplicate"), lambda: editing.duplicate_selected(), "copy", "Ctrl+D")
        _add(menu, translate("BoardMenus", "Cut"), editing.cut, "scissors", "Ctrl+X")
        _add(menu, translate("BoardMenus", "Copy"), editing.copy, "", "Ctrl+C")
        _add(menu, translate("BoardMenus", "Paste after"), editing.paste, "", "Ctrl+V")
        menu.addSeparator()
        earlier, later = translate("BoardMenus", "Move earlier"), translate("BoardMenus", "Move later")
        _add(menu, earlier, lambda: editing.move_selected(-1), "chevron-left", "Alt+Left")
        _add(menu, later, lambda: editing.move_selected(1), "chevron-right", "Alt+Right")
        menu.addSeparator()
        _add(menu, translate("BoardMenus", "Delete"), editing.remove_selected, "trash-2", "Del")
        return menu

    def _add_writing(self, menu: QMenu, index: int) -> None:
        translate, edit = QCoreApplication.translate, self._ground.edit_field
        _add(menu, translate("BoardMenus", "Edit scene text"), lambda: edit(index, "text"), "pencil", "F2")
        _add(menu, translate("BoardMenus", "Edit line"), lambda: edit(index, "line"))
        _add(menu, translate("BoardMenus", "Edit title"), lambda: edit(index, "title"))

    def _add_takes(self, menu: QMenu, index: int) -> None:
        translate, takes, selected = QCoreApplication.translate, self._services.takes, self._editing.selected
        _add(menu, translate("BoardMenus", "Make a take"), lambda: takes.make(selected()), "clapperboard")
        _add(menu, translate("BoardMenus", "Make another take"), lambda: takes.make(selected(), new_seed=True), "dices")
        if index < len(self._document.storyboard.shots) - 1:
            hand_over = menu.addMenu(icon("blend"), translate("BoardMenus", "Transition to the next shot"))
            add_transition_choices(hand_over, self._document, self._document.storyboard.shots[index].id)

    def _of_board(self) -> QMenu:
        menu, translate = self._menu("boardMenu"), QCoreApplication.translate
        _add(menu, translate("BoardMenus", "New shot"), self._ground.add_shot, "plus")
        _add(menu, translate("BoardMenus", "Paste after the current shot"), self._editing.paste, "", "Ctrl+V")
        menu.addSeparator()
        _add(menu, translate("BoardMenus", "Select all"), self._select_all, "", "Ctrl+A")
        return menu

    def _select_all(self) -> None:
        self._document.select([shot.id for shot in self._document.storyboard.shots], self._document.current.id)
