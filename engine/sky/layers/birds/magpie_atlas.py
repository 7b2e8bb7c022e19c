"""A magpie as a small solid of feathers, seen from several sides at sixteen phases of its wing beat, and at rest.

The bird is built in space (x forward, y to its left, z up, total length 1) from body, tail and single flight feathers,
so every phase and every view is the same bird. Each cell holds five channels: cover, blue sheen, white feathers, light
along the upper edges, light along the lower edges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

PHASES = 16
VIEWS = ((16.0, 10.0), (38.0, 24.0), (24.0, -14.0))
"""Views of the flying bird: heading turned towards the eye, height of the eye above it (degrees)."""

RESTS = ("folded", "alert", "bowed", "half_open", "raised", "spread")
CELL = 128
BIRD = 104.0
SUPERSAMPLING = 4
CHANNELS = 5

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Pose:
    """arm, hand: height of the two parts of the wing over the body (radians); spread: 1 open .. 0 folded;
    pitch: the body nose up (radians); fan: how far the tail is spread; tail: tail up (radians); head: bill up."""

    arm: float
    hand: float
    spread: float = 1.0
    pitch: float = 0.0
    fan: float = 0.35
    tail: float = 0.0
    head: float = 0.0


def flight_pose(phase: float) -> Pose:
    """The pose at a phase 0..1 of the wing beat: the hand follows the arm, and folds on the way up."""
    turn = 2 * math.pi * phase
    rising = max(0.0, math.cos(turn))
    return Pose(
        arm=0.12 + 0.78 * math.sin(turn),
        hand=0.10 + 0.95 * math.sin(turn - 0.75),
        spread=1 - 0.34 * rising,
        pitch=0.06,
        fan=0.30 + 0.25 * max(0.0, -math.cos(turn)),
        tail=0.05 * math.sin(turn + 2.2),
    )


def rest_pose(name: str) -> Pose:
    """The pose of a bird that holds its place in the bridge."""
    return {
        "folded": Pose(-0.25, -0.25, 0.0, 0.20, 0.10, 0.05, 0.0),
        "alert": Pose(-0.25, -0.25, 0.0, 0.42, 0.12, 0.28, 0.35),
        "bowed": Pose(-0.2, -0.2, 0.0, -0.08, 0.16, 0.42, -0.35),
        "half_open": Pose(0.30, -0.10, 0.45, 0.25, 0.30, 0.05, 0.15),
        "raised": Pose(0.95, 1.10, 0.72, 0.22, 0.40, 0.0, 0.1),
        "spread": Pose(0.22, 0.30, 0.95, 0.10, 0.55, -0.05, 0.0),
    }[name]


@lru_cache(maxsize=1)
def magpie_atlas() -> NDArray[np.float32]:
    """Cells (n, CELL, CELL, CHANNELS) of a bird heading right: VIEWS x PHASES in flight, then RESTS."""
    cells = [_draw(flight_pose(phase / PHASES), yaw, pitch) for yaw, pitch in VIEWS for phase in range(PHASES)] + [
        _draw(rest_pose(name), 20.0, 9.0) for name in RESTS
    ]
    return np.stack(cells)


def _point(x: float, y: float, z: float) -> Points:
    return np.array([x, y, z])


def _turn_y(points: Points, angle: float, pivot: tuple[float, float]) -> Points:
    """Nose up by ``angle`` about a pivot (x, z)."""
    x, z = points[:, 0] - pivot[0], points[:, 2] - pivot[1]
    c, s = math.cos(angle), math.sin(angle)
    return np.stack([pivot[0] + c * x - s * z, points[:, 1], pivot[1] + s * x + c * z], 1)


def _feather(root: Points, tip: Points, side: Points, wide: float, blunt: float = 0.72) -> Points:
    """A feather as a lens from root to tip, widest at ``blunt`` of its length; ``side`` is its flat direction."""
    t = np.linspace(0, 1, 9)[:, None]
    width = wide * (np.sin(math.pi * t**1.2) ** 0.8 * (0.55 + 0.45 * t / blunt).clip(0, 1) + 0.06)
    middle = root + (tip - root) * t
    return np.concatenate([middle + side * width, (middle - side * width)[::-1]])


def _wing(pose: Pose, sign: float) -> list[tuple[Points, float, float]]:
    """Feathers of one wing: (outline (n, 3), sheen, white). ``sign`` 1 is the bird's left."""
    shoulder = np.array([0.20, sign * 0.045, 0.035])
    parts: list[tuple[Points, float, float]] = []
    if pose.spread < 0.15:
        # at rest the wing lies along the side
        back = np.array([1.0, 0, 0])
        low = np.array([0, sign * 0.2, 1.0]) / math.hypot(1, 0.2)
        for i in range(6):
            tip = shoulder + np.array([-0.42 + 0.035 * i, sign * 0.03, -0.045 + 0.012 * i])
            parts.append(
                (
                    _feather(shoulder + _point(0.02, sign * 0.02, -0.02 + 0.004 * i), tip, low, 0.030),
                    0.55 + 0.10 * i,
                    0.0,
                )
            )
        patch = _feather(
            shoulder + back * 0.01 + [0, sign * 0.03, 0.01], shoulder + _point(-0.20, sign * 0.03, -0.02), low, 0.026
        )
        parts.append((patch, 0.5, 0.9))
        return parts
    arm_out = np.array([0.0, sign * math.cos(pose.arm), math.sin(pose.arm)])
    hand_out = np.array([0.0, sign * math.cos(pose.hand), math.sin(pose.hand)])
    forward = np.array([1.0, 0.0, 0.0])
    open_ = pose.spread
    elbow = shoulder + arm_out * 0.12 - forward * 0.05 * (1.5 - open_)
    wrist = elbow + arm_out * (0.13 * open_ + 0.02) + forward * (0.055 + 0.03 * (1 - open_))
    # secondaries hang behind the arm
    for i in range(8):
        t = i / 7
        root = shoulder + (elbow - shoulder) * min(1, 2 * t) if t < 0.5 else elbow + (wrist - elbow) * (2 * t - 1)
        direction = -forward + 0.10 * arm_out * (t - 0.2)
        direction /= np.linalg.norm(direction)
        tip = root + direction * (0.20 - 0.015 * t)
        parts.append((_feather(root, tip, arm_out, 0.030), 0.75 + 0.35 * (i % 2), 0.0))
    # primaries fan out from the wrist; the folded hand sweeps back
    for i in range(9):
        t = i / 8
        sweep = math.radians(84 - (80 - 46 * (1 - open_)) * t)
        direction = hand_out * math.cos(sweep) - forward * math.sin(sweep)
        long = (0.245 + 0.125 * math.sin(math.pi * (0.22 + 0.62 * t))) * (0.80 + 0.20 * open_)
        flat = hand_out * math.sin(sweep) + forward * math.cos(sweep)
        root = wrist + hand_out * 0.02 * t
        tip = root + direction * long
        parts.append((_feather(root, tip, flat, 0.027, 0.8), 0.40 + 0.25 * (i % 2), 0.0))
        inner = root + (tip - root) * 0.22
        web = _feather(inner, root + (tip - root) * 0.74, flat, 0.0125, 0.6)
        parts.append((web, 0.3, 0.75))
    # coverts smooth the leading edge
    lead = np.array([0.018, 0, 0.0])
    cover = np.stack(
        [
            shoulder + lead,
            elbow + lead,
            wrist + lead * 1.6,
            wrist + hand_out * 0.10 - forward * 0.012,
            wrist - forward * 0.075,
            elbow - forward * 0.075,
            shoulder - forward * 0.095,
        ]
    )
    parts.append((cover, 1.25, 0.0))
    patch = np.stack(
        [shoulder + _point(0, 0, 0.012), elbow - forward * 0.03, elbow - forward * 0.085, shoulder - forward * 0.15]
    )
    parts.append((patch, 0.5, 0.85))
    return parts


