"""Named gestures of figures: rigid motions in the figure's own plane, and how much of it still shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import matmul

import numpy as np

from engine.errors import EngineError
from engine.sky.figures import FigureData, Shimmer, rotate_about
from engine.sky.layers.beings.going import GOING, Way, facing, size_of
from engine.sky.layers.beings.joints import Pose, shift
from engine.sky.light import ease_in_out, smoothstep
from storyboard.model import FigureCue

WING_BEATS = 8.0
"""Of one that comes down on wings, in the gesture's time."""

HELD_LOW_DEG, SHOW_SPEED, SHOW_DAMPING = 27.0, 8.0, 0.62
"""How far an arm turns back that holds something low; how quickly, and how firmly, it is brought out."""

FARTHEST = 5.5
"""How many times farther away than its place a figure is that begins to come nearer."""

TURNS, CYCLE = 6, 18
"""How many poses of a gesture, and of a cycle of its rhythm, are looked at when a shot opens."""
BROKEN = 0.01
"""Share of a gesture's time after which chains have broken and hardly begun to fall."""
HIT = 0.76
"""Share of a strike's time at which it hits."""

STILL_POSE = Pose(np.eye(3))


def _rise(figure: FigureData, u: float) -> Pose:
    """Up from below its frame; then it breathes, so that what floats is never nailed to the water."""
    height = size_of(figure)[1]
    breath = 0.009 * float(smoothstep(1.0, 1.5, u) * np.sin(2 * np.pi * (u - 1) / 1.2))
    return Pose(shift(0, height * (1 - float(ease_in_out(u)) + breath)))


def _sink(figure: FigureData, u: float) -> Pose:
    return Pose(shift(0, size_of(figure)[1] * float(ease_in_out(u))))


def _fall(figure: FigureData, u: float) -> Pose:
    width, height = size_of(figure)
    foot = (figure.frame[0] + width * 0.55, figure.frame[3])
    gone = min(max(u, 0.0), 1.0) ** 2
    turned = rotate_about(foot, np.radians(58) * gone)
    shown, sinks = 1 - float(smoothstep(0.6, 1.0, u)), float(smoothstep(0.0, 0.2, u))
    return Pose(shift(0, height * 0.22 * gone) @ turned, shown=shown, sinks=sinks)


def _strike(figure: FigureData, u: float) -> Pose:
    """Drawn back slowly, then faster and faster until it hits; it quivers in the blow and sinks back."""
    back, forth = float(smoothstep(0.0, 0.55, u)), min(max((u - 0.59) / (HIT - 0.59), 0.0), 1.0) ** 2
    late = max(u - HIT, 0.0)
    quiver = -1.8 * float(np.exp(-late / 0.07) * np.sin(late * 60))
    rest = float(smoothstep(HIT + 0.14, 1.7, u))
    return Pose(np.eye(3), part_angle=np.radians(-9 * back + 30 * forth + quiver - 21 * rest))


def _flinch(figure: FigureData, u: float) -> Pose:
    """Struck at ``u`` 0: the hurt leg is drawn up at once, the body recoils, what the hand holds sinks, and a shudder
    runs through it; then it steadies, its arm still down."""
    left, _, right, bottom = figure.frame
    hurt = float(smoothstep(0.0, 0.09, u) * (1 - smoothstep(0.45, 1.1, u)))
    shudder = float(smoothstep(0.0, 0.06, u) * np.exp(-max(u, 0.0) / 0.3))
    sunk = float(smoothstep(0.03, 0.5, u)) + 0.06 * shudder * float(np.sin(30 * u))
    away = np.radians(-facing(figure)) * (6.5 * hurt + 0.8 * shudder * np.sin(36 * u) + 1.2 * sunk)
    recoiled = rotate_about(((left + right) / 2, bottom), float(away))
    return Pose(
        recoiled, np.radians(-34) * sunk, turns=max(u, 0.0) * 9, swing=shudder, bent=hurt, wind=1 + 1.6 * shudder
    )


def _creep(figure: FigureData, u: float) -> Pose:
    """Comes up to its place from behind in three soft steps, what hangs on its joints swinging along."""
    way = float(ease_in_out(u))
    steps = way - 0.7 * float(np.sin(6 * np.pi * way)) / (6 * np.pi)
    swing = 3.0 * float(np.sin(6 * np.pi * way)) * (1 - way)
    behind = -facing(figure) * size_of(figure)[0] * 0.07 * (1 - steps)
    return Pose(shift(behind, 0), part_angle=np.radians(swing))


