"""The camera: unit vectors to pixels and back, stereographic, seen from inside the sphere (east left of north up)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Projection:
    """A stereographic camera with a free principal point.

    rotation: (3, 3), rows right, up, forward, acting on unit vectors of date.
    centre_x, centre_y: principal point in pixels (x right, y down, pixel centres at .5).
    scale: pixels per radian at the principal point.
    Stereographic: r = 2 tan(theta / 2) * scale, conformal, so a straight horizon stays straight when the camera aims
    at the altitude 0 and the principal point lies on the horizon line.
    """

    rotation: NDArray[np.float64]
    centre_x: float
    centre_y: float
    scale: float

    def project(self, directions: NDArray[np.floating]) -> NDArray[np.float64]:
        """Pixels (..., 2) of unit vectors (..., 3); directions behind the camera land far outside."""
        seen = np.asarray(directions, float) @ self.rotation.T
        stretch = 2 / (1 + np.maximum(seen[..., 2], -0.95)) * self.scale
        return np.stack([self.centre_x + seen[..., 0] * stretch, self.centre_y - seen[..., 1] * stretch], -1)

    def unproject(self, pixels: NDArray[np.floating]) -> NDArray[np.float64]:
        """Unit vectors (..., 3) of pixels (..., 2)."""
        pixels = np.asarray(pixels, float)
        x = (pixels[..., 0] - self.centre_x) / (2 * self.scale)
        y = (self.centre_y - pixels[..., 1]) / (2 * self.scale)
        square = x * x + y * y
        seen = np.stack([2 * x, 2 * y, 1 - square], -1) / (1 + square)[..., None]
        return seen @ self.rotation


def aim(forward: NDArray[np.float64], pole: NDArray[np.float64], roll: float = 0.0) -> NDArray[np.float64]:
    """Rotation whose forward axis is ``forward`` and whose up axis leans towards ``pole``, then rolled.

    ``roll`` in radians; a positive roll turns the camera so that the picture turns clockwise.
    """
    right = np.cross(forward, pole)
    right = right / np.linalg.norm(right)
    up = np.cross(right, forward)
    c, s = np.cos(roll), np.sin(roll)
    return np.stack([c * right + s * up, c * up - s * right, forward])
