"""Laying a smaller, premultiplied picture over the buffer."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.light import f32, scratch


@compiled
def _widen(source, magnify, light, clear):
    """One row (w, 4) magnified: its light (3W) and what it lets through (3W). Returns its greatest cover."""
    inverse, last, greatest = f32(1) / f32(magnify), source.shape[0] - 1, f32(0)
    for j in range(last + 1):
        greatest = max(greatest, source[j, 3])
    if greatest <= f32(0):
        light[:] = f32(0)
        clear[:] = f32(1)
        return greatest
    for x in range(light.shape[0] // 3):
        u = max((f32(x) + f32(0.5)) * inverse - f32(0.5), f32(0))
        j = int(u)
        f, m = u - f32(j), min(j + 1, last)
        through = f32(1) - (source[j, 3] + (source[m, 3] - source[j, 3]) * f)
        for c in range(3):
            light[3 * x + c] = source[j, c] + (source[m, c] - source[j, c]) * f
            clear[3 * x + c] = through
    return greatest


@compiled
def over_compiled(buffer, picture, top, magnify, wide):
    """Composite picture (h, w, 4), magnified, bilinear, from the row ``top`` on; wide (4, 3W) is scratch.

    Its rows are widened one by one; between two of them every number of the buffer is a blend of four.
    """
    rows, width, inverse = picture.shape[0], wide.shape[1], f32(1) / f32(magnify)
    upper, lower, through, below = wide[0], wide[1], wide[2], wide[3]
    now, cover = 0, _widen(picture[0], magnify, upper, through)
    following = _widen(picture[min(1, rows - 1)], magnify, lower, below)
    for y in range(min(rows * magnify, buffer.shape[0] - top)):
        v = max((f32(y) + f32(0.5)) * inverse - f32(0.5), f32(0))
        if int(v) > now:
            now = int(v)
            upper, lower, through, below, cover = lower, upper, below, through, following
            following = _widen(picture[min(now + 1, rows - 1)], magnify, lower, below)
        if cover <= f32(0) and following <= f32(0):
            continue
        f = v - f32(now)
        row = buffer[top + y].reshape(3 * buffer.shape[1])
        for k in range(width):
            clear = through[k] + (below[k] - through[k]) * f
            light = upper[k] + (lower[k] - upper[k]) * f
            row[k] = row[k] * clear + light if clear < f32(1) else row[k]


def over_plain(buffer, picture, top, magnify, wide) -> None:
    """The same with OpenCV; ``wide`` is not needed."""
    rows, columns = picture.shape[0] * magnify, picture.shape[1] * magnify
    target = buffer[top : top + rows, :columns]
    large = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_LINEAR)[: target.shape[0], : target.shape[1]]
    large[large[..., 3] <= 0] = 0
    target *= f32(1) - large[..., 3:]
    target += large[..., :3]


over = over_compiled if HAVE_NUMBA else over_plain


def lay_over(buffer: NDArray[np.float32], small: NDArray[np.float32], top: int, magnify: int) -> None:
    """Composite a premultiplied RGBA picture (h, w, 4), magnified by a whole number, from the row ``top`` >= 0 on."""
    width = min(buffer.shape[1], small.shape[1] * magnify)
    over(buffer, small, top, magnify, scratch("overlay", 4, 3 * width))
