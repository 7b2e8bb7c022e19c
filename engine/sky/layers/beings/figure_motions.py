"""Named gestures of figures: rigid motions in the figure's own plane, and how much of it still shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.figures import FigureData, Joint, load_figure, rotate_about
from engine.sky.light import ease_in_out, smoothstep
from storyboard.model import FigureCue


@dataclass(frozen=True)
class Pose:
    """A moment of a gesture.

    ``matrix`` (3, 3) moves the figure in its plane; ``part_angle`` turns its joints, ``flutter`` its wings and ``show``
    the arm that holds something out (radians); ``shown`` 0..1 is how much of it is left. ``freed``: share of the
    gesture's time since its chains broke, negative before. ``nearness``: 1 at its place, less where it is far away.
    """

    matrix: NDArray[np.float64]
    part_angle: float = 0.0
    flutter: float = 0.0
    show: float = 0.0
    shown: float = 1.0
    freed: float = -1.0
    nearness: float = 1.0

    def turn_of(self, joint: Joint) -> float:
        """How far a joint is turned, in radians."""
        return self.part_angle * joint.turn + self.flutter * joint.flutter + self.show * joint.show

    def motion_of(self, joint: Joint | None, down: tuple[float, float] = (0.0, 1.0)) -> NDArray[np.float64]:
        """Motion (3, 3) of the body, or of a part that also turns about its joint; what breaks off falls ``down``."""
        if joint is None:
            return self.matrix
        turned = rotate_about(joint.pivot, self.turn_of(joint))
        if not joint.falls or self.freed <= 0:
            return self.matrix @ turned
        fall = FALL * self.freed**2
        return self.matrix @ _shift(fall * down[0], fall * down[1]) @ turned @ rotate_about(joint.pivot, SPIN * fall)

    def shown_of(self, joint: Joint | None) -> float:
        """How much is left of the body or of a part: what falls dissolves on its way."""
        gone = 0.0 if joint is None or not joint.falls else float(smoothstep(0.16, 0.62, self.freed))
        return self.shown * (1 - gone)

    def flare_of(self, joint: Joint | None) -> float:
        """How much brighter a part's ink burns in the moment it breaks off."""
        if joint is None or not joint.falls:
            return 0.0
        return SNAP * float(np.exp(-(((self.freed - 0.03) / 0.05) ** 2)))


WING_BEATS = 8.0
"""Of one that comes down on wings, in the gesture's time."""

HELD_LOW_DEG, SHOW_SPEED, SHOW_DAMPING = 27.0, 8.0, 0.62
"""How far an arm turns back that holds something low; how quickly, and how firmly, it is brought out."""

FARTHEST = 5.5
"""How many times farther away than its place a figure is that begins to come nearer."""

FALL, SPIN, SNAP = 620.0, 0.0016, 1.6
"""Of what breaks off: how far it falls in the gesture's time (plane units), how far it turns on each unit of its way
(radians), and how brightly it flashes as it breaks."""

TURNS = 6
HIT = 0.76
"""Share of a strike's time at which it hits."""

STILL_POSE = Pose(np.eye(3))


def _shift(x: float, y: float) -> NDArray[np.float64]:
    return np.array([[1.0, 0, x], [0, 1.0, y], [0, 0, 1.0]])


def _size(figure: FigureData) -> tuple[float, float]:
    left, top, right, bottom = figure.frame
    return right - left, bottom - top


def facing(figure: FigureData) -> float:
    """1 where a figure looks to the right of its drawing, by its eye or its head; else -1."""
    left, _, right, _ = figure.frame
    looks = figure.marks.get("eye", figure.marks.get("head", (left, 0.0)))
    return 1.0 if looks[0] > (left + right) / 2 else -1.0


def _rise(figure: FigureData, u: float) -> Pose:
    """Up from below its frame; then it breathes, so that what floats is never nailed to the water."""
    height = _size(figure)[1]
    breath = 0.009 * float(smoothstep(1.0, 1.5, u) * np.sin(2 * np.pi * (u - 1) / 1.2))
    return Pose(_shift(0, height * (1 - float(ease_in_out(u)) + breath)))


def _sink(figure: FigureData, u: float) -> Pose:
    return Pose(_shift(0, _size(figure)[1] * float(ease_in_out(u))))


def _fall(figure: FigureData, u: float) -> Pose:
    width, height = _size(figure)
    foot = (figure.frame[0] + width * 0.55, figure.frame[3])
    gone = min(max(u, 0.0), 1.0) ** 2
    turned = rotate_about(foot, np.radians(58) * gone)
    return Pose(_shift(0, height * 0.22 * gone) @ turned, shown=1 - float(smoothstep(0.55, 1.0, u)))


