"""Kernels in linear light: points, glowing lines, gradients, compositing, all on float32 buffers H x W x 3.

Every kernel runs on one thread without the GIL: the painter is parallel over frames, never inside one.
"""

from __future__ import annotations

import math
import threading

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.light_plain import (
    blend_mask_plain,
    f32,
    halve_plain,
    lines_plain,
    polyline_plain,
    splat_plain,
    veil_plain,
)

_memory = threading.local()


def scratch(purpose: str, *shape: int) -> NDArray[np.float32]:
    """A float32 array of this thread with anything in it, the same one whenever purpose and shape are the same.

    Fresh memory costs more to get than to fill. What is in it is lost when the same thread asks for the same purpose
    again: only for what is used up before ``paint`` returns.
    """
    arrays = _memory.__dict__.setdefault("arrays", {})
    array = arrays.get(purpose)
    if array is None or array.shape != shape:
        array = arrays[purpose] = np.empty(shape, np.float32)
    return array


@compiled
def _by_rows(y, height):
    """Order (n) of points by bands of 8 rows, so that drawing them stays near in memory; stable."""
    bands = (height >> 3) + 2
    starts = np.zeros(bands + 1, np.int64)
    band = np.empty(y.shape[0], np.int64)
    for i in range(y.shape[0]):
        band[i] = int(min(max(y[i], f32(-8)), f32(height)) + f32(8)) >> 3
        starts[band[i] + 1] += 1
    for k in range(bands):
        starts[k + 1] += starts[k]
    order = np.empty(y.shape[0], np.int64)
    for i in range(y.shape[0]):
        order[starts[band[i]]] = i
        starts[band[i]] += 1
    return order


@compiled
def splat_compiled(buffer, x, y, colour, sigma):
    """Add Gaussian points: x, y (n) pixels, colour (n, 3) flux, sigma (n) pixels; a point's integral is its flux."""
    height, width = buffer.shape[0], buffer.shape[1]
    widest = f32(1)
    for i in range(x.shape[0]):
        widest = max(widest, sigma[i])
    weights = np.empty(int(math.ceil(widest * 3)) * 2 + 8, np.float32)
    order = _by_rows(y, height)
    for n in range(order.shape[0]):
        i = order[n]
        s = sigma[i]
        # the middle of the first pixel that is left out lies three widths away or farther
        reach = max(int(math.ceil(s * f32(3) - f32(0.5))), 1)
        column, row = int(math.floor(x[i])), int(math.floor(y[i]))
        if row + reach < 0 or row - reach >= height or column + reach < 0 or column - reach >= width:
            continue
        inverse = f32(-0.5) / (s * s)
        norm = f32(0.15915494) / (s * s)
        left = column - reach
        for k in range(2 * reach + 1):
            d = f32(left + k) + f32(0.5) - x[i]
            weights[k] = math.exp(d * d * inverse)
        r, g, b = colour[i, 0] * norm, colour[i, 1] * norm, colour[i, 2] * norm
        first, last = max(0, -left), min(2 * reach + 1, width - left)
        for yy in range(max(0, row - reach), min(height, row + reach + 1)):
            d = f32(yy) + f32(0.5) - y[i]
            wy = math.exp(d * d * inverse)
            for k in range(first, last):
                w = wy * weights[k]
                buffer[yy, left + k, 0] += r * w
                buffer[yy, left + k, 1] += g * w
                buffer[yy, left + k, 2] += b * w


@compiled
def _line(buffer, x0, y0, x1, y1, a0, a1, sigma, r, g, b):
    height, width = buffer.shape[0], buffer.shape[1]
    margin = f32(3.2) * sigma
    dx, dy = x1 - x0, y1 - y0
    square = dx * dx + dy * dy + f32(1e-9)
    along_x, along_y = dx / square, dy / square
    inverse = f32(-0.5) / (sigma * sigma)
    left, right = min(x0, x1) - margin, max(x0, x1) + margin
    slanted = abs(dy) > f32(0.05) * abs(dx) + f32(1e-3)
    half, slope = f32(0), f32(0)
    if slanted:
        half, slope = margin * math.sqrt(square) / abs(dy), dx / dy
    for y in range(max(0, int(min(y0, y1) - margin)), min(height, int(max(y0, y1) + margin) + 2)):
        py = f32(y) + f32(0.5) - y0
        start, end = left, right
        if slanted:
            # the part of the row that crosses the line
            start, end = max(start, x0 + py * slope - half - f32(1)), min(end, x0 + py * slope + half)
        for x in range(max(0, int(start)), min(width, int(end) + 2)):
            px = f32(x) + f32(0.5) - x0
            u = min(max(px * along_x + py * along_y, f32(0)), f32(1))
            ex, ey = px - u * dx, py - u * dy
            d = ex * ex + ey * ey
            if d > margin * margin:
                continue
            light = math.exp(d * inverse) * (a0 + (a1 - a0) * u)
            buffer[y, x, 0] += light * r
            buffer[y, x, 1] += light * g
            buffer[y, x, 2] += light * b


