"""Laying a smaller, premultiplied picture over the buffer."""

from __future__ import annotations

import cv2
import numpy as np
from numba import njit
from numpy.typing import NDArray

from engine.sky.light import KERNEL, f32


@njit(**KERNEL)
def _over(buffer, picture, top):
    for y in range(min(picture.shape[0], buffer.shape[0] - top)):
        row, source = buffer[top + y], picture[y]
        for x in range(min(row.shape[0], source.shape[0])):
            clear = f32(1) - source[x, 3]
            row[x, 0] = row[x, 0] * clear + source[x, 0]
            row[x, 1] = row[x, 1] * clear + source[x, 1]
            row[x, 2] = row[x, 2] * clear + source[x, 2]


def lay_over(buffer: NDArray[np.float32], small: NDArray[np.float32], top: int, magnify: int) -> None:
    """Composite a premultiplied RGBA picture (h, w, 4), magnified by a whole number, from the row ``top`` >= 0 on."""
    height, width = small.shape[:2]
    large = cv2.resize(small, (width * magnify, height * magnify), interpolation=cv2.INTER_LINEAR)
    _over(buffer, large, top)
