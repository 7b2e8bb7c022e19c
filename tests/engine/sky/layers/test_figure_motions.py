"""Gestures move what they should: joints turn, bodies stay, wings beat against each other."""

from __future__ import annotations

import numpy as np
import pytest

from engine.errors import EngineError
from engine.sky.figures import load_figure
from engine.sky.layers.beings.figure_motions import MOTIONS, pose_of
from engine.sky.painter import ShotPainter
from storyboard.model import Canvas, FigureCue, Look, Scene, Shot, Sky, Storyboard, View


def _pictures(motion: str | None, times: tuple[float, ...]) -> list[np.ndarray]:
    from engine.directing.scene import scene_of

    cue = FigureCue(name="scorpius", start_s=-8.0, dust=0, motion=motion, motion_start_s=1.0, motion_s=1.5)
    scene = Scene(view=View(kind="figure", figure="scorpius", figure_height=0.8), figures=(cue,), milky_way=0.2)
    board = Storyboard(shots=(Shot(id="a", scene=scene),))
    painter = ShotPainter(
        scene_of(board.shots[0], board), canvas=Canvas(width=320, height=180), look=Look(), sky=Sky(),
        duration_s=4, seed=2, language="en",
    )  # fmt: skip
    return [painter.paint(round(time * 24)).astype(int) for time in times]


@pytest.mark.parametrize("motion", sorted(MOTIONS))
def test_a_gesture_changes_the_picture_against_the_figure_at_rest(motion: str) -> None:
    still, moved = _pictures(None, (1.9,))[0], _pictures(motion, (1.9,))[0]
    assert np.abs(still - moved).max(-1).mean() > 0.15


@pytest.mark.parametrize("motion", sorted(MOTIONS))
def test_a_gesture_has_no_jumps(motion: str) -> None:
    figure = load_figure("scorpius")
    cue = FigureCue(name="scorpius", motion=motion, motion_start_s=1.0, motion_s=2.0)
    poses = [pose_of(cue, figure, time) for time in np.arange(1.0, 4.0, 1 / 24)]
    corner = np.array([figure.frame[0], figure.frame[1], 1.0])
    places = np.array([(pose.matrix @ corner)[:2] for pose in poses])
    size = max(figure.frame[2] - figure.frame[0], figure.frame[3] - figure.frame[1])
    assert np.linalg.norm(np.diff(places, axis=0), axis=1).max() < 0.12 * size
    assert np.abs(np.diff([pose.part_angle for pose in poses])).max() < np.radians(9)


@pytest.mark.parametrize("name", ["cygnus", "aquila", "zhuque"])
def test_wings_turn_against_each_other(name: str) -> None:
    turns = [joint.turn for joint in load_figure(name).parts.values()]
    assert min(turns) < 0 < max(turns)


@pytest.mark.parametrize(("name", "way"), [("leo", 1), ("taurus", -1), ("canis_major", 1), ("tianlang", -1)])
def test_a_beast_lunges_the_way_it_faces(name: str, way: int) -> None:
    cue = FigureCue(name=name, motion="lunge", motion_start_s=0.0, motion_s=1.0)
    assert pose_of(cue, load_figure(name), 1.0).matrix[0, 2] * way > 10


@pytest.mark.parametrize("motion", ["strike", "raise", "reach", "beat"])
def test_a_gesture_of_joints_has_figures_with_joints_for_it(motion: str) -> None:
    natural = {
        "strike": ("orion", "perseus", "hercules", "scorpius"),
        "raise": ("bootes", "sagittarius", "orion"),
        "reach": ("andromeda", "zhinu"),
        "beat": ("zhuque", "pegasus", "virgo", "cygnus", "aquila", "delphinus"),
    }
    for name in natural[motion]:
        assert any(joint.turn for joint in load_figure(name).parts.values()), name


def test_an_unknown_gesture_is_told() -> None:
    with pytest.raises(EngineError, match="dance"):
        pose_of(FigureCue(name="orion", motion="dance"), load_figure("orion"), 1.0)
