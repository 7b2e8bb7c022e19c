"""Lines, names and figures alone, with transparency: to be laid over a film of the real sky.

What is painted is light on black; a figure's body also takes light of the sky behind it away. The opacity of a pixel is
the larger of its brightest channel and of what is taken away; laid over black the picture is the one of a film.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.layers.beings.figures import SetFigure
from engine.sky.painter import build_layers, build_stage
from engine.sky.scenery import SKY_LAYERS
from engine.sky.tone import Grade
from storyboard.model import Canvas, Look, Scene, Sky


class OverlayPainter:
    """Paints the drawn part of one shot's frames. Painting is reentrant."""

    def __init__(
        self, scene: Scene, *, canvas: Canvas, look: Look, sky: Sky, duration_s: float, seed: int, language: str
    ) -> None:
        drawn = scene.model_copy(update={"elements": (), "bodies": False, "milky_way": 0.0})
        self.stage = build_stage(drawn, canvas, sky, duration_s, seed, language)
        whole = build_layers(self.stage, sky)
        self._layers = [layer for layer in whole if not isinstance(layer, (*SKY_LAYERS, SetFigure))]
        clean = look.model_copy(update={"vignette": 0.0, "grain": 0.0})
        self._grade = Grade(clean, canvas.width, canvas.height, seed, scene.exposure)

    def paint(self, index: int) -> NDArray[np.uint8]:
        """Frame ``index``: (H, W, 4) uint8 RGBA, colours premultiplied by the opacity."""
        frame = self.stage.frame(index / self.stage.fps)
        dark = np.zeros((self.stage.height, self.stage.width, 3), np.float32)
        light = np.ones_like(dark)
        for layer in self._layers:
            layer.paint(dark, frame)
            layer.paint(light, frame)
        taken = np.clip(1 - (light - dark).min(-1), 0, 1)
        colour = self._grade.develop(dark, index)
        opacity = np.maximum(colour.max(-1), np.rint(taken * 255)).astype(np.uint8)
        return np.dstack([colour, opacity])


def straight(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Premultiplied RGBA (H, W, 4) as straight RGBA: colours at the edges as bright as in the middle."""
    opacity = picture[..., 3:].astype(np.float32)
    colour = np.minimum(picture[..., :3] * np.float32(255) / np.maximum(opacity, 1), 255)
    return np.concatenate([np.rint(colour).astype(np.uint8), picture[..., 3:]], -1)
