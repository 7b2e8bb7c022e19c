"""Small warm lights: the light of a meeting, a spark, a lantern."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.anchors import anchor_of
from engine.sky.layers.layer import Order, element
from engine.sky.light import ease_out, lines, smoothstep, splat
from storyboard.model import Element

WARM = (1.0, 0.74, 0.42)
EMBER = np.array([1.0, 0.34, 0.08])
WHITE = np.array([1.0, 0.93, 0.80])


class SmallLight:
    """A soft light, a spark or a flame; ``Glow`` says what its settings mean."""

    order = Order.HERO_STARS + 1

    def __init__(self, spec: Element, stage: Stage, shape: str | None = None) -> None:
        self._shape = shape or str(spec.setting("shape", "light"))
        rng = stage.random("glow", int(spec.setting("seed", 0)), self._shape)
        self._anchor = anchor_of(spec, stage)
        radius, motes = {"spark": (46.0, 110), "lantern": (22.0, 0)}.get(self._shape, (70.0, 46))
        self._radius = float(spec.setting("radius", radius))
        self._strength = float(spec.setting("strength", 1.0))
        self._colour = np.asarray(spec.setting("colour", WARM), float)
        self._start, self._rise = float(spec.start_s), max(float(spec.setting("rise_s", 1.6)), 0.05)
        self._pulse = float(spec.setting("pulse", 0.12))
        self._fade, self._fall = spec.setting("fade_s", None), max(float(spec.setting("fall_s", 1.5)), 0.05)
        count = max(0, int(spec.setting("motes", motes)))
        self._born, self._life = rng.random(count), rng.uniform(0.5, 1.0, count)
        angle = rng.uniform(0, 2 * np.pi, count)
        self._way = np.stack([np.cos(angle), np.sin(angle)], 1)
        self._speed = rng.gamma(2.2, 0.45, count)
        self._mass = rng.gamma(1.2, 0.8, count)
        self._phase = rng.uniform(0, 2 * np.pi, (count, 2))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        since = frame.time - self._start
        if since < 0:
            return
        left = 1.0
        if self._fade is not None:
            left = 1 - float(smoothstep(0, self._fall, frame.time - float(self._fade)))
        if left <= 0:
            return
        at = self._anchor.pixels(frame)
        if self._shape == "spark":
            self._paint_burst(buffer, frame, at, since, left)
            return
        time = frame.time
        breath = 1 + self._pulse * (0.7 * np.sin(time * 1.7) + 0.3 * np.sin(time * 2.9 + 1))
        if self._shape == "lantern":
            breath *= 1 + 0.07 * np.sin(time * 9.1) + 0.05 * np.sin(time * 14.7 + 2)
        light = self._strength * left * breath * float(smoothstep(0, self._rise, since))
        grown = 0.55 + 0.45 * float(ease_out(since / (1.6 * self._rise)))
        self._paint_soft(buffer, frame, at, light, self._radius * grown)
        if len(self._born):
            self._paint_motes(buffer, frame, at, since, light)

    def _paint_soft(
        self, buffer: NDArray[np.float32], frame: Frame, at: NDArray[np.float64], light: float, radius: float
    ) -> None:
        """A small bright heart in ever wider and fainter halos."""
        unit = frame.unit * frame.zoom
        sizes = np.array([0.035, 0.12, 0.34, 0.80]) * radius * unit
        # brightness in the middle of each halo; the flux follows from its size
        middle = np.array([1.3, 0.42, 0.105, 0.034]) * light
        flux = middle * 2 * np.pi * sizes**2
        heat = np.array([0.75, 0.35, 0.0, 0.0])[:, None]
        colour = self._colour + (WHITE * self._colour.max() - self._colour) * heat
        sizes = np.maximum(sizes, 0.8 * frame.unit)
        splat(
            buffer,
            np.full(4, at[0], np.float32),
            np.full(4, at[1], np.float32),
            (flux[:, None] * colour).astype(np.float32),
            sizes.astype(np.float32),
        )

    def _paint_motes(
        self, buffer: NDArray[np.float32], frame: Frame, at: NDArray[np.float64], since: float, light: float
    ) -> None:
        """Motes that rise slowly out of the light, each on a life of its own."""
        period = 4.5
        turn = since / period + self._born
        age = turn % 1.0
        seen = turn >= 1.0
        unit = frame.unit * frame.zoom
        reach = self._radius * (0.10 + 0.55 * self._phase[:, 0] / np.pi * (0.35 + 0.65 * age))
        x = at[0] + (self._way[:, 0] * reach + 5 * np.sin(frame.time * 0.9 + self._phase[:, 0])) * unit
        rise = 0.45 * self._way[:, 1] * reach - self._radius * 0.95 * age * self._speed
        y = at[1] + (rise + 3 * np.sin(frame.time * 1.1 + self._phase[:, 1])) * unit
        flux = self._mass * np.sin(np.pi * np.clip(age / self._life, 0, 1)) ** 1.4 * seen * light * 1.5 * frame.unit**2
        chosen = np.flatnonzero(flux > 1e-3)
        colour = (flux[chosen, None] * (0.5 * self._colour + 0.5 * WHITE * self._colour.max())).astype(np.float32)
        size = np.full(len(chosen), 0.9 * frame.unit, np.float32)
        splat(buffer, x[chosen].astype(np.float32), y[chosen].astype(np.float32), colour, size)

    def _paint_burst(
        self, buffer: NDArray[np.float32], frame: Frame, at: NDArray[np.float64], since: float, left: float
    ) -> None:
        """A sting of light: a flash of a few frames that rises over two of them, sparks that brake and sink, embers."""
        unit = frame.unit * frame.zoom
        flash = float(smoothstep(0, 0.09, since)) * (0.80 * np.exp(-since / 0.22) + 0.20 * np.exp(-since / 1.3))
        light = self._strength * left
        self._paint_soft(
            buffer, frame, at, 1.5 * light * flash, self._radius * (0.55 + 0.6 * float(ease_out(since / 0.5)))
        )
        rays = []
        for k, (x, y) in enumerate(((1, 0), (-1, 0), (0, 1), (0, -1))):
            long = self._radius * (1.5 if k < 2 else 1.0) * (0.4 + 0.6 * float(ease_out(since / 0.35))) * unit
            rays.append([*at, at[0] + x * long, at[1] + y * long, 1.1 * light * flash, 0, 0.55 * frame.unit, *WHITE])
        lines(buffer, np.array(rays, np.float32))
        life = 0.35 + 1.5 * self._life * self._speed / 2
        delay = 0.10 * self._born
        age = since - delay
        alive = np.flatnonzero((age > 0) & (age < life))
        if not len(alive):
            return
        # each spark is a short stroke between two moments of its flight, brighter in front
        age, life, way = (
            age[alive],
            life[alive],
            self._way[alive] * self._speed[alive, None] * self._radius * 5.2 * unit,
        )
        rest = 1 - age / life

        def place(moment: NDArray[np.float64]) -> NDArray[np.float64]:
            moment = np.maximum(moment, 0)
            xy = at + way * ((1 - np.exp(-3.0 * moment)) / 3.0)[:, None]
            xy[:, 1] += 30 * moment**2 * unit
            return xy

        colour = EMBER + (WHITE - EMBER) * rest[:, None] ** 1.5
        colour = colour * (0.6 + 0.4 * self._colour / max(float(self._colour.max()), 1e-6))
        bright = 0.9 * light * rest**1.3 * np.minimum(self._mass[alive], 2.0)
        table = np.empty((len(alive), 10), np.float32)
        table[:, 0:2], table[:, 2:4] = place(age - 0.05 * (0.4 + rest)), place(age)
        table[:, 4], table[:, 5] = 0.1 * bright, bright
        table[:, 6] = max(0.72 * frame.unit, 0.6)
        table[:, 7:] = colour
        lines(buffer, table)


@element("glow")
class Glow(SmallLight):
    """A soft light at a place or a star.

    Settings:
        shape: "light" (default) a soft light with rising motes, "spark" a short burst with flying sparks,
            "lantern" a small flame that flickers.
        hip: HIP number of the star it stands at, or x, y: place in reference pixels (720 high);
            shift: [dx, dy] added to it (default [0, 0]).
        radius: reach of the soft light in reference pixels (default 70; spark 46, lantern 22).
        strength: light (default 1).
        colour: [r, g, b] linear (default warm gold).
        start_s: when it begins; rise_s: seconds until it is full (default 1.6).
        pulse: how much it breathes, 0..1 (default 0.12).
        motes: number of motes or sparks (default 46; spark 110, lantern 0).
        fade_s: when it fades (default never), over ``fall_s`` seconds (default 1.5).
    """


@element("spark")
class Spark(SmallLight):
    """A short burst of light with flying sparks: ``glow`` with the shape "spark", the same settings."""

    def __init__(self, spec: Element, stage: Stage) -> None:
        super().__init__(spec, stage, shape="spark")


@element("lantern")
class Lantern(SmallLight):
    """A small flickering flame: ``glow`` with the shape "lantern", the same settings."""

    def __init__(self, spec: Element, stage: Stage) -> None:
        super().__init__(spec, stage, shape="lantern")
