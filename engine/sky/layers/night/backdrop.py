"""The backdrop of a night: a chart of the sky enlarged to the picture, seen through the air, in one pass."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.layers.arrays import bilinear
from engine.sky.layers.noise import floor_index
from engine.sky.light import f32

ONE = np.uintp(1)
BITS = 10
FULL = 2**BITS - 1
MASK = np.uint32(FULL)
CELL = 16
"""Pixels of the half-size picture between two nodes, at which the place on the chart is worked out exactly."""


@lru_cache(maxsize=4)
def nodes(width: int, height: int) -> NDArray[np.float64]:
    """Pixels x, y (h, w, 2) of a picture's nodes: the first in the middle of its first 2 x 2 pixels, the last beyond
    its edge."""
    x, y = (2.0 * CELL * np.arange((side + 1) // 2 // CELL + 2) + 1 for side in (width, height))
    return np.stack(np.meshgrid(x, y), -1).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Chart:
    """A picture of a part of the sky, packed: a third of the memory, and a pixel is had at once.

    ``packed`` (h, w): square roots of a pixel's red, green and blue light, in BITS bits each from the lowest on, FULL
    where that is ``peak``. around: whether its last column is its first again, all around the sky.
    """

    packed: NDArray[np.uint32]
    peak: float
    around: bool = False

    @classmethod
    def of(cls, light: NDArray[np.float32], around: bool = False) -> Chart:
        """The chart of a picture (h, w, 3) of linear light; all around the sky it gets its first column once more."""
        peak = max(float(light.max()), 1e-9)
        roots = (np.sqrt(light) * f32(FULL / math.sqrt(peak)) + f32(0.5)).astype(np.uint32)
        packed = (roots[..., 0] | roots[..., 1] << BITS | roots[..., 2] << 2 * BITS).astype(np.uint32, copy=False)
        return cls(np.pad(packed, ((0, 0), (0, 1)), "wrap") if around else packed, peak, around)


@compiled
def _find(columns, rows, j, shape, period, places, across, below):
    """Where row ``j`` of the half-size picture lies on the chart of a shape: the number of each pixel's upper left
    neighbour and the way from it to the right and down, all (half W, in whole cells)."""
    rightmost = (period if period > f32(0) else f32(shape[1])) - f32(1e-3 if period > f32(0) else 1.001)
    lowest, turns = f32(shape[0]) - f32(1.001), f32(1) / period if period > f32(0) else f32(0)
    node, down, wide = j // CELL, f32(j % CELL) * f32(1 / CELL), np.int32(shape[1])
    for cell in range(places.shape[0] // CELL):
        u = columns[node, cell] + (columns[node + 1, cell] - columns[node, cell]) * down
        v = rows[node, cell] + (rows[node + 1, cell] - rows[node, cell]) * down
        du = (columns[node, cell + 1] + (columns[node + 1, cell + 1] - columns[node, cell + 1]) * down - u) / f32(CELL)
        dv = (rows[node, cell + 1] + (rows[node + 1, cell + 1] - rows[node, cell + 1]) * down - v) / f32(CELL)
        u -= period * f32(floor_index(u * turns))
        first = cell * CELL
        at, right, under = places[first : first + CELL], across[first : first + CELL], below[first : first + CELL]
        for i in range(CELL):
            x, y = u + du * f32(i), min(max(v + dv * f32(i), f32(0)), lowest)
            x = x - period if x >= period else x
            x = x + period if x < f32(0) else x
            x = min(max(x, f32(0)), rightmost)
            k, m = np.int32(x), np.int32(y)
            right[i], under[i], at[i] = x - f32(k), y - f32(m), m * wide + k


@compiled
def _look_up(flat, wide, places, across, below, taps, kept, glow, out):
    """Light (3, half W) of a row at its places on the chart, times ``kept`` (3), plus ``glow`` (3)."""
    for i in range(places.shape[0]):
        # unsigned, so that no index is taken for one from the end
        at = np.uintp(places[i])
        under = at + np.uintp(wide)
        taps[0, i], taps[1, i] = flat[at], flat[at + ONE]
        taps[2, i], taps[3, i] = flat[under], flat[under + ONE]
    first, second, third, fourth = taps[0], taps[1], taps[2], taps[3]
    for c in range(3):
        shift, share, added, line = np.uint32(BITS * c), kept[c], glow[c], out[c]
        for i in range(places.shape[0]):
            here, right = f32((first[i] >> shift) & MASK), f32((second[i] >> shift) & MASK)
            under, both = f32((third[i] >> shift) & MASK), f32((fourth[i] >> shift) & MASK)
            upper, lower = here + across[i] * (right - here), under + across[i] * (both - under)
            root = upper + below[i] * (lower - upper)
            line[i] = root * root * share + added


@compiled
def _widen(half, wide, doubled, out):
    """A row (3, half W) of ``wide`` pixels twice as wide: out (3W), with doubled (6 half W + 6) as scratch.

    Every pixel twice, then blurred by 1-2-1."""
    for c in range(3):
        line = half[c]
        for x in range(wide):
            doubled[6 * x + c + 3] = doubled[6 * x + c + 6] = line[x]
        doubled[c] = line[0]
        doubled[6 * wide + c + 3] = line[wide - 1]
    for i in range(out.shape[0]):
        out[i] = f32(0.25) * (doubled[i] + f32(2) * doubled[i + 3] + doubled[i + 6])


@compiled
def backdrop_compiled(buffer, chart, columns, rows, period, kept, glow, scattered):
    """Fill the buffer (H, 3W) with a packed chart (h, w) looked up at half size, times ``kept``, plus ``glow``.

    columns, rows: places on the chart of the nodes, CELL pixels of the half-size picture apart; period: columns after
    which the chart repeats itself, 0 where it does not. kept, glow (half H, 3): of the rows of the half-size picture;
    ``kept`` is for squares of what the chart holds. scattered (half H, 3 half W), or nothing (0, 0), is added too.
    """
    size, wide = buffer.shape[1], (buffer.shape[1] // 3 + 1) // 2
    cells = (wide + CELL - 1) // CELL * CELL
    places, taps = np.empty(cells, np.int32), np.empty((4, cells), np.uint32)
    across, below, half = np.empty(cells, np.float32), np.empty(cells, np.float32), np.empty((3, cells), np.float32)
    doubled, before, now = np.empty(6 * wide + 6, np.float32), np.empty(size, np.float32), np.empty(size, np.float32)
    for j in range(kept.shape[0]):
        _find(columns, rows, j, chart.shape, period, places, across, below)
        _look_up(chart.reshape(chart.size), chart.shape[1], places, across, below, taps, kept[j], glow[j], half)
        if scattered.shape[0] > 0:
            for i in range(3 * wide):
                half[i % 3, i // 3] += scattered[j, i]
        _widen(half, wide, doubled, now)
        if j == 0:
            buffer[0] = now
        else:
            upper, lower = buffer[2 * j - 1], buffer[min(2 * j, buffer.shape[0] - 1)]
            for i in range(size):
                change = f32(0.25) * (now[i] - before[i])
                upper[i] = before[i] + change
                lower[i] = now[i] - change
        now, before = before, now
    if buffer.shape[0] == 2 * kept.shape[0]:
        buffer[buffer.shape[0] - 1] = before


def backdrop_plain(buffer, chart, columns, rows, period, kept, glow, scattered) -> None:
    """The same with numpy and OpenCV."""
    height, width = len(kept), (buffer.shape[1] // 3 + 1) // 2
    y, x = np.arange(height, dtype=f32)[:, None] / f32(CELL), np.arange(width, dtype=f32) / f32(CELL)
    places = bilinear(np.ascontiguousarray(np.stack([columns, rows], -1), f32), *np.broadcast_arrays(y, x))
    at, down = places[..., 0], np.clip(places[..., 1], 0, f32(chart.shape[0] - 1.001))
    if period > 0:
        at = np.mod(at, period)
    roots = np.stack([(chart >> np.uint32(BITS * c)) & MASK for c in range(3)], -1).astype(f32)
    half = bilinear(roots, down, np.clip(at, 0, f32(chart.shape[1] - 1.001)))
    half = half * half * kept[:, None] + glow[:, None]
    if len(scattered):
        half = half + scattered.reshape(half.shape)
    large = cv2.resize(half.astype(f32), (2 * width, 2 * height), interpolation=cv2.INTER_LINEAR)
    buffer[...] = large[: buffer.shape[0], : buffer.shape[1] // 3].reshape(buffer.shape)


backdrop = backdrop_compiled if HAVE_NUMBA else backdrop_plain


def fill(
    buffer: NDArray[np.float32],
    chart: Chart,
    places: tuple[NDArray[np.floating], NDArray[np.floating]],
    gain: NDArray[np.floating],
    air: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]],
) -> None:
    """Fill the buffer (H, W, 3) with a chart's light times ``gain`` (3), at the ``places`` (columns, rows) of its
    nodes, through the air: what it lets through, its glow and the light scattered in it, all of half size."""
    height, width = buffer.shape[:2]
    columns, rows = (np.ascontiguousarray(place, f32) for place in places)
    period = f32(chart.packed.shape[1] - 1 if chart.around else 0)
    kept, glow, scattered = air
    kept = (kept[:, None] * gain * (chart.peak / FULL**2)).astype(f32)
    backdrop(buffer.reshape(height, 3 * width), chart.packed, columns, rows, period, kept, glow, scattered)
