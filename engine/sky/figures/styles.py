"""Styles: the same drawing as gold line, star dust, luminous silhouette, atlas engraving, ink wash or paper-cut.

A style turns a figure's sheet into another sheet and brings its own colours; time of the pen, sway, motion and
projection stay what they are.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.figures.compose import PALETTES, Colour, Palette
from engine.sky.figures.sheet import FigureSheet, with_planes

Plane = NDArray[Any]
f32 = np.float32

ENGRAVED_SPACING, ENGRAVED_RELIEF = 4.6, 0.55
"""Plane units between engraved lines; how far the relief bends them, as a share of the height."""

FILL = 2
"""The plane of a sheet that holds the body's light."""

DARK = 0.4
"""Light of a figure of the deep against others of its style."""


@dataclass(frozen=True)
class Style:
    """``redraw`` makes the sheet's new planes (ink, fill, counter light, mask); ``colours`` None keeps the figure's
    palette; ``dust`` multiplies the grains that gather."""

    redraw: Callable[[FigureSheet], tuple[Plane, Plane, Plane, Plane]] | None
    colours: Palette | None
    dust: float = 1.0


def styled(sheet: FigureSheet, style: str) -> FigureSheet:
    """The sheet in a style of ``STYLES``."""
    redraw = STYLES[style].redraw
    return sheet if redraw is None else _redrawn(sheet, style)


@lru_cache(maxsize=8)
def _redrawn(sheet: FigureSheet, style: str) -> FigureSheet:
    redraw = STYLES[style].redraw
    assert redraw is not None
    ink, fill, counter, mask = redraw(sheet)
    # where new ink lies beside the old, the pen passes when it passed nearest by
    weight = np.maximum(sheet.ink, f32(1e-4))
    reach = max(3.0, 10 * sheet.density)
    times = _blur(sheet.times() * weight, reach) / np.maximum(_blur(weight, reach), f32(1e-6))
    old = np.clip(sheet.ink * 4, 0, 1)
    times = sheet.times() * old + times * (1 - old)
    return with_planes(sheet, np.dstack([ink, ink * times, fill, counter, mask]).astype(np.float32))


def palette_of(style: str, palette: str) -> Palette:
    """The colours of a style; ``palette`` is the figure's own. What lives in the dark stays dark in every style."""
    own, colours = PALETTES[palette], STYLES[style].colours
    if colours is None:
        return own
    if palette != "abyss":
        return colours

    def dark(colour: Colour) -> Colour:
        return DARK * colour[0], DARK * colour[1], DARK * colour[2]

    veil = max(colours.veil, own.veil)
    return Palette(dark(colours.ink), dark(colours.fill), dark(colours.counter), colours.pen, veil)


