"""What the people of the legends do moves as its weight asks: chains hang and swing, break and fall, monsters come."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.figures import FigureData, load_figure, rasterise
from engine.sky.figures.compose import swing_offset
from engine.sky.frame import Stage
from engine.sky.layers.beings.figure_motions import pose_of
from engine.sky.layers.beings.joints import motion_of
from engine.sky.layers.beings.set_figure import SetFigure
from engine.sky.layers.beings.standing import Standing
from engine.sky.painter import build_stage
from storyboard.model import Canvas, Element, FigureCue, Scene, Sky, View

FPS = 24
LIP = (820.0, 303.0)
"""The tip of the sea monster's lower jaw."""

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
    heights = np.array([(motion_of(figure, pose, "tether") @ (x, y, 1.0))[1] - y for pose in poses])
    left = np.array([pose.shown_of(tether) for pose in poses])
    assert heights[FPS] == 0 and left[FPS] == 1 and left[-1] == 0
    falling = np.diff(heights)[(heights[:-1] > 0) & (left[:-1] > 0)]
    assert (np.diff(falling) > 0).all() and falling[0] < 2
    assert np.abs(np.diff(left)).max() < 0.1
    assert all(pose.shown_of(arm) == 1 for pose in poses)


# ----------------------------------------------------------------- the monster


def _comes() -> tuple[FigureData, FigureCue, Stage]:
    cue = FigureCue(
        name="sea_monster", start_s=0, draw_s=0.5, motion="approach", motion_start_s=0.5, motion_s=5.0,
        place=(836.0, 222.0, 0.72),
    )  # fmt: skip
    sea = (Element.model_validate({"kind": "sea"}),)
    scene = Scene(view=View(kind="horizon", centre=(0.5, 0.786)), figures=(cue,), elements=sea)
    return load_figure("sea_monster"), cue, build_stage(scene, Canvas(width=320, height=180), Sky(), 8.0, 5, "en")


def test_what_comes_nearer_grows_without_a_jump_and_ends_at_its_place() -> None:
    figure, cue, stage = _comes()
    times = np.arange(0, 8, 1 / FPS)
    near = np.array([pose_of(cue, figure, time).nearness for time in times])
    assert near[0] < 0.25 and near[-1] == 1 and (np.diff(near) >= 0).all()
    assert np.diff(near).max() < 0.03 and np.abs(np.diff(near, 2)).max() < 0.006
    standing = Standing(cue, figure, stage)
    foot = np.array([standing.nearer(1066, 661, share) for share in near])
    # down the picture and towards the side it looks to; its waterline stays below the horizon
    assert stage.horizon is not None and (np.diff(foot[:, 1]) >= 0).all() and (np.diff(foot[:, 0]) <= 0).all()
    assert foot[0, 1] > stage.horizon and tuple(foot[-1]) == (1066, 661)


def test_its_jaws_open_before_it_is_there() -> None:
    figure, cue, _ = _comes()
    lip = np.array([*LIP, 1.0])
    gape = np.array([
        (motion_of(figure, pose, "jaw") @ lip - motion_of(figure, pose, "face") @ lip)[1]
        for pose in (pose_of(cue, figure, time) for time in np.arange(0, 8, 1 / FPS))
    ])  # fmt: skip
    widest = int(np.argmax(gape)) / FPS
    assert gape[0] == 0 and gape.max() > 30 and 3.5 < widest < 5.5
    assert np.abs(np.diff(gape)).max() < 4 and gape.min() >= 0


def test_the_water_boils_while_the_body_moves_and_is_calmer_where_it_stands() -> None:
    figure, cue, stage = _comes()
    risen = cue.model_copy(update={"motion": "rise", "motion_start_s": 1.0, "motion_s": 3.5})
    churn = Standing(risen, figure, stage).churn(np.arange(0, 8, 1 / FPS))
    assert churn[: FPS - 1].max() < 1e-6 and churn.max() > 0.8
    assert churn[-FPS:].max() < 0.15 and np.abs(np.diff(churn)).max() < 0.08
    assert 2.5 < np.argmax(churn) / FPS < 4.0


def test_foam_knows_how_its_figure_moves(small_scene) -> None:
    cue = _comes()[1].model_copy(update={"motion": "rise", "motion_start_s": 0.5, "motion_s": 3.0})
    foam = {"kind": "foam", "figure": "sea_monster", "x": 1150, "y": 662, "width": 290}
    scene = small_scene(foam, duration_s=9.0, push=0.0, figures=(cue,))
    rising, standing = (float((scene.light(time) - scene.backdrop()).sum()) for time in (2.4, 8.0))
    assert standing > 0 and rising > 2.5 * standing
    moved = [scene.light(frame / FPS) for frame in range(30, 60)]
    steps = np.array([float(np.abs(b - a).sum()) for a, b in zip(moved[:-1], moved[1:], strict=True)])
    assert steps.max() < 1.6 * np.median(steps)


