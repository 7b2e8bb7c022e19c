"""Light drawn as trails: tapered strokes without knots at their joints, and wide soft bands that cost little."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.light import f32, lines


@compiled
def stroke_compiled(buffer, points, light, sigma, colour):
    """Add a stroke of Gaussian profile: points (n, 2), light (n), sigma (n) pixels, colour (n, 3).

    Each piece lights only the pixels beside it, not beyond its ends, so joints are not brighter than the rest; fit for
    straight and gently curved strokes.
    """
    height, width = buffer.shape[0], buffer.shape[1]
    for i in range(points.shape[0] - 1):
        if light[i] < f32(1e-4) and light[i + 1] < f32(1e-4):
            continue
        x0, y0, x1, y1 = points[i, 0], points[i, 1], points[i + 1, 0], points[i + 1, 1]
        dx, dy = x1 - x0, y1 - y0
        square = dx * dx + dy * dy + f32(1e-9)
        reach = f32(3.2) * max(sigma[i], sigma[i + 1])
        for y in range(max(0, math.floor(min(y0, y1) - reach)), min(height, int(max(y0, y1) + reach) + 2)):
            for x in range(max(0, math.floor(min(x0, x1) - reach)), min(width, int(max(x0, x1) + reach) + 2)):
                px, py = f32(x) + f32(0.5) - x0, f32(y) + f32(0.5) - y0
                u = (px * dx + py * dy) / square
                if u < f32(0) or u >= f32(1):
                    continue
                ex, ey = px - u * dx, py - u * dy
                s = sigma[i] + (sigma[i + 1] - sigma[i]) * u
                d = (ex * ex + ey * ey) / (s * s)
                if d > f32(10.2):
                    continue
                a = math.exp(f32(-0.5) * d) * (light[i] + (light[i + 1] - light[i]) * u)
                for c in range(3):
                    buffer[y, x, c] += a * (colour[i, c] + (colour[i + 1, c] - colour[i, c]) * u)


def stroke_plain(buffer, points, light, sigma, colour) -> None:
    """The same with numpy, piece by piece."""
    height, width = buffer.shape[:2]
    for i in range(len(points) - 1):
        if max(light[i], light[i + 1]) < f32(1e-4):
            continue
        (x0, y0), (x1, y1) = points[i], points[i + 1]
        dx, dy = x1 - x0, y1 - y0
        reach = f32(3.2) * max(sigma[i], sigma[i + 1])
        top, bottom = max(0, math.floor(min(y0, y1) - reach)), min(height, int(max(y0, y1) + reach) + 2)
        left, right = max(0, math.floor(min(x0, x1) - reach)), min(width, int(max(x0, x1) + reach) + 2)
        if top >= bottom or left >= right:
            continue
        py = np.arange(top, bottom, dtype=f32)[:, None] + f32(0.5) - y0
        px = np.arange(left, right, dtype=f32) + f32(0.5) - x0
        u = (px * dx + py * dy) / (dx * dx + dy * dy + f32(1e-9))
        d = ((px - u * dx) ** 2 + (py - u * dy) ** 2) / (sigma[i] + (sigma[i + 1] - sigma[i]) * u) ** 2
        seen = (u >= 0) & (u < 1) & (d <= f32(10.2))
        a = np.where(seen, np.exp(f32(-0.5) * d) * (light[i] + (light[i + 1] - light[i]) * u), f32(0))
        tint = colour[i] + (colour[i + 1] - colour[i]) * u[..., None]
        buffer[top:bottom, left:right] += a[..., None] * tint


stroke = stroke_compiled if HAVE_NUMBA else stroke_plain


@compiled
def _add_enlarged_compiled(buffer, small, left, top, factor):
    """Add a small picture enlarged by a whole factor, bilinear, its corner at pixel (left, top); dark parts cost
    nothing."""
    height, width = buffer.shape[0], buffer.shape[1]
    rows, columns = small.shape[0], small.shape[1]
    step = f32(1) / f32(factor)
    # block (i, k) lies between the middles of four small pixels
    offset = factor // 2
    for i in range(rows - 1):
        y0 = top + i * factor + offset
        if y0 >= height or y0 + factor <= 0:
            continue
        upper, lower = small[i].reshape(3 * columns), small[i + 1].reshape(3 * columns)
        for k in range(columns - 1):
            # the block's left side from a to c, its right side from b to d
            n = 3 * k
            a0, a1, a2, b0, b1, b2 = upper[n], upper[n + 1], upper[n + 2], upper[n + 3], upper[n + 4], upper[n + 5]
            c0, c1, c2, d0, d1, d2 = lower[n], lower[n + 1], lower[n + 2], lower[n + 3], lower[n + 4], lower[n + 5]
            if a2 + b2 + c2 + d2 + a0 + b0 + c0 + d0 < f32(1e-5):
                continue
            x0 = left + k * factor + offset
            for y in range(max(y0, 0), min(y0 + factor, height)):
                fv = (f32(y - y0) + f32(0.5)) * step
                l0, l1, l2 = a0 + fv * (c0 - a0), a1 + fv * (c1 - a1), a2 + fv * (c2 - a2)
                r0, r1, r2 = b0 + fv * (d0 - b0), b1 + fv * (d1 - b1), b2 + fv * (d2 - b2)
                r0, r1, r2 = (r0 - l0) * step, (r1 - l1) * step, (r2 - l2) * step
                row = buffer[y]
                for x in range(max(x0, 0), min(x0 + factor, width)):
                    fu = f32(x - x0) + f32(0.5)
                    row[x, 0] += l0 + fu * r0
                    row[x, 1] += l1 + fu * r1
                    row[x, 2] += l2 + fu * r2


def _add_enlarged_plain(buffer, small, left, top, factor) -> None:
    """The same with OpenCV."""
    rows, columns = small.shape[:2]
    large = cv2.resize(small, (columns * factor, rows * factor), interpolation=cv2.INTER_LINEAR)
    # the outer halves of the outer pixels lie between nothing
    offset = factor // 2
    first, end = max(top + offset, 0), min(top + offset + (rows - 1) * factor, buffer.shape[0])
    start, last = max(left + offset, 0), min(left + offset + (columns - 1) * factor, buffer.shape[1])
    if first < end and start < last:
        buffer[first:end, start:last] += large[first - top : end - top, start - left : last - left]


_add_enlarged = _add_enlarged_compiled if HAVE_NUMBA else _add_enlarged_plain


@dataclass(frozen=True)
class Band:
    """A soft band of light: light (n) in its middle, width sigma (n) in pixels, linear colour."""

    light: NDArray[np.floating]
    sigma: NDArray[np.floating]
    colour: tuple[float, float, float]


def soft_bands(buffer: NDArray[np.float32], points: NDArray[np.floating], bands: list[Band]) -> None:
    """Add wide soft bands along the points (n, 2). Drawn small and enlarged: for sigma of more than about 6 pixels."""
    alive = np.flatnonzero(np.max([band.light for band in bands], 0) > 1e-5)
    if not len(alive):
        return
    widest = max(float(band.sigma[alive].max()) for band in bands)
    narrowest = min(float(np.median(band.sigma[alive])) for band in bands)
    factor = 2 * int(np.clip(narrowest / 3.2, 1, 8))
    height, width = buffer.shape[:2]
    reach = 3.2 * widest + 2 * factor
    left, top = (np.floor((points[alive].min(0) - reach) / factor) * factor).astype(int)
    right, bottom = (np.ceil((points[alive].max(0) + reach) / factor) * factor).astype(int)
    left, top = max(left, -factor * 4), max(top, -factor * 4)
    right, bottom = min(right, width + factor * 4), min(bottom, height + factor * 4)
    if right - left < 2 * factor or bottom - top < 2 * factor:
        return
    rows, columns = math.ceil((bottom - top) / factor), math.ceil((right - left) / factor)
    small = np.zeros((rows, columns, 3), np.float32)
    for band in bands:
        table = _overlapping(points, band.light, band.sigma, (left, top), factor)
        table[:, 7:] = band.colour
        lines(small, table)
    _add_enlarged(buffer, small, int(left), int(top), factor)


def _overlapping(
    points: NDArray[np.floating],
    light: NDArray[np.floating],
    sigma: NDArray[np.floating],
    corner: tuple[int, int],
    factor: int,
) -> NDArray[np.float32]:
    """Pieces (m, 10) for ``lines`` on the small picture: their ends overlap, which is divided out again."""
    length = np.hypot(*np.diff(points, axis=0).T)
    thick = (sigma[:-1] + sigma[1:]) / 2
    # a piece with round ends holds as much light as one longer by sqrt(2 pi) sigma
    share = length / np.maximum(length + 2.5066 * thick, 1e-6)
    table = np.empty((len(length), 10), np.float32)
    table[:, 0:2] = (points[:-1] - corner) / factor
    table[:, 2:4] = (points[1:] - corner) / factor
    table[:, 4], table[:, 5] = light[:-1] * share, light[1:] * share
    table[:, 6] = np.maximum(thick / factor, 0.8)
    return table[np.maximum(table[:, 4], table[:, 5]) > f32(1e-6)]
