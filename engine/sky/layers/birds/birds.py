"""Drawing many small birds from the magpie atlas."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.layers.arrays import lay_in_order, runs
from engine.sky.layers.birds.magpie_atlas import BIRD, CELL, PHASES, RESTS, VIEWS, magpie_atlas
from engine.sky.light import f32

FIRST_REST = PHASES * len(VIEWS)
REST_COUNT = len(RESTS)
COARSE = 32
BIRDS_AT_ONCE = 60
NARROWEST = 0.24
"""Share of its length that is left of a bird that flies straight at the eye."""
TURNING = 0.45
"""Share of a bird's speed across the picture below which it shows that it turns."""


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


@compiled
def _draw_compiled(buffer, full, half, quarter, boxes, squares, birds, cells, tints):
    """birds (n, 7): x, y of the middle, length in pixels, cos and sin of its turn, side, opacity;
    cells (n) atlas cell; tints (n, 5, 3) body, sheen, white, upper light, lower light."""
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
        # cell pixels per pixel across, and the cell's box in its own pixels
        du, dv, middle = c / side * scale, -s * scale, size * f32(0.5) - f32(0.5)
        reach = f32(BIRD) * size / f32(CELL)
        low_u, high_u = boxes[cell, 0] * reach + middle - f32(1), boxes[cell, 2] * reach + middle + f32(1)
        low_v, high_v = boxes[cell, 1] * reach + middle - f32(1), boxes[cell, 3] * reach + middle + f32(1)
        coarse = f32(COARSE) / size
        # read once: the compiler cannot know that drawing does not change them
        r0, r1, r2, r3, r4 = tints[n, 0, 0], tints[n, 1, 0], tints[n, 2, 0], tints[n, 3, 0], tints[n, 4, 0]
        g0, g1, g2, g3, g4 = tints[n, 0, 1], tints[n, 1, 1], tints[n, 2, 1], tints[n, 3, 1], tints[n, 4, 1]
        b0, b1, b2, b3, b4 = tints[n, 0, 2], tints[n, 1, 2], tints[n, 2, 2], tints[n, 3, 2], tints[n, 4, 2]
        for y in range(max(0, math.floor(y0 + top)), min(height, math.ceil(y0 + bottom) + 1)):
            dy = f32(y) + f32(0.5) - y0
            across, down = s * dy / side * scale + middle, c * dy * scale + middle
            # the part of the row that crosses the turned box
            start, end = left, right
            if abs(du) > f32(1e-4):
                a, b = (low_u - across) / du, (high_u - across) / du
                start, end = max(start, min(a, b)), min(end, max(a, b))
            if abs(dv) > f32(1e-4):
                a, b = (low_v - down) / dv, (high_v - down) / dv
                start, end = max(start, min(a, b)), min(end, max(a, b))
            if start > end:
                continue
            for x in range(max(0, math.floor(x0 + start)), min(width, math.ceil(x0 + end) + 1)):
                dx = f32(x) + f32(0.5) - x0
                u, v = dx * du + across, dx * dv + down
                if u < f32(0) or v < f32(0):
                    continue
                k, i = int(u), int(v)
                if k >= limit or i >= limit or squares[cell, int(v * coarse), int(u * coarse)] == 0:
                    continue
                fu, fv = u - f32(k), v - f32(i)
                w00, w01 = (f32(1) - fu) * (f32(1) - fv), fu * (f32(1) - fv)
                w10, w11 = (f32(1) - fu) * fv, fu * fv
                # no views of single pixels: they would be counted, and counting is slow
                a = picture[i, k, 0] * w00 + picture[i, k + 1, 0] * w01
                a = (a + picture[i + 1, k, 0] * w10 + picture[i + 1, k + 1, 0] * w11) * opacity
                if a < f32(0.006):
                    continue
                shine = picture[i, k, 1] * w00 + picture[i, k + 1, 1] * w01
                shine = (shine + picture[i + 1, k, 1] * w10 + picture[i + 1, k + 1, 1] * w11) * opacity
                white = picture[i, k, 2] * w00 + picture[i, k + 1, 2] * w01
                white = (white + picture[i + 1, k, 2] * w10 + picture[i + 1, k + 1, 2] * w11) * opacity
                upper = picture[i, k, 3] * w00 + picture[i, k + 1, 3] * w01
                upper = (upper + picture[i + 1, k, 3] * w10 + picture[i + 1, k + 1, 3] * w11) * opacity
                lower = picture[i, k, 4] * w00 + picture[i, k + 1, 4] * w01
                lower = (lower + picture[i + 1, k, 4] * w10 + picture[i + 1, k + 1, 4] * w11) * opacity
                clear = f32(1) - a
                buffer[y, x, 0] = buffer[y, x, 0] * clear + r0 * a + r1 * shine + r2 * white + r3 * upper + r4 * lower
                buffer[y, x, 1] = buffer[y, x, 1] * clear + g0 * a + g1 * shine + g2 * white + g3 * upper + g4 * lower
                buffer[y, x, 2] = buffer[y, x, 2] * clear + b0 * a + b1 * shine + b2 * white + b3 * upper + b4 * lower


