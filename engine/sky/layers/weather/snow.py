"""Snow: flakes at all distances, sharp where the eye looks and soft discs close to it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.light import f32, smoothstep, splat
from storyboard.model import Element

MARGIN = 70.0
FLAKE_LIGHT = np.array([0.160, 0.185, 0.230])
FLASH_LIGHT = np.array([0.40, 0.46, 0.66])


@compiled
def _discs_compiled(buffer, x, y, radius, light, colour):
    """Add out-of-focus flakes: discs at x, y (n) of a radius (n) in pixels with soft edges and a faint brighter rim."""
    height, width = buffer.shape[0], buffer.shape[1]
    r, g, b = colour[0], colour[1], colour[2]
    for i in range(x.shape[0]):
        edge = radius[i] * f32(0.34) + f32(0.7)
        reach = radius[i] + edge
        for row in range(max(0, int(y[i] - reach)), min(height, int(y[i] + reach) + 2)):
            dy = f32(row) + f32(0.5) - y[i]
            for column in range(max(0, int(x[i] - reach)), min(width, int(x[i] + reach) + 2)):
                dx = f32(column) + f32(0.5) - x[i]
                d = math.sqrt(dx * dx + dy * dy)
                a = (reach - d) / (f32(2) * edge)
                if a <= f32(0):
                    continue
                a = min(a, f32(1))
                a = a * a * (f32(3) - f32(2) * a) * light[i] * (f32(0.8) + f32(0.2) * d / radius[i])
                buffer[row, column, 0] += a * r
                buffer[row, column, 1] += a * g
                buffer[row, column, 2] += a * b


def _discs_plain(buffer, x, y, radius, light, colour) -> None:
    """The same with numpy, disc by disc."""
    height, width = buffer.shape[:2]
    for i in range(len(x)):
        edge = radius[i] * f32(0.34) + f32(0.7)
        reach = radius[i] + edge
        first, end = max(0, int(y[i] - reach)), min(height, int(y[i] + reach) + 2)
        left, right = max(0, int(x[i] - reach)), min(width, int(x[i] + reach) + 2)
        if first >= end or left >= right:
            continue
        dy = np.arange(first, end, dtype=f32)[:, None] + f32(0.5) - y[i]
        dx = np.arange(left, right, dtype=f32) + f32(0.5) - x[i]
        d = np.sqrt(dx * dx + dy * dy)
        a = np.clip((reach - d) / (2 * edge), 0, 1)
        a = a * a * (3 - 2 * a) * light[i] * (f32(0.8) + f32(0.2) * d / radius[i])
        buffer[first:end, left:right] += a[..., None] * colour


_discs = _discs_compiled if HAVE_NUMBA else _discs_plain


@element("snow")
class Snow:
    """Falling snow.

    Settings (reference pixels, 720 high):
        amount: 0.2 a few flakes .. 1 snow .. 2 heavy snow (default 1).
        wind: drift in reference pixels a second, to the right when positive (default 14).
        fall: speed of the fall, 1 calm (default 1).
        near: how many soft flakes drift close to the eye, 0 none .. 2 (default 1).
        strength: light (default 1).
        colour: [r, g, b], tint (default [1, 1, 1]).
        start_s: when it begins; rise_s: seconds until it snows fully (default 0).
        seed: other flakes (default 0).
    """

    order = Order.NEAR + 2

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("snow", int(spec.setting("seed", 0)))
        amount = max(float(spec.setting("amount", 1.0)), 0.0)
        self._wind, self._fall = float(spec.setting("wind", 14.0)), float(spec.setting("fall", 1.0))
        self._strength = float(spec.setting("strength", 1.0))
        self._colour = FLAKE_LIGHT * np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float)
        self._start, self._rise = spec.start_s, float(spec.setting("rise_s", 0.0))
        self._span = stage.reference_width + 2 * MARGIN
        share = amount * self._span / 1420
        soft = int(34 * share * max(float(spec.setting("near", 1.0)), 0.0))
        # distance: 0 far .. 1 in focus; beyond that the flakes close to the eye
        near = np.concatenate([rng.random(int(1500 * share)) ** 2.4, 1 + rng.random(soft) ** 1.6])
        count = len(near)
        self._near, self._in_focus = near, count - soft
        self._x, self._turn = rng.uniform(0, self._span, count), rng.random(count)
        self._speed = (22 + 62 * near + 46 * np.maximum(near - 1, 0)) * rng.uniform(0.8, 1.25, count)
        self._sway = (4 + 15 * near) * rng.uniform(0.4, 1.3, count)
        self._pace, self._phase = rng.uniform(0.5, 1.5, (count, 2)), rng.uniform(0, 2 * np.pi, (count, 2))
        self._bright = rng.uniform(0.45, 1.2, count)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        falling = 1.0 if self._rise <= 0 else float(smoothstep(0, self._rise, frame.time - self._start))
        if falling <= 0:
            return
        time, near, unit = frame.time, self._near, frame.unit
        tall = 720 + 2 * MARGIN
        passed = self._turn * tall + self._speed * self._fall * time
        lap, y = np.floor(passed / tall), passed % tall - MARGIN
        sway = np.sin(time * self._pace[:, 0] + self._phase[:, 0])
        sway += 0.5 * np.sin(time * 2.3 * self._pace[:, 1] + self._phase[:, 1])
        gust = 1 + 0.4 * math.sin(0.7 * time) + 0.2 * math.sin(1.9 * time + 1)
        x = self._x + (self._wind * time + 6 * gust) * (0.35 + 0.65 * near) + self._sway * sway + lap * 431.3
        y = y + 0.25 * self._sway * np.sin(time * 1.7 * self._pace[:, 1] + self._phase[:, 0])
        px, py = frame.to_pixels(x % self._span - MARGIN, y, 1 + 0.8 * near)
        light = self._colour * (self._strength * falling) + FLASH_LIGHT * (frame.flash * falling)
        glint = self._bright * (0.8 + 0.2 * np.sin(time * 3.1 * self._pace[:, 1] + self._phase[:, 1]))
        sharp = slice(0, self._in_focus)
        # far flakes shrink below a pixel and fade instead of flickering
        size = (0.42 + 1.15 * near[sharp] ** 1.5) * unit
        sigma = np.maximum(size, 0.62)
        flux = 2 * np.pi * size**2 * glint[sharp] * (0.55 + 0.75 * near[sharp])
        splat(
            buffer,
            px[sharp].astype(f32),
            py[sharp].astype(f32),
            (flux[:, None] * 1.6 * light).astype(f32),
            sigma.astype(f32),
        )
        close = slice(self._in_focus, None)
        radius = (4.0 + 15.0 * (near[close] - 1)) * unit
        _discs(
            buffer,
            px[close].astype(f32),
            py[close].astype(f32),
            np.maximum(radius, 0.7).astype(f32),
            (0.40 * glint[close] / (1 + 2.2 * (near[close] - 1))).astype(f32),
            light.astype(f32),
        )
