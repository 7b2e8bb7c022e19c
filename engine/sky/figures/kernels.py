"""The two hot loops of the figures, compiled where numba is present, with numpy/OpenCV twins where it is not.

``draw_ink`` lays a tapered stroke with its times into the ink planes; ``blend_cells`` looks a sheet up through a coarse
mesh and adds its light to the picture. Flat float32 arithmetic; no bounds checks: callers clip.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from engine.kernel import HAVE_NUMBA, compiled

f32 = np.float32

CELL = 8
"""Edge of a mesh cell on the screen in pixels."""

TILE = 4
"""Edge of an occupancy tile on the sheet in pixels."""

CHANNELS = 5
"""Planes of a sheet."""

PEN_SHARPNESS = 14.0
"""A stroke comes up over 1/14 of the time scale after the pen has passed."""

PEN_REACH = 0.1
"""Time over which the glow at the pen's tip falls to nothing, as (1 - (t / reach)^2)^8: a bell without exponentials."""

LEAST = 0.003
"""Ink or mask below this is nothing."""

NOT_NEGATIVE = 0x3FFFFFFF
"""A mask that changes no index, but tells the compiler that it is not counted from the end."""

SEGMENTS = 32
"""Segments of a stroke that the twin lays at once."""


@compiled
def draw_ink_compiled(ink, time, clip, points, half_widths, times):
    """Lay one stroke: maximum of coverage wins and brings its time. All arrays float32; ``clip`` has ink's shape."""
    height, width = ink.shape
    half, one = f32(0.5), f32(1.0)
    for i in range(points.shape[0] - 1):
        x0, y0, x1, y1 = points[i, 0], points[i, 1], points[i + 1, 0], points[i + 1, 1]
        margin = max(half_widths[i], half_widths[i + 1]) + f32(1.5)
        dx, dy = x1 - x0, y1 - y0
        inverse = one / (dx * dx + dy * dy + f32(1e-9))
        for y in range(max(0, int(min(y0, y1) - margin)), min(height, int(max(y0, y1) + margin) + 2)):
            for x in range(max(0, int(min(x0, x1) - margin)), min(width, int(max(x0, x1) + margin) + 2)):
                u = min(max(((x - x0) * dx + (y - y0) * dy) * inverse, f32(0.0)), one)
                ex, ey = x - x0 - u * dx, y - y0 - u * dy
                w = half_widths[i] + u * (half_widths[i + 1] - half_widths[i])
                cover = w - math.sqrt(ex * ex + ey * ey) + half
                cover = min(max(cover, f32(0.0)), one) * min(one, w * f32(1.6) + f32(0.1)) * clip[y, x]
                if cover > ink[y, x]:
                    ink[y, x] = cover
                    time[y, x] = times[i] + u * (times[i + 1] - times[i])


def draw_ink_plain(ink, time, clip, points, half_widths, times) -> None:
    """The same with numpy, some segments at a time."""
    for start in range(0, len(points) - 1, SEGMENTS):
        part = slice(start, start + SEGMENTS + 1)
        _draw_segments(ink, time, clip, points[part], half_widths[part], times[part])


def _draw_segments(ink, time, clip, points, half_widths, times) -> None:
    """Lay segments at once: each in its window of pixels, all windows as large as the largest."""
    height, width = ink.shape
    (x0, y0), (dx, dy) = points[:-1].T[..., None, None], np.diff(points, axis=0).T[..., None, None]
    margin = np.maximum(half_widths[:-1], half_widths[1:])[:, None] + f32(1.5)
    low = np.floor(np.minimum(points[:-1], points[1:]) - margin).astype(np.int64)
    size = np.ceil((np.maximum(points[:-1], points[1:]) + margin - low).max(0)).astype(np.int64)
    x, y = low[:, :1] + np.arange(size[0]), low[:, 1:] + np.arange(size[1])
    right, down = (x[:, None] - x0).astype(f32), (y[:, :, None] - y0).astype(f32)
    u = np.clip((right * dx + down * dy) / (dx * dx + dy * dy + f32(1e-9)), f32(0), f32(1))
    w = half_widths[:-1, None, None] + u * np.diff(half_widths)[:, None, None]
    cover = np.clip(w - np.sqrt((right - u * dx) ** 2 + (down - u * dy) ** 2) + f32(0.5), f32(0), f32(1))
    cover *= np.minimum(f32(1), w * f32(1.6) + f32(0.1))
    inside = ((x >= 0) & (x < width))[:, None] & ((y >= 0) & (y < height))[:, :, None]
    segment, i, k = np.nonzero(inside & (cover > 0))
    row, column, along = y[segment, i], x[segment, k], u[segment, i, k]
    light = cover[segment, i, k] * clip[row, column]
    when = times[segment] + along * (times[segment + 1] - times[segment])
    # of each pixel the most covered, of equals the first; written where it covers more than what is there
    order = np.lexsort((segment, -light, row * width + column))
    place = (row * width + column)[order]
    order = order[np.diff(place, prepend=-1) != 0]
    order = order[light[order] > ink[row[order], column[order]]]
    ink[row[order], column[order]], time[row[order], column[order]] = light[order], when[order]


