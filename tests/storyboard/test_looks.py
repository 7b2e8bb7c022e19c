"""Named looks fill in what a storyboard does not give itself."""

from __future__ import annotations

from typing import get_args

import pytest

from storyboard.errors import StoryboardError
from storyboard.looks import completed, look_label, look_names
from storyboard.model import FigureStyle, Look


def test_every_look_is_whole_and_named_in_both_languages() -> None:
    assert look_names()[0] == "starlight"
    for name in look_names():
        look = completed(Look(name=name))
        assert look.name == name and look.figure_style in get_args(FigureStyle)
        assert look_label(name, "zh") and look_label(name, "en")
    assert completed(Look()) == Look.model_validate({"name": "starlight"})


def test_what_the_storyboard_gives_wins() -> None:
    look = completed(Look(name="ink", grain=0.0))
    assert (look.grain, look.figure_style) == (0.0, "ink_wash")
    assert completed(look) == look


def test_an_unknown_look_names_those_there_are() -> None:
    with pytest.raises(StoryboardError, match="moonlit"):
        completed(Look(name="neon"))
