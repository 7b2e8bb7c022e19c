"""Kernels of water: the mirror of what stands above it, broken by moving slopes."""

from __future__ import annotations

import cv2
import numpy as np
from numba import njit
from numpy.typing import NDArray

from engine.sky.layers.noise import floor_index
from engine.sky.light import KERNEL, f32

# columns of the table that ``shade_sea`` reads for every row of water
ANGLE, FAR_SCALE, BIAS, ROUGHNESS, HAZE, NEAR_PATH = 0, 1, 2, 3, 4, 5
SWELL, RIPPLE, GUST = 6, 11, 16
ROW_COLUMNS = 20

# unsigned indices: numba then spares the test for negative ones
uint = np.uintp


@njit(**KERNEL)
def _soft_positive(x, width):
    """max(x, 0) with a rounded corner from -width to width: cheaper than a square root in the inmost loop."""
    inside = min(max(x, -width), width) + width
    return max(x - width, f32(0)) + inside * inside * (f32(0.25) / width)


@njit(**KERNEL)
def _tile_row(tile, size, v, detail, gain, out):
    """out (size, 2): the tile's row at the height v (in tiles), from its averaged copies ``detail`` (a real level)."""
    whole = int(detail)
    part = detail - f32(whole)
    for j in range(size):
        out[j, 0] = f32(0)
        out[j, 1] = f32(0)
    v = v - f32(floor_index(v))
    for step in range(2):
        weight = (part if step else f32(1) - part) * gain
        if weight <= f32(0.0001):
            continue
        level = whole + step
        rows = size >> level
        start = 2 * size - ((2 * size) >> level)
        p = v * f32(rows) + f32(rows) - f32(0.5)
        i = int(p)
        f = p - f32(i)
        upper, lower = tile[start + i % rows], tile[start + (i + 1) % rows]
        for j in range(size):
            out[j, 0] += weight * (upper[j, 0] + (lower[j, 0] - upper[j, 0]) * f)
            out[j, 1] += weight * (upper[j, 1] + (lower[j, 1] - upper[j, 1]) * f)


