"""The size of a model's picture and its place in the canvas.

The declared rule: a model's picture is scaled until it covers the canvas and cropped around its middle, so that
1280x704 becomes 1280x720 by losing fourteen columns on either side. What a model is shown goes the same way back: the
canvas's picture stands in the middle of the model's, and the rim that is cropped later mirrors its edges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.models.card import ModelCard
from storyboard.model import Canvas

MOST_CROPPED = 0.06
"""Share of a native size's picture that may be lost before a size of the canvas's own shape is taken."""


@dataclass(frozen=True)
class FrameSize:
    """A model's size for a canvas."""

    canvas_width: int
    canvas_height: int
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Pixels of the canvas for one of the model."""
        return max(self.canvas_width / self.width, self.canvas_height / self.height)

    def to_canvas(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """A model's picture (height, width, 3) as the canvas shows it."""
        wide = max(self.canvas_width, round(self.width * self.scale))
        high = max(self.canvas_height, round(self.height * self.scale))
        left, top = (wide - self.canvas_width) // 2, (high - self.canvas_height) // 2
        return _resized(picture, wide, high)[top : top + self.canvas_height, left : left + self.canvas_width]

    def to_model(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """A picture (H, W, 3) or mask (H, W) of the canvas as the model is shown it; the same bits where both are
        equally large."""
        wide = min(self.width, round(self.canvas_width / self.scale))
        high = min(self.height, round(self.canvas_height / self.scale))
        left, top = (self.width - wide) // 2, (self.height - high) // 2
        inner = _resized(picture, wide, high)
        right, bottom = self.width - wide - left, self.height - high - top
        if not (left or top or right or bottom):
            return inner
        return np.asarray(cv2.copyMakeBorder(inner, top, bottom, left, right, cv2.BORDER_REFLECT_101), np.uint8)


def frame_size(card: ModelCard, canvas: Canvas, most_pixels: int | None = None) -> FrameSize:
    """The size that a model makes pictures of a canvas in.

    The canvas's own where the model can make it and was made for as many pixels; else the native size that is nearest
    in pixels and loses little to the crop; else the canvas's shape in as many pixels as the model was made for.
    """
    native = card.sizes or ((card.width, card.height),)
    most = min(most_pixels or math.inf, max(width * height for width, height in native))
    step, own = card.size_step, (canvas.width, canvas.height)
    if not (own[0] % step or own[1] % step) and own[0] * own[1] <= most:
        return FrameSize(*own, *own)
    fitting = [size for size in native if size[0] * size[1] <= most and _cropped(size, own) <= MOST_CROPPED]
    if fitting:
        pixels = own[0] * own[1]
        return FrameSize(*own, *min(fitting, key=lambda size: abs(math.log(size[0] * size[1] / pixels))))
    shrink = min(1.0, math.sqrt(most / (own[0] * own[1])))
    sides = [[max(step, int(side * shrink / step + up) * step) for up in (0, 1)] for side in own]
    sizes = [(width, height) for width in sides[0] for height in sides[1] if width * height <= most]
    sizes = sizes or [(sides[0][0], sides[1][0])]
    return FrameSize(*own, *min(sizes, key=lambda size: (round(_cropped(size, own), 2), -size[0] * size[1])))


def _cropped(size: tuple[int, int], canvas: tuple[int, int]) -> float:
    """Share of a picture of a size that a canvas does not show."""
    ratio = size[0] * canvas[1] / (size[1] * canvas[0])
    return 1 - min(ratio, 1 / ratio)


def _resized(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    if picture.shape[:2] == (height, width):
        return picture
    smaller = picture.shape[1] > width
    kind = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (width, height), interpolation=kind), np.uint8)
