"""From linear light to a picture: bloom, exposure, filmic curve, vignette, grain, 8 bits."""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.light import f32, halve, scratch
from engine.sky.tone_plain import BESIDE, MIDDLE, OUTER, blur_plain, gather_plain, grade_plain
from engine.sky.toning import Toning
from storyboard.model import Look
from storyboard.seeds import seed_for

BLOOM_WEIGHTS = (0.34, 0.26, 0.20, 0.14, 0.10, 0.06)
GRAIN_SPREAD = 400
GRAIN_STEPS = 20.0
"""Standard deviation of the grain sheet in its own whole steps."""


@compiled
def blur_compiled(source, row, out):
    """A Gaussian of 1.25 pixels: source (H, 3W) to out, edges repeated; row (3W + 12 or more) is scratch."""
    height, width = source.shape
    for y in range(height):
        a, b, c = source[max(y - 2, 0)], source[max(y - 1, 0)], source[y]
        d, e, target = source[min(y + 1, height - 1)], source[min(y + 2, height - 1)], out[y]
        for i in range(width):
            row[i + 6] = MIDDLE * c[i] + BESIDE * (b[i] + d[i]) + OUTER * (a[i] + e[i])
        for i in range(3):
            row[i] = row[i + 6]
            row[i + 3] = row[i + 6]
            row[i + width + 6] = row[i + width + 3]
            row[i + width + 9] = row[i + width + 3]
        for i in range(width):
            target[i] = MIDDLE * row[i + 6] + BESIDE * (row[i + 3] + row[i + 9]) + OUTER * (row[i] + row[i + 12])


