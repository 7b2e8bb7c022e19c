"""Fire: a campfire, a torch, an altar's flame, with sparks that fly up and light that flickers around it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.anchors import anchor_of
from engine.sky.layers.arrays import periodic
from engine.sky.layers.land.sprite import Drawing, Sprite
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise, tile_at
from engine.sky.light import f32, lines, smoothstep, splat
from storyboard.model import Element

TILE = 128
EMBER = np.array([1.0, 0.24, 0.04])
SPARK = np.array([1.0, 0.62, 0.22])
HALO = np.array([1.0, 0.42, 0.13])
SHAPES = {"campfire": (62.0, 1.0), "torch": (34.0, 0.55), "altar": (46.0, 0.85)}
"""Height of the flames in reference pixels and their breadth against a campfire's."""


@compiled
def _flames_compiled(buffer, tile, x0, y0, tall, wide, rise, light, lean):
    """Add flames that stand at the pixel (x0, y0), ``tall`` and ``wide`` pixels; rise: how far the noise has climbed.

    The outline is bent by two noises that climb at unlike speeds; heat falls with the distance from the core and with
    the height and gives the colour: white-gold, orange, deep red.
    """
    height, width = buffer.shape[0], buffer.shape[1]
    for row in range(max(0, int(y0 - tall * f32(1.45))), min(height, int(y0 + tall * f32(0.10)) + 1)):
        v = (y0 - f32(row) - f32(0.5)) / tall
        h = max(v, f32(0))
        for column in range(max(0, int(x0 - wide * f32(1.5))), min(width, int(x0 + wide * f32(1.5)) + 1)):
            u = (f32(column) + f32(0.5) - x0) / wide - lean * h * h
            a = tile_at(tile, u * f32(15) + f32(300), (v - rise) * f32(17) + f32(4000))
            b = tile_at(tile, u * f32(36) + f32(711), (v - rise * f32(1.45)) * f32(38) + f32(9000))
            s = u + (f32(0.16) * a + f32(0.07) * b) * (f32(0.25) + h) * f32(1.2)
            body = f32(0.52) * (f32(1) - h * f32(0.80)) * (f32(0.55) + f32(0.45) * min(h * f32(5), f32(1)))
            tongue = f32(1) - h * (f32(0.94) - f32(0.24) * a - f32(0.12) * b)
            heat = min(f32(1) - abs(s) / max(body, f32(0.03)), tongue)
            heat = min(heat, f32(1) + v * f32(9))
            if heat <= f32(0):
                continue
            heat = min(heat * f32(1.25), f32(1)) * (f32(1) - f32(0.38) * h)
            q = heat * heat
            buffer[row, column, 0] += light * (f32(0.85) * heat + f32(0.75) * q)
            buffer[row, column, 1] += light * (f32(0.10) * heat + f32(0.78) * q * (f32(0.35) + f32(0.65) * heat))
            buffer[row, column, 2] += light * (f32(0.015) * heat + f32(0.30) * q * q * heat)


def _flames_plain(buffer, tile, x0, y0, tall, wide, rise, light, lean) -> None:
    """The same with numpy."""
    first, end = max(0, int(y0 - tall * f32(1.45))), min(buffer.shape[0], int(y0 + tall * f32(0.10)) + 1)
    left, right = max(0, int(x0 - wide * f32(1.5))), min(buffer.shape[1], int(x0 + wide * f32(1.5)) + 1)
    if first >= end or left >= right:
        return
    v = ((y0 - np.arange(first, end, dtype=f32) - f32(0.5)) / tall)[:, None]
    h = np.maximum(v, f32(0))
    u = (np.arange(left, right, dtype=f32) + f32(0.5) - x0) / wide - lean * h * h
    a = periodic(tile, u * f32(15) + f32(300), (v - rise) * f32(17) + f32(4000))
    b = periodic(tile, u * f32(36) + f32(711), (v - rise * f32(1.45)) * f32(38) + f32(9000))
    s = u + (f32(0.16) * a + f32(0.07) * b) * (f32(0.25) + h) * f32(1.2)
    body = f32(0.52) * (1 - h * f32(0.80)) * (f32(0.55) + f32(0.45) * np.minimum(h * f32(5), f32(1)))
    tongue = 1 - h * (f32(0.94) - f32(0.24) * a - f32(0.12) * b)
    heat = np.minimum(np.minimum(1 - np.abs(s) / np.maximum(body, f32(0.03)), tongue), 1 + v * f32(9))
    heat = np.clip(heat * f32(1.25), 0, 1) * (1 - f32(0.38) * h)
    q = heat * heat
    part = buffer[first:end, left:right]
    part[..., 0] += light * (f32(0.85) * heat + f32(0.75) * q)
    part[..., 1] += light * (f32(0.10) * heat + f32(0.78) * q * (f32(0.35) + f32(0.65) * heat))
    part[..., 2] += light * (f32(0.015) * heat + f32(0.30) * q * q * heat)


