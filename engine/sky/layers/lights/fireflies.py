"""Fireflies: small lights that wander and breathe, each at its own pace."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import REFERENCE_HEIGHT, Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.light import f32, smoothstep, splat
from storyboard.model import Element

HALO = 4.6


@element("fireflies")
class Fireflies:
    """Wandering, breathing lights.

    Settings (reference pixels, 720 high):
        count: number of fireflies (default 46).
        region: [left, top, right, bottom] where they fly (default: the whole width, from the horizon or 560 down).
        colour: [r, g, b] linear colour (default [0.80, 1.0, 0.30], the green-gold of fireflies).
        strength: light (default 1).
        size: size (default 1).
        start_s: when the first ones light up (default 0); gather_s: seconds until all have come (default 2.5).
    """

    order = Order.SPARKS

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("fireflies", int(spec.setting("seed", 0)))
        count = max(0, int(spec.setting("count", 46)))
        top = 560.0 if stage.horizon is None else min(stage.horizon + 8, REFERENCE_HEIGHT - 60)
        left, upper, right, lower = spec.setting("region", (0.0, top, stage.reference_width, REFERENCE_HEIGHT - 6.0))
        near = rng.random(count) ** 1.6
        self._x = rng.uniform(left, right, count)
        # the near ones fly low in the picture
        self._y = upper + (lower - upper) * np.clip(0.25 + 0.6 * near + rng.normal(0, 0.22, count), 0, 1)
        self._near = near
        self._depth: Any = 1.1 + 0.9 * near
        self._reach = (12 + 26 * near)[:, None] * rng.uniform(0.5, 1.4, (count, 2))
        self._pace = rng.uniform(0.35, 0.95, (count, 3))
        self._phase = rng.uniform(0, 2 * np.pi, (count, 4))
        self._breath = rng.uniform(0.75, 1.9, count)
        self._start = spec.start_s + rng.uniform(0, 1, count) * float(spec.setting("gather_s", 2.5))
        self._colour = np.asarray(spec.setting("colour", (0.80, 1.0, 0.30)), float) * (
            1 + rng.normal(0, 0.07, (count, 3)) * [1, 0.3, 1]
        )
        self._strength = float(spec.setting("strength", 1.0)) * (0.35 + 1.1 * near) * rng.uniform(0.6, 1.2, count)
        self._size = float(spec.setting("size", 1.0)) * (0.75 + 0.95 * near)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        time, pace, phase = frame.time, self._pace, self._phase
        wander_x = np.sin(time * pace[:, 0] + phase[:, 0]) + 0.5 * np.sin(time * 2.3 * pace[:, 1] + phase[:, 1])
        wander_y = 0.7 * np.sin(time * pace[:, 1] * 1.2 + phase[:, 2]) + 0.35 * np.sin(
            time * 2.7 * pace[:, 2] + phase[:, 0]
        )
        x, y = frame.to_pixels(
            self._x + self._reach[:, 0] * wander_x, self._y + self._reach[:, 1] * wander_y, self._depth
        )
        # a breath: rises quickly, fades slowly, then dark for a while
        turn = (time * self._breath / (2 * np.pi) + phase[:, 3] / (2 * np.pi)) % 1.0
        light = smoothstep(0.0, 0.16, turn) * (1 - smoothstep(0.22, 0.72, turn))
        light = light * self._strength * smoothstep(0, 1.2, time - self._start)
        shown = np.flatnonzero(light > 0.01)
        if not len(shown):
            return
        unit = frame.unit
        flux = (light[:, None] * self._colour)[shown] * unit * unit
        px, py = x[shown].astype(np.float32), y[shown].astype(np.float32)
        size = self._size[shown] * unit
        splat(buffer, px, py, (flux * 5.5).astype(np.float32), (0.95 * size).astype(np.float32))
        splat(buffer, px, py, (flux * 9.0).astype(np.float32), (HALO * size).astype(np.float32))
        core = flux * f32(2.2) + flux.mean(1, keepdims=True) * f32(1.2)
        splat(buffer, px, py, core.astype(np.float32), np.full(len(px), 0.8 * unit, np.float32))
