"""What every layer of a figure needs: its sheets in its style, and how far it is drawn and filled at a moment."""

from __future__ import annotations

from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from engine.folders import cache_folder
from engine.sky.figures import BODY, FigureData, FigureSheet, rasterise
from engine.sky.figures.styles import palette_of, styled
from engine.sky.layers.beings.figure_motions import moves_parts, poses_of
from engine.sky.layers.beings.joints import Matrix, motion_of
from engine.sky.layers.beings.overlap import hiding_below
from engine.sky.light import smoothstep
from storyboard.model import FigureCue

LEAST_VEIL = 0.2
"""A part hides what lies below it even where the figure itself hardly darkens the sky."""


def style_of(cue: FigureCue) -> str:
    return cue.style or "classic"


def reveal_of(cue: FigureCue, time: float) -> float:
    return float(np.clip((time - cue.start_s) / cue.draw_s, 0, 1))


def fill_of(cue: FigureCue, time: float) -> float:
    return cue.fill * float(smoothstep(cue.start_s + 0.35 * cue.draw_s, cue.start_s + 1.25 * cue.draw_s, time))


def sheets_of(cue: FigureCue, figure: FigureData, scale: float) -> list[tuple[FigureSheet, str]]:
    """The figure's sheets in its style at ``scale`` pixels per plane unit, each with the name of its part: one of the
    whole where no gesture moves its joints, else its body and its moving parts, each hiding what it lies on."""
    scale, cache, style = float(np.clip(scale, 0.2, 4.0)), cache_folder("figures"), style_of(cue)
    if not moves_parts(cue, figure):
        return [(styled(rasterise(figure, scale, cache_dir=cache), style), BODY)]
    veil = max(LEAST_VEIL, palette_of(style, cue.palette or figure.palette).veil * min(cue.fill, 1.0))
    poses = poses_of(cue, figure)
    motions = {part: [motion_of(figure, pose, part) for pose in poses] for part in (BODY, *figure.parts)}
    under = [name for name, joint in figure.parts.items() if joint.under]
    over = [name for name in figure.parts if name not in under]
    # what lies below all that moves belongs to the body
    still = list(takewhile(lambda part: np.array_equal(motions[part], motions[BODY]), over))
    plain: list[tuple[FigureSheet, list[Matrix]]] = []
    sheets: list[tuple[FigureSheet, str]] = []
    for part in (*under, BODY, *over[len(still) :]):
        sheet = rasterise(figure, scale, part=(BODY, *still) if part == BODY else part, cache_dir=cache)
        sheets.append((hiding_below(plain, sheet, motions[part], shown=styled(sheet, style), veil=veil), part))
        plain.append((sheet, motions[part]))
    return sheets


def moved(points: NDArray[np.float64], matrix: NDArray[np.floating]) -> NDArray[np.float64]:
    return points @ matrix[:2, :2].T + matrix[:2, 2]
