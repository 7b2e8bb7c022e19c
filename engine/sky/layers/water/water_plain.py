"""The sea's kernel with numpy, many rows at once: for machines without numba."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.sky.layers.arrays import bilinear
from engine.sky.light import f32

Array = NDArray[Any]
ROWS_AT_ONCE = 48
SHRINK = 4
"""A row of the mirror sources is so many rows of the picture."""
GUST_STEP = 4
"""Gusts are looked up in one of so many columns."""


def _soft_positive(x: Array, width: Array | np.float32) -> Any:
    """max(x, 0) with a rounded corner from -width to width."""
    inside = np.clip(x, -width, width) + width
    return np.maximum(x - width, f32(0)) + inside * inside * (f32(0.25) / width)


def _tile_rows(tile: Array, height: Array, detail: Array, gain: Array) -> Any:
    """Rows (n, N, 2) of the stacked tile (2N, N, 2) at heights (n) in tiles, averaged ``detail`` times."""
    size = tile.shape[1]
    height = height - np.floor(height)
    whole = detail.astype(np.int64)
    part = detail - whole.astype(f32)
    out = np.zeros((len(height), size, 2), f32)
    for level, weight in ((whole, (1 - part) * gain), (whole + 1, part * gain)):
        weight = np.where(weight > f32(0.0001), weight, f32(0))[:, None, None]
        rows, start = size >> level, 2 * size - ((2 * size) >> level)
        p = height * rows.astype(f32) + rows.astype(f32) - f32(0.5)
        i = p.astype(np.int64)
        upper, lower = tile[start + i % rows], tile[start + (i + 1) % rows]
        out += weight * (upper + (lower - upper) * (p - i.astype(f32))[:, None, None])
    return out


def _along(rows: Array, places: Array) -> Any:
    """Values (n, W, C) of periodic rows (n, N, C), N a power of two, at places (n, W)."""
    whole = np.floor(places)
    mask, line = rows.shape[1] - 1, np.arange(len(rows))[:, None]
    i = whole.astype(np.int64)
    first = rows[line, i & mask]
    return first + (rows[line, (i + 1) & mask] - first) * (places - whole)[..., None]


def _wind(gusts: Array, height: Array, gain: Array, start: Array, step: Array, width: int) -> Any:
    """Strength (n, W) of the gusts (M, M) at heights (n) in tiles: looked up in few columns, straight between."""
    patch = len(gusts)
    p = (height - np.floor(height)) * f32(patch)
    i = p.astype(np.int64)
    first, second = gusts[i & (patch - 1)], gusts[(i + 1) & (patch - 1)]
    rows = ((first + (second - first) * (p - i.astype(f32))[:, None]) * gain[:, None])[..., None]
    columns = np.arange(0, width + GUST_STEP, GUST_STEP).astype(f32)
    few = np.maximum(1 + f32(0.42) * _along(rows, start + step * columns)[..., 0], f32(0.25))
    part = (np.arange(GUST_STEP, dtype=f32) / f32(GUST_STEP))[None, None]
    wind = few[:, :-1, None] + (few[:, 1:] - few[:, :-1])[..., None] * part
    return wind.reshape(len(rows), -1)[:, :width]


def _pairs(values: Array) -> Any:
    """Means (n, K) of every two of the values (n, 2K) side by side."""
    return f32(0.5) * (values[:, 0::2] + values[:, 1::2])


def _between(pairs: Array) -> Any:
    """Values (n, 2K, 3) from the means (n, K, 3) of every two of them, straight between."""
    before = np.concatenate([pairs[:, :1], pairs[:, :-1]], 1)
    after = np.concatenate([pairs[:, 1:], pairs[:, -1:]], 1)
    here = f32(0.75) * pairs
    return np.stack([here + f32(0.25) * before, here + f32(0.25) * after], 2).reshape(len(pairs), -1, 3)


def shade_sea_plain(
    buffer, top, rows, swell, ripple, gusts, sharp, soft, colours, path_x, flash_x, cap, steepness, mirror
) -> None:
    """Paint the sea from row ``top`` on, as ``shade_sea_compiled`` does."""
    depth = rows[:, 20, None]
    # a few columns more than the picture has, as there
    width = -(-buffer.shape[1] // GUST_STEP) * GUST_STEP
    swell, ripple = (tile.reshape(len(tile), -1, 2) for tile in (swell, ripple))
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = slice(first, min(first + ROWS_AT_ONCE, len(rows)))
        light = _shade_rows(
            width, depth[some], rows[some], swell, ripple, gusts, sharp, soft, colours, path_x, flash_x, cap,
            steepness, mirror,
        )  # fmt: skip
        buffer[top + some.start : top + some.stop] = light[:, : buffer.shape[1]]


def _shade_rows(
    width, depth, rows, swell, ripple, gusts, sharp, soft, colours, path_x, flash_x, cap, steepness, mirror
) -> Any:
    """Light (n, W, 3) of rows (n) of the sea, which mirror, where smooth, what lies ``depth`` (n, 1) pixels over it."""
    x = np.arange(width, dtype=f32)
    angle, tilt, bias, rough, haze, near = (rows[:, k, None] for k in range(6))
    a = _along(_tile_rows(swell, rows[:, 8], rows[:, 9], rows[:, 10]), rows[:, 6, None] + rows[:, 7, None] * x)
    b = _along(_tile_rows(ripple, rows[:, 13], rows[:, 14], rows[:, 15]), rows[:, 11, None] + rows[:, 12, None] * x)
    wind = _wind(gusts, rows[:, 18], rows[:, 19], rows[:, 16, None], rows[:, 17, None], width)
    ax, az, bx, bz = a[..., 0], a[..., 1], b[..., 0], b[..., 1]
    across, away = (ax + bx) * wind, (az + bz) * wind
    glint = np.maximum((az * f32(0.55) + bz * f32(1.5) + np.abs(bx) * f32(0.3)) * steepness * wind - f32(0.55), 0)
    spark = np.minimum(glint * glint, f32(3))
    foam = np.clip((az - cap) * steepness * f32(1.4) + (bz + bx) * steepness * f32(0.7), 0, 1) * wind
    # the lights of the facets
    softness = f32(1.8) / steepness
    away = f32(0.66) * away + f32(0.34) * _soft_positive(away, softness)
    above = _soft_positive(depth + tilt * away + bias * wind, softness * tilt * f32(0.5)) + f32(0.5)
    clear = 1 - np.minimum(_soft_positive(angle + away, softness), f32(1))
    fresnel = mirror + (1 - mirror) * clear**4
    crest = away * steepness
    under = (1 - fresnel) * (1 + np.clip(crest * f32(0.6), f32(-0.7), f32(2)))
    lit = np.maximum(crest + np.abs(across) * steepness * f32(0.25), f32(0))
    path = (spark + f32(0.07) + f32(0.10) * lit) / (1 + ((x - path_x) / near) ** 2)
    strike = spark * (f32(0.25) + f32(0.75) / (1 + ((x - flash_x) / near * f32(0.45)) ** 2)) + f32(0.08)
    # what every two of them mirror
    mirrored = _between(_mirrored(_pairs(above), _pairs(across) * (depth + 6), rough, bias, sharp, soft))
    lights = np.stack([under, path, strike, foam, lit], -1) @ colours[[0, 1, 2, 3, 5]]
    clear = (1 - haze)[..., None]
    return (mirrored * fresnel[..., None] + lights) * clear + colours[4] * haze[..., None]


def _mirrored(above: Array, turn: Array, rough: Array, bias: Array, sharp: Array, soft: Array) -> Any:
    """What pairs of facets (n, K) mirror, ``above`` the horizon and turned aside, in pixels and pairs of pixels."""
    low, right = f32(len(sharp)) - f32(1.001), f32(sharp.shape[1]) - f32(1.001)
    height = f32(len(sharp)) - above * f32(1 / SHRINK)
    aside = np.clip(np.arange(above.shape[1], dtype=f32) + turn, 0, right)
    far = np.clip(height - bias * f32(1 / SHRINK), 0, low).astype(np.int64)
    beside = np.minimum((aside + f32(0.5)).astype(np.int64) >> 1, soft.shape[1] - 1)
    clear = bilinear(sharp, np.clip(height - f32(0.5), 0, low), aside)
    return clear * (1 - rough)[..., None] + soft[far, beside] * rough[..., None]
