"""Footage in a dome or all around: on a flat screen that hangs in front of the viewer."""

from __future__ import annotations

import cv2
import numpy as np

from engine.footage.light import Picture
from engine.sky.projection import Fulldome, surrounding
from storyboard.model import Canvas

WIDTH_DEG = 72.0
DOME_ALTITUDE_DEG = 32.0
"""Where the middle of the screen stands above the front's horizon in a dome: easy to see from every seat."""
ROUND_ALTITUDE_DEG = 6.0
"""And in a 360-degree picture: before the eyes."""
ASPECT = 16 / 9
_NEAR = 0.05
SAME_SHAPE = 0.02
"""How much the sides of footage may differ from the canvas's to be taken for a picture made for it."""


def made_for(canvas: Canvas, width: int, height: int) -> bool:
    """Whether footage has the shape of a dome's or a 360-degree canvas: then it fills that as it is."""
    return abs(width / height * canvas.height / canvas.width - 1) <= SAME_SHAPE


class Screen:
    """The screen as it lies in the frames of a canvas. ``width`` and ``height`` are its own pixels."""

    def __init__(self, canvas: Canvas) -> None:
        output = surrounding(canvas.projection, canvas.width, float(np.radians(canvas.dome_tilt_deg)))
        dome = isinstance(output, Fulldome)
        altitude = np.radians(DOME_ALTITUDE_DEG if dome else ROUND_ALTITUDE_DEG)
        half = float(np.tan(np.radians(WIDTH_DEG / 2)))
        self.width = 2 * round(output.scale * half)
        self.height = 2 * round(self.width / ASPECT / 2)
        x, y = np.meshgrid(np.arange(canvas.width) + 0.5, np.arange(canvas.height) + 0.5)
        directions = output.unproject(np.stack([x, y], -1))
        right, above, ahead = directions[..., 0], directions[..., 1], directions[..., 2]
        up = above * np.cos(altitude) - ahead * np.sin(altitude)
        depth = above * np.sin(altitude) + ahead * np.cos(altitude)
        seen = (depth > _NEAR) & output.visible(directions)
        depth = np.where(seen, depth, 1.0)
        across = self.width / 2 * (1 + right / depth / half) - 0.5
        down = self.height / 2 - self.width / 2 * up / depth / half - 0.5
        self._lookup = (
            np.where(seen, across, -10).astype(np.float32), np.where(seen, down, -10).astype(np.float32)
        )  # fmt: skip

    def shown(self, picture: Picture) -> Picture:
        """A canvas that is black but for what the screen shows."""
        bent = cv2.remap(picture, *self._lookup, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(0, 0, 0))
        return np.asarray(bent, np.uint8)
