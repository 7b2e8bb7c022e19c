"""Where single stars stand at the moment of a shot, and where the air shows them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.atmosphere import LOWEST_SINE, TABLE_ROWS, air_table
from engine.sky.catalogue import Catalogue, load
from engine.sky.frame import Frame, Stage
from engine.sky.light import ease_in_out, smoothstep

DUSK_SINES = (-0.07, -0.01)
"""Sines of the altitudes at which what hangs on a star is gone, and begins to go."""


def apparent_directions(hips: list[int], stage: Stage) -> NDArray[np.float64]:
    """Apparent unit vectors (n, 3) of date of stars by HIP number, as seen without air."""
    return stage.path.moment.apparent(rows_of(load(99.0), hips))


def rows_of(catalogue: Catalogue, hips: list[int]) -> Catalogue:
    """The part of a catalogue that holds these stars, in this order."""
    rows = catalogue.rows(hips)
    return Catalogue(**{name: getattr(catalogue, name)[rows] for name in Catalogue.__dataclass_fields__})


def zenith_of(frame: Frame) -> NDArray[np.float64] | None:
    """Direction (3,) of date of the zenith now; None in views that claim no horizon."""
    scene = frame.stage.scene
    if scene.view.kind != "horizon":
        return None
    eased = float(ease_in_out(frame.time / frame.stage.duration_s))
    roll = np.radians(scene.view.roll_deg + scene.camera.roll_deg * (eased - 0.5))
    # such a camera looks along the horizon: unrolled, its up axis is the zenith
    return np.cos(roll) * frame.camera.rotation[1] + np.sin(roll) * frame.camera.rotation[0]


def lifted(directions: NDArray[np.floating], zenith: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Directions (n, 3) as the air shows them, lifted by refraction; unchanged where there is no horizon."""
    directions = np.asarray(directions, np.float64)
    if zenith is None:
        return directions
    place = np.clip((directions @ zenith - LOWEST_SINE) / (1 - LOWEST_SINE), 0, 1) * (TABLE_ROWS - 1)
    rows = np.arange(TABLE_ROWS)
    ratio, rise = (np.interp(place, rows, air_table()[:, column]) for column in (0, 1))
    return directions * ratio[..., None] + zenith * rise[..., None]


def pixels_of(directions: NDArray[np.floating], frame: Frame) -> NDArray[np.float64]:
    """Pixels (n, 2) of directions (n, 3) of date now, refraction included where the view has a horizon."""
    return frame.camera.project(lifted(directions, zenith_of(frame)))


def above_ground(directions: NDArray[np.floating], frame: Frame) -> NDArray[np.bool_]:
    """Which directions (n, 3) of date stand above the horizon now; all where there is none."""
    zenith = zenith_of(frame)
    if zenith is None:
        return np.ones(len(directions), bool)
    return np.asarray(directions, float) @ zenith > -0.01


def risen(directions: NDArray[np.floating], frame: Frame) -> NDArray[np.float64]:
    """How far directions (n, 3) of date have come up, 0..1, all 1 where there is no horizon: what hangs on a star goes
    out while it sinks, not in the moment when it is down."""
    zenith = zenith_of(frame)
    if zenith is None:
        return np.ones(len(directions))
    return np.asarray(smoothstep(*DUSK_SINES, np.asarray(directions, float) @ zenith), float)