def _blur(plane: Plane, sigma: float) -> Plane:
    """Gaussian blur; wide ones at a quarter of the size."""
    if sigma < 6:
        return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32)
    height, width = plane.shape
    small = cv2.resize(plane, (max(2, width // 4), max(2, height // 4)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / 4)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _depth(sheet: FigureSheet) -> Plane:
    """Distance in plane units from the edge of the body, 0 outside."""
    inside = (sheet.mask > 0.5).astype(np.uint8)
    return np.asarray(cv2.distanceTransform(inside, cv2.DIST_L2, 5), np.float32) / f32(sheet.density)


def _noise(sheet: FigureSheet, size: float, octaves: int = 4) -> Plane:
    """Smooth noise (h, w) of mean 0 and deviation 1; its coarsest cells are ``size`` plane units wide."""
    rng = np.random.default_rng(zlib.crc32(sheet.figure_id.encode()))
    height, width = sheet.ink.shape
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        cell = max(size * sheet.density / 2**octave, 1.5)
        grid = rng.normal(0, 1, (int(height / cell) + 3, int(width / cell) + 3)).astype(np.float32)
        total += cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC) * f32(0.6**octave)
    return total / f32(total.std() + 1e-6)


def _line(sheet: FigureSheet) -> tuple[Plane, Plane, Plane, Plane]:
    """Gold ink alone, a breath of shade behind it so that it stands clear of the Milky Way."""
    nothing = np.zeros_like(sheet.ink)
    return sheet.ink, nothing, nothing, sheet.mask * f32(0.55)


def _stardust(sheet: FigureSheet) -> tuple[Plane, Plane, Plane, Plane]:
    """Grains: the drawing shows only where a grain of dust happens to lie."""
    rng = np.random.default_rng(zlib.crc32(sheet.figure_id.encode()))
    height, width = sheet.ink.shape
    weight = sheet.ink * 0.75 + sheet.planes[..., FILL] * 0.3 + sheet.mask * 0.08
    ink = np.zeros((height, width), np.float32)
    for size, share, light in ((0.75, 0.50, 0.62), (1.15, 0.16, 1.0), (2.1, 0.022, 1.5)):
        grain = size * max(sheet.density, 0.5)
        small = (max(2, round(width / grain)), max(2, round(height / grain)))
        chance = cv2.resize(weight, small, interpolation=cv2.INTER_AREA) * share
        chosen = (rng.random(small[::-1]) < chance) * rng.gamma(0.7, 1 / 0.7, small[::-1])
        grains = cv2.resize(chosen.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
        ink += _blur(grains, 0.45 * grain) * f32(light)
    halo = _blur(sheet.ink, 6 * sheet.density) * f32(0.20) + sheet.mask * f32(0.05)
    return np.clip(ink, 0, 2.0), halo, np.zeros_like(ink), sheet.mask * f32(0.45)


def _luminous(sheet: FigureSheet) -> tuple[Plane, Plane, Plane, Plane]:
    """A body of light: brightest at its edge, clear within, a glow around it; the pen left only a trace."""
    depth, mask = _depth(sheet), sheet.mask
    rim = np.exp(-depth / f32(5.0)) * mask
    veins = _blur(sheet.ink, 0.8 * sheet.density)
    glow = _blur(mask, 16 * sheet.density)
    fill = mask * (0.13 + 0.5 * rim) + (1 - mask) * glow * 0.55 + veins * 0.30
    counter = mask * np.clip(depth / 30, 0, 1) * (0.75 + 0.2 * _noise(sheet, 60))
    return sheet.ink * f32(0.22), fill.astype(np.float32), np.clip(counter, 0, 2).astype(np.float32), mask * f32(0.8)


def _engraving(sheet: FigureSheet) -> tuple[Plane, Plane, Plane, Plane]:
    """A copperplate of an old atlas: parallel lines bent by the body's relief, thick in the shade, crossed where it is
    darkest, under a firm outline."""
    depth, mask = _depth(sheet), sheet.mask
    body = np.maximum(_blur(np.sqrt(depth), 2.0 * sheet.density), 0) * mask
    relief = body * f32(7.0) + _blur(sheet.ink, 3 * sheet.density) * f32(4.0)
    gy, gx = np.gradient(_blur(relief, 2.5 * sheet.density))
    slope = np.stack([gx, gy], -1) * sheet.density
    lit = -(slope @ np.array([-0.6, -0.8], np.float32)) / np.sqrt(1 + (slope**2).sum(-1))
    shade = np.clip(0.52 + 0.75 * lit, 0, 1)
    height, width = mask.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / f32(sheet.density)

    def hatch(angle: float, tone: Plane) -> Plane:
        along = x * np.sin(angle) + y * np.cos(angle) + relief * f32(ENGRAVED_RELIEF)
        phase = np.abs(np.modf(along / ENGRAVED_SPACING + 1000)[0] - 0.5) * 2
        edge = max(0.18, 1.2 / (ENGRAVED_SPACING * sheet.density))
        return np.clip((phase - (1 - tone)) / edge + 0.5, 0, 1).astype(np.float32)

    lines = hatch(0.35, 0.08 + 0.44 * shade)
    crossed = hatch(-0.75, np.clip(shade - 0.62, 0, 1) * 0.9) * (shade > 0.6)
    inside = np.clip(depth / 1.5, 0, 1)
    drawing = np.maximum(np.maximum(lines, crossed) * 0.50 * inside * mask, np.clip(sheet.ink * 0.95, 0, 1.0))
    paper = mask * f32(0.9)
    return drawing.astype(np.float32), paper, mask * (1 - shade) * f32(0.7), mask


def _ink_wash(sheet: FigureSheet) -> tuple[Plane, Plane, Plane, Plane]:
    """Moonlit ink on silk: a wet wash that pools at its edge, bleeding a little, under a dry brush line."""
    depth, mask = _depth(sheet), sheet.mask
    cloud, pools, fibre = _noise(sheet, 90, 2), _noise(sheet, 26, 3), _noise(sheet, 7, 3)
    bled = np.clip(_blur(mask, 2.6 * sheet.density) * 1.3 - 0.12 + 0.07 * fibre, 0, 1)
    height = np.linspace(1.15, 0.45, mask.shape[0], dtype=np.float32)[:, None]
    tone = np.clip(0.42 + 0.30 * cloud + 0.16 * pools, 0.04, 1.2) * height
    pooled = np.exp(-depth / f32(2.6)) * mask * np.clip(0.6 + 0.4 * pools, 0.1, 1.2)
    brush = np.clip(_blur(sheet.ink, 0.7 * sheet.density) * 1.35, 0, 1)
    flying = np.clip(0.78 + 0.42 * cloud + 0.14 * pools, 0.10, 1.15)
    ink = brush * flying * np.clip(0.45 + 0.55 * height, 0, 1)
    return ink, bled * tone + pooled * 0.42, bled * np.clip(0.4 - 0.3 * cloud, 0, 1), bled * f32(0.8)


def _paper_cut(sheet: FigureSheet) -> tuple[Plane, Plane, Plane, Plane]:
    """Red paper lit from behind: the drawing is cut out of it, its edges catch the light."""
    mask = np.clip((_blur(sheet.mask, 0.8 * sheet.density) - 0.42) * 6, 0, 1)
    broad = np.clip((_blur(sheet.ink, 0.55 * sheet.density) - 0.26) * 4.2, 0, 1)
    depth = _depth(sheet)
    cut = broad * np.clip((depth - 2.2) / 1.5, 0, 1)
    paper = mask * (1 - cut)
    loose = np.clip(sheet.ink * 1.3, 0, 1) * (1 - np.clip(_blur(sheet.mask, 1.5 * sheet.density) * 2, 0, 1))
    edges = np.clip(_blur(paper, 0.5 * sheet.density) - _blur(paper, 1.6 * sheet.density), 0, 1) * 2.4
    fibre = 1 + 0.10 * _noise(sheet, 4, 3) + 0.10 * _noise(sheet, 90, 2)
    light = cut * mask
    return np.clip(edges + loose * 0.8, 0, 1), paper * fibre, light, np.clip(paper + 0.85 * light + loose, 0, 1)


STYLES: dict[str, Style] = {
    "classic": Style(None, None),
    "line": Style(_line, None, 0.5),
    "stardust": Style(
        _stardust, Palette((0.95, 0.70, 0.40), (0.16, 0.26, 0.52), (0.05, 0.05, 0.10), (2.4, 2.0, 1.4), 0.4), 1.5
    ),
    "luminous": Style(
        _luminous, Palette((0.9, 0.95, 1.0), (0.20, 0.40, 0.78), (0.12, 0.06, 0.26), (1.8, 2.0, 2.4), 0.7), 0.6
    ),
    "engraving": Style(
        _engraving, Palette((0.54, 0.45, 0.31), (0.016, 0.022, 0.052), (0.04, 0.034, 0.034), (2.0, 1.8, 1.4), 0.85), 0.3
    ),
    "ink_wash": Style(
        _ink_wash, Palette((0.42, 0.46, 0.52), (0.125, 0.145, 0.180), (0.012, 0.018, 0.036), (1.2, 1.4, 1.7), 0.75), 0.3
    ),
    "paper_cut": Style(
        _paper_cut, Palette((0.62, 0.30, 0.09), (0.185, 0.012, 0.012), (0.34, 0.17, 0.04), (2.2, 1.5, 0.8), 1.0), 0.2
    ),
}
"""All styles by name; ``classic`` is the house's own: gold ink that draws itself over a luminous indigo body."""