@compiled
def _mark_cells(mesh, row, tiles, width, height, used):
    """Which cells of a row of the mesh show something of a sheet (height, width): 1 those inside it, 2 those at its
    edge, 0 none, into ``used`` (columns + 1)."""
    tile_rows, tile_columns = tiles.shape[0] - 1, tiles.shape[1] - 1
    last_x, last_y = f32(width - 1), f32(height - 1)
    for column in range(mesh.shape[1] - 1):
        used[column] = 0
        u00, v00 = mesh[row, column, 0], mesh[row, column, 1]
        u01, v01 = mesh[row, column + 1, 0], mesh[row, column + 1, 1]
        u10, v10 = mesh[row + 1, column, 0], mesh[row + 1, column, 1]
        u11, v11 = mesh[row + 1, column + 1, 0], mesh[row + 1, column + 1, 1]
        x_low, x_high = min(min(u00, u01), min(u10, u11)), max(max(u00, u01), max(u10, u11))
        y_low, y_high = min(min(v00, v01), min(v10, v11)), max(max(v00, v01), max(v10, v11))
        if x_high < f32(0) or y_high < f32(0) or x_low >= last_x or y_low >= last_y:
            continue
        # a pixel is looked up between its own place and the next one
        a, b = max(0, int(x_low)) // TILE, min(tile_columns, (int(x_high) + 1) // TILE + 1)
        c, d = max(0, int(y_low)) // TILE, min(tile_rows, (int(y_high) + 1) // TILE + 1)
        if tiles[d, b] - tiles[c, b] - tiles[d, a] + tiles[c, a] > 0:
            inside = x_low >= f32(1) and y_low >= f32(1) and x_high < last_x - f32(1) and y_high < last_y - f32(1)
            used[column] = 1 if inside else 2