def _strike(figure: FigureData, u: float) -> Pose:
    """Drawn back slowly, then faster and faster until it hits; it quivers in the blow and sinks back."""
    back, forth = float(smoothstep(0.0, 0.55, u)), min(max((u - 0.59) / (HIT - 0.59), 0.0), 1.0) ** 2
    late = max(u - HIT, 0.0)
    quiver = -1.8 * float(np.exp(-late / 0.07) * np.sin(late * 60))
    rest = float(smoothstep(HIT + 0.14, 1.7, u))
    return Pose(np.eye(3), part_angle=np.radians(-9 * back + 30 * forth + quiver - 21 * rest))


def _creep(figure: FigureData, u: float) -> Pose:
    """Comes up to its place from behind in three soft steps, what hangs on its joints swinging along."""
    way = float(ease_in_out(u))
    steps = way - 0.7 * float(np.sin(6 * np.pi * way)) / (6 * np.pi)
    swing = 3.0 * float(np.sin(6 * np.pi * way)) * (1 - way)
    behind = -facing(figure) * _size(figure)[0] * 0.07 * (1 - steps)
    return Pose(_shift(behind, 0), part_angle=np.radians(swing))


def _approach(figure: FigureData, u: float) -> Pose:
    """Rises far out and comes nearer over the water, faster and faster, on three strokes; opens its jaws before
    it is there, and breathes at its place."""
    height = _size(figure)[1]
    way, up = float(ease_in_out(max(u, 0.0) ** 0.8)), float(ease_in_out(u / 0.42))
    swims = float(smoothstep(0.1, 0.4, u) * (1 - smoothstep(0.7, 1.1, u)))
    stroke = 2 * np.pi * 3 * u
    breath = 0.009 * float(smoothstep(1.0, 1.5, u) * np.sin(2 * np.pi * (u - 1) / 0.8))
    lift = height * (1 - up + 0.022 * swims * float(np.sin(stroke)) + breath)
    left, _, right, bottom = figure.frame
    nod = rotate_about(((left + right) / 2, bottom), np.radians(1.7) * swims * float(np.cos(stroke)) * facing(figure))
    roar = float(smoothstep(0.52, 0.72, u) * (1 - 0.55 * smoothstep(0.86, 1.25, u)))
    gape = roar * (15 + 1.2 * float(np.sin(9 * u)))
    return Pose(_shift(0, lift) @ nod, part_angle=np.radians(gape), nearness=1 / (1 + (FARTHEST - 1) * (1 - way)))


def _lunge(figure: FigureData, u: float) -> Pose:
    width, _ = _size(figure)
    forth = float(ease_in_out(u))
    return Pose(_shift(facing(figure) * width * 0.08 * forth, 0), part_angle=np.radians(6 * np.sin(u * np.pi)))


def _run(figure: FigureData, u: float) -> Pose:
    """Comes up to its place from behind in three bounds, nose up as it leaps and down as it lands."""
    way = float(ease_in_out(u))
    width, height = _size(figure)
    left, top, right, bottom = figure.frame
    leap, fading = float(np.sin(3 * np.pi * way)), 1 - way**3
    nose = np.radians(-4.0) * facing(figure) * float(np.sin(6 * np.pi * way)) * fading
    behind = -facing(figure) * width * 0.13 * (1 - way)
    turned = rotate_about(((left + right) / 2, (top + bottom) / 2), nose)
    return Pose(_shift(behind, -0.05 * height * leap * leap * fading) @ turned)


def _descend(figure: FigureData, u: float) -> Pose:
    """Comes down out of the sky to its place on beating wings, and hangs in the air there; each stroke lifts a little,
    and opens slower than it closes."""
    height = _size(figure)[1]
    way, hangs = float(ease_in_out(u)), float(smoothstep(0.8, 1.3, u))
    hover = 0.006 * hangs * float(np.sin(2 * np.pi * (u - 0.8)))
    beat = 2 * np.pi * WING_BEATS * u
    stroke = float(np.sin(beat + 0.45 * np.sin(beat))) * (1 - 0.35 * hangs)
    lift = 0.0007 * float(np.cos(beat)) * (1 - 0.5 * hangs)
    return Pose(_shift(0, height * (hover + lift - 0.12 * (1 - way))), flutter=np.radians(19) * stroke)


