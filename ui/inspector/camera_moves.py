"""The gentle moves of the camera that have a name."""

from __future__ import annotations

from storyboard.model import Camera

OWN = "own"
SCENE = "scene"
FOLLOW = "follow:"
"""Before the id of what is followed."""
MOVES: dict[str, Camera] = {
    "still": Camera(push=0.0),
    "push_in": Camera(push=0.2),
    "pull_back": Camera(push=-0.16),
    "pan_left": Camera(push=0.0, pan_deg=-12.0),
    "pan_right": Camera(push=0.0, pan_deg=12.0),
    "tilt_up": Camera(push=0.0, tilt_deg=9.0),
    "orbit": Camera(push=0.04, orbit_deg=14.0),
    "turning_sky": Camera(push=0.0, turn_h=1.0),
}
FOR_FOOTAGE = ("still", "push_in", "pull_back", "pan_left", "pan_right", "tilt_up")
"""Moves that a picture or a film of one's own can make."""
ICONS = {
    "still": "pin", "push_in": "zoom-in", "pull_back": "zoom-out", "pan_left": "chevron-left",
    "pan_right": "chevron-right", "tilt_up": "chevron-up", "orbit": "orbit", "turning_sky": "rotate-ccw",
}  # fmt: skip


def move_of(camera: Camera | None) -> str:
    """What a camera's move is called: a name of ``MOVES``, ``follow:`` and an id, ``scene`` for None, else ``own``."""
    if camera is None:
        return SCENE
    if camera.follow is not None and camera == follower(camera.follow):
        return f"{FOLLOW}{camera.follow}"
    return next((name for name, move in MOVES.items() if move == camera), OWN)


def camera_of(move: str) -> Camera | None:
    """The camera that makes a named move; None for ``scene``.

    Raises:
        KeyError: there is no such move.
    """
    if move == SCENE:
        return None
    if move.startswith(FOLLOW):
        return follower(move.removeprefix(FOLLOW))
    return MOVES[move]


def follower(what: int | str) -> Camera:
    """A camera that keeps something at its place in the picture."""
    if isinstance(what, str) and what.isdecimal():
        what = int(what)
    return Camera(push=0.06, follow=what)