@compiled
def _doubled_row(small, y, gain, row, out):
    """Row ``y`` of a picture (h, 3w) magnified twice, bilinear, times ``gain``; row (3w + 6) is scratch."""
    height, width = small.shape
    near = min(y >> 1, height - 1)
    far = min(max(near + (1 if y & 1 else -1), 0), height - 1)
    first, second = small[near], small[far]
    for i in range(width):
        row[i + 3] = (f32(0.75) * first[i] + f32(0.25) * second[i]) * gain
    for c in range(3):
        row[c] = row[c + 3]
        row[c + width + 3] = row[c + width]
    for x in range(width // 3):
        k = 3 * x
        r, g, b = f32(0.75) * row[k + 3], f32(0.75) * row[k + 4], f32(0.75) * row[k + 5]
        out[2 * k] = r + f32(0.25) * row[k]
        out[2 * k + 1] = g + f32(0.25) * row[k + 1]
        out[2 * k + 2] = b + f32(0.25) * row[k + 2]
        out[2 * k + 3] = r + f32(0.25) * row[k + 6]
        out[2 * k + 4] = g + f32(0.25) * row[k + 7]
        out[2 * k + 5] = b + f32(0.25) * row[k + 8]


@compiled
def gather_compiled(level, weight, small, row, glow):
    """level (H, 3W) = level * weight + the smaller picture magnified; row and glow are scratch."""
    for y in range(level.shape[0]):
        _doubled_row(small, y, f32(1), row, glow)
        target = level[y]
        # where the sides are odd the last column has no half of its own
        for i in range(min(target.shape[0], 2 * small.shape[1])):
            target[i] = target[i] * weight + glow[i]
        for i in range(2 * small.shape[1], target.shape[0]):
            target[i] = target[i] * weight + glow[i - 3]


@compiled
def grade_compiled(
    buffer, bloom, bloom_gain, exposure, vignette, qx, qy, grain, grain_gain, shift_y, shift_x, row, glow, out
):
    """buffer (H, 3W) linear, bloom of half its size; qx (3W), qy (H) squared distance from the middle; grain of at
    least 3W + shift columns; row and glow are scratch."""
    height, width = buffer.shape
    for y in range(height):
        _doubled_row(bloom, y, bloom_gain, row, glow)
        light, target = buffer[y], out[y]
        noise = grain[(y + shift_y) % grain.shape[0], shift_x : shift_x + width]
        q0 = qy[y]
        for i in range(width):
            q = qx[i] + q0
            l = (light[i] + glow[i]) * (exposure * (f32(1) - vignette * q * (f32(0.6) + f32(0.4) * q)))
            # filmic curve (Narkowicz's fit of ACES) and sRGB encoding in one: a fit over the root of light, 0.4 of a
            # code value from the two done one after the other
            s = math.sqrt(max(l, f32(0)))
            code = f32(-9.66647) + s * (f32(117.009175) + s * (f32(916.5419) + s * f32(724.14045)))
            code /= f32(1) + s * (f32(-0.21456371) + s * (f32(4.0467259) + s * f32(2.7153473)))
            code += f32(noise[i]) * grain_gain + f32(0.5)
            target[i] = np.uint8(np.int32(min(max(code, f32(0)), f32(255))))


blur = blur_compiled if HAVE_NUMBA else blur_plain
gather = gather_compiled if HAVE_NUMBA else gather_plain
grade = grade_compiled if HAVE_NUMBA else grade_plain


class Grade:
    """Turns a linear buffer into an 8-bit picture in the storyboard's look. Reentrant: holds only constants."""

    def __init__(self, look: Look, width: int, height: int, seed: int, exposure: float = 1.0) -> None:
        self._toning = Toning(look)
        self._bloom_gain = f32(look.bloom)
        self._exposure = f32(look.exposure * exposure)
        self._vignette = f32(look.vignette)
        self._levels = 6 if height > 900 else 5
        half = width * width / 4 + height * height / 4
        self._qx = np.repeat(((np.arange(width) + 0.5 - width / 2) ** 2 / half).astype(f32), 3)
        self._qy = ((np.arange(height) + 0.5 - height / 2) ** 2 / half).astype(f32)
        self._grain = _grain_sheet(width, height)
        self._grain_gain = f32(look.grain / GRAIN_STEPS)
        self._start = seed_for(seed, "grain") % 100_000

    def bloom(self, buffer: NDArray[np.float32]) -> NDArray[np.float32]:
        """Light scattered in the lens: a pyramid of blurs, (H // 2, 3 (W // 2)), valid until this thread calls again.

        buffer: (H, 3W).
        """
        row = scratch("bloom row", buffer.shape[1] + 12)
        glow = scratch("bloom glow", buffer.shape[1] + 12)
        levels, source = [], buffer
        for n in range(self._levels):
            height, width = source.shape[0] // 2, source.shape[1] // 6
            if min(height, width) < 1:
                break
            small = scratch(f"bloom small {n}", height, 3 * width)
            halve(source, row, small)
            source = scratch(f"bloom {n}", height, 3 * width)
            blur(small, row, source)
            levels.append(source)
        levels[-1] *= f32(BLOOM_WEIGHTS[len(levels) - 1])
        for n in range(len(levels) - 2, -1, -1):
            gather(levels[n], f32(BLOOM_WEIGHTS[n]), levels[n + 1], row, glow)
        return levels[0]

    def develop(self, buffer: NDArray[np.float32], frame_index: int) -> NDArray[np.uint8]:
        """The picture (H, W, 3) uint8 RGB of a linear buffer (H, W, 3), height and width even."""
        height, width = buffer.shape[:2]
        out = np.empty((height, width, 3), np.uint8)
        flat, moment = buffer.reshape(height, 3 * width), frame_index + self._start
        grade(
            flat,
            self.bloom(flat),
            self._bloom_gain,
            self._exposure,
            self._vignette,
            self._qx,
            self._qy,
            self._grain,
            self._grain_gain,
            moment * 389 % height,
            moment * 157 % (GRAIN_SPREAD - 10) * 3,
            scratch("bloom row", 3 * width + 12),
            scratch("bloom glow", 3 * width + 12),
            out.reshape(height, 3 * width),
        )
        return self._toning.apply(out)


@lru_cache(maxsize=2)
def _grain_sheet(width: int, height: int) -> NDArray[np.int8]:
    """Film grain (H, 3 (W + spread)) in steps of 1 / GRAIN_STEPS of its standard deviation: mostly grey, slightly
    coloured and soft. One sheet serves all shots, each begins elsewhere on it."""
    rng = np.random.default_rng(17)
    shape = (height, width + GRAIN_SPREAD)
    grey = rng.standard_normal(shape, dtype=f32)
    grey = f32(0.72) * grey + f32(0.9) * cv2.GaussianBlur(grey, (0, 0), 0.8)
    sheet = np.repeat(grey[..., None], 3, 2) + f32(0.28) * rng.standard_normal((*shape, 3), dtype=f32)
    sheet *= f32(GRAIN_STEPS) / sheet.std()
    return np.clip(np.rint(sheet), -127, 127).astype(np.int8).reshape(shape[0], -1)
