"""Hero stars: the stars a figure hangs on, drawn again over it with a halo and a small four-point glint."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.catalogue import load
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.star_places import apparent_directions, rows_of
from engine.sky.light import f32, lines, smoothstep, splat

PARTS = ((0.85, 5.0), (2.6, 4.2), (7.5, 6.5))
SETTING = 7.0
"""Reference pixels over the horizon in which a setting star fades."""


class HeroStars:
    """The stars of one figure; they swell as the figure is drawn."""

    order = Order.HERO_STARS

    def __init__(self, hips: list[int], start_s: float, stage: Stage, strength: float = 1.0) -> None:
        stars = rows_of(load(99.0), hips)
        self._directions = apparent_directions(hips, stage).reshape(-1, 3)
        self._rgb = np.clip(stars.rgb, 0.3, 1.6).astype(np.float32)
        self._light = (strength * 0.72 * np.clip(1.25 - 0.24 * stars.v, 0.16, 1.3)).astype(np.float32)
        self._start = start_s

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the stars as bright as they are now."""
        horizon = frame.horizon_y if frame.stage.scene.view.kind == "horizon" else None
        xy = frame.camera.project(self._directions)
        height, width = buffer.shape[:2]
        shown = (np.abs(xy[:, 0] - width / 2) < width) & (np.abs(xy[:, 1] - height / 2) < height)
        up = np.ones(len(xy))
        if horizon is not None:
            # a star sinks into the haze of the last pixels instead of going out between two frames
            up = np.clip((horizon - xy[:, 1]) / (SETTING * frame.unit), 0, 1)
            shown &= up > 0
        if not shown.any():
            return
        xy, rgb = xy[shown], self._rgb[shown]
        number = np.flatnonzero(shown)
        breath = 1 + 0.08 * np.sin(frame.time * (3 + number % 4 * 0.7) + number * 2.1)
        swell = 0.35 + 0.65 * float(smoothstep(self._start, self._start + 1.8, frame.time))
        light = (self._light[shown] * up[shown] * breath * swell).astype(np.float32)
        x, y = (np.ascontiguousarray(xy[:, i], np.float32) for i in (0, 1))
        unit = frame.unit
        for sigma, gain in PARTS:
            colour = (rgb * (light * f32(gain * unit * unit))[:, None]).astype(np.float32)
            splat(buffer, x, y, colour, np.full(len(x), sigma * unit, np.float32))
        lines(buffer, _glints(x, y, light, rgb, unit))


def _glints(x, y, light, rgb, unit: float) -> NDArray[np.float32]:
    reach = (5 + 13 * np.minimum(light, 1.4)) * unit
    rays = []
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        one = np.ones(len(x))
        rays.append(
            np.stack([x, y, x + dx * reach, y + dy * reach, 0.36 * light, 0 * one, 0.5 * unit * one, *rgb.T], 1)
        )
    return np.concatenate(rays).astype(np.float32)