@compiled
def lines_compiled(buffer, segments):
    """Add lines of Gaussian profile: segments (n, 10) of x0, y0, x1, y1, light at both ends, sigma, r, g, b."""
    for i in range(segments.shape[0]):
        s = segments[i]
        _line(buffer, s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9])


@compiled
def polyline_compiled(buffer, points, light, sigma, r, g, b):
    """Add a line of Gaussian profile through points (n, 2) with light (n) and colour r, g, b."""
    for i in range(points.shape[0] - 1):
        _line(
            buffer,
            points[i, 0],
            points[i, 1],
            points[i + 1, 0],
            points[i + 1, 1],
            light[i],
            light[i + 1],
            sigma,
            r,
            g,
            b,
        )


@compiled
def veil_compiled(buffer, colours, transmission):
    """Per row: buffer = buffer * transmission + colour; colours (H, 3), transmission (H)."""
    for y in range(buffer.shape[0]):
        e = transmission[y]
        r, g, b = colours[y, 0], colours[y, 1], colours[y, 2]
        row = buffer[y]
        for x in range(buffer.shape[1]):
            row[x, 0] = row[x, 0] * e + r
            row[x, 1] = row[x, 1] * e + g
            row[x, 2] = row[x, 2] * e + b


@compiled
def blend_mask_compiled(buffer, mask, left, top, r, g, b, strength):
    """Add colour * mask * strength: mask (h, w) in 0..1 with its corner at pixel (left, top)."""
    h, w = mask.shape
    for y in range(max(0, -top), min(h, buffer.shape[0] - top)):
        for x in range(max(0, -left), min(w, buffer.shape[1] - left)):
            light = mask[y, x] * strength
            buffer[top + y, left + x, 0] += r * light
            buffer[top + y, left + x, 1] += g * light
            buffer[top + y, left + x, 2] += b * light


@compiled
def halve_row(upper, lower, row, out):
    """Mean of every 2 x 2 pixels of two rows (6w or more) to out (3w); row (6w) is scratch."""
    width = out.shape[0] // 3
    # sums of neighbours from every pixel on are sooner added, all at once, than those that are needed are picked first
    for i in range(6 * width - 3):
        row[i] = ((upper[i] + lower[i]) + (upper[i + 3] + lower[i + 3])) * f32(0.25)
    for x in range(width):
        out[3 * x] = row[6 * x]
        out[3 * x + 1] = row[6 * x + 1]
        out[3 * x + 2] = row[6 * x + 2]


@compiled
def halve_compiled(source, row, out):
    """Mean of every 2 x 2 pixels: source (H, 3W) to out (H // 2, 3 (W // 2)); row (3W) is scratch."""
    for y in range(out.shape[0]):
        halve_row(source[2 * y], source[2 * y + 1], row, out[y])


splat = splat_compiled if HAVE_NUMBA else splat_plain
lines = lines_compiled if HAVE_NUMBA else lines_plain
polyline = polyline_compiled if HAVE_NUMBA else polyline_plain
veil = veil_compiled if HAVE_NUMBA else veil_plain
blend_mask = blend_mask_compiled if HAVE_NUMBA else blend_mask_plain
halve = halve_compiled if HAVE_NUMBA else halve_plain


def smoothstep(start: float, end: float, x):
    """0 before ``start``, 1 after ``end``, a smooth cubic between; scalars or arrays."""
    t = np.clip((x - start) / (end - start), 0, 1)
    return t * t * (3 - 2 * t)


def ease_out(t):
    """Fast start, soft landing: 1 - (1 - t)^3 of t clipped to 0..1."""
    return 1 - (1 - np.clip(t, 0, 1)) ** 3


def ease_in_out(t):
    """Soft at both ends: the quintic smootherstep of t clipped to 0..1."""
    t = np.clip(t, 0, 1)
    return t * t * t * (t * (6 * t - 15) + 10)
