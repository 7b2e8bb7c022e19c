"""The mirror image of something that was painted after the sea, broken by ripples."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.noise import floor_index
from engine.sky.layers.water.ocean import Ocean
from engine.sky.layers.water.sea import sea_horizon
from engine.sky.light import f32

RIPPLE_SIZE = 64
RIPPLE_PATCH_M = 26.0
TEXELS_AT_ONE = 40  # texels of the ripples per unit of distance over height of the eye


@compiled
def refill_compiled(buffer, behind, left, top, line, soft):
    """Put back what lay behind (h, w, 3), its corner at pixel (left, top), below line (W), soft over some pixels."""
    h, w = behind.shape[0], behind.shape[1]
    for i in range(h):
        y = f32(top + i) + f32(0.5)
        for j in range(w):
            above = (line[left + j] - y) / soft + f32(0.5)
            if above >= f32(1):
                continue
            above = max(above, f32(0))
            for c in range(3):
                buffer[top + i, left + j, c] = buffer[top + i, left + j, c] * above + behind[i, j, c] * (f32(1) - above)


def refill_plain(buffer, behind, left, top, line, soft) -> None:
    """The same with numpy."""
    h, w = behind.shape[:2]
    y = np.arange(top, top + h, dtype=f32) + f32(0.5)
    above = np.clip((line[left : left + w] - y[:, None]) / soft + f32(0.5), 0, 1)[..., None]
    part = buffer[top : top + h, left : left + w]
    part[...] = np.where(above < 1, part * above + behind * (1 - above), part)


refill = refill_compiled if HAVE_NUMBA else refill_plain


@compiled
def _mirror_compiled(buffer, behind, left, top, line, slopes, horizon, scale, middle, unit, reach):
    """Add what has changed against behind (h, w, 3), whose corner is at pixel (left, top), upside down below line."""
    h, w = behind.shape[0], behind.shape[1]
    mask = slopes.shape[0] - 1
    height, width = buffer.shape[0], buffer.shape[1]
    for y in range(max(0, int(horizon)), height):
        away = scale / max(f32(y) + f32(0.5) - horizon, f32(1))
        row = int(away * f32(TEXELS_AT_ONE)) & mask
        for x in range(max(0, left - 30), min(width, left + w + 30)):
            below = f32(y) + f32(0.5) - line[x]
            if below <= f32(0) or below >= reach:
                continue
            q = (f32(x) - middle) * away / scale * f32(TEXELS_AT_ONE) + f32(1024)
            column = floor_index(q)
            part = q - f32(column)
            a, b = column & mask, (column + 1) & mask
            sx = slopes[row, a, 0] + (slopes[row, b, 0] - slopes[row, a, 0]) * part
            sz = slopes[row, a, 1] + (slopes[row, b, 1] - slopes[row, a, 1]) * part
            wobble = f32(1.4) * unit + f32(0.11) * below
            source = line[x] - max(below * f32(0.92) + sz * wobble * f32(1.6), f32(0))
            i, j = int(source) - top, int(f32(x) + f32(0.5) + sx * wobble) - left
            if i < 0 or j < 0 or i >= h or j >= w or source < f32(0):
                continue
            strength = f32(0.55) * math.sqrt(f32(1) - below / reach)
            for c in range(3):
                change = buffer[top + i, left + j, c] - behind[i, j, c]
                buffer[y, x, c] = max(buffer[y, x, c] + change * strength, f32(0))


def _mirror_plain(buffer, behind, left, top, line, slopes, horizon, scale, middle, unit, reach) -> None:
    """The same with numpy, row by row: rows mirror what rows above them have mirrored."""
    h, w = behind.shape[:2]
    mask = len(slopes) - 1
    x = np.arange(max(0, left - 30), min(buffer.shape[1], left + w + 30))
    centre = x.astype(f32)
    for y in range(max(0, int(horizon)), buffer.shape[0]):
        away = scale / max(f32(y) + f32(0.5) - horizon, f32(1))
        row = slopes[int(away * f32(TEXELS_AT_ONE)) & mask]
        below = f32(y) + f32(0.5) - line[x]
        q = (centre - middle) * away / scale * f32(TEXELS_AT_ONE) + f32(1024)
        column = np.floor(q)
        a = column.astype(np.int64)
        slope = row[a & mask] + (row[(a + 1) & mask] - row[a & mask]) * (q - column)[:, None]
        wobble = f32(1.4) * unit + f32(0.11) * below
        source = line[x] - np.maximum(below * f32(0.92) + slope[:, 1] * wobble * f32(1.6), f32(0))
        i = source.astype(np.int64) - top
        j = (centre + f32(0.5) + slope[:, 0] * wobble).astype(np.int64) - left
        seen = (below > 0) & (below < reach) & (i >= 0) & (j >= 0) & (i < h) & (j < w) & (source >= 0)
        i, j = i[seen], j[seen]
        strength = f32(0.55) * np.sqrt(1 - below[seen] / reach)
        change = buffer[top + i, left + j] - behind[i, j]
        buffer[y, x[seen]] = np.maximum(buffer[y, x[seen]] + change * strength[:, None], f32(0))


_mirror = _mirror_compiled if HAVE_NUMBA else _mirror_plain


class WaterMirror:
    """Ripples that mirror what is painted over the sea. Reentrant."""

    def __init__(self, stage: Stage, *purpose: str | int) -> None:
        self._ripples = Ocean(RIPPLE_PATCH_M, 6.0, (0.30, 0.95), stage.random("mirror", *purpose), size=RIPPLE_SIZE)

    def paint(
        self,
        buffer: NDArray[np.float32],
        behind: NDArray[np.float32],
        left: int,
        top: int,
        line: NDArray[np.float32],
        frame: Frame,
    ) -> None:
        """Mirror in the water what has changed against ``behind``, a copy (h, w, 3) of the buffer from (left, top) on.

        line: heights (W,) of the waterline in pixels, as ``sea.waterline_mask`` gives it. What lies below it must have
        been put back before.
        """
        reach = float(np.max(line[left : left + behind.shape[1]])) - top
        if reach <= 1:
            return
        _mirror(
            buffer,
            behind,
            left,
            top,
            line.astype(f32),
            self._ripples.slopes(frame.time),
            f32(sea_horizon(frame)),
            f32(frame.stage.scene.view.scale * frame.unit * frame.zoom),
            f32(frame.stage.path.pivot[0] + frame.ground.shift_x),
            f32(frame.unit),
            f32(reach),
        )
