"""How things move from frame to frame: nothing jumps, flips, or ends in one frame; what is heavy moves like it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.directing.scene import scene_of
from engine.sky.figures import load_figure
from engine.sky.layers.beings.figure_motions import HIT, pose_of
from engine.sky.layers.birds.birds import FIRST_REST, heading_of
from engine.sky.layers.birds.magpie_atlas import PHASES, RESTS
from engine.sky.layers.birds.perching import CLOSED, HALF_OPEN, MEETS, Perching
from engine.sky.layers.layer import build_element
from engine.sky.layers.night.star_places import above_ground, risen
from engine.sky.painter import ShotPainter, build_stage
from storyboard.model import Camera, Canvas, Element, FigureCue, Look, Scene, Shot, Sky, Storyboard, View

FPS = 24
MIST = {"kind": "mist", "drift": 3.0, "scatter": 0.3}
CLOUDS = {"kind": "clouds", "cover": 0.6}
CALM_SEA = {"kind": "sea", "wind": 3.0, "calm": 0.97, "haze": 0.0}
PLAIN = {"kind": "plain"}
BOLT = {"kind": "lightning", "times": [1.0], "x": 842, "y": 500}
ARROW = {"kind": "arrow", "from": [180, 420], "to": [860, 160], "start_s": 0.5, "flight_s": 1.0, "sparks": 0}
STARFALL = {"kind": "starfall", "count": 24, "fall_s": 2.0, "lines": False}
FLOCK = {"kind": "flock", "from": [200, 430], "to": [1080, 170], "spread": 60.0, "cross_s": 6.0, "size": 40.0}


def steps(frames: list[NDArray[np.float32]]) -> NDArray[np.float64]:
    """How much each of the frames differs from the one before, in tone rather than in light."""
    tones = [np.sqrt(np.maximum(frame, 0)) for frame in frames]
    return np.array([float(np.abs(b - a).mean()) for a, b in zip(tones[:-1], tones[1:], strict=True)])


def changed(after: NDArray[np.float32], before: NDArray[np.float32]) -> NDArray[np.bool_]:
    return np.asarray(np.abs(after - before).max(-1) > 1e-3)


# ----------------------------------------------------------------- what the camera moves past


@pytest.mark.parametrize("settings", [MIST, CLOUDS], ids=["mist", "clouds"])
def test_a_push_makes_nothing_jump(small_scene, settings) -> None:
    scene = small_scene(settings, push=0.10, duration_s=4.0)
    moved = steps([scene.light(frame / FPS) for frame in range(30, 72)])
    assert moved.max() < 1.9 * np.median(moved)


def test_what_the_sea_mirrors_glides_as_the_horizon_does() -> None:
    sea = Element.model_validate(CALM_SEA)
    view = View(kind="sky", centre=(0.5, 0.38), horizon=0.76)
    scene = Scene(view=view, camera=Camera(push=0.10), elements=(sea,))
    stage = build_stage(scene, Canvas(width=640, height=360), Sky(), 4.0, 5, "en")
    layer, rows, offsets = build_element(sea, stage), np.arange(360) + 0.5, []
    for time in np.arange(1.5, 2.5, 1 / FPS):
        frame = stage.frame(float(time))
        buffer = np.zeros((360, 640, 3), np.float32)
        buffer[225:233] = 1.0
        layer.paint(buffer, frame)
        horizon = frame.horizon_y
        assert horizon is not None
        image = np.where(rows > horizon + 20, buffer.sum((1, 2)), 0)
        image = np.maximum(image - 0.3 * image.max(), 0)
        # a mirror stands in the middle between a thing and its image
        offsets.append(float(image @ rows / image.sum()) - 2 * horizon + 229)
    assert np.ptp(offsets) < 0.5


def test_grass_sways_and_does_not_tremble(small_scene) -> None:
    scene = small_scene(PLAIN, push=0.0, width=480, height=270)
    frames = np.array([scene.light(1 + frame / FPS)[215:].mean(-1) for frame in range(12)])
    speed, change = np.diff(frames, axis=0), np.diff(frames, 2, axis=0)
    # noise in time has a ratio of 1.7, blades with weight 1.4 at this size
    assert np.sqrt((change**2).mean()) < 1.47 * np.sqrt((speed**2).mean())
    assert np.abs(speed).max() > 1e-3


# ----------------------------------------------------------------- what ends


def test_a_stroke_of_lightning_fades_out(small_scene) -> None:
    scene = small_scene(BOLT, kind="sky", push=0.0)
    backdrop = scene.backdrop()
    light = np.array([float((scene.light(1 + frame / FPS) - backdrop).max()) for frame in range(30)])
    assert light[0] > 1.0 and light[-1] == 0
    assert (np.diff(light) <= 1e-6).all()
    last = int(np.flatnonzero(light)[-1])
    assert light[last] < 0.03 * light[0]
    # it is gone before the glow of the clouds is
    assert 0.4 < last / FPS < 0.9


def test_an_arrow_goes_out_in_the_flash_it_makes(small_scene) -> None:
    scene = small_scene(ARROW, kind="sky", push=0.0)
    backdrop = scene.backdrop()
    # the first frames in which it no longer flies: the flash is still rising
    at_target = [float((scene.light(time) - backdrop)[60:100, 400:440].sum()) for time in (1.47, 1.5, 1.52, 1.56)]
    assert min(at_target[1:]) > 0.7 * at_target[0]


def test_a_fallen_star_kindles_where_its_trail_ends(small_scene) -> None:
    scene = small_scene(STARFALL, duration_s=5.0, push=0.0, width=480, height=270)
    frames = [scene.light(0.7 + frame / FPS) for frame in range(36)]
    brightest = [float(np.abs(b - a).max()) for a, b in zip(frames[:-1], frames[1:], strict=True)]
    assert max(brightest) < 2.2


def test_lines_go_out_while_their_stars_set(small_scene) -> None:
    frame = small_scene(PLAIN).stage.frame(0.0)
    zenith = frame.stage.path.zenith(0.0)
    assert zenith is not None
    aside = np.cross(zenith, [0.3, 0.5, 0.81])
    aside /= np.linalg.norm(aside)
    altitudes = np.radians(np.linspace(-8, 4, 241))
    directions = np.sin(altitudes)[:, None] * zenith + np.cos(altitudes)[:, None] * aside
    up = risen(directions, frame)
    assert (up[altitudes < np.radians(-4.5)] == 0).all() and (up[altitudes > 0] == 1).all()
    assert 0 <= np.diff(up).min() and np.diff(up).max() < 0.03
    assert (up[above_ground(directions, frame)] > 0.9).all()


# ----------------------------------------------------------------- birds


def test_a_bird_points_where_it_flies() -> None:
    angles = np.radians([-50, -20, 0, 30, 55, 125, 160, 180, 200, 230])
    speed = np.stack([np.cos(angles), np.sin(angles)], 1)
    side, turn = heading_of(speed)
    bill = np.sign(side)[:, None] * np.stack([np.cos(turn), np.sin(turn)], 1)
    assert ((bill * speed).sum(1) > 0.99).all()


def test_a_bird_that_turns_round_does_not_flip() -> None:
    angles = np.radians(np.arange(0, 361, 2.0))
    side, turn = heading_of(np.stack([np.cos(angles), np.sin(angles)], 1))
    assert side.min() < -0.99 and side.max() > 0.99
    assert np.abs(np.diff(side)).max() < 0.1 and np.abs(np.diff(turn)).max() < 0.15


def test_no_bird_of_a_flock_begins_or_ends_in_the_middle_of_its_way(small_scene) -> None:
    scene = small_scene({**FLOCK, "count": 60, "length": 800.0}, kind="sky", push=0.0, width=480, height=270)
    backdrop = scene.backdrop()
    first = np.nonzero(changed(scene.light(0.5), backdrop))[1]
    last = np.nonzero(changed(scene.light(5.5), backdrop))[1]
    assert len(first) and first.max() < 0.4 * 480
    assert len(last) and last.min() > 0.6 * 480
    assert not changed(scene.light(0.0), backdrop).any() and not changed(scene.light(6.0), backdrop).any()


def test_birds_that_fly_away_grow_smaller(small_scene) -> None:
    near, away = (
        small_scene({**FLOCK, "count": 30, "away": share}, kind="sky", push=0.0, width=480, height=270)
        for share in (0.0, 0.8)
    )
    painted = [int(changed(scene.light(4.6), scene.backdrop()).sum()) for scene in (near, away)]
    assert 0 < painted[1] < 0.6 * painted[0]


def test_wings_fold_and_open_where_a_beat_ends() -> None:
    rng = np.random.default_rng(4)
    count = 60
    rest = rng.integers(len(RESTS), size=count)
    lands = rng.uniform(0.5, 2.0, count)
    wings = Perching(
        np.zeros(count, int), rest, rng.random(count) < 0.3, rng.uniform(2.4, 3.6, count), rng.normal(0, 1, count),
        lands, np.full(count, np.inf),
    )  # fmt: skip
    times = np.arange(0, 14, 1 / FPS)
    turns = np.array([wings.turns(time) for time in times])
    assert (np.diff(turns, axis=0) > 0).all() and np.diff(turns, axis=0).max() < 4 / FPS
    # none keeps time like a clock, and no two together
    held = np.diff(turns[times > 5], axis=0) * FPS
    assert (np.ptp(held, axis=0) > 0.8).all() and np.abs(np.corrcoef(held.T) - np.eye(count)).min() < 0.1
    cells = np.array([wings.cells(time) for time in times])
    flying = cells < FIRST_REST
    assert flying[times < 0.5].all() and not flying[-FPS * 7 :, ~wings.beats].all(0).any()
    assert flying[:, wings.beats].all()
    # a resting bird stirs
    assert (flying[times > 6].any(0) | wings.beats).all()
    for before, after in ((flying[:-1] & ~flying[1:], 0), (~flying[:-1] & flying[1:], 1)):
        moment, bird = np.nonzero(before)
        assert len(moment) > 20
        phase = cells[moment + after, bird] / PHASES - MEETS[rest[bird]]
        assert (np.abs((phase + 0.5) % 1 - 0.5) < 0.2).all()
        closed = rest[bird] < CLOSED
        assert (cells[moment + 1 - after, bird][closed] == HALF_OPEN).all()


# ----------------------------------------------------------------- figures


def test_a_strike_is_fastest_where_it_hits() -> None:
    figure, cue = load_figure("scorpius"), FigureCue(name="scorpius", motion="strike", motion_start_s=0, motion_s=1)
    times = np.linspace(0, 1, 401)
    speed = np.diff([pose_of(cue, figure, float(time)).part_angle for time in times]) * 400
    fastest = times[int(np.argmax(speed))]
    assert HIT - 0.02 < fastest <= HIT
    assert speed[times[:-1] < 0.5].max() < 0.1 * speed.max()


def test_what_has_risen_breathes() -> None:
    figure = load_figure("sea_monster")
    cue = FigureCue(name="sea_monster", motion="rise", motion_start_s=0.0, motion_s=2.0)
    height = np.array([pose_of(cue, figure, time).matrix[1, 2] for time in np.arange(2.5, 8, 1 / FPS)])
    tall = figure.frame[3] - figure.frame[1]
    assert 0.01 * tall < np.ptp(height) < 0.03 * tall
    assert np.abs(np.diff(height)).max() < 0.002 * tall


@pytest.mark.parametrize(("name", "motion", "way"), [
    ("scorpius", "creep", (1, 0)), ("canis_major", "run", (1, 0)), ("lepus", "run", (1, 0)),
    ("perseus", "descend", (0, 1)),
])  # fmt: skip
def test_who_comes_up_to_its_stars_comes_to_rest_on_them(name: str, motion: str, way: tuple[int, int]) -> None:
    figure = load_figure(name)
    cue = FigureCue(name=name, motion=motion, motion_start_s=0.0, motion_s=4.0)
    left, top, right, bottom = figure.frame
    middle = np.array([(left + right) / 2, (top + bottom) / 2, 1.0])
    poses = [pose_of(cue, figure, time).matrix @ middle - middle for time in np.arange(0, 5, 1 / FPS)]
    # claws, nose and feet go ahead
    ahead = np.array(poses)[:, :2] @ np.array(way)
    assert ahead[0] < -20 and np.diff(ahead)[: 4 * FPS].min() > -0.3
    assert np.abs(poses[4 * FPS]).max() < 0.007 * (bottom - top)


def _dust_alone(motion: str | None, time: float) -> NDArray[np.float64]:
    """Light (H, W) of a figure's dust at a moment of a gesture, without anything else."""
    scene = Scene(
        view=View(kind="figure", figure="leo", figure_height=0.7), milky_way=0.0,
        figures=(FigureCue(name="leo", start_s=-8, strength=0, fill=0, dust=3, motion=motion, motion_start_s=0.5),),
    )  # fmt: skip
    bare = scene.model_copy(update={"figures": (scene.figures[0].model_copy(update={"dust": 0}),)})
    board = Storyboard(shots=(Shot(id="a", scene=scene),))
    with_dust, without = (
        ShotPainter(
            scene_of(Shot(id="a", scene=each), board), canvas=Canvas(width=320, height=180), look=Look(), sky=Sky(),
            duration_s=4, seed=2, language="en",
        ).light(round(time * FPS))
        for each in (scene, bare)
    )  # fmt: skip
    return np.asarray((with_dust - without).sum(-1), float)


def test_dust_goes_with_its_figure() -> None:
    still, moved = _dust_alone(None, 3.0), _dust_alone("lunge", 3.0)
    columns = np.arange(still.shape[1])
    went = (moved.sum(0) @ columns) / moved.sum() - (still.sum(0) @ columns) / still.sum()
    figure = load_figure("leo")
    assert figure.plane is not None
    width = figure.frame[2] - figure.frame[0]
    pixels = 0.7 * 180 / (figure.frame[3] - figure.frame[1])
    assert abs(went - 0.08 * width * pixels) < 0.25 * 0.08 * width * pixels


def test_dust_of_a_falling_figure_does_not_go_out_at_once() -> None:
    just_before, just_after = _dust_alone("fall", 0.5).sum(), _dust_alone("fall", 0.6).sum()
    assert just_after > 0.8 * just_before
