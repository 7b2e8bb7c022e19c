"""The wake of what comes over the water: a broken, fading trail of foam on the way that it has come."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.noise import fft_noise
from engine.sky.layers.water.foam import PROFILE_REACH, PROFILE_STEPS, flatness, foam_colour, rings
from engine.sky.layers.water.sea import waterline
from engine.sky.light import f32

LAGS_S = np.array([0.3, 0.75, 1.35, 2.2])
"""How long ago the body was where the patches of the trail lie."""
FADES_S = 1.6
BREADTH, SPREADS_S = 0.14, 2.2
"""A third of the half width of a fresh patch in widths of the body, and the time in which it grows by as much again."""


class Comes(Protocol):
    """What the wake must know of a body that comes nearer."""

    x: float
    y: float
    width: float
    height: float

    def nearer(self, x: float, y: float, nearness: float) -> tuple[float, float]: ...

    def was_near(self, times: NDArray[np.float64]) -> NDArray[np.float64]: ...

    def churn(self, times: NDArray[np.float64]) -> NDArray[np.float64]: ...


class Wake:
    """Patches of broken water behind a body, each where it was a moment ago. Reentrant."""

    def __init__(self, body: Comes, stage: Stage) -> None:
        self._body = body
        self._tile = fft_noise(128, 128, 1.8, stage.random("wake"), lowest=4)
        away = np.arange(int(PROFILE_REACH * PROFILE_STEPS) + 2) / PROFILE_STEPS
        light = np.maximum(np.exp(-((away / 1.6) ** 2)) - 0.03, 0)
        self._profile = np.stack([light, np.zeros_like(light)], -1).astype(f32)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the light of the trail."""
        times = frame.time - LAGS_S
        weights = self._body.churn(times) * np.exp(-LAGS_S / FADES_S)
        for lag, near, weight in zip(LAGS_S, self._body.was_near(times), weights, strict=True):
            if weight > 0.02:
                self._patch(buffer, frame, float(lag), float(near), float(weight))

    def _patch(self, buffer: NDArray[np.float32], frame: Frame, lag: float, near: float, weight: float) -> None:
        body = self._body
        x, y = body.nearer(body.x + 0.5 * body.width, body.y + body.height, near)
        middle = float(frame.to_pixels(x, y)[0])
        half = BREADTH * (1 + lag / SPREADS_S) * body.width * near * frame.unit * frame.zoom
        if half < 1:
            return
        left = int(middle - 3 * half)
        columns = np.arange(left, int(middle + 3 * half) + 1)
        line = waterline(frame, columns / frame.unit, y).astype(f32)
        rings(
            buffer, self._tile, line, left, f32(middle), f32(half), f32(0.6 * flatness(frame.stage, y)),
            f32(frame.unit), self._profile, f32(frame.time), *foam_colour(frame, 0.9 * weight),
        )  # fmt: skip
