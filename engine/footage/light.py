"""Resampling in linear light: what is averaged is light, not its code in a file. Pictures are sRGB."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.footage.moving import Box

Picture = NDArray[np.uint8]
"""An RGB picture, (height, width, 3)."""

Planes = Sequence[Image.Image]
"""Red, green and blue as pictures of floats, in linear light."""

_ROWS = 256
_CODES = np.arange(256) / 255
LIGHT = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""The light of every code."""
_FINE = np.linspace(0, 1, 65536)
_CODE = np.rint(255 * np.where(_FINE <= 0.0031308, 12.92 * _FINE, 1.055 * _FINE ** (1 / 2.4) - 0.055)).astype(np.uint8)


def light_of(picture: Picture, reduction: int = 1) -> list[Image.Image]:
    """The light of a picture, as many times smaller as asked for; what is see-through lies over black.

    Args:
        picture: uint8, (height, width, 3) RGB or (height, width, 4) RGBA.
        reduction: how many pixels across and down are averaged into one.
    """
    planes: list[list[NDArray[np.float32]]] = [[], [], []]
    step = _ROWS * reduction  # a part at a time: the light of a large picture takes four times its memory
    for top in range(0, picture.shape[0], step):
        rows = np.ascontiguousarray(picture[top : top + step])
        light = np.asarray(cv2.LUT(np.ascontiguousarray(rows[..., :3]), LIGHT), np.float32)
        if rows.shape[2] == 4:
            light *= rows[..., 3:].astype(np.float32) / 255
        for number, parts in enumerate(planes):
            plane = Image.fromarray(np.ascontiguousarray(light[..., number]))
            parts.append(np.asarray(plane.reduce(reduction) if reduction > 1 else plane))
    return [Image.fromarray(np.concatenate(parts)) for parts in planes]


def seen(planes: Planes, box: Box, width: int, height: int) -> Picture:
    """A part of a picture, of any size and at any fraction of a pixel, as a picture of ``width`` x ``height``.

    Every pixel weighs all the light that falls on it (a cubic filter as wide as the reduction asks for), so that slow
    moves neither jump from pixel to pixel nor shimmer. Outside of the picture it is black.
    """
    edged, box = _with_edge(planes, box)
    out = np.empty((height, width, 3), np.float32)
    for number, plane in enumerate(edged):
        out[..., number] = np.asarray(plane.resize((width, height), Image.Resampling.BICUBIC, box=box))
    return coded(out)


def coded(light: NDArray[np.float32]) -> Picture:
    """Light as codes."""
    np.clip(light, 0, 1, out=light)
    light *= 65535
    light += 0.5
    return _CODE[light.astype(np.uint16)]


def _with_edge(planes: Planes, box: Box) -> tuple[Planes, Box]:
    """The picture with as much black around it as the box reaches over its edges, and the box in that."""
    width, height = planes[0].size
    left, top = (max(0, int(np.ceil(-side - 1e-6))) for side in box[:2])
    right = max(0, int(np.ceil(box[2] - width - 1e-6)))
    bottom = max(0, int(np.ceil(box[3] - height - 1e-6)))
    if left or top or right or bottom:
        margins = ((top, bottom), (left, right))
        planes = [Image.fromarray(np.pad(np.asarray(plane), margins)) for plane in planes]
    whole = planes[0].size
    inside = (box[0] + left, box[1] + top, box[2] + left, box[3] + top)
    return planes, (max(inside[0], 0.0), max(inside[1], 0.0), min(inside[2], whole[0]), min(inside[3], whole[1]))
