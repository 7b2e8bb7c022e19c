"""The part of the sky that the camera sees now, and during a whole shot."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Stage
from engine.sky.projection import Projection

MARGIN_PX = 70.0
SIDES = 8
STEP = np.radians(2.0)
SPARE = math.radians(0.7)
"""How much wider than the picture the cone is: the air lifts what is low by less."""


def field_of(camera: Projection, stage: Stage) -> tuple[NDArray[np.float64], float]:
    """Axis (3,) and cosine of the half angle of a cone that holds the picture and a margin around it.

    The cosine is -1 where the picture shows all of the sky.
    """
    seen = camera.unproject(_middle_and_edge(stage.width, stage.height, MARGIN_PX * stage.unit))
    axis = seen[0]
    # the least cosine; NaN stays
    least = float((seen[1:] @ axis).min())
    # a picture that reaches so far round leaves no cone: its border may pass beside the point straight behind
    if not least >= -0.5:
        return axis, -1.0
    return axis, math.cos(min(math.acos(min(least, 1.0)) + SPARE, math.pi))


@lru_cache(maxsize=8)
def _middle_and_edge(width: int, height: int, margin: float) -> NDArray[np.float64]:
    """Pixels (1 + 4 SIDES, 2): the middle of the picture and places round it."""
    across, down = np.linspace(-margin, width + margin, SIDES), np.linspace(-margin, height + margin, SIDES)
    edge = [np.stack([across, np.full(SIDES, y)], 1) for y in (down[0], down[-1])]
    edge += [np.stack([np.full(SIDES, x), down], 1) for x in (across[0], across[-1])]
    return np.concatenate([[[width / 2, height / 2]], *edge])


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
