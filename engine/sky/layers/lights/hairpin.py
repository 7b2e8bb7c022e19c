"""The hairpin: a spark of gold that is drawn across the sky, and the river of light that opens behind it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.lights.light_paths import STEPS, light_path
from engine.sky.layers.lights.river import Stream, passing_times
from engine.sky.layers.lights.trails import stroke
from engine.sky.light import ease_in_out, ease_out, lines, smoothstep, splat
from storyboard.model import Element

GOLD = np.array([1.0, 0.70, 0.30])
WHITE_GOLD = np.array([1.0, 0.90, 0.68])
EMBER = np.array([1.0, 0.42, 0.12])
SPARKS = 520


@element("hairpin")
class Hairpin:
    """A golden hairpin drawn across the sky; the Silver River opens where it has passed.

    Settings:
        points, galactic, reverse: the way, as of ``river`` (default: along the galactic equator through the view).
        start_s: when the spark appears (default 0); draw_s: seconds of its way (default 3.6).
        widen_s: seconds in which the river behind it opens (default 3).
        width: half width of the open river in reference pixels (default 64; 0: no river, only the spark).
        strength: light of the spark (default 1); river: light of the river (default 1).
        density: amount of dust in the river (default 1).
        colour: [r, g, b] tint of the river (default [1, 1, 1]).
    """

    order = Order.FIGURES + 4

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("hairpin", int(spec.setting("seed", 0)))
        self._path = light_path(spec, stage, galactic=True)
        self._start, self._draw = float(spec.start_s), max(float(spec.setting("draw_s", 3.6)), 0.2)
        self._passes = passing_times(self._start, self._draw)
        self._widen = max(float(spec.setting("widen_s", 3.0)), 0.1)
        self._strength, self._river = float(spec.setting("strength", 1.0)), float(spec.setting("river", 1.0))
        width = float(spec.setting("width", 64.0))
        self._stream = None
        if width > 0:
            self._stream = Stream(
                stage.random("hairpin", "river"),
                count=int(5200 * float(spec.setting("density", 1.0))),
                width=width,
                colour=np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float),
            )
        self._spark_u = np.sort(rng.random(SPARKS))
        self._spark_life = rng.uniform(0.5, 1.9, SPARKS)
        self._spark_speed = rng.normal(0, 1, (SPARKS, 2)) * [34, 34] + [0, 6]
        self._spark_back = rng.uniform(10, 95, SPARKS)
        self._spark_mass = rng.gamma(1.1, 0.8, SPARKS)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        if frame.time < self._start:
            return
        points = self._path.points(frame)
        since = frame.time - self._passes
        if self._stream is not None:
            # a narrow seam of light first, then the banks part
            opened = 0.10 + 0.90 * ease_out(np.clip(since - 0.15, 0, None) / self._widen)
            light = smoothstep(0, 0.25, since) * (1 + 2.6 * np.exp(-np.maximum(since, 0) / 0.8))
            self._stream.paint(buffer, frame, points, opened, self._river * light)
        self._paint_seam(buffer, frame, points, since)
        self._paint_sparks(buffer, frame, points)
        if since[-1] < 0.7:
            self._paint_head(buffer, frame, points)

    def _paint_seam(
        self, buffer: NDArray[np.float32], frame: Frame, points: NDArray[np.float64], since: NDArray[np.float64]
    ) -> None:
        """The cut itself: a gold line that burns out behind the spark."""
        passed = (since > 0).astype(float)
        hot = passed * np.exp(-np.maximum(since, 0) / 0.30)
        slow = passed * np.exp(-np.maximum(since, 0) / 1.1)
        light = self._strength * (1.5 * hot + 0.22 * slow)
        if light.max() < 1e-3:
            return
        colour = EMBER + (GOLD - EMBER) * slow[:, None] + (WHITE_GOLD - GOLD) * hot[:, None]
        unit = frame.unit
        sigma = (0.8 + 1.3 * hot) * unit
        stroke(buffer, *(part.astype(np.float32) for part in (points, light, sigma, colour)))
        halo = (points, 0.16 * light, (3.0 + 5.0 * hot) * unit, 0 * colour + GOLD)
        stroke(buffer, *(part.astype(np.float32) for part in halo))

    def _paint_sparks(self, buffer: NDArray[np.float32], frame: Frame, points: NDArray[np.float64]) -> None:
        """Embers thrown off along the way: they slow down in the air, sink a little and go out."""
        index = np.arange(STEPS + 1)
        at = self._spark_u * STEPS
        age = frame.time - np.interp(at, index, self._passes)
        alive = np.flatnonzero((age > 0) & (age < self._spark_life))
        if not len(alive):
            return
        age, at = age[alive], at[alive]
        unit = frame.unit * frame.zoom
        along = np.gradient(points, axis=0)
        along = along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)[:, None]
        start = np.stack([np.interp(at, index, points[:, i]) for i in (0, 1)], 1)
        back = -np.stack([np.interp(at, index, along[:, i]) for i in (0, 1)], 1) * self._spark_back[alive, None]
        slowed = (1 - np.exp(-2.2 * age)) / 2.2
        xy = start + (self._spark_speed[alive] - back * 0.6) * slowed[:, None] * unit
        xy[:, 1] += 9 * age**2 * unit
        left = 1 - age / self._spark_life[alive]
        flux = self._spark_mass[alive] * left**1.6 * (0.7 + 0.3 * np.sin(19 * age + 40 * self._spark_u[alive]))
        colour = EMBER + (WHITE_GOLD - EMBER) * left[:, None] ** 1.3
        light = (flux[:, None] * colour * self._strength * 2.6 * frame.unit**2).astype(np.float32)
        x, y = (xy[:, i].astype(np.float32) for i in (0, 1))
        splat(buffer, x, y, light, np.full(len(x), 0.9 * frame.unit, np.float32))

    def _paint_head(self, buffer: NDArray[np.float32], frame: Frame, points: NDArray[np.float64]) -> None:
        """The spark: a needle of light pointing forward, a halo, four fine rays."""
        t = (frame.time - self._start) / self._draw
        place = float(ease_in_out(t)) * STEPS
        index = np.arange(STEPS + 1)
        unit = frame.unit
        at = np.array([np.interp(place, index, points[:, i]) for i in (0, 1)])
        ahead = np.array([np.interp(place + 0.5, index, points[:, i]) for i in (0, 1)])
        behind = np.array([np.interp(place - 0.5, index, points[:, i]) for i in (0, 1)])
        forward = (ahead - behind) / max(float(np.hypot(*(ahead - behind))), 1e-6)
        light = self._strength * float(smoothstep(0, 0.10, t)) * (1 - float(smoothstep(1.0, 1.0 + 0.6 / self._draw, t)))
        light *= 1 + 0.10 * np.sin(frame.time * 23) + 0.06 * np.sin(frame.time * 37)
        if light < 1e-3:
            return
        needle = at + np.linspace(-10, 34, 9)[:, None] * forward * unit
        profile = np.sin(np.linspace(0.25, np.pi, 9)) ** 1.5
        stroke(
            buffer,
            needle.astype(np.float32),
            (2.4 * light * profile).astype(np.float32),
            np.maximum(1.5 * unit * profile, 0.5).astype(np.float32),
            np.repeat(WHITE_GOLD[None], 9, 0).astype(np.float32),
        )
        sigmas = np.array([1.6, 5.0, 15.0, 42.0]) * unit
        flux = np.array([26.0, 60.0, 160.0, 330.0])[:, None] * np.stack([WHITE_GOLD, WHITE_GOLD, GOLD, GOLD])
        colour = (flux * light * unit * unit).astype(np.float32)
        splat(buffer, np.full(4, at[0], np.float32), np.full(4, at[1], np.float32), colour, sigmas.astype(np.float32))
        rays = []
        side = np.array([-forward[1], forward[0]])
        for direction, long in ((side, 15), (-side, 15)):
            end = at + direction * long * unit
            rays.append([*at, *end, 0.5 * light, 0, 0.5 * unit, *WHITE_GOLD])
        lines(buffer, np.array(rays, np.float32))