def _body(pose: Pose) -> list[tuple[Points, float, float]]:
    """Body, head and bill as rounded slices, back to front."""
    spine = np.array(
        [
            [-0.06, 0.012, 0.024],
            [0.00, 0.006, 0.056],
            [0.08, -0.004, 0.084],
            [0.16, -0.004, 0.093],
            [0.24, 0.008, 0.078],
            [0.30, 0.030, 0.055],
            [0.345, 0.047, 0.053],
            [0.385, 0.050, 0.047],
            [0.415, 0.044, 0.027],
        ]
    )
    head = np.clip((spine[:, 0] - 0.27) / 0.1, 0, 1)
    lift = np.stack([-0.05 * pose.head * head, pose.head * 0.10 * head], 1)
    parts: list[tuple[Points, float, float]] = []
    angle = np.linspace(0, 2 * math.pi, 20, endpoint=False)
    dense = np.linspace(0, len(spine) - 1, 34)
    index = np.arange(len(spine))
    for at in dense:
        x, z, r = (float(np.interp(at, index, column)) for column in spine.T)
        dx, dz = (float(np.interp(at, index, column)) for column in lift.T)
        ring = np.stack([0 * angle, r * 0.86 * np.cos(angle), r * np.sin(angle)], 1)
        belly = 0.8 if 0.0 < x < 0.20 else 0.0
        parts.append((ring + _point(x + dx, 0, z + dz), 0.55, 0.0))
        if belly:
            low = ring.copy()
            low[:, 2] = np.minimum(low[:, 2], -0.35 * r)
            parts.append((low + _point(x + dx, 0, z + dz), 0.4, belly))
    tip, dx, dz = 0.415, lift[-1, 0], lift[-1, 1]
    bill = np.array(
        [
            [tip - 0.03, 0, 0.058],
            [tip + 0.045, 0, 0.045],
            [tip + 0.082, 0, 0.030],
            [tip + 0.03, 0, 0.026],
            [tip - 0.03, 0, 0.024],
        ]
    )
    parts.append((bill + _point(dx, 0, dz + 0.05 * pose.head), 0.2, 0.0))
    return parts


