"""How the birds of a bridge use their wings: they beat, slow down as they land, fold, rest, and stir now and then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.layers.birds.birds import FIRST_REST, flight_cells
from engine.sky.layers.birds.magpie_atlas import RESTS
from engine.sky.light import smoothstep

HELD_RATE = 1.45
"""Beats a second of a bird that holds its place."""
HASTE, HASTE_S = 0.6, 5.3
"""A bird that holds its place is by up to so many beats ahead of its rate or behind it, and hurries and tires anew in
so many seconds."""
SLOWING_S = 0.12
FOLDS_AFTER_S = 0.3
"""Seconds from landing until the earliest beat at whose end a bird may fold its wings."""
STIR_EVERY = 9
"""Beats' time from one stirring of a resting bird to its next."""
HALFWAY = 0.17
"""Share of a beat's time in which wings open or fold."""
CLOSED = 3
"""The first of RESTS: wings folded, so that the way to a beat leads over ``half_open``."""
MEETS = np.array([0.0, 0.0, 0.0, 0.0, 0.25, 0.06])
"""The phase of a beat that looks most like each of RESTS."""
HALF_OPEN = FIRST_REST + RESTS.index("half_open")


@dataclass(frozen=True)
class Perching:
    """The wings of n birds; all arrays (n,).

    view: from which side each is seen in flight; rest: number in RESTS; beats: those that never fold; pace: beats a
    second in flight; phase: beats ahead of the others; lands_s, leaves_s: when they arrive and fly away.
    """

    view: NDArray[np.integer]
    rest: NDArray[np.integer]
    beats: NDArray[np.bool_]
    pace: NDArray[np.float64]
    phase: NDArray[np.float64]
    lands_s: NDArray[np.float64]
    leaves_s: NDArray[np.float64]

    def turns(self, time: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """Beats since the beginning, a growing number without steps: quick in flight, slow in the bridge."""
        flown = np.logaddexp(0, (time - self.leaves_s) / SLOWING_S) - np.logaddexp(0, (self.lands_s - time) / SLOWING_S)
        hurry = np.sin(2 * np.pi * (time / HASTE_S + 1.7 * self.phase)) * smoothstep(0, 2, time - self.lands_s)
        return self.phase + HELD_RATE * time + (self.pace - HELD_RATE) * SLOWING_S * flown + HASTE * hurry

    def cells(self, time: float) -> NDArray[np.int64]:
        """Atlas cells at ``time`` seconds. Wings fold and open only where a beat begins or ends."""
        turns, meets = self.turns(time), MEETS[self.rest]
        flying = flight_cells(self.view, turns % 1.0)
        beat = np.floor(turns - meets)
        part = turns - meets - beat
        folds = np.floor(self.turns(self.lands_s + FOLDS_AFTER_S) - meets) + 1
        ahead = np.floor(self.phase * STIR_EVERY)

        def active(number: NDArray[np.float64]) -> NDArray[np.bool_]:
            return (number < folds) | ((number + ahead) % STIR_EVERY == 0)

        between = (part < HALFWAY) & active(beat - 1) | (part > 1 - HALFWAY) & active(beat + 1)
        resting = np.where(between & (self.rest < CLOSED), HALF_OPEN, FIRST_REST + self.rest)
        return np.where(self.beats | active(beat) | (time > self.leaves_s), flying, resting)
