"""Kernels of water: the mirror of what stands above it, broken by moving slopes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.layers.noise import floor_index
from engine.sky.layers.water.water_plain import GUST_STEP, SHRINK, shade_sea_plain
from engine.sky.light import f32, halve, scratch

# columns of the table that ``shade_sea`` reads for every row of water
ANGLE, FAR_SCALE, BIAS, ROUGHNESS, HAZE, NEAR_PATH = 0, 1, 2, 3, 4, 5
SWELL, RIPPLE, GUST, DEPTH = 6, 11, 16, 20
ROW_COLUMNS = 21

# lines of scratch that hold one row of water while it is shaded
_ACROSS, _AWAY, _RIPPLE_ACROSS, _RIPPLE_AWAY, _WIND, _ABOVE, _FRESNEL, _UNDER, _LIT = range(9)
_SPARK, _PATH, _STRIKE, _FOAM, _FULL, _RED = 9, 10, 11, 12, 13, 14
_LINES = 17

# unsigned indices: numba then spares the test for negative ones
uint = np.uintp


@compiled
def _soft_positive(x, width):
    """max(x, 0) with a rounded corner from -width to width: cheaper than a square root in the inmost loop."""
    inside = min(max(x, -width), width) + width
    return max(x - width, f32(0)) + inside * inside * (f32(0.25) / width)


@compiled
def _tile_row(tile, v, detail, gain, out):
    """out (2N + 2): the tile's row at the height v (in tiles), from its averaged copies ``detail`` (a real level).

    The first pair of values stands once more behind the last.
    """
    size = tile.shape[1] >> 1
    whole = int(detail)
    part = detail - f32(whole)
    v = v - f32(floor_index(v))
    for step in range(2):
        weight = (part if step else f32(1) - part) * gain
        if step and weight <= f32(0.0001):
            break
        level = whole + step
        rows = size >> level
        start = 2 * size - ((2 * size) >> level)
        p = v * f32(rows) + f32(rows) - f32(0.5)
        i = int(p)
        second = (p - f32(i)) * weight
        first = weight - second
        upper, lower = tile[start + i % rows], tile[start + (i + 1) % rows]
        if step:
            for j in range(2 * size):
                out[j] += upper[j] * first + lower[j] * second
        else:
            for j in range(2 * size):
                out[j] = upper[j] * first + lower[j] * second
    out[2 * size], out[2 * size + 1] = out[0], out[1]


@compiled
def _pairs_along(values, start, step, across, away):
    """Fill two lines with the pairs of a periodic row (2N + 2) at the places start + step * x."""
    mask = np.int32((values.shape[0] >> 1) - 2)
    for x in range(across.shape[0]):
        place = start + step * f32(np.int32(x))
        whole = np.floor(place)
        part = place - whole
        i = uint(np.int32(whole) & mask) * uint(2)
        across[x] = values[i] + (values[i + uint(2)] - values[i]) * part
        away[x] = values[i + uint(1)] + (values[i + uint(3)] - values[i + uint(1)]) * part


@compiled
def _wind_row(row, gusts, few, wind):
    """Fill the line ``wind`` with the strength of the gusts of one row: looked up in few columns, straight between."""
    mask = gusts.shape[0] - 1
    p = (row[18] - f32(floor_index(row[18]))) * f32(gusts.shape[0])
    i = int(p)
    f = p - f32(i)
    first, second = gusts[i & mask], gusts[(i + 1) & mask]
    for k in range(few.shape[0]):
        place = row[16] + row[17] * f32(GUST_STEP * k)
        whole = floor_index(place)
        a, b = whole & mask, (whole + 1) & mask
        left, right = first[a] + (second[a] - first[a]) * f, first[b] + (second[b] - first[b]) * f
        gust = (left + (right - left) * (place - f32(whole))) * row[19]
        few[k] = max(f32(1) + f32(0.42) * gust, f32(0.25))
    for k in range(few.shape[0] - 1):
        here, change = few[k], (few[k + 1] - few[k]) * f32(1 / GUST_STEP)
        for n in range(GUST_STEP):
            wind[GUST_STEP * k + n] = here + change * f32(n)


@compiled
def _slopes_row(row, swell, ripple, gusts, values, few, line):
    """Fill ``line`` (LINES, W) with the slopes of one row of waves, from its three wave tiles."""
    across, away, wind = line[_ACROSS], line[_AWAY], line[_WIND]
    _tile_row(swell, row[8], row[9], row[10], values)
    _pairs_along(values, row[6], row[7], across, away)
    _tile_row(ripple, row[13], row[14], row[15], values)
    _pairs_along(values, row[11], row[12], line[_RIPPLE_ACROSS], line[_RIPPLE_AWAY])
    _wind_row(row, gusts, few, wind)


@compiled
def _crests_row(cap, steepness, line):
    """Sparks of the ripples and foam on the crests of one row, before its waves are added up."""
    away, across2, away2, wind = line[_AWAY], line[_RIPPLE_ACROSS], line[_RIPPLE_AWAY], line[_WIND]
    spark, foam = line[_SPARK], line[_FOAM]
    for x in range(line.shape[1]):
        glint = away[x] * f32(0.55) + away2[x] * f32(1.5) + abs(across2[x]) * f32(0.3)
        glint = max(f32(0), glint * steepness * wind[x] - f32(0.55))
        spark[x] = min(glint * glint, f32(3))
    for x in range(line.shape[1]):
        torn = (away[x] - cap) * steepness * f32(1.4) + (away2[x] + across2[x]) * steepness * f32(0.7)
        foam[x] = min(max(torn, f32(0)), f32(1)) * wind[x]


@compiled
def _light_row(row, depth, steepness, mirror, line):
    """What the facets of one row reflect and how much light they add; every loop runs over few whole lines."""
    width = line.shape[1]
    across, away, wind, above = line[_ACROSS], line[_AWAY], line[_WIND], line[_ABOVE]
    across2, away2 = line[_RIPPLE_ACROSS], line[_RIPPLE_AWAY]
    fresnel, under, lit = line[_FRESNEL], line[_UNDER], line[_LIT]
    angle, tilt, bias = row[0], row[1], row[2]
    softness = f32(1.8) / steepness
    blunt = softness * tilt * f32(0.5)
    for x in range(width):
        across[x] = (across[x] + across2[x]) * wind[x]
    for x in range(width):
        # the eye sees less of the facets that lean away from it
        leaning = (away[x] + away2[x]) * wind[x]
        away[x] = f32(0.66) * leaning + f32(0.34) * _soft_positive(leaning, softness)
    for x in range(width):
        # the mirrored ray, in pixels above the horizon; of facets that lean away from the eye only the near ones are
        # seen: a soft floor instead of a fold
        above[x] = _soft_positive(depth + tilt * away[x] + bias * wind[x], blunt) + f32(0.5)
    for x in range(width):
        # Schlick's Fresnel term of the tilted facet, with a floor that shows more of the mirror than water does
        clear = f32(1) - min(_soft_positive(angle + away[x], softness), f32(1))
        clear *= clear
        share = mirror + (f32(1) - mirror) * clear * clear
        fresnel[x] = share
        under[x] = (f32(1) - share) * (f32(1) + min(max(away[x] * steepness * f32(0.6), f32(-0.7)), f32(2)))
    for x in range(width):
        lit[x] = max(f32(0), away[x] * steepness + abs(across[x]) * steepness * f32(0.25))


@compiled
def _paths_row(near, path_x, flash_x, line):
    """The paths of glitter under the glow and under the flash in one row; near: 1 / their width in pixels."""
    spark, lit, path, strike = line[_SPARK], line[_LIT], line[_PATH], line[_STRIKE]
    for x in range(line.shape[1]):
        d = (f32(np.int32(x)) - path_x) * near
        path[x] = (spark[x] + f32(0.07) + f32(0.10) * lit[x]) / (f32(1) + d * d)
    for x in range(line.shape[1]):
        d = (f32(np.int32(x)) - flash_x) * near * f32(0.45)
        strike[x] = spark[x] * (f32(0.25) + f32(0.75) / (f32(1) + d * d)) + f32(0.08)


@compiled
def _mirror_row(above, across, depth, rough, bias, sharp, soft, mirrored):
    """mirrored (3, 2 + W / 2): what every two facets of one row mirror, the first and the last twice.

    sharp (h, w, 3), soft (h, w / 2, 3), as ``mirror_sources`` gives them.
    """
    h, count, one = sharp.shape[0], mirrored.shape[1] - 2, uint(1)
    red, green, blue = mirrored[0], mirrored[1], mirrored[2]
    low, right, last = f32(h) - f32(1.001), f32(sharp.shape[1]) - f32(1.001), np.int32(soft.shape[1] - 1)
    step, turn, clear = f32(0.5 / SHRINK), f32(0.5) * (depth + f32(6)), f32(1) - rough
    for k in range(count):
        height = f32(h) - step * (above[2 * k] + above[2 * k + 1])
        v = min(max(height - f32(0.5), f32(0)), low)
        aside = min(max(f32(np.int32(k)) + turn * (across[2 * k] + across[2 * k + 1]), f32(0)), right)
        i, j = np.int32(v), np.int32(aside)
        fv, fh = v - f32(i), aside - f32(j)
        w11 = fv * fh * clear
        w10, w01 = fv * clear - w11, fh * clear - w11
        w00 = clear - w10 - w01 - w11
        i, j = uint(i), uint(j)
        a, b, c, d = sharp[i, j], sharp[i, j + one], sharp[i + one, j], sharp[i + one, j + one]
        # what the unresolved ripples scatter is so smooth that its nearest pixel will do
        far = np.int32(min(max(height - bias * f32(1 / SHRINK), f32(0)), low))
        e = soft[uint(far), uint(min(np.int32(aside + f32(0.5)) >> 1, last))]
        red[k + 1] = a[0] * w00 + b[0] * w01 + c[0] * w10 + d[0] * w11 + e[0] * rough
        green[k + 1] = a[1] * w00 + b[1] * w01 + c[1] * w10 + d[1] * w11 + e[1] * rough
        blue[k + 1] = a[2] * w00 + b[2] * w01 + c[2] * w10 + d[2] * w11 + e[2] * rough
    mirrored[:, 0], mirrored[:, count + 1] = mirrored[:, 1], mirrored[:, count]


@compiled
def _between(pairs, strength, full):
    """Fill a line (W) from the means of its pairs (2 + W / 2), straight between them."""
    near, aside, two = f32(0.75) * strength, f32(0.25) * strength, uint(2)
    for k in range(pairs.shape[0] - 2):
        k = uint(k)
        here = near * pairs[k + uint(1)]
        full[two * k] = here + aside * pairs[k]
        full[two * k + uint(1)] = here + aside * pairs[k + two]


@compiled
def _colour_row(row, colours, lights, line, mirrored, target):
    """One row of the picture (3W) from its lights and what it mirrors; lights: is there a glow, a flash, foam?"""
    haze, clear, three = row[4], f32(1) - row[4], uint(3)
    fresnel, under, lit, full = line[_FRESNEL], line[_UNDER], line[_LIT], line[_FULL]
    for c in range(3):
        light = line[_RED + c]
        deep, crest, far = colours[0, c] * clear, colours[5, c] * clear, colours[4, c] * haze
        for x in range(line.shape[1]):
            light[x] = deep * under[x] + crest * lit[x] + far
        for n in range(3):
            if lights[n]:
                extra, strength = line[_PATH + n], colours[1 + n, c] * clear
                for x in range(line.shape[1]):
                    light[x] += strength * extra[x]
        _between(mirrored[c], clear, full)
        for x in range(line.shape[1]):
            light[x] += full[x] * fresnel[x]
    red, green, blue = line[_RED], line[_RED + 1], line[_RED + 2]
    for x in range(target.shape[0] // 3):
        x = uint(x)
        target[three * x] = red[x]
        target[three * x + uint(1)] = green[x]
        target[three * x + uint(2)] = blue[x]


@compiled
def shade_sea_compiled(
    buffer, top, rows, swell, ripple, gusts, sharp, soft, colours, path_x, flash_x, cap, steepness, mirror
):
    """Paint the sea from row ``top`` on.

    rows (h, ROW_COLUMNS): per row the grazing angle, pixels per radian of tilt, upward bias and roughness of the
    mirror, haze, width of the glow's path, and for the three wave tiles u at x = 0, du per pixel, v, level, gain
    (gusts have no level), and how far over the last row of ``sharp`` a smooth sea mirrors.
    swell, ripple: stacked tiles (2N, 2N), slopes across and away in turn; gusts (M, M).
    sharp, soft: what stands above the horizon, from ``mirror_sources``.
    colours (6, 3): deep water, glow, flash, foam, far haze, light on the crests. cap: slope from which foam breaks.
    steepness: 1 / typical slope. mirror: the least share that is mirrored.
    """
    # a few columns more than the picture has, so that all loops run over whole steps
    width = (buffer.shape[1] + GUST_STEP - 1) // GUST_STEP * GUST_STEP
    line, mirrored = np.empty((_LINES, width), np.float32), np.empty((3, 2 + width // 2), np.float32)
    values, few = np.empty(swell.shape[1] + 2, np.float32), np.empty(width // GUST_STEP + 1, np.float32)
    picture = buffer.reshape(buffer.shape[0], 3 * buffer.shape[1])
    lights = np.array([colours[n].max() > f32(1e-6) for n in range(1, 4)])
    for y in range(rows.shape[0]):
        row, depth = rows[y], rows[y, DEPTH]
        _slopes_row(row, swell, ripple, gusts, values, few, line)
        if lights.any():
            _crests_row(cap, steepness, line)
        _light_row(row, depth, steepness, mirror, line)
        if lights[0] or lights[1]:
            _paths_row(f32(1) / row[5], path_x, flash_x, line)
        _mirror_row(line[_ABOVE], line[_ACROSS], depth, row[3], row[2], sharp, soft, mirrored)
        _colour_row(row, colours, lights, line, mirrored, picture[top + y])


shade_sea = shade_sea_compiled if HAVE_NUMBA else shade_sea_plain


def mirror_sources(above: NDArray[np.float32], spread: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The picture above the horizon made ready for mirroring: hardly blurred, and blurred down the columns.

    They have half and a quarter of its width, a quarter of its height: water smears downwards.
    spread: standard deviation of the vertical blur in pixels of the full picture.
    """
    width, height = above.shape[1] // 2, above.shape[0] // (2 * SHRINK) * 2
    # odd rows more are left out at the top, farthest from the water
    above = above[len(above) - SHRINK * height :]
    half = scratch("mirror", 2 * height, 3 * width)
    halve(above.reshape(len(above), -1), scratch("mirror row", 3 * above.shape[1]), half)
    sharp = cv2.resize(half.reshape(-1, width, 3), (width, height), interpolation=cv2.INTER_LINEAR)
    sharp = cv2.blur(sharp, (3, 3), borderType=cv2.BORDER_REPLICATE)
    soft = cv2.resize(sharp, (max(2, width // 2), height // 2), interpolation=cv2.INTER_AREA)
    reach = max(3, int(spread * 0.3) | 1)
    for _ in range(2):
        soft = cv2.blur(soft, (3, reach), borderType=cv2.BORDER_REPLICATE)
    soft = cv2.resize(soft, (soft.shape[1], height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(sharp, f32), np.asarray(soft, f32)