# ----------------------------------------------------------------- the rescuer


def _rescuer() -> tuple[FigureData, FigureCue]:
    return load_figure("perseus"), FigureCue(
        name="perseus", motion="descend", motion_start_s=0, motion_s=3.6, then="show", then_start_s=4, then_s=2.0
    )


def test_wings_on_his_feet_beat_and_his_arms_do_not() -> None:
    figure, cue = _rescuer()
    poses = [pose_of(cue, figure, time) for time in np.arange(0, 3.5, 1 / FPS)]
    wings = np.degrees([[pose.turn_of(figure.parts[name]) for name in ("near_wing", "far_wing")] for pose in poses])
    assert (np.ptp(wings, axis=0) > 25).all() and np.abs(np.diff(wings, axis=0)).max() < 16
    # seven beats or more on the way, none of them shorter than six frames
    turns = np.flatnonzero(np.diff(np.sign(np.diff(wings[:, 0]))))
    assert 14 <= len(turns) <= 17 and np.diff(turns).min() >= 3
    assert all(pose.turn_of(figure.parts["arm"]) == 0 for pose in poses)


def test_what_he_shows_comes_out_to_its_star_and_stays_there() -> None:
    figure, cue = _rescuer()
    trophy = figure.parts["trophy"]
    turns = np.degrees([pose_of(cue, figure, time).turn_of(trophy) for time in np.arange(3, 8, 1 / FPS)])
    assert (turns[:FPS] == turns[0]).all() and turns[0] > 20
    assert -3.5 < turns.min() < -0.5 and np.abs(turns[-FPS:]).max() < 0.05
    assert np.abs(np.diff(turns)).max() < 3.5 and np.abs(np.diff(turns, 2)).max() < 1.0


# ----------------------------------------------------------------- what turns to stone


def test_what_turns_to_stone_does_so_from_its_foot_up_and_keeps_its_outline(small_scene) -> None:
    cue = _comes()[1].model_copy(update={"motion": "petrify", "motion_start_s": 1.0, "motion_s": 3.0, "start_s": -4.0})
    figure, stage = load_figure("sea_monster"), small_scene(figures=(cue,), push=0.0).stage
    painted = SetFigure(cue, figure, stage)

    def light(time: float, behind: float = 0.05) -> NDArray[np.float32]:
        buffer = np.full((stage.height, stage.width, 3), behind, np.float32)
        painted.paint(buffer, stage.frame(time))
        return buffer

    alive, half, stone = (light(time) for time in (1.0, 2.2, 4.5))
    rows = np.arange(stage.height)
    first, then = (np.abs(b - a).sum((1, 2)) for a, b in ((alive, half), (half, stone)))
    assert (first @ rows) / first.sum() > (then @ rows) / then.sum() + 15
    covered = [(light(time, 1.0) - light(time, 0.0)).min(-1) < 0.5 for time in (1.0, 4.5)]
    assert (covered[0] & covered[1]).sum() > 0.85 * (covered[0] | covered[1]).sum()
    # stone does not sway, and no frame jumps
    assert np.array_equal(light(4.5), light(5.5))
    frames = [light(1 + frame / FPS) for frame in range(3 * FPS)]
    steps = np.array([float(np.abs(b - a).mean()) for a, b in zip(frames[:-1], frames[1:], strict=True)])
    assert steps.max() < 4 * np.median(steps)


# ----------------------------------------------------------------- the queen


def test_the_queen_lifts_her_mirror_to_its_star_and_her_eyes_follow() -> None:
    figure, cue = load_figure("cassiopeia"), FigureCue(name="cassiopeia", motion="show", motion_start_s=1, motion_s=2)
    star = next(anchor for anchor in figure.anchors if anchor.hip == 746)
    times = np.arange(0, 6, 1 / FPS)
    poses = [pose_of(cue, figure, time) for time in times]
    mirror = np.array([(motion_of(figure, pose, "mirror") @ (star.x, star.y, 1))[:2] for pose in poses])
    away = mirror - (star.x, star.y)
    assert away[0, 1] > 25 and np.hypot(*away[-1]) < 0.3
    assert np.hypot(*np.diff(away, axis=0).T).max() < 5
    nods = np.array([pose.turn_of(figure.parts["head"]) for pose in poses])
    assert nods[0] < np.radians(-6) and abs(nods[-1]) < 1e-3
