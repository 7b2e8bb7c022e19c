"""The sea: a wave field in perspective that mirrors the picture above it, from the horizon to the bottom."""

from __future__ import annotations

import math
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise
from engine.sky.layers.water import water
from engine.sky.layers.water.ocean import Ocean, shrink_rows
from engine.sky.light import f32, smoothstep
from storyboard.model import Element

DEFAULT_HORIZON = 566.0
SWELL_PATCH_M, RIPPLE_PATCH_M, GUST_PATCH_M = 96.0, 26.0, 900.0
LEVELS = 7


def sea_horizon(frame: Frame, reference: float | None = None) -> float:
    """Height in pixels of the sea's far edge now: the view's horizon unless another one is given."""
    if reference is None:
        reference = DEFAULT_HORIZON if frame.stage.horizon is None else frame.stage.horizon
    return float(frame.to_pixels(0.0, reference)[1])


def waterline(frame: Frame, x: NDArray[np.floating] | float, y: float) -> NDArray[np.float64]:
    """Height in pixels of the moving water at reference x, where the still water would stand at reference y.

    A gentle swell of three waves that shrinks towards the horizon; everything that stands in the sea uses it.
    """
    horizon = DEFAULT_HORIZON if frame.stage.horizon is None else frame.stage.horizon
    nearness = min(max((y - horizon) / 50, 0.15), 2.0)
    x = np.asarray(x, float)
    t = frame.time
    bob = (
        1.5 * np.sin(0.031 * x + 1.15 * t + 0.05 * y)
        + 0.8 * np.sin(0.083 * x - 1.7 * t)
        + 0.4 * np.sin(0.19 * x + 2.3 * t)
    )
    return np.asarray(frame.to_pixels(0.0, y + nearness * bob)[1], float)


def waterline_mask(frame: Frame, y: float) -> NDArray[np.float32]:
    """Height in pixels (W,) of the moving water in every column, where the still water would stand at reference y.

    A figure that rises from the sea is cut off below it.
    """
    columns = (np.arange(frame.stage.width) + 0.5) / frame.unit
    return waterline(frame, columns, y).astype(f32)


