"""Captions of domes and 360-degree pictures: drawn on a flat window that hangs in front of the viewer."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from engine.assembly.caption_art import CaptionTrack
from engine.assembly.captions import Caption
from engine.sky.plates import Plate
from engine.sky.projection import Fulldome, surrounding
from storyboard.model import Canvas

WIDTH_DEG = 74.0
DOME_ALTITUDE_DEG = 9.0
"""Where a dome's captions stand above its rim in front: over the heads of the rows before."""
ROUND_ALTITUDE_DEG = -20.0
"""Where they stand in a 360-degree picture: below what is seen, without bending the neck."""
LOW = 0.88
"""Height in the window, from its top, of what is drawn into the middle of where it hangs."""


class FrontCaptions:
    """Draws a film's captions into any of its frames, in any order, by any thread."""

    def __init__(self, captions: Sequence[Caption], canvas: Canvas) -> None:
        output = surrounding(canvas.projection, canvas.width, float(np.radians(canvas.dome_tilt_deg)))
        dome = isinstance(output, Fulldome)
        altitude = np.radians((DOME_ALTITUDE_DEG - canvas.dome_tilt_deg) if dome else ROUND_ALTITUDE_DEG)
        c, s = np.cos(altitude), np.sin(altitude)
        width = 2 * round(output.scale * np.radians(WIDTH_DEG) / 2)
        height = 2 * round(width * 9 / 32)
        scale = width / (4 * np.tan(np.radians(WIDTH_DEG) / 4))
        plate = Plate(
            np.array([[1.0, 0, 0], [0, c, -s], [0, s, c]]), width / 2, LOW * height, scale, width, height
        )
        self._track = CaptionTrack(captions, width, height)
        x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
        camera = plate.camera(np.eye(3))
        places = output.project(camera.unproject(np.stack([x, y], -1)))
        self._to_frame = _maps(places)
        low, high = np.floor(places.min((0, 1))).astype(int), np.ceil(places.max((0, 1))).astype(int) + 1
        left, top = np.maximum(low, 0)
        right, bottom = np.minimum(high, (canvas.width, canvas.height))
        self._box = slice(int(top), int(bottom)), slice(int(left), int(right))
        x, y = np.meshgrid(np.arange(left, right) + 0.5, np.arange(top, bottom) + 0.5)
        self._to_window = _maps(camera.project(output.unproject(np.stack([x, y], -1))))

    def draw(self, frame: np.ndarray, frame_index: int) -> None:
        """Draw the caption of film frame ``frame_index``, if it has one, into ``frame`` (uint8 RGB, in place)."""
        window = np.asarray(cv2.remap(frame, *self._to_frame, cv2.INTER_LINEAR), np.uint8)
        drawn = window.copy()
        self._track.draw(drawn, frame_index)
        if np.array_equal(window, drawn):
            return
        # only the difference goes back: what carries no letters stays as sharp as it was
        change = drawn.astype(np.float32) - window
        back = np.asarray(cv2.remap(change, *self._to_window, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT))
        place = frame[self._box]
        np.clip(np.rint(place + back), 0, 255, out=back)
        place[...] = back.astype(np.uint8)


def _maps(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lookup columns and rows of pixels (h, w, 2)."""
    return (pixels[..., 0] - 0.5).astype(np.float32), (pixels[..., 1] - 0.5).astype(np.float32)