@compiled
def _look_up(flat, width, height, mesh, row, part, first, end, used, ink, passed, fill, counter, mask, awake):
    """The planes of a sheet, and how far its body glows, in line ``part`` of the cells first..end of a row of the mesh:
    CELL values a cell into each of the last six arrays. ``flat``: the sheet's numbers one after the other."""
    one, inverse = f32(1), f32(1 / CELL)
    t = f32(part) * inverse
    for column in range(first, end):
        u00, v00, wake = mesh[row, column, 0], mesh[row, column, 1], mesh[row, column, 2]
        u01, v01, ahead = mesh[row, column + 1, 0], mesh[row, column + 1, 1], mesh[row, column + 1, 2]
        u_left, v_left = u00 + (mesh[row + 1, column, 0] - u00) * t, v00 + (mesh[row + 1, column, 1] - v00) * t
        u_right = u01 + (mesh[row + 1, column + 1, 0] - u01) * t
        v_right = v01 + (mesh[row + 1, column + 1, 1] - v01) * t
        wake += (mesh[row + 1, column, 2] - wake) * t
        brighter = (ahead + (mesh[row + 1, column + 1, 2] - ahead) * t - wake) * inverse
        # places in whole and 1/65536 pixels
        u, v = np.int64(u_left * f32(65536)), np.int64(v_left * f32(65536))
        du = np.int64((u_right - u_left) * (inverse * f32(65536)))
        dv = np.int64((v_right - v_left) * (inverse * f32(65536)))
        at_edge = used[column] == 2
        start = (column - first) * CELL
        for i in range(start & NOT_NEGATIVE, (start & NOT_NEGATIVE) + CELL):
            x, y = u >> 16, v >> 16
            fx, fy = f32(np.int32(u & 65535)) * f32(1 / 65536), f32(np.int32(v & 65535)) * f32(1 / 65536)
            u += du
            v += dv
            awake[i] = wake
            wake += brighter
            if at_edge and (x < 0 or y < 0 or x >= width - 1 or y >= height - 1):
                ink[i], passed[i], fill[i], counter[i], mask[i] = f32(0), f32(0), f32(0), f32(0), f32(0)
                continue
            w11 = fx * fy
            w01, w10 = fx - w11, fy - w11
            w00 = one - fx - w10
            n = (CHANNELS * (y * width + x)) & NOT_NEGATIVE
            m = (n + CHANNELS * width) & NOT_NEGATIVE
            ink[i] = flat[n] * w00 + flat[n + 5] * w01 + flat[m] * w10 + flat[m + 5] * w11
            passed[i] = flat[n + 1] * w00 + flat[n + 6] * w01 + flat[m + 1] * w10 + flat[m + 6] * w11
            fill[i] = flat[n + 2] * w00 + flat[n + 7] * w01 + flat[m + 2] * w10 + flat[m + 7] * w11
            counter[i] = flat[n + 3] * w00 + flat[n + 8] * w01 + flat[m + 3] * w10 + flat[m + 8] * w11
            mask[i] = flat[n + 4] * w00 + flat[n + 9] * w01 + flat[m + 4] * w10 + flat[m + 9] * w11


