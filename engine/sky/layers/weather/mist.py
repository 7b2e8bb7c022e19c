"""Mist: low banks that drift over land and water and glow with the light behind them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.arrays import periodic
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise, tile_at
from engine.sky.layers.overlay import lay_over
from engine.sky.layers.water.sea import DEFAULT_HORIZON
from engine.sky.light import f32, scratch
from storyboard.model import Element

NIGHT_MIST = np.array([0.0160, 0.0252, 0.0400])
FLASH_LIGHT = np.array([0.35, 0.45, 0.80])
TILE = 256
SHRINK = 4
"""A bank is painted at this part of the size of a picture 720 high, and of smaller ones: it is soft."""


@compiled
def _drifting_compiled(out, tile, left, top, step, middle, half, density, slide, light):
    """Fill out (h, w, 4) premultiplied. left, top: reference pixels of the first pixel; step: of one pixel.

    middle, half: the bank's height and half thickness; slide: how far it has drifted; light (w, 3) of every column.
    """
    for x in range(out.shape[1]):
        px = left + f32(x) * step
        swell = tile_at(tile, (px - slide) * f32(0.22), slide * f32(0.04) + f32(31))
        crown = half * (f32(1) + f32(0.38) * swell)
        for y in range(out.shape[0]):
            py = top + f32(y) * step
            d = (py - middle) / (crown if py < middle else half * f32(0.8))
            level = max(f32(0), f32(1) - d * d)
            if level > f32(0):
                broad = tile_at(tile, (px - slide) * f32(0.55), py * f32(1.1) + slide * f32(0.10))
                fine = tile_at(tile, (px - slide * f32(1.7)) * f32(1.5) + f32(90), py * f32(2.9) - slide * f32(0.16))
                thick = min(max(f32(0.42) + f32(0.46) * broad + f32(0.20) * fine, f32(0)), f32(1.15))
                level = level * level * thick * density
            out[y, x, 0] = light[x, 0] * level
            out[y, x, 1] = light[x, 1] * level
            out[y, x, 2] = light[x, 2] * level
            out[y, x, 3] = level


def _drifting_plain(out, tile, left, top, step, middle, half, density, slide, light) -> None:
    """The same with numpy."""
    px = left + np.arange(out.shape[1], dtype=f32) * step
    py = (top + np.arange(out.shape[0], dtype=f32) * step)[:, None]
    swell = periodic(tile, (px - slide) * f32(0.22), np.full_like(px, slide * f32(0.04) + f32(31)))
    crown = half * (1 + f32(0.38) * swell)
    d = (py - middle) / np.where(py < middle, crown, half * f32(0.8))
    level = np.maximum(1 - d * d, f32(0))
    broad = periodic(tile, (px - slide) * f32(0.55), py * f32(1.1) + slide * f32(0.10))
    fine = periodic(tile, (px - slide * f32(1.7)) * f32(1.5) + f32(90), py * f32(2.9) - slide * f32(0.16))
    thick = np.clip(f32(0.42) + f32(0.46) * broad + f32(0.20) * fine, 0, f32(1.15))
    level = level * level * thick * density
    out[..., :3] = level[..., None] * light
    out[..., 3] = level


_drifting = _drifting_compiled if HAVE_NUMBA else _drifting_plain


@element("mist")
class Mist:
    """A drifting bank of mist.

    Settings:
        y: its middle, reference pixels (a little below the horizon).
        height: its thickness, reference pixels (110).
        density: 0..1 (0.65).
        drift: reference pixels a second (7).
        colour: multiplies its own light (1, 1, 1).
        scatter: how much light it takes from what is behind it (0.55).
        depth: parallax, 1 stands at the horizon, more is nearer (1.15).
        layer: "near" lies before land and water, "far" behind them ("near").
        seed: picks another bank (0).
    """

    def __init__(self, spec: Element, stage: Stage) -> None:
        self.order = Order.NEAR if spec.setting("layer", "near") == "near" else Order.BRIDGE
        horizon = DEFAULT_HORIZON if stage.horizon is None else stage.horizon
        self._y = float(spec.setting("y", horizon + 12))
        self._half = max(float(spec.setting("height", 110.0)), 4.0) / 2
        self._density = min(max(float(spec.setting("density", 0.65)), 0.0), 1.0)
        self._drift = float(spec.setting("drift", 7.0))
        self._colour = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float)
        self._scatter = float(spec.setting("scatter", 0.55))
        self._depth = float(spec.setting("depth", 1.15))
        random = stage.random("mist", int(spec.setting("seed", 0)), int(self._y))
        self._tile = fft_noise(TILE, TILE, 2.6, random, aspect=2.2, lowest=3)
        self._start = float(random.uniform(0, TILE / 0.22))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Lay the bank over the picture."""
        zoom = 1 + (frame.zoom - 1) * self._depth
        half = self._half * frame.unit * zoom
        origin, middle = (float(value) for value in frame.to_pixels(0.0, self._y, self._depth))
        height, width = buffer.shape[:2]
        shrink = max(round(SHRINK * frame.unit), SHRINK)
        top, bottom = max(0, int(middle - 1.9 * half)), min(height, int(middle + half) + 1)
        # its coarse pixels stand still in the picture: a grid that stepped with the camera would make the bank jump
        top -= top % shrink
        if bottom - top < 4:
            return
        size = ((bottom - top + shrink - 1) // shrink, (width + shrink - 1) // shrink)
        out = scratch("mist", *size, 4)
        step = shrink / (frame.unit * zoom)
        _drifting(
            out,
            self._tile,
            f32((0.5 * shrink - origin) / (frame.unit * zoom)),
            f32(self._y + (top + 0.5 * shrink - middle) / (frame.unit * zoom)),
            f32(step),
            f32(self._y),
            f32(self._half),
            f32(self._density),
            f32(self._drift * frame.time + self._start),
            self._light(buffer[top:bottom], frame, size[1]),
        )
        lay_over(buffer[:bottom], out, top, shrink)

    def _light(self, behind: NDArray[np.float32], frame: Frame, columns: int) -> NDArray[np.float32]:
        """Light of the bank in every column (w, 3): its own, the flash's, and the mean of what it hides."""
        mean = cv2.resize(behind, (max(2, columns // 16), 1), interpolation=cv2.INTER_AREA)
        mean = cv2.resize(cv2.blur(mean, (5, 1)), (columns, 1), interpolation=cv2.INTER_LINEAR)[0]
        own = NIGHT_MIST * self._colour + 0.05 * min(frame.flash, 1.5) * FLASH_LIGHT
        return (own.astype(f32) + f32(self._scatter) * mean).astype(f32)
