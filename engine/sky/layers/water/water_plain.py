"""The sea's kernel with numpy, many rows at once: for machines without numba."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.sky.layers.arrays import bilinear
from engine.sky.light import f32

Array = NDArray[Any]
ROWS_AT_ONCE = 48


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


def _gust_rows(gusts: Array, height: Array, gain: Array) -> Any:
    """Rows (n, M, 1) of the gusts (M, M) at heights (n) in tiles."""
    patch = len(gusts)
    p = (height - np.floor(height)) * f32(patch)
    i = p.astype(np.int64)
    first, second = gusts[i & (patch - 1)], gusts[(i + 1) & (patch - 1)]
    return ((first + (second - first) * (p - i.astype(f32))[:, None]) * gain[:, None])[..., None]


def shade_sea_plain(
    buffer, top, seen, rows, swell, ripple, gusts, sharp, soft, colours, path_x, flash_x, cap, steepness, mirror
) -> None:
    """Paint the sea from row ``top`` on, as ``shade_sea_compiled`` does."""
    depth = (np.arange(len(rows), dtype=f32) + f32(0.5))[:, None]
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = slice(first, min(first + ROWS_AT_ONCE, len(rows)))
        buffer[top + some.start : top + some.stop] = _shade_rows(
            buffer.shape[1], depth[some], seen, rows[some], swell, ripple, gusts, sharp, soft, colours, path_x, flash_x,
            cap, steepness, mirror,
        )  # fmt: skip


def _shade_rows(
    width, depth, seen, rows, swell, ripple, gusts, sharp, soft, colours, path_x, flash_x, cap, steepness, mirror
) -> Any:
    """Light (n, W, 3) of rows (n) of the sea whose middles lie ``depth`` (n, 1) pixels below its far edge."""
    x = np.arange(width, dtype=f32)
    angle, tilt, bias, rough, haze, near = (rows[:, k, None] for k in range(6))
    a = _along(_tile_rows(swell, rows[:, 8], rows[:, 9], rows[:, 10]), rows[:, 6, None] + rows[:, 7, None] * x)
    b = _along(_tile_rows(ripple, rows[:, 13], rows[:, 14], rows[:, 15]), rows[:, 11, None] + rows[:, 12, None] * x)
    gust = _along(_gust_rows(gusts, rows[:, 18], rows[:, 19]), rows[:, 16, None] + rows[:, 17, None] * x)[..., 0]
    ax, az, bx, bz = a[..., 0], a[..., 1], b[..., 0], b[..., 1]
    wind = np.maximum(1 + f32(0.42) * gust, f32(0.25))
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
    # what they mirror
    aside = x + 2 * across * (depth + 6)
    mirrored = _fetch(sharp, above, aside, seen, f32(0.5)) * (1 - rough)[..., None]
    mirrored += _fetch(soft, above + bias, aside, seen, f32(0.25)) * rough[..., None]
    lights = np.stack([under, path, strike, foam, lit], -1) @ colours[[0, 1, 2, 3, 5]]
    clear = (1 - haze)[..., None]
    return (mirrored * fresnel[..., None] + lights) * clear + colours[4] * haze[..., None]


def _fetch(picture: Array, above: Array, aside: Array, seen: int, share: np.float32) -> Any:
    """Pixels (n, W, 3) of a mirror source that lie ``above`` the horizon and ``aside`` in pixels of the full picture.

    share: its width against the full picture's.
    """
    height, width = picture.shape[:2]
    rows = f32(height) - above * (f32(height) / f32(seen)) - f32(0.5)
    columns = aside * share - (f32(0.5) - share * f32(0.5))
    rows, columns = np.clip(rows, 0, f32(height) - f32(1.001)), np.clip(columns, 0, f32(width) - f32(1.001))
    return bilinear(picture[..., :3], rows, columns)
