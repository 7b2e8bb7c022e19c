"""The part of the sky that the camera sees now, and during a whole shot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Stage
from engine.sky.projection import Projection

MARGIN_PX = 70.0
SIDES = 8
STEP = np.radians(2.0)


def field_of(camera: Projection, stage: Stage) -> tuple[NDArray[np.float64], float]:
    """Axis (3,) and cosine of the half angle of a cone that holds the picture and a margin around it.

    The cosine is -1 where the picture shows all of the sky.
    """
    width, height, margin = stage.width, stage.height, MARGIN_PX * stage.unit
    across, down = np.linspace(-margin, width + margin, SIDES), np.linspace(-margin, height + margin, SIDES)
    edge = np.concatenate(
        [np.stack([across, np.full(SIDES, y)], 1) for y in (down[0], down[-1])]
        + [np.stack([np.full(SIDES, x), down], 1) for x in (across[0], across[-1])]
    )
    border = camera.unproject(edge)
    axis = camera.unproject(np.array([width / 2, height / 2]))
    cosines = border @ axis
    # a picture that reaches so far round leaves no cone: its border may pass beside the point straight behind
    if not np.isfinite(cosines).all() or cosines.min() < -0.5:
        return axis, -1.0
    half = np.arccos(np.clip(cosines.min(), -1, 1)) + np.radians(0.7)
    return axis, float(np.cos(min(half, np.pi)))


def met(directions: NDArray[np.float64], stage: Stage) -> NDArray[np.bool_]:
    """Which of the directions (n, 3) of date come near the picture at some moment of the shot."""
    found = np.zeros(len(directions), bool)
    cameras = [stage.path.projection(float(time)) for time in np.linspace(0, stage.duration_s, _moments(stage))]
    for axis, reach in (field_of(camera, stage) for camera in cameras):
        found |= directions @ axis >= np.cos(min(np.arccos(reach) + STEP / 2, np.pi))
    return found


def _moments(stage: Stage) -> int:
    """How many moments of the shot must be looked at so that the camera moves little between two of them."""
    middle = np.array([stage.width / 2, stage.height / 2])
    way = [stage.path.projection(float(time)).unproject(middle) for time in np.linspace(0, stage.duration_s, 25)]
    moved = sum(float(np.linalg.norm(b - a)) for a, b in zip(way[:-1], way[1:], strict=True))
    return 2 + int(np.ceil(moved / STEP))
