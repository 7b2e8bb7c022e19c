"""What a shot shows of a picture or a film at each moment: how it fits the canvas, how the camera moves over it.

All places are in pixels of the footage, which is upright.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.assembly.transitions import ease
from storyboard.model import Camera

Size = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom of what the canvas shows; outside of the footage it is black."""

FIELD_DEG = 60.0
"""The field of view that a canvas's width stands for: what a camera's degrees mean on a flat picture."""
CALM_PUSH = 0.06
"""How far the camera goes nearer to a still picture when nobody said how it should move."""
CALM_DRIFT = 0.16
"""How far it then goes along what the canvas crops, in canvas heights or widths, at most."""
CALM_SHARE = 0.35
"""And at most this share of what is cropped, so that the middle of the picture stays the middle of the shot."""
MOST_ZOOM = 3.0
"""How much larger than the canvas needs it a picture is shown at most, to have room for a pan."""
_MOMENTS = np.linspace(0.0, 1.0, 17)


@dataclass(frozen=True)
class Move:
    """The camera's way over footage, eased from the shot's first frame to its last.

    ``view``: what the canvas shows of the footage without any zoom. ``shift``: from the middle of the footage to the
    middle of what is seen, at the beginning and at the end, in views. ``inside``: nothing beyond the edges is shown.
    """

    size: Size
    view: Size
    zoom: tuple[float, float] = (1.0, 1.0)
    shift: tuple[tuple[float, float], tuple[float, float]] = ((0.0, 0.0), (0.0, 0.0))
    inside: bool = True

    def box(self, moment: float) -> Box:
        """What the canvas shows; ``moment`` runs from 0 to 1 over the shot."""
        way = ease(moment)
        zoom = self.zoom[0] + (self.zoom[1] - self.zoom[0]) * way
        sides = []
        for axis in (0, 1):
            begin, end = self.shift[0][axis], self.shift[1][axis]
            length = self.view[axis] / zoom
            middle = self.size[axis] / 2 + (begin + (end - begin) * way) * self.view[axis]
            if self.inside:
                middle = min(max(middle, length / 2), self.size[axis] - length / 2)
            sides.append((middle - length / 2, middle + length / 2))
        return sides[0][0], sides[1][0], sides[0][1], sides[1][1]

    @property
    def nearest(self) -> Size:
        """The smallest part of the footage that the canvas ever shows."""
        zoom = max(self.zoom)
        return self.view[0] / zoom, self.view[1] / zoom

    @property
    def bounds(self) -> Box:
        """What is shown at some moment."""
        boxes = np.array([self.box(float(moment)) for moment in _MOMENTS])
        left, top = boxes[:, :2].min(0)
        right, bottom = boxes[:, 2:].max(0)
        return float(left), float(top), float(right), float(bottom)


def move_over(
    size: Size, canvas: Size, fit: Literal["cover", "contain"], camera: Camera | None, still: bool
) -> Move:
    """How the camera moves over footage of a size. Where a shot has no camera of its own, still pictures are moved a
    little, so that they live, and films are not.

    A camera's push, pan and tilt are followed; footage has no sky that could turn or roll.
    """
    across, down = size[0] / canvas[0], size[1] / canvas[1]
    scale = min(across, down) if fit == "cover" else max(across, down)
    move = Move(size, (canvas[0] * scale, canvas[1] * scale), inside=fit == "cover")
    if camera is not None:
        return _led(move, camera)
    return _calm(move) if still and move.inside else move


def _calm(move: Move) -> Move:
    """A little nearer, and along what is cropped: from left to right, or up."""
    drift = []
    for axis in (0, 1):
        spare = (move.size[axis] - move.view[axis]) / move.view[axis]
        drift.append(min(spare * CALM_SHARE, CALM_DRIFT) / 2)
    right, up = drift
    return Move(move.size, move.view, (1.0, 1.0 + CALM_PUSH), ((-right, up), (right, -up)))


def _led(move: Move, camera: Camera) -> Move:
    """As a shot's own camera says. A picture that is cropped is shown large enough that the pan stays inside it."""
    right = camera.pan_deg / FIELD_DEG
    up = camera.tilt_deg / FIELD_DEG * move.view[0] / move.view[1]
    least = min(1.0, 1.0 + camera.push)
    zoom = 1.0 / least, (1.0 + camera.push) / least
    shift = ((-right / 2, up / 2), (right / 2, -up / 2))
    if move.inside:
        room = _room_for(move, shift, zoom)
        zoom = zoom[0] * room, zoom[1] * room
    return Move(move.size, move.view, zoom, shift, move.inside)


def _room_for(move: Move, shift: tuple[tuple[float, float], ...], zoom: tuple[float, float]) -> float:
    """How much larger the picture must be shown for the camera to stay inside it, at most ``MOST_ZOOM``."""
    needed = 1.0
    for way in _MOMENTS:
        for axis in (0, 1):
            begin, end = shift[0][axis], shift[1][axis]
            aside = abs(begin + (end - begin) * way)
            room = move.size[axis] / move.view[axis] - 2 * aside
            now = zoom[0] + (zoom[1] - zoom[0]) * way
            needed = max(needed, 1 / (now * room) if room > 0 else MOST_ZOOM)
    return float(min(needed, MOST_ZOOM))
