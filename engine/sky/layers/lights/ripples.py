"""Ripples of light: rings that run out from a place, one after the other, on the sky or on water."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.anchors import anchor_of
from engine.sky.layers.layer import Order, element
from engine.sky.layers.lights.trails import Band, soft_bands, stroke
from engine.sky.light import ease_out, f32, smoothstep, splat
from storyboard.model import Element

PIECES = 120


@element("ripples")
class Ripples:
    """Rings of light that spread from a point.

    Settings (reference pixels, 720 high):
        x, y: the point (default the middle, 300); hip: HIP number of a star instead; shift: [dx, dy] added to it.
        radius: how far the rings run (default 250).
        rings: number of rings in a wave (default 5); every_s: seconds between two rings (default 0.55).
        life_s: seconds that a ring lives (default 3.2).
        repeat: true: ring after ring to the end of the shot (default true).
        flat: height of the rings against their breadth: 1 circles, 0.3 as on water (default 1; 0.3 below the horizon).
        colour: [r, g, b], linear colour (default a cold silver-blue).
        strength: light (default 1).
        start_s: when the first ring starts (default 0.3).
        seed: another play of light along the rings (default 0).
    """

    order = Order.DUST

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("ripples", int(spec.setting("seed", 0)))
        self._anchor = anchor_of(spec, stage)
        below = stage.horizon is not None and float(spec.setting("y", 0.0)) > stage.horizon
        self._flat = float(spec.setting("flat", 0.3 if below else 1.0))
        if below:
            self.order = Order.WATER + 2
        self._radius = float(spec.setting("radius", 250.0))
        self._rings = max(1, int(spec.setting("rings", 5)))
        self._every = max(float(spec.setting("every_s", 0.55)), 0.05)
        self._life = max(float(spec.setting("life_s", 3.2)), 0.1)
        self._repeat = bool(spec.setting("repeat", True))
        self._colour = np.asarray(spec.setting("colour", (0.62, 0.84, 1.0)), float)
        self._strength = float(spec.setting("strength", 1.0))
        self._start = float(spec.start_s) if spec.start_s else 0.3
        self._phase = rng.uniform(0, 2 * np.pi, 6)
        count = 1100
        self._mote_angle, self._mote_place = rng.uniform(0, 2 * np.pi, count), rng.random(count) ** 0.6
        self._mote_mass = rng.gamma(1.3, 0.42, count)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        since = frame.time - self._start
        if since < 0:
            return
        at = self._anchor.pixels(frame)
        last = int(since / self._every)
        if not self._repeat:
            last = min(last, self._rings - 1)
        first = max(0, int((since - self._life) / self._every))
        rings, halos, wide = [], [], []
        for ring in range(first, last + 1):
            age = (since - ring * self._every) / self._life
            if 0 < age < 1:
                # each wave is strongest in its middle
                weight = 0.55 + 0.45 * np.cos(2 * np.pi * (ring % self._rings) / self._rings)
                points, light = self._paint_ring(buffer, frame, at, age, ring, float(weight))
                # dark ends part one ring from the next
                rings.append(points[[0, *range(PIECES + 1), PIECES]])
                halos.append(np.concatenate([[0], light, [0]]))
                wide.append(np.full(PIECES + 3, (8.0 + 20 * age) * frame.unit * (0.5 + 0.5 * self._flat)))
        if rings:
            tint = (float(self._colour[0]), float(self._colour[1]), float(self._colour[2]))
            band = Band(0.075 * np.concatenate(halos), np.concatenate(wide), tint)
            soft_bands(buffer, np.concatenate(rings), [band])
        self._paint_heart(buffer, frame, at, since)

    def _paint_ring(
        self, buffer: NDArray[np.float32], frame: Frame, at: NDArray[np.float64], age: float, ring: int, weight: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Draw the crest of a ring; returns its points and light."""
        unit = frame.unit * frame.zoom
        radius = self._radius * float(0.35 * age + 0.65 * ease_out(age)) * unit
        angle = np.linspace(0, 2 * np.pi, PIECES + 1)
        # not quite round, and brighter here and there: light on moving water
        waver = (
            1
            + 0.016 * np.sin(2 * angle + self._phase[5] + 2.3 * ring)
            + 0.012 * np.sin(3 * angle + self._phase[0] + ring)
            + 0.004 * np.sin(7 * angle - self._phase[1] + 2 * ring)
        )
        points = at + radius * waver[:, None] * np.stack([np.cos(angle), self._flat * np.sin(angle)], 1)
        play = 0.42 + 0.40 * np.sin(2 * angle + self._phase[2] + 1.7 * ring + 0.5 * frame.time)
        play += 0.30 * np.sin(3 * angle - self._phase[4] + 2.9 * ring - 0.4 * frame.time)
        play = np.clip(play + 0.16 * np.sin(7 * angle + self._phase[3] - ring - 0.8 * frame.time), 0.03, None)
        light = self._strength * weight * play * float(smoothstep(0, 0.10, age)) * (1 - age) ** 1.7
        # seen flat, the near and far sides gather more light than the ends
        sigma = np.full(PIECES + 1, max((0.9 + 3.6 * age) * frame.unit, 0.6))
        colour = np.repeat((self._colour + (1 - self._colour) * 0.45 * (1 - age))[None], PIECES + 1, 0)
        stroke(buffer, points.astype(f32), (0.13 * light).astype(f32), sigma.astype(f32), colour.astype(f32))
        self._paint_motes(buffer, frame, at, radius, age, weight)
        return points, light

    def _paint_motes(
        self,
        buffer: NDArray[np.float32],
        frame: Frame,
        at: NDArray[np.float64],
        radius: float,
        age: float,
        weight: float,
    ) -> None:
        """Points that light up while a ring passes over them."""
        reach = self._radius * frame.unit * frame.zoom
        away = self._mote_place * reach
        near = np.exp(-(((away - radius) / (9 * frame.unit)) ** 2))
        shown = np.flatnonzero(near > 0.02)
        if not len(shown):
            return
        angle = self._mote_angle[shown]
        x = at[0] + away[shown] * np.cos(angle)
        y = at[1] + away[shown] * np.sin(angle) * self._flat
        flux = self._strength * weight * (1 - age) ** 1.3 * near[shown] * self._mote_mass[shown] * 1.5 * frame.unit**2
        colour = flux[:, None] * (0.5 * self._colour + 0.5)
        sigma = np.full(len(shown), max(0.8 * frame.unit, 0.62), f32)
        splat(buffer, x.astype(f32), y.astype(f32), colour.astype(f32), sigma)

    def _paint_heart(self, buffer: NDArray[np.float32], frame: Frame, at: NDArray[np.float64], since: float) -> None:
        """The point they start from, a little brighter with each ring."""
        beat = (since % self._every) / self._every
        alive = 1.0 if self._repeat else float(1 - smoothstep(0, self._life, since - self._rings * self._every))
        level = self._strength * alive * (0.45 + 0.55 * float(smoothstep(0, 0.15, beat) * np.exp(-2.2 * beat)) * 2)
        level *= float(smoothstep(0, 0.4, since))
        sizes = np.array([1.3, 5.0, 17.0]) * frame.unit
        middle = np.array([0.9, 0.12, 0.026]) * level
        flux = (middle * 2 * np.pi * sizes**2)[:, None] * (0.6 * self._colour + 0.4)
        splat(buffer, np.full(3, at[0], f32), np.full(3, at[1], f32), flux.astype(f32), sizes.astype(f32))
