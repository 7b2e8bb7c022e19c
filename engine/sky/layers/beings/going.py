"""Gestures that take a figure along a way: up to its place, or away from it.

A way is x and y in units of the figure's drawing, where it comes from or how far it goes; each gesture has one of its
own where a cue says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from engine.sky.figures import FigureData, rotate_about
from engine.sky.layers.beings.joints import Pose, shift
from engine.sky.light import ease_in_out, smoothstep

Way = tuple[float, float]

WAVES = 1.9
"""Waves that a ship meets in the time of its gesture."""


def size_of(figure: FigureData) -> tuple[float, float]:
    """Width and height of a figure's drawing."""
    left, top, right, bottom = figure.frame
    return right - left, bottom - top


def facing(figure: FigureData) -> float:
    """1 where a figure looks to the right of its drawing, by its eye or its head; else -1."""
    left, _, right, _ = figure.frame
    looks = figure.marks.get("eye", figure.marks.get("head", (left, 0.0)))
    return 1.0 if looks[0] > (left + right) / 2 else -1.0


def _walk(figure: FigureData, u: float, way: Way | None) -> Pose:
    """Walks up to its place by ``way``, and ends in the stride it is drawn in."""
    x, y = way or _ahead(figure)
    gone, stepping = float(smoothstep(0, 1, u)), _stepping(figure, u, x, y)
    placed = shift((gone - 1) * x, (gone - 1) * y) @ stepping.matrix
    return replace(stepping, matrix=placed, bent=stepping.swing)


def _cross(figure: FigureData, u: float, way: Way | None) -> Pose:
    """Walks away from its place by ``way``, upwards first as on an arch, and stands there with its hands out."""
    x, y = way or _ahead(figure)
    gone, stepping = float(smoothstep(0, 1, u)), _stepping(figure, u, x, y)
    placed = shift(gone * x, (1 - (1 - gone) ** 1.7) * y) @ stepping.matrix
    hands = np.radians(10) * float(smoothstep(0.6, 1.1, u))
    return replace(stepping, matrix=placed, part_angle=hands, bent=float(smoothstep(0.0, 0.15, u)))


def _soar(figure: FigureData, u: float, way: Way | None) -> Pose:
    """Floats up to its place along a curve, ever slower, head first, and hovers there in the wind it has made."""
    width, height = size_of(figure)
    x, y = way or (facing(figure) * 0.16 * width, -0.34 * height)
    left, top, right, bottom = figure.frame
    left_over = 1 - float(ease_in_out(u)) ** 0.8
    hangs = float(smoothstep(0.5, 1.2, u))
    hover = 0.007 * height * hangs * float(np.sin(2 * np.pi * 0.6 * (u - 0.5)))
    lean = np.radians(7.0) * facing(figure) * left_over
    leant = rotate_about(((left + right) / 2, (top + bottom) / 2), float(lean))
    rush = float(smoothstep(0.0, 0.3, u) * (1 - smoothstep(0.5, 1.3, u)))
    return Pose(shift(-x * left_over, hover - y * left_over**1.5) @ leant, wind=1 + 0.8 * rush)


def _sail(figure: FigureData, u: float, way: Way | None) -> Pose:
    """Sails up to its place over a swell, her bow rising to each wave and falling behind it, and rides there at anchor,
    never quite still."""
    width, height = size_of(figure)
    x, y = way or (facing(figure) * 0.22 * width, 0.0)
    left, _, right, bottom = figure.frame
    left_over = 1 - float(ease_in_out(u))
    wave = 2 * np.pi * WAVES * u
    rough = 1 - 0.45 * float(smoothstep(0.7, 1.4, u))
    pitched = rotate_about(((left + right) / 2, bottom), np.radians(2.3) * rough * float(np.sin(wave)))
    heave = 0.011 * height * rough * float(np.cos(wave))
    return Pose(shift(-x * left_over, heave - y * left_over) @ pitched, wind=1 + 0.6 * rough)


def _stepping(figure: FigureData, u: float, x: float, y: float) -> Pose:
    """Steps on the spot for a way of (x, y), each two not half as long as the figure is tall; the body rises and sinks
    with each. What hangs on it goes on swinging when it stands."""
    height = size_of(figure)[1]
    begun = float(smoothstep(0.0, 0.12, u))
    swing = begun * float(1 - smoothstep(0.8, 1.0, u))
    turns = float(smoothstep(0, 1, u)) * float(np.hypot(x, y)) / (0.45 * height)
    bob = -0.008 * height * swing * float(1 - np.cos(4 * np.pi * turns))
    late = max(u - 0.8, 0.0)
    turns += 1.6 * (late * late / 0.4 if late < 0.2 else late - 0.1)
    return Pose(shift(0, bob), turns=turns, swing=swing, hanging=begun * float(np.exp(-2.2 * late)))


def _ahead(figure: FigureData) -> Way:
    return facing(figure) * 0.7 * size_of(figure)[0], 0.0


GOING: dict[str, Callable[[FigureData, float, Way | None], Pose]] = {
    "walk": _walk,
    "cross": _cross,
    "soar": _soar,
    "sail": _sail,
}
"""Gestures that a cue may give a way."""
