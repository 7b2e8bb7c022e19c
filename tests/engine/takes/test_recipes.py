"""What names a take: everything that its picture shows, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from engine.content import content_key
from engine.generators.sky import SkyGenerator
from engine.takes.planned import take_recipe
from storyboard.model import (
    Camera,
    Captions,
    Character,
    EffectCue,
    Element,
    Marker,
    Narration,
    Scene,
    Shot,
    Sky,
    Storyboard,
    Transition,
    View,
)  # fmt: skip
from storyboard.templates import load_template

SHOT = Shot(id="a", text="Orion over the sea, with Old Ox", line="Orion rises.", duration_s=5.0)
BOARD = Storyboard(shots=(SHOT,))
OWN = Shot(id="a", scene=Scene(view=View(azimuth_deg=150), elements=(Element(kind="sea"),)))


def _key(board: Storyboard, shot: Shot) -> str:
    return content_key(take_recipe(board.model_copy(update={"shots": (shot,)}), shot, 120, SkyGenerator()))


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "x"}, {"line": "Orion rises again."}, {"intensity": 0.9}, {"mood": "heroic"}, {"hit": True},
        {"language": "zh"}, {"voice": "en"}, {"transition": Transition(kind="stars")},
        {"without": ("andromeda", "snow")}, {"sky": Sky()},
    ],
    ids=lambda changes: next(iter(changes)),
)  # fmt: skip
def test_what_is_not_seen_does_not_name_a_take(changes: dict[str, Any]) -> None:
    assert _key(BOARD, SHOT.model_copy(update=changes)) == _key(BOARD, SHOT)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Orion over the hills"}, {"seed": 3}, {"without": ("sea",)}, {"without": ("orion",)},
        {"without": ("lines:Ori",)}, {"camera": Camera(push=0.3)}, {"sky": Sky(place="Sydney")},
        {"sky": Sky(time="2026-01-10T11:00:00Z")}, {"scene": Scene()},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_seen_names_a_take(changes: dict[str, Any]) -> None:
    assert _key(BOARD, SHOT.model_copy(update=changes)) != _key(BOARD, SHOT)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "x"}, {"markers": (Marker(shot="a"),)}, {"captions": Captions(size="large", place="top")},
        {"narration": Narration(voice="en", rate=1.5)}, {"transition": Transition(kind="zoom")}, {"id": "other"},
        {"characters": (Character(name="Nobody here", figure="leo"), Character(name="Orion"))},
    ],
    ids=lambda changes: next(iter(changes)),
)  # fmt: skip
def test_what_the_storyboard_says_of_other_things_does_not_name_a_take(changes: dict[str, Any]) -> None:
    assert _key(BOARD.model_copy(update=changes), SHOT) == _key(BOARD, SHOT)


def test_a_character_changes_the_takes_of_the_shots_that_name_it() -> None:
    cast = BOARD.model_copy(update={"characters": (Character(name="old ox", figure="taurus"),)})
    other = Shot(id="b", text="Orion over the sea")
    assert _key(cast, SHOT) != _key(BOARD, SHOT)
    assert _key(cast, other) == _key(BOARD, other)
    described = cast.model_copy(update={
        "characters": (Character(name="old ox", figure="taurus", description="a very old ox"),)
    })  # fmt: skip
    assert _key(described, SHOT) == _key(cast, SHOT)


def test_the_sounds_of_an_own_scene_do_not_name_its_take() -> None:
    assert OWN.scene is not None
    louder = OWN.scene.model_copy(update={"effects": (EffectCue(kind="waves", gain_db=6.0),)})
    assert _key(BOARD, OWN.model_copy(update={"scene": louder})) == _key(BOARD, OWN)
    assert _key(BOARD, OWN.model_copy(update={"without": ("sea",)})) != _key(BOARD, OWN)
    assert _key(BOARD, OWN.model_copy(update={"camera": Camera(pan_deg=8)})) != _key(BOARD, OWN)


def test_a_legends_take_does_not_change_by_what_its_new_fields_leave_out() -> None:
    board = load_template("orion", "en")
    for shot in board.shots:
        said = Shot.model_validate({**shot.model_dump(), "sky": board.sky, "camera": shot.scene and shot.scene.camera})
        assert _key(board, said) == _key(board, shot)
