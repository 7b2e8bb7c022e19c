"""Gestures with a rhythm: hands, shuttles and legs go in their own time, and none of them jumps."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.sky.figures import load_figure
from engine.sky.frame import Stage
from engine.sky.layers.beings.figure_motions import pose_of
from engine.sky.layers.beings.figures import figure_layers
from engine.sky.layers.beings.joints import motion_of
from engine.sky.layers.layer import Layer
from engine.sky.painter import build_stage
from storyboard.model import Canvas, FigureCue, Sky
from storyboard.templates import load_template

FPS = 24


def path_of(cue: FigureCue, part: str, seconds: float) -> NDArray[np.float64]:
    """Where the pivot of a part of a cue's figure is in every frame (n, 2), in its plane."""
    figure = load_figure(cue.name)
    pivot = np.array([*figure.parts[part].pivot, 1.0])
    times = np.arange(0, seconds, 1 / FPS)
    return np.array([(motion_of(figure, pose_of(cue, figure, float(t)), part) @ pivot)[:2] for t in times])


def staged(template: str, shot_id: str, seconds: float) -> tuple[Stage, list[Layer]]:
    """The stage of a legend's shot, and the layers of its first figure."""
    scene = next(shot for shot in load_template(template, "en").shots if shot.id == shot_id).scene
    assert scene is not None
    stage = build_stage(scene, Canvas(width=640, height=360), Sky(), seconds, 5, "en")
    return stage, figure_layers(scene.figures[0], stage)


WEAVING = FigureCue(name="loom", motion="weave", motion_start_s=1.0, motion_s=3.2)


def test_the_shuttle_passes_while_the_shed_is_open_and_the_beater_away() -> None:
    shuttle, beater = path_of(WEAVING, "shuttle", 14.0)[:, 1], path_of(WEAVING, "beater", 14.0)[:, 0]
    far, near = path_of(WEAVING, "far_heddles", 14.0)[:, 1], path_of(WEAVING, "near_heddles", 14.0)[:, 1]
    late = np.arange(1, len(shuttle)) > 5 * FPS
    flies = np.flatnonzero((np.abs(np.diff(shuttle)) > 3) & late)
    # it flies there and back, twice in every cycle
    assert len(np.flatnonzero(np.diff(flies) > 3)) >= 4
    rest = beater.max()
    assert (beater[flies] > rest - 0.3 * np.ptp(beater)).all()
    assert (np.abs((far - near)[flies]) > 0.5 * np.abs(far - near).max()).all()
    # one shaft rises while the other sinks
    assert np.corrcoef(np.diff(far)[5 * FPS :], np.diff(near)[5 * FPS :])[0, 1] < -0.9


@pytest.mark.parametrize("part", ["shuttle", "beater", "near_arm", "near_heddles"])
def test_weaving_begins_softly_and_has_no_jumps(part: str) -> None:
    path = path_of(WEAVING, part, 8.0)
    speed = np.linalg.norm(np.diff(path, axis=0), axis=1)
    assert (speed[: FPS - 1] == 0).all() and speed[: round(1.3 * FPS)].max() < 2.5
    assert 0.3 < speed.max() < 12


def test_light_runs_from_the_loom_into_the_river_with_every_cycle() -> None:
    stage, (layer,) = staged("qixi", "weaver", 11.0)
    loom, river = [], []
    for time in np.arange(5.4, 8.6, 0.2):
        buffer = np.zeros((360, 640, 3), np.float32)
        layer.paint(buffer, stage.frame(float(time)))
        loom.append(float(buffer[:, :330].sum()))
        river.append(float(buffer[:, 420:].sum()))
    assert min(np.ptp(loom) / np.mean(loom), np.ptp(river) / np.mean(river)) > 0.15
    # the river is brightest after the loom
    assert 0.4 < (np.argmax(river) - np.argmax(loom)) * 0.2 % 3.2 < 1.6