def _tail(pose: Pose) -> list[tuple[Points, float, float]]:
    """The long stepped tail: the middle feathers are the longest."""
    parts: list[tuple[Points, float, float]] = []
    root = np.array([-0.04, 0.0, 0.016])
    for i in (-4, 4, -3, 3, -2, 2, -1, 1, 0):
        turn = i / 4 * (0.06 + 0.42 * pose.fan)
        long = 0.46 - 0.058 * abs(i)
        direction = np.array([-math.cos(turn) * math.cos(pose.tail), math.sin(turn), math.sin(pose.tail)])
        side = np.array([math.sin(turn), math.cos(turn), 0.25])
        parts.append((_feather(root, root + direction * long, side, 0.017, 0.85), 0.75 + 0.30 * (i % 2), 0.0))
    return parts


def _draw(pose: Pose, yaw_deg: float, pitch_deg: float) -> NDArray[np.float32]:
    """One cell (CELL, CELL, CHANNELS)."""
    yaw, height = math.radians(yaw_deg), math.radians(pitch_deg)
    size = CELL * SUPERSAMPLING

    def project(points: Points) -> NDArray[np.int32]:
        p = _turn_y(points, pose.pitch, (0.12, 0.0))
        x = (p[:, 0] - 0.0) * math.cos(yaw) + p[:, 1] * math.sin(yaw)
        away = -p[:, 0] * math.sin(yaw) + p[:, 1] * math.cos(yaw)
        y = p[:, 2] * math.cos(height) + away * math.sin(height)
        pixels = np.stack([CELL / 2 + BIRD * (x - 0.01), CELL / 2 - BIRD * (y - 0.02)], 1)
        return np.round(pixels * SUPERSAMPLING * 16).astype(np.int32)

    cover, sheen, white = (np.zeros((size, size), np.uint8) for _ in range(3))
    # the far wing is the bird's left when it heads right
    for part in (_wing(pose, 1.0), _tail(pose), _body(pose), _wing(pose, -1.0)):
        for outline, shine, pale in part:
            shape = [project(outline)]
            cv2.fillPoly(cover, shape, 255, cv2.LINE_AA, 4)
            cv2.fillPoly(sheen, shape, int(min(shine, 1.5) * 120), cv2.LINE_AA, 4)
            cv2.fillPoly(white, shape, int(pale * 255), cv2.LINE_AA, 4)
    small = [
        cv2.resize(channel, (CELL, CELL), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        for channel in (cover, sheen, white)
    ]
    alpha = small[0]
    soft = cv2.GaussianBlur(alpha, (0, 0), 1.5)
    down = cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3)
    upper = np.clip(down * 1.1, 0, 1) * alpha
    lower = np.clip(-down * 1.1, 0, 1) * alpha
    return np.stack([alpha, small[1] * 2 * alpha, small[2] * alpha, upper, lower], -1).astype(np.float32)
