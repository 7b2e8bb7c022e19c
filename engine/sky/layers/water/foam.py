"""Foam: the fringe where the sea laps at something, and rings where something breaks through it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.arrays import periodic, runs
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise, tile_at
from engine.sky.layers.water.sea import DEFAULT_HORIZON, waterline
from engine.sky.light import f32, smoothstep
from storyboard.model import Element

NIGHT_FOAM = np.array([0.0210, 0.0310, 0.0420])
FLASH_FOAM = np.array([0.30, 0.38, 0.62])


@compiled
def fringe_compiled(buffer, tile, line, weight, left, unit, reach, time, r, g, b):
    """Foam below a waterline: line (n) heights in pixels and weight (n) of the columns from ``left`` on.

    reach: how far it spreads towards the viewer, reference pixels. It runs out and draws back, differently along the
    line, and breaks into shreds at its outer edge.
    """
    height, width = buffer.shape[0], buffer.shape[1]
    for k in range(line.shape[0]):
        x = left + k
        if x < 0 or x >= width or weight[k] <= f32(0.003):
            continue
        px = f32(x) / unit
        slow = tile_at(tile, px * f32(0.35) + time * f32(0.6), f32(40) + time * f32(0.9))
        surge = (
            f32(0.55) + f32(0.30) * math.sin(time * f32(1.25) + px * f32(0.013) + slow * f32(1.1)) + f32(0.15) * slow
        )
        far = max(surge, f32(0.12)) * reach
        for y in range(max(0, int(line[k] - f32(3) * unit)), min(height, int(line[k] + far * f32(1.6) * unit) + 2)):
            d = (f32(y) + f32(0.5) - line[k]) / unit
            if d < f32(0):
                # thrown up against the stone
                level = math.exp(d * f32(1.3)) * f32(0.5)
                shred = f32(0.5) + f32(0.5) * tile_at(tile, px * f32(2.1), d * f32(3) + time * f32(9))
            else:
                level = f32(1) - d / far
                shred = tile_at(tile, px * f32(0.42) + time * f32(1.2), d * f32(3.2) - time * f32(4)) + f32(
                    0.6
                ) * tile_at(tile, px * f32(1.1) - time * f32(1.5), d * f32(8) + f32(100) - time * f32(6))
                shred = f32(0.30) + f32(0.42) * shred + f32(0.75) * math.exp(-d * f32(0.8))
                if level < f32(0):
                    level = f32(0)
                level = level * (f32(0.35) + f32(0.65) * level)
            light = min(max(shred, f32(0)), f32(1.3)) * level * weight[k]
            buffer[y, x, 0] += r * light
            buffer[y, x, 1] += g * light
            buffer[y, x, 2] += b * light


def fringe_plain(buffer, tile, line, weight, left, unit, reach, time, r, g, b) -> None:
    """The same with numpy."""
    x = np.arange(left, left + len(line))
    kept = (x >= 0) & (x < buffer.shape[1]) & (weight > f32(0.003))
    x, line, weight = x[kept], line[kept], weight[kept]
    px = x.astype(f32) / unit
    slow = periodic(tile, px * f32(0.35) + time * f32(0.6), np.full_like(px, f32(40) + time * f32(0.9)))
    surge = f32(0.55) + f32(0.30) * np.sin(time * f32(1.25) + px * f32(0.013) + slow * f32(1.1)) + f32(0.15) * slow
    far = np.maximum(surge, f32(0.12)) * reach
    first = np.maximum(0, (line - f32(3) * unit).astype(np.int64))
    end = np.minimum(buffer.shape[0], (line + far * f32(1.6) * unit).astype(np.int64) + 2)
    k, y = runs(first, end)
    d, px, far = (y.astype(f32) + f32(0.5) - line[k]) / unit, px[k], far[k]
    # thrown up against the stone
    thrown = np.exp(np.minimum(d, 0) * f32(1.3)) * f32(0.5)
    thrown *= np.clip(f32(0.5) + f32(0.5) * periodic(tile, px * f32(2.1), d * f32(3) + time * f32(9)), 0, f32(1.3))
    level = np.maximum(1 - d / far, f32(0))
    shred = periodic(tile, px * f32(0.42) + time * f32(1.2), d * f32(3.2) - time * f32(4))
    shred += f32(0.6) * periodic(tile, px * f32(1.1) - time * f32(1.5), d * f32(8) + f32(100) - time * f32(6))
    shred = f32(0.30) + f32(0.42) * shred + f32(0.75) * np.exp(-np.maximum(d, 0) * f32(0.8))
    run_out = np.clip(shred, 0, f32(1.3)) * level * (f32(0.35) + f32(0.65) * level)
    light = np.where(d < 0, thrown, run_out) * weight[k]
    buffer[y, x[k]] += light[:, None] * np.array([r, g, b], f32)


fringe = fringe_compiled if HAVE_NUMBA else fringe_plain


@compiled
def rings_compiled(buffer, tile, line, left, cx, half, flat, unit, churn, spread, time, r, g, b):
    """Churned water around a point: an ellipse around column ``cx`` whose middle follows the waterline ``line``.

    half: half width in pixels, flat: height of the ellipse against its width; churn: light of the broken water in the
    middle; spread (3): radii of the rings that run outwards, their light falls with the radius.
    """
    height, width = buffer.shape[0], buffer.shape[1]
    for k in range(line.shape[0]):
        x = left + k
        if x < 0 or x >= width:
            continue
        dx = (f32(x) + f32(0.5) - cx) / half
        up = flat * half * f32(3.2)
        for y in range(max(0, int(line[k] - up)), min(height, int(line[k] + up) + 1)):
            dy = (f32(y) + f32(0.5) - line[k]) / (half * flat)
            radius = math.sqrt(dx * dx + dy * dy)
            if radius > f32(3.2):
                continue
            px, py = f32(x) / unit, dy * half / unit
            coarse = tile_at(tile, px * f32(0.30) + time * f32(1.4), py * f32(0.30) - time * f32(2))
            torn = radius + f32(0.16) * coarse
            d = (torn - f32(1)) / f32(0.30)
            middle, ring = f32(0), f32(0)
            if d * d < f32(7):
                middle = churn * math.exp(-d * d)
            for n in range(spread.shape[0]):
                d = (torn - spread[n]) / (f32(0.05) + f32(0.04) * spread[n])
                if d * d < f32(7):
                    faint = max(f32(0), f32(1) - (spread[n] - f32(0.8)) / f32(2.0))
                    ring += f32(0.55) * faint * faint * math.exp(-d * d)
            if middle + ring <= f32(0.001):
                continue
            fine = tile_at(tile, px * f32(0.85) - time * f32(2), py * f32(0.60) + f32(70))
            level = middle * max(f32(0), f32(0.55) + f32(0.5) * fine + f32(0.4) * coarse)
            level += ring * max(f32(0), f32(0.45) + f32(0.55) * fine)
            buffer[y, x, 0] += r * level
            buffer[y, x, 1] += g * level
            buffer[y, x, 2] += b * level


def rings_plain(buffer, tile, line, left, cx, half, flat, unit, churn, spread, time, r, g, b) -> None:
    """The same with numpy."""
    x = np.arange(left, left + len(line))
    kept = (x >= 0) & (x < buffer.shape[1])
    x, line = x[kept], line[kept]
    up = flat * half * f32(3.2)
    first = np.maximum(0, (line - up).astype(np.int64))
    k, y = runs(first, np.minimum(buffer.shape[0], (line + up).astype(np.int64) + 1))
    x, line = x[k], line[k]
    dx, dy = (x.astype(f32) + f32(0.5) - cx) / half, (y.astype(f32) + f32(0.5) - line) / (half * flat)
    radius = np.sqrt(dx * dx + dy * dy)
    px, py = x.astype(f32) / unit, dy * half / unit
    coarse = periodic(tile, px * f32(0.30) + time * f32(1.4), py * f32(0.30) - time * f32(2))
    torn = radius + f32(0.16) * coarse
    d = (torn - 1) / f32(0.30)
    middle = np.where(d * d < 7, churn * np.exp(-d * d), f32(0))
    ring = np.zeros_like(middle)
    for wide in spread:
        d = (torn - wide) / (f32(0.05) + f32(0.04) * wide)
        faint = max(f32(0), 1 - (wide - f32(0.8)) / f32(2.0))
        ring += np.where(d * d < 7, f32(0.55) * faint * faint * np.exp(-d * d), f32(0))
    fine = periodic(tile, px * f32(0.85) - time * f32(2), py * f32(0.60) + f32(70))
    level = middle * np.maximum(f32(0.55) + f32(0.5) * fine + f32(0.4) * coarse, f32(0))
    level += ring * np.maximum(f32(0.45) + f32(0.55) * fine, f32(0))
    level[(radius > f32(3.2)) | (middle + ring <= f32(0.001))] = 0
    buffer[y, x] += level[:, None] * np.array([r, g, b], f32)


rings = rings_compiled if HAVE_NUMBA else rings_plain


def foam_colour(frame: Frame, strength: float) -> tuple[np.float32, np.float32, np.float32]:
    """Light of foam now: the night's, and the flash's."""
    light = (NIGHT_FOAM + 0.16 * min(frame.flash, 1.5) * FLASH_FOAM) * strength
    return f32(light[0]), f32(light[1]), f32(light[2])


@element("foam")
class Foam:
    """Broken water around something that rises from the sea, with rings that run outwards.

    Settings:
        x, y: the middle at the waterline, reference pixels (1100, 604).
        width: of the churned patch, reference pixels (110).
        start_s: when it begins to boil (0); rise_s: how long it takes (1.5).
        strength: 0..2 (1).
    """

    order = Order.LAND

    def __init__(self, spec: Element, stage: Stage) -> None:
        horizon = DEFAULT_HORIZON if stage.horizon is None else stage.horizon
        self._x = float(spec.setting("x", 1100.0))
        self._y = float(spec.setting("y", horizon + 38))
        self._half = float(spec.setting("width", 110.0)) / 2
        self._start = spec.start_s
        self._rise = max(float(spec.setting("rise_s", 1.5)), 0.1)
        self._strength = float(spec.setting("strength", 1.0))
        # the nearer to the horizon, the flatter a circle on the water lies
        self._flat = min(max((self._y - horizon) / 330, 0.05), 0.4)
        self._tile = fft_noise(128, 128, 1.8, stage.random("foam"), lowest=4)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the light of the foam."""
        late = frame.time - self._start
        if late <= 0:
            return
        grown = float(smoothstep(0, self._rise, late))
        x = float(frame.to_pixels(self._x, self._y)[0])
        half = self._half * frame.unit * frame.zoom * (0.6 + 0.4 * grown)
        left = int(x - 3.3 * half)
        columns = np.arange(left, int(x + 3.3 * half) + 1)
        line = waterline(frame, columns / frame.unit, self._y).astype(f32)
        spread = np.array([0.8 + (late * 0.42 + k * 0.75) % 2.25 for k in range(3)], f32)
        light = foam_colour(frame, self._strength * grown)
        rings(
            buffer, self._tile, line, left, f32(x), f32(half), f32(self._flat), f32(frame.unit), f32(1.6), spread,
            f32(frame.time), *light,
        )  # fmt: skip
