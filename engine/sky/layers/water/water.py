"""Kernels of water: the mirror of what stands above it, broken by moving slopes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.layers.noise import floor_index
from engine.sky.layers.water.water_plain import shade_sea_plain
from engine.sky.light import f32, halve, scratch

# columns of the table that ``shade_sea`` reads for every row of water
ANGLE, FAR_SCALE, BIAS, ROUGHNESS, HAZE, NEAR_PATH = 0, 1, 2, 3, 4, 5
SWELL, RIPPLE, GUST = 6, 11, 16
ROW_COLUMNS = 20

# lines of scratch that hold one row of water while it is shaded
_ACROSS, _AWAY, _WIND, _ABOVE, _FRESNEL, _UNDER, _LIT, _SPARK, _PATH, _STRIKE, _FOAM, _SUM = range(12)
_LINES = 12

# unsigned indices: numba then spares the test for negative ones
uint = np.uintp


@compiled
def _soft_positive(x, width):
    """max(x, 0) with a rounded corner from -width to width: cheaper than a square root in the inmost loop."""
    inside = min(max(x, -width), width) + width
    return max(x - width, f32(0)) + inside * inside * (f32(0.25) / width)


@compiled
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


@compiled
def _slopes_row(row, swell, ripple, gusts, cap, steepness, rows_of, line):
    """Fill ``line`` (LINES, W) with what one row of waves says, from its three wave tiles."""
    width, size, patch = line.shape[1], swell.shape[1], gusts.shape[0]
    mask, gust_mask = size - 1, patch - 1
    a_row, b_row, c_row = rows_of[0], rows_of[1], rows_of[2]
    _tile_row(swell, size, row[8], row[9], row[10], a_row)
    _tile_row(ripple, size, row[13], row[14], row[15], b_row)
    p = (row[18] - f32(floor_index(row[18]))) * f32(patch)
    i = int(p)
    f = p - f32(i)
    first, second = gusts[i & gust_mask], gusts[(i + 1) & gust_mask]
    for j in range(patch):
        c_row[j, 0] = (first[j] + (second[j] - first[j]) * f) * row[19]
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
        c = c_row[i, 0] + (c_row[j, 0] - c_row[i, 0]) * f
        wind = max(f32(1) + f32(0.42) * c, f32(0.25))
        line[_WIND, x] = wind
        line[_ACROSS, x] = (ax + bx) * wind
        line[_AWAY, x] = (az + bz) * wind
        line[_SPARK, x] = (az * f32(0.55) + bz * f32(1.5) + abs(bx) * f32(0.3)) * steepness * wind - f32(0.55)
        line[_FOAM, x] = (az - cap) * steepness * f32(1.4) + (bz + bx) * steepness * f32(0.7)


@compiled
def _light_row(row, depth, path_x, flash_x, steepness, mirror, line):
    """What the facets of one row reflect and how much light they add; every loop runs over few whole lines."""
    width = line.shape[1]
    across, away, wind, above = line[_ACROSS], line[_AWAY], line[_WIND], line[_ABOVE]
    fresnel, under, lit, spark = line[_FRESNEL], line[_UNDER], line[_LIT], line[_SPARK]
    path, strike, foam = line[_PATH], line[_STRIKE], line[_FOAM]
    angle, tilt, bias, near = row[0], row[1], row[2], f32(1) / row[5]
    softness = f32(1.8) / steepness
    blunt = softness * tilt * f32(0.5)
    for x in range(width):
        # the eye sees less of the facets that lean away from it
        away[x] = f32(0.66) * away[x] + f32(0.34) * _soft_positive(away[x], softness)
    for x in range(width):
        # the mirrored ray, in pixels above the horizon; of facets that lean away from the eye only the near ones are
        # seen: a soft floor instead of a fold
        above[x] = _soft_positive(depth + tilt * away[x] + bias * wind[x], blunt) + f32(0.5)
    for x in range(width):
        # Schlick's Fresnel term of the tilted facet, with a floor that shows more of the mirror than water does
        clear = f32(1) - min(_soft_positive(angle + away[x], softness), f32(1))
        clear *= clear
        fresnel[x] = mirror + (f32(1) - mirror) * clear * clear
    for x in range(width):
        crest = away[x] * steepness
        under[x] = (f32(1) - fresnel[x]) * (f32(1) + min(max(crest * f32(0.6), f32(-0.7)), f32(2)))
    for x in range(width):
        lit[x] = max(f32(0), away[x] * steepness + abs(across[x]) * steepness * f32(0.25))
    for x in range(width):
        glint = max(f32(0), spark[x])
        spark[x] = min(glint * glint, f32(3))
    for x in range(width):
        d = (f32(x) - path_x) * near
        path[x] = (spark[x] + f32(0.07) + f32(0.10) * lit[x]) / (f32(1) + d * d)
    for x in range(width):
        d = (f32(x) - flash_x) * near * f32(0.45)
        strike[x] = spark[x] * (f32(0.25) + f32(0.75) / (f32(1) + d * d)) + f32(0.08)
    for x in range(width):
        foam[x] = min(max(foam[x], f32(0)), f32(1)) * wind[x]


@compiled
def _mirror_row(line, depth, rough, bias, sharp, soft, sharp_step, soft_step, out):
    """out (W, 4): what the facets of one row mirror; sharp, soft (h, w, 4). The fourth channel makes pixels whole
    vectors."""
    sh, sw, qh, qw = sharp.shape[0], sharp.shape[1], soft.shape[0], soft.shape[1]
    top_s, top_q = f32(sh) - f32(1.001), f32(qh) - f32(1.001)
    right_s, right_q = f32(sw) - f32(1.001), f32(qw) - f32(1.001)
    one = uint(1)
    above, across = line[_ABOVE], line[_ACROSS]
    for x in range(line.shape[1]):
        aside = f32(x) + f32(2) * across[x] * (depth + f32(6))
        v = min(max(f32(sh) - above[x] * sharp_step - f32(0.5), f32(0)), top_s)
        h = min(max(aside * f32(0.5) - f32(0.25), f32(0)), right_s)
        whole, part = int(v), int(h)
        fv, fh = v - f32(whole), h - f32(part)
        i, j = uint(whole), uint(part)
        below, beside = i + one, j + one
        w11 = fv * fh * (f32(1) - rough)
        w10, w01 = fv * (f32(1) - rough) - w11, fh * (f32(1) - rough) - w11
        w00 = (f32(1) - rough) - w10 - w01 - w11
        # what the unresolved ripples scatter
        v = min(max(f32(qh) - (above[x] + bias) * soft_step - f32(0.5), f32(0)), top_q)
        h = min(max(aside * f32(0.25) - f32(0.375), f32(0)), right_q)
        whole, part = int(v), int(h)
        fv, fh = v - f32(whole), h - f32(part)
        k, l = uint(whole), uint(part)
        under, after = k + one, l + one
        q11 = fv * fh * rough
        q10, q01 = fv * rough - q11, fh * rough - q11
        q00 = rough - q10 - q01 - q11
        for c in range(4):
            out[x, c] = (
                sharp[i, j, c] * w00
                + sharp[i, beside, c] * w01
                + sharp[below, j, c] * w10
                + sharp[below, beside, c] * w11
                + soft[k, l, c] * q00
                + soft[k, after, c] * q01
                + soft[under, l, c] * q10
                + soft[under, after, c] * q11
            )


@compiled
def _colour_row(line, colours, c, haze, mirrored, target):
    """Channel ``c`` of one row of the picture (W, 3) from its lights and what it mirrors."""
    fresnel, under, path, strike = line[_FRESNEL], line[_UNDER], line[_PATH], line[_STRIKE]
    foam, lit, sum_ = line[_FOAM], line[_LIT], line[_SUM]
    clear, far = f32(1) - haze, colours[4, c] * haze
    deep, warm, flash = colours[0, c] * clear, colours[1, c] * clear, colours[2, c] * clear
    white, crest = colours[3, c] * clear, colours[5, c] * clear
    for x in range(line.shape[1]):
        sum_[x] = deep * under[x] + warm * path[x] + flash * strike[x] + white * foam[x] + crest * lit[x] + far
    for x in range(line.shape[1]):
        target[x, c] = mirrored[x, c] * fresnel[x] * clear + sum_[x]


@compiled
def shade_sea_compiled(
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
    rows_of = np.empty((3, max(swell.shape[1], gusts.shape[0]), 2), np.float32)
    line, mirrored = np.empty((_LINES, width), np.float32), np.empty((width, 4), np.float32)
    sharp_step, soft_step = f32(sharp.shape[0]) / f32(seen), f32(soft.shape[0]) / f32(seen)
    for y in range(rows.shape[0]):
        row, depth = rows[y], f32(y) + f32(0.5)
        _slopes_row(row, swell, ripple, gusts, cap, steepness, rows_of, line)
        _light_row(row, depth, path_x, flash_x, steepness, mirror, line)
        _mirror_row(line, depth, row[3], row[2], sharp, soft, sharp_step, soft_step, mirrored)
        for c in range(3):
            _colour_row(line, colours, c, row[4], mirrored, buffer[top + y])


shade_sea = shade_sea_compiled if HAVE_NUMBA else shade_sea_plain


def mirror_sources(above: NDArray[np.float32], spread: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The picture above the horizon made ready for mirroring: hardly blurred, and blurred down the columns.

    They have half and a quarter of its width, a quarter and an eighth of its height: water smears downwards.
    Four channels, of which the last means nothing.
    spread: standard deviation of the vertical blur in pixels of the full picture.
    """
    height, width = above.shape[:2]
    half = scratch("mirror", height // 2, 3 * (width // 2))
    halve(above.reshape(height, 3 * width), scratch("mirror row", 3 * width), half)
    # an odd row more is left out at the top, farthest from the water
    half = half[height // 2 % 2 :].reshape(-1, width // 2, 3)
    sharp = f32(0.5) * (half[0::2] + half[1::2])
    sharp = cv2.blur(sharp, (3, 3), borderType=cv2.BORDER_REPLICATE)
    soft = cv2.resize(sharp, (max(2, width // 4), max(2, height // 8)), interpolation=cv2.INTER_AREA)
    reach = max(3, int(spread * 0.3) | 1)
    for _ in range(2):
        soft = cv2.blur(soft, (3, reach), borderType=cv2.BORDER_REPLICATE)
    wide = [np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2RGBA), f32) for picture in (sharp, soft)]
    return wide[0], wide[1]
