"""What `starloom check` says of the things that a person chooses."""

from __future__ import annotations

from typing import Any

import pytest

from app.checking import scene_problems
from storyboard.model import Storyboard


def _places(**raw: Any) -> list[str]:
    shot = raw.pop("shot", {})
    board = Storyboard.model_validate({"shots": [{"id": "a", "text": "Orion over the sea", **shot}], **raw})
    return [problem.place for problem in scene_problems(board)]


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ({"characters": [{"name": "Ben"}, {"name": "Bob", "figure": "no_one"}]}, "characters[2].figure"),
        ({"shot": {"sky": {"place": "Nowhere at all"}}}, "shots[1].sky.place"),
        ({"shot": {"sky": {"time": "yesterdayish"}}}, "shots[1].sky.time"),
        ({"shot": {"camera": {"follow": "no_one"}}}, "shots[1].camera"),
        ({"shot": {"camera": {"follow": 999999999}}}, "shots[1].camera"),
        ({"shot": {"scene": {"camera": {"follow": "no_one"}}}}, "shots[1].scene.camera"),
        ({"shot": {"scene": {"figures": [{"name": "orion", "motion": "dance"}]}}}, "shots[1].scene.figures[1].motion"),
        (
            {"shot": {"scene": {"figures": [{"name": "orion", "motion": "fall", "way": [9, 0]}]}}},
            "shots[1].scene.figures[1].way",
        ),
    ],
)
def test_what_cannot_be_used_is_named(raw: dict[str, Any], place: str) -> None:
    assert _places(**raw) == [place]


def test_what_can_be_used_is_no_problem() -> None:
    assert _places() == []
    chosen = {
        "sky": {"place": "Sydney", "time": "qixi 2026"}, "camera": {"follow": "orion"}, "voice": "gmw/en-us+Annie",
        "language": "en", "without": ["sea", "unheard of"], "transition": {"kind": "stars", "frames": 12},
    }  # fmt: skip
    assert _places(shot=chosen, characters=[{"name": "Ben", "figure": "leo"}, {"name": "Bob"}]) == []


def test_a_camera_of_the_shots_own_stands_in_for_the_scenes() -> None:
    """What the scene's camera seeks in vain is not sought any more."""
    assert _places(shot={"scene": {"camera": {"follow": "no_one"}}, "camera": {"push": 0.1}}) == []
