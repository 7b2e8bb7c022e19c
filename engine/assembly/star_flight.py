"""Flying through a star: the picture comes nearer around a point near its middle, where a light flares up to warm
white; the light sinks back into its star, and the next picture comes out of it, still nearing.

Domes and 360-degree pictures do not move, since their onlookers would: there the light flares up in front and goes.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.light import smoothstep
from engine.sky.projection import surrounding
from storyboard.model import Canvas

Map = np.ndarray

MIDDLE = (0.5, 0.46)
"""Where the star stands, in shares of width and height."""
NEAREST = 7.0
"""How much larger the first picture is when the light hides it."""
FARTHEST = 0.86
"""How much smaller the next one is when it begins to open."""
RAY_TURN = np.radians(18.0)


class StarFlight:
    """One flight: sizes of both pictures and the light between them at any progress."""

    def __init__(self, canvas: Canvas) -> None:
        away, angle = _polar(canvas)
        self.moves = canvas.projection in ("flat", "rectilinear")
        self._reach = float(away.max())
        rough = np.random.default_rng(0).uniform(-0.5, 0.5, away.shape)  # without it the light would show rings
        self._away = np.rint(np.clip(255 * np.sqrt(away / self._reach) + rough, 0, 255)).astype(np.uint8)
        rays = _rays(away, angle, RAY_TURN, 0.11) + 0.45 * _rays(away, angle, RAY_TURN + np.pi / 4, 0.045)
        self._rays = np.rint(255 * np.clip(rays, 0, 1)).astype(np.uint8)

    def scale(self, progress: float) -> float:
        """How large the picture is that is seen: the first one before the middle, then the next one."""
        if not self.moves:
            return 1.0
        if progress < 0.5:
            return float(NEAREST ** ((2 * progress) ** 2.4))
        return 1 - (1 - FARTHEST) * (2 - 2 * progress) ** 3

    def light(self, progress: float) -> Map:
        """Share of warm white, 255 is all; at half the picture's size."""
        away = self._reach * (np.arange(256) / 255) ** 2
        if progress < 0.5:
            table, rays = self._flaring(away, 2 * progress)
        else:
            table, rays = self._opening(away, 2 * progress - 1)
        light = cv2.LUT(self._away, np.rint(255 * np.clip(table, 0, 1)).astype(np.uint8))
        if rays > 0.004:
            light = cv2.addWeighted(light, 1.0, self._rays, rays, 0.0)
        return np.asarray(light)

    def _flaring(self, away: NDArray[np.float64], share: float) -> tuple[NDArray[np.float64], float]:
        """A point that becomes a star, whose light then fills the picture; and the strength of its rays."""
        core = 0.0035 + 0.75 * share**4.5
        point = np.exp(-((away / core) ** 2) / 2) * smoothstep(0.0, 0.15, share)
        halo = 0.9 * share**0.7 * np.exp(-away / (0.012 + 0.55 * share**3))
        flood = share**6
        light = 1 - (1 - point) * (1 - halo) * (1 - flood)
        return light, float(smoothstep(0.0, 0.35, share) * (1 - smoothstep(0.55, 0.9, share)))

    def _opening(self, away: NDArray[np.float64], share: float) -> tuple[NDArray[np.float64], float]:
        """The light sinks back into its star, the next picture comes out of it, and the star goes out."""
        rest = 1 - share
        halo = 0.95 * rest**1.2 * np.exp(-away / (0.006 + 0.75 * rest**4))
        point = np.exp(-((away / (0.003 + 0.5 * rest**7)) ** 2) / 2) * smoothstep(0.0, 0.3, rest)
        light = 1 - (1 - point) * (1 - halo) * (1 - rest**10)
        return light, 0.55 * float(smoothstep(0.15, 0.5, share) * (1 - smoothstep(0.5, 0.95, share)))


def light_table(white: float, faint: float) -> Map:
    """What light of each share (0 to 255) adds to a plane: full light has the value ``white``, faint light tends to
    ``faint``."""
    share = np.arange(256) / 255
    return np.rint(share * (white + (faint - white) * (1 - share) ** 0.7)).astype(np.uint8)


def _rays(
    away: NDArray[np.float64], angle: NDArray[np.float64], turn: float, length: float
) -> NDArray[np.float64]:
    """Four thin rays of a star."""
    aside = away * np.abs(np.sin(2 * (angle - turn))) / 2
    return np.exp(-away / length - aside / (0.0016 + 0.012 * length))


def _polar(canvas: Canvas) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far each cell of half the picture's size is from the star, in shares of the shorter side (of half a turn, on
    the sphere), and in which direction."""
    x, y = np.meshgrid(np.arange(1.0, canvas.width, 2), np.arange(1.0, canvas.height, 2))
    if canvas.projection in ("flat", "rectilinear"):
        short = min(canvas.width, canvas.height)
        across, down = (x - MIDDLE[0] * canvas.width) / short, (y - MIDDLE[1] * canvas.height) / short
        return np.hypot(across, down), np.arctan2(down, across)
    sphere = surrounding(canvas.projection, canvas.width, 0.0)
    seen = sphere.unproject(np.stack([x, y], -1))
    front = np.radians(45.0 if canvas.projection == "fulldome" else 10.0)
    along = np.cos(front) * seen[..., 2] + np.sin(front) * seen[..., 1]
    up = np.cos(front) * seen[..., 1] - np.sin(front) * seen[..., 2]
    return np.arccos(np.clip(along, -1, 1)) / np.pi, np.arctan2(up, seen[..., 0])


def nearer(plane: Map, scale: float) -> Map:
    """A plane, or a picture of several channels, enlarged around the star by ``scale``; what a smaller one leaves free
    at its edges is mirrored."""
    if plane.ndim == 3:
        return np.stack([nearer(np.ascontiguousarray(plane[..., i]), scale) for i in range(plane.shape[2])], -1)
    height, width = plane.shape
    x, y = MIDDLE[0] * width - 0.5, MIDDLE[1] * height - 0.5
    if scale < 1:
        margin = [int(np.ceil(side * (1 / scale - 1))) + 1 for side in (height, width)]
        plane = cv2.copyMakeBorder(plane, margin[0], margin[0], margin[1], margin[1], cv2.BORDER_REFLECT_101)
        x, y = x + margin[1], y + margin[0]
    size = max(2, round(width / scale)), max(2, round(height / scale))
    # the middle of what is cut out lies where the star stays in its place
    centre = x + (0.5 - MIDDLE[0]) * size[0], y + (0.5 - MIDDLE[1]) * size[1]
    return np.asarray(cv2.resize(cv2.getRectSubPix(plane, size, centre), (width, height)), np.uint8)
