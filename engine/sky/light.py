"""Kernels in linear light: points, glowing lines, gradients, compositing, all on float32 buffers H x W x 3.

Every kernel runs on one thread without the GIL: the painter is parallel over frames, never inside one.
"""

from __future__ import annotations

import math
import os

os.environ.setdefault("NUMBA_THREADING_LAYER", "workqueue")

import numpy as np
from numba import njit

KERNEL = {"fastmath": True, "cache": True, "nogil": True, "error_model": "numpy"}
f32 = np.float32


@njit(**KERNEL)
def splat(buffer, x, y, colour, sigma):
    """Add Gaussian points: x, y (n) pixels, colour (n, 3) flux, sigma (n) pixels; a point's integral is its flux."""
    height, width = buffer.shape[0], buffer.shape[1]
    widest = f32(1)
    for i in range(x.shape[0]):
        widest = max(widest, sigma[i])
    weights = np.empty(int(math.ceil(widest * 3)) * 2 + 8, np.float32)
    for i in range(x.shape[0]):
        s = sigma[i]
        reach = int(math.ceil(s * 3))
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
                pixel = buffer[yy, left + k]
                pixel[0] += r * w
                pixel[1] += g * w
                pixel[2] += b * w


@njit(**KERNEL)
def _line(buffer, x0, y0, x1, y1, a0, a1, sigma, r, g, b):
    height, width = buffer.shape[0], buffer.shape[1]
    margin = f32(3.2) * sigma
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy + f32(1e-9)
    inverse = f32(-0.5) / (sigma * sigma)
    for y in range(max(0, int(min(y0, y1) - margin)), min(height, int(max(y0, y1) + margin) + 2)):
        for x in range(max(0, int(min(x0, x1) - margin)), min(width, int(max(x0, x1) + margin) + 2)):
            u = ((x + f32(0.5) - x0) * dx + (y + f32(0.5) - y0) * dy) / length
            u = min(max(u, f32(0)), f32(1))
            ex = x + f32(0.5) - x0 - u * dx
            ey = y + f32(0.5) - y0 - u * dy
            d = ex * ex + ey * ey
            if d > margin * margin:
                continue
            light = math.exp(d * inverse) * (a0 + (a1 - a0) * u)
            pixel = buffer[y, x]
            pixel[0] += light * r
            pixel[1] += light * g
            pixel[2] += light * b


@njit(**KERNEL)
def lines(buffer, segments):
    """Add lines of Gaussian profile: segments (n, 10) of x0, y0, x1, y1, light at both ends, sigma, r, g, b."""
    for i in range(segments.shape[0]):
        s = segments[i]
        _line(buffer, s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9])


@njit(**KERNEL)
def polyline(buffer, points, light, sigma, r, g, b):
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


@njit(**KERNEL)
def veil(buffer, colours, transmission):
    """Per row: buffer = buffer * transmission + colour; colours (H, 3), transmission (H)."""
    for y in range(buffer.shape[0]):
        e = transmission[y]
        r, g, b = colours[y, 0], colours[y, 1], colours[y, 2]
        row = buffer[y]
        for x in range(buffer.shape[1]):
            row[x, 0] = row[x, 0] * e + r
            row[x, 1] = row[x, 1] * e + g
            row[x, 2] = row[x, 2] * e + b


@njit(**KERNEL)
def blend_mask(buffer, mask, left, top, r, g, b, strength):
    """Add colour * mask * strength: mask (h, w) in 0..1 with its corner at pixel (left, top)."""
    h, w = mask.shape
    for y in range(max(0, -top), min(h, buffer.shape[0] - top)):
        for x in range(max(0, -left), min(w, buffer.shape[1] - left)):
            light = mask[y, x] * strength
            pixel = buffer[top + y, left + x]
            pixel[0] += r * light
            pixel[1] += g * light
            pixel[2] += b * light


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