def _show(figure: FigureData, u: float) -> Pose:
    """What was held low is brought out to its place on an outstretched arm, overshoots a little, and hangs still."""
    late, damped = max(u, 0.0) * SHOW_SPEED, np.sqrt(1 - SHOW_DAMPING**2)
    swing = np.cos(damped * late) + SHOW_DAMPING / damped * np.sin(damped * late)
    return Pose(np.eye(3), show=np.radians(HELD_LOW_DEG) * float(np.exp(-SHOW_DAMPING * late) * swing))


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
    lean = rotate_about(((left + right) / 2, bottom), np.radians(2.5) * facing(figure) * out)
    return Pose(lean, part_angle=np.radians(14) * out)


def _beat(figure: FigureData, u: float) -> Pose:
    """Wings beat three times in the gesture's time, the body rising and falling against them."""
    swing = float(np.sin(2 * np.pi * 3 * min(max(u, 0.0), 1.0)))
    return Pose(_shift(0, -0.012 * _size(figure)[1] * swing), part_angle=np.radians(13) * swing)


def _free(figure: FigureData, u: float) -> Pose:
    """Chains tremble and break, fall, and dissolve; the arms that they held come to rest."""
    tremble = 0.6 * float(smoothstep(0, 0.1, u) * (1 - smoothstep(0.12, 0.2, u)) * np.sin(u * 110))
    eased = 9.0 * float(ease_in_out((u - 0.16) / 0.84))
    return Pose(np.eye(3), part_angle=np.radians(tremble + eased), freed=u - 0.12)


MOTIONS: dict[str, Callable[[FigureData, float], Pose]] = {
    "rise": _rise,
    "sink": _sink,
    "fall": _fall,
    "strike": _strike,
    "lunge": _lunge,
    "creep": _creep,
    "run": _run,
    "descend": _descend,
    "fade": _fade,
    "raise": _raise,
    "reach": _reach,
    "beat": _beat,
    "free": _free,
    "approach": _approach,
    "show": _show,
}


def gestures_of(cue: FigureCue) -> list[tuple[str, float, float]]:
    """The gestures of a cue, one or two at a time: name, start and length in seconds.

    Raises:
        EngineError: no such motion.
    """
    told = [(cue.motion, cue.motion_start_s, cue.motion_s), (cue.then, cue.then_start_s, cue.then_s)]
    gestures = [(name, start, length) for name, start, length in told if name is not None]
    for name, _, _ in gestures:
        if name not in MOTIONS:
            raise EngineError(f"The figure '{cue.name}' knows no motion '{name}': use one of {', '.join(MOTIONS)}.")
    return gestures


def pose_of(cue: FigureCue, figure: FigureData, time: float) -> Pose:
    """The pose of a figure at ``time`` seconds of the shot.

    Raises:
        EngineError: no such motion.
    """
    poses = [MOTIONS[name](figure, (time - start) / max(length, 0.05)) for name, start, length in gestures_of(cue)]
    return reduce(_both, poses, STILL_POSE)


def _both(first: Pose, second: Pose) -> Pose:
    """Two gestures at a time."""
    return Pose(
        first.matrix @ second.matrix, first.part_angle + second.part_angle, first.flutter + second.flutter,
        first.show + second.show, first.shown * second.shown, max(first.freed, second.freed),
        first.nearness * second.nearness,
    )  # fmt: skip


def on_sky(pose: Pose, figure: FigureData) -> Pose:
    """The pose of a figure on its stars, where to be farther away is to be smaller about its middle."""
    if pose.nearness == 1:
        return pose
    left, top, right, bottom = figure.frame
    return replace(pose, matrix=rotate_about(((left + right) / 2, (top + bottom) / 2), 0, pose.nearness) @ pose.matrix)


def poses_of(cue: FigureCue) -> tuple[Pose, ...]:
    """Rest, and a few poses over the way by which a cue's gesture moves joints; rest alone where it moves none."""
    figure = load_figure(cue.name)
    ways = np.linspace(0, 1.6, 65)
    moments = [MOTIONS[name](figure, float(u)) for name, _, _ in gestures_of(cue) for u in ways]
    turns = np.array([(0.0, 0.0, 0.0), *((pose.part_angle, pose.flutter, pose.show) for pose in moments)])
    low, high = turns.min(0), turns.max(0)
    if (low == high).all() and all(pose.freed < 0 for pose in moments):
        return (STILL_POSE,)
    ways = np.linspace(low, high, TURNS)
    return (STILL_POSE, *(Pose(np.eye(3), float(turn), float(wing), float(arm)) for turn, wing, arm in ways))
