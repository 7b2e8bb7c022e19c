"""Desert: dunes one behind the other, lit and dark on both sides of winding crests, sand blown off them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.land.aerial import AerialPerspective
from engine.sky.layers.land.ridges import (
    FACE_ROWS,
    PERIOD,
    ROW_STEP,
    Outlines,
    Ridges,
    face_noise,
    reference_columns,
)
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import ridge_profile, sample_row
from engine.sky.light import lines, smoothstep
from storyboard.model import Element

DEFAULT_BASE = 560.0
DUNES = AerialPerspective(
    air=(0.0130, 0.0180, 0.0330), ground=(0.0036, 0.0034, 0.0050), light=(0.074, 0.062, 0.060), tinted=True,
    haze=0.60, thinning=1.6, lit=(0.45, 1.0), mist=(1.3, 0.4), clearing=1.0, reach=(0.30, 0.30), least=6.0, crest=0.10,
)  # fmt: skip


def dune_profile(spacing: float, side: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """A profile (PERIOD,) of dunes, heights about 0.1..1: a long windward slope, a short slip face, a sharp crest.

    spacing: reference pixels from dune to dune; side: 1 where the slip faces look to the right, -1 to the left.
    """
    x = np.arange(PERIOD, dtype=float)
    line = np.zeros(PERIOD)
    place = 0.0
    while place < PERIOD:
        tall = 0.35 + 0.65 * rng.random() ** 1.2
        away = ((x - place + PERIOD / 2) % PERIOD - PERIOD / 2) * side
        windward, lee = spacing * tall * rng.uniform(1.0, 1.5), spacing * tall * rng.uniform(0.42, 0.62)
        t = np.clip(np.abs(away) / np.where(away < 0, windward, lee), 0, 1)
        # both sides hollow towards the foot, straight to the crest
        line = np.maximum(line, tall * np.where(away < 0, (1 - t) ** 1.35 * (1 + 0.5 * t), (1 - t) ** 1.15))
        place += spacing * float(np.clip(rng.gamma(4.0, 0.25), 0.45, 1.9))
    swell = ridge_profile(PERIOD, 4.0, rng, 4)
    sway = ridge_profile(PERIOD, 3.6, rng, 9)
    line = sample_row(line.astype(np.float32), x + 10 * sway)
    return np.asarray(np.maximum(line * 0.9 + 0.05 * swell + 0.10, 0.05), np.float32)


def dune_face(profile: NDArray[np.float32], side: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Light on the face of a row of dunes, (FACE_ROWS, PERIOD, 2): the crest of each winds down towards the eye and
    parts its lit windward side from its dark slip face; wind ripples on the lit side."""
    rows = np.arange(FACE_ROWS, dtype=np.float32)[:, None] * np.float32(ROW_STEP)
    columns = np.arange(PERIOD)
    slope = np.gradient(cv2.GaussianBlur(np.tile(profile, 3)[None], (0, 0), 2.0)[0])[PERIOD : 2 * PERIOD] * side
    # where the ground falls away from the wind: the slip faces
    lee = smoothstep(-0.02, -0.06, slope).astype(np.float32)
    strength = sample_row(ridge_profile(PERIOD, 3.4, rng, 6), columns.astype(float))
    bend = np.sin(rows / 34 + 1.1 * strength) * (0.10 + rows / 210) * 34 + side * rows * (0.55 + 0.25 * strength)
    shadow = sample_row(lee, columns[None] - bend) * np.exp(-rows / 150)
    soft = cv2.GaussianBlur(sample_row(np.maximum(slope, 0).astype(np.float32), columns[None] - 0.4 * bend), (0, 0), 3)
    broad = face_noise(3.0, rng, aspect=3.0)
    ripples = np.sin(columns[None] * 0.55 + rows * 1.5 + 7 * broad) * np.exp(-rows / 70) * smoothstep(4, 26, rows)
    light = 0.46 + 1.3 * soft + 0.12 * broad + 0.05 * ripples
    light = np.clip(light * (1 - 0.86 * shadow), 0.03, 1.3) * np.exp(-rows / 420)
    # a rim where the light of the sky comes over the crest
    rim = np.exp(-rows / 3.2) * (0.55 + 0.45 * (1 - lee)[None])
    return np.ascontiguousarray(np.stack([light + 0.95 * rim, np.zeros_like(light)], -1), np.float32)


