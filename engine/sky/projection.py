"""Cameras: unit vectors to pixels and back, seen from inside the sphere (east left of north up)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.floating]
FAR_AWAY = -1e5
"""Pixel coordinate of what a rectilinear camera cannot see."""


class Projection(Protocol):
    """What every camera can do.

    rotation: (3, 3), rows right, up, forward, acting on unit vectors of date.
    centre_x, centre_y: principal point in pixels (x right, y down, pixel centres at .5).
    scale: pixels per radian at the principal point.
    """

    @property
    def rotation(self) -> NDArray[np.float64]: ...
    @property
    def centre_x(self) -> float: ...
    @property
    def centre_y(self) -> float: ...
    @property
    def scale(self) -> float: ...

    def project(self, directions: Vectors) -> NDArray[np.float64]:
        """Pixels (..., 2) of unit vectors (..., 3); what the camera cannot see lands far outside."""
        ...

    def unproject(self, pixels: Vectors) -> NDArray[np.float64]:
        """Unit vectors (..., 3) of pixels (..., 2)."""
        ...

    def scale_at(self, directions: Vectors) -> NDArray[np.float64]:
        """Pixels per radian (...) at unit vectors (..., 3): the smaller one where it depends on the direction."""
        ...

    def visible(self, directions: Vectors) -> NDArray[np.bool_]:
        """Which unit vectors (..., 3) the camera can see at all, inside its picture or not."""
        ...


@dataclass(frozen=True)
class Stereographic:
    """The camera of flat films, with a free principal point.

    r = 2 tan(theta / 2) * scale, conformal, so a straight horizon stays straight when the camera aims at the altitude
    0 and the principal point lies on the horizon line.
    """

    rotation: NDArray[np.float64]
    centre_x: float
    centre_y: float
    scale: float

    def project(self, directions: Vectors) -> NDArray[np.float64]:
        """Pixels (..., 2); directions behind the camera land far outside."""
        seen = np.asarray(directions, float) @ self.rotation.T
        stretch = 2 / (1 + np.maximum(seen[..., 2], -0.95)) * self.scale
        return np.stack([self.centre_x + seen[..., 0] * stretch, self.centre_y - seen[..., 1] * stretch], -1)

    def unproject(self, pixels: Vectors) -> NDArray[np.float64]:
        """Unit vectors (..., 3)."""
        pixels = np.asarray(pixels, float)
        x = (pixels[..., 0] - self.centre_x) / (2 * self.scale)
        y = (self.centre_y - pixels[..., 1]) / (2 * self.scale)
        square = x * x + y * y
        seen = np.stack([2 * x, 2 * y, 1 - square], -1) / (1 + square)[..., None]
        return seen @ self.rotation

    def scale_at(self, directions: Vectors) -> NDArray[np.float64]:
        """The same in every direction, since the camera is conformal."""
        return 2 / (1 + np.maximum(np.asarray(directions, float) @ self.rotation[2], -0.95)) * self.scale

    def visible(self, directions: Vectors) -> NDArray[np.bool_]:
        """All but the neighbourhood of the direction straight behind."""
        return np.asarray(directions, float) @ self.rotation[2] > -0.6


@dataclass(frozen=True)
class Rectilinear:
    """A camera that keeps every great circle straight: r = tan(theta) * scale. It sees less than half the sphere."""

    rotation: NDArray[np.float64]
    centre_x: float
    centre_y: float
    scale: float

    def project(self, directions: Vectors) -> NDArray[np.float64]:
        """Pixels (..., 2); directions more than 87 degrees off the axis land far outside."""
        seen = np.asarray(directions, float) @ self.rotation.T
        stretch = self.scale / np.maximum(seen[..., 2], 0.05)
        pixels = np.stack([self.centre_x + seen[..., 0] * stretch, self.centre_y - seen[..., 1] * stretch], -1)
        return np.where(seen[..., 2:] > 0.05, pixels, FAR_AWAY)

    def unproject(self, pixels: Vectors) -> NDArray[np.float64]:
        """Unit vectors (..., 3)."""
        pixels = np.asarray(pixels, float)
        x = (pixels[..., 0] - self.centre_x) / self.scale
        y = (self.centre_y - pixels[..., 1]) / self.scale
        seen = np.stack([x, y, np.ones_like(x)], -1) / np.sqrt(1 + x * x + y * y)[..., None]
        return seen @ self.rotation

    def scale_at(self, directions: Vectors) -> NDArray[np.float64]:
        """Across the line to the axis, where it is 1 / cos(theta); along it the picture is stretched once more."""
        return self.scale / np.maximum(np.asarray(directions, float) @ self.rotation[2], 0.05)

    def visible(self, directions: Vectors) -> NDArray[np.bool_]:
        """What lies well in front."""
        return np.asarray(directions, float) @ self.rotation[2] > 0.05


@dataclass(frozen=True)
class Fulldome:
    """A dome master: azimuthal equidistant, the middle is the dome's zenith, the front of the house at the bottom.

    rotation: rows right, up (the zenith of the sky), forward (the front's horizon).
    size: side of the square picture in pixels; its inscribed circle holds 180 degrees.
    tilt: radians by which the dome leans forward, so that its rim lies that far below the horizon in front.
    """

    rotation: NDArray[np.float64]
    size: int
    tilt: float = 0.0

    @property
    def centre_x(self) -> float:
        return self.size / 2

    @property
    def centre_y(self) -> float:
        return self.size / 2

    @property
    def scale(self) -> float:
        return self.size / np.pi

    def _axes(self) -> NDArray[np.float64]:
        """Rows: right, the front on the dome's rim, the dome's zenith."""
        right, up, forward = self.rotation
        c, s = np.cos(self.tilt), np.sin(self.tilt)
        return np.stack([right, c * forward - s * up, c * up + s * forward])

    def project(self, directions: Vectors) -> NDArray[np.float64]:
        """Pixels (..., 2); what lies behind the dome's rim lands outside the circle."""
        seen = np.asarray(directions, float) @ self._axes().T
        across = np.hypot(seen[..., 0], seen[..., 1])
        ratio = np.arctan2(across, seen[..., 2]) / np.maximum(across, 1e-12) * self.scale
        return np.stack([self.centre_x + seen[..., 0] * ratio, self.centre_y + seen[..., 1] * ratio], -1)

    def unproject(self, pixels: Vectors) -> NDArray[np.float64]:
        """Unit vectors (..., 3)."""
        pixels = np.asarray(pixels, float)
        x, y = pixels[..., 0] - self.centre_x, pixels[..., 1] - self.centre_y
        theta = np.hypot(x, y) / self.scale
        ratio = np.sinc(theta / np.pi) / self.scale
        return np.stack([x * ratio, y * ratio, np.cos(theta)], -1) @ self._axes()

    def scale_at(self, directions: Vectors) -> NDArray[np.float64]:
        """From the middle outwards; along the rings the picture is wider by theta / sin(theta)."""
        return np.full(np.asarray(directions).shape[:-1], self.scale)

    def visible(self, directions: Vectors) -> NDArray[np.bool_]:
        """What lies inside the circle."""
        return np.asarray(directions, float) @ self._axes()[2] >= 0


@dataclass(frozen=True)
class Equirectangular:
    """The whole sphere for 360-degree players: longitude to the right, latitude up, the front in the middle.

    rotation: rows right, up (the zenith of the sky), forward (the front's horizon). ``width`` is twice the height.
    """

    rotation: NDArray[np.float64]
    width: int

    @property
    def centre_x(self) -> float:
        return self.width / 2

    @property
    def centre_y(self) -> float:
        return self.width / 4

    @property
    def scale(self) -> float:
        return self.width / (2 * np.pi)

    def project(self, directions: Vectors) -> NDArray[np.float64]:
        """Pixels (..., 2), x in 0..width."""
        seen = np.asarray(directions, float) @ self.rotation.T
        longitude = np.arctan2(seen[..., 0], seen[..., 2])
        latitude = np.arctan2(seen[..., 1], np.hypot(seen[..., 0], seen[..., 2]))
        return np.stack([self.centre_x + longitude * self.scale, self.centre_y - latitude * self.scale], -1)

    def unproject(self, pixels: Vectors) -> NDArray[np.float64]:
        """Unit vectors (..., 3); x may lie beyond the seam."""
        pixels = np.asarray(pixels, float)
        longitude = (pixels[..., 0] - self.centre_x) / self.scale
        latitude = (self.centre_y - pixels[..., 1]) / self.scale
        c = np.cos(latitude)
        return np.stack([c * np.sin(longitude), np.sin(latitude), c * np.cos(longitude)], -1) @ self.rotation

    def scale_at(self, directions: Vectors) -> NDArray[np.float64]:
        """Along the meridians; along the parallels the picture is wider by 1 / cos(latitude)."""
        return np.full(np.asarray(directions).shape[:-1], self.scale)

    def visible(self, directions: Vectors) -> NDArray[np.bool_]:
        """Everything."""
        return np.ones(np.asarray(directions).shape[:-1], bool)


def flat_lens(camera: Projection) -> NDArray[np.float32] | None:
    """The camera of a flat film in five numbers for kernels, None for any other: what lies ``z`` ahead and more than
    the third is magnified by the first over (the second + z) from the principal point, the fourth and fifth."""
    if isinstance(camera, Stereographic):
        return np.array([2 * camera.scale, 1, -0.95, camera.centre_x, camera.centre_y], np.float32)
    if isinstance(camera, Rectilinear):
        return np.array([camera.scale, 0, 0.05, camera.centre_x, camera.centre_y], np.float32)
    return None


def surrounding(name: str, width: int, tilt: float) -> Fulldome | Equirectangular:
    """The projection "fulldome" (leaning by ``tilt`` radians) or "equirect", in the viewer's own frame."""
    return Fulldome(np.eye(3), width, tilt) if name == "fulldome" else Equirectangular(np.eye(3), width)


def aim(forward: NDArray[np.float64], pole: NDArray[np.float64], roll: float = 0.0) -> NDArray[np.float64]:
    """Rotation whose forward axis is ``forward`` and whose up axis leans towards ``pole``, then rolled.

    ``roll`` in radians; a positive roll turns the camera so that the picture turns clockwise.
    """
    right = np.cross(forward, pole)
    right = right / np.linalg.norm(right)
    up = np.cross(right, forward)
    c, s = np.cos(roll), np.sin(roll)
    return np.stack([c * right + s * up, c * up - s * right, forward])
