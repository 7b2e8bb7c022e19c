"""Named gestures of figures: rigid motions in the figure's own plane, and how much of it still shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.figures import FigureData, load_figure, rotate_about
from engine.sky.light import ease_in_out, smoothstep
from storyboard.model import FigureCue


@dataclass(frozen=True)
class Pose:
    """A moment of a gesture: ``matrix`` (3, 3) moves the figure in its plane, ``part_angle`` turns its joints
    (radians), ``shown`` 0..1 is how much of it is left."""

    matrix: NDArray[np.float64]
    part_angle: float = 0.0
    shown: float = 1.0


TURNS = 6

STILL_POSE = Pose(np.eye(3))


def _shift(x: float, y: float) -> NDArray[np.float64]:
    return np.array([[1.0, 0, x], [0, 1.0, y], [0, 0, 1.0]])


def _size(figure: FigureData) -> tuple[float, float]:
    left, top, right, bottom = figure.frame
    return right - left, bottom - top


def _facing(figure: FigureData) -> float:
    """1 where a figure looks to the right of its drawing, by its eye; else -1."""
    left, _, right, _ = figure.frame
    return 1.0 if figure.marks.get("eye", (left, 0.0))[0] > (left + right) / 2 else -1.0


def _rise(figure: FigureData, u: float) -> Pose:
    return Pose(_shift(0, _size(figure)[1] * (1 - float(ease_in_out(u)))))


def _sink(figure: FigureData, u: float) -> Pose:
    return Pose(_shift(0, _size(figure)[1] * float(ease_in_out(u))))


def _fall(figure: FigureData, u: float) -> Pose:
    width, height = _size(figure)
    foot = (figure.frame[0] + width * 0.55, figure.frame[3])
    gone = min(max(u, 0.0), 1.0) ** 2
    turned = rotate_about(foot, np.radians(58) * gone)
    return Pose(_shift(0, height * 0.22 * gone) @ turned, shown=1 - float(smoothstep(0.55, 1.0, u)))


def _strike(figure: FigureData, u: float) -> Pose:
    back, forth = float(smoothstep(0.0, 0.55, u)), float(smoothstep(0.6, 0.78, u))
    rest = float(smoothstep(0.85, 1.6, u))
    return Pose(np.eye(3), part_angle=np.radians(-9 * back + 30 * forth - 21 * rest))


def _lunge(figure: FigureData, u: float) -> Pose:
    width, _ = _size(figure)
    forth = float(ease_in_out(u))
    return Pose(_shift(_facing(figure) * width * 0.08 * forth, 0), part_angle=np.radians(6 * np.sin(u * np.pi)))


def _fade(figure: FigureData, u: float) -> Pose:
    return Pose(np.eye(3), shown=1 - float(smoothstep(0, 1, u)))


def _raise(figure: FigureData, u: float) -> Pose:
    """A bow, an arm, a club goes up and stays there, with the small tremor of held strength."""
    up = float(ease_in_out(u))
    return Pose(np.eye(3), part_angle=np.radians(-24) * up + np.radians(0.5) * up * np.sin(u * 9))


def _reach(figure: FigureData, u: float) -> Pose:
    """A hand goes out slowly, and the whole figure leans a little after it."""
    out = float(ease_in_out(u))
    left, _, right, bottom = figure.frame
    lean = rotate_about(((left + right) / 2, bottom), np.radians(2.5) * _facing(figure) * out)
    return Pose(lean, part_angle=np.radians(14) * out)


def _beat(figure: FigureData, u: float) -> Pose:
    """Wings beat three times in the gesture's time, the body rising and falling against them."""
    swing = float(np.sin(2 * np.pi * 3 * min(max(u, 0.0), 1.0)))
    return Pose(_shift(0, -0.012 * _size(figure)[1] * swing), part_angle=np.radians(13) * swing)


MOTIONS: dict[str, Callable[[FigureData, float], Pose]] = {
    "rise": _rise,
    "sink": _sink,
    "fall": _fall,
    "strike": _strike,
    "lunge": _lunge,
    "fade": _fade,
    "raise": _raise,
    "reach": _reach,
    "beat": _beat,
}


def pose_of(cue: FigureCue, figure: FigureData, time: float) -> Pose:
    """The pose of a figure at ``time`` seconds of the shot.

    Raises:
        EngineError: no such motion.
    """
    if cue.motion is None:
        return STILL_POSE
    if cue.motion not in MOTIONS:
        raise EngineError(f"The figure '{cue.name}' knows no motion '{cue.motion}': use one of {', '.join(MOTIONS)}.")
    return MOTIONS[cue.motion](figure, (time - cue.motion_start_s) / max(cue.motion_s, 0.05))


def turns_of(cue: FigureCue) -> tuple[float, ...]:
    """A few of the angles (radians) by which a cue's gesture turns joints: rest, both ends, and the way between."""
    if cue.motion not in MOTIONS:
        return (0.0,)
    figure = load_figure(cue.name)
    angles = [MOTIONS[cue.motion](figure, float(u)).part_angle for u in np.linspace(0, 1.6, 65)]
    low, high = min(0.0, *angles), max(0.0, *angles)
    return (0.0, *np.linspace(low, high, TURNS).tolist()) if high > low else (0.0,)