@element("desert")
class Desert:
    """Dunes with rim light on their crests and sand that the wind blows off them.

    Settings (reference pixels, 720 high):
        base: height of the foot of the farthest dunes (default: the horizon, else 560).
        height: height of the tallest near dune (default 120).
        rows: rows of dunes, 2..6 (default 5).
        wind: how much sand is blown off the crests, 0 none .. 2 a storm (default 1).
        light: "left" or "right", the side the light comes from, which the wind blows from too (default left).
        colour: [r, g, b], tint of the sand's light (default [1, 1, 1]).
        brightness: light of the whole (default 1).
        seed: other dunes (default 0).
    """

    order = Order.LAND

    def __init__(self, spec: Element, stage: Stage) -> None:
        seed = int(spec.setting("seed", 0))
        base = float(spec.setting("base", DEFAULT_BASE if stage.horizon is None else stage.horizon))
        height = float(spec.setting("height", 120.0))
        rows = max(2, min(6, int(spec.setting("rows", 5))))
        self._side = -1.0 if spec.setting("light", "left") == "right" else 1.0
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float) * float(spec.setting("brightness", 1.0))
        spread = max(720.0 - base, 60.0)
        ridges = []
        for j in range(rows):
            near = j / (rows - 1)
            rng = stage.random("desert", seed, j)
            tall = height * (0.24 + 0.76 * near**1.2)
            profile = (dune_profile(tall * 3.6 + 60, self._side, rng) * tall).astype(np.float32)
            foot = base + 4 + spread * (0.02 + 0.98 * near**1.5)
            ridges.append(DUNES.ridge(profile, dune_face(profile, self._side, rng), foot, near, tall, tint))
        self._ridges = Ridges(ridges, ridge_profile(PERIOD, 3.2, stage.random("desert", seed, "mist"), 5))
        self._grains(stage, seed, float(spec.setting("wind", 1.0)), rows)
        self._tint = tint

    def _grains(self, stage: Stage, seed: int, wind: float, rows: int) -> None:
        rng = stage.random("desert", seed, "grains")
        count = int(620 * max(wind, 0.0))
        self._row = rng.integers(1, rows, count)
        self._start = rng.uniform(0, stage.reference_width + 260, count)
        self._speed = rng.uniform(50, 130, count) * (0.5 + 0.5 * wind)
        self._height = rng.exponential(5.0, count)
        self._long = rng.uniform(10, 34, count)
        self._phase = rng.uniform(0, 2 * np.pi, count)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        outlines = self._ridges.outlines(frame)
        for j in range(len(self._ridges.ridges)):
            self._ridges.paint(buffer, frame, outlines, first=j, last=j + 1)
            self._paint_grains(buffer, frame, outlines, j)

    def _paint_grains(self, buffer: NDArray[np.float32], frame: Frame, outlines: Outlines, j: int) -> None:
        """Streaks of sand along a crest, in gusts."""
        chosen = np.flatnonzero(self._row == j)
        if not len(chosen):
            return
        width, scale = frame.stage.width, 1 / outlines.step[j]
        span = frame.stage.reference_width + 260
        travelled = (self._start[chosen] + self._side * self._speed[chosen] * (0.4 + 0.2 * j) * frame.time) % span - 130
        first, step = reference_columns(frame, self._ridges.ridges[j].depth)
        head = (travelled - first) / step
        tail = head - self._side * self._long[chosen] * scale
        columns = np.arange(width)
        hop = 1 + 0.35 * np.sin(frame.time * 2.1 + self._phase[chosen])
        lift = self._height[chosen] * hop * scale
        gust = 0.5 + 0.5 * np.sin(travelled * 0.013 - frame.time * 0.9 * self._side + 1.7 * j)
        table = np.empty((len(chosen), 10), np.float32)
        table[:, 0], table[:, 2] = tail, head
        table[:, 1] = np.interp(tail, columns, outlines.tops[j]) - 0.8 * lift
        table[:, 3] = np.interp(head, columns, outlines.tops[j]) - lift
        light = 0.013 * gust**2 * np.exp(-self._height[chosen] / 14) * (1 + 6 * frame.flash)
        table[:, 4], table[:, 5] = 0, light
        table[:, 6] = np.maximum((1.3 + 0.16 * self._height[chosen]) * scale, 0.7)
        table[:, 7:] = np.array([1.0, 0.84, 0.68]) * self._tint
        # between gusts they are too faint to be seen
        lines(buffer, table[light > 1e-4])
