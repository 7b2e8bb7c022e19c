"""Joints of a figure in a pose: each turns with the gesture, keeps its own time in a rhythm, and rides on another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.figures import FigureData, Joint, rotate_about
from engine.sky.light import smoothstep

Matrix = NDArray[np.float64]
DOWN = (0.0, 1.0)


FALL, SPIN, SNAP = 620.0, 0.0016, 1.6
"""Of what breaks off: how far it falls in the gesture's time (plane units), how far it turns on each unit of its way
(radians), and how brightly it flashes as it breaks."""


@dataclass(frozen=True)
class Pose:
    """A moment of a gesture.

    ``matrix`` (3, 3) moves the figure in its plane; ``part_angle`` turns its joints, ``flutter`` its wings and ``show``
    the arm that holds something out (radians); ``shown`` 0..1 is how much of it is left.

    In a gesture with a rhythm ``turns`` counts its cycles, ``swing`` 0..1 is how far its joints go to and fro in it,
    ``bent`` 0..1 how far they have left the drawn pose for the middle of their swing, ``hanging`` 0..1 how far what
    only hangs on the figure goes to and fro.

    ``wind`` is how strongly its cloth moves, 1 as in still air. ``sinks`` 0..1: how far the figure is sinking into the
    ground, so that it dissolves over it and raises dust. ``freed``: share of the gesture's time since its chains broke,
    negative before. ``nearness``: 1 at its place, less where it is far away. ``stone`` 0..1: how far up it has turned
    to stone.
    """

    matrix: Matrix
    part_angle: float = 0.0
    flutter: float = 0.0
    show: float = 0.0
    shown: float = 1.0
    turns: float = 0.0
    swing: float = 0.0
    bent: float = 0.0
    hanging: float = 0.0
    wind: float = 1.0
    sinks: float = 0.0
    freed: float = -1.0
    nearness: float = 1.0
    stone: float = 0.0

    def __matmul__(self, other: Pose) -> Pose:
        """Two gestures at a time."""
        return Pose(
            self.matrix @ other.matrix, self.part_angle + other.part_angle, self.flutter + other.flutter,
            self.show + other.show, self.shown * other.shown, self.turns + other.turns, max(self.swing, other.swing),
            max(self.bent, other.bent), max(self.hanging, other.hanging), self.wind * other.wind,
            max(self.sinks, other.sinks), max(self.freed, other.freed), self.nearness * other.nearness,
            max(self.stone, other.stone),
        )  # fmt: skip

    @property
    def sway(self) -> float:
        """How strongly cloth and hair move: stone is stiff."""
        return self.wind * (1 - self.stone)

    def turn_of(self, joint: Joint) -> float:
        """How far a joint is turned, in radians, but for its rhythm."""
        return self.part_angle * joint.turn + self.flutter * joint.flutter + self.show * joint.show

    def shown_of(self, joint: Joint | None) -> float:
        """How much is left of the body or of a part: what falls dissolves on its way."""
        gone = 0.0 if joint is None or not joint.falls else float(smoothstep(0.16, 0.62, self.freed))
        return self.shown * (1 - gone)

    def flare_of(self, joint: Joint | None) -> float:
        """How much brighter a part's ink burns in the moment it breaks off."""
        if joint is None or not joint.falls:
            return 0.0
        return SNAP * float(np.exp(-(((self.freed - 0.03) / 0.05) ** 2)))


def shift(x: float, y: float) -> Matrix:
    """Motion in the plane: by (x, y) units."""
    return np.array([[1.0, 0, x], [0, 1.0, y], [0, 0, 1.0]])


def _sine(x: float) -> float:
    return float(np.sin(2 * np.pi * x))


def _throw(x: float) -> float:
    """Across from 0 to 1 and back, with a rest at either end."""
    return 0.5 + 0.5 * float(np.sin(np.pi / 2 * np.sin(np.pi / 2 * _sine(x))))


def _pull(x: float) -> float:
    """One quick pull from 0 to 1 in a long rest."""
    return (0.5 + 0.5 * _sine(x)) ** 4


WAVES: dict[str, Callable[[float], float]] = {"sine": _sine, "throw": _throw, "pull": _pull}


def motion_of(figure: FigureData, pose: Pose, part: str | None = None, down: tuple[float, float] = DOWN) -> Matrix:
    """Motion (3, 3) in the figure's plane of its body, or of one of its parts, in a pose; what breaks off falls
    ``down``."""
    if part is None or part not in figure.parts:
        return pose.matrix
    joint = figure.parts[part]
    wave = WAVES[joint.wave](pose.turns * joint.pace + joint.ahead)
    there = wave * (pose.hanging if joint.hangs else pose.swing)
    to_and_fro = np.radians(joint.middle_deg * pose.bent + joint.swing_deg * there)
    turned = rotate_about(joint.pivot, float(pose.turn_of(joint) + to_and_fro))
    motion = motion_of(figure, pose, joint.on, down) @ shift(joint.slide[0] * there, joint.slide[1] * there) @ turned
    if not joint.falls or pose.freed <= 0:
        return motion
    fall = FALL * pose.freed**2
    return shift(fall * down[0], fall * down[1]) @ motion @ rotate_about(joint.pivot, SPIN * fall)