def _approach(figure: FigureData, u: float) -> Pose:
    """Rises far out and comes nearer over the water, faster and faster, on three strokes; opens its jaws before
    it is there, and breathes at its place."""
    height = size_of(figure)[1]
    way, up = float(ease_in_out(max(u, 0.0) ** 0.8)), float(ease_in_out(u / 0.42))
    swims = float(smoothstep(0.1, 0.4, u) * (1 - smoothstep(0.7, 1.1, u)))
    stroke = 2 * np.pi * 3 * u
    breath = 0.009 * float(smoothstep(1.0, 1.5, u) * np.sin(2 * np.pi * (u - 1) / 0.8))
    lift = height * (1 - up + 0.022 * swims * float(np.sin(stroke)) + breath)
    left, _, right, bottom = figure.frame
    nod = rotate_about(((left + right) / 2, bottom), np.radians(1.7) * swims * float(np.cos(stroke)) * facing(figure))
    roar = float(smoothstep(0.52, 0.72, u) * (1 - 0.55 * smoothstep(0.86, 1.25, u)))
    gape = roar * (15 + 1.2 * float(np.sin(9 * u)))
    return Pose(shift(0, lift) @ nod, part_angle=np.radians(gape), nearness=1 / (1 + (FARTHEST - 1) * (1 - way)))


def _lunge(figure: FigureData, u: float) -> Pose:
    width, _ = size_of(figure)
    forth = float(ease_in_out(u))
    return Pose(shift(facing(figure) * width * 0.08 * forth, 0), part_angle=np.radians(6 * np.sin(u * np.pi)))


def _run(figure: FigureData, u: float) -> Pose:
    """Comes up to its place from behind in three bounds, nose up as it leaps and down as it lands, legs galloping."""
    way = float(ease_in_out(u))
    width, height = size_of(figure)
    left, top, right, bottom = figure.frame
    leap, fading = float(np.sin(3 * np.pi * way)), 1 - way**3
    nose = np.radians(-4.0) * facing(figure) * float(np.sin(6 * np.pi * way)) * fading
    behind = -facing(figure) * width * 0.13 * (1 - way)
    turned = rotate_about(((left + right) / 2, (top + bottom) / 2), nose)
    return Pose(shift(behind, -0.05 * height * leap * leap * fading) @ turned, turns=3 * way, swing=fading)


def _descend(figure: FigureData, u: float) -> Pose:
    """Comes down out of the sky to its place on beating wings, and hangs in the air there; each stroke lifts a little,
    and opens slower than it closes."""
    height = size_of(figure)[1]
    way, hangs = float(ease_in_out(u)), float(smoothstep(0.8, 1.3, u))
    hover = 0.006 * hangs * float(np.sin(2 * np.pi * (u - 0.8)))
    beat = 2 * np.pi * WING_BEATS * u
    stroke = float(np.sin(beat + 0.45 * np.sin(beat))) * (1 - 0.35 * hangs)
    lift = 0.0007 * float(np.cos(beat)) * (1 - 0.5 * hangs)
    return Pose(shift(0, height * (hover + lift - 0.12 * (1 - way))), flutter=np.radians(19) * stroke)


def _petrify(figure: FigureData, u: float) -> Pose:
    """Turns to stone from its foot upwards, and stays."""
    return Pose(np.eye(3), stone=min(max(u, 0.0), 1.0))


def _show(figure: FigureData, u: float) -> Pose:
    """What was held low is brought out to its place on an outstretched arm, overshoots a little, and hangs still."""
    late, damped = max(u, 0.0) * SHOW_SPEED, np.sqrt(1 - SHOW_DAMPING**2)
    swing = np.cos(damped * late) + SHOW_DAMPING / damped * np.sin(damped * late)
    held = np.radians(HELD_LOW_DEG) * float(np.exp(-SHOW_DAMPING * late) * swing)
    if any(joint.show for joint in figure.parts.values()):
        return Pose(np.eye(3), show=held)
    return Pose(np.eye(3), part_angle=held)


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
    """Wings beat three times in the gesture's time, from small to full and back, the body rising and falling against
    them."""
    full = float(smoothstep(0.0, 0.16, u) * (1 - smoothstep(0.84, 1.0, u)))
    swing = full * float(np.sin(2 * np.pi * 3 * min(max(u, 0.0), 1.0)))
    return Pose(shift(0, -0.012 * size_of(figure)[1] * swing), part_angle=np.radians(13) * swing)


def _nod(figure: FigureData, u: float) -> Pose:
    """Lowers its head, looks at the ground, and raises it again; an ear twitches now and then, before and after too."""
    low = float(smoothstep(0.0, 0.4, u) * (1 - smoothstep(0.6, 1.0, u)))
    return Pose(np.eye(3), np.radians(8) * low, turns=u, swing=float(smoothstep(-0.4, 0.0, u)), bent=low)


