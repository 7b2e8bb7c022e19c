"""Named moves of the camera."""

from __future__ import annotations

import pytest

from storyboard.model import Camera
from ui.inspector.camera_moves import MOVES, camera_of, move_of


@pytest.mark.parametrize("move", [*MOVES, "scene", "follow:orion", "follow:91262"])
def test_a_named_move_is_known_again(move) -> None:
    assert move_of(camera_of(move)) == move


def test_another_move_is_its_own() -> None:
    assert move_of(Camera(push=0.123)) == "own"
    assert move_of(Camera(push=0.5, follow="orion")) == "own"


def test_a_star_is_followed_by_its_number() -> None:
    camera = camera_of("follow:91262")
    assert camera is not None and camera.follow == 91262
