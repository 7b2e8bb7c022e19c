"""A moving part hides what it lies on, whatever the pose, and leaves the open sky as it was."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.figures import FigureSheet, composite, load_figure, rasterise, rotate_about, scale_and_shift
from engine.sky.figures.compose import PALETTES
from engine.sky.layers.beings.figure_motions import MOTIONS, STILL_POSE, poses_of
from engine.sky.layers.beings.overlap import hiding_below
from storyboard.model import FigureCue

CUE = FigureCue(name="zhuque", motion="beat")
VEIL = PALETTES["ember"].veil


@pytest.fixture(scope="module")
def sheets() -> tuple[FigureSheet, FigureSheet, FigureSheet]:
    """Body in front, near wing as it is drawn, near wing that hides."""
    figure = load_figure("zhuque")
    front, wing = rasterise(figure, 0.6, part="front"), rasterise(figure, 0.6, part="near_wing")
    joint = figure.parts["near_wing"]
    below = [(front, figure.parts["front"])]
    return front, wing, hiding_below(below, wing, joint, poses=poses_of(CUE), shown=wing, veil=VEIL)


def _painted(sheet: FigureSheet, angle: float, light: float) -> np.ndarray:
    figure = load_figure("zhuque")
    left, top = figure.frame[:2]
    to_screen = scale_and_shift(0.6, -0.6 * left, -0.6 * top) @ rotate_about(figure.parts["near_wing"].pivot, angle)
    picture = np.full((432, 780, 3), light, np.float32)
    composite(picture, sheet, to_screen, palette="ember", sway=0.0)
    return picture


@pytest.mark.parametrize("angle", [-0.2, 0.0, 0.2])
def test_nothing_below_shines_through(sheets: tuple[FigureSheet, FigureSheet, FigureSheet], angle: float) -> None:
    figure = load_figure("zhuque")
    front, drawn, hiding = sheets
    left, top = figure.frame[:2]
    still = np.zeros((432, 780, 3), np.float32)
    composite(still, front, scale_and_shift(0.6, -0.6 * left, -0.6 * top), palette="ember", sway=0.0)
    through = {}
    for name, sheet in (("drawn", drawn), ("hiding", hiding)):
        share = _painted(sheet, angle, 1.0) - _painted(sheet, angle, 0.0)  # of the light below
        wing = _painted(drawn, angle, 1.0).min(-1) < 0.5  # the sheet's own veil: inside the wing, not at its edge
        through[name] = float((share[..., 0] * still.max(-1) * wing).sum())
    assert through["drawn"] > 30
    assert through["hiding"] < 0.1 * through["drawn"]


def test_the_open_sky_stays_where_no_body_comes(sheets: tuple[FigureSheet, FigureSheet, FigureSheet]) -> None:
    _, drawn, hiding = sheets
    tip = drawn.mask.shape[1] // 3
    assert np.array_equal(drawn.mask[:, :tip], hiding.mask[:, :tip])
    assert hiding.mask.max() > 1.5


def test_the_poses_of_a_gesture_hold_its_ends() -> None:
    for motion in MOTIONS:
        cue = FigureCue(name="zhuque", motion=motion)
        turns = [MOTIONS[motion](load_figure("zhuque"), u).part_angle for u in np.linspace(0, 2, 81)]
        held = [pose.part_angle for pose in poses_of(cue)]
        assert held[0] == 0.0
        assert min(held) <= min(turns) + 0.02 and max(held) >= max(turns) - 0.02
    assert poses_of(FigureCue(name="zhuque")) == (STILL_POSE,)
