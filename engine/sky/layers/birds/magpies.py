"""Magpies that fly in from both sides and form a bridge between two places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.anchors import Anchor
from engine.sky.layers.birds.birds import REST_COUNT, Plumage, draw_birds, heading_of
from engine.sky.layers.birds.bridge_span import LANDED, CirclingBirds, Flight, Span
from engine.sky.layers.birds.perching import Perching
from engine.sky.layers.layer import Order, element
from engine.sky.layers.lights.trails import Band, soft_bands
from engine.sky.light import smoothstep, splat
from storyboard.model import Element

WARM = np.array([0.62, 0.40, 0.17])
DECKS = ((0.32, -9.0, 0.86), (0.36, 1.0, 1.0), (0.32, 13.0, 1.12))
"""Share of the birds, height over the arc (reference pixels, up is negative) and size of each deck, back to front."""


@element("magpies")
class Magpies:
    """A bridge of magpies.

    Settings (reference pixels, 720 high):
        from, to: the feet of the bridge: HIP numbers or [x, y] (default [230, 500] and [1050, 440]).
        from_shift, to_shift: [dx, dy] added to the feet, such as the height of a figure under its star.
        arch: height of the arch over the straight line between its feet (default 90).
        count: number of birds in the bridge (default 120).
        size: length of a bird (default 60).
        gather_s: seconds from the first bird's start until the last has landed (default 6).
        free: birds that keep flying around the bridge (default 26).
        glow: light of the path over the birds and of the air behind them (default 1).
        leave_s: when they fly away again (default never); they leave over ``leave_for_s`` (default 3).
        seed: another seed, another flock (default 0).
    """

    order = Order.BRIDGE

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("magpies", int(spec.setting("seed", 0)))
        middle = stage.reference_width / 2
        self._feet = (
            Anchor(spec.setting("from", (middle - 410.0, 500.0)), stage, spec.setting("from_shift", (0.0, 0.0))),
            Anchor(spec.setting("to", (middle + 410.0, 440.0)), stage, spec.setting("to_shift", (0.0, 0.0))),
        )
        a, b = (foot.pixels(stage.frame(0.0)) / stage.unit for foot in self._feet)
        if a[0] > b[0]:
            # the left foot comes first, so that the arch stands upwards
            self._feet = self._feet[::-1]
        span = max(float(np.hypot(*(b - a))), 60.0)
        self._arch = float(spec.setting("arch", 90.0)) / span
        self._size = float(spec.setting("size", 60.0))
        self._start, self._gather = float(spec.start_s), max(float(spec.setting("gather_s", 6.0)), 1.0)
        self._glow = float(spec.setting("glow", 1.0))
        self._leave = spec.setting("leave_s", None)
        self._leave_for = float(spec.setting("leave_for_s", 3.0))
        self._build_bridge(rng, max(2, int(spec.setting("count", 120))), span)
        free = max(0, int(spec.setting("free", 26)))
        self._circling = CirclingBirds(rng, free, self._size, self._start, self._gather)
        self._dust = np.stack(
            [rng.random(700), rng.normal(0, 1, 700), rng.gamma(1.2, 0.7, 700), rng.uniform(0, 6.28, 700)]
        )
        self._dust[0] = np.clip(self._dust[0], 0.02, 0.98)

    def _arc(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """The arch (n, 2) in spans; y points down. Flatter than a parabola at its feet."""
        return np.stack([u, -self._arch * (1 - np.abs(2 * u - 1) ** 2.2)], -1)

    def _slope(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        step = 1e-3
        d = self._arc(np.clip(u + step, 0, 1)) - self._arc(np.clip(u - step, 0, 1))
        return np.arctan2(d[:, 1], d[:, 0])

    def _build_bridge(self, rng: np.random.Generator, count: int, span: float) -> None:
        deck = np.sort(rng.choice(3, size=count, p=[share for share, _, _ in DECKS]))
        place = np.empty(count)
        for d in range(3):
            chosen = np.flatnonzero(deck == d)
            # even spacing, loosened: no gaps in the bridge and no rhythm in it
            even = (np.arange(len(chosen)) + 0.5 + rng.uniform(-0.48, 0.48, len(chosen))) / max(len(chosen), 1)
            place[chosen] = np.clip(even + rng.normal(0, 0.006, len(chosen)), 0.003, 0.997)
        height = np.array([h for _, h, _ in DECKS])[deck] + rng.normal(0, 4.0, count)
        share = np.array([s for _, _, s in DECKS])[deck]
        goal = self._arc(place) + np.stack([rng.normal(0, 3, count), height], 1) / span
        away = np.where(place < 0.5, -1.0, 1.0)
        # a few come from the other side
        away = np.where(rng.random(count) < 0.10, -away, away)
        # most land as they came, a few turn round before they land
        heading = np.where(rng.random(count) < 0.80, -away, away)
        streams = 14
        stream = rng.integers(streams, size=count)
        base_side = rng.permutation(np.repeat([-1.0, 1.0], streams // 2))
        far = np.stack([0.5 + base_side * rng.uniform(0.95, 1.35, streams), rng.uniform(-0.75, 0.42, streams)], 1)
        bend = np.stack([0.5 + base_side * rng.uniform(0.35, 0.70, streams), rng.uniform(-0.62, 0.28, streams)], 1)
        mirror = np.where(base_side[stream] == away, 1.0, -1.0)

        def near_stream(points: NDArray[np.float64], loose: float) -> NDArray[np.float64]:
            x = 0.5 + (points[stream, 0] - 0.5) * mirror
            return np.stack([x, points[stream, 1]], 1) + rng.normal(0, loose, (count, 2))

        middle_last = 1 - np.abs(2 * place - 1)
        lasts = rng.uniform(2.2, 3.3, count) * min(1.0, self._gather / 4.5)
        latest = self._gather - lasts
        order = np.clip(0.80 * middle_last + 0.20 * rng.random(count) + rng.normal(0, 0.04, count), 0, 1)
        self._flight = Flight(
            near_stream(far, 0.06),
            near_stream(bend, 0.10),
            goal + np.stack([-heading * rng.uniform(0.05, 0.16, count), -rng.uniform(0.02, 0.12, count)], 1),
            goal,
            self._start + order * latest,
            lasts,
        )
        self._u, self._deck = place, deck
        self._long = self._size * share * np.clip(rng.normal(1.0, 0.13, count), 0.68, 1.35)
        self._heading = heading
        view = rng.integers(3, size=count)
        rest = rng.choice(REST_COUNT, size=count, p=[0.26, 0.17, 0.14, 0.18, 0.11, 0.14])
        # birds of the lower deck carry the bridge on beating wings, those above mostly rest on them
        beats = rng.random(count) < np.array([0.50, 0.34, 0.62])[deck]
        self._phase, pace = rng.random(count), rng.uniform(2.4, 3.6, count)
        leaves = np.full(count, np.inf)
        if self._leave is not None:
            leaves = float(self._leave) + self._leave_for * self._phase * 0.6 / 1.6
        self._wings = Perching(
            # those that rest are seen from the side from which RESTS are drawn; a wave of beats runs along the rest
            np.where(beats, view, 0), rest, beats, pace, 0.9 * self._phase - 2.6 * place,
            self._flight.start_s + LANDED * lasts, leaves,
        )  # fmt: skip
        self._lean = rng.normal(0, 0.13, count)
        self._sway = rng.uniform(0, 2 * np.pi, (count, 3))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        if frame.time < self._start - 0.2:
            return
        left, right = (foot.pixels(frame) for foot in self._feet)
        span = Span.between(left, right, frame)
        self._paint_glow(buffer, frame, span)
        self._circling.paint(buffer, frame.time, span, 1 - float(smoothstep(0.5, 1.0, self._left(frame.time))))
        self._paint_bridge(buffer, frame, span)
        self._paint_path(buffer, frame, span)

    def _left(self, time: float) -> float:
        """0 the bridge stands, 1 all have flown away."""
        if self._leave is None:
            return 0.0
        return float(np.clip((time - float(self._leave)) / self._leave_for, 0, 1))

    def _built(self, time: float, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """0..1 how far the bridge has grown at the places u: it grows from both feet and closes in the middle."""
        grown = (time - self._start - 0.22 * self._gather) / (0.78 * self._gather)
        edge = 0.5 - np.abs(u - 0.5)
        return smoothstep(0.0, 0.10, grown * 0.62 - edge) * (1 - smoothstep(0.0, 0.6, self._left(time)))

    def _paint_glow(self, buffer: NDArray[np.float32], frame: Frame, span: Span) -> None:
        """Light of the air behind the birds, so that their dark shapes stand against it."""
        u = np.linspace(0, 1, 26)
        points = span.pixels(self._arc(u) + np.array([0.0, 0.006]))
        light = self._glow * self._built(frame.time, u) * np.sin(np.pi * np.clip(u, 0.03, 0.97)) ** 0.4
        one = np.full(len(u), span.unit)
        wide = Band(0.042 * light, 30 * one, (0.40, 0.56, 1.20))
        narrow = Band(0.080 * light, 12 * one, (0.78, 0.74, 0.95))
        soft_bands(buffer, points, [wide, narrow])

    def _paint_bridge(self, buffer: NDArray[np.float32], frame: Frame, span: Span) -> None:
        time, unit = frame.time, span.unit
        place, speed, done = self._flight.at(time)
        settled = smoothstep(0.90, 1.0, done)
        gone = self._left(time)
        if gone > 0:
            # they rise in turn and scatter outwards
            late = np.clip(gone * 1.6 - 0.6 * self._phase, 0, 1)
            up = (late * late * (3 - 2 * late))[:, None]
            place = (
                place
                + up * (self._flight.source - place) * np.array([1.0, 1.0])
                + np.stack([0 * late, -0.10 * np.sin(np.pi * late)], 1)
            )
            speed = np.where(up > 0.02, self._flight.source - self._flight.goal, speed)
            settled = settled * (1 - smoothstep(0.0, 0.12, late))
        sway = self._sway
        hover = np.stack(
            [0.9 * np.sin(time * 0.9 + sway[:, 0]), 1.5 * np.sin(time * 1.25 + sway[:, 1] - 7 * self._u)], 1
        )
        xy = span.pixels(place) + hover * unit * settled[:, None]
        # far birds are small and sink into the night
        near = 0.42 + 0.58 * smoothstep(0.05, 0.85, done)
        side, climb = heading_of(speed @ span.matrix)
        side = side * (1 - settled) + self._heading * settled
        tilt = self._slope(self._u) + np.arctan2(span.matrix[0, 1], span.matrix[0, 0])
        turn = 0.75 * climb * (1 - settled) + (tilt * 0.8 + self._lean * side) * settled
        shown = smoothstep(-0.15, 0.35, time - self._flight.start_s)
        if gone > 0:
            shown = shown * (1 - smoothstep(0.75, 1.0, np.clip(gone * 1.6 - 0.6 * self._phase, 0, 1)))
        order = np.flatnonzero(shown > 0.01)
        colours = self._colours(frame, done)
        draw_birds(
            buffer,
            xy[order, 0],
            xy[order, 1],
            (self._long * near * unit)[order],
            turn[order],
            side[order],
            self._wings.cells(time)[order],
            (shown * 0.97)[order],
            colours[order],
        )

    def _colours(self, frame: Frame, done: NDArray[np.float64]) -> NDArray[np.float64]:
        """Colours (n, 5, 3): cold in flight, warm where the path of light lies on the bridge."""
        table = np.repeat(Plumage().table()[None], len(done), 0)
        built = (self._built(frame.time, self._u) * smoothstep(0.85, 1.0, done))[:, None] * self._glow
        top = np.array([1.0, 0.55, 0.22])[self._deck][:, None]
        table[:, 3] += WARM * 0.34 * built * top
        table[:, 2] += np.array([0.055, 0.042, 0.026]) * built * top
        table[:, 4] += np.array([0.020, 0.030, 0.06]) * built * (1.1 - 0.5 * top)
        table[:, 1:] *= (1 + 0.10 * np.sin(self._sway[:, 2]))[:, None, None]
        return table + np.array([0.0, 0.02, 0.10, 0.28, 0.05])[:, None] * np.array([0.8, 0.9, 1.2]) * frame.flash

    def _paint_path(self, buffer: NDArray[np.float32], frame: Frame, span: Span) -> None:
        """Gold dust along the upper deck, where the lovers will walk."""
        u, offset, mass, phase = self._dust
        unit = span.unit
        built = self._built(frame.time, u) * self._glow
        drift = 0.004 * np.sin(frame.time * 0.5 + phase)
        lift = -(10.5 + 3.2 * offset + 1.4 * np.sin(frame.time * 0.8 + 2 * phase)) * unit
        xy = span.pixels(self._arc(np.clip(u + drift, 0, 1))) + np.stack([0 * lift, lift], 1)
        twinkle = 0.5 + 0.5 * np.sin(frame.time * (1.5 + phase * 0.5) + 3 * phase)
        light = mass * built * twinkle * 0.32 * unit * unit
        chosen = np.flatnonzero(light > 1e-3)
        colour = light[chosen, None] * np.array([1.0, 0.80, 0.48])
        x, y = (np.ascontiguousarray(xy[chosen, i], np.float32) for i in (0, 1))
        splat(buffer, x, y, colour.astype(np.float32), np.full(len(chosen), 0.85 * unit, np.float32))
