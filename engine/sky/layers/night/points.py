"""Points of light: stars and planets as the lens draws them, a small core and, for the brightest, a wide glare."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.light import f32
from engine.sky.light_plain import add_gaussians, add_windows

SMALLEST_SIGMA = 0.80
GLARE = ((2.6, 0.45), (7.0, 0.55))
"""Widths and shares of the light that lens and eye scatter around bright stars."""
GLARE_FAINTEST = 3.0
PHASES = 64
CORE_WIDTHS = (2.5, 3.8)
"""How far the smallest core is drawn, faint or clear, in widths of its own."""
UNSEEN = 0.05
"""Light in three colours of a point of a picture 720 high that is darker than the darkest sky even in its middle."""
FAINT = 0.35
"""Green light of a point of a picture 720 high below which the outermost part of its core cannot be seen."""
LOST = 1.2e-4
"""Light of a pixel, a tenth of a step between two codes even in the dark, that wide points need not reach."""


@compiled
def _reach_of(peak, sigma):
    """Pixels from a Gaussian's middle, whose light is ``peak`` there, beyond which no more of it is seen."""
    wide = math.sqrt(f32(2) * math.log(max(peak / f32(LOST), f32(3))))
    return min(int(math.ceil(sigma * min(wide, f32(3.8)))), 127)


@compiled
def draw_points_compiled(buffer, xy, colour, number, sigmas, cores, unit, faint, clear):
    """Add Gaussian points at pixels xy (n, 2), whose integral is colour (n, 3) times their share of core light.

    ``buffer`` is (H, 3W). ``faint`` and ``clear`` (phases, 2 reach + 1) hold the weights of the smallest point across a
    window of pixels, by its place inside the middle one: most stars are that small, and theirs need no exponentials.
    """
    height, width = buffer.shape[0], buffer.shape[1] // 3
    flat = buffer.reshape(buffer.size)
    spread, down = np.zeros(3 * 256, np.float32), np.empty(256, np.float32)
    dark, weak, smallest = f32(UNSEEN) * unit * unit, f32(FAINT) * unit * unit, f32(1.01 * SMALLEST_SIGMA) * unit
    phases = f32(faint.shape[0])
    for i in range(xy.shape[0]):
        x, y, star = xy[i, 0], xy[i, 1], number[i]
        r, g, b = colour[i, 0], colour[i, 1], colour[i, 2]
        s = sigmas[star] * unit
        if r + g + b < dark or not (
            -s * f32(4) < x < f32(width) + s * f32(4) and -s * f32(4) < y < f32(height) + s * f32(4)
        ):
            continue
        column, row = int(math.floor(x)), int(math.floor(y))
        if s < smallest:
            table = faint if g < weak else clear
            reach = table.shape[1] // 2
            k, m = int((x - f32(column)) * phases), int((y - f32(row)) * phases)
            for j in range(2 * reach + 1):
                w = table[k, j]
                spread[3 * j] = w * r
                spread[3 * j + 1] = w * g
                spread[3 * j + 2] = w * b
                down[j] = table[m, j]
        else:
            norm = f32(0.15915494) / (s * s) * cores[star]
            reach = _reach_of(max(r, g, b) * norm, s)
            inverse = f32(-0.5) / (s * s)
            for j in range(2 * reach + 1):
                dx, dy = f32(column - reach + j) + f32(0.5) - x, f32(row - reach + j) + f32(0.5) - y
                w = math.exp(dx * dx * inverse) * norm
                spread[3 * j] = w * r
                spread[3 * j + 1] = w * g
                spread[3 * j + 2] = w * b
                down[j] = math.exp(dy * dy * inverse)
        span = 3 * (2 * reach + 1)
        if reach <= column < width - reach and reach <= row < height - reach - 1:
            # sixteen numbers at a time, a length that the compiler knows: the last ones add nothing to what follows
            packs = (span + 15) // 16
            for j in range(span, 16 * packs):
                spread[j] = f32(0)
            at = 3 * ((row - reach) * width + column - reach)
            for yy in range(2 * reach + 1):
                w = down[yy]
                for pack in range(packs):
                    line = flat[at + 16 * pack : at + 16 * pack + 16]
                    for j in range(16):
                        line[j] += spread[16 * pack + j] * w
                at += 3 * width
            continue
        first, last = max(0, column - reach), min(width, column + reach + 1)
        if first >= last:
            continue
        begin = 3 * (first - column + reach)
        for yy in range(max(0, row - reach), min(height, row + reach + 1)):
            w = down[yy - row + reach]
            line = buffer[yy, 3 * first : 3 * last]
            for j in range(line.shape[0]):
                line[j] += spread[begin + j] * w