COMING = FigureCue(name="niulang", motion="walk", motion_start_s=0.0, motion_s=4.6, way=(204.0, -14.0))
CROSSING = FigureCue(name="niulang", motion="cross", motion_start_s=0.0, motion_s=4.6, way=(246.0, -120.0))


def test_a_walker_comes_from_where_the_cue_says_and_ends_as_he_is_drawn() -> None:
    figure = load_figure("niulang")
    start, end = pose_of(COMING, figure, 0.0), pose_of(COMING, figure, 4.7)
    assert start.matrix[:2, 2] == pytest.approx((-204, 14))
    for part in ("near_thigh", "near_shin", "far_thigh", "far_shin"):
        assert motion_of(figure, end, part) == pytest.approx(np.eye(3))
    # what hangs goes on for a while
    swings = [motion_of(figure, pose_of(COMING, figure, time), "near_basket")[1, 0] for time in np.arange(4.7, 12, 0.1)]
    assert np.radians(3) < max(swings[:20]) and max(np.abs(swings[-10:])) < np.radians(0.6)


def test_who_crosses_leaves_his_stars_and_stands_with_his_legs_together() -> None:
    figure = load_figure("niulang")
    end = pose_of(CROSSING, figure, 5.2)
    assert end.matrix[:2, 2] == pytest.approx((246, -120))
    soles = [(motion_of(figure, end, part) @ sole)[:2] for part, sole in (
        ("near_shin", np.array([344.0, 474.0, 1.0])), ("far_shin", np.array([230.0, 485.0, 1.0])),
    )]  # fmt: skip
    assert np.linalg.norm(soles[0] - soles[1]) < 16
    # his way climbs as a bridge does: steeply first
    half = pose_of(CROSSING, figure, 2.3).matrix[:2, 2]
    assert half[0] == pytest.approx(123, abs=1) and half[1] < -66


@pytest.mark.parametrize("cue", [COMING, CROSSING], ids=["walk", "cross"])
def test_legs_pass_each_other_and_baskets_swing_with_every_step(cue: FigureCue) -> None:
    figure = load_figure("niulang")
    times = np.arange(0.0, 6.0, 1 / FPS)
    poses = [pose_of(cue, figure, float(time)) for time in times]

    def turned(part: str) -> NDArray[np.float64]:
        return np.array([np.degrees(np.arctan2(*motion_of(figure, pose, part)[1::-1, 0])) for pose in poses])

    walking = (times > 0.8) & (times < 3.9)
    # thighs are drawn 97 degrees apart
    apart = (turned("near_thigh") - turned("far_thigh") - 97)[walking]
    assert np.count_nonzero(np.diff(np.sign(apart))) >= 3 and np.abs(apart).max() > 40
    steps = np.count_nonzero(np.diff(np.sign(turned("near_basket")[walking])))
    assert steps >= np.count_nonzero(np.diff(np.sign(apart)))
    for part in figure.parts:
        assert np.abs(np.diff(turned(part))).max() < 15, part


def test_knees_bend_backwards_only() -> None:
    figure = load_figure("niulang")
    for time in np.arange(1.0, 3.6, 1 / FPS):
        pose = pose_of(CROSSING, figure, float(time))
        for side, drawn in (("near", 50.7), ("far", 0.0)):
            thigh, shin = (motion_of(figure, pose, f"{side}_{part}") for part in ("thigh", "shin"))
            bend = np.degrees(np.arctan2(*(np.linalg.inv(thigh) @ shin)[1::-1, 0]))
            assert -2 < bend + drawn < 60