@njit(**KERNEL)
def shade_sea(
    buffer, top, seen, rows, swell, ripple, gusts, sharp, soft, colours, path_x, flash_x, cap, steepness, mirror
):
    """Paint the sea from row ``top`` on.

    rows (h, ROW_COLUMNS): per row the grazing angle, pixels per radian of tilt, upward bias and roughness of the
    mirror, haze, width of the glow's path, and for the three wave tiles u at x = 0, du per pixel, v, level, gain
    (gusts have no level). swell, ripple: stacked tiles (2N, N, 2); gusts (M, M).
    sharp, soft: the last ``seen`` rows above the horizon from ``mirror_sources``.
    colours (6, 3): deep water, glow, flash, foam, far haze, light on the crests. cap: slope from which foam breaks.
    steepness: 1 / typical slope. mirror: the least share that is mirrored.
    """
    width = buffer.shape[1]
    size, patch = swell.shape[1], gusts.shape[0]
    mask, gust_mask = size - 1, patch - 1
    one = uint(1)
    a_row, b_row = np.empty((size, 2), np.float32), np.empty((size, 2), np.float32)
    c_row = np.empty(patch, np.float32)
    sh, sw = sharp.shape[0], sharp.shape[1]
    qh, qw = soft.shape[0], soft.shape[1]
    sharp_step, soft_step = f32(sh) / f32(seen), f32(qh) / f32(seen)
    top_s, top_q = f32(sh) - f32(1.001), f32(qh) - f32(1.001)
    for y in range(rows.shape[0]):
        row = rows[y]
        angle, tilt, bias, rough, haze, near = row[0], row[1], row[2], row[3], row[4], f32(1) / row[5]
        _tile_row(swell, size, row[8], row[9], row[10], a_row)
        _tile_row(ripple, size, row[13], row[14], row[15], b_row)
        p = (row[18] - f32(floor_index(row[18]))) * f32(patch)
        i = int(p)
        f = p - f32(i)
        first, second = gusts[i & gust_mask], gusts[(i + 1) & gust_mask]
        for j in range(patch):
            c_row[j] = (first[j] + (second[j] - first[j]) * f) * row[19]
        depth = f32(y) + f32(0.5)
        softness = f32(1.8) / steepness
        blunt = softness * tilt * f32(0.5)
        for x in range(width):
            u = row[6] + row[7] * f32(x)
            whole = floor_index(u)
            f = u - f32(whole)
            i, j = uint(whole & mask), uint((whole + 1) & mask)
            ax = a_row[i, 0] + (a_row[j, 0] - a_row[i, 0]) * f
            az = a_row[i, 1] + (a_row[j, 1] - a_row[i, 1]) * f
            u = row[11] + row[12] * f32(x)
            whole = floor_index(u)
            f = u - f32(whole)
            i, j = uint(whole & mask), uint((whole + 1) & mask)
            bx = b_row[i, 0] + (b_row[j, 0] - b_row[i, 0]) * f
            bz = b_row[i, 1] + (b_row[j, 1] - b_row[i, 1]) * f
            u = row[16] + row[17] * f32(x)
            whole = floor_index(u)
            f = u - f32(whole)
            i, j = uint(whole & gust_mask), uint((whole + 1) & gust_mask)
            c = c_row[i] + (c_row[j] - c_row[i]) * f
            wind = max(f32(1) + f32(0.42) * c, f32(0.25))
            sx, sz = (ax + bx) * wind, (az + bz) * wind
            # the eye sees less of the facets that lean away from it
            sz = f32(0.66) * sz + f32(0.34) * _soft_positive(sz, softness)
            # the mirrored ray, in pixels above the horizon
            # of facets that lean away from the eye only the near ones are seen: a soft floor instead of a fold
            above = depth + tilt * sz + bias * wind
            above = _soft_positive(above, blunt) + f32(0.5)
            aside = f32(x) + f32(2) * sx * (depth + f32(6))
            v = min(max(f32(sh) - above * sharp_step - f32(0.5), f32(0)), top_s)
            h = min(max(aside * f32(0.5) - f32(0.25), f32(0)), f32(sw) - f32(1.001))
            whole, part = int(v), int(h)
            fv, fh = v - f32(whole), h - f32(part)
            i, j = uint(whole), uint(part)
            below, beside = i + one, j + one
            w11 = fv * fh
            w10, w01 = fv - w11, fh - w11
            w00 = f32(1) - fv - fh + w11
            r = (
                sharp[i, j, 0] * w00
                + sharp[i, beside, 0] * w01
                + sharp[below, j, 0] * w10
                + sharp[below, beside, 0] * w11
            )
            g = (
                sharp[i, j, 1] * w00
                + sharp[i, beside, 1] * w01
                + sharp[below, j, 1] * w10
                + sharp[below, beside, 1] * w11
            )
            b = (
                sharp[i, j, 2] * w00
                + sharp[i, beside, 2] * w01
                + sharp[below, j, 2] * w10
                + sharp[below, beside, 2] * w11
            )
            # what the unresolved ripples scatter
            v = min(max(f32(qh) - (above + bias) * soft_step - f32(0.5), f32(0)), top_q)
            h = min(max(aside * f32(0.25) - f32(0.375), f32(0)), f32(qw) - f32(1.001))
            whole, part = int(v), int(h)
            fv, fh = v - f32(whole), h - f32(part)
            i, j = uint(whole), uint(part)
            below, beside = i + one, j + one
            w11 = fv * fh
            w10, w01 = fv - w11, fh - w11
            w00 = f32(1) - fv - fh + w11
            s = soft[i, j, 0] * w00 + soft[i, beside, 0] * w01 + soft[below, j, 0] * w10 + soft[below, beside, 0] * w11
            r += (s - r) * rough
            s = soft[i, j, 1] * w00 + soft[i, beside, 1] * w01 + soft[below, j, 1] * w10 + soft[below, beside, 1] * w11
            g += (s - g) * rough
            s = soft[i, j, 2] * w00 + soft[i, beside, 2] * w01 + soft[below, j, 2] * w10 + soft[below, beside, 2] * w11
            b += (s - b) * rough
            # Schlick's Fresnel term of the tilted facet, with a floor that shows more of the mirror than water does
            away = f32(1) - min(_soft_positive(angle + sz, softness), f32(1))
            away *= away
            fresnel = mirror + (f32(1) - mirror) * away * away
            crest = sz * steepness
            under = (f32(1) - fresnel) * (f32(1) + min(max(crest * f32(0.6), f32(-0.7)), f32(2)))
            lit = max(f32(0), crest + abs(sx) * steepness * f32(0.25))
            glint = max(f32(0), (az * f32(0.55) + bz * f32(1.5) + abs(bx) * f32(0.3)) * steepness * wind - f32(0.55))
            spark = min(glint * glint, f32(3))
            d = (f32(x) - path_x) * near
            d *= d
            path = (spark + f32(0.07) + f32(0.10) * lit) / (f32(1) + d * d)
            d = (f32(x) - flash_x) * near * f32(0.45)
            strike = spark * (f32(0.25) + f32(0.75) / (f32(1) + d * d)) + f32(0.08)
            foam = min(max((az - cap) * steepness * f32(1.4) + (bz + bx) * steepness * f32(0.7), f32(0)), f32(1)) * wind
            clear = f32(1) - haze
            buffer[top + y, x, 0] = (
                r * fresnel
                + colours[0, 0] * under
                + colours[1, 0] * path
                + colours[2, 0] * strike
                + colours[3, 0] * foam
                + colours[5, 0] * lit
            ) * clear + colours[4, 0] * haze
            buffer[top + y, x, 1] = (
                g * fresnel
                + colours[0, 1] * under
                + colours[1, 1] * path
                + colours[2, 1] * strike
                + colours[3, 1] * foam
                + colours[5, 1] * lit
            ) * clear + colours[4, 1] * haze
            buffer[top + y, x, 2] = (
                b * fresnel
                + colours[0, 2] * under
                + colours[1, 2] * path
                + colours[2, 2] * strike
                + colours[3, 2] * foam
                + colours[5, 2] * lit
            ) * clear + colours[4, 2] * haze


def mirror_sources(above: NDArray[np.float32], spread: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The picture above the horizon made ready for mirroring: hardly blurred, and blurred down the columns.

    They have half and a quarter of its width, a quarter and an eighth of its height: water smears downwards.
    spread: standard deviation of the vertical blur in pixels of the full picture.
    """
    height, width = above.shape[:2]
    sharp = cv2.resize(above, (max(2, width // 2), max(2, height // 4)), interpolation=cv2.INTER_AREA)
    sharp = cv2.blur(sharp, (3, 3), borderType=cv2.BORDER_REPLICATE)
    soft = cv2.resize(sharp, (max(2, width // 4), max(2, height // 8)), interpolation=cv2.INTER_AREA)
    reach = max(3, int(spread * 0.3) | 1)
    for _ in range(2):
        soft = cv2.blur(soft, (3, reach), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(sharp, f32), np.asarray(soft, f32)
