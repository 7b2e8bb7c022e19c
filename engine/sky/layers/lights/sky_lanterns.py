"""Sky lanterns: paper lanterns lit by a flame inside, that rise slowly into the night in great number."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.light import f32, smoothstep, splat
from storyboard.model import Element

PAPER = np.array([1.00, 0.40, 0.10])
FLAME = np.array([1.00, 0.80, 0.42])


@compiled
def _lanterns_compiled(buffer, x, y, size, tilt, light, paper, flame):
    """Paint lanterns back to front: middle x, y, half height size (n) in pixels, tilt (n) radians, light (n).

    A body of paper, wider above than at its open foot, bright where the flame stands; ribs; a dark rim at the foot.
    """
    height, width = buffer.shape[0], buffer.shape[1]
    for i in range(x.shape[0]):
        s = size[i]
        soft = f32(0.9) / s
        c, d = math.cos(tilt[i]), math.sin(tilt[i])
        reach = s * f32(1.25) + f32(2)
        for row in range(max(0, int(y[i] - reach)), min(height, int(y[i] + reach) + 1)):
            for column in range(max(0, int(x[i] - reach)), min(width, int(x[i] + reach) + 1)):
                px, py = (f32(column) + f32(0.5) - x[i]) / s, (f32(row) + f32(0.5) - y[i]) / s
                u, v = px * c + py * d, py * c - px * d
                # half its breadth at this height: a dome above, narrowing to the foot
                t = (v + f32(1)) * f32(0.5)
                if t < f32(-0.05) or t > f32(1.06):
                    continue
                h = min(max(t, f32(0)), f32(1))
                dome = f32(1) - (f32(1) - min(h * f32(3.2), f32(1))) ** 2
                half = f32(0.74) * math.sqrt(max(dome, f32(0))) * (f32(1) - f32(0.30) * h * h)
                a = min((half - abs(u)) / soft * f32(0.7), min(t / soft, (f32(1.02) - t) / soft)) + f32(0.5)
                if a <= f32(0):
                    continue
                a = min(a, f32(1))
                across = min(max(u / max(half, f32(0.05)), f32(-1)), f32(1))
                round_ = f32(1) - f32(0.42) * across * across
                ribs = f32(1) - f32(0.10) * math.exp(-(((abs(across) - f32(0.48)) / f32(0.06)) ** 2))
                warm = f32(0.30) + f32(0.85) * h * h
                core = math.exp(-(u * u / f32(0.10) + (h - f32(0.90)) * (h - f32(0.90)) / f32(0.022)))
                level = light[i] * warm * round_ * ribs
                if t > f32(0.97):
                    level *= f32(0.25)
                hot = light[i] * core * f32(2.4)
                white = f32(0.55) * h * h
                for k in range(3):
                    colour = level * (paper[k] + (flame[k] - paper[k]) * white) + hot * flame[k]
                    buffer[row, column, k] += a * (colour - buffer[row, column, k] * f32(0.94))


def _lanterns_plain(buffer, x, y, size, tilt, light, paper, flame) -> None:
    """The same with numpy, lantern by lantern."""
    height, width = buffer.shape[:2]
    for i in range(len(x)):
        s, reach = size[i], size[i] * f32(1.25) + f32(2)
        soft = f32(0.9) / s
        first, end = max(0, int(y[i] - reach)), min(height, int(y[i] + reach) + 1)
        left, right = max(0, int(x[i] - reach)), min(width, int(x[i] + reach) + 1)
        if first >= end or left >= right:
            continue
        px = (np.arange(left, right, dtype=f32) + f32(0.5) - x[i]) / s
        py = ((np.arange(first, end, dtype=f32) + f32(0.5) - y[i]) / s)[:, None]
        c, d = np.cos(tilt[i]), np.sin(tilt[i])
        u, v = px * c + py * d, py * c - px * d
        # half its breadth at this height: a dome above, narrowing to the foot
        t = (v + 1) * f32(0.5)
        h = np.clip(t, 0, 1)
        dome = 1 - (1 - np.minimum(h * f32(3.2), f32(1))) ** 2
        half = f32(0.74) * np.sqrt(np.maximum(dome, f32(0))) * (1 - f32(0.30) * h * h)
        edge = np.minimum((half - np.abs(u)) / soft * f32(0.7), np.minimum(t / soft, (f32(1.02) - t) / soft))
        a = np.where((t < f32(-0.05)) | (t > f32(1.06)), f32(0), np.clip(edge + f32(0.5), 0, 1))
        across = np.clip(u / np.maximum(half, f32(0.05)), -1, 1)
        ribs = 1 - f32(0.10) * np.exp(-(((np.abs(across) - f32(0.48)) / f32(0.06)) ** 2))
        core = np.exp(-(u * u / f32(0.10) + (h - f32(0.90)) ** 2 / f32(0.022)))
        level = light[i] * (f32(0.30) + f32(0.85) * h * h) * (1 - f32(0.42) * across * across) * ribs
        level = np.where(t > f32(0.97), level * f32(0.25), level)
        white = (f32(0.55) * h * h)[..., None]
        hot = (light[i] * core * f32(2.4))[..., None]
        part = buffer[first:end, left:right]
        own = level[..., None] * (paper + (flame - paper) * white) + hot * flame
        part += a[..., None] * (own - part * f32(0.94))


_lanterns = _lanterns_compiled if HAVE_NUMBA else _lanterns_plain


@element("lanterns")
class SkyLanterns:
    """Sky lanterns that rise and drift (孔明灯).

    Settings (reference pixels, 720 high):
        count: number of lanterns (default 70).
        from_y: height where they are let go (default: a little below the horizon, else 700).
        x, spread: middle and half breadth of the place where they start (default: the middle, 0.62 of the width).
        rise: how fast they climb (default 1).
        wind: drift to the right in reference pixels a second (default 7).
        size: size of the near ones (default 1).
        strength: light (default 1).
        start_s: when the first ones are let go (default: many are in the air at the beginning).
        seed: other lanterns (default 0).
    """

    order = Order.NEAR

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("lanterns", int(spec.setting("seed", 0)))
        count = max(0, int(spec.setting("count", 70)))
        width = stage.reference_width
        self._floor = float(spec.setting("from_y", 700.0 if stage.horizon is None else min(stage.horizon + 14, 712.0)))
        middle, spread = float(spec.setting("x", width / 2)), float(spec.setting("spread", 0.62 * width))
        # far ones first: the near ones hide them
        self._near = np.sort(rng.random(count) ** 2.3)
        self._x = middle + spread * rng.uniform(-1, 1, count) * (0.55 + 0.45 * self._near)
        self._speed = (7 + 25 * self._near) * rng.uniform(0.75, 1.25, count) * float(spec.setting("rise", 1.0))
        climb = rng.random(count) ** 0.9
        # at the beginning they stand at all heights, unless they are let go later
        self._born = np.where(spec.start_s > 0, spec.start_s + climb * 8, -climb * 640 / np.maximum(self._speed, 1e-3))
        self._wind = float(spec.setting("wind", 7.0))
        self._size = (2.0 + 19.0 * self._near**1.5) * float(spec.setting("size", 1.0))
        self._bright = rng.uniform(0.7, 1.15, count) * float(spec.setting("strength", 1.0))
        self._pace, self._phase = rng.uniform(0.3, 0.8, (count, 2)), rng.uniform(0, 2 * np.pi, (count, 3))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        time, unit = frame.time, frame.unit
        age = time - self._born
        sway = np.sin(time * self._pace[:, 0] + self._phase[:, 0]) + 0.4 * np.sin(time * 1.3 + self._phase[:, 1])
        risen = self._speed * age * smoothstep(0, 3.0, age)
        x = self._x + self._wind * time * (0.3 + 0.7 * self._near) + (3 + 9 * self._near) * sway
        y = self._floor + 30 * self._near - risen
        # in the distance they sink together into points
        far = np.clip(1 - risen / 1500, 0.5, 1)
        size = self._size * far
        px, py = frame.to_pixels(x, y, 1 + 0.5 * self._near)
        flicker = 1 + 0.07 * np.sin(time * 8.3 + self._phase[:, 2]) + 0.05 * np.sin(time * 13.9 + self._phase[:, 1])
        light = self._bright * flicker * smoothstep(0.0, 1.2, age)
        shown = np.flatnonzero(
            (light > 0.01) & (px > -60 * unit) & (px < frame.stage.width + 60 * unit) & (py > -60 * unit)
        )
        if not len(shown):
            return
        px, py, size, light = px[shown], py[shown], size[shown] * unit * frame.zoom, light[shown]
        self._halo(buffer, px, py, size, light)
        # those that grow too small for a shape pass over into warm points
        shape = smoothstep(1.3, 2.1, size)
        body = shape > 0
        tilt = 0.10 * np.cos(time * self._pace[shown, 0] + self._phase[shown, 0])
        _lanterns(
            buffer,
            px[body].astype(f32),
            py[body].astype(f32),
            size[body].astype(f32),
            tilt[body].astype(f32),
            (0.62 * light * shape)[body].astype(f32),
            PAPER.astype(f32),
            FLAME.astype(f32),
        )
        dot = shape < 1
        flux = (light * (1 - shape) * size**2 * 2.1)[dot, None] * (0.6 * PAPER + 0.4 * FLAME)
        sigma = np.maximum(0.75 * size[dot], 0.7)
        splat(buffer, px[dot].astype(f32), py[dot].astype(f32), flux.astype(f32), sigma.astype(f32))

    @staticmethod
    def _halo(
        buffer: NDArray[np.float32],
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        size: NDArray[np.float64],
        light: NDArray[np.float64],
    ) -> None:
        """The glow of the air around each."""
        sigma = np.clip(1.9 * size, 2.0, None)
        flux = (0.036 * light * 2 * np.pi * sigma**2)[:, None] * PAPER
        splat(buffer, x.astype(f32), y.astype(f32), flux.astype(f32), sigma.astype(f32))
