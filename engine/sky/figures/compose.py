"""Laying a figure into the picture: time-coded ink, luminous body, sway, all in one pass.

The way from the screen to the sheet is a mesh of points, one every ``CELL`` pixels: a homography for ordinary cameras,
any other projection by ``composite_mapped``. Sway displaces the mesh, so it costs nothing per pixel.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.sky.figures.kernels import CELL, blend_cells
from engine.sky.figures.sheet import FigureSheet

Colour = tuple[float, float, float]
Box = tuple[int, int, int, int]
NO_BOX: Box = (0, 0, 0, 0)

REVEAL_START, REVEAL_END = -0.1, 1.1
"""Pen times at reveal 0 and 1: the pen's glow has not begun and is gone."""

SWING_PERIODS_S, RIPPLE_PERIOD_S = (2.7, 4.3), 1.3
"""Of a hanging chain: of its two pendulums, and of the ripple that runs through it."""

LEAST_SWAY = 0.01
"""Sway in plane units below this is none."""

DAWN_LEAD, DAWN_SPEED = 0.05, 4.0
"""A body begins to glow a little before half its outline is drawn, and takes a quarter of the pen's time for it."""


@dataclass(frozen=True)
class Palette:
    """Linear-light colours of a figure: ``ink``, body ``fill`` on the side of its light, ``counter`` on the other side,
    ``pen`` at the tip that draws; ``veil`` is the share of the sky that a full body takes away."""

    ink: Colour
    fill: Colour
    counter: Colour
    pen: Colour
    veil: float


PALETTES: dict[str, Palette] = {
    "gold": Palette((0.62, 0.41, 0.165), (0.050, 0.098, 0.260), (0.085, 0.050, 0.190), (2.4, 1.8, 1.0), 0.60),
    "violet": Palette((0.62, 0.41, 0.165), (0.135, 0.070, 0.250), (0.050, 0.080, 0.230), (2.4, 1.8, 1.0), 0.60),
    "ember": Palette((0.66, 0.36, 0.120), (0.150, 0.052, 0.085), (0.080, 0.042, 0.170), (2.6, 1.6, 0.8), 0.62),
    "silver": Palette((0.46, 0.50, 0.56), (0.055, 0.100, 0.235), (0.060, 0.055, 0.170), (1.8, 2.0, 2.4), 0.60),
    "abyss": Palette((0.130, 0.175, 0.200), (0.046, 0.088, 0.120), (0.012, 0.018, 0.044), (0.3, 0.4, 0.5), 0.995),
}
"""Named palettes; a figure's data names its own."""


@dataclass(frozen=True)
class Shimmer:
    """Breathing of the light: the body's glow swings by ``glow``, a band of light runs along the ink in the order it
    was drawn (``band`` = its gain), both in ``period_s`` seconds."""

    glow: float = 0.05
    band: float = 0.35
    period_s: float = 7.0


STILL = Shimmer(0.0, 0.0, 7.0)


def scale_and_shift(scale: float, shift_x: float = 0.0, shift_y: float = 0.0) -> NDArray[np.float64]:
    """Homography of a figure drawn on the screen: plane units times ``scale``, then moved by pixels."""
    return np.array([[scale, 0, shift_x], [0, scale, shift_y], [0, 0, 1.0]])


def rotate_about(pivot: tuple[float, float], angle_rad: float, reach: float = 1.0) -> NDArray[np.float64]:
    """Motion in the plane: turn by ``angle_rad`` (clockwise where y points down) and stretch by ``reach`` about
    ``pivot``; multiply a homography by it on the right to move a part."""
    c, s = np.cos(angle_rad) * reach, np.sin(angle_rad) * reach
    x, y = pivot
    return np.array([[c, -s, x - c * x + s * y], [s, c, y - s * x - c * y], [0, 0, 1.0]])


