"""Captions of domes and 360-degree pictures: drawn on a flat window that hangs in front of the viewer."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from engine.assembly.caption_art import CaptionTrack, caption_bitmap
from engine.assembly.captions import Caption
from engine.assembly.planes import Bitmap
from engine.sky.plates import Plate
from engine.sky.projection import Fulldome, surrounding
from storyboard.model import Canvas, Captions

WIDTH_DEG = 74.0
DOME_ALTITUDE_DEG = {"bottom": 9.0, "top": 54.0}
"""Where a dome's captions stand above its rim in front: over the heads of the rows before, or over what is seen."""
ROUND_ALTITUDE_DEG = {"bottom": -20.0, "top": 30.0}
"""Where they stand in a 360-degree picture: below or above what is seen, without bending the neck."""
LOW = 0.88
"""Height in the window, from its top, of what is drawn into the middle of where it hangs."""


def front_captions(captions: Sequence[Caption], canvas: Canvas, style: Captions = Captions()) -> CaptionTrack:
    """A film's captions, drawn on the window."""
    window = _Window(canvas, style)
    return CaptionTrack(captions, canvas.width, canvas.height, window.drawn)


class _Window:
    """The window as it lies in the frames of a canvas."""

    def __init__(self, canvas: Canvas, style: Captions) -> None:
        self._style = style.model_copy(update={"place": "bottom"})
        output = surrounding(canvas.projection, canvas.width, float(np.radians(canvas.dome_tilt_deg)))
        dome = isinstance(output, Fulldome)
        above = (DOME_ALTITUDE_DEG if dome else ROUND_ALTITUDE_DEG)[style.place]
        altitude = np.radians(above - canvas.dome_tilt_deg if dome else above)
        c, s = np.cos(altitude), np.sin(altitude)
        self._width = 2 * round(output.scale * np.radians(WIDTH_DEG) / 2)
        self._height = 2 * round(self._width * 9 / 32)
        scale = self._width / (4 * np.tan(np.radians(WIDTH_DEG) / 4))
        plate = Plate(
            np.array([[1.0, 0, 0], [0, c, -s], [0, s, c]]), self._width / 2, LOW * self._height, scale,
            self._width, self._height,
        )  # fmt: skip
        camera = plate.camera(np.eye(3))
        x, y = np.meshgrid(np.arange(self._width) + 0.5, np.arange(self._height) + 0.5)
        places = output.project(camera.unproject(np.stack([x, y], -1)))
        left, top = np.maximum(np.floor(places.min((0, 1))).astype(int), 0)
        right, bottom = np.minimum(np.ceil(places.max((0, 1))).astype(int) + 1, (canvas.width, canvas.height))
        self._left, self._top = int(left), int(top)
        x, y = np.meshgrid(np.arange(left, right) + 0.5, np.arange(top, bottom) + 0.5)
        self._lookup = _maps(camera.project(output.unproject(np.stack([x, y], -1))))

    def drawn(self, lines: Sequence[str]) -> Bitmap:
        """The rows of a caption as they stand in a frame."""
        flat = caption_bitmap(lines, self._width, self._height, self._style)
        window = np.zeros((self._height, self._width, 4), np.float32)
        place = window[flat.top : flat.top + flat.cover.shape[0], flat.left : flat.left + flat.cover.shape[1]]
        place[..., :3], place[..., 3] = flat.colour * flat.cover[..., None], flat.cover
        bent = np.asarray(cv2.remap(window, *self._lookup, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT))
        cover = np.ascontiguousarray(bent[..., 3], np.float32)
        colour = np.rint(bent[..., :3] / np.maximum(cover, 1e-3)[..., None])
        return Bitmap(self._left, self._top, np.clip(colour, 0, 255).astype(np.uint8), cover)


def _maps(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lookup columns and rows of pixels (h, w, 2)."""
    return (pixels[..., 0] - 0.5).astype(np.float32), (pixels[..., 1] - 0.5).astype(np.float32)
