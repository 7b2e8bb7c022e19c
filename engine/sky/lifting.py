"""What is drawn on the stars is lifted by the air as they are: a camera through the air, and layers seen through it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.sky.atmosphere import LOWEST_SINE, TABLE_ROWS, air_table
from engine.sky.figures import load_figure, plane_directions
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Layer
from engine.sky.layers.night.star_places import lifted, zenith_of
from engine.sky.projection import Projection, Vectors

LOW_SINE = float(np.sin(np.radians(15)))
"""Sine of the altitude above which the air lifts by less than a pixel in a picture 720 high."""
SINKING_ROWS = 16384
"""Rows of a table in which the nearest one is near enough."""


@dataclass(frozen=True)
class LiftingCamera:
    """A camera that shows directions (..., 3) of date where the air makes them appear, and finds them from there."""

    camera: Projection
    zenith: NDArray[np.float64]

    @property
    def rotation(self) -> NDArray[np.float64]:
        return self.camera.rotation

    @property
    def centre_x(self) -> float:
        return self.camera.centre_x

    @property
    def centre_y(self) -> float:
        return self.camera.centre_y

    @property
    def scale(self) -> float:
        return self.camera.scale

    def project(self, directions: Vectors) -> NDArray[np.float64]:
        """Pixels (..., 2) where they appear."""
        return self.camera.project(lifted(directions, self.zenith))

    def unproject(self, pixels: Vectors) -> NDArray[np.float64]:
        """Directions (..., 3), without air, of what appears at pixels (..., 2)."""
        return _sunk(self.camera.unproject(pixels), self.zenith)

    def scale_at(self, directions: Vectors) -> NDArray[np.float64]:
        """As of the camera: the air changes it by less than a fifth, in the lowest degree."""
        return self.camera.scale_at(directions)

    def visible(self, directions: Vectors) -> NDArray[np.bool_]:
        """As of the camera."""
        return self.camera.visible(directions)


@dataclass
class InTheAir:
    """A layer whose things stand low in the sky, seen through the air wherever there is a horizon."""

    layer: Layer
    order: int

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Paint the layer."""
        zenith = zenith_of(frame)
        if zenith is not None:
            frame = replace(frame, camera=LiftingCamera(frame.camera, zenith))
        self.layer.paint(buffer, frame)


def stands_low(name: str, stage: Stage) -> bool:
    """Whether a figure comes so near to the horizon in a shot that the air's lift is seen on it.

    Raises:
        FigureError: there is no such figure.
    """
    figure = load_figure(name)
    if figure.plane is None:
        return False
    left, top, right, bottom = figure.frame
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], float)
    directions = plane_directions(figure, corners) @ stage.of_date.T
    zeniths = [stage.path.zenith(time) for time in (0.0, stage.duration_s / 2, stage.duration_s)]
    return any(zenith is not None and float((directions @ zenith).min()) < LOW_SINE for zenith in zeniths)


@lru_cache(maxsize=1)
def _sinking() -> NDArray[np.float64]:
    """What undoes the air's lift, (SINKING_ROWS, 2), by the sine of the apparent altitude from LOWEST_SINE to 1: a
    direction d is sunk to d * c0 + zenith * c1."""
    ratios, rises = air_table()[:, :2].T.astype(np.float64)
    sines = np.linspace(LOWEST_SINE, 1, TABLE_ROWS) * ratios + rises
    even = np.linspace(LOWEST_SINE, 1, SINKING_ROWS)
    return np.stack([np.interp(even, sines, 1 / ratios), np.interp(even, sines, -rises / ratios)], 1)


def _sunk(directions: NDArray[np.float64], zenith: NDArray[np.float64]) -> NDArray[np.float64]:
    """Directions (..., 3) without air of apparent ones."""
    row = (directions @ zenith - LOWEST_SINE) * ((SINKING_ROWS - 1) / (1 - LOWEST_SINE)) + 0.5
    found = _sinking()[np.clip(row, 0, SINKING_ROWS - 1).astype(np.intp)]
    return directions * found[..., :1] + zenith * found[..., 1:]
