"""Hills: rounded hills in mist, one row behind the other as in a Chinese landscape scroll, trees on the nearest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.land.aerial import AerialPerspective
from engine.sky.layers.land.ridges import PERIOD, Ridges, lit_face
from engine.sky.layers.land.trees import Treeline
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import ridge_profile, sample_row
from storyboard.model import Element

HILLS = AerialPerspective(
    air=(0.0105, 0.0156, 0.0300), ground=(0.0011, 0.0020, 0.0046), light=(0.0078, 0.0110, 0.0205), tinted=False,
    haze=0.60, thinning=1.2, lit=(1.0, 0.25), mist=(2.5, 0.4), clearing=0.8, reach=(0.40, 0.28), least=9.0, crest=0.03,
)  # fmt: skip


def domes(spacing: float, steep: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """A profile (PERIOD,) of round hills of unlike size and lean, heights about 0.1..1.

    spacing: reference pixels from hill to hill; steep: 0 gentle waves .. 1 the steep rocks of a karst land.
    """
    x = np.arange(PERIOD, dtype=float)
    line = np.zeros(PERIOD)
    for place in np.cumsum(np.clip(rng.gamma(2.2, 1 / 2.2, int(PERIOD / spacing)), 0.25, 2.8) * spacing) % PERIOD:
        tall = 0.25 + 0.75 * rng.random() ** 1.4
        away = (x - place + PERIOD / 2) % PERIOD - PERIOD / 2
        reach = np.where(away < 0, rng.uniform(0.7, 1.3), rng.uniform(0.7, 1.3)) * spacing * (0.40 + 0.55 * tall)
        at = np.flatnonzero(np.abs(away) < reach)
        t = np.abs(away[at]) / reach[at]
        gentle = (1 - t * t) ** 2
        rock = (1 - t**2.2) ** 1.1
        # a soft maximum lets neighbouring hills flow into each other
        line[at] = (line[at] ** 6 + (tall * ((1 - steep) * gentle + steep * rock)) ** 6) ** (1 / 6)
    sway = ridge_profile(PERIOD, 3.4, rng, 11)
    line = sample_row(line.astype(np.float32), x + 13 * sway)
    fine = ridge_profile(PERIOD, 2.7, rng, 45)
    return np.maximum(line * 0.86 + 0.05 + 0.010 * fine * (0.4 + line), 0.03).astype(np.float32)


@element("hills")
class Hills:
    """Rows of round hills with mist between them and trees on the nearest row.

    Settings (reference pixels, 720 high):
        base: height of the foot of the farthest row (default: the horizon, else 600).
        height: height of the highest hill (default: 80 plus a sixth of ``spread``).
        rows: number of rows, 2..5 (default 4).
        spread: how far below ``base`` the nearest row stands (default: to 14 above the lower edge).
        steep: 0 gentle .. 1 steep rocks of a karst land in the far rows (default 0.45).
        trees: "conifers", "pines", "leaves", "mixed", "garden" or "none" (default mixed).
        tree_size: height of a tall tree on the nearest row (default 30).
        gap: [x, width], a place where all rows are low (default none).
        light: "left" or "right", where the light on the slopes comes from (default right).
        colour: [r, g, b], tint of mist and air (default [1, 1, 1]).
        brightness: light of the whole (default 1).
        seed: another seed, other hills (default 0).
    """

    order = Order.LAND - 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        seed = int(spec.setting("seed", 0))
        base = float(spec.setting("base", stage.horizon if stage.horizon is not None else 600.0))
        spread = float(spec.setting("spread", max(706.0 - base, 40.0)))
        height = float(spec.setting("height", 80.0 + spread / 6))
        rows = max(2, min(5, int(spec.setting("rows", 4))))
        steep = float(spec.setting("steep", 0.45))
        side = -1.0 if spec.setting("light", "right") == "left" else 1.0
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float) * float(spec.setting("brightness", 1.0))
        shape = _gap(spec, stage)
        spacing = np.array([1.5, 1.15, 2.1, 1.5, 2.6]) * max(height, 60.0)
        ridges = []
        for j in range(rows):
            near = j / (rows - 1)
            rng = stage.random("hills", seed, j)
            tall = height * (1.0, 0.86, 0.92, 0.7, 0.62)[j] * (1 - 0.25 * near)
            profile = (domes(float(spacing[j]), steep * (1 - 0.8 * near), rng) * tall * shape).astype(np.float32)
            face = lit_face(profile, rng, roughness=0.62, light_side=side)
            ridges.append(HILLS.ridge(profile, face, base + spread * near**1.1, near, tall, tint))
        self._ridges = Ridges(ridges, ridge_profile(PERIOD, 3.2, stage.random("hills", seed, "mist"), 5))
        self._lines = self._treelines(spec, stage, seed, side, tint)

    def _treelines(
        self, spec: Element, stage: Stage, seed: int, side: float, tint: NDArray[np.float64]
    ) -> list[tuple[int, Treeline, NDArray[np.float32]]]:
        """Trees on the nearest row, and smaller ones on the row behind it."""
        species = str(spec.setting("trees", "mixed"))
        if species == "none":
            return []
        size = float(spec.setting("tree_size", 30.0))
        last = len(self._ridges.ridges) - 1
        lines = []
        for j, share, density, gaps in ((last - 1, 0.36, 9.0, 0.75), (last, 1.0, 8.0, 0.5)):
            ridge = self._ridges.ridges[j]
            trees = Treeline(
                ridge,
                stage,
                stage.random("hills", seed, j, "trees"),
                species=species,
                size=size * share,
                density=density,
                gaps=gaps,
                side=side,
            )
            near = j / last
            light = np.array([0.020, 0.027, 0.050]) * tint * (1 - 0.35 * near)
            lines.append((j, trees, light.astype(np.float32)))
        return lines

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        if not self._lines:
            self._ridges.paint(buffer, frame)
            return
        # the row behind wears its trees before the nearest row hides their feet
        lines = self._ridges.outlines(frame)
        last = len(lines.tops) - 1
        self._ridges.paint(buffer, frame, lines, last=last)
        for j, trees, light in self._lines:
            if j == last:
                self._ridges.paint(buffer, frame, lines, first=last)
            trees.paint(buffer, frame, lines.tops[j], self._ridges.ridges[j].shade, light)


def _gap(spec: Element, stage: Stage) -> NDArray[np.float64]:
    """Factor of height along the period."""
    gap = spec.setting("gap", None)
    if gap is None:
        return np.ones(PERIOD)
    x = np.arange(PERIOD, dtype=float)
    x = np.where(x > (PERIOD + stage.reference_width) / 2, x - PERIOD, x)
    t = np.clip((np.abs(x - float(gap[0])) / max(float(gap[1]), 1.0) - 0.35) / 0.75, 0, 1)
    return 0.3 + 0.7 * t * t * (3 - 2 * t)
