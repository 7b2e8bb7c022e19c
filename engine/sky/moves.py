"""Moves of the camera that are more than a shift: the turn from one thing of the sky to another, what leads the camera,
thunder's shake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.sky.catalogue import load, unit_vectors
from engine.sky.figures import load_figure, upright_aim
from engine.sky.light import ease_in_out, smoothstep
from storyboard.model import Camera, View

THUNDER_LATE_S = 0.35
"""Thunder is heard, and shakes, so long after its flash."""
SHAKE = 5.0
"""Reference pixels of the first swing."""
SHAKE_FADES_S = 0.45
SWINGS_HZ = (5.3, 6.7)

Shocks = tuple[tuple[float, float], ...]
"""Times in seconds and strengths of flashes."""


@dataclass(frozen=True)
class Guide:
    """What leads the camera.

    direction: where it stands on the sky, a unit vector (3,) of date, at seconds of the shot; None for what stands on
    the set.
    drift: how far (right, down) it has moved on the set since the first frame, in reference pixels.
    """

    direction: Callable[[float], NDArray[np.float64]] | None
    drift: Callable[[float], tuple[float, float]] = lambda time: (0.0, 0.0)


class Aim:
    """Where a free view of the sky looks: at its own aim, or on the way from there to what the camera turns towards."""

    def __init__(self, view: View, camera: Camera) -> None:
        """
        Raises:
            BadInput: the camera turns towards a star that the catalogue does not have, or a figure without stars.
            FigureError: there is no such figure.
        """
        self._start = unit_vectors(np.radians(view.ra_deg), np.radians(view.dec_deg))
        self._roll = view.roll_deg
        self._goal, self._goal_roll = self._start, view.roll_deg
        if camera.towards is not None:
            self._goal, self._goal_roll = _goal(camera.towards, view.roll_deg)
        self._begin_s, self._turn_s = camera.towards_start_s, camera.towards_s

    def at(self, time: float) -> tuple[NDArray[np.float64], float]:
        """Direction (3,), ICRS, and roll in degrees at ``time`` seconds: eased, along the great circle."""
        way = float(ease_in_out((time - self._begin_s) / self._turn_s))
        apart = float(np.arccos(np.clip(self._start @ self._goal, -1, 1)))
        if way <= 0 or apart < 1e-9:
            return self._start, self._roll
        aside = self._goal - self._start * np.cos(apart)
        aside /= np.linalg.norm(aside)
        turn = (self._goal_roll - self._roll + 180) % 360 - 180
        return np.cos(apart * way) * self._start + np.sin(apart * way) * aside, self._roll + turn * way


def _goal(towards: int | str, roll: float) -> tuple[NDArray[np.float64], float]:
    """Direction (ICRS) of a star or a figure, and the roll in degrees in which it stands upright."""
    if isinstance(towards, int):
        stars = load(99.0)
        try:
            return stars.directions[stars.rows([towards])[0]], roll
        except KeyError:
            raise unknown_star(towards) from None
    figure = load_figure(towards)
    if figure.plane is None:
        raise BadInput(f"The camera turns towards '{towards}', which has no place in the sky: choose another figure.")
    ra, dec, upright = upright_aim(figure)
    return unit_vectors(np.radians(ra), np.radians(dec)), upright


def unknown_star(hip: int) -> BadInput:
    """What is wrong with a camera that turns to, or follows, a star which is not there."""
    return BadInput(f"The camera looks for HIP {hip}, a star that the catalogue does not have: give another number.")


def shake(time: float, shocks: Shocks) -> tuple[float, float]:
    """Shift (right, down) of the camera in reference pixels by thunder: small, and gone within two seconds."""
    right = down = 0.0
    for flash_s, strength in shocks:
        late = time - flash_s - THUNDER_LATE_S
        if late <= 0:
            continue
        swing = SHAKE * min(strength, 1.5) * float(smoothstep(0, 0.10, late)) * float(np.exp(-late / SHAKE_FADES_S))
        right += swing * float(np.sin(2 * np.pi * SWINGS_HZ[0] * late))
        down += 0.7 * swing * float(np.sin(2 * np.pi * SWINGS_HZ[1] * late + 0.9))
    return right, down