@compiled
def _light_up(line, inks, passed, fills, counters, masks, wakes, settings, colours):
    """Add the light of a row of looked up planes (n) to ``line`` (3 n): no branches, so that the compiler takes several
    pixels at once."""
    zero, one = f32(0), f32(1)
    now, ink_gain, fill_gain, veil = settings[0], settings[1], settings[2], settings[3]
    band_at, band_gain = settings[4], settings[5]
    ink_r, ink_g, ink_b = colours[0, 0], colours[0, 1], colours[0, 2]
    fill_r, fill_g, fill_b = colours[1, 0], colours[1, 1], colours[1, 2]
    counter_r, counter_g, counter_b = colours[2, 0], colours[2, 1], colours[2, 2]
    pen_r, pen_g, pen_b = colours[3, 0], colours[3, 1], colours[3, 2]
    for i in range(line.shape[0] // 3):
        ink, mask = inks[i], masks[i]
        shown = ink if ink >= f32(LEAST) else zero
        when = passed[i] / max(ink, f32(LEAST))
        lead = now - when
        r = min(max(lead * f32(PEN_SHARPNESS), zero), one)
        offset = (when - band_at) * f32(7.0)
        band = max(zero, one - offset * offset)
        drawn = shown * r * r * (f32(3.0) - r - r) * ink_gain * (one + band_gain * band * band)
        glow = max(zero, one - lead * lead * f32(1 / PEN_REACH**2))
        glow = glow * glow
        glow = glow * glow
        pen = shown * (glow * glow)
        wake = wakes[i] if ink >= f32(LEAST) or mask >= f32(LEAST) else zero
        body = fill_gain * wake
        fill, counter = fills[i] * body, counters[i] * body
        keep = one - min(one, mask * veil * wake)
        line[3 * i] = line[3 * i] * keep + ink_r * drawn + pen_r * pen + fill_r * fill + counter_r * counter
        line[3 * i + 1] = line[3 * i + 1] * keep + ink_g * drawn + pen_g * pen + fill_g * fill + counter_g * counter
        line[3 * i + 2] = line[3 * i + 2] * keep + ink_b * drawn + pen_b * pen + fill_b * fill + counter_b * counter


@compiled
def blend_cells_compiled(picture, planes, tiles, mesh, left, top, right, bottom, settings, colours):
    """Add a sheet's light to ``picture`` (H, 3W) inside [left, right) x [top, bottom).

    ``mesh`` (rows, columns, 3): sheet coordinates (x, y) and how far the body glows (0..1) at every CELL-th pixel from
    (left, top). ``planes`` (h, w, 5):
    ink, ink * time, fill, counter light, mask. ``tiles``: summed-area table of the occupied TILE x TILE tiles of the
    sheet. ``settings``: reveal time, ink gain, fill, veil, band position, band gain. ``colours`` (4, 3): ink, fill,
    counter light, pen.
    """
    height, width = planes.shape[0], planes.shape[1]
    flat = planes.reshape(height * width * CHANNELS)  # views of single pixels would be counted, and counting is slow
    columns = mesh.shape[1] - 1
    used = np.zeros(columns + 1, np.uint8)
    ink, passed = np.empty(columns * CELL, np.float32), np.empty(columns * CELL, np.float32)
    fill, counter = np.empty(columns * CELL, np.float32), np.empty(columns * CELL, np.float32)
    mask, awake = np.empty(columns * CELL, np.float32), np.empty(columns * CELL, np.float32)
    for row in range(mesh.shape[0] - 1):
        _mark_cells(mesh, row, tiles, width, height, used)
        y_start, end = top + row * CELL, 0
        for first in range(columns):
            if first < end or used[first] == 0:
                continue
            # a run of cells that show something
            end = first + 1
            while used[end]:
                end += 1
            x_start, x_end = left + first * CELL, min(left + end * CELL, right)
            for part in range(min(CELL, bottom - y_start)):
                _look_up(
                    flat, width, height, mesh, row, part, first, end, used, ink, passed, fill, counter, mask, awake
                )
                line = picture[y_start + part, 3 * x_start : 3 * x_end]
                _light_up(line, ink, passed, fill, counter, mask, awake, settings, colours)


def blend_cells_plain(picture, planes, tiles, mesh, left, top, right, bottom, settings, colours) -> None:
    """The same with OpenCV and numpy. ``tiles`` is not needed: whole boxes are looked up."""
    now, ink_gain, fill_gain, veil, band_at, band_gain = (f32(value) for value in settings)
    rows, columns = bottom - top, right - left
    grid_x = (np.arange(columns, dtype=np.float32) / CELL)[None].repeat(rows, 0)
    grid_y = (np.arange(rows, dtype=np.float32) / CELL)[:, None].repeat(columns, 1)
    at = cv2.remap(mesh, grid_x, grid_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    # remap takes four channels at most: the mask is looked up on its own
    first = cv2.remap(np.ascontiguousarray(planes[..., :4]), at[..., 0], at[..., 1], cv2.INTER_LINEAR)
    mask = cv2.remap(np.ascontiguousarray(planes[..., 4]), at[..., 0], at[..., 1], cv2.INTER_LINEAR)
    ink, ink_time, fill, counter = (first[..., k] for k in range(4))
    awake = at[..., 2]
    visible = (ink >= LEAST) | (mask >= LEAST)
    when = ink_time / np.maximum(ink, f32(LEAST))
    lead = now - when
    r = np.clip(lead * f32(PEN_SHARPNESS), 0, 1)
    band = np.clip(1 - ((when - band_at) * 7) ** 2, 0, None)
    shown = ink >= LEAST
    drawn = np.where(shown, ink * r * r * (3 - 2 * r) * ink_gain * (1 + band_gain * band * band), 0)
    pen = np.where(shown, ink * np.clip(1 - (lead / f32(PEN_REACH)) ** 2, 0, None) ** 8, 0)
    box = picture.reshape(picture.shape[0], -1, 3)[top:bottom, left:right]
    keep = np.where(visible, 1 - np.minimum(1, mask * veil * awake), 1)[..., None]
    light = np.stack([drawn, fill * fill_gain * awake, counter * fill_gain * awake, pen], -1) * visible[..., None]
    box[...] = box * keep + light.astype(np.float32) @ colours


draw_ink = draw_ink_compiled if HAVE_NUMBA else draw_ink_plain
blend_cells = blend_cells_compiled if HAVE_NUMBA else blend_cells_plain
