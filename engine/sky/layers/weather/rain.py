"""Rain: streaks in depth that lightning lights up, sheets of rain far away, splashes and their mist on the ground."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise, sample_field
from engine.sky.layers.overlay import lay_over
from engine.sky.light import f32, lines, smoothstep, splat
from storyboard.model import Element

DEFAULT_GROUND = 600.0
MARGIN = 120.0
TILE = 256
STREAK_LIGHT = np.array([0.098, 0.120, 0.165])
SHEET_LIGHT = np.array([0.0105, 0.0145, 0.0230])
FLASH_LIGHT = np.array([0.24, 0.29, 0.46])


@element("rain")
class Rain:
    """Falling rain.

    Settings (reference pixels, 720 high):
        amount: 0.2 a drizzle .. 1 rain .. 2 a downpour (default 1).
        wind: how far the rain leans, from -1 to the left .. 1 to the right (default 0.22).
        ground: height from which the drops splash (default: a little below the horizon, else 600).
        splash: light of splashes and their mist, 0 none (default 1).
        sheets: density of the rain far away, 0..1 (default 0.6).
        strength: light of the drops (default 1).
        start_s: when it begins; rise_s: seconds until it rains fully (default 0).
        seed: other drops (default 0).
    """

    order = Order.NEAR + 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("rain", int(spec.setting("seed", 0)))
        amount = max(float(spec.setting("amount", 1.0)), 0.0)
        self._wind = float(spec.setting("wind", 0.22))
        horizon = DEFAULT_GROUND - 20 if stage.horizon is None else stage.horizon
        self._ground = min(float(spec.setting("ground", horizon + 20)), 700.0)
        self._splash = float(spec.setting("splash", 1.0)) * min(amount, 1.5)
        self._sheets = min(max(float(spec.setting("sheets", 0.6)), 0.0), 1.0)
        self._strength = float(spec.setting("strength", 1.0))
        self._start, self._rise = spec.start_s, float(spec.setting("rise_s", 0.0))
        width = stage.reference_width + 2 * MARGIN
        count = int(900 * amount * width / 1520)
        # most drops are far, fine and dense; a few pass close to the eye, long and out of focus
        near = rng.random(count) ** 3.0
        self._near = near
        self._x, self._turn = rng.uniform(0, width, count), rng.random(count)
        self._speed = 560 + 1000 * near
        self._length = (12 + 76 * near) * rng.uniform(0.6, 1.4, count)
        self._light = (0.34 - 0.20 * near) * rng.uniform(0.25, 1.2, count)
        self._thick = 0.45 + 1.15 * near**2
        self._lean = self._wind * rng.normal(1, 0.06, count)
        self._fog = fft_noise(TILE, TILE, 2.6, rng, lowest=3)
        drops = int(320 * amount * width / 1520)
        self._drop_depth = rng.random(drops) ** 0.6
        self._drop_seed = rng.random((drops, 3))
        self._drop_rate = rng.uniform(1.1, 2.3, drops)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        falling = 1.0 if self._rise <= 0 else float(smoothstep(0, self._rise, frame.time - self._start))
        if falling <= 0:
            return
        if self._sheets > 0:
            self._paint_sheets(buffer, frame, falling)
        lit = STREAK_LIGHT + FLASH_LIGHT * frame.flash
        self._paint_streaks(buffer, frame, lit * (self._strength * falling))
        if self._splash > 0:
            self._paint_splashes(buffer, frame, lit * (self._strength * self._splash * falling))

    def _paint_sheets(self, buffer: NDArray[np.float32], frame: Frame, falling: float) -> None:
        """The veil of rain far away, thick near the ground in leaning curtains that pass; the mist of the splashes."""
        height, width = buffer.shape[:2]
        step = max(2, round(8 * frame.unit))
        # high up there is too little of it to see
        first = int(0.22 * frame.to_pixels(0.0, self._ground)[1]) // step
        rows, columns = -(-height // step), -(-width // step)
        y, x = np.mgrid[first:rows, 0:columns].astype(f32) * f32(step / frame.unit)
        ground = float(frame.to_pixels(0.0, self._ground)[1]) / frame.unit
        along = x - self._wind * y
        u = along * f32(0.16) - f32(frame.time * (9 + 26 * self._wind))
        # tall, narrow, slowly changing: columns of rain
        sheet = sample_field(self._fog, u, y * f32(0.018) - f32(7.0 * frame.time))
        sheet += f32(0.6) * sample_field(self._fog, u * f32(2.3) + f32(90), y * f32(0.05) - f32(18.0 * frame.time))
        low = np.exp(-np.maximum(ground - y, 0) / 210) * np.exp(-np.maximum(y - ground, 0) / 300)
        high = smoothstep(0.24, 0.62, y / max(ground, 1.0))
        cover = np.clip((0.26 + 0.17 * sheet) * high * (0.25 + 0.75 * low), 0, 0.9) * self._sheets
        spray = sample_field(self._fog, x * f32(0.55) - f32(frame.time * 16), y * f32(1.3) - f32(frame.time * 3))
        band = np.exp(-(((y - ground - 6) / 26) ** 2)) * self._splash
        cover = np.clip(cover + band * (0.16 + 0.09 * spray), 0, 0.92) * falling
        light = SHEET_LIGHT * self._strength + 0.13 * FLASH_LIGHT * frame.flash
        small = np.empty((rows - first, columns, 4), f32)
        small[..., :3] = cover[..., None] * light
        small[..., 3] = cover * 0.85
        small = np.asarray(cv2.GaussianBlur(small, (0, 0), 0.8), f32)
        lay_over(buffer, small, first * step, step)

    def _paint_streaks(self, buffer: NDArray[np.float32], frame: Frame, lit: NDArray[np.float64]) -> None:
        unit, near = frame.unit, self._near
        depth = 1 + 1.2 * near
        tall = 720 + 2 * MARGIN
        fallen = (self._turn * tall + self._speed * frame.time) % tall - MARGIN
        span = frame.stage.reference_width + 2 * MARGIN
        # each drop leaves the picture below and comes in again elsewhere
        lap = np.floor((self._turn * tall + self._speed * frame.time) / tall)
        x = (self._x + self._lean * fallen + lap * 311.7) % span - MARGIN
        px, py = frame.to_pixels(x, fallen, depth)
        table = np.empty((len(x), 10), f32)
        table[:, 0], table[:, 1] = px - self._lean * self._length * unit, py - self._length * unit
        table[:, 2], table[:, 3] = px, py
        # thinner than a pixel they grow fainter instead
        sigma = np.maximum(self._thick * unit, 0.5)
        light = self._light * self._thick * unit / sigma
        table[:, 4], table[:, 5] = 0.15 * light, light
        table[:, 6] = sigma
        table[:, 7:] = lit
        # far drops end at the ground, near ones pass before it
        far_end = float(frame.to_pixels(0.0, self._ground)[1]) + (near * 260 + 10) * unit
        lines(buffer, table[py < far_end])

    def _paint_splashes(self, buffer: NDArray[np.float32], frame: Frame, lit: NDArray[np.float64]) -> None:
        """Droplets that jump and fall where drops hit the ground, small and dense far away."""
        depth, unit = self._drop_depth, frame.unit
        turn = frame.time * self._drop_rate + self._drop_seed[:, 0]
        lap, age = np.floor(turn), turn % 1.0
        # another place at each turn, by the golden ratio: no random numbers while painting
        across = (self._drop_seed[:, 1] + lap * 0.61803) % 1.0
        x = across * (frame.stage.reference_width + 80) - 40
        y = self._ground + depth**1.7 * (724 - self._ground)
        size = 1.2 + 5.0 * depth
        jump = size * 4 * age * (1 - age)
        spread = size * 0.9 * age
        light = (1 - age) ** 1.5 * (0.5 + 0.5 * self._drop_seed[:, 2])
        px, py = frame.to_pixels(x, y)
        # the droplets of a splash fly unlike each other, so that no crown shows its pattern
        odd = (self._drop_seed[:, 2] * np.array([[1.0], [7.3], [13.7]]) + lap * 0.37) % 1.0
        shift, high = 2 * odd - 1, 0.35 + 0.9 * ((odd * 5.1) % 1.0)
        sx = (px + shift * spread * unit).ravel().astype(f32)
        sy = (py - high * jump * unit).ravel().astype(f32)
        flux = np.tile(light * (0.5 + 1.2 * depth), 3)[:, None] * lit * (1.5 * unit * unit)
        sigma = np.maximum(np.tile(0.5 + 0.3 * depth, 3) * unit, 0.55)
        splat(buffer, sx, sy, flux.astype(f32), sigma.astype(f32))
