"""Meteors: thin tapered streaks that flare, change colour and leave a fading train."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.catalogue import unit_vectors
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.lights.trails import stroke
from engine.sky.light import smoothstep, splat
from storyboard.model import Element

PIECES = 40
HEAD = np.array([0.95, 1.0, 1.05])
WAKE = np.array([0.46, 0.98, 0.86])
TAIL = np.array([1.0, 0.62, 0.34])


@dataclass(frozen=True)
class Streak:
    """One meteor: when it lights up, how long it burns (seconds), its way as directions (n, 3) of date or reference
    pixels (n, 2), its light, its width."""

    start_s: float
    burn_s: float
    way: NDArray[np.float64]
    light: float
    width: float
    flare: float


@element("meteors")
class Meteors:
    """A few meteors, at given times or as a gentle shower.

    Settings:
        times: seconds at which meteors appear (default: ``count`` times spread over the shot by chance).
        count: number of meteors when no times are given (default 3).
        radiant: [right ascension, declination] in degrees from which they seem to come (default none: they fall
            in about one direction).
        angle_deg: direction of fall without a radiant, from the right clockwise (default 145: down to the left).
        region: [left, top, right, bottom] in reference pixels where they begin (default: the upper part of the sky).
        paths: [[x0, y0, x1, y1], ...] in reference pixels, one for each of ``times``, instead of chance.
        length: mean length in reference pixels (default 170).
        strength: light (default 1).
        seed: another seed, other meteors (default 0).
    """

    order = Order.FAR_LIGHT

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("meteors", int(spec.setting("seed", 0)))
        paths = spec.setting("paths", None)
        times = spec.setting("times", None)
        if times is None:
            count = len(paths) if paths else max(0, int(spec.setting("count", 3)))
            room = max(stage.duration_s - spec.start_s - 1.2, 0.1)
            # one in each part of the shot, never all at once
            times = spec.start_s + room * (np.arange(count) + rng.uniform(0.15, 0.85, count)) / max(count, 1)
        floor = stage.horizon if stage.horizon is not None else 560.0
        region = spec.setting("region", (60.0, 30.0, stage.reference_width - 60, max(floor - 190, 90.0)))
        length = float(spec.setting("length", 170.0))
        self._streaks = []
        for i, start in enumerate(times):
            if paths and i < len(paths):
                x0, y0, x1, y1 = paths[i]
                way = _curve(np.array([x0, y0], float), np.array([x1, y1], float))
                size = float(np.hypot(x1 - x0, y1 - y0))
            else:
                size = length * float(rng.uniform(0.55, 1.6))
                way = self._chance_way(spec, stage, rng, region, size)
            light = (
                float(spec.setting("strength", 1.0))
                * float(0.35 + 0.9 * rng.random() ** 1.5)
                * (0.6 + 0.4 * size / 170)
            )
            burn = float(0.28 + size / 420 * rng.uniform(0.8, 1.25))
            self._streaks.append(
                Streak(float(start), burn, way, light, 0.85 + 0.25 * light, float(rng.uniform(0.6, 0.85)))
            )

    @staticmethod
    def _chance_way(
        spec: Element, stage: Stage, rng: np.random.Generator, region: tuple[float, float, float, float], size: float
    ) -> NDArray[np.float64]:
        """A way that starts in the region: directions of date, so that it rides on the sky."""
        begin = np.array([rng.uniform(region[0], region[2]), rng.uniform(region[1], region[3])])
        camera = stage.path.projection(0.0)
        radiant = spec.setting("radiant", None)
        if radiant is None:
            angle = np.radians(float(spec.setting("angle_deg", 145.0)) + rng.normal(0, 7))
            end = begin + size * np.array([np.cos(angle), np.sin(angle)])
            return camera.unproject(_curve(begin, end) * stage.unit)
        source = stage.of_date @ unit_vectors(np.radians(float(radiant[0])), np.radians(float(radiant[1])))
        first = camera.unproject(begin * stage.unit)
        # away from the radiant along a great circle
        away = first - source * float(first @ source)
        away /= max(float(np.linalg.norm(away)), 1e-9)
        distance = float(np.arccos(np.clip(first @ source, -1, 1)))
        arc = distance + np.linspace(0, size * stage.unit / camera.scale, PIECES + 1)
        return np.cos(arc)[:, None] * source + np.sin(arc)[:, None] * away

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        for streak in self._streaks:
            late = frame.time - streak.start_s
            if 0 <= late < streak.burn_s + 1.6:
                self._paint_streak(buffer, frame, streak, late)

    def _paint_streak(self, buffer: NDArray[np.float32], frame: Frame, streak: Streak, late: float) -> None:
        unit = frame.unit
        if streak.way.shape[1] == 3:
            points = frame.camera.project(streak.way)
        else:
            points = np.stack(frame.to_pixels(streak.way[:, 0], streak.way[:, 1]), 1)
        burnt = late / streak.burn_s
        # it brakes in the air: fast at first, slower at the end
        head = float(1 - (1 - min(burnt, 1.0)) ** 1.35)
        place = np.linspace(0, 1, PIECES + 1)
        passed = 1 - (1 - place) ** (1 / 1.35)
        since = np.maximum(burnt - passed, 0) * streak.burn_s
        # light along the way: slow kindling, a flare, a quick end
        glow = smoothstep(0.0, 0.55, place) ** 1.4 * (1 - smoothstep(0.90, 1.0, place))
        glow = glow * (0.75 + 0.9 * np.exp(-(((place - streak.flare) / 0.07) ** 2)))
        wake = glow * np.exp(-since / 0.085) * (place <= head)
        train = 0.10 * glow * np.exp(-since / 0.55) * (place <= head) * smoothstep(0.0, 0.12, since)
        colour = TAIL + (WAKE - TAIL) * smoothstep(0.0, 0.75, place)[:, None]
        ahead = smoothstep(0.10, 0.0, head - place)[:, None]
        colour = colour + (HEAD - colour) * np.maximum(ahead, 0.25)
        for light, thick in ((wake, 0.55 + 0.75 * np.clip(glow, 0, 1)), (train, 1.0 + 1.6 * np.minimum(since, 1.0))):
            stroke(
                buffer,
                points.astype(np.float32),
                (light * streak.light * 2.0).astype(np.float32),
                np.maximum(streak.width * thick * unit, 0.62).astype(np.float32),
                colour.astype(np.float32),
            )
        if burnt < 1:
            point = np.array([np.interp(head, place, points[:, 0]), np.interp(head, place, points[:, 1])])
            bright = float(np.interp(head, place, glow)) * streak.light * unit * unit
            tip = np.array([[9.0], [16.0]]) * HEAD * bright
            splat(
                buffer,
                np.full(2, point[0], np.float32),
                np.full(2, point[1], np.float32),
                tip.astype(np.float32),
                (np.array([1.0, 4.2]) * unit).astype(np.float32),
            )


def _curve(begin: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (PIECES + 1, 2) on the straight way from begin to end."""
    t = np.linspace(0, 1, PIECES + 1)[:, None]
    return begin + (end - begin) * t
