"""The board as assistive tools see it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from ui.board.view import BoardView
from ui.document import Document

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # says the offscreen platform of every window


def test_the_board_is_a_list_of_cards(view: BoardView, document: Document) -> None:
    board = QAccessible.queryAccessibleInterface(view)
    assert board.role() == QAccessible.Role.List
    assert board.childCount() == len(document.storyboard.shots)
    assert board.text(QAccessible.Text.Name) == "Board"
    third = board.child(2)
    assert third.role() == QAccessible.Role.ListItem
    shot = document.storyboard.shots[2]
    assert third.text(QAccessible.Text.Name).startswith(f"Shot 3, {shot.title}, 0:")
    assert shot.line in third.text(QAccessible.Text.Description)
    assert board.indexOfChild(third) == 2


def test_cards_say_where_they_are_and_whether_they_are_selected(view: BoardView, document: Document) -> None:
    board = QAccessible.queryAccessibleInterface(view)
    document.select([document.storyboard.shots[1].id])
    first, second = board.child(0), board.child(1)
    assert second.state().selected and not first.state().selected
    assert second.state().focused == view.hasFocus()
    assert first.rect() == view.on_screen(view.cards.card(0))
    point = second.rect().center()
    assert board.childAt(point.x(), point.y()).text(QAccessible.Text.Name).startswith("Shot 2")


def test_a_card_that_is_gone_is_invalid(view: BoardView, document: Document) -> None:
    board = QAccessible.queryAccessibleInterface(view)
    last = board.child(len(document.storyboard.shots) - 1)
    assert last.isValid()
    document.replace(document.storyboard.model_copy(update={"shots": document.storyboard.shots[:2]}))
    assert not last.isValid() and board.childCount() == 2
