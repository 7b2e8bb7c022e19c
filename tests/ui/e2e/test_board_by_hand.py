"""The board with a real mouse and real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storyboard.templates import load_template
from tests.ui.e2e.conftest import NAMES
from tests.ui.e2e.driver import Driver, at


@pytest.fixture
def board(studio: Driver) -> Iterator[Driver]:
    studio.screen.key("ctrl+2")
    studio.until(lambda: studio.ask("children", name="boardView"), "the board")
    studio.screen.pause(0.3)
    yield studio
    studio.screen.key("ctrl+1")
    studio.until(lambda: studio.ask("visible", name="timeline"), "the timeline")


def test_a_legend_dragged_onto_the_board_comes_in_between_the_cards(board: Driver) -> None:
    legend = at(board.ask("row", name="libraryLegends", index=0), down=0.3)
    brought = [shot.id for shot in load_template("andromeda", "en").shots]
    board.screen.drag(legend, board.shot(1, "boardView", across=0.05))
    board.until(lambda: board.ids() == [NAMES[0], *brought, *NAMES[1:]], "the legend")
    board.screen.key("ctrl+z")
    board.until(lambda: board.ids() == list(NAMES), "undo")


def test_a_file_from_the_desktop_becomes_a_card(board: Driver, pictures: list[Path]) -> None:
    with board.desktop(pictures[:1]) as hand:
        board.screen.drag(hand, board.shot(2, "boardView", across=0.95))
        board.until(lambda: len(board.ids()) == len(NAMES) + 1, "the picture")
    assert board.ask("board")["shots"][3]["footage"]["file"].endswith("second.png")


def test_cards_are_reordered_and_a_drag_is_given_up(board: Driver) -> None:
    with board.unedited():
        board.screen.press(board.shot(0, "boardView"), board.shot(2, "boardView", across=0.9))
        board.screen.key("Escape")
        board.screen.release()
    board.screen.drag(board.shot(0, "boardView"), board.shot(2, "boardView", across=0.9))
    board.until(lambda: board.ids() == ["swan", "eagle", "lyre", "bear"], "another order")
    board.screen.key("ctrl+z")
    board.until(lambda: board.ids() == list(NAMES), "undo")


def test_a_line_is_written_on_its_card(board: Driver) -> None:
    board.screen.click(board.shot(1, "boardView"))
    board.until(lambda: board.state("selection") == ["swan"], "the card")
    board.screen.key("F2")
    board.until(lambda: board.ask("visible", name="boardFieldEdit"), "the field")
    board.screen.key("Tab", "ctrl+a")
    board.screen.type("A swan flies down the river")
    board.screen.key("ctrl+Return")
    board.until(lambda: "A swan flies down the river" in _words(board.ask("board")["shots"][1]), "the words")
    assert board.state("undo") == 1


def _words(shot: dict) -> tuple[str, ...]:
    return tuple(shot.get(name, "") for name in ("title", "text", "line"))
