"""The guardians of the Chinese sky act: the Dragon lifts his head, Tiger and Tortoise step, wheels roll."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.figures import FigureData, load_figure
from engine.sky.layers.beings.figure_motions import pose_of
from engine.sky.layers.beings.joints import motion_of
from storyboard.model import FigureCue


def _placed(
    figure: FigureData, cue: FigureCue, time: float, part: str | None, point: tuple[float, float]
) -> np.ndarray:
    """Where a point of the drawing stands at a time of the shot, in the figure's plane."""
    return (motion_of(figure, pose_of(cue, figure, time), part) @ (*point, 1.0))[:2]


def _turned_deg(figure: FigureData, cue: FigureCue, time: float, part: str) -> float:
    """How far a part is turned against its body at a time of the shot, from -180 to 180."""
    pose = pose_of(cue, figure, time)
    way = np.linalg.inv(motion_of(figure, pose)) @ motion_of(figure, pose, part)
    return float(np.degrees(np.arctan2(way[1, 0], way[0, 0])))


def test_the_dragon_lifts_his_head_onto_his_horn_stars() -> None:
    dragon = load_figure("qinglong")
    cue = FigureCue(name="qinglong", motion="show", motion_start_s=1.0, motion_s=5.0)
    horn = next((anchor.x, anchor.y) for anchor in dragon.anchors if anchor.hip == 66249)
    for point in (dragon.marks["mouth"], horn):
        low, lifted = (_placed(dragon, cue, time, "head", point) for time in (0.5, 9.0))
        assert np.hypot(*(low - point)) > 40
        assert np.hypot(*(lifted - point)) < 4
    assert _placed(dragon, cue, 0.5, "head", dragon.marks["mouth"])[1] > dragon.marks["mouth"][1] + 40
    np.testing.assert_array_equal(pose_of(cue, dragon, 0.5).matrix, np.eye(3))


def test_the_chariot_rolls_the_way_its_shaft_points() -> None:
    chariot = load_figure("beidou_chariot")
    cue = FigureCue(name="beidou_chariot", motion="raise", motion_start_s=0.0, motion_s=8.0)
    for wheel in ("near_wheel", "far_wheel"):
        x, y = chariot.parts[wheel].pivot
        top = _placed(chariot, cue, 1.2, wheel, (x, y - 90))
        assert top[0] < x - 4, "the shaft points to the left"
        assert np.hypot(*(top - (x, y))) > 89.9
        turns = np.unwrap(np.radians([_turned_deg(chariot, cue, time, wheel) for time in np.arange(0, 8, 0.1)]))
        assert np.degrees(turns[0] - turns[-1]) > 250


@pytest.mark.parametrize(("name", "way"), [("baihu", -220.0), ("xuanwu", 150.0)])
def test_a_beast_steps_with_legs_of_one_side_against_each_other(name: str, way: float) -> None:
    beast = load_figure(name)
    cue = FigureCue(name=name, motion="walk", motion_start_s=0.0, motion_s=5.0, way=(way, 0.0))
    legs = ("near_fore", "near_hind", "far_fore", "far_hind")
    turned = np.array([[_turned_deg(beast, cue, time, leg) for leg in legs] for time in np.arange(0, 5, 0.05)])
    assert np.ptp(turned, axis=0).min() > 8
    assert np.corrcoef(turned[:, 0], turned[:, 1])[0, 1] < -0.9
    assert np.corrcoef(turned[:, 0], turned[:, 2])[0, 1] < -0.9
    assert np.abs(turned[-1]).max() < 1.5, "it stands on its stars as it was drawn"


def test_tortoise_and_serpent_turn_to_each_other() -> None:
    warrior = load_figure("xuanwu")
    cue = FigureCue(name="xuanwu", motion="reach", motion_start_s=0.0, motion_s=3.0)
    assert _turned_deg(warrior, cue, 3.0, "head") < -8
    assert _turned_deg(warrior, cue, 3.0, "snake_head") < -8
    beak, tongue = (929.0, 345.0), (1038.0, 262.0)
    up, down = (
        _placed(warrior, cue, 3.0, part, point) - _placed(warrior, cue, 3.0, None, point)
        for part, point in (("head", beak), ("snake_head", tongue))
    )
    assert up[1] < -20 and down[1] > 20, "against its body the one looks up and the other down"
