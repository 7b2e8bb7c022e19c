"""Ways through the picture that light follows: a curve through places and stars, or the galactic equator."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.frame import Frame, Stage
from engine.sky.layers.anchors import Anchor
from engine.sky.observer import galactic_matrix
from storyboard.model import Element

STEPS = 96


class LightPath:
    """A way of STEPS + 1 points, evenly spaced along itself at the first frame; it follows sky and camera."""

    def __init__(self, anchors: list[Anchor] | None, directions: NDArray[np.float64] | None, stage: Stage) -> None:
        """Either anchors to go through or directions of date (n, 3) to go along."""
        self._anchors, self._directions = anchors, directions
        rough = self._rough(stage.frame(0.0))
        length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(rough, axis=0).T))])
        self._place = np.interp(np.linspace(0, length[-1], STEPS + 1), length, np.arange(len(rough)))

    def _rough(self, frame: Frame) -> NDArray[np.float64]:
        if self._directions is not None:
            return frame.camera.project(self._directions)
        corners = np.array([anchor.pixels(frame) for anchor in self._anchors or []])
        return _through(corners)

    def points(self, frame: Frame) -> NDArray[np.float64]:
        """The way (STEPS + 1, 2) in pixels now."""
        rough = self._rough(frame)
        index = np.arange(len(rough))
        return np.stack([np.interp(self._place, index, rough[:, i]) for i in (0, 1)], 1)


def light_path(spec: Element, stage: Stage, *, galactic: bool = False) -> LightPath:
    """The way of an element.

    Settings: ``points`` [[x, y] or HIP number, ...] or ``galactic``: true (the part in the picture, running down) or
    [from, to] galactic longitudes in degrees; ``reverse`` true runs it the other way. Without any, a curve across the
    picture, or the galactic equator when ``galactic``.

    Raises:
        EngineError: fewer than two points, or the galactic equator does not cross the picture.
    """
    points = spec.setting("points", None)
    chosen = spec.setting("galactic", galactic if points is None else False)
    reverse = bool(spec.setting("reverse", False))
    if chosen is not False and points is None:
        directions = _galactic_equator(chosen, stage)
        return LightPath(None, directions[::-1] if reverse else directions, stage)
    if points is None:
        width = stage.reference_width
        points = [[-60, 470], [width * 0.30, 380], [width * 0.66, 300], [width + 60, 130]]
    if len(points) < 2:
        raise EngineError(f"The element '{spec.kind}' needs at least two points to run between.")
    anchors = [Anchor(_place_of(point), stage) for point in points]
    return LightPath(anchors[::-1] if reverse else anchors, None, stage)


def _place_of(point: Any) -> Any:
    return int(point) if isinstance(point, (int, float)) else point


def _galactic_equator(chosen: Any, stage: Stage) -> NDArray[np.float64]:
    """Directions of date (n, 3) along the galactic equator: between two longitudes, or the part in the picture."""
    to_date = stage.of_date @ galactic_matrix().T

    def along(longitude_deg: NDArray[np.float64]) -> NDArray[np.float64]:
        angle = np.radians(longitude_deg)
        return np.stack([np.cos(angle), np.sin(angle), 0 * angle], 1) @ to_date.T

    if chosen is not True:
        start, end = (float(value) for value in chosen)
        return along(np.linspace(start, end, 160))
    longitude = np.arange(0.0, 720.0, 1.0)
    directions = along(longitude)
    camera = stage.path.projection(0.0)
    pixels = camera.project(directions)
    margin = 0.06 * stage.width
    floor = stage.height if stage.horizon is None else stage.horizon * stage.unit
    inside = (
        (directions @ camera.rotation[2] > 0)
        & (np.abs(pixels[:, 0] - stage.width / 2) < stage.width / 2 + margin)
        & (pixels[:, 1] > -margin)
        & (pixels[:, 1] < floor + margin)
    )
    if not inside.any():
        raise EngineError("The galactic equator does not cross this view: give the element 'points' instead.")
    # the longest run of longitudes in the picture
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(int), [0]])))
    runs = edges.reshape(-1, 2)
    first, last = runs[np.argmax(runs[:, 1] - runs[:, 0])]
    run = along(np.linspace(longitude[first], longitude[last - 1], 160))
    # it runs downwards: from the higher end to the lower one
    ends = camera.project(run[[0, -1]])
    return run if ends[0, 1] <= ends[1, 1] else run[::-1]


def _through(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """A smooth curve (n, 2) through points by Catmull-Rom splines."""
    padded = np.concatenate([[2 * corners[0] - corners[1]], corners, [2 * corners[-1] - corners[-2]]])
    t = np.linspace(0, 1, 40, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(padded[:-3], padded[1:-2], padded[2:-1], padded[3:], strict=True):
        pieces.append(0.5 * (2 * b + t * (c - a) + t**2 * (2 * a - 5 * b + 4 * c - d) + t**3 * (3 * (b - c) + d - a)))
    return np.concatenate([*pieces, corners[-1:]])
