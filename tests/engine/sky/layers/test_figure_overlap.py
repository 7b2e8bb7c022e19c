"""A moving part hides what it lies on, whatever the pose, and leaves the open sky as it was."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.figures import FigureSheet, composite, load_figure, rasterise, rotate_about, scale_and_shift
from engine.sky.figures.compose import PALETTES
from engine.sky.layers.beings.figure_motions import MOTIONS, moves_parts, posed, poses_of
from engine.sky.layers.beings.joints import motion_of
from engine.sky.layers.beings.overlap import hiding_below
from storyboard.model import FigureCue

CUE = FigureCue(name="zhuque", motion="beat")
VEIL = PALETTES["ember"].veil


@pytest.fixture(scope="module")
def sheets() -> tuple[FigureSheet, FigureSheet, FigureSheet]:
    """Body in front, near wing as it is drawn, near wing that hides."""
    figure = load_figure("zhuque")
    front, wing = rasterise(figure, 0.6, part="front"), rasterise(figure, 0.6, part="near_wing")
    poses = poses_of(CUE, figure)
    below = [(front, [motion_of(figure, pose, "front") for pose in poses])]
    motions = [motion_of(figure, pose, "near_wing") for pose in poses]
    return front, wing, hiding_below(below, wing, motions, shown=wing, veil=VEIL)


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


def test_the_poses_of_a_gesture_hold_the_ends_of_its_turns() -> None:
    figure = load_figure("zhuque")
    for motion in MOTIONS:
        cue = FigureCue(name="zhuque", motion=motion)
        angles = [posed(figure, motion, float(u)).part_angle for u in np.linspace(0, 2, 81)]
        turns = [pose.part_angle for pose in poses_of(cue, figure)]
        assert 0.0 in turns
        assert min(turns) <= min(angles) + 0.02 and max(turns) >= max(angles) - 0.02
    assert not moves_parts(FigureCue(name="zhuque"), figure)


def test_the_poses_of_a_rhythm_hold_a_whole_cycle() -> None:
    figure, cue = load_figure("loom"), FigureCue(name="loom", motion="weave")
    poses = poses_of(cue, figure)
    for part in ("shuttle", "beater", "near_heddles", "near_arm"):
        ways = np.array([motion_of(figure, pose, part)[:2, 2] for pose in poses])
        running = [posed(figure, "weave", float(u)) for u in np.linspace(2, 3, 200)]
        went = np.array([motion_of(figure, pose, part)[:2, 2] for pose in running])
        assert (ways.min(0) <= went.min(0) + 3).all() and (ways.max(0) >= went.max(0) - 3).all(), part
    assert moves_parts(cue, figure)
