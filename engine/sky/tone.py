"""From linear light to a picture: bloom, exposure, filmic curve, vignette, grain, 8 bits."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numba import njit
from numpy.typing import NDArray

from engine.sky.light import KERNEL, f32
from storyboard.model import Look
from storyboard.seeds import seed_for

BLOOM_WEIGHTS = (0.34, 0.26, 0.20, 0.14, 0.10, 0.06)
GRAIN_SPREAD = 400


@njit(**KERNEL)
def _grade(buffer, bloom, bloom_gain, exposure, vignette, qx, qy, grain, shift_y, shift_x, out):
    """buffer, bloom (H, 3W) linear; qx (3W), qy (H) squared distance from the middle; grain (G, >= 3W + shift)."""
    height, width = buffer.shape
    for y in range(height):
        light, glow, target = buffer[y], bloom[y], out[y]
        noise = grain[(y + shift_y) % grain.shape[0], shift_x : shift_x + width]
        q0 = qy[y]
        for i in range(width):
            q = qx[i] + q0
            l = (light[i] + bloom_gain * glow[i]) * (exposure * (f32(1) - vignette * q * (f32(0.6) + f32(0.4) * q)))
            l = max(l, f32(0))
            # filmic curve: Narkowicz's fit of ACES
            t = l * (f32(2.51) * l + f32(0.03)) / (l * (f32(2.43) * l + f32(0.59)) + f32(0.14))
            t = min(max(t, f32(0)), f32(1))
            # sRGB encoding by three nested square roots
            s1 = math.sqrt(t)
            s2 = math.sqrt(s1)
            s3 = math.sqrt(s2)
            code = f32(149.2062) * s1 + f32(199.70079) * s2 - f32(93.906998) * s3 + noise[i] + f32(0.5)
            target[i] = np.uint8(np.int32(min(max(code, f32(0)), f32(255))))


class Grade:
    """Turns a linear buffer into an 8-bit picture in the storyboard's look. Reentrant: holds only constants."""

    def __init__(self, look: Look, width: int, height: int, seed: int, exposure: float = 1.0) -> None:
        self._bloom_gain = f32(look.bloom)
        self._exposure = f32(look.exposure * exposure)
        self._vignette = f32(look.vignette)
        self._levels = 6 if height > 900 else 5
        half = width * width / 4 + height * height / 4
        self._qx = np.repeat(((np.arange(width) + 0.5 - width / 2) ** 2 / half).astype(f32), 3)
        self._qy = ((np.arange(height) + 0.5 - height / 2) ** 2 / half).astype(f32)
        self._grain = _grain_sheet(width, height, look.grain, seed_for(seed, "grain"))

    def bloom(self, buffer: NDArray[np.float32]) -> NDArray[np.float32]:
        """Light scattered in the lens: a pyramid of blurs, same shape as the buffer."""
        height, width = buffer.shape[:2]
        level = cv2.resize(buffer, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
        blurred = []
        for i in range(self._levels):
            blurred.append(cv2.GaussianBlur(level, (5, 5), 1.25))
            if i < self._levels - 1:
                h, w = blurred[-1].shape[:2]
                level = cv2.resize(blurred[-1], (max(1, w // 2), max(1, h // 2)), interpolation=cv2.INTER_AREA)
        glow = blurred[-1] * f32(BLOOM_WEIGHTS[self._levels - 1])
        for i in range(self._levels - 2, -1, -1):
            h, w = blurred[i].shape[:2]
            glow = cv2.resize(glow, (w, h), interpolation=cv2.INTER_LINEAR)
            glow = cv2.scaleAdd(blurred[i], BLOOM_WEIGHTS[i], glow)
        return cv2.resize(glow, (width, height), interpolation=cv2.INTER_LINEAR)

    def develop(self, buffer: NDArray[np.float32], frame_index: int) -> NDArray[np.uint8]:
        """The picture (H, W, 3) uint8 RGB of a linear buffer (H, W, 3)."""
        height, width = buffer.shape[:2]
        out = np.empty((height, width, 3), np.uint8)
        _grade(
            buffer.reshape(height, -1),
            self.bloom(buffer).reshape(height, -1),
            self._bloom_gain,
            self._exposure,
            self._vignette,
            self._qx,
            self._qy,
            self._grain,
            (frame_index * 389) % max(1, height // 2),
            ((frame_index * 157) % (GRAIN_SPREAD - 10)) * 3,
            out.reshape(height, -1),
        )
        return out


def _grain_sheet(width: int, height: int, sigma: float, seed: int) -> NDArray[np.float32]:
    """Film grain in code values, (1.5 H, 3 (W + spread)): mostly grey, slightly coloured and soft."""
    rng = np.random.default_rng(seed)
    shape = (height + height // 2 + 1, width + GRAIN_SPREAD)
    grey = rng.standard_normal(shape, dtype=f32)
    grey = f32(0.72) * grey + f32(0.9) * cv2.GaussianBlur(grey, (0, 0), 0.8)
    sheet = np.repeat(grey[..., None], 3, 2) + f32(0.28) * rng.standard_normal((*shape, 3), dtype=f32)
    sheet *= f32(sigma) / sheet.std()
    return np.ascontiguousarray(sheet.reshape(shape[0], -1))
