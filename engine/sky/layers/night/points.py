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
UNSEEN = 0.05
"""Light in three colours of a point of a picture 720 high that is darker than the darkest sky even in its middle."""


@compiled
def draw_points_compiled(buffer, xy, colour, number, sigmas, cores, unit, profile):
    """Add Gaussian points at pixels xy (n, 2), whose integral is colour (n, 3) times their share of core light.

    ``buffer`` is (H, 3W). ``profile`` (phases, 2 reach + 1) holds the weights of the smallest point across a window of
    pixels, by its place inside the middle one: most stars are that faint, and theirs need no exponentials.
    """
    height, width = buffer.shape[0], buffer.shape[1] // 3
    spread, down = np.empty(3 * 256, np.float32), np.empty(256, np.float32)
    dark = f32(UNSEEN) * unit * unit
    phases, small = profile.shape[0], profile.shape[1] // 2
    for i in range(xy.shape[0]):
        x, y, star = xy[i, 0], xy[i, 1], number[i]
        if colour[i, 0] + colour[i, 1] + colour[i, 2] < dark:
            continue
        s = sigmas[star] * unit
        if not (-s * f32(4) < x < width + s * f32(4) and -s * f32(4) < y < height + s * f32(4)):
            continue
        r, g, b = colour[i, 0], colour[i, 1], colour[i, 2]
        column, row = int(math.floor(x)), int(math.floor(y))
        if g < f32(0.35) * unit * unit and s < f32(1.01) * unit * f32(SMALLEST_SIGMA):
            reach = small
            k, m = int((x - f32(column)) * f32(phases)), int((y - f32(row)) * f32(phases))
            for j in range(2 * small + 1):
                w = profile[k, j]
                spread[3 * j] = w * r
                spread[3 * j + 1] = w * g
                spread[3 * j + 2] = w * b
                down[j] = profile[m, j]
        else:
            norm = f32(0.15915494) / (s * s) * cores[star]
            reach = min(int(math.ceil(s * f32(3.8))), 127)
            inverse = f32(-0.5) / (s * s)
            for j in range(2 * reach + 1):
                dx, dy = f32(column - reach + j) + f32(0.5) - x, f32(row - reach + j) + f32(0.5) - y
                w = math.exp(dx * dx * inverse) * norm
                spread[3 * j] = w * r
                spread[3 * j + 1] = w * g
                spread[3 * j + 2] = w * b
                down[j] = math.exp(dy * dy * inverse)
        first, last = max(0, column - reach), min(width, column + reach + 1)
        begin, span = 3 * (first - column + reach), 3 * (last - first)
        for yy in range(max(0, row - reach), min(height, row + reach + 1)):
            w = down[yy - row + reach]
            line = buffer[yy, 3 * first : 3 * last]
            for j in range(span):
                line[j] += spread[begin + j] * w


def draw_points_plain(buffer, xy, colour, number, sigmas, cores, unit, profile) -> None:
    """The same with numpy: the faint points by the profile, the others group by group of the same reach."""
    height, width = buffer.shape[0], buffer.shape[1] // 3
    picture = buffer.reshape(height, width, 3)
    s, (x, y) = sigmas[number] * unit, (xy[:, 0], xy[:, 1])
    seen = colour.sum(-1) >= f32(UNSEEN) * unit * unit
    seen &= (-s * f32(4) < x) & (x < width + s * f32(4)) & (-s * f32(4) < y) & (y < height + s * f32(4))
    faint = (colour[:, 1] < f32(0.35) * unit * unit) & (s < f32(1.01) * unit * f32(SMALLEST_SIGMA))
    small = np.flatnonzero(seen & faint)
    corner = np.floor(xy[small])
    phase = ((xy[small] - corner) * f32(profile.shape[0])).astype(np.int64)
    left, top = (corner.astype(np.int64) - profile.shape[1] // 2).T
    add_windows(picture, left, top, profile[phase[:, 0]], profile[phase[:, 1]], colour[small])
    big = np.flatnonzero(seen & ~faint)
    light = colour[big] * (f32(0.15915494) / (s[big] * s[big]) * cores[number[big]])[:, None]
    reach = np.minimum(np.ceil(s[big] * f32(3.8)).astype(np.int64), 127)
    add_gaussians(picture, x[big], y[big], light, s[big], reach)


draw_points = draw_points_compiled if HAVE_NUMBA else draw_points_plain


def small_profile(sigma: float) -> NDArray[np.float32]:
    """Weights (PHASES, 2 reach + 1) of a Gaussian over the pixels around it, by its place in the middle one; each row
    sums to 1."""
    reach = int(np.ceil(sigma * 2.5))
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
        self._profile = small_profile(SMALLEST_SIGMA * unit)

    def paint(
        self,
        buffer: NDArray[np.float32],
        xy: NDArray[np.float32],
        flux: NDArray[np.float32],
        number: NDArray[np.int32],
    ) -> None:
        """Add the points ``number`` (m) at pixels xy (m, 2) with light flux (m, 3)."""
        flat = buffer.reshape(buffer.shape[0], -1)
        draw_points(flat, xy, flux, number, self.sigma, self._core, self._unit, self._profile)
        bright = np.flatnonzero(self._core[number] < 1)
        star, whole = number[bright], np.ones(len(bright), np.float32)
        places, order = np.ascontiguousarray(xy[bright]), np.arange(len(bright), dtype=np.int32)
        for wider, share in GLARE:
            scattered = flux[bright] * ((1 - self._core[star]) * f32(share))[:, None]
            sigma = self.sigma[star] * f32(wider)
            draw_points(flat, places, scattered, order, sigma, whole, self._unit, self._profile)
