"""A flock of birds that crosses the sky."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.birds.birds import Plumage, draw_birds, flight_cells
from engine.sky.layers.layer import Order, element
from engine.sky.light import smoothstep
from storyboard.model import Element


@element("flock")
class Flock:
    """Magpies on their way across the sky, in loose groups that rise and fall.

    Settings (reference pixels, 720 high):
        count: number of birds (default 40).
        from, to: [x, y] between which the middle of the flock flies (default from beyond the left edge to beyond the
            right one, rising).
        cross_s: seconds the crossing takes (default: the rest of the shot).
        size: length of the nearest birds (default 66).
        spread: half width of the flock across its way (default 120).
        length: how far it is drawn out along its way (default 420).
        bend: how far the middle of the way rises (negative) or sags (default -70).
        light: brightness of the birds (default 1.4).
        seed: another seed, another flock (default 0).
    """

    order = Order.BRIDGE + 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("flock", int(spec.setting("seed", 0)))
        count = max(0, int(spec.setting("count", 40)))
        width = stage.reference_width
        self._from = np.asarray(spec.setting("from", (-260.0, 420.0)), float)
        self._to = np.asarray(spec.setting("to", (width + 260.0, 190.0)), float)
        self._bend = np.array([0.0, float(spec.setting("bend", -70.0))])
        self._start = float(spec.start_s)
        self._lasts = max(float(spec.setting("cross_s", max(stage.duration_s - spec.start_s, 2.0))), 0.5)
        groups = max(1, count // 9)
        group = rng.integers(groups, size=count)
        along = rng.uniform(-0.5, 0.5, groups)[group] + rng.normal(0, 0.07, count)
        across = rng.uniform(-0.8, 0.8, groups)[group] + rng.normal(0, 0.28, count)
        self._along = along * float(spec.setting("length", 420.0))
        self._across = across * float(spec.setting("spread", 120.0))
        near = np.clip(rng.normal(0.55, 0.22, groups)[group] + rng.normal(0, 0.10, count), 0.12, 1.0)
        order = np.argsort(near)
        self._long = float(spec.setting("size", 66.0)) * (0.30 + 0.70 * near)
        self._near, self._order = near, order
        self._phase, self._pace = rng.random((count, 3)) * 2 * np.pi, rng.uniform(2.6, 3.7, count)
        self._colours = np.repeat(Plumage().table()[None], count, 0) * float(spec.setting("light", 1.4))
        # no path of light near them: dark against the sky, their white feathers and upper edges catch its light
        self._colours *= np.array([1.0, 0.5, 1.5, 1.6, 0.8])[:, None]
        # far birds fade into the blue of the night
        self._colours[:, 0] += (1 - near)[:, None] * np.array([0.003, 0.005, 0.013])
        self._colours *= (0.75 + 0.35 * near)[:, None, None]
        self._view = rng.integers(3, size=count)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        t = (frame.time - self._start) / self._lasts
        if not 0 <= t <= 1 or not len(self._long):
            return
        time, phase = frame.time, self._phase
        # the flock breathes: it hurries and lingers, its groups pass each other
        eased = t + 0.035 * np.sin(2 * np.pi * t + phase[:, 0]) * self._near
        way = self._to - self._from
        span = float(np.hypot(*way))
        forward, sideways = way / span, np.array([-way[1], way[0]]) / span
        along = eased + self._along / span
        across = self._across * (1 + 0.2 * np.sin(0.5 * time + phase[:, 1])) + 7 * np.sin(0.9 * time + phase[:, 2])
        place = self._from + along[:, None] * way + across[:, None] * sideways
        place += np.sin(np.pi * np.clip(along, 0, 1))[:, None] * self._bend
        slope = way[None] + (np.pi * np.cos(np.pi * np.clip(along, 0, 1)))[:, None] * self._bend
        side = np.full(len(along), 1.0 if forward[0] >= 0 else -1.0)
        turn = np.arctan2(slope[:, 1] * side, np.abs(slope[:, 0]) + 1e-6) * side * 0.8
        turn = turn + 0.09 * np.sin(0.9 * time + phase[:, 2])
        # a few strong beats, then a short glide
        beat = (phase[:, 0] / (2 * np.pi) + time * self._pace) % 5.0
        flap = np.where(beat < 4.0, beat % 1.0, 0.02)
        x, y = frame.to_pixels(place[:, 0], place[:, 1])
        shown = smoothstep(0, 0.04, t) * (1 - smoothstep(0.96, 1, t))
        order = self._order
        long = self._long * frame.unit * frame.zoom
        colours = self._colours + np.array([0.0, 0.02, 0.10, 0.28, 0.05])[:, None] * frame.flash
        draw_birds(
            buffer,
            x[order],
            y[order],
            long[order],
            turn[order],
            side[order],
            flight_cells(self._view, flap)[order],
            np.full(len(order), 0.95 * shown),
            colours[order],
        )
