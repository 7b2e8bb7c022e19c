"""Plates: flat stereographic pictures that hang round the viewer and are warped into a dome or a panorama.

A plate is fixed in the viewer's frame (rows right, up, forward), so the way from output pixels to plate pixels is the
same for the whole shot: it is worked out once, block by block, for the blocks that the plate covers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.light import f32
from engine.sky.projection import Projection, Stereographic

BLOCK = 128
FOOT_ROWS = 48
"""Rows added below a plate of ground, in which its last row melts into one dark colour down to the nadir."""


NADIR = np.array([0.0014, 0.0024, 0.0048, 1.0], np.float32)
"""The dark under the viewer's feet."""


@dataclass(frozen=True)
class Plate:
    """A flat picture: ``turn`` (3, 3) from the viewer's frame to the plate's, principal point, pixels per radian."""

    turn: NDArray[np.float64]
    centre_x: float
    centre_y: float
    scale: float
    width: int
    height: int

    def camera(self, viewer: NDArray[np.float64]) -> Stereographic:
        """The plate's camera when ``viewer`` (3, 3) turns directions of date into the viewer's frame."""
        return Stereographic(self.turn @ viewer, self.centre_x, self.centre_y, self.scale)

    @property
    def lowest(self) -> float:
        """Altitude (radians) of the plate's lower edge below its principal point, for plates that stand upright."""
        return -2 * float(np.arctan((self.height - self.centre_y) / (2 * self.scale)))


Share = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""How much of a plate shows (...) in directions (..., 3) of the viewer's frame, 0..1."""


@dataclass(frozen=True)
class _Block:
    top: int
    left: int
    x: np.ndarray
    fraction: np.ndarray
    share: NDArray[np.float32]


class Hanging:
    """Where a plate hangs in an output picture."""

    def __init__(
        self, plate: Plate, output: Projection, width: int, height: int, share: Share, bend: Share | None = None
    ) -> None:
        """share: how much of it shows where; bend: altitude (radians) of the plate's point that is shown in a
        direction, in place of the direction's own; a plate with ``bend`` has a foot."""
        self._blocks: list[_Block] = []
        camera = plate.camera(np.eye(3))
        for top in range(0, height, BLOCK):
            for left in range(0, width, BLOCK):
                rows, columns = min(BLOCK, height - top), min(BLOCK, width - left)
                if not _met(output, share, left, top, columns, rows):
                    continue
                x, y = np.meshgrid(left + np.arange(columns) + 0.5, top + np.arange(rows) + 0.5)
                rays = output.unproject(np.stack([x, y], -1))
                seen = share(rays)
                pixels = camera.project(rays) if bend is None else _bent(plate, camera, rays, bend(rays))
                fixed, fraction = cv2.convertMaps(
                    np.clip(pixels[..., 0] - 0.5, -30000, 30000).astype(np.float32),
                    np.clip(pixels[..., 1] - 0.5, -30000, 30000).astype(np.float32),
                    cv2.CV_16SC2,
                )
                self._blocks.append(_Block(top, left, np.asarray(fixed), np.asarray(fraction), seen.astype(np.float32)))

    def lay(self, buffer: NDArray[np.float32], picture: NDArray[np.float32]) -> None:
        """Lay a premultiplied picture (h, w, 4) over the buffer where the plate hangs."""
        for block in self._blocks:
            rows, columns = block.share.shape
            part = cv2.remap(picture, block.x, block.fraction, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            lay(buffer[block.top : block.top + rows, block.left : block.left + columns], part, block.share)


def _met(output: Projection, share: Share, left: int, top: int, columns: int, rows: int) -> bool:
    """Whether a plate shows anywhere in a block, by a look at every few pixels."""
    x, y = np.meshgrid(left + np.linspace(0, columns, 10), top + np.linspace(0, rows, 10))
    rays = output.unproject(np.stack([x, y], -1))
    return bool((share(rays) * output.visible(rays)).max() > 1e-4)


@compiled
def lay_compiled(buffer, part, share):
    """Lay a premultiplied part (h, w, 4), as much of it as the share (h, w) says, over the buffer (h, w, 3)."""
    for y in range(part.shape[0]):
        for x in range(part.shape[1]):
            weight = share[y, x]
            if weight <= f32(0):
                continue
            source, target = part[y, x], buffer[y, x]
            clear = f32(1) - weight * source[3]
            target[0] = target[0] * clear + weight * source[0]
            target[1] = target[1] * clear + weight * source[1]
            target[2] = target[2] * clear + weight * source[2]


def lay_plain(buffer, part, share) -> None:
    """The same with numpy."""
    weight = np.maximum(share, f32(0))[..., None]
    buffer *= f32(1) - weight * part[..., 3:]
    buffer += weight * part[..., :3]


lay = lay_compiled if HAVE_NUMBA else lay_plain


def _bent(
    plate: Plate, camera: Stereographic, rays: NDArray[np.float64], altitude: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Plate pixels of rays shown at other altitudes; below the plate's lower edge, rows of its foot."""
    lowest = plate.lowest * 0.98
    level = np.maximum(altitude, lowest)
    flat = np.maximum(np.hypot(rays[..., 0], rays[..., 2]), 1e-9)
    c = np.cos(level)
    moved = np.stack([rays[..., 0] / flat * c, np.sin(level), rays[..., 2] / flat * c], -1)
    pixels = camera.project(moved)
    below = np.clip((lowest - altitude) / (np.pi / 2 + lowest), 0, 1)
    edge = plate.height - 1.5
    pixels[..., 1] = np.where(below > 0, edge + np.sqrt(below) * FOOT_ROWS, np.minimum(pixels[..., 1], edge))
    return pixels


def with_foot(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """A plate's picture (h, w, 4) with its foot below."""
    last = picture[-1:].copy()
    rows = []
    for k in range(FOOT_ROWS):
        t = (k + 1) / FOOT_ROWS
        blurred = cv2.GaussianBlur(last, (0, 0), 2 + 240 * t * last.shape[1] / 1280, borderType=cv2.BORDER_REPLICATE)
        melt = min(1.0, 2 * t)
        rows.append(blurred * (1 - melt) + NADIR * melt)
    return np.ascontiguousarray(np.concatenate([picture, *rows]), np.float32)


def matte(over_dark: NDArray[np.float32], over_light: NDArray[np.float32]) -> NDArray[np.float32]:
    """A premultiplied picture (h, w, 4) of what was painted once over a background and once over the same plus 1.

    The background must have been 0: what painting over it gave is the premultiplied colour itself.
    """
    alpha = 1 - (over_light - over_dark).mean(-1, keepdims=True)
    return np.concatenate([over_dark, np.clip(alpha, 0, 1)], -1)
