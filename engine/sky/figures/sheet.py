"""From the drawing of a figure to a sheet of light: rasterised once per size, kept on disk."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.figures.canvas import Canvas
from engine.sky.figures.drawing import draw, extent_of
from engine.sky.figures.figure import FigureData, FigureError
from engine.sky.figures.kernels import LEAST, TILE

Plane = NDArray[np.float32]
Frame = tuple[float, float, float, float]
Parts = tuple[str, ...]

RASTER_VERSION = 6
"""Raise it when the same data shall give other pixels: it is part of the cache key."""

OVERSAMPLING = 2.0
LEAST_DENSITY = 3.0
LARGEST_SIDE = 3400

BODY = "body"
"""Name of all that belongs to no part of a figure."""

LATEST_DAWN = 0.85
"""Every body glows fully when the drawing ends."""


@dataclass(frozen=True, eq=False)
class FigureSheet:
    """A rasterised figure.

    ``planes`` (h, w, 5) float32: ink, ink times the moment the pen passes (0..1), fill, counter light, mask.
    ``fields`` (rows, columns, 2): sway in plane units (negative: of a chain that hangs) and the moment 0..1 the body
    begins to glow, one pixel per unit.
    ``origin``: plane coordinates of the corner of both (a part's sheet covers only what the part marks); ``density``:
    pixels of ``planes`` per unit; ``tiles``: summed-area table of the occupied tiles; ``reach``: the largest sway.
    """

    figure_id: str
    planes: Plane
    fields: Plane
    origin: tuple[float, float]
    density: float
    tiles: NDArray[np.int32]
    reach: float

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
    figure: FigureData, scale: float, *, part: str | Parts | None = None, cache_dir: Path | None = None
) -> FigureSheet:
    """Sheet of a figure at ``scale`` pixels per plane unit.

    ``part``: only the operations of that joint (one of ``figure.parts``), or, for ``BODY``, of none, or of several of
    these; without it the whole figure at rest. ``cache_dir``: folder of finished sheets, by content.

    Raises:
        FigureError: the figure has no such part, or an operation cannot be drawn.
    """
    parts = (part,) if isinstance(part, str) else part
    for name in parts or ():
        if name not in (BODY, *figure.parts):
            raise FigureError(
                f"The figure '{figure.id}' has no part '{name}'; it has: {', '.join(figure.parts) or 'none'}."
            )
    scale = round(float(scale), 3)
    return _rasterise(figure, scale, parts, None if cache_dir is None else Path(cache_dir))


@lru_cache(maxsize=8)
def _rasterise(figure: FigureData, scale: float, parts: Parts | None, cache_dir: Path | None) -> FigureSheet:
    stored = None
    if cache_dir is not None:
        stored = cache_dir / f"figure-{figure.digest}-{'+'.join(parts or ('whole',))}-{scale:.3f}-v{RASTER_VERSION}.npz"
        if stored.is_file():
            try:
                with np.load(stored) as file:
                    return _sheet(figure.id, scale, file["origin"], file["planes"], file["fields"])
            except (OSError, ValueError, KeyError, EOFError):
                stored.unlink(missing_ok=True)  # a damaged file is drawn again
    origin, planes, fields = _draw(figure, scale, parts)
    # both ways give the same numbers: what is drawn now is rounded like what is stored
    planes, fields = planes.astype(np.float16), fields.astype(np.float16)
    if stored is not None:
        _publish(stored, origin=origin, planes=planes, fields=fields)
    return _sheet(figure.id, scale, origin, planes, fields)


def _draw(figure: FigureData, scale: float, parts: Parts | None) -> tuple[Plane, Plane, Plane]:
    """Corner (2,), planes and fields of a figure or of parts of it."""
    width, height = figure.frame[2] - figure.frame[0], figure.frame[3] - figure.frame[1]
    longest = max(width, height)
    density = min(max(LEAST_DENSITY, scale * OVERSAMPLING), max(scale, LARGEST_SIDE / longest))
    steps = [step for step in figure.operations if parts is None or step.get("part", BODY) in parts]
    try:
        frame, size = _whole(figure, scale) if parts is None else _cropped(figure, steps, scale)
        canvas = Canvas(frame, density, figure.light)
        draw(canvas, steps, figure.sways)
    except (KeyError, ValueError, IndexError) as error:
        raise FigureError(f"The figure '{figure.id}' cannot be drawn ({error!r}): correct its drawing.") from error

    def shrink(plane: Plane) -> Plane:
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)

    first, last = _span(figure)
    ink, passed = shrink(canvas.ink), shrink(canvas.ink * canvas.time)
    passed = np.clip((passed - first * ink) / (last - first), 0, ink)
    planes = [ink, passed, shrink(canvas.fill), shrink(canvas.counter), shrink(canvas.mask)]
    fading = _fading(figure, frame, size)
    dawns = np.clip((canvas.dawns() - first) / (last - first), 0, LATEST_DAWN)
    fields = np.dstack([canvas.looseness(), dawns]).astype(np.float32)
    merged = np.asarray(cv2.merge([plane * fading for plane in planes]), np.float32)
    return np.array(frame[:2], np.float32), merged, fields


def _whole(figure: FigureData, scale: float) -> tuple[Frame, tuple[int, int]]:
    left, top, right, bottom = figure.frame
    return figure.frame, (max(2, round((right - left) * scale)), max(2, round((bottom - top) * scale)))


def _cropped(figure: FigureData, steps: list[dict[str, Any]], scale: float) -> tuple[Frame, tuple[int, int]]:
    """Frame of a sheet of a figure in parts: what it marks, from whole units on, by whole pixels."""
    left, top, right, bottom = extent_of(steps) if steps else (*figure.frame[:2], *figure.frame[:2])
    left, top = max(figure.frame[0], np.floor(left)), max(figure.frame[1], np.floor(top))
    columns = max(2, int(np.ceil((min(figure.frame[2], right) - left) * scale)))
    rows = max(2, int(np.ceil((min(figure.frame[3], bottom) - top) * scale)))
    return (left, top, left + columns / scale, top + rows / scale), (columns, rows)


def _fading(figure: FigureData, frame: Frame, size: tuple[int, int]) -> Plane:
    """1 inside, down to 0 at the edges where the figure dissolves; ``size`` (width, height) in pixels of ``frame``."""
    ramps = []
    for axis in (0, 1):
        count, low, high = size[axis], figure.frame[axis], figure.frame[axis + 2]
        at = frame[axis] + (np.arange(count) + 0.5) * (frame[axis + 2] - frame[axis]) / count
        before, after = max(figure.fade[axis], 1e-6), max(figure.fade[axis + 2], 1e-6)
        u = np.clip(np.minimum((at - low) / before, (high - at) / after), 0, 1)
        ramps.append((u * u * (3 - 2 * u)).astype(np.float32))
    return ramps[1][:, None] * ramps[0][None]


def _span(figure: FigureData) -> tuple[np.float32, np.float32]:
    """First and last moment of the whole figure's drawing, all parts together: the pen is busy from 0 to 1."""
    reveals = [step["reveal"] for step in figure.operations if "reveal" in step]
    return np.float32(min(start for start, _ in reveals)), np.float32(max(end for _, end in reveals))


def _sheet(
    figure_id: str, scale: float, origin: NDArray[Any], planes: NDArray[Any], fields: NDArray[Any]
) -> FigureSheet:
    planes = np.ascontiguousarray(planes, np.float32)
    height, width = planes.shape[:2]
    rows, columns = -(-height // TILE), -(-width // TILE)
    seen = np.zeros((rows * TILE, columns * TILE), bool)
    np.greater(np.maximum(planes[..., 0], planes[..., 4]), LEAST, out=seen[:height, :width])
    occupied = seen.reshape(rows, TILE, columns, TILE).any((1, 3))
    tiles = np.zeros((rows + 1, columns + 1), np.int32)
    tiles[1:, 1:] = occupied.cumsum(0).cumsum(1)
    corner = float(origin[0]), float(origin[1])
    fields = np.asarray(fields, np.float32)
    reach = float(np.abs(fields[..., 0]).max(initial=0.0))
    return FigureSheet(figure_id, planes, fields, corner, scale, tiles, reach)


def with_planes(sheet: FigureSheet, planes: Plane) -> FigureSheet:
    """The same figure with other planes (h, w, 5)."""
    return _sheet(sheet.figure_id, sheet.density, np.array(sheet.origin), planes, sheet.fields)


def _publish(path: Path, **arrays: NDArray[Any]) -> None:
    """Write beside the target, then rename: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
