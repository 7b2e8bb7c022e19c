"""From the drawing of a figure to a sheet of light: rasterised once per size, kept on disk."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.figures.canvas import Canvas
from engine.sky.figures.drawing import draw
from engine.sky.figures.figure import FigureData, FigureError
from engine.sky.figures.kernels import CELL

Plane = NDArray[np.float32]

RASTER_VERSION = 4
"""Raise it when the same data shall give other pixels: it is part of the cache key."""

OVERSAMPLING = 2.0
LEAST_DENSITY = 3.0
LARGEST_SIDE = 3400

LATEST_DAWN = 0.85
"""Every body glows fully when the drawing ends."""


@dataclass(frozen=True, eq=False)
class FigureSheet:
    """A rasterised figure.

    ``planes`` (h, w, 5) float32: ink, ink times the moment the pen passes (0..1), fill, counter light, mask.
    ``fields`` (rows, columns, 2): sway in plane units and the moment 0..1 the body begins to glow, one pixel per unit.
    ``origin``: plane coordinates of the corner of both; ``density``: pixels of ``planes`` per unit; ``tiles``:
    summed-area table of the occupied tiles.
    """

    figure_id: str
    planes: Plane
    fields: Plane
    origin: tuple[float, float]
    density: float
    tiles: NDArray[np.int32]

    @property
    def ink(self) -> Plane:
        """Coverage of ink 0..1."""
        return self.planes[..., 0]

    @property
    def mask(self) -> Plane:
        """Coverage of the body 0..1."""
        return self.planes[..., 4]

    @property
    def loose(self) -> Plane:
        """Sway in plane units, one pixel per unit."""
        return self.fields[..., 0]

    def times(self) -> Plane:
        """Moment 0..1 the pen passes; 0 where there is no ink."""
        ink = self.ink
        return np.where(ink > 1e-3, self.planes[..., 1] / np.maximum(ink, 1e-3), 0).astype(np.float32)

    def corners(self) -> NDArray[np.float64]:
        """The sheet's four corners (4, 2) in plane units, clockwise from the upper left."""
        height, width = self.planes.shape[:2]
        x0, y0 = self.origin
        x1, y1 = x0 + width / self.density, y0 + height / self.density
        return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])


def rasterise(
    figure: FigureData, scale: float, *, part: str | None = None, cache_dir: Path | None = None
) -> FigureSheet:
    """Sheet of a figure at ``scale`` pixels per plane unit.

    ``part``: only the operations of that joint (one of ``figure.parts``); without it everything that belongs to no
    part. ``cache_dir``: folder of finished sheets, by content.

    Raises:
        FigureError: the figure has no such part, or an operation cannot be drawn.
    """
    if part is not None and part not in figure.parts:
        raise FigureError(
            f"The figure '{figure.id}' has no part '{part}'; it has: {', '.join(figure.parts) or 'none'}."
        )
    scale = round(float(scale), 3)
    return _rasterise(figure, scale, part, None if cache_dir is None else Path(cache_dir))


@lru_cache(maxsize=8)
def _rasterise(figure: FigureData, scale: float, part: str | None, cache_dir: Path | None) -> FigureSheet:
    stored = None
    if cache_dir is not None:
        stored = cache_dir / f"figure-{figure.digest}-{part or 'whole'}-{scale:.3f}-v{RASTER_VERSION}.npz"
        if stored.is_file():
            try:
                with np.load(stored) as file:
                    return _sheet(figure, scale, file["planes"].astype(np.float32), file["fields"].astype(np.float32))
            except (OSError, ValueError, KeyError, EOFError):
                stored.unlink(missing_ok=True)  # a damaged file is drawn again
    planes, fields = _draw(figure, scale, part)
    # both ways give the same numbers: what is drawn now is rounded like what is stored
    planes, fields = planes.astype(np.float16), fields.astype(np.float16)
    if stored is not None:
        _publish(stored, planes, fields)
    return _sheet(figure, scale, planes.astype(np.float32), fields.astype(np.float32))


def _draw(figure: FigureData, scale: float, part: str | None) -> tuple[Plane, Plane]:
    left, top, right, bottom = figure.frame
    longest = max(right - left, bottom - top)
    density = min(max(LEAST_DENSITY, scale * OVERSAMPLING), max(scale, LARGEST_SIDE / longest))
    canvas = Canvas(figure.frame, density, figure.light)
    try:
        draw(canvas, [step for step in figure.operations if step.get("part") == part], figure.sways)
    except (KeyError, ValueError, IndexError) as error:
        raise FigureError(f"The figure '{figure.id}' cannot be drawn ({error!r}): correct its drawing.") from error
    size = (max(2, round((right - left) * scale)), max(2, round((bottom - top) * scale)))

    def shrink(plane: Plane) -> Plane:
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)

    first, last = _span(figure)
    time = np.clip((canvas.time - first) / (last - first), 0, 1)
    planes = [canvas.ink, canvas.ink * time, canvas.fill, canvas.counter, canvas.mask]
    dawns = np.clip((canvas.dawns() - first) / (last - first), 0, LATEST_DAWN)
    fields = np.dstack([canvas.looseness(), dawns]).astype(np.float32)
    return np.dstack([shrink(plane) for plane in planes]) * _fading(figure, size)[..., None], fields


def _fading(figure: FigureData, size: tuple[int, int]) -> Plane:
    """1 inside, down to 0 at the edges where the figure dissolves; ``size`` is (width, height) in pixels."""
    left, top, right, bottom = figure.frame
    ramps = []
    for count, length, before, after in (
        (size[0], right - left, figure.fade[0], figure.fade[2]),
        (size[1], bottom - top, figure.fade[1], figure.fade[3]),
    ):
        at = (np.arange(count) + 0.5) * length / count
        u = np.clip(np.minimum(at / max(before, 1e-6), (length - at) / max(after, 1e-6)), 0, 1)
        ramps.append((u * u * (3 - 2 * u)).astype(np.float32))
    return ramps[1][:, None] * ramps[0][None]


def _span(figure: FigureData) -> tuple[np.float32, np.float32]:
    """First and last moment of the whole figure's drawing, all parts together: the pen is busy from 0 to 1."""
    reveals = [step["reveal"] for step in figure.operations if "reveal" in step]
    return np.float32(min(start for start, _ in reveals)), np.float32(max(end for _, end in reveals))


def _sheet(figure: FigureData, scale: float, planes: Plane, fields: Plane) -> FigureSheet:
    planes = np.ascontiguousarray(planes)
    height, width = planes.shape[:2]
    rows, columns = -(-height // CELL), -(-width // CELL)
    seen = np.zeros((rows * CELL, columns * CELL), np.int32)
    seen[:height, :width] = planes[..., [0, 4]].max(-1) > 0.003
    occupied = (seen.reshape(rows, CELL, columns, CELL).max((1, 3)) > 0).astype(np.int32)
    occupied = cv2.dilate(occupied.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(np.int32)
    tiles = np.zeros((rows + 1, columns + 1), np.int32)
    tiles[1:, 1:] = occupied.cumsum(0).cumsum(1)
    return FigureSheet(figure.id, planes, fields, (figure.frame[0], figure.frame[1]), scale, tiles)


def _publish(path: Path, planes: NDArray[np.float16], fields: NDArray[np.float16]) -> None:
    """Write beside the target, then rename: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, planes=planes, fields=fields)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