def composite(
    buffer: NDArray[np.float32],
    sheet: FigureSheet,
    homography: ArrayLike,
    *,
    reveal: float = 1.0,
    fill: float = 1.0,
    ink_gain: float = 1.0,
    palette: Palette | str = "gold",
    time_s: float = 0.0,
    sway: float = 1.0,
    shimmer: Shimmer = STILL,
) -> Box:
    """Lay ``sheet`` into ``buffer`` (H, W, 3) float32 linear light, in place.

    ``homography`` (3, 3): plane coordinates to screen pixels (pixel i covers i..i+1). ``reveal`` 0..1: how far the pen
    has come; each body wakes while its outline is drawn. ``fill`` 0..1: body light, and darkening of the sky behind.
    ``sway``: strength of the motion at ``time_s`` (0 = stiff). Returns the box (left, top, right, bottom) outside which
    nothing changed.

    Raises:
        ValueError: the buffer is not C-contiguous float32 (H, W, 3).
    """
    matrix = np.asarray(homography, np.float64)
    box = box_of(sheet, matrix, buffer.shape)
    if box == NO_BOX:
        return box
    nodes = _plane_points(np.linalg.inv(matrix), box)
    composite_mapped(
        buffer,
        sheet,
        nodes,
        box,
        reveal=reveal,
        fill=fill,
        ink_gain=ink_gain,
        palette=palette,
        time_s=time_s,
        sway=sway,
        shimmer=shimmer,
    )
    return box


def box_of(sheet: FigureSheet, homography: NDArray[np.float64], shape: tuple[int, ...]) -> Box:
    """The pixels (left, top, right, bottom) of a picture of ``shape`` that a sheet can touch; NO_BOX for none."""
    corners = np.column_stack([_grown(sheet), np.ones(4)]) @ homography.T
    if np.any(corners[:, 2] <= 1e-9):
        return NO_BOX  # reaches behind the camera: no such view shows a figure
    box = _clipped(corners[:, :2] / corners[:, 2:], shape)
    return NO_BOX if box[2] <= box[0] or box[3] <= box[1] else box


def around(boxes: list[Box]) -> Box:
    """The box round all that are not empty; NO_BOX for none."""
    left, top, right, bottom = zip(*[box for box in boxes if box != NO_BOX] or [NO_BOX], strict=True)
    return min(left), min(top), max(right), max(bottom)


def composite_mapped(
    buffer: NDArray[np.float32],
    sheet: FigureSheet,
    nodes: NDArray[np.float64],
    box: Box,
    *,
    reveal: float = 1.0,
    fill: float = 1.0,
    ink_gain: float = 1.0,
    palette: Palette | str = "gold",
    time_s: float = 0.0,
    sway: float = 1.0,
    shimmer: Shimmer = STILL,
) -> None:
    """The same for any projection: ``nodes`` (rows, columns, 2) are the plane coordinates of the screen points
    ``mesh_points(box)``, NaN-free."""
    if buffer.dtype != np.float32 or buffer.ndim != 3 or not buffer.flags.c_contiguous:
        raise ValueError("The picture must be a C-contiguous float32 array (height, width, 3).")
    colours = PALETTES[palette] if isinstance(palette, str) else palette
    now = REVEAL_START + (REVEAL_END - REVEAL_START) * reveal
    mesh = _mesh(sheet, nodes, now, time_s, sway)
    phase = 2 * np.pi * time_s / shimmer.period_s
    glow = fill * (1 + shimmer.glow * np.sin(phase))
    settings = np.array(
        [
            now,
            ink_gain,
            glow,
            fill * colours.veil,
            -0.2 + 1.4 * ((time_s / shimmer.period_s) % 1.0),
            shimmer.band,
        ],
        np.float32,
    )
    table = np.array([colours.ink, colours.fill, colours.counter, colours.pen], np.float32)
    table[3] *= ink_gain
    flat = buffer.reshape(buffer.shape[0], -1)
    blend_cells(flat, sheet.planes, sheet.tiles, mesh, *box, settings, table)


def mesh_points(box: Box) -> NDArray[np.float64]:
    """Screen points (rows, columns, 2) of the mesh over a box: pixel centres every CELL pixels."""
    left, top, right, bottom = box
    x, y = _lattice(left, right), _lattice(top, bottom)
    return np.dstack(np.meshgrid(x, y)).astype(np.float64)


