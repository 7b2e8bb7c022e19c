"""Twins of the kernels of tone.py in numpy and OpenCV: the pyramid of the bloom, the grade."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.light_plain import halve_plain
from engine.sky.toning import FINER, LUMA

f32 = np.float32

# five taps of a Gaussian of 1.25 pixels
MIDDLE, BESIDE, OUTER = (f32(w / (1 + 2 * math.exp(-0.32) + 2 * math.exp(-1.28))) for w in (
    1.0, math.exp(-0.32), math.exp(-1.28),
))  # fmt: skip

CURVE = tuple(f32(factor) for factor in (-7.990656, 1917.9675, 136586.17, 502549.97, 105.12486, 718.43358, 1944.2515))
"""The filmic curve (Narkowicz's fit of ACES) and the sRGB encoding in one, code values 0..255 for light: a cubic over a
cubic that begins with 1, our own fit, 0.08 of a code value from the two done one after the other."""

_BAND = 16
"""Rows that are graded at once: what fits into the fast memory."""


def shrink_plain(source, out) -> None:
    """Half the size, then a Gaussian of 1.25 pixels: source (H, 3W) to out."""
    height, width = out.shape
    small = np.empty_like(out)
    halve_plain(source, None, small)
    taps = np.array([OUTER, BESIDE, MIDDLE, BESIDE, OUTER], f32)
    picture = small.reshape(height, width // 3, 3)
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


def gather_plain(level, weight, small) -> None:
    """level (H, 3W) = level * weight + the smaller picture magnified."""
    level *= weight
    level += _doubled(small, *level.shape)


def grade_plain(
    buffer, bloom, bloom_gain, exposure, vignette, qx, qy, grain, grain_gain, shift_y, shift_x, saturation, table, out
) -> None:
    """The picture of a linear buffer (H, 3W), band by band."""
    height, width = buffer.shape
    scattered = _doubled(bloom, height, width)
    for top in range(0, height, _BAND):
        rows = slice(top, min(top + _BAND, height))
        q = qx + qy[rows, None]
        light = scattered[rows] * bloom_gain
        light += buffer[rows]
        light *= exposure * (f32(1) - vignette * q * (f32(0.6) + f32(0.4) * q))
        np.maximum(light, f32(0), out=light)
        code = _polynomial(light, CURVE[:4])
        code /= _polynomial(light, (f32(1), *CURVE[4:]))
        noise = grain[np.arange(rows.start + shift_y, rows.stop + shift_y) % grain.shape[0], shift_x : shift_x + width]
        code += noise * grain_gain
        code = np.clip(code, f32(0), f32(255))
        out[rows] = _toned(code, saturation, table) if len(table) else (code + f32(0.5)).astype(np.uint8)


def _toned(code: NDArray[np.float32], saturation: np.float32, table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Codes (h, 3w) as floats in 0..255 in other colours."""
    pixels = f32(FINER) * code.reshape(len(code), -1, 3)
    grey = (f32(1) - saturation) * (pixels @ np.array(LUMA, f32)) + f32(0.5)
    entries = np.clip(grey[..., None] + saturation * pixels, 0, table.shape[1] - 1).astype(np.int32)
    return table[np.arange(3), entries].reshape(code.shape)


def _polynomial(x: NDArray[np.float32], factors: tuple[np.float32, ...]) -> NDArray[np.float32]:
    value = x * factors[3]
    for factor in factors[2:0:-1]:
        value += factor
        value *= x
    value += factors[0]
    return value