def _draw_plain(buffer, full, half, quarter, boxes, squares, birds, cells, tints) -> None:
    """The same with numpy, some birds at a time."""
    for start in range(0, len(birds), BIRDS_AT_ONCE):
        part = slice(start, start + BIRDS_AT_ONCE)
        _draw_some(buffer, (full, half, quarter), boxes, squares, birds[part], cells[part], tints[part])


def _draw_some(buffer, levels, boxes, squares, birds, cells, tints) -> None:
    """Draw birds over the buffer, all their pixels at once."""
    x0, y0, long, c, s, side, opacity = birds.T
    level = np.where(long < f32(0.30 * BIRD), 2, np.where(long < f32(0.60 * BIRD), 1, 0))
    size = np.array([CELL, CELL // 2, CELL // 4], f32)[level]
    scale = f32(BIRD) * size / f32(CELL) / long
    box = boxes[cells]
    u, v = box[:, [0, 2, 0, 2]] * (side * long)[:, None], box[:, [1, 1, 3, 3]] * long[:, None]
    corner_x, corner_y = c[:, None] * u - s[:, None] * v, s[:, None] * u + c[:, None] * v
    n, y = runs(
        np.maximum(0, np.floor(y0 + corner_y.min(1)).astype(np.int64)),
        np.minimum(buffer.shape[0], np.ceil(y0 + corner_y.max(1)).astype(np.int64) + 1),
    )
    k, x = runs(
        np.maximum(0, np.floor(x0 + corner_x.min(1)).astype(np.int64))[n],
        np.minimum(buffer.shape[1], np.ceil(x0 + corner_x.max(1)).astype(np.int64) + 1)[n],
    )
    n, y = n[k], y[k]
    dx, dy = x.astype(f32) + f32(0.5) - x0[n], y.astype(f32) + f32(0.5) - y0[n]
    middle = size[n] * f32(0.5) - f32(0.5)
    u = (c[n] * dx + s[n] * dy) / side[n] * scale[n] + middle
    v = (c[n] * dy - s[n] * dx) * scale[n] + middle
    inside = (u >= 0) & (v >= 0) & (u < size[n] - 1) & (v < size[n] - 1)
    n, x, y, u, v = n[inside], x[inside], y[inside], u[inside], v[inside]
    coarse = f32(COARSE) / size[n]
    some = squares[cells[n], (v * coarse).astype(np.int64), (u * coarse).astype(np.int64)] > 0
    n, x, y, u, v = n[some], x[some], y[some], u[some], v[some]
    found = np.zeros((len(n), 5), f32)
    for number, atlas in enumerate(levels):
        chosen = level[n] == number
        found[chosen] = _from_cells(atlas, cells[n[chosen]], v[chosen], u[chosen])
    found *= opacity[n, None]
    some = found[:, 0] >= f32(0.006)
    n, found = n[some], found[some]
    lay_in_order(buffer, y[some], x[some], found[:, 0], np.einsum("mk,mkc->mc", found, tints[n]))


def _from_cells(atlas, cell, rows, columns) -> NDArray[np.float32]:
    """Pixels (m, C) of the cells (m) of an atlas (n, h, w, C) at real rows and columns (m), bilinear."""
    i, j = rows.astype(np.int64), columns.astype(np.int64)
    down, across = (rows - i).astype(f32)[:, None], (columns - j).astype(f32)[:, None]
    upper = atlas[cell, i, j] * (1 - across) + atlas[cell, i, j + 1] * across
    lower = atlas[cell, i + 1, j] * (1 - across) + atlas[cell, i + 1, j + 1] * across
    return upper * (1 - down) + lower * down


_draw = _draw_compiled if HAVE_NUMBA else _draw_plain


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


def heading_of(speed: NDArray[np.floating]) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """The side (n,) that birds show, 1 right to -1 left, and their turn (n,) up or down, radians clockwise, by their
    velocities (n, 2) in pixels. A bird that turns round passes through a view from behind: nothing flips."""
    fast = np.maximum(np.hypot(speed[:, 0], speed[:, 1]), 1e-9)
    side = np.clip(speed[:, 0] / (TURNING * fast), -1, 1)
    return side, np.arctan2(speed[:, 1], np.abs(speed[:, 0]) + 1e-9) * side


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

    x, y: middle in pixels; long: length in pixels; turn: radians clockwise; side: 1 heads right, -1 left, between them
    it is foreshortened, towards the eye or away from it; cells: atlas cells; opacity 0..1; colours (n, 5, 3) as in
    ``Plumage.table``. All (n,).
    """
    if not len(x):
        return
    side = np.where(np.asarray(side) < 0, -1.0, 1.0) * np.maximum(np.abs(side), NARROWEST)
    table = np.stack([x, y, long, np.cos(turn), np.sin(turn), side, opacity], 1).astype(np.float32)
    full, half, quarter, boxes, squares = _levels()
    _draw(buffer, full, half, quarter, boxes, squares, table, cells, np.ascontiguousarray(colours, np.float32))
