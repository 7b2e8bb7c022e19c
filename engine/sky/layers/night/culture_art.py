"""Pictures of a sky culture's figures, laid on the sky by three stars."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.cultures.stellarium import read_picture
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.constellation_lines import FADE_S, figures_of
from engine.sky.layers.night.star_places import apparent_directions, lifted, zenith_of
from engine.sky.light import f32, smoothstep
from storyboard.model import LinesCue

LIGHT = 0.34
LARGEST = 1024
GRID = 16
EDGE_PARTS = 9


class CultureArt:
    """The pictures of one lines cue. Each lies on the plane through its three stars: places of the picture go to
    directions by one matrix."""

    order = Order.LINES - 1

    def __init__(self, cue: LinesCue, stage: Stage) -> None:
        self._cue = cue
        self._pictures: list[NDArray[np.float32]] = []
        self._places: list[NDArray[np.float64]] = []
        self._stars: list[NDArray[np.float64]] = []
        for figure in figures_of(cue):
            if figure.art is None:
                continue
            picture, shrink = _light_of(figure.art.file)
            self._pictures.append(picture)
            self._places.append(np.array([[x * shrink, y * shrink, 1.0] for (x, y), _ in figure.art.anchors]))
            self._stars.append(apparent_directions([hip for _, hip in figure.art.anchors], stage))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the pictures as bright as they are now."""
        cue = self._cue
        begin = cue.start_s + 0.5 * cue.draw_s
        shown = LIGHT * cue.art * float(smoothstep(begin, begin + FADE_S, frame.time))
        if cue.fade_s is not None:
            shown *= 1 - float(smoothstep(cue.fade_s, cue.fade_s + FADE_S, frame.time))
        if shown <= 0:
            return
        zenith = zenith_of(frame)
        for picture, places, stars in zip(self._pictures, self._places, self._stars, strict=True):
            to_sky = np.asarray(np.linalg.solve(places, lifted(stars, zenith)), np.float64)
            _add(buffer, picture, to_sky, frame, shown)


def _light_of(file: Path) -> tuple[NDArray[np.float32], float]:
    """Linear light (H, W, 3) of a picture, at most LARGEST pixels long, and how much it was made smaller."""
    picture = read_picture(file)
    if picture is None:
        raise FileNotFoundError(f"The picture {file} cannot be read: add its sky culture again.")
    shrink = min(1.0, LARGEST / max(picture.shape[:2]))
    if shrink < 1:
        picture = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    light = (picture[..., 2::-1].astype(f32) / 255) ** f32(2.2)
    if picture.shape[2] == 4:
        light *= picture[..., 3:].astype(f32) / 255
    # nothing of the picture's edge may smear over the sky
    return np.asarray(cv2.copyMakeBorder(light, 1, 1, 1, 1, cv2.BORDER_CONSTANT), np.float32), shrink


def _add(
    buffer: NDArray[np.float32], picture: NDArray[np.float32], to_sky: NDArray[np.float64], frame: Frame, light: float
) -> None:
    left, top, right, bottom = _box(picture, to_sky, frame)
    if right <= left or bottom <= top:
        return
    step = GRID
    x, y = np.meshgrid(np.arange(left, right + 2 * step, step), np.arange(top, bottom + 2 * step, step))
    seen = frame.camera.unproject(np.stack([x, y], -1).astype(float)) @ np.linalg.inv(to_sky)
    before = seen[..., 2] > 1e-6
    # the border of one pixel shifts every place by one; pixel centres lie at .5
    columns = np.where(before, seen[..., 0] / np.where(before, seen[..., 2], 1), -10).astype(np.float32) + f32(0.5)
    rows = np.where(before, seen[..., 1] / np.where(before, seen[..., 2], 1), -10).astype(np.float32) + f32(0.5)
    matrix = np.array([[1 / step, 0, 0.5 / step], [0, 1 / step, 0.5 / step]], np.float32)
    size, flags = (right - left, bottom - top), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    columns, rows = (
        np.asarray(cv2.warpAffine(grid, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32)
        for grid in (columns, rows)
    )
    part = cv2.remap(picture, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    buffer[top:bottom, left:right] += part * f32(light)


def _box(picture: NDArray[np.float32], to_sky: NDArray[np.float64], frame: Frame) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the picture's place in the frame, in pixels; empty where it is not seen."""
    tall, wide = picture.shape[:2]
    across, down = np.linspace(0, wide, EDGE_PARTS), np.linspace(0, tall, EDGE_PARTS)
    edge = np.array([(x, y, 1.0) for x in across for y in down]) @ to_sky
    edge /= np.linalg.norm(edge, axis=1, keepdims=True)
    seen = frame.camera.visible(edge)
    if not seen.any():
        return 0, 0, 0, 0
    xy = frame.camera.project(edge[seen])
    left, top = np.floor(xy.min(0)).astype(int)
    right, bottom = np.ceil(xy.max(0)).astype(int)
    size = frame.stage
    return max(int(left), 0), max(int(top), 0), min(int(right), size.width), min(int(bottom), size.height)