_flames = _flames_compiled if HAVE_NUMBA else _flames_plain


def _stand(shape: str, size: float, scale: float) -> Drawing:
    """What carries the flames: logs and stones, a torch's shaft, an altar of stone. The origin is the flames' foot."""
    black, dark, lit = (0.0022, 0.0020, 0.0024), (0.0060, 0.0044, 0.0040), (0.030, 0.014, 0.007)
    drawing = Drawing(size * 1.5, size * 0.4, size * (4.2 if shape == "torch" else 1.4), scale)
    k = size / 62
    if shape == "torch":
        drawing.fill(
            [(-0.10 * size, 0), (0.10 * size, 0), (0.055 * size, -4.1 * size), (-0.055 * size, -4.1 * size)],
            dark,
            black,
        )
        drawing.fill(
            [
                (-0.21 * size, 0.16 * size),
                (0.21 * size, 0.16 * size),
                (0.10 * size, -0.42 * size),
                (-0.10 * size, -0.42 * size),
            ],
            lit,
            black,
        )
        for y in (0.06, -0.12, -0.30):
            drawing.stroke([(-0.18 * size, y * size), (0.18 * size, (y - 0.06) * size)], 1.6 * k, black)
        return drawing
    if shape == "altar":
        for half, top, foot in ((0.62, 0.02, -0.16), (0.50, -0.16, -0.98), (0.66, -0.98, -1.12), (0.80, -1.12, -1.30)):
            drawing.box(
                -half * size, foot * size, half * size, top * size, (0.034, 0.027, 0.026), (0.010, 0.010, 0.014)
            )
            drawing.stroke(
                [(-half * size, top * size), (half * size, top * size)],
                0.9,
                (0.10, 0.055, 0.03),
                opacity=0.8,
                glow=0.12,
            )
        for x in (-0.3, 0.0, 0.3):
            drawing.box(
                (x - 0.055) * size, -0.90 * size, (x + 0.055) * size, -0.26 * size, (0.014, 0.012, 0.014), black
            )
        return drawing
    for x0, y0, x1, y1, thick in (
        (-0.62, -0.20, 0.40, 0.10, 9),
        (0.64, -0.22, -0.36, 0.12, 8.5),
        (-0.16, -0.26, 0.10, 0.22, 8),
    ):
        drawing.stroke([(x0 * size, y0 * size), (x1 * size, y1 * size)], thick * k, black, flash=0.3)
        drawing.stroke(
            [(x0 * size, y0 * size + 3 * k), (x1 * size, y1 * size + 3 * k)], 1.4 * k, lit, flash=0.3, glow=0.10
        )
    rng = np.random.default_rng(3)
    for x in np.linspace(-0.80, 0.80, 13):
        wide, high = rng.uniform(0.05, 0.085) * size, rng.uniform(0.035, 0.06) * size
        y = -0.27 * size - (1 - x * x) * 0.07 * size
        angles = np.sort(rng.uniform(0, 2 * math.pi, 9))
        ring = [(float(x) * size + wide * math.cos(a), y + high * math.sin(a)) for a in angles]
        drawing.fill(ring, (0.0060, 0.0052, 0.0056), black, glow=0.035)
    return drawing