def draw_points_plain(buffer, xy, colour, number, sigmas, cores, unit, faint, clear) -> None:
    """The same with numpy: the smallest points by their tables, the others group by group of the same reach."""
    height, width = buffer.shape[0], buffer.shape[1] // 3
    picture = buffer.reshape(height, width, 3)
    s, (x, y) = sigmas[number] * unit, (xy[:, 0], xy[:, 1])
    seen = colour.sum(-1) >= f32(UNSEEN) * unit * unit
    seen &= (-s * f32(4) < x) & (x < width + s * f32(4)) & (-s * f32(4) < y) & (y < height + s * f32(4))
    small, weak = s < f32(1.01 * SMALLEST_SIGMA) * unit, colour[:, 1] < f32(FAINT) * unit * unit
    for table, chosen in ((faint, weak), (clear, ~weak)):
        mine = np.flatnonzero(seen & small & chosen)
        corner = np.floor(xy[mine])
        phase = ((xy[mine] - corner) * f32(table.shape[0])).astype(np.int64)
        left, top = (corner.astype(np.int64) - table.shape[1] // 2).T
        add_windows(picture, left, top, table[phase[:, 0]], table[phase[:, 1]], colour[mine])
    big = np.flatnonzero(seen & ~small)
    light = colour[big] * (f32(0.15915494) / (s[big] * s[big]) * cores[number[big]])[:, None]
    wide = np.sqrt(2 * np.log(np.maximum(light.max(-1, initial=0) / f32(LOST), f32(3))))
    reach = np.minimum(np.ceil(s[big] * np.minimum(wide, f32(3.8))).astype(np.int64), 127)
    add_gaussians(picture, x[big], y[big], light, s[big], reach)


draw_points = draw_points_compiled if HAVE_NUMBA else draw_points_plain


def small_profile(sigma: float, widths: float) -> NDArray[np.float32]:
    """Weights (PHASES, 2 reach + 1) of a Gaussian over the pixels around it, ``widths`` of its own to each side, by its
    place in the middle one; each row sums to 1."""
    reach = int(np.ceil(sigma * widths))
    pixels = np.arange(-reach, reach + 1) + 0.5
    phase = (np.arange(PHASES) + 0.5) / PHASES
    weights = np.exp(-0.5 * ((pixels - phase[:, None]) / sigma) ** 2)
    return np.ascontiguousarray(weights / weights.sum(1, keepdims=True), np.float32)


def core_sigma(v: NDArray[np.floating]) -> NDArray[np.float32]:
    """Width of the core of a star of magnitude ``v`` in reference pixels."""
    return (SMALLEST_SIGMA + 0.09 * np.clip(4 - v, 0, 6.5)).astype(np.float32)


def core_share(v: NDArray[np.floating]) -> NDArray[np.float32]:
    """Share of the light of a star of magnitude ``v`` that stays in the core; the rest is glare."""
    return (1 - 0.5 * np.clip((GLARE_FAINTEST - v) / 2, 0, 1)).astype(np.float32)


class Points:
    """Draws points of given magnitudes; holds only constants."""

    def __init__(self, v: NDArray[np.floating], unit: float) -> None:
        """v: magnitudes (n), for the shape of each point; unit: pixels per reference pixel. ``sigma`` (n): width of
        each core in reference pixels."""
        self.sigma, self._core = core_sigma(v), core_share(v)
        self._unit = f32(unit)
        self._tables = tuple(small_profile(SMALLEST_SIGMA * unit, widths) for widths in CORE_WIDTHS)

    def paint(
        self,
        buffer: NDArray[np.float32],
        xy: NDArray[np.float32],
        flux: NDArray[np.float32],
        number: NDArray[np.int32],
    ) -> None:
        """Add the points ``number`` (m) at pixels xy (m, 2) with light flux (m, 3)."""
        flat = buffer.reshape(buffer.shape[0], -1)
        draw_points(flat, xy, flux, number, self.sigma, self._core, self._unit, *self._tables)
        bright = np.flatnonzero(self._core[number] < 1)
        star, whole = number[bright], np.ones(len(bright), np.float32)
        places, order = np.ascontiguousarray(xy[bright]), np.arange(len(bright), dtype=np.int32)
        for wider, share in GLARE:
            scattered = flux[bright] * ((1 - self._core[star]) * f32(share))[:, None]
            sigma = self.sigma[star] * f32(wider)
            draw_points(flat, places, scattered, order, sigma, whole, self._unit, *self._tables)
