"""A flock of birds that crosses the sky."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.birds.birds import Plumage, draw_birds, flight_cells
from engine.sky.layers.layer import Order, element
from engine.sky.light import smoothstep
from storyboard.model import Element

LINGER = 0.035
"""Share of the way by which a bird may be ahead of its time or behind it."""
BOB = 0.035
"""Share of its length by which a bird is lifted by a beat of its wings."""


@element("flock")
class Flock:
    """Magpies on their way across the sky, in loose groups that rise and fall, one after the other: each comes at the
    beginning of the way and goes at its end.

    Settings (reference pixels, 720 high):
        count: number of birds (default 40).
        from, to: [x, y] between which the flock flies (default from beyond the left edge to beyond the right one,
            rising).
        cross_s: seconds from the first bird's coming to the last one's going (default: the rest of the shot).
        away: 0..1 how much smaller they are at the end, as they fly away into the distance (default 0).
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
        self._away = min(max(float(spec.setting("away", 0.0)), 0.0), 1.0)
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
        way = self._to - self._from
        span = float(np.hypot(*way))
        forward, sideways = way / span, np.array([-way[1], way[0]]) / span
        # the first bird sets out at once and the last one arrives at the end: none begins in the middle of the sky
        behind = (self._along - self._along.max()) / span - LINGER
        along = t * (1 + 2 * LINGER + float(np.ptp(self._along)) / span) + behind
        # the flock breathes: it hurries and lingers, its groups pass each other
        along += LINGER * np.sin(2 * np.pi * t + phase[:, 0]) * self._near
        across = self._across * (1 + 0.2 * np.sin(0.5 * time + phase[:, 1])) + 7 * np.sin(0.9 * time + phase[:, 2])
        far = smoothstep(0.3, 1.0, along)
        across *= 1 - 0.7 * self._away * far
        place = self._from + along[:, None] * way + across[:, None] * sideways
        place += np.sin(np.pi * np.clip(along, 0, 1))[:, None] * self._bend
        slope = way[None] + (np.pi * np.cos(np.pi * np.clip(along, 0, 1)))[:, None] * self._bend
        side = np.full(len(along), 1.0 if forward[0] >= 0 else -1.0)
        turn = 0.8 * np.arctan2(slope[:, 1], np.abs(slope[:, 0]) + 1e-6) * side
        turn = turn + 0.09 * np.sin(0.9 * time + phase[:, 2])
        # a few strong beats, then a short glide; the body is lifted while the wings come down
        beat = (phase[:, 0] / (2 * np.pi) + time * self._pace) % 5.0
        flap = np.where(beat < 4.0, beat % 1.0, 0.02)
        x, y = frame.to_pixels(place[:, 0], place[:, 1])
        shown = smoothstep(0, 0.05, along) * (1 - smoothstep(0.95 - 0.2 * self._away, 1, along))
        long = self._long * frame.unit * frame.zoom * (1 - self._away * far)
        y = y + np.where(beat < 4.0, BOB * long * np.sin(2 * np.pi * beat), 0)
        order = self._order
        colours = self._colours + np.array([0.0, 0.02, 0.10, 0.28, 0.05])[:, None] * frame.flash
        draw_birds(
            buffer,
            x[order],
            y[order],
            long[order],
            turn[order],
            side[order],
            flight_cells(self._view, flap)[order],
            0.95 * shown[order],
            colours[order],
        )
