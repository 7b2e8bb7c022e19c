"""Where a moving part of a figure passes over the rest of it, it hides what lies below; elsewhere it stays translucent.

A sheet's mask times the palette's veil is the share of the picture that it takes away. Over the open sky a part leaves
as much of it as the body does; where the body, or an earlier part, can come to lie below in any pose of a gesture, its
mask is raised until nothing below shines through. That is settled when the shot opens: it costs nothing per frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from engine.sky.figures import FigureSheet, scale_and_shift
from engine.sky.layers.beings.joints import Matrix

MASK = 4
"""Index of the mask among the planes of a sheet."""

GRID = 2.0
"""Plane units between the points at which overlaps are looked up."""

LOOK_UP = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
"""Matrices lead from the pixels wanted to the pixels there are."""

GROWN = 7
"""Grid points across by which what lies below is grown."""

FEATHER = 3.0
"""Width in plane units over which hiding sets in, so that no line shows where it begins."""


def hiding_below(
    below: Sequence[tuple[FigureSheet, Sequence[Matrix]]],
    part: FigureSheet,
    motions: Sequence[Matrix],
    *,
    shown: FigureSheet,
    veil: float,
) -> FigureSheet:
    """``shown``, the sheet of ``part`` in some style, hiding the sheets ``below`` it in every pose of a gesture: each
    sheet has its motion (3, 3) in each of them, the part has ``motions``; ``veil`` is the share of the picture a mask
    of 1 takes away."""
    left, top = part.origin
    height, width = part.mask.shape
    size = int(width / part.density / GRID) + 2, int(height / part.density / GRID) + 2
    to_plane = scale_and_shift(GRID, left, top)
    covered = np.zeros(size[::-1], np.float32)
    for sheet, others in below:
        mask = np.ascontiguousarray(sheet.mask)
        x0, y0 = sheet.origin
        to_sheet = scale_and_shift(sheet.density, -x0 * sheet.density - 0.5, -y0 * sheet.density - 0.5)
        for motion, other in zip(motions, others, strict=True):
            way = np.linalg.inv(other) @ motion
            lying = cv2.warpAffine(mask, (to_sheet @ way @ to_plane)[:2], size, flags=LOOK_UP)
            np.maximum(covered, lying, out=covered)
    if not covered.any():
        return shown
    # whole, and a little beyond its edge, which is its brightest line, however faintly it dissolves there
    covered = cv2.dilate(np.clip(covered * 4, 0, 1), np.ones((GROWN, GROWN), np.uint8))
    covered = cv2.GaussianBlur(covered, (0, 0), FEATHER / GRID)
    to_grid = scale_and_shift(1 / (part.density * GRID))[:2]
    hiding = cv2.warpAffine(covered, to_grid, (width, height), flags=LOOK_UP, borderMode=cv2.BORDER_REPLICATE)
    planes = shown.planes.copy()
    planes[..., MASK] = np.maximum(planes[..., MASK], part.mask * hiding / np.float32(veil))
    return replace(shown, planes=planes)
