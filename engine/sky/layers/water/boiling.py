"""Broken water around what rises from the sea: it boils as hard as the body moves, and throws up drops."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.figures import load_figure
from engine.sky.frame import Frame, Stage
from engine.sky.layers.beings.standing import Standing
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise
from engine.sky.layers.water.foam import flatness, foam_colour, ring_profile, rings
from engine.sky.layers.water.sea import DEFAULT_HORIZON, waterline
from engine.sky.light import f32, smoothstep, splat
from storyboard.model import Element

RINGS, RING_SPEED, FIRST_RING, RING_WAY = 3, 0.42, 0.8, 2.25
"""How many rings are under way; half widths a second; where in half widths a ring begins, and how far it runs."""

DROPS, GRAVITY = 150, 330.0
"""How many drops can be in the air, and what pulls them back, reference pixels a second squared."""

QUIET = 0.45
"""How strong the foam is round a body that stands still."""


@element("foam")
class Foam:
    """Broken water around something that rises from the sea, with rings that run outwards.

    Settings:
        x, y: the middle at the waterline, reference pixels (1100, 604).
        width: of the churned patch, reference pixels (110).
        figure: a placed figure of the shot: it boils, throws up drops and sends out rings as hard as that one moves,
        and comes nearer with it (none: it boils evenly).
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
        random = stage.random("foam")
        self._tile = fft_noise(128, 128, 1.8, random, lowest=4)
        name = spec.setting("figure", None)
        cue = next((cue for cue in stage.scene.figures if cue.name == name and cue.place is not None), None)
        self._body = None if cue is None else Standing(cue, load_figure(cue.name), stage)
        self._drops = _Drops(random)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the light of the foam."""
        late = frame.time - self._start
        if late <= 0:
            return
        strength = self._strength * float(smoothstep(0, self._rise, late))
        x, y, near = self._x, self._y, 1.0
        ways = (late * RING_SPEED + RING_WAY / RINGS * np.arange(RINGS)) % RING_WAY
        churn, gains = 1.0, np.ones(RINGS)
        if self._body is not None:
            near = self._body.nearness(frame.time)
            x, y = self._body.nearer(x, y, near)
            churned = self._body.churn(frame.time - np.array([0.0, *(ways / RING_SPEED)]))
            churn, gains = QUIET + float(churned[0]), 0.3 + 2.2 * churned[1:]
        half = self._half * near * frame.unit * frame.zoom * (0.55 + 0.45 * min(churn, 1.3)) * _grown(late, self._rise)
        if half < 1:
            return
        middle = float(frame.to_pixels(x, y)[0])
        left = int(middle - 3.3 * half)
        columns = np.arange(left, int(middle + 3.3 * half) + 1)
        line = waterline(frame, columns / frame.unit, y).astype(f32)
        flat = flatness(frame.stage, y)
        rings(
            buffer, self._tile, line, left, f32(middle), f32(half), f32(flat), f32(frame.unit),
            ring_profile(1.6 * churn, FIRST_RING + ways, gains), f32(frame.time), *foam_colour(frame, strength),
        )  # fmt: skip
        if self._body is not None:
            self._drops.paint(buffer, frame, self._body, (x, y), half, flat, near, strength)


def _grown(late: float, rise_s: float) -> float:
    return 0.6 + 0.4 * float(smoothstep(0, rise_s, late))


class _Drops:
    """Drops that are thrown up round a body, again and again, as high as it churned the water when each left it."""

    def __init__(self, random: np.random.Generator) -> None:
        self._life = random.uniform(0.55, 1.05, DROPS)
        self._phase = random.random(DROPS)
        self._angle = random.uniform(0, 2 * np.pi, DROPS)
        self._out = random.uniform(0.55, 1.05, DROPS)
        self._mass = random.gamma(1.6, 0.6, DROPS)

    def paint(
        self, buffer: NDArray[np.float32], frame: Frame, body: Standing, at: tuple[float, float], half: float,
        flat: float, near: float, strength: float,
    ) -> None:  # fmt: skip
        """Add the drops in the air round the reference point ``at``; ``half``: half width of the churned patch."""
        turn = frame.time / self._life + self._phase
        age = (turn % 1) * self._life
        grid = np.linspace(frame.time - 1.1, frame.time, 12)
        thrown = np.interp(frame.time - age, grid, body.churn(grid))
        # a drop that leaves the water again leaves it elsewhere
        angle = self._angle + 2.4 * np.floor(turn)
        scale = near * frame.unit * frame.zoom
        speed = 0.5 * GRAVITY * self._life * np.minimum(thrown, 1.1)
        height = (speed * age - 0.5 * GRAVITY * age * age) * scale
        shown = np.flatnonzero((thrown > 0.12) & (height > 0))
        if not len(shown):
            return
        x0, y0 = (float(value) for value in frame.to_pixels(*at))
        out = self._out[shown] * half * (1 + 0.35 * age[shown])
        x = x0 + out * np.cos(angle[shown])
        y = y0 + out * flat * np.sin(angle[shown]) - height[shown]
        share = age[shown] / self._life[shown]
        light = strength * self._mass[shown] * np.minimum(thrown[shown], 1) * np.sin(np.pi * share) * scale**2
        colour = 26.0 * light[:, None] * np.array(foam_colour(frame, 1.0))
        sigma = np.full(len(shown), max(0.75 * scale, 0.55), f32)
        splat(buffer, x.astype(f32), y.astype(f32), colour.astype(f32), sigma)
