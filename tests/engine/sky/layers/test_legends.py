"""What the people of the legends do moves as its weight asks: chains hang and swing, break and fall, monsters come."""

from __future__ import annotations

import numpy as np

from engine.sky.figures import load_figure, rasterise
from engine.sky.figures.compose import swing_offset
from engine.sky.layers.beings.figure_motions import pose_of
from storyboard.model import FigureCue

FPS = 24

# ----------------------------------------------------------------- chains


def test_a_chain_is_held_at_both_ends_and_loose_in_its_middle() -> None:
    sheet = rasterise(load_figure("andromeda"), 0.5, part="tether")
    wrist, middle, rock = (
        float(sheet.loose[round(y - sheet.origin[1]), round(x - sheet.origin[0])])
        for x, y in ((756, 305), (715, 419), (596, 537))
    )
    assert middle < -8 and abs(wrist) < 2 and abs(rock) < 2


def test_a_chain_swings_as_something_heavy_does() -> None:
    links = np.array([[757, 300], [749, 340], [730, 390], [700, 442], [664, 488]], float)
    amount = np.full(len(links), 11, np.float32)
    ways = np.array([swing_offset(links, amount, frame / FPS) for frame in range(12 * FPS)])
    speed, change = np.diff(ways, axis=0), np.diff(ways, 2, axis=0)
    assert np.ptp(ways[:, 2, 0]) > 12 and np.abs(speed).max() < 2.2
    # noise has a ratio of 1.7: this is a slow swing with a ripple on it
    assert np.sqrt((change**2).mean()) < 0.3 * np.sqrt((speed**2).mean())
    # the links do not move as one stiff bow
    assert np.abs(ways[:, 4, 0] - ways[:, 0, 0]).max() > 2


def test_who_is_freed_loses_her_chains_faster_and_faster() -> None:
    figure, cue = load_figure("andromeda"), FigureCue(name="andromeda", motion="free", motion_start_s=1, motion_s=2.4)
    poses = [pose_of(cue, figure, frame / FPS) for frame in range(4 * FPS)]
    tether, arm = figure.parts["tether"], figure.parts["arm"]
    x, y = tether.pivot
    heights = np.array([(pose.motion_of(tether) @ (x, y, 1.0))[1] - y for pose in poses])
    left = np.array([pose.shown_of(tether) for pose in poses])
    assert heights[FPS] == 0 and left[FPS] == 1 and left[-1] == 0
    falling = np.diff(heights)[(heights[:-1] > 0) & (left[:-1] > 0)]
    assert (np.diff(falling) > 0).all() and falling[0] < 2
    assert np.abs(np.diff(left)).max() < 0.1
    assert all(pose.shown_of(arm) == 1 for pose in poses)
