"""Characters added, changed and taken out."""

from __future__ import annotations

from storyboard import characters
from storyboard.model import Shot, Storyboard

BOARD = Storyboard(shots=(Shot(id="a"),))


def test_names_of_new_characters_differ() -> None:
    board = characters.with_new_character(characters.with_new_character(BOARD, "Mira"), "Mira")
    assert [one.name for one in board.characters] == ["Mira", "Mira 2"]


def test_a_character_keeps_a_name() -> None:
    board = characters.with_new_character(BOARD, "Mira")
    assert characters.with_character(board, 0, name="  ") is board
    assert characters.with_character(board, 0, figure="orion").characters[0].figure == "orion"


def test_one_less() -> None:
    board = characters.with_new_character(characters.with_new_character(BOARD, "A"), "B")
    assert [one.name for one in characters.without_character(board, 0).characters] == ["B"]
