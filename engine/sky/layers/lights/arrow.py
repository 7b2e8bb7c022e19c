"""An arrow in flight: a shaft with head and feathers, a trail of light behind it, sparks that sink from the trail."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.anchors import Anchor
from engine.sky.layers.layer import Order, element
from engine.sky.layers.lights.trails import Band, soft_bands, stroke
from engine.sky.light import ease_out, f32, smoothstep, splat
from storyboard.model import Element

PIECES = 72
GOLD = np.array([1.0, 0.76, 0.36])
WHITE = np.array([1.0, 0.95, 0.84])
BURNS_UP_S = 0.15
"""Seconds in which the arrow goes out where it has hit."""


@element("arrow")
class Arrow:
    """An arrow that flies from one place to another and leaves a trail of light.

    Settings (reference pixels, 720 high):
        from, to: [x, y], or the HIP number of a star (default from the lower left to the upper right).
        start_s: when it is shot (default 0.6); flight_s: seconds of its flight (default 1.6).
        arc: how high its way is bent, as a share of its length (default 0.10).
        length: length of the arrow (default 58).
        trail_s: seconds until the trail has faded (default 2.2).
        sparks: sparks that fall from the trail, 0 none .. 2 (default 1).
        colour: [r, g, b], linear colour of the light (default gold).
        strength: light (default 1).
        hit: light of its arrival, 0 none (default 1).
    """

    order = Order.BRIDGE - 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        width = stage.reference_width
        self._from = Anchor(_place(spec.setting("from", (0.14 * width, 560.0))), stage)
        self._to = Anchor(_place(spec.setting("to", (0.82 * width, 130.0))), stage)
        # an element that says nothing about its beginning is seen from the beginning
        self._start = float(spec.start_s) if spec.start_s else 0.6
        self._flight = max(float(spec.setting("flight_s", 1.6)), 0.1)
        self._arc = float(spec.setting("arc", 0.10))
        self._length = float(spec.setting("length", 58.0))
        self._trail = max(float(spec.setting("trail_s", 2.2)), 0.05)
        self._strength = float(spec.setting("strength", 1.0))
        self._hit = float(spec.setting("hit", 1.0))
        self._colour = np.asarray(spec.setting("colour", GOLD), float)
        rng = stage.random("arrow", int(spec.setting("seed", 0)))
        count = int(130 * max(float(spec.setting("sparks", 1.0)), 0.0))
        self._born, self._mass = rng.random(count), rng.gamma(1.6, 0.6, count)
        self._drift = rng.normal(0, 1, (count, 2))
        self._life = rng.uniform(0.5, 1.5, count)

    def _way(self, frame: Frame, place: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pixels (n, 2) of the way at shares of it (n)."""
        a, b = self._from.pixels(frame), self._to.pixels(frame)
        along = b - a
        up = np.array([0.0, -1.0]) * float(np.hypot(*along)) * self._arc
        t = np.asarray(place, float)[:, None]
        return a + along * t + up * (4 * t * (1 - t))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        since = frame.time - self._start
        if since < 0 or since > self._flight + 2 * self._trail + 1:
            return
        head = min(since / self._flight, 1.0)
        # loosed at full speed, a little slower at the end
        flown = float(1 - (1 - head) ** 1.25)
        self._paint_trail(buffer, frame, flown, since)
        self._paint_sparks(buffer, frame, flown, since)
        # it burns up in the flash that it makes
        burnt = 1 - float(smoothstep(0, BURNS_UP_S, since - self._flight))
        if burnt > 0:
            self._paint_arrow(buffer, frame, flown, float(smoothstep(0, 0.06, since)) * burnt)
        if head >= 1 and self._hit > 0:
            self._paint_hit(buffer, frame, since - self._flight)

    def _passed(self, place: NDArray[np.float64]) -> NDArray[np.float64]:
        """When the arrow passes shares of its way, seconds after the shot."""
        return self._flight * (1 - (1 - np.clip(place, 0, 1)) ** (1 / 1.25))

    def _paint_trail(self, buffer: NDArray[np.float32], frame: Frame, flown: float, since: float) -> None:
        place = np.linspace(0, flown, PIECES + 1)
        points = self._way(frame, place)
        late = np.maximum(since - self._passed(place), 0)
        light = self._strength * np.exp(-late / (0.42 * self._trail)) * smoothstep(0.0, 0.05, place)
        light = light * (1 - smoothstep(1.6 * self._trail, 2.0 * self._trail + 0.9, late))
        unit = frame.unit
        fresh = np.exp(-late / 0.16)[:, None]
        colour = self._colour + (WHITE * self._colour.max() - self._colour) * 0.8 * fresh
        thin = np.maximum((0.8 + 0.9 * np.minimum(late, 2.0)) * unit, 0.6)
        stroke(
            buffer,
            points.astype(f32),
            (0.62 * light * (0.35 + 0.65 * fresh[:, 0])).astype(f32),
            thin.astype(f32),
            colour.astype(f32),
        )
        wide = (7.0 + 7.0 * np.minimum(late, 2.0)) * unit
        tint = (float(self._colour[0]), float(self._colour[1]), float(self._colour[2]))
        soft_bands(buffer, points, [Band(0.075 * light, wide, tint)])

    def _paint_sparks(self, buffer: NDArray[np.float32], frame: Frame, flown: float, since: float) -> None:
        born = self._passed(self._born)
        age = (since - born) / (self._life * self._trail)
        alive = np.flatnonzero((self._born < flown) & (age > 0) & (age < 1))
        if not len(alive):
            return
        age, unit = age[alive], frame.unit * frame.zoom
        at = self._way(frame, self._born[alive])
        at = at + self._drift[alive] * (2 + 15 * age[:, None]) * unit
        at[:, 1] += 26 * age**1.6 * unit
        twinkle = 0.7 + 0.3 * np.sin(frame.time * 11 + 30 * self._born[alive])
        flux = self._strength * self._mass[alive] * (1 - age) ** 1.5 * twinkle * 1.6 * frame.unit**2
        colour = flux[:, None] * (self._colour + (WHITE - self._colour) * ((1 - age) ** 3)[:, None])
        sigma = np.full(len(alive), max(0.8 * frame.unit, 0.62), f32)
        splat(buffer, at[:, 0].astype(f32), at[:, 1].astype(f32), colour.astype(f32), sigma)

    def _paint_arrow(self, buffer: NDArray[np.float32], frame: Frame, flown: float, light: float) -> None:
        unit = frame.unit * frame.zoom
        tip, before = self._way(frame, np.array([flown, flown - 0.012]))
        ahead = (tip - before) / max(float(np.hypot(*(tip - before))), 1e-6)
        aside = np.array([-ahead[1], ahead[0]])
        size = self._length * unit
        light *= self._strength

        def line(points: list[tuple[float, float]], thick: float, bright: float) -> None:
            xy = np.array([tip + ahead * a * size + aside * b * size for a, b in points])
            count = len(xy)
            stroke(
                buffer,
                xy.astype(f32),
                np.full(count, bright * light, f32),
                np.full(count, max(thick * frame.unit, 0.55), f32),
                np.repeat((0.4 * self._colour + 0.6 * WHITE)[None], count, 0).astype(f32),
            )

        line([(-1.0, 0.0), (0.0, 0.0)], 0.85, 0.85)
        for side in (-1, 1):
            # head and feathers
            line([(0.0, 0.0), (-0.13, 0.060 * side), (-0.10, 0.0)], 0.8, 1.1)
            for back in (-0.80, -0.87, -0.94):
                line([(back, 0.0), (back - 0.10, 0.070 * side)], 0.6, 0.55)
        sizes = np.array([1.2, 4.5, 15.0]) * frame.unit
        middle = np.array([1.6, 0.28, 0.05]) * light
        flux = (middle * 2 * np.pi * sizes**2)[:, None] * (0.5 * self._colour + 0.5 * WHITE)
        splat(buffer, np.full(3, tip[0], f32), np.full(3, tip[1], f32), flux.astype(f32), sizes.astype(f32))

    def _paint_hit(self, buffer: NDArray[np.float32], frame: Frame, since: float) -> None:
        """Light where it arrives: a soft flash that rises over two frames, and a ring that runs out."""
        at = self._to.pixels(frame)
        flash = self._hit * self._strength * float(smoothstep(0, 0.09, since)) * float(np.exp(-since / 0.45))
        unit = frame.unit
        sizes = np.array([1.6, 7.0, 26.0]) * unit
        middle = np.array([2.2, 0.40, 0.09]) * flash
        flux = (middle * 2 * np.pi * sizes**2)[:, None] * (0.4 * self._colour + 0.6 * WHITE)
        splat(buffer, np.full(3, at[0], f32), np.full(3, at[1], f32), flux.astype(f32), sizes.astype(f32))
        radius = 70 * float(ease_out(since / 1.4)) * unit
        angle = np.linspace(0, 2 * np.pi, 73)
        ring = at + radius * np.stack([np.cos(angle), np.sin(angle)], 1)
        light = 0.11 * self._hit * self._strength * float(smoothstep(0, 0.16, since) * np.exp(-since / 0.4))
        stroke(
            buffer,
            ring.astype(f32),
            np.full(73, light, f32),
            np.full(73, (2.2 + 3.0 * since) * unit, f32),
            np.repeat(self._colour[None], 73, 0).astype(f32),
        )


def _place(value):
    """A HIP number as a whole number, a place as it is."""
    return int(value) if isinstance(value, (int, float)) else value
