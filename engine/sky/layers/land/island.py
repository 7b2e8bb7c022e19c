"""An island in the sea: steep rocks with old pines and mist at their feet, one large and some small beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.land.ridges import PERIOD, Ridge, Ridges, lit_face
from engine.sky.layers.land.sprite import Colour, Drawing, Sprite
from engine.sky.layers.land.trees import SPECIES
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import ridge_profile, sample_row
from engine.sky.light import smoothstep
from storyboard.model import Element

DEFAULT_BASE = 566.0
UNDER = -30.0


def island_profile(
    places: list[tuple[float, float, float]], steep: float, rng: np.random.Generator
) -> NDArray[np.float32]:
    """A profile (PERIOD,) of rocks, reference pixels above the water; deep below it where there is no land.

    places: x, half width and height of every rock; steep: 0 rounded .. 1 towers.
    """
    x = np.arange(PERIOD, dtype=float)
    bent = x + 3.0 * ridge_profile(PERIOD, 3.0, rng, 40) + 1.2 * ridge_profile(PERIOD, 2.4, rng, 160)
    line = np.full(PERIOD, UNDER)
    for place, wide, tall in places:
        away = (bent - place + PERIOD / 2) % PERIOD - PERIOD / 2
        t = np.clip(np.abs(away) / wide, 0, 1)
        rock = steep * (1 - t ** rng.uniform(2.6, 4.2)) ** 1.2 + (1 - steep) * (1 - t * t) ** 2
        line = np.maximum(line, UNDER * smoothstep(0.90, 1.0, t) + tall * rock)
    crags = 0.55 * ridge_profile(PERIOD, 2.6, rng, 55) + 0.25 * ridge_profile(PERIOD, 2.2, rng, 170)
    return np.asarray(line + crags * 0.055 * np.clip(line, 0, None), np.float32)


@element("island")
class Island:
    """An island on the horizon, mirrored by the water before it.

    Settings (reference pixels, 720 high):
        x: place of its highest rock (default 64 hundredths of the width).
        base: height of the waterline (default: the horizon, else 566).
        width, height: size of the main rock group (default 330, 120).
        steep: 0 a rounded island .. 1 towers of rock (default 0.75).
        islets: number of small rocks beside it, 0..6 (default 4).
        trees: "pines", "conifers", "leaves", "mixed", "garden" or "none" (default pines).
        mist: mist at its foot, 0..1 (default 0.7).
        light: "left" or "right", where the light comes from (default left).
        colour: [r, g, b], tint (default [1, 1, 1]).
        brightness: light of the whole (default 1).
        seed: another island (default 0).
    """

    order = Order.WATER - 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        seed = int(spec.setting("seed", 0))
        base = float(spec.setting("base", DEFAULT_BASE if stage.horizon is None else stage.horizon)) + 1.0
        middle = float(spec.setting("x", stage.reference_width * 0.64))
        width = min(float(spec.setting("width", 330.0)), 0.8 * stage.reference_width)
        height, steep = float(spec.setting("height", 120.0)), float(spec.setting("steep", 0.75))
        mist = min(max(float(spec.setting("mist", 0.7)), 0.0), 1.0)
        side = 1.0 if spec.setting("light", "left") == "right" else -1.0
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float) * float(spec.setting("brightness", 1.0))
        islets = max(0, min(6, int(spec.setting("islets", 4))))
        ridges = []
        for j in range(2):
            rng = stage.random("island", seed, j)
            places = _rocks(middle, width * (1.0, 0.86)[j], height * (1.0, 0.60)[j], islets if j else 1, rng)
            profile = island_profile(places, steep, rng)
            ridges.append(_rock(profile, rng, base, j, height, side, mist, tint))
        drift = ridge_profile(PERIOD, 3.2, stage.random("island", seed, "mist"), 5)
        self._ridges = Ridges(ridges, drift, ground=False)
        species = str(spec.setting("trees", "pines"))
        self._trees: list[Sprite] = []
        if species != "none":
            reach = 0.75 * width + 30
            for j, ridge in enumerate(ridges):
                drawing = Drawing(reach, height * 1.3 + 24, 2.0, stage.unit)
                light = ridge.light * np.float32(1.5)
                grove = Grove(species, height * (0.11, 0.16)[j] + 4, side, _colour(ridge.shade), _colour(light))
                _plant(drawing, ridge.profile, middle, grove, stage.random("island", seed, j, "trees"))
                self._trees.append(Sprite(drawing, middle, base))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        outlines = self._ridges.outlines(frame)
        for j in range(len(self._ridges.ridges)):
            self._ridges.paint(buffer, frame, outlines, first=j, last=j + 1)
            if self._trees:
                self._trees[j].paint(buffer, frame, np.zeros(3))


def _colour(values: NDArray[np.floating]) -> Colour:
    r, g, b = (float(value) for value in values)
    return r, g, b


@dataclass(frozen=True)
class Grove:
    """Trees of an island: their kind, the height of a tall one, the side the light comes from (-1 left), their dark
    and their lit colour."""

    species: str
    size: float
    side: float
    shade: Colour
    light: Colour


def _plant(
    drawing: Drawing, profile: NDArray[np.float32], middle: float, grove: Grove, rng: np.random.Generator
) -> None:
    """Draw trees on the rocks that are high and broad enough to bear them, thick in groves, none on the bare crags."""
    thick = ridge_profile(PERIOD, 2.6, rng, 60)
    kinds = SPECIES[grove.species]
    for x in np.sort(rng.uniform(-drawing.half_width, drawing.half_width, int(drawing.half_width * 0.55))):
        place = float((middle + x) % PERIOD)
        foot, beside = (float(sample_row(profile, np.array([place + shift]))[0]) for shift in (0.0, 5.0))
        tall = grove.size * float(np.clip(0.62 + 0.2 * rng.normal(), 0.3, 1.1)) * min(1.0, max(foot, 0.0) / 45)
        if foot < 9 or abs(beside - foot) > 9 or float(thick[int(place)]) < 0.1 + 0.4 * rng.normal():
            continue
        for shape in kinds[int(rng.integers(len(kinds)))](rng):
            points = [(x + float(a) * tall, foot - 0.6 + float(b) * tall) for a, b in shape]
            drawing.fill(points, grove.light, grove.light, flash=1.2)
            away = [(a - 0.9 * grove.side, b - 0.9) for a, b in points]
            drawing.fill(away, grove.shade, grove.shade, flash=0.1)


def _rocks(
    middle: float, width: float, height: float, islets: int, rng: np.random.Generator
) -> list[tuple[float, float, float]]:
    """The rocks of one group: a tall one, lower ones against it, islets apart."""
    rocks = [(middle, width * 0.17, height)]
    for _ in range(5):
        aside = float(rng.normal(0, 0.24)) * width
        tall = height * float(rng.uniform(0.35, 0.80)) * np.exp(-((aside / (0.45 * width)) ** 2))
        rocks.append((middle + aside, width * float(rng.uniform(0.10, 0.22)), float(tall)))
    rocks.append((middle + 0.05 * width, width * 0.50, height * 0.20))
    for _ in range(islets):
        aside = float(rng.choice([-1, 1])) * width * float(rng.uniform(0.62, 1.15))
        rocks.append((middle + aside, width * float(rng.uniform(0.03, 0.08)), height * float(rng.uniform(0.10, 0.34))))
    return rocks


def _rock(
    profile: NDArray[np.float32],
    rng: np.random.Generator,
    base: float,
    near: int,
    height: float,
    side: float,
    mist: float,
    tint: NDArray[np.float64],
) -> Ridge:
    """The rocks behind (0) and in front (1)."""
    air = np.array([0.0150, 0.0225, 0.0430]) * tint
    dark = np.array([0.0014, 0.0022, 0.0048])
    haze = 0.42 * (1 - near)
    return Ridge(
        profile,
        lit_face(profile, rng, roughness=0.8, light_side=side),
        base,
        1.0,
        (air * haze + dark * (1 - haze)).astype(np.float32),
        (np.array([0.0150, 0.0195, 0.0320]) * tint).astype(np.float32),
        np.zeros(3, np.float32),
        (air * (1.7 - 0.5 * near) * mist).astype(np.float32),
        height * (0.30 - 0.12 * near) * max(mist, 0.05) + 2,
        0.0,
    )