def _lattice(first: int, end: int) -> NDArray[np.float64]:
    """Middles of every CELL-th pixel from ``first`` on, the last one at ``end`` or beyond."""
    return first + 0.5 + CELL * np.arange(-(-(end - first) // CELL) + 1, dtype=np.float64)


def _plane_points(back: NDArray[np.floating], box: Box) -> NDArray[np.float64]:
    """Plane coordinates (rows, columns, 2) of the mesh over a box; ``back`` (3, 3) leads from screen to plane."""
    left, top, right, bottom = box
    x, y = _lattice(left, right), _lattice(top, bottom)[:, None]
    points = np.empty((len(y), len(x), 2))
    for axis in (0, 1):
        points[..., axis] = back[axis, 0] * x + (back[axis, 1] * y + back[axis, 2])
    if back[2, 0] or back[2, 1]:
        points /= (back[2, 0] * x + back[2, 1] * y + back[2, 2])[..., None]
    return points


def _mesh(
    sheet: FigureSheet, nodes: NDArray[np.float64], now: float, time_s: float, sway: float
) -> NDArray[np.float32]:
    """What ``blend_cells`` looks a sheet up by (rows, columns, 3) at plane points ``nodes``: swayed sheet coordinates,
    and how far the body glows at the moment ``now`` of the pen."""
    x, y = ((nodes[..., axis] - sheet.origin[axis]).astype(np.float32) for axis in (0, 1))
    fields = cv2.remap(sheet.fields, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if sway and sheet.reach:
        # most of a figure stands firm
        amount = np.asarray(fields[..., 0], np.float32).ravel()
        for part, offset_of in ((amount, sway_offset), (-amount, swing_offset)):
            loose = np.flatnonzero(part > LEAST_SWAY)
            if not len(loose):
                continue
            offset = offset_of(nodes.reshape(-1, 2)[loose], part[loose], time_s)
            for axis, plane in enumerate((x, y)):
                plane.reshape(-1)[loose] += offset[:, axis] * np.float32(sway)
    mesh = np.empty((*x.shape, 3), np.float32)
    mesh[..., 0] = x * np.float32(sheet.density) - np.float32(0.5)
    mesh[..., 1] = y * np.float32(sheet.density) - np.float32(0.5)
    if now < REVEAL_END:
        awake = np.clip((now - fields[..., 1] + DAWN_LEAD) * DAWN_SPEED, 0, 1)
        mesh[..., 2] = awake * awake * (3 - 2 * awake)
    else:
        mesh[..., 2] = 1
    return mesh


def sway_offset(points: NDArray[np.float64], amount: NDArray[np.float32], time_s: float) -> NDArray[np.float32]:
    """Displacement (..., 2) of the lookup in plane units at plane points (..., 2), ``amount`` (...) units at most.

    Two travelling waves of incommensurate period, long against the folds, so that cloth swells and trails instead of
    shaking.
    """
    x, y = points[..., 0].astype(np.float32), points[..., 1].astype(np.float32)
    # whole turns of time are dropped first: float32 is fine for the rest
    first = np.float32(2 * np.pi) * (np.float32(time_s / 3.7 % 1) - (x * np.float32(0.0052) + y * np.float32(0.0041)))
    second = np.float32(2 * np.pi) * (
        np.float32((time_s / 2.3 + 0.37) % 1) - (y * np.float32(0.0097) - x * np.float32(0.0063))
    )
    dx = 0.72 * np.sin(first) + 0.34 * np.sin(second)
    dy = 0.46 * np.cos(first + 0.6) + 0.30 * np.sin(second + 1.9)
    return np.stack([dx * amount, dy * amount], -1).astype(np.float32)


def swing_offset(points: NDArray[np.float64], amount: NDArray[np.float32], time_s: float) -> NDArray[np.float32]:
    """The same of a chain that hangs between two points: it swings as a whole, slowly, as far as two pendulums of
    periods that never meet carry it, and a ripple of the wind travels down through its links."""
    x, y = points[..., 0].astype(np.float32), points[..., 1].astype(np.float32)
    slow, slower = (np.float32(2 * np.pi * (time_s / period % 1)) for period in SWING_PERIODS_S)
    swing = 0.62 * np.sin(slow - x * np.float32(0.006)) + 0.38 * np.sin(slower + 1.1)
    ripple = np.sin(np.float32(2 * np.pi * (time_s / RIPPLE_PERIOD_S % 1)) - (y + 0.4 * x) * np.float32(0.052))
    dx = 0.94 * swing + 0.20 * ripple
    dy = 0.22 * swing * swing + 0.34 * swing + 0.12 * ripple
    return np.stack([dx * amount, dy * amount], -1).astype(np.float32)


def _grown(sheet: FigureSheet) -> NDArray[np.float64]:
    """Corners of the sheet, grown by the largest sway."""
    margin = sheet.reach * 1.2 + 1
    return sheet.corners() + margin * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])


def _clipped(corners: NDArray[np.float64], shape: tuple[int, ...]) -> Box:
    (left, top), (right, bottom) = np.floor(corners.min(0)).tolist(), np.ceil(corners.max(0)).tolist()
    height, width = shape[:2]
    return (
        int(min(max(left, 0), width)),
        int(min(max(top, 0), height)),
        int(min(max(right, 0), width)),
        int(min(max(bottom, 0), height)),
    )
