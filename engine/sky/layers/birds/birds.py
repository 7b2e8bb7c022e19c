"""Drawing many small birds from the magpie atlas."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numba import njit
from numpy.typing import NDArray

from engine.sky.layers.birds.magpie_atlas import BIRD, CELL, PHASES, RESTS, VIEWS, magpie_atlas
from engine.sky.light import KERNEL, f32

FIRST_REST = PHASES * len(VIEWS)
REST_COUNT = len(RESTS)
COARSE = 32


@lru_cache(maxsize=1)
def _levels() -> tuple[NDArray[np.float32], ...]:
    """The atlas at full, half and quarter size, the box (n, 4) of each cell: left, top, right, bottom from its
    middle, in units of the bird's length, and the squares (n, COARSE, COARSE) of a cell that are not empty."""
    full = magpie_atlas()
    levels = [full]
    for size in (CELL // 2, CELL // 4):
        levels.append(np.stack([cv2.resize(cell, (size, size), interpolation=cv2.INTER_AREA) for cell in full]))
    boxes = np.empty((len(full), 4), np.float32)
    for i, cell in enumerate(full):
        rows, columns = np.nonzero(cell[..., 0] > 0.01)
        boxes[i] = columns.min() - 2, rows.min() - 2, columns.max() + 3, rows.max() + 3
    boxes = (boxes - CELL / 2) / f32(BIRD)
    # coarse map of where a cell has anything, with a margin of one square
    squares = full[..., 0].reshape(len(full), COARSE, CELL // COARSE, COARSE, CELL // COARSE).max((2, 4)) > 0.004
    padded = np.pad(squares, ((0, 0), (1, 1), (1, 1)))
    near = np.zeros_like(squares)
    for down in range(3):
        for across in range(3):
            near |= padded[:, down : down + COARSE, across : across + COARSE]
    return levels[0], levels[1], levels[2], boxes, near.astype(np.uint8)


@njit(**KERNEL)
def _draw(buffer, full, half, quarter, boxes, squares, birds, cells, colours):
    """birds (n, 7): x, y of the middle, length in pixels, cos and sin of its turn, side (-1 heads left), opacity;
    cells (n) atlas cell; colours (n, 5, 3) body, sheen, white, upper light, lower light."""
    height, width = buffer.shape[0], buffer.shape[1]
    for n in range(birds.shape[0]):
        x0, y0, long, c, s = birds[n, 0], birds[n, 1], birds[n, 2], birds[n, 3], birds[n, 4]
        side, opacity = birds[n, 5], birds[n, 6]
        cell = cells[n]
        atlas, size = full, f32(CELL)
        if long < f32(0.30 * BIRD):
            atlas, size = quarter, f32(CELL // 4)
        elif long < f32(0.60 * BIRD):
            atlas, size = half, f32(CELL // 2)
        scale = f32(BIRD) * size / f32(CELL) / long
        picture = atlas[cell]
        # the box of the turned cell
        left, right, top, bottom = f32(1e9), f32(-1e9), f32(1e9), f32(-1e9)
        for corner in range(4):
            u = boxes[cell, 0 if corner % 2 == 0 else 2] * side * long
            v = boxes[cell, 1 if corner < 2 else 3] * long
            px, py = c * u - s * v, s * u + c * v
            left, right, top, bottom = min(left, px), max(right, px), min(top, py), max(bottom, py)
        limit = int(size) - 1
        coarse = f32(COARSE) / size
        for y in range(max(0, math.floor(y0 + top)), min(height, math.ceil(y0 + bottom) + 1)):
            for x in range(max(0, math.floor(x0 + left)), min(width, math.ceil(x0 + right) + 1)):
                dx, dy = f32(x) + f32(0.5) - x0, f32(y) + f32(0.5) - y0
                u = (c * dx + s * dy) * side * scale + size * f32(0.5) - f32(0.5)
                v = (c * dy - s * dx) * scale + size * f32(0.5) - f32(0.5)
                if u < f32(0) or v < f32(0):
                    continue
                k, i = int(u), int(v)
                if k >= limit or i >= limit or squares[cell, int(v * coarse), int(u * coarse)] == 0:
                    continue
                fu, fv = u - f32(k), v - f32(i)
                w00, w01 = (f32(1) - fu) * (f32(1) - fv), fu * (f32(1) - fv)
                w10, w11 = (f32(1) - fu) * fv, fu * fv
                p00, p01, p10, p11 = picture[i, k], picture[i, k + 1], picture[i + 1, k], picture[i + 1, k + 1]
                a = (p00[0] * w00 + p01[0] * w01 + p10[0] * w10 + p11[0] * w11) * opacity
                if a < f32(0.006):
                    continue
                shine = (p00[1] * w00 + p01[1] * w01 + p10[1] * w10 + p11[1] * w11) * opacity
                white = (p00[2] * w00 + p01[2] * w01 + p10[2] * w10 + p11[2] * w11) * opacity
                upper = (p00[3] * w00 + p01[3] * w01 + p10[3] * w10 + p11[3] * w11) * opacity
                lower = (p00[4] * w00 + p01[4] * w01 + p10[4] * w10 + p11[4] * w11) * opacity
                pixel = buffer[y, x]
                for q in range(3):
                    light = colours[n, 0, q] * a + colours[n, 1, q] * shine + colours[n, 2, q] * white
                    light += colours[n, 3, q] * upper + colours[n, 4, q] * lower
                    pixel[q] = pixel[q] * (f32(1) - a) + light


@dataclass(frozen=True)
class Plumage:
    """Linear colours (3,) of a bird: its body, the blue sheen, its white feathers, light from above and from below."""

    body: tuple[float, float, float] = (0.0012, 0.0018, 0.0042)
    sheen: tuple[float, float, float] = (0.0052, 0.0105, 0.0340)
    white: tuple[float, float, float] = (0.046, 0.058, 0.090)
    upper: tuple[float, float, float] = (0.022, 0.032, 0.066)
    lower: tuple[float, float, float] = (0.009, 0.016, 0.040)

    def table(self) -> NDArray[np.float64]:
        """Colours (5, 3)."""
        return np.array([self.body, self.sheen, self.white, self.upper, self.lower])


def flight_cells(view: NDArray[np.integer], phase: NDArray[np.floating]) -> NDArray[np.int64]:
    """Atlas cells of flying birds: view number and phase 0..1 of the wing beat."""
    return (view * PHASES + (np.floor(phase * PHASES).astype(np.int64) % PHASES)).astype(np.int64)


def draw_birds(
    buffer: NDArray[np.float32],
    x: NDArray[np.floating],
    y: NDArray[np.floating],
    long: NDArray[np.floating],
    turn: NDArray[np.floating],
    side: NDArray[np.floating],
    cells: NDArray[np.int64],
    opacity: NDArray[np.floating],
    colours: NDArray[np.floating],
) -> None:
    """Draw birds over the buffer in the given order.

    x, y: middle in pixels; long: length in pixels; turn: radians clockwise; side: 1 heads right, -1 left;
    cells: atlas cells; opacity 0..1; colours (n, 5, 3) as in ``Plumage.table``. All (n,).
    """
    if not len(x):
        return
    table = np.stack([x, y, long, np.cos(turn), np.sin(turn), side, opacity], 1).astype(np.float32)
    full, half, quarter, boxes, squares = _levels()
    _draw(buffer, full, half, quarter, boxes, squares, table, cells, np.ascontiguousarray(colours, np.float32))
