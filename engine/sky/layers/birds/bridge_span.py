"""The plane of the magpie bridge, the ways of the birds in it, and the birds that circle around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame
from engine.sky.layers.birds.birds import Plumage, draw_birds, flight_cells, heading_of
from engine.sky.light import smoothstep

LANDED = 0.79
"""Share of the time of its flight after which a bird stands within a twentieth of its way from its place."""


@dataclass(frozen=True)
class Span:
    """The bridge's plane in the picture now: x 0 at its left foot and 1 at its right one, y down, both in spans.

    foot: the left foot in pixels; matrix: from spans to pixels; unit: pixels per reference pixel.
    """

    foot: NDArray[np.float64]
    matrix: NDArray[np.float64]
    unit: float

    @classmethod
    def between(cls, left: NDArray[np.float64], right: NDArray[np.float64], frame: Frame) -> Span:
        """The plane between two feet in pixels."""
        along = right - left
        return cls(left, np.array([[along[0], along[1]], [-along[1], along[0]]]), frame.unit * frame.zoom)

    def pixels(self, place: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pixels (n, 2) of places (n, 2) in spans."""
        return self.foot + place @ self.matrix


@dataclass(frozen=True)
class Flight:
    """Ways of all birds in spans: cubic Bezier curves, their beginnings and lengths in seconds."""

    source: NDArray[np.float64]
    first: NDArray[np.float64]
    second: NDArray[np.float64]
    goal: NDArray[np.float64]
    start_s: NDArray[np.float64]
    lasts_s: NDArray[np.float64]

    def at(self, time: float) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Places (n, 2), velocities (n, 2) along the way and eased progress (n,)."""
        t = np.clip((time - self.start_s) / self.lasts_s, 0, 1)
        # quick in the middle, a long soft landing
        e = 1 - (1 - t) ** 2.4 * (1 + 1.4 * t)
        u = e[:, None]
        v = 1 - u
        place = v**3 * self.source + 3 * v * v * u * self.first + 3 * v * u * u * self.second + u**3 * self.goal
        speed = (
            v * v * (self.first - self.source)
            + 2 * v * u * (self.second - self.first)
            + u * u * (self.goal - self.second)
        )
        return place, speed, e


class CirclingBirds:
    """Birds that circle around the bridge on wide slow loops."""

    def __init__(self, rng: np.random.Generator, count: int, size: float, start_s: float, gather_s: float) -> None:
        """size: length of a bird of the bridge in reference pixels; they appear one by one while the bridge grows."""
        self._middle = np.stack([rng.uniform(-0.05, 1.05, count), rng.normal(-0.10, 0.15, count)], 1)
        self._reach = np.stack([rng.uniform(0.08, 0.34, count), rng.uniform(0.02, 0.09, count)], 1)
        self._pace = rng.uniform(0.28, 0.55, count) * rng.choice([-1, 1], count)
        self._phase = rng.uniform(0, 2 * np.pi, (count, 2))
        self._long = size * (0.30 + 0.42 * rng.random(count) ** 1.5)
        self._beat = rng.uniform(2.6, 3.8, count)
        self._start = start_s + rng.uniform(0, 0.8 * gather_s, count)
        self._colours = np.repeat(Plumage().table()[None], count, 0)

    def paint(self, buffer: NDArray[np.float32], time: float, span: Span, shown: float) -> None:
        """Paint them at ``time`` seconds; ``shown`` 0..1."""
        turn = time * self._pace + self._phase[:, 0]
        other = 2 * turn + self._phase[:, 1]
        place = self._middle + self._reach * np.stack([np.sin(turn), np.sin(other)], 1)
        speed = self._reach * np.stack([np.cos(turn), 2 * np.cos(other)], 1) * np.sign(self._pace)[:, None]
        xy, heading = span.pixels(place), speed @ span.matrix
        # they turn away from the eye at the ends of their loops
        side, climb = heading_of(heading)
        wing = (self._phase[:, 1] + time * self._beat) % 1.0
        opacity = 0.9 * shown * smoothstep(0, 1.2, time - self._start)
        cells = flight_cells(np.arange(len(wing)) % 3, wing)
        draw_birds(
            buffer, xy[:, 0], xy[:, 1], self._long * span.unit, 0.7 * climb, side, cells, opacity, self._colours
        )