def _weave(figure: FigureData, u: float) -> Pose:
    """At the loom: ``u`` counts the shuttle's ways there and back. What only hangs on its joints nods along."""
    since = max(u, 0.0)
    turns = since * since / 2 if since < 1 else since - 0.5
    swing = float(smoothstep(0.0, 0.6, u))
    return Pose(np.eye(3), np.radians(4) * swing * np.sin(2 * np.pi * turns), turns=turns, swing=swing, bent=swing)


def _free(figure: FigureData, u: float) -> Pose:
    """Chains tremble and break, fall, and dissolve; the arms that they held come to rest."""
    tremble = 0.6 * float(smoothstep(0, 0.1, u) * (1 - smoothstep(0.12, 0.2, u)) * np.sin(u * 110))
    eased = 9.0 * float(ease_in_out((u - 0.16) / 0.84))
    return Pose(np.eye(3), part_angle=np.radians(tremble + eased), freed=u - 0.12)


AT_ITS_PLACE: dict[str, Callable[[FigureData, float], Pose]] = {
    "rise": _rise,
    "sink": _sink,
    "fall": _fall,
    "strike": _strike,
    "flinch": _flinch,
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
    "nod": _nod,
    "weave": _weave,
    "petrify": _petrify,
}
MOTIONS = (*AT_ITS_PLACE, *GOING)
"""The names of all gestures."""


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
    poses = [
        posed(figure, name, (time - start) / max(length, 0.05), cue.way) for name, start, length in gestures_of(cue)
    ]
    return reduce(matmul, poses, STILL_POSE)


def posed(figure: FigureData, motion: str, u: float, way: Way | None = None) -> Pose:
    """The pose of a figure at a share ``u`` of a gesture's time: before it under 0, after it over 1."""
    return GOING[motion](figure, u, way) if motion in GOING else AT_ITS_PLACE[motion](figure, u)


def on_sky(pose: Pose, figure: FigureData) -> Pose:
    """The pose of a figure on its stars, where to be farther away is to be smaller about its middle."""
    if pose.nearness == 1:
        return pose
    left, top, right, bottom = figure.frame
    return replace(pose, matrix=rotate_about(((left + right) / 2, (top + bottom) / 2), 0, pose.nearness) @ pose.matrix)


def shimmer_of(cue: FigureCue) -> Shimmer:
    """How the light of a cue's figure breathes; from a loom a wave of it runs into the cloth with each cycle."""
    return Shimmer(glow=0.05, band=1.2, period_s=cue.motion_s) if cue.motion == "weave" else Shimmer()


def moves_parts(cue: FigureCue, figure: FigureData) -> bool:
    """True where the cue's gestures move parts of its figure against each other, or break them off."""
    poses, joints = _sampled(cue, figure), figure.parts.values()
    turned = any(pose.turn_of(joint) for joint in joints for pose in poses)
    stirred = any(pose.swing or pose.bent for pose in poses) and any(joint.in_rhythm for joint in joints)
    broken = any(pose.freed > 0 for pose in poses) and any(joint.falls for joint in joints)
    return turned or stirred or broken


def poses_of(cue: FigureCue, figure: FigureData) -> list[Pose]:
    """A few poses of a cue's gestures, each with the body at rest: the drawn one, both ends of what its joints turn by
    and the way between, and one cycle of its rhythm."""
    rest = Pose(np.eye(3))
    sampled = [rest, *_sampled(cue, figure)]
    turns = np.array([(pose.part_angle, pose.flutter, pose.show) for pose in sampled])
    swing, bent = max(pose.swing for pose in sampled), max(pose.bent for pose in sampled)
    freed = BROKEN if any(pose.freed > 0 for pose in sampled) else -1.0
    turned = np.linspace(turns.min(0), turns.max(0), TURNS) if turns.any() or freed > 0 else ()
    cycle = np.arange(CYCLE) / CYCLE if swing or bent else ()
    return [
        rest,
        *(Pose(np.eye(3), float(turn), float(wing), float(arm), freed=freed) for turn, wing, arm in turned),
        *(Pose(np.eye(3), turns=float(turns), swing=swing, bent=bent) for turns in cycle),
    ]


def _sampled(cue: FigureCue, figure: FigureData) -> list[Pose]:
    ways = np.linspace(0, 1.6, 65)
    return [posed(figure, name, float(u), cue.way) for name, _, _ in gestures_of(cue) for u in ways]
