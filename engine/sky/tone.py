"""From linear light to a picture: bloom, exposure, filmic curve, vignette, grain, 8 bits."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.light import f32, halve_row, scratch
from engine.sky.tone_plain import BESIDE, CURVE, MIDDLE, OUTER, gather_plain, grade_plain, shrink_plain
from engine.sky.toning import FINER, LUMA, Toning
from storyboard.model import Look
from storyboard.seeds import seed_for

BLOOM_WEIGHTS = (0.34, 0.26, 0.20, 0.14, 0.10, 0.06)
GRAIN_SPREAD = 400
GRAIN_STEPS = 20.0
"""Standard deviation of the grain sheet in its own whole steps."""


@compiled
def shrink_compiled(source, out):
    """The mean of every 2 x 2 pixels, then a Gaussian of 1.25 of the new ones, edges repeated: source (H, 3W) to out
    (h, 3w) of half its size."""
    height, width = out.shape
    row, halved = np.empty(2 * width, np.float32), np.empty(width + 12, np.float32)
    across, done = np.empty((5, width), np.float32), 0  # the last rows that are blurred across
    for y in range(height):
        while done <= min(y + 2, height - 1):
            halve_row(source[2 * done], source[2 * done + 1], row, halved[6 : width + 6])
            for i in range(3):
                halved[i] = halved[i + 3] = halved[i + 6]
                halved[i + width + 6] = halved[i + width + 9] = halved[i + width + 3]
            soft = across[done % 5]
            for i in range(width):
                soft[i] = (
                    MIDDLE * halved[i + 6]
                    + BESIDE * (halved[i + 3] + halved[i + 9])
                    + OUTER * (halved[i] + halved[i + 12])
                )
            done += 1
        a, b, c = across[max(y - 2, 0) % 5], across[max(y - 1, 0) % 5], across[y % 5]
        d, e, target = across[min(y + 1, height - 1) % 5], across[min(y + 2, height - 1) % 5], out[y]
        for i in range(width):
            target[i] = MIDDLE * c[i] + BESIDE * (b[i] + d[i]) + OUTER * (a[i] + e[i])


@compiled
def _widen(small, gain, doubled, out):
    """A row (3w) twice as wide, bilinear, times ``gain``: out (6w + 3 or more), whose last pixel is there twice.

    Every pixel twice, then blurred by 1-2-1: doubled (6w + 6) is scratch."""
    width = small.shape[0]
    for x in range(width // 3):
        for c in range(3):
            doubled[6 * x + c + 3] = doubled[6 * x + c + 6] = small[3 * x + c]
    for c in range(3):
        doubled[c] = small[c]
        doubled[2 * width + c + 3] = small[width - 3 + c]
    quarter = f32(0.25) * gain
    for i in range(2 * width):
        out[i] = quarter * (doubled[i] + f32(2) * doubled[i + 3] + doubled[i + 6])
    for c in range(3):
        out[2 * width + c] = out[2 * width - 3 + c]


@compiled
def _rows_beside(small, y, gain, doubled, wide):
    """The nearer and the farther of the rows of a small picture (h, 3w) between which row ``y`` of one twice as large
    lies, both widened. wide (2, 6w + 3 or more) holds them, doubled (6w + 6) is scratch; ``y`` goes up by one from
    call to call."""
    last = small.shape[0] - 1
    near = min(y >> 1, last)
    far = min(max(near + (1 if y & 1 else -1), 0), last)
    if y == 0:
        _widen(small[0], gain, doubled, wide[0])
    elif y & 1 and far > near:
        _widen(small[far], gain, doubled, wide[far & 1])
    return wide[near & 1], wide[far & 1]


@compiled
def gather_compiled(level, weight, small):
    """level (H, 3W) = level * weight + the smaller picture magnified."""
    wide, doubled = np.empty((2, level.shape[1] + 3), np.float32), np.empty(level.shape[1] + 6, np.float32)
    for y in range(level.shape[0]):
        near, far = _rows_beside(small, y, f32(1), doubled, wide)
        target = level[y]
        for i in range(target.shape[0]):
            target[i] = target[i] * weight + f32(0.75) * near[i] + f32(0.25) * far[i]


@compiled
def grade_compiled(
    buffer, bloom, bloom_gain, exposure, vignette, qx, qy, grain, grain_gain, shift_y, shift_x, saturation, table, out
):
    """The picture of a linear buffer (H, 3W), with bloom of half its size; qx (3W) and qy (H): squared distance from
    the middle; grain of at least 3W + shift columns; saturation and table as ``Toning`` has them."""
    height, width = buffer.shape
    wide, doubled = np.empty((2, width + 3), np.float32), np.empty(width + 6, np.float32)
    codes, entries = np.empty(width, np.float32), np.empty((3, width // 3), np.uint16)
    for y in range(height):
        near, far = _rows_beside(bloom, y, bloom_gain, doubled, wide)
        light, q = buffer[y], qy[y]
        # exposure * (1 - vignette * q * (0.6 + 0.4 q)) with q = qx + qy, in powers of qx
        even = exposure * (f32(1) - vignette * q * (f32(0.6) + f32(0.4) * q))
        linear = -exposure * vignette * (f32(0.6) + f32(0.8) * q)
        square = -exposure * vignette * f32(0.4)
        for i in range(width):
            l = light[i] + f32(0.75) * near[i] + f32(0.25) * far[i]
            l = max(l * (even + qx[i] * (linear + qx[i] * square)), f32(0))
            code = CURVE[0] + l * (CURVE[1] + l * (CURVE[2] + l * CURVE[3]))
            codes[i] = code / (f32(1) + l * (CURVE[4] + l * (CURVE[5] + l * CURVE[6])))
        noise, target = grain[(y + shift_y) % grain.shape[0], shift_x : shift_x + width], out[y]
        if table.shape[0]:
            for i in range(width):
                codes[i] = min(max(codes[i] + f32(noise[i]) * grain_gain, f32(0)), f32(255))
            _tone_row(codes, saturation, table, entries, target)
        else:
            for i in range(width):
                code = np.int32(codes[i] + f32(noise[i]) * grain_gain + f32(0.5))
                target[i] = np.uint8(min(max(code, np.int32(0)), np.int32(255)))


@compiled
def _tone_row(codes, saturation, table, entries, out):
    """Codes (3W) as floats in 0..255 in other colours; entries (3, W) is scratch."""
    last = np.int32(table.shape[1] - 1)
    reds, greens, blues = entries[0], entries[1], entries[2]
    for x in range(reds.shape[0]):
        r, g, b = f32(FINER) * codes[3 * x], f32(FINER) * codes[3 * x + 1], f32(FINER) * codes[3 * x + 2]
        grey = (f32(1) - saturation) * (LUMA[0] * r + LUMA[1] * g + LUMA[2] * b) + f32(0.5)
        reds[x] = np.uint16(min(max(np.int32(grey + saturation * r), np.int32(0)), last))
        greens[x] = np.uint16(min(max(np.int32(grey + saturation * g), np.int32(0)), last))
        blues[x] = np.uint16(min(max(np.int32(grey + saturation * b), np.int32(0)), last))
    of_red, of_green, of_blue = table[0], table[1], table[2]
    for x in range(reds.shape[0]):
        out[3 * x] = of_red[reds[x]]
        out[3 * x + 1] = of_green[greens[x]]
        out[3 * x + 2] = of_blue[blues[x]]


shrink = shrink_compiled if HAVE_NUMBA else shrink_plain
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
        levels, source = [], buffer
        for n in range(self._levels):
            height, width = source.shape[0] // 2, source.shape[1] // 6
            if min(height, width) < 1:
                break
            small = scratch(f"bloom {n}", height, 3 * width)
            shrink(source, small)
            levels.append(small)
            source = small
        levels[-1] *= f32(BLOOM_WEIGHTS[len(levels) - 1])
        for n in range(len(levels) - 2, -1, -1):
            gather(levels[n], f32(BLOOM_WEIGHTS[n]), levels[n + 1])
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
            self._toning.saturation,
            self._toning.table,
            out.reshape(height, 3 * width),
        )
        return out


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