@element("fire")
class Fire:
    """A fire with sparks.

    Settings (reference pixels, 720 high):
        shape: "campfire", "torch" or "altar" (default campfire).
        x, y: foot of the flames (default: 28 hundredths of the width, above the lower edge); hip, shift: at a star.
        size: height of the flames (default: campfire 62, torch 34, altar 46).
        stand: whether logs, shaft or altar are drawn (default true).
        sparks: how many sparks fly, 0 none .. 2 (default 1).
        strength: light (default 1).
        start_s: when it is lit; rise_s: seconds until it burns fully (default 0: it burns from the beginning).
        seed: other flames (default 0).
    """

    order = Order.SPARKS - 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        """Raises:
        EngineError: no such shape.
        """
        shape = str(spec.setting("shape", "campfire"))
        if shape not in SHAPES:
            raise EngineError(f"A fire has no shape '{shape}': use one of {', '.join(sorted(SHAPES))}.")
        rng = stage.random("fire", int(spec.setting("seed", 0)))
        size, breadth = SHAPES[shape]
        self._size = float(spec.setting("size", size))
        self._breadth = 0.62 * self._size * breadth
        lower = {"campfire": 660.0, "torch": 560.0, "altar": 630.0}[shape]
        default = (stage.reference_width * 0.28, lower)
        self._anchor = anchor_of(spec, stage, default)
        self._stand = None
        if bool(spec.setting("stand", True)) and spec.setting("hip", None) is None:
            shift = spec.setting("shift", (0.0, 0.0))
            x = float(spec.setting("x", default[0])) + float(shift[0])
            y = float(spec.setting("y", default[1])) + float(shift[1])
            self._stand = Sprite(_stand(shape, self._size, stage.unit), x, y)
        self._tile = fft_noise(TILE, TILE, 2.6, rng, lowest=4)
        self._strength = float(spec.setting("strength", 1.0))
        self._start, self._rise = spec.start_s, float(spec.setting("rise_s", 0.0))
        self._phase = rng.uniform(0, 2 * np.pi, 4)
        count = int(54 * max(float(spec.setting("sparks", 1.0)), 0.0) * (0.5 if shape == "torch" else 1.0))
        self._born, self._life = rng.random(count), rng.uniform(1.1, 2.8, count)
        self._way = rng.normal(0, 1, (count, 2))
        self._climb = rng.uniform(1.3, 3.6, count)
        self._turn = rng.uniform(0, 2 * np.pi, (count, 2))
        self._bright = rng.gamma(2.0, 0.5, count)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        time = frame.time
        burning = self._strength
        if self._rise > 0:
            burning *= float(smoothstep(0, self._rise, time - self._start))
        a, b, c, d = self._phase
        flicker = (
            1 + 0.10 * math.sin(8.7 * time + a) + 0.07 * math.sin(13.3 * time + b) + 0.06 * math.sin(5.1 * time + c)
        )
        at = self._anchor.pixels(frame)
        unit = frame.unit * frame.zoom
        if burning > 0:
            self._paint_halo(buffer, at, unit, burning * flicker)
        if self._stand is not None:
            # what stands before the light is dark, but for the edges that it catches
            self._stand.paint(buffer, frame, HALO * (burning * flicker))
        if burning <= 0:
            return
        lean = 0.22 * math.sin(1.3 * time + d) + 0.12 * math.sin(2.9 * time + a)
        _flames(
            buffer,
            self._tile,
            f32(at[0]),
            f32(at[1]),
            f32(self._size * unit * (0.94 + 0.10 * flicker)),
            f32(self._breadth * unit),
            f32(1.35 * time),
            f32(0.95 * burning),
            f32(lean),
        )
        self._paint_sparks(buffer, frame, at, unit, burning)

    def _paint_halo(self, buffer: NDArray[np.float32], at: NDArray[np.float64], unit: float, light: float) -> None:
        sizes = np.array([0.5, 1.25, 2.6]) * self._size * unit
        middle = np.array([0.10, 0.030, 0.006]) * light
        flux = (middle * 2 * np.pi * sizes**2)[:, None] * HALO
        x = np.full(3, at[0], f32)
        y = np.full(3, at[1] - 0.35 * self._size * unit, f32)
        splat(buffer, x, y, flux.astype(f32), np.maximum(sizes, 0.8).astype(f32))

    def _paint_sparks(
        self, buffer: NDArray[np.float32], frame: Frame, at: NDArray[np.float64], unit: float, light: float
    ) -> None:
        """Sparks that whirl upwards and burn out, each a short stroke between two moments."""
        turn = frame.time / self._life + self._born
        age = turn % 1.0

        def place(moment: NDArray[np.float64]) -> NDArray[np.float64]:
            spread = self._size * (0.16 * self._way[:, 0] + 0.34 * moment * self._way[:, 1])
            whirl = 0.10 * self._size * moment * np.sin(7.0 * moment + self._turn[:, 0])
            rise = self._size * (0.35 + self._climb * moment * (1 - 0.25 * moment))
            return at + np.stack([spread + whirl, -rise], 1) * unit

        bright = light * self._bright * smoothstep(0, 0.08, age) * (1 - age) ** 1.2
        bright = bright * (0.75 + 0.25 * np.sin(frame.time * 17 + self._turn[:, 1]))
        table = np.empty((len(age), 10), f32)
        table[:, 0:2], table[:, 2:4] = place(np.maximum(age - 0.016, 0)), place(age)
        table[:, 4], table[:, 5] = 0.2 * bright, 0.75 * bright
        table[:, 6] = max(0.62 * frame.unit, 0.55)
        table[:, 7:] = EMBER + (SPARK - EMBER) * ((1 - age) ** 0.7)[:, None]
        lines(buffer, table[bright > 0.004])
