"""A figure that turns to stone: the same outline in grey, hewn rock, from its foot upwards along a ragged edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.figures import STILL, FigureSheet, composite, scale_and_shift
from engine.sky.figures.compose import Palette
from engine.sky.figures.sheet import with_planes
from engine.sky.frame import Frame, Stage
from engine.sky.layers.arrays import periodic
from engine.sky.layers.noise import fft_noise
from engine.sky.light import f32, smoothstep

STONE = Palette((0.105, 0.104, 0.108), (0.112, 0.106, 0.100), (0.030, 0.036, 0.052), (0.0, 0.0, 0.0), 1.0)
"""Dull grey, a little warm on the lit side."""

FRONT, RAGGED = 0.10, 0.09
"""Of the edge between life and stone: its softness and its raggedness in heights of the figure."""

GRAIN, CLEFTS = 420.0, 1100.0
"""Plane units over which the noise of the stone's grain, and of its clefts, repeats."""

TILE, COARSE = 128, 4


def stony(palette: Palette, share: float) -> Palette:
    """Colours part of the way to stone, for what has no foot to begin at: a figure on its stars."""

    def mixed(name: str) -> tuple[float, ...]:
        alive, grey = getattr(palette, name), getattr(STONE, name)
        return tuple(a + (b - a) * share for a, b in zip(alive, grey, strict=True))

    colours = {name: mixed(name) for name in ("ink", "fill", "counter", "pen")}
    return replace(palette, **colours, veil=palette.veil + (STONE.veil - palette.veil) * share)


class Stone:
    """The stone of one figure: its sheets hewn anew, and the edge that climbs. Reentrant."""

    def __init__(self, sheets: Sequence[tuple[FigureSheet, str]], stage: Stage) -> None:
        random = stage.random("stone")
        self._grain = fft_noise(TILE, TILE, 2.1, random, lowest=3)
        self._edge = fft_noise(TILE, TILE, 3.0, random, lowest=2)
        self._hewn = [self._hew(sheet) for sheet, _ in sheets]

    def _hew(self, sheet: FigureSheet) -> FigureSheet:
        """Light broken by grain and clefts; the drawn lines become shallow grooves."""
        height, width = sheet.mask.shape
        x = (sheet.origin[0] + np.arange(width) / sheet.density).astype(f32)[None]
        y = (sheet.origin[1] + np.arange(height) / sheet.density).astype(f32)[:, None]
        x, y = np.broadcast_to(x, (height, width)), np.broadcast_to(y, (height, width))
        rough = periodic(self._grain, x * f32(TILE / GRAIN), y * f32(TILE / GRAIN))
        cleft = periodic(self._grain, y * f32(TILE / CLEFTS) + 17, x * f32(TILE / CLEFTS))
        facets = np.clip(0.78 + 0.20 * rough + 0.24 * cleft, 0.15, 1.5)
        grooves = 1 - 0.60 * np.clip(sheet.ink, 0, 1)
        planes = sheet.planes.copy()
        planes[..., 2] = (0.16 * sheet.mask + 1.1 * sheet.planes[..., 2]) * facets * grooves
        planes[..., 3] *= facets * grooves
        planes[..., :2] *= (0.42 * facets)[..., None]
        return with_planes(sheet, planes.astype(f32))

    def lay(
        self, buffer: NDArray[np.float32], behind: NDArray[np.float32], box: tuple[int, int, int, int],
        matrices: Sequence[NDArray[np.float64]], risen: float, frame: Frame,
    ) -> None:  # fmt: skip
        """Put stone in place of what was laid over ``behind`` in a box, up to where it has ``risen`` (0..1)."""
        left, top, right, bottom = box
        hewn, shift = np.ascontiguousarray(behind), scale_and_shift(1, -left, -top)
        if hewn is behind:
            hewn = behind.copy()
        for sheet, matrix in zip(self._hewn, matrices, strict=True):
            composite(
                hewn, sheet, shift @ matrix, palette=STONE, ink_gain=1 + frame.flash, fill=1.0,
                time_s=frame.time, sway=1 - risen, shimmer=STILL,
            )  # fmt: skip
        part = buffer[top:bottom, left:right]
        if risen >= 1:
            part[...] = hewn
            return
        part += (hewn - part) * self._reached(box, matrices[0], risen)[..., None]

    def _reached(
        self, box: tuple[int, int, int, int], matrix: NDArray[np.float64], risen: float
    ) -> NDArray[np.float32]:
        """How far each pixel (h, w) of a box is stone."""
        left, top, right, bottom = box
        # on a coarse grid: the edge is soft
        columns, rows = -(-(right - left) // COARSE), -(-(bottom - top) // COARSE)
        x = ((left + COARSE * (np.arange(columns) + 0.5) - matrix[0, 2]) / matrix[0, 0]).astype(f32)[None]
        y = ((top + COARSE * (np.arange(rows) + 0.5) - matrix[1, 2]) / matrix[1, 1]).astype(f32)[:, None]
        sheet = self._hewn[0]
        foot = sheet.origin[1] + sheet.mask.shape[0] / sheet.density
        tall = foot - sheet.origin[1]
        shape = (rows, columns)
        far = f32(TILE / 260.0)
        ragged = periodic(self._edge, np.broadcast_to(x * far, shape), np.broadcast_to(y * far, shape))
        height = (foot - y) / tall + RAGGED * np.clip(ragged, -2.5, 2.5)
        margin = FRONT + 2.5 * RAGGED
        reached = (1 - smoothstep(-FRONT, FRONT, height - (risen * (1 + 2 * margin) - margin))).astype(f32)
        return cv2.resize(reached, (COARSE * columns, COARSE * rows))[: bottom - top, : right - left]
