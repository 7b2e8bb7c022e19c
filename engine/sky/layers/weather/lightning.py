"""Lightning: branched strokes, and the flashes by which they light everything else."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.frame import Flash, Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.light import f32, polyline
from storyboard.model import Element

# never more than one flash a second: a third of what photosensitive viewers are said to bear (WCAG 2.2, 2.3.1)
SHORTEST_GAP_S = 1.0
STRONGEST = 1.2
VISIBLE_FROM, BURNS_OUT = 0.10, 1.8
"""The share of its flash at which a stroke goes out, and how much faster than the flash it fades."""
CORE = np.array([0.72, 0.84, 1.18])
HALO = np.array([0.45, 0.56, 1.15])


def flashes_of(spec: Element, duration_s: float) -> tuple[Flash, ...]:
    """The flashes of a lightning element within a shot: at most one a second, the earlier ones are kept.

    Raises:
        EngineError: a setting is not a number.
    """
    times = spec.setting("times", (duration_s * 0.55,))
    times = times if isinstance(times, (list, tuple)) else (times,)
    strength = min(max(_number(spec.setting("strength", 1.0), "strength"), 0.0), STRONGEST)
    x, y = _number(spec.setting("x", 842.0), "x"), _number(spec.setting("y", 566.0), "y")
    peaks = [_number(value, "times") for value in times]
    return spaced([Flash(peak_s=time, strength=strength, x=x, y=y) for time in peaks if 0 <= time <= duration_s])


def spaced(flashes: Iterable[Flash]) -> tuple[Flash, ...]:
    """The flashes in order of time without those that follow another one within a second."""
    kept: list[Flash] = []
    for flash in sorted(flashes, key=lambda flash: flash.peak_s):
        if not kept or flash.peak_s - kept[-1].peak_s >= SHORTEST_GAP_S:
            kept.append(flash)
    return tuple(kept)


def _number(value: Any, name: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise EngineError(f"Lightning: '{name}' must be numbers, not '{value}': write seconds and pixels.") from None
    if not math.isfinite(number):
        raise EngineError(f"Lightning: '{name}' must be finite, not '{value}': write seconds and pixels.")
    return number


def source_of(flash: Flash) -> tuple[float, float]:
    """Where a flash leaves the cloud, in reference pixels: above its target and a little aside."""
    return flash.x + 55 + 22 * math.sin(flash.peak_s * 5.1), flash.y - 212


def _channel(flash: Flash, time: float) -> float:
    """Light of the stroke itself: it goes out sooner than what it lights, and softly to nothing."""
    share = flash.light(time) / max(flash.strength, 1e-6)
    return flash.strength * max(0.0, (share - VISIBLE_FROM) / (1 - VISIBLE_FROM)) ** BURNS_OUT


@element("lightning")
class Lightning:
    """Strokes from a cloud to the ground, each with its own branches; seen only while the stroke is strong.

    Settings:
        times: seconds of the shot at which a stroke peaks, at least one second apart (the middle of the shot).
        strength: 0..1.2 (1).
        x, y: where it strikes, reference pixels (842, 566).
        from_x, from_y: where it leaves the cloud (above the target).
        branches: how many arms (6).
    """

    order = Order.LIGHTNING

    def __init__(self, spec: Element, stage: Stage) -> None:
        self._bolts = []
        branches = int(spec.setting("branches", 6))
        for n, flash in enumerate(flashes_of(spec, stage.duration_s)):
            if flash not in stage.flashes:  # too soon after a stroke of another element
                continue
            x, y = source_of(flash)
            start = (float(spec.setting("from_x", x)), float(spec.setting("from_y", y)))
            random = stage.random("lightning", n, int(flash.x))
            self._bolts.append((flash, _bolt(start, (flash.x, flash.y), branches, random)))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Draw the strokes that are burning."""
        for flash, arms in self._bolts:
            light = _channel(flash, frame.time)
            if light <= 0:
                continue
            fallen = min(1.0, 0.45 + 0.55 * (1 + (frame.time - flash.peak_s) / flash.rise_s))
            for points, arm, start in arms:
                self._draw(buffer, frame, points, light * arm, arm, (fallen - start) / (1 - start))

    def _draw(
        self, buffer: NDArray[np.float32], frame: Frame, points: NDArray, light: float, width: float, grown: float
    ) -> None:
        if grown <= 0:
            return
        unit = frame.unit
        along = np.linspace(0, 1, len(points))
        shown = along <= grown
        if shown.sum() < 2:
            return
        pixels = np.stack(frame.to_pixels(points[:, 0], points[:, 1]), -1)[shown].astype(f32)
        taper = np.clip(1.15 - 0.75 * along, 0, 1) if width < 1 else np.clip(0.25 + along * 6, 0, 1)
        level = (taper[shown] * light).astype(f32)
        thin = 0.45 + 0.35 * width
        # the halos are wide, so that a coarser line and weaker light does
        for gain, sigma, colour, every in (
            (2.1, max(0.75 * thin, 0.5) * unit, CORE, 1),
            (0.30 * width, 2.6 * unit, HALO, 4),
            (0.05 * width, 12 * unit, HALO, 24),
        ):
            coarse = np.ascontiguousarray(pixels[::every])
            if len(coarse) > 1 and gain > 0.012:
                polyline(buffer, coarse, level[::every] * f32(gain), f32(sigma), *(f32(c) for c in colour))


def _bolt(
    start: tuple[float, float], end: tuple[float, float], branches: int, random: np.random.Generator
) -> list[tuple[NDArray[np.float64], float, float]]:
    """Arms of a stroke: points (n, 2) in reference pixels, strength, and how far down the stroke the arm leaves."""
    trunk = _jagged(np.array(start), np.array(end), 7, 0.15, random)
    arms = [(trunk, 1.0, 0.0)]
    fall = trunk[-1] - trunk[0]
    reach, heading = float(np.hypot(*fall)), math.atan2(fall[1], fall[0])
    side = 1 if random.random() < 0.5 else -1
    for place in np.sort(random.uniform(0.10, 0.72, branches)):
        root = trunk[int(place * (len(trunk) - 1))]
        length = reach * (1 - place) * random.uniform(0.30, 0.75)
        angle = heading + side * random.uniform(0.30, 0.80)
        side = -side if random.random() < 0.75 else side
        tip = root + length * np.array([math.cos(angle), math.sin(angle)])
        arm = _jagged(root, tip, 5, 0.16, random)
        strength = random.uniform(0.22, 0.42)
        arms.append((arm, strength, float(place)))
        if length > reach * 0.22:
            fork = arm[int(random.uniform(0.3, 0.6) * (len(arm) - 1))]
            turn = angle - side * random.uniform(0.4, 0.8)
            twig = fork + length * 0.4 * np.array([math.cos(turn), math.sin(turn)])
            arms.append((_jagged(fork, twig, 4, 0.17, random), strength * 0.55, float(place)))
    return arms


def _jagged(
    start: NDArray[np.float64], end: NDArray[np.float64], halvings: int, spread: float, random: np.random.Generator
) -> NDArray[np.float64]:
    """A line broken by midpoint displacement: every half is moved aside by a normal share of its length."""
    points = np.stack([start, end]).astype(float)
    for _ in range(halvings):
        run = points[1:] - points[:-1]
        across = np.stack([-run[:, 1], run[:, 0]], -1)
        middle = (points[1:] + points[:-1]) / 2 + across * random.normal(0, spread, (len(run), 1))
        woven = np.empty((len(points) + len(middle), 2))
        woven[0::2], woven[1::2] = points, middle
        points = woven
        spread *= 0.90
    return points
