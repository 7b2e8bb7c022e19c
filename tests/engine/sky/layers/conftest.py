"""A small stage with a plain evening sky, for looking at one element at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.sky.frame import Stage
from engine.sky.layers.layer import Layer, build_element
from engine.sky.painter import build_stage
from storyboard.model import Canvas, Element, FigureCue, Scene, Sky, View

HORIZON = 0.76


@dataclass
class SmallScene:
    """Elements on their stage; ``light`` paints them over a plain sky, back to front."""

    stage: Stage
    layers: list[Layer]

    def backdrop(self) -> NDArray[np.float32]:
        """A sky that is darker towards the top, with one bright column at two thirds of the width."""
        height, width = self.stage.height, self.stage.width
        level = 0.004 + 0.03 * np.linspace(0, 1, height)[:, None] ** 4
        buffer = np.repeat((level * np.ones((1, width)))[..., None], 3, 2) * np.array([0.4, 0.7, 1.2])
        column = slice(int(width * 0.66), int(width * 0.68))
        buffer[: int(height * HORIZON), column] += np.array([0.5, 0.4, 0.2])
        return np.ascontiguousarray(buffer, dtype=np.float32)

    def light(self, time: float) -> NDArray[np.float32]:
        """Linear light (H, W, 3) at ``time`` seconds."""
        buffer = self.backdrop()
        frame = self.stage.frame(time)
        for layer in sorted(self.layers, key=lambda layer: layer.order):
            layer.paint(buffer, frame)
        return buffer


SceneMaker = Callable[..., SmallScene]


@pytest.fixture
def small_scene() -> SceneMaker:
    """Makes a SmallScene of elements given as dictionaries."""

    def make(
        *elements: dict[str, Any],
        width: int = 640,
        height: int = 360,
        duration_s: float = 6.0,
        seed: int = 5,
        push: float = 0.04,
        kind: str = "horizon",
        figures: tuple[FigureCue, ...] = (),
    ) -> SmallScene:
        specs = tuple(Element(**settings) for settings in elements)
        view = View.model_validate({"kind": kind, "centre": (0.5, HORIZON), "azimuth_deg": 60})
        scene = Scene.model_validate({"view": view, "camera": {"push": push}, "elements": specs, "figures": figures})
        canvas = Canvas(width=width, height=height, fps=24)
        stage = build_stage(scene, canvas, Sky.model_validate({}), duration_s, seed, "en")
        return SmallScene(stage, [build_element(spec, stage) for spec in specs])

    return make