@element("sea")
class Sea:
    """Open water from the horizon down.

    Settings:
        calm: 0 a storm, 1 a mirror (what the wind leaves: 0.54 at 7.5 m/s, 0.17 at 12, 0.83 at 4).
        wind: metres a second; longer waves with more (7.5).
        horizon: reference y of the far edge (the view's horizon).
        tint: colour of the deep water, linear (0.0016, 0.0052, 0.0085).
        glow: colour of a warm path of glitter (0.10, 0.085, 0.06); glow_x: where it lies, reference x (the middle);
        glow_strength: 0 without (0.0); glow_start_s: when it comes (0).
        foam: white caps on the crests, 0..1 (what the wind gives).
        haze: how softly the far edge melts into the sky, 0..1 (0.5).
        height_m: height of the eye over the water; more makes the waves finer (10).
        drift: metres a second that the eye glides forward (0.8).
    """

    order = Order.WATER

    def __init__(self, spec: Element, stage: Stage) -> None:
        middle = stage.reference_width / 2
        wind = float(spec.setting("wind", 7.5))
        self._calm = min(max(float(spec.setting("calm", 1 - (wind - 2) / 12)), 0.0), 1.0)
        self._horizon = spec.setting("horizon", None)
        self._tint = np.asarray(spec.setting("tint", (0.0016, 0.0052, 0.0085)), float)
        self._crest = self._tint * (1.0, 0.75, 0.80)
        self._glow = np.asarray(spec.setting("glow", (0.10, 0.085, 0.06)), float)
        self._glow_x = float(spec.setting("glow_x", middle))
        self._glow_strength = float(spec.setting("glow_strength", 0.0))
        self._glow_start = float(spec.setting("glow_start_s", 0.0))
        self._foam = float(spec.setting("foam", min(max((wind - 7) / 6, 0.0), 1.0) * (1 - self._calm)))
        self._haze = float(spec.setting("haze", 0.5))
        self._height = float(spec.setting("height_m", 10.0))
        self._drift = float(spec.setting("drift", 0.8))
        random = stage.random("sea")
        # the wind blows towards the eye and a little aside
        self._ocean = Ocean(SWELL_PATCH_M, wind, (0.30, 0.95), random)
        self._gusts = fft_noise(256, 256, 2.2, random, aspect=0.5, lowest=2)
        self._offset = random.random(6)
        slopes = shrink_rows(self._ocean.slopes(0.0), LEVELS)
        starts = [2 * 256 - (2 * 256 >> level) for level in range(LEVELS + 2)]
        seen = [float(slopes[a:b, :, 1].std()) for a, b in pairwise(starts)]
        self._resolved = np.array(seen) / seen[0]
        # typical tilt of the facets in radians; small even in a storm, since the eye sees them at a grazing angle
        self._tilt = 0.12 * (1 - self._calm) ** 1.6 + 0.004

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Cover everything below the horizon with water that mirrors the buffer above it."""
        horizon = sea_horizon(frame, self._horizon)
        top = math.ceil(horizon - 0.5)
        height = buffer.shape[0]
        if top >= height or top < 8:
            return
        rows = self._rows(frame, horizon, top, height)
        slopes = shrink_rows(self._ocean.slopes(frame.time), LEVELS)
        slopes = slopes.reshape(len(slopes), -1)
        scale = self._pixels_per_radian(frame)
        spread = 1.6 * self._tilt * scale + 3 * frame.unit
        # what the steepest facets of the nearest row can mirror
        seen = int(1.02 * (height - top) + 5 * self._tilt * scale) + 16
        sharp, soft = water.mirror_sources(buffer[max(0, top - seen) : top], spread)
        colours = self._colours(frame, sharp)
        water.shade_sea(
            buffer,
            top,
            rows,
            slopes,
            slopes,
            self._gusts,
            sharp,
            soft,
            colours,
            f32(frame.to_pixels(self._glow_x, 0.0)[0]),
            f32(frame.to_pixels(self._flash_x(frame), 0.0)[0]),
            f32(1.15 * self._tilt if self._foam > 0 else 1e3),
            f32(1 / self._tilt),
            f32(0.07 + 0.60 * self._calm**3),
        )

    def _flash_x(self, frame: Frame) -> float:
        """Reference x of the flash that burns brightest."""
        strongest = max(frame.stage.flashes, key=lambda flash: flash.light(frame.time), default=None)
        return strongest.x if strongest else 0.0

    def _pixels_per_radian(self, frame: Frame) -> float:
        return frame.stage.scene.view.scale * frame.unit * frame.zoom

    def _rows(self, frame: Frame, horizon: float, top: int, height: int) -> NDArray[np.float32]:
        """What ``shade_sea`` needs for every row: where it lies in the wave tiles and how much of them is resolved."""
        scale = self._pixels_per_radian(frame)
        depth = np.maximum(np.arange(top, height) + 0.5 - horizon, 0.35)
        angle = depth / scale
        distance = self._height / angle
        sideways = distance / scale  # metres across a pixel
        step = distance / depth  # metres down a pixel
        left = -(frame.stage.path.pivot[0] + frame.ground.shift_x)
        rows = np.zeros((height - top, water.ROW_COLUMNS), f32)
        rows[:, water.ANGLE] = angle
        # what is mirrored is counted from the row ``top``, and lies as far over the true horizon as the water below it
        rows[:, water.DEPTH] = np.arange(height - top) + 0.5 + 2 * (top - horizon)
        away = distance + self._drift * frame.time
        resolved = np.zeros(len(depth))
        places = ((water.SWELL, SWELL_PATCH_M, 0.80), (water.RIPPLE, RIPPLE_PATCH_M, 0.55))
        for n, (column, patch, share) in enumerate(places):
            texel = patch / self._ocean.size
            level = np.clip(np.log2(np.maximum(step / texel, 1)), 0, LEVELS - 0.001)
            fade = np.minimum(1, 2 * patch / step)
            # the ripples are the same tile mirrored, so that the two do not repeat together
            mirrored = -1 if n else 1
            rows[:, column] = mirrored * left * sideways / texel + self._offset[n] * 256
            rows[:, column + 1] = mirrored * sideways / texel
            rows[:, column + 2] = np.mod(away / patch + self._offset[2 + n], 1.0)
            rows[:, column + 3] = level
            rows[:, column + 4] = self._tilt * share * fade
            resolved += (share * fade * np.interp(level, np.arange(LEVELS + 1), self._resolved)) ** 2
        texel = GUST_PATCH_M / 256
        rows[:, water.GUST] = left * sideways / texel + self._offset[4] * 256 + frame.time * 0.9
        rows[:, water.GUST + 1] = sideways / texel
        rows[:, water.GUST + 2] = np.mod(away / GUST_PATCH_M + self._offset[5], 1.0)
        rows[:, water.GUST + 3] = np.minimum(1, (GUST_PATCH_M * 0.12 / step))
        hidden = np.sqrt(np.maximum(0.95 - resolved, 0.0))
        rows[:, water.FAR_SCALE] = 2 * scale
        rows[:, water.BIAS] = 1.1 * scale * self._tilt * hidden
        rows[:, water.ROUGHNESS] = np.clip(hidden * 0.9, 0.12, 0.85) * min(1.0, self._tilt / 0.012)
        rows[:, water.HAZE] = self._haze * np.exp(-depth / (5.0 * frame.unit))
        rows[:, water.NEAR_PATH] = (70 + 0.55 * depth / frame.unit) * frame.unit
        return rows

    def _colours(self, frame: Frame, sharp: NDArray[np.float32]) -> NDArray[np.float32]:
        flash = min(frame.flash, 1.5)
        glow = self._glow_strength * float(smoothstep(0, 2.0, frame.time - self._glow_start))
        edge = np.array(cv2.mean(sharp[-2:])[:3])
        ambient = np.array([0.010, 0.016, 0.024])
        lightning = np.array([0.35, 0.45, 0.80]) * flash
        return np.array(
            [
                self._tint + 0.004 * lightning,
                1.5 * self._glow * glow,
                0.055 * lightning,
                self._foam * (2.2 * ambient + 0.5 * glow * self._glow + 0.10 * lightning),
                edge * 0.8,
                self._crest * min(1.0, self._tilt / 0.03),
            ],
            f32,
        )
