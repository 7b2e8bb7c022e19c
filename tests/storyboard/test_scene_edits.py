"""Parts of a shot taken out and put back, and the camera turned."""

from __future__ import annotations

import pytest

from storyboard import edits, scene_edits
from storyboard.model import Camera, Shot, Storyboard
from storyboard.templates import load_template


@pytest.fixture
def legend() -> Storyboard:
    return load_template("orion", "en")


def shot(board: Storyboard, shot_id: str) -> Shot:
    return next(shot for shot in board.shots if shot.id == shot_id)


def test_words_remember_what_is_not_wanted_and_take_it_back() -> None:
    board = Storyboard(shots=(Shot(id="a", text="Orion over the sea"),))
    once = scene_edits.without_part(board, "a", "sea")
    assert shot(once, "a").without == ("sea",)
    assert scene_edits.without_part(once, "a", "sea") == once
    assert scene_edits.with_part_again(once, "a", "sea") == board


def test_only_a_written_horizon_can_be_turned(legend: Storyboard) -> None:
    turned = scene_edits.with_azimuth(legend, "plain", -10)
    scene = shot(turned, "plain").scene
    assert scene is not None and scene.view.azimuth_deg == 350.0
    assert scene_edits.with_azimuth(legend, "hunter", 90) == legend
    assert not scene_edits.can_turn(None)


def test_a_camera_begins_with_the_scenes_own(legend: Storyboard) -> None:
    start = Camera(push=0.3, pan_deg=4)
    once = scene_edits.with_camera(legend, "plain", start, tilt_deg=2.0)
    assert shot(once, "plain").camera == Camera(push=0.3, pan_deg=4, tilt_deg=2)
    twice = scene_edits.with_camera(once, "plain", start, pan_deg=0.0)
    assert shot(twice, "plain").camera == Camera(push=0.3, pan_deg=0, tilt_deg=2)


def test_several_shots_are_changed_alike(legend: Storyboard) -> None:
    ids = [legend.shots[0].id, legend.shots[2].id]
    board = edits.with_shots(legend, ids, mood="tender")
    assert [number for number, one in enumerate(board.shots) if one.mood == "tender"] == [0, 2]
    back = edits.each(board, ids, lambda board, shot_id: edits.with_shot(board, shot_id, mood="calm"))
    assert [one.mood for one in back.shots if one.id in ids] == ["calm", "calm"]
