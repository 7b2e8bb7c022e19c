"""Takes as edits on the document: nothing is overwritten, a choice is always one of the shot's takes."""

from __future__ import annotations

import pytest

from storyboard.errors import StoryboardError
from storyboard.model import Asked, Shot, Storyboard, Take
from storyboard.takes import as_asked, choose, drop, shot_of, with_take

FIRST, SECOND = Take(key="a" * 64, seed=1), Take(key="ab" * 32, seed=2)
BOARD = Storyboard(shots=(Shot(id="one"), Shot(id="two", title="second")))


def test_a_new_take_is_added_and_never_overwrites_one() -> None:
    board = with_take(with_take(BOARD, "two", FIRST), "two", SECOND)
    assert shot_of(board, "two").takes == (FIRST, SECOND) and shot_of(board, "two").chosen is None
    assert shot_of(board, "one").takes == () and BOARD.shots[1].takes == ()
    again = with_take(board, "two", FIRST.model_copy(update={"note": "painted anew"}))
    assert shot_of(again, "two").takes == (FIRST, SECOND)


def test_a_take_is_chosen_by_the_beginning_of_its_key_and_let_go() -> None:
    board = with_take(with_take(BOARD, "two", FIRST), "two", SECOND)
    chosen = choose(board, "two", "aba")
    assert shot_of(chosen, "two").chosen == SECOND.key
    assert Storyboard.model_validate(chosen.model_dump()) == chosen
    assert shot_of(choose(chosen, "two", None), "two").chosen is None
    left = drop(chosen, "two", SECOND.key)
    assert shot_of(left, "two").takes == (FIRST,) and shot_of(left, "two").chosen is None
    assert shot_of(drop(chosen, "two", FIRST.key), "two").chosen == SECOND.key


@pytest.mark.parametrize("key", ["a", "", "c", "a" * 63 + "b"])
def test_a_choice_that_is_no_one_take_is_refused(key: str) -> None:
    board = with_take(with_take(BOARD, "two", FIRST), "two", SECOND)
    with pytest.raises(StoryboardError, match="no one take"):
        choose(board, "two", key)
    with pytest.raises(StoryboardError, match="no one take"):
        drop(board, "two", key)


def test_a_shot_that_is_not_there_is_told() -> None:
    with pytest.raises(StoryboardError, match="the shots are one, two"):
        choose(BOARD, "three", None)


def test_a_take_remembers_what_was_asked_for_it_alone() -> None:
    other = SECOND.model_copy(update={"asked": Asked(generator="diffusion", steps=4)})
    board = with_take(with_take(BOARD, "two", FIRST), "two", other)
    assert Storyboard.model_validate(board.model_dump()) == board
    shot = shot_of(board, "two").model_copy(update={"guidance": "exact"})
    asked, plain = as_asked(shot, other), as_asked(shot, FIRST)
    assert (asked.seed, asked.generator, asked.steps, asked.guidance) == (2, "diffusion", 4, "exact")
    assert (plain.seed, plain.generator, plain.steps) == (1, None, None)
