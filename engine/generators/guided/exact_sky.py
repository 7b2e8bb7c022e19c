"""The true stars, lines and names of a shot, to be laid over pictures that something else has made of it; and where in
its pictures the sky is not open."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.directing.scene import scene_of
from engine.sky.layers.layer import Layer
from engine.sky.layers.night.atmosphere import Atmosphere
from engine.sky.layers.night.bodies import Bodies
from engine.sky.layers.night.constellation_lines import ConstellationLines
from engine.sky.layers.night.culture_art import CultureArt
from engine.sky.layers.night.deep_sky import DeepSky
from engine.sky.layers.night.grids import Grid
from engine.sky.layers.night.milky_way import MilkyWay
from engine.sky.layers.night.names import ConstellationNames, StarNames
from engine.sky.layers.night.stars import Stars
from engine.sky.painter import build_layers, build_stage
from engine.sky.tone import Grade
from storyboard.looks import completed
from storyboard.model import Shot, Storyboard
from storyboard.seeds import seed_for

POINTS = (Stars, ConstellationLines, ConstellationNames, StarNames, Grid)
"""What is laid over: the stars and what is written and drawn between them."""
OPEN = (*POINTS, MilkyWay, Atmosphere, DeepSky, Bodies, CultureArt)
"""Layers of the open sky; all others stand before it."""
SEEN = 0.02
"""Linear light from which on something counts as drawn."""


class _Layers:
    """The layers of a shot: those that are laid over, and those that stand before the sky."""

    def __init__(self, storyboard: Storyboard, shot: Shot, duration_s: float) -> None:
        canvas, sky = storyboard.canvas, storyboard.sky_of(shot)
        seed = shot.seed if shot.seed is not None else seed_for(storyboard.seed, shot.id, "picture")
        self.stage = build_stage(scene_of(shot, storyboard), canvas, sky, duration_s, seed, storyboard.language)
        layers = build_layers(self.stage, sky)
        self.points = [layer for layer in layers if isinstance(layer, POINTS)]
        self._before = [layer for layer in layers if not isinstance(layer, OPEN)]
        self.seed = seed

    def light(self, layers: Sequence[Layer], index: int, background: float = 0.0) -> NDArray[np.float32]:
        """Linear light (H, W, 3) of some layers over an even background."""
        buffer = np.full((self.stage.height, self.stage.width, 3), background, np.float32)
        frame = self.stage.frame(index / self.stage.fps)
        for layer in layers:
            layer.paint(buffer, frame)
        return buffer

    def before(self, index: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """What stands before the sky: the share of the sky's light that it lets through and its own light, (H, W)."""
        dark = self.light(self._before, index)
        light = self.light(self._before, index, 1.0)
        return np.clip((light - dark).min(-1), 0, 1), dark.max(-1)


class ExactSky:
    """Paints the stars, lines and names of one shot where nothing stands before them."""

    def __init__(self, storyboard: Storyboard, shot: Shot, duration_s: float) -> None:
        self._layers = _Layers(storyboard, shot, duration_s)
        stage, look = self._layers.stage, completed(storyboard.look)
        clean = look.model_copy(update={"vignette": 0.0, "grain": 0.0})
        self._grade = Grade(clean, stage.width, stage.height, self._layers.seed, stage.scene.exposure)

    def paint(self, index: int) -> NDArray[np.uint8]:
        """Frame ``index``: (H, W, 4) uint8 RGBA, colours premultiplied by the opacity."""
        through, _ = self._layers.before(index)
        light = self._layers.light(self._layers.points, index) * through[..., None]
        colour = self._grade.develop(light, index)
        return np.dstack([colour, colour.max(-1)])

    def over(self, picture: NDArray[np.uint8], index: int) -> NDArray[np.uint8]:
        """A picture (H, W, 3) uint8 with the true sky of frame ``index`` over it."""
        drawn = self.paint(index).astype(np.uint16)
        kept = picture.astype(np.uint16) * (255 - drawn[..., 3:])
        return np.minimum(drawn[..., :3] + (kept + 127) // 255, 255).astype(np.uint8)


class SkyOccupied:
    """Where figures, land, water and clouds of one shot are."""

    def __init__(self, storyboard: Storyboard, shot: Shot, duration_s: float) -> None:
        self._layers = _Layers(storyboard, shot, duration_s)

    def mask(self, index: int, spread: int) -> NDArray[np.uint8]:
        """Frame ``index``: (H, W) uint8, 255 where something is, and ``spread`` pixels around it."""
        through, light = self._layers.before(index)
        there = ((through < 1 - SEEN) | (light > SEEN)).astype(np.uint8) * 255
        round_brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * spread + 1, 2 * spread + 1))
        return np.asarray(cv2.dilate(there, round_brush), np.uint8)
