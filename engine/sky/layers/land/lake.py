"""A lake: still water that mirrors the sky, a dark wooded shore on its far side, mist over the water."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.land.hills import domes
from engine.sky.layers.land.ridges import PERIOD, Ridge, Ridges, lit_face
from engine.sky.layers.land.trees import Treeline
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import ridge_profile
from engine.sky.layers.water.sea import DEFAULT_HORIZON, Sea
from storyboard.model import Element

STILL = {"calm": 0.95, "wind": 2.4, "haze": 0.25, "height_m": 5.0, "drift": 0.0, "foam": 0.0}


@element("lake")
class Lake:
    """A calm lake before wooded hills.

    Settings (reference pixels, 720 high):
        horizon: height of its far shore (default: the horizon, else 566).
        hills: height of the hills behind it, 0 none (default 70).
        trees: "conifers", "pines", "leaves", "mixed", "garden" or "none" on the far shore (default mixed).
        tree_size: height of a tall tree there (default 17).
        calm, tint, glow, glow_x, glow_strength, glow_start_s: as of the sea (calm 0.95).
        colour: [r, g, b], tint of the far shore (default [1, 1, 1]).
        seed: another shore (default 0).
    """

    order = Order.WATER

    def __init__(self, spec: Element, stage: Stage) -> None:
        self._water = Sea(Element.model_validate({**STILL, **spec.model_dump()}), stage)
        seed = int(spec.setting("seed", 0))
        base = float(spec.setting("horizon", DEFAULT_HORIZON if stage.horizon is None else stage.horizon))
        height = float(spec.setting("hills", 70.0))
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float)
        self._ridges = None
        self._trees: Treeline | None = None
        if height <= 0:
            return
        ridges = []
        for j, (tall, spacing, steep) in enumerate(((1.0, 3.4, 0.25), (0.62, 4.6, 0.1), (0.16, 5.0, 0.0))):
            rng = stage.random("lake", seed, j)
            profile = (domes(height * spacing, steep, rng) * height * tall + (2.5 if j == 2 else 0)).astype(np.float32)
            ridges.append(_far_shore(profile, rng, base + 0.8 * j, j / 2, height * tall, tint))
        drift = ridge_profile(PERIOD, 3.2, stage.random("lake", seed, "mist"), 5)
        self._ridges = Ridges(ridges, drift, ground=False)
        species = str(spec.setting("trees", "mixed"))
        if species != "none":
            self._trees = Treeline(
                ridges[2],
                stage,
                stage.random("lake", seed, "trees"),
                species=species,
                size=float(spec.setting("tree_size", 17.0)),
                density=11.0,
                gaps=0.30,
                side=1.0,
            )
        self._tree_light = (np.array([0.010, 0.014, 0.026]) * tint).astype(np.float32)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """The far shore first: the water mirrors what stands above it."""
        if self._ridges is not None:
            outlines = self._ridges.paint(buffer, frame)
            if self._trees is not None:
                self._trees.paint(buffer, frame, outlines.tops[2], self._ridges.ridges[2].shade, self._tree_light)
        self._water.paint(buffer, frame)


def _far_shore(
    profile: NDArray[np.float32],
    rng: np.random.Generator,
    base: float,
    near: float,
    tall: float,
    tint: NDArray[np.float64],
) -> Ridge:
    """A row of wooded hills behind the water, ``near`` 0 (far) .. 1."""
    air = np.array([0.0125, 0.0195, 0.0400]) * tint
    dark = np.array([0.0010, 0.0018, 0.0040])
    haze = 0.55 * (1 - near)
    return Ridge(
        profile,
        lit_face(profile, rng, roughness=0.5, light_side=1.0),
        base,
        1.0,
        (air * haze + dark * (1 - haze)).astype(np.float32),
        (np.array([0.0060, 0.0090, 0.0170]) * tint * (0.3 + 0.7 * (1 - near))).astype(np.float32),
        np.zeros(3, np.float32),
        (air * (1.5 - 0.9 * near)).astype(np.float32),
        tall * 0.35 + 5,
        0.05 * (1 - near),
    )
