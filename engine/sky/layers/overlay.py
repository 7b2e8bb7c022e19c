"""Laying a smaller, premultiplied picture over the buffer."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.light import f32, scratch


@compiled
def over_compiled(buffer, picture, top, magnify, line):
    """Composite picture (h, w, 4), magnified, bilinear, from the row ``top`` on; line (4w + 4) is scratch."""
    rows, columns = picture.shape[0], picture.shape[1]
    inverse = f32(1) / f32(magnify)
    for y in range(min(rows * magnify, buffer.shape[0] - top)):
        v = max((f32(y) + f32(0.5)) * inverse - f32(0.5), f32(0))
        i = min(int(v), rows - 1)
        f = v - f32(i)
        upper, lower = picture[i].reshape(4 * columns), picture[min(i + 1, rows - 1)].reshape(4 * columns)
        for k in range(4 * columns):
            line[k] = upper[k] + (lower[k] - upper[k]) * f
        for k in range(4):
            line[4 * columns + k] = line[4 * columns - 4 + k]
        row = buffer[top + y]
        for x in range(min(row.shape[0], columns * magnify)):
            u = max((f32(x) + f32(0.5)) * inverse - f32(0.5), f32(0))
            j = int(u)
            f = u - f32(j)
            k = 4 * j
            a = line[k + 3] + (line[k + 7] - line[k + 3]) * f
            if a <= f32(0):
                continue
            clear = f32(1) - a
            row[x, 0] = row[x, 0] * clear + line[k] + (line[k + 4] - line[k]) * f
            row[x, 1] = row[x, 1] * clear + line[k + 1] + (line[k + 5] - line[k + 1]) * f
            row[x, 2] = row[x, 2] * clear + line[k + 2] + (line[k + 6] - line[k + 2]) * f


def over_plain(buffer, picture, top, magnify, line) -> None:
    """The same with OpenCV; ``line`` is not needed."""
    rows, columns = picture.shape[0] * magnify, picture.shape[1] * magnify
    target = buffer[top : top + rows, :columns]
    large = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_LINEAR)[: target.shape[0], : target.shape[1]]
    large[large[..., 3] <= 0] = 0
    target *= f32(1) - large[..., 3:]
    target += large[..., :3]


over = over_compiled if HAVE_NUMBA else over_plain


def lay_over(buffer: NDArray[np.float32], small: NDArray[np.float32], top: int, magnify: int) -> None:
    """Composite a premultiplied RGBA picture (h, w, 4), magnified by a whole number, from the row ``top`` >= 0 on."""
    over(buffer, small, top, magnify, scratch("overlay", 4 * small.shape[1] + 4))
