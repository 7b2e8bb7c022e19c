"""A forest: rows of trees that rise out of the mist one before the other, the nearest at both sides of the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.land.aerial import AerialPerspective
from engine.sky.layers.land.ridges import FLASH_LIGHT, PERIOD, Outlines, Ridges, lit_face
from engine.sky.layers.land.trees import Treeline, species_of
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import ridge_profile
from engine.sky.light import smoothstep
from storyboard.model import Element

WOOD = AerialPerspective(
    air=(0.0098, 0.0150, 0.0300), ground=(0.0009, 0.0016, 0.0036), light=(0.0060, 0.0088, 0.0170), tinted=False,
    haze=0.70, thinning=1.1, lit=(0.5, 0.15), mist=(1.25, 0.16), clearing=0.6, reach=(0.4, 0.3), least=6.0, crest=0.02,
    parallax=0.9,
)  # fmt: skip
MIST = 0.8
"""Share of the farthest trees that the mist about their feet hides."""
RIM_LIGHT = np.array([0.016, 0.023, 0.044])
"""What the sky adds at the edges of the trees, linear."""


@dataclass(frozen=True)
class Row:
    """Trees of one distance.

    near: 0 (far) .. 1; size, density: in those of the storyboard; closed: what is taken off the storyboard's gaps;
    sides: whether they stand at the sides of the picture alone.
    """

    near: float
    size: float
    density: float
    closed: float
    sides: bool = False


ROWS = (
    Row(0.0, 0.46, 5.0, 0.95), Row(0.20, 0.68, 3.6, 0.80), Row(0.48, 1.0, 2.4, 0.55), Row(0.78, 1.35, 1.5, 0.40),
    Row(1.0, 2.5, 0.8, 0.35, sides=True),
)  # fmt: skip


@element("forest")
class Forest:
    """Rows of trees on low ground along the lower part of the picture, with mist between them.

    Settings (reference pixels, 720 high):
        base: height of the ground under the farthest trees (default: 14 below the horizon, else 640).
        height: how much the ground rolls (default 20).
        trees: "conifers", "pines", "leaves", "mixed" or "garden" (default conifers).
        size: height of a tall tree of the third row (default 74).
        density: trees per 100 reference pixels where they stand (default 8).
        gaps: 0 trees everywhere .. 1 only in groves (default 0.35).
        clearing: [x, width], a place without trees (default none).
        frame: whether near trees stand at both sides (default true).
        light: "left" or "right" (default left).
        colour: [r, g, b] tint of the air and of the light on the edges (default [1, 1, 1]).
        seed: another seed, another forest (default 0).
    """

    order = Order.LAND + 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        seed = int(spec.setting("seed", 0))
        base = float(spec.setting("base", 640.0 if stage.horizon is None else min(stage.horizon + 14, 700.0)))
        self._rows = [row for row in ROWS if not row.sides or spec.setting("frame", True)]
        self._side = 1.0 if spec.setting("light", "left") == "right" else -1.0
        self._tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float)
        self._size = float(spec.setting("size", 74.0))
        self._air = np.array(WOOD.air) * self._tint * 1.15
        height = float(spec.setting("height", 20.0))
        ridges = []
        for j, row in enumerate(self._rows):
            rng = stage.random("forest", seed, j)
            tall = height * (0.8 + 0.5 * row.near)
            profile = np.maximum(tall * (0.5 + 0.3 * ridge_profile(PERIOD, 3.6, rng, 5)), 1).astype(np.float32)
            face = lit_face(profile, rng, roughness=0.4, light_side=self._side)
            foot = base + max(726.0 - base, 24.0) * row.near**1.15
            ridges.append(WOOD.ridge(profile, face, foot, row.near, tall, self._tint))
        self._ridges = Ridges(ridges, ridge_profile(PERIOD, 3.2, stage.random("forest", seed, "mist"), 5))
        self._trees = [self._row_of_trees(spec, stage, seed, j) for j in range(len(self._rows))]

    def _row_of_trees(self, spec: Element, stage: Stage, seed: int, j: int) -> Treeline:
        row = self._rows[j]
        return Treeline(
            self._ridges.ridges[j],
            stage,
            stage.random("forest", seed, j, "trees"),
            species=species_of(spec, "conifers"),
            size=self._size * row.size,
            density=float(spec.setting("density", 8.0)) * row.density,
            gaps=float(spec.setting("gaps", 0.35)) - row.closed,
            side=self._side,
            room=_room(spec.setting("clearing", None), stage, row),
        )

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        lines = self._ridges.outlines(frame)
        for j, (row, trees) in enumerate(zip(self._rows, self._trees, strict=True)):
            self._ridges.paint(buffer, frame, lines, first=j, last=j + 1)
            light = (RIM_LIGHT * self._tint * (0.75 - 0.45 * row.near)).astype(np.float32)
            trees.paint(buffer, frame, lines.tops[j], self._shades(frame, lines, j), light)

    def _shades(self, frame: Frame, lines: Outlines, j: int) -> NDArray[np.float32]:
        """Colour of a row's trees in every row of the picture (H, 3): the mist stands about their feet."""
        above = lines.foot[j] - np.arange(frame.stage.height, dtype=np.float32) - np.float32(0.5)
        tall = self._size * self._rows[j].size / lines.step[j]
        mist = MIST * (1 - self._rows[j].near) ** 0.6 * (1 - smoothstep(0.1, 0.85, above / np.float32(tall)))
        shade, air = self._ridges.ridges[j].shade, self._air + FLASH_LIGHT * 0.35 * frame.flash
        return (shade + (air - shade) * mist[:, None]).astype(np.float32)


def _room(clearing: object, stage: Stage, row: Row) -> NDArray[np.float64] | None:
    """Height that the trees of a row may have along the period, 0..1; None where nothing limits it."""
    x = np.arange(PERIOD, dtype=float)
    x = np.where(x > (PERIOD + stage.reference_width) / 2, x - PERIOD, x)
    room = np.ones(PERIOD)
    if row.sides:
        middle = stage.reference_width / 2
        room *= smoothstep(0.52, 1.0, np.abs(x - middle) / middle)
    if isinstance(clearing, (list, tuple)):
        room *= smoothstep(0.5, 0.9, np.abs(x - float(clearing[0])) / max(float(clearing[1]), 1.0))
    return None if room.min() == 1 else room
