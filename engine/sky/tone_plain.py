"""Twins of the kernels of tone.py in numpy and OpenCV: the blur and the pyramid of the bloom, the grade."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

f32 = np.float32

# five taps of a Gaussian of 1.25 pixels
MIDDLE, BESIDE, OUTER = (f32(w / (1 + 2 * math.exp(-0.32) + 2 * math.exp(-1.28))) for w in (
    1.0, math.exp(-0.32), math.exp(-1.28),
))  # fmt: skip

_BAND = 16
"""Rows that are graded at once: what fits into the fast memory."""


def blur_plain(source, row, out) -> None:
    """A Gaussian of 1.25 pixels: source (H, 3W) to out; ``row`` is not needed."""
    height, width = source.shape
    taps = np.array([OUTER, BESIDE, MIDDLE, BESIDE, OUTER], f32)
    picture = source.reshape(height, width // 3, 3)
    soft = cv2.sepFilter2D(picture, cv2.CV_32F, taps, taps, borderType=cv2.BORDER_REPLICATE)
    out[...] = soft.reshape(height, width)


def _doubled(small: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    """A picture (h, 3w) magnified twice, bilinear, to (height, width), which may be one pixel more than twice."""
    h, w = small.shape[0], small.shape[1] // 3
    large = np.empty((height, width), f32)
    picture = cv2.resize(small.reshape(h, w, 3), (2 * w, 2 * h), interpolation=cv2.INTER_LINEAR)
    large[: 2 * h, : 6 * w] = picture.reshape(2 * h, 6 * w)
    large[2 * h :] = large[2 * h - 2]
    large[:, 6 * w :] = large[:, 6 * w - 3 : width - 3]
    return large


def gather_plain(level, weight, small, row, glow) -> None:
    """level (H, 3W) = level * weight + the smaller picture magnified; ``row`` and ``glow`` are not needed."""
    level *= weight
    level += _doubled(small, *level.shape)


def grade_plain(
    buffer, bloom, bloom_gain, exposure, vignette, qx, qy, grain, grain_gain, shift_y, shift_x, row, glow, out
) -> None:
    """The picture of a linear buffer (H, 3W), band by band; ``row`` and ``glow`` are not needed."""
    height, width = buffer.shape
    scattered = _doubled(bloom, height, width)
    for top in range(0, height, _BAND):
        rows = slice(top, min(top + _BAND, height))
        q = qx + qy[rows, None]
        light = scattered[rows] * bloom_gain
        light += buffer[rows]
        light *= exposure * (f32(1) - vignette * q * (f32(0.6) + f32(0.4) * q))
        s = np.sqrt(np.maximum(light, f32(0)))
        code = _polynomial(s, (-9.66647, 117.009175, 916.5419, 724.14045))
        code /= _polynomial(s, (1.0, -0.21456371, 4.0467259, 2.7153473))
        noise = grain[np.arange(rows.start + shift_y, rows.stop + shift_y) % grain.shape[0], shift_x : shift_x + width]
        code += noise * grain_gain + f32(0.5)
        out[rows] = np.clip(code, f32(0), f32(255)).astype(np.uint8)


def _polynomial(s: NDArray[np.float32], factors: tuple[float, float, float, float]) -> NDArray[np.float32]:
    value = s * f32(factors[3])
    for factor in factors[2:0:-1]:
        value += f32(factor)
        value *= s
    value += f32(factors[0])
    return value
