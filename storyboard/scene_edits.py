"""Edits of what a shot shows: its parts, where its camera looks. Each gives the changed storyboard."""

from __future__ import annotations

from typing import Any

from storyboard.edits import with_shot
from storyboard.model import Camera, Scene, Storyboard
from storyboard.takes import shot_of


def without_part(storyboard: Storyboard, shot_id: str, part: str) -> Storyboard:
    """A shot without a figure (by id), what one does ("orion:strike"), an element (by kind) or the lines of a
    constellation (by name): it remembers that they are not wanted, so that they can be put back.

    Raises:
        StoryboardError: there is no such shot.
    """
    unwanted = shot_of(storyboard, shot_id).without
    return storyboard if part in unwanted else with_shot(storyboard, shot_id, without=(*unwanted, part))


def with_part_again(storyboard: Storyboard, shot_id: str, part: str) -> Storyboard:
    """A shot that shows again what was not wanted.

    Raises:
        StoryboardError: there is no such shot.
    """
    kept = tuple(other for other in shot_of(storyboard, shot_id).without if other != part)
    return with_shot(storyboard, shot_id, without=kept)


def can_turn(scene: Scene | None) -> bool:
    """Whether the direction in which a shot looks over its horizon is written in its own scene."""
    return scene is not None and scene.view.kind == "horizon"


def with_azimuth(storyboard: Storyboard, shot_id: str, azimuth_deg: float) -> Storyboard:
    """A shot that looks over its horizon in another direction, in degrees from north through east; a shot that cannot
    be turned so stays as it is.

    Raises:
        StoryboardError: there is no such shot.
    """
    scene = shot_of(storyboard, shot_id).scene
    if scene is None or not can_turn(scene):
        return storyboard
    view = scene.view.model_copy(update={"azimuth_deg": round(azimuth_deg % 360, 1)})
    return with_shot(storyboard, shot_id, scene=scene.model_copy(update={"view": view}))


def with_camera(storyboard: Storyboard, shot_id: str, start: Camera, **changes: Any) -> Storyboard:
    """A shot with values of its camera changed; ``start`` is the camera that it has so far by its scene.

    Raises:
        StoryboardError: there is no such shot.
    """
    camera = shot_of(storyboard, shot_id).camera or start
    return with_shot(storyboard, shot_id, camera=camera.model_copy(update=changes))