def test_the_ox_lowers_its_head_and_its_ears_are_never_quite_still() -> None:
    cue, figure = FigureCue(name="ox", motion="nod", motion_start_s=2.0, motion_s=4.0), load_figure("ox")
    muzzle, tip = np.array([846.0, 400.0, 1.0]), np.array([712.0, 316.0, 1.0])
    poses = [pose_of(cue, figure, float(time)) for time in np.arange(0, 9, 1 / FPS)]
    low = np.array([(motion_of(figure, pose, "head") @ muzzle)[1] for pose in poses])
    assert low.max() > low[0] + 15 and low[-1] == low[0] and np.argmax(low) in range(3 * FPS, 5 * FPS)
    assert np.abs(np.diff(low)).max() < 1.5
    ear = [(np.linalg.inv(motion_of(figure, pose, "head")) @ motion_of(figure, pose, "ear") @ tip)[1] for pose in poses]
    assert np.ptp(ear[-2 * FPS :]) > 8 and np.abs(np.diff(ear)).max() < 5


@pytest.mark.parametrize("name", ["canis_major", "lepus"])
def test_who_runs_gallops_and_stands_on_its_stars_in_the_end(name: str) -> None:
    cue, figure = FigureCue(name=name, motion="run", motion_start_s=0.0, motion_s=4.0), load_figure(name)
    poses = [pose_of(cue, figure, float(time)) for time in np.arange(0, 4.2, 1 / FPS)]
    fore, hind = (
        np.array([(np.linalg.inv(pose.matrix) @ motion_of(figure, pose, part))[1, 0] for pose in poses])
        for part in ("far_fore", "far_hind")
    )
    # they go apart and together, three times, and end as they are drawn
    assert np.corrcoef(fore, hind)[0, 1] < -0.9
    assert np.count_nonzero(np.diff(np.sign(fore[np.abs(fore) > 1e-3]))) >= 4
    assert abs(fore[-1]) < 0.01 and np.abs(np.diff(fore)).max() < np.radians(7)


HURT = FigureCue(name="orion", motion="flinch", motion_start_s=1.0, motion_s=3.0)


def test_who_is_struck_draws_the_leg_up_at_once_and_lets_the_club_sink() -> None:
    figure = load_figure("orion")
    assert (pose_of(HURT, figure, 1.0).matrix == np.eye(3)).all()
    toe = np.array([793.0, 593.0, 1.0])
    times = np.arange(1.0, 5.0, 1 / FPS)
    poses = [pose_of(HURT, figure, float(time)) for time in times]
    height = np.array([(motion_of(figure, pose, "hurt_shin") @ toe)[1] for pose in poses])
    assert height[FPS // 3] < height[0] - 30 and height[-1] > height[0] - 12
    assert np.abs(np.diff(height)).max() < 0.03 * 760
    club = np.array([(motion_of(figure, pose, "arm") @ np.array([432.0, 2.0, 1.0]))[1] for pose in poses])
    assert club[-1] > club[0] + 60 and np.argmax(club > club[0] + 30) > np.argmax(height < height[0] - 30)
    # he leans away from the sting, and the shudder has gone through the cloak after a second
    flutter = np.array([pose.wind for pose in poses])
    assert poses[FPS // 3].matrix[0, 1] > 0.05
    assert flutter.max() > 1.8 and flutter[2 * FPS] < 1.25 and abs(np.diff(flutter)).max() < 0.5


@pytest.mark.parametrize("number", [0, 2], ids=["body", "dust"])
def test_who_falls_dissolves_over_the_ground_and_raises_dust(number: int) -> None:
    stage, layers = staged("orion", "fall", 9.0)
    low, high = [], []
    for time in np.arange(4.5, 7.0, 0.25):
        frame, buffer = stage.frame(float(time)), np.zeros((360, 640, 3), np.float32)
        layers[number].paint(buffer, frame)
        ground = int(frame.horizon_y or 0)
        assert not buffer[ground + 3 :].any()
        low.append(float(np.abs(buffer[ground - 3 : ground]).mean()))
        high.append(float(np.abs(buffer[ground - 60 : ground - 30]).mean()))
    if number == 0:
        assert max(low) < 0.08 * max(high)
    else:
        assert max(low) > 4 * low[0] and np.abs(np.diff(low)).max() < 0.6 * max(low)
