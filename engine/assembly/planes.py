"""Pixel work on packed frames (luma and both chroma planes of 4:2:0 in one array): what a film's picture needs between
decoding and encoding, without a way through RGB. Video is limited range: black is luma 16, no colour is 128."""

from __future__ import annotations

from dataclasses import dataclass

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from engine.assembly.transitions import Kind, crossfade, ease

Packed = NDArray[np.uint8]
"""A frame as video keeps it: the luma plane and the two chroma planes of 4:2:0 in one (height * 3 / 2, width) array."""

BLACK, WHITE, GREY = 16.0, 235.0, 128.0


def video_frame(packed: Packed) -> av.VideoFrame:
    """A packed frame as PyAV has it; it shares the packed frame's memory where it can.

    PyAV takes buffers of yuv420p only for heights that four divides, and silently cuts others.
    """
    make = av.VideoFrame.from_numpy_buffer if packed.shape[0] % 6 == 0 else av.VideoFrame.from_ndarray
    return make(np.ascontiguousarray(packed), "yuv420p")


def fade(packed: Packed, gain: float) -> Packed:
    """The frame darkened: ``gain`` 1 leaves it, 0 makes it black."""
    gain = min(1.0, max(0.0, gain))
    out = np.empty_like(packed)
    rest = [BLACK, GREY, GREY]
    for source, target, zero in zip(yuv420_planes(packed), yuv420_planes(out), rest, strict=True):
        cv2.convertScaleAbs(source, dst=target, alpha=gain, beta=zero * (1 - gain))
    return out


def hand_over(kind: Kind, a: Packed, b: Packed, progress: float) -> Packed:
    """The frame at ``progress`` (0 to 1) of a transition from ``a`` to ``b``.

    "crossfade" mixes both with an eased weight, "black" goes down to black and up again, "cut" changes at one half.
    """
    if kind == "crossfade":
        return crossfade(a, b, ease(progress))
    if kind == "black":
        return fade(a, ease(1 - 2 * progress)) if progress < 0.5 else fade(b, ease(2 * progress - 1))
    return a if progress < 0.5 else b


@dataclass(frozen=True, eq=False)
class Bitmap:
    """A drawing to be laid over frames: where its rectangle stands, its colours (h, w, 3) uint8 RGB, and its coverage
    (h, w) float32."""

    left: int
    top: int
    colour: NDArray[np.uint8]
    cover: NDArray[np.float32]


class PlanarBitmap:
    """A bitmap as planes, ready to be laid over packed frames of one size."""

    def __init__(self, bitmap: Bitmap, width: int, height: int) -> None:
        """Cut to the picture and grown to whole chroma samples."""
        rows, columns = bitmap.cover.shape
        self._left, self._top = max(0, bitmap.left) & ~1, max(0, bitmap.top) & ~1
        right, bottom = min(width, bitmap.left + columns + 1 & ~1), min(height, bitmap.top + rows + 1 & ~1)
        shape = (bottom - self._top, right - self._left)
        colour, cover = np.zeros((*shape, 3), np.uint8), np.zeros(shape, np.float32)
        down, along = bitmap.top - self._top, bitmap.left - self._left
        kept_rows = slice(max(0, -down), min(rows, shape[0] - down))
        kept_columns = slice(max(0, -along), min(columns, shape[1] - along))
        place = (
            slice(down + kept_rows.start, down + kept_rows.stop),
            slice(along + kept_columns.start, along + kept_columns.stop),
        )
        colour[place] = bitmap.colour[kept_rows, kept_columns]
        cover[place] = bitmap.cover[kept_rows, kept_columns]
        packed = np.empty((shape[0] * 3 // 2, shape[1]), np.uint8)
        self._planes = yuv420_planes(packed)
        rgb_to_yuv420(colour, *self._planes)
        small = cover.reshape(shape[0] // 2, 2, shape[1] // 2, 2).mean((1, 3))
        self._covers = (cover, small, small)

    def draw(self, packed: Packed, strength: float) -> None:
        """Lay it over a frame, in place; ``strength`` 0 to 1."""
        for plane, values, full, half in zip(
            yuv420_planes(packed), self._planes, self._covers, (1, 2, 2), strict=True
        ):
            rows, columns = full.shape
            top, left = self._top // half, self._left // half
            place = plane[top : top + rows, left : left + columns]
            cover = full if strength >= 1 else full * np.float32(strength)
            place[...] = cv2.blendLinear(np.ascontiguousarray(place), values, 1 - cover, cover)
