"""A snowy land at night: soft waves of snow under the stars, blue in their hollows, glittering near the eye."""

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
from engine.sky.layers.land.trees import Treeline
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import ridge_profile, sample_row
from engine.sky.light import f32, splat
from storyboard.model import Element

DEFAULT_BASE = 580.0
SNOW = AerialPerspective(
    air=(0.0230, 0.0320, 0.0560), ground=(0.0080, 0.0125, 0.0270), light=(0.080, 0.098, 0.138), tinted=True,
    haze=0.55, thinning=1.4, lit=(0.60, 1.0), mist=(1.25, 0.95), clearing=1.0, reach=(0.22, 0.22), least=3.0,
    crest=0.05,
)  # fmt: skip


def drift_face(profile: NDArray[np.float32], side: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Light on a bank of snow, (FACE_ROWS, PERIOD, 2): a soft crest, hollows and wind ridges that run along it."""
    rows = np.arange(FACE_ROWS, dtype=np.float32)[:, None] * f32(ROW_STEP)
    columns = np.arange(PERIOD)
    slope = np.gradient(cv2.GaussianBlur(np.tile(profile, 3)[None], (0, 0), 14.0)[0])[PERIOD : 2 * PERIOD]
    broad = face_noise(3.4, rng, aspect=2.0)
    ridges = face_noise(2.7, rng, aspect=6.0)
    place = columns[None] + 18 * broad + side * rows * 0.5
    facing = np.tanh(2.2 * sample_row(np.asarray(-side * slope, np.float32), place)) * np.exp(-rows / 160)
    light = 0.50 + 0.55 * facing + 0.13 * broad * np.minimum(rows / 30, 1) + 0.07 * ridges * np.minimum(rows / 16, 1)
    light += 0.50 * np.exp(-rows / 6.0)
    light *= 0.50 + 0.50 * np.exp(-rows / 130)
    return np.ascontiguousarray(np.stack([np.clip(light, 0.05, 1.4), np.zeros_like(light)], -1), np.float32)


@element("snowfield")
class Snowfield:
    """Land under snow.

    Settings (reference pixels, 720 high):
        base: height of the far edge of the snow (default: the horizon, else 580).
        height: how high its waves are (default 34).
        rows: waves one behind the other, 2..5 (default 4).
        trees: "conifers", "pines", "leaves", "mixed", "garden" or "none", in groups at the far edge (default conifers).
        tree_size: height of a tall tree (default 30).
        glitter: crystals that sparkle near the eye, 0 none .. 2 (default 1).
        light: "left" or "right", where the light comes from (default left).
        colour: [r, g, b], tint of the snow's light (default [1, 1, 1]).
        brightness: light of the whole (default 1).
        seed: another land (default 0).
    """

    order = Order.LAND

    def __init__(self, spec: Element, stage: Stage) -> None:
        seed = int(spec.setting("seed", 0))
        base = float(spec.setting("base", DEFAULT_BASE if stage.horizon is None else stage.horizon))
        height = float(spec.setting("height", 34.0))
        rows = max(2, min(5, int(spec.setting("rows", 4))))
        side = 1.0 if spec.setting("light", "left") == "right" else -1.0
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float) * float(spec.setting("brightness", 1.0))
        spread = max(720.0 - base, 60.0)
        ridges = []
        for j in range(rows):
            near = j / (rows - 1)
            rng = stage.random("snowfield", seed, j)
            tall = height * (0.45 + 0.75 * near)
            waves = ridge_profile(PERIOD, 4.2, rng, 9 - 4 * near)
            profile = (tall * (0.55 + 0.30 * waves + 0.012 * ridge_profile(PERIOD, 3.0, rng, 60))).astype(np.float32)
            foot = base + spread * (0.04 + 0.80 * near**1.4)
            ridges.append(SNOW.ridge(profile, drift_face(profile, side, rng), foot, near, tall, tint))
        self._ridges = Ridges(ridges, ridge_profile(PERIOD, 3.2, stage.random("snowfield", seed, "mist"), 5))
        self._trees = None
        species = str(spec.setting("trees", "conifers"))
        if species != "none":
            self._trees = Treeline(
                ridges[0],
                stage,
                stage.random("snowfield", seed, "trees"),
                species=species,
                size=float(spec.setting("tree_size", 30.0)),
                density=7.0,
                gaps=0.85,
                side=side,
            )
        self._tree_light = (np.array([0.034, 0.042, 0.066]) * tint).astype(np.float32)
        self._tree_shade = (np.array([0.0030, 0.0046, 0.0090]) * tint).astype(np.float32)
        self._crystals(stage, seed, float(spec.setting("glitter", 1.0)))

    def _crystals(self, stage: Stage, seed: int, glitter: float) -> None:
        rng = stage.random("snowfield", seed, "glitter")
        count = int(360 * max(glitter, 0.0))
        self._x = rng.uniform(-40, stage.reference_width + 40, count)
        self._below = 6 + rng.random(count) ** 1.5 * 150
        self._rate, self._phase = rng.uniform(0.25, 0.8, count), rng.random(count)
        self._bright = rng.gamma(1.3, 0.6, count)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        outlines = self._ridges.outlines(frame)
        self._ridges.paint(buffer, frame, outlines, last=1)
        if self._trees is not None:
            self._trees.paint(buffer, frame, outlines.tops[0], self._tree_shade, self._tree_light)
        self._ridges.paint(buffer, frame, outlines, first=1)
        self._paint_crystals(buffer, frame, outlines)

    def _paint_crystals(self, buffer: NDArray[np.float32], frame: Frame, outlines: Outlines) -> None:
        """Crystals of the nearest bank that flash one after the other as the eye moves."""
        last = len(self._ridges.ridges) - 1
        first, step = reference_columns(frame, self._ridges.ridges[last].depth)
        px = (self._x - first) / step
        top = np.interp(px, np.arange(frame.stage.width), outlines.tops[last])
        turn = (frame.time * self._rate + self._phase) % 1.0
        light = np.exp(-(((turn - 0.5) / 0.10) ** 2)) * self._bright * (0.10 + frame.flash)
        shown = np.flatnonzero(light > 0.004)
        flux = light[shown, None] * np.array([0.9, 1.0, 1.25]) * (7.0 * frame.unit**2)
        splat(
            buffer,
            px[shown].astype(f32),
            (top + self._below / step)[shown].astype(f32),
            flux.astype(f32),
            np.full(len(shown), max(0.75 * frame.unit, 0.6), f32),
        )
