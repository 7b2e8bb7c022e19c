"""Mountains, hills, forest, plain: where they stand, that they are one picture at any size, light and wind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from engine.sky.frame import Flash, Frame, Stage
from engine.sky.layers.land.mountains import CHARACTERS, crest
from engine.sky.layers.land.ridges import PERIOD, lit_face
from engine.sky.layers.layer import Order, build_element
from storyboard.model import Element

HORIZON = 0.76
MOUNTAINS = {"kind": "mountains", "height": 150, "snow": 0.5}
HILLS = {"kind": "hills"}
FOREST = {"kind": "forest", "base": 690}
PLAIN = {"kind": "plain"}
ALL = (MOUNTAINS, HILLS, FOREST, PLAIN)
NAMES = [settings["kind"] for settings in ALL]


def changed(after: np.ndarray, before: np.ndarray) -> np.ndarray:
    return np.asarray(np.abs(after - before).max(-1) > 1e-5)


def with_flash(stage: Stage) -> Stage:
    return Stage(**{**stage.__dict__, "flashes": (Flash(2.0, 1.0, 640.0, 400.0),)})


@pytest.mark.parametrize("settings", ALL, ids=NAMES)
def test_the_same_frame_is_the_same_in_any_order_thread_and_object(small_scene, settings) -> None:
    scene = small_scene(settings)
    times = [0.5, 2.0, 4.5]
    first = [scene.light(time) for time in times]
    with ThreadPoolExecutor(2) as pool:
        again = list(pool.map(scene.light, reversed(times)))[::-1]
    fresh = small_scene(settings)
    for time, one, two in zip(times, first, again, strict=True):
        np.testing.assert_array_equal(one, two)
        np.testing.assert_array_equal(one, fresh.light(time))


@pytest.mark.parametrize("settings", ALL, ids=NAMES)
@pytest.mark.parametrize("size", [(202, 360), (840, 360)])
def test_any_shape_of_picture_is_filled_to_its_lower_edge(small_scene, settings, size) -> None:
    scene = small_scene(settings, width=size[0], height=size[1])
    after = scene.light(1.0)
    assert np.isfinite(after).all()
    assert after.min() >= 0
    assert changed(after, scene.backdrop())[-3:].all()


@pytest.mark.parametrize("settings", ALL, ids=NAMES)
def test_a_large_picture_shrunk_equals_a_small_one(small_scene, settings) -> None:
    large = small_scene(settings, width=1280, height=720).light(1.5)
    small = small_scene(settings, width=640, height=360).light(1.5)
    shrunk = cv2.resize(large, (640, 360), interpolation=cv2.INTER_AREA)
    soft = [np.sqrt(cv2.GaussianBlur(picture, (0, 0), 2.0)) for picture in (shrunk, small)]
    ground = slice(int(360 * HORIZON) + 10, None)
    assert np.corrcoef(soft[0][ground].ravel(), soft[1][ground].ravel())[0, 1] > 0.9
    assert np.abs(soft[0] - soft[1]).mean() < 0.012


@pytest.mark.parametrize("settings", ALL, ids=NAMES)
def test_lightning_lights_the_land(small_scene, settings) -> None:
    scene = small_scene(settings)
    stage = with_flash(scene.stage)
    layer = build_element(Element(**settings), stage)
    dark, bright = scene.light(2.0), scene.backdrop()
    layer.paint(bright, Frame(stage, 2.0, stage.path.projection(2.0), stage.path.ground(2.0)))
    assert bright[-80:].sum() > dark[-80:].sum() * 1.15


def test_mountains_rise_to_their_height_and_no_higher(small_scene) -> None:
    scene = small_scene(MOUNTAINS, push=0.0)
    hit = changed(scene.light(0.0), scene.backdrop())
    horizon = int(360 * HORIZON)
    rows = np.flatnonzero(hit.any(1))
    assert horizon - 150 * 0.5 * 1.4 < rows[0] < horizon - 150 * 0.5 * 0.55


def test_far_mountains_end_at_their_foot_behind_figures(small_scene) -> None:
    scene = small_scene({**MOUNTAINS, "far": True}, push=0.0)
    hit = changed(scene.light(0.0), scene.backdrop())
    assert not hit[int(360 * HORIZON) + 2 :].any()
    assert Order.LIGHTNING < scene.layers[0].order < Order.FIGURES


def test_a_gap_keeps_the_mountains_low(small_scene) -> None:
    def highest(scene) -> np.ndarray:
        hit = changed(scene.light(0.0), scene.backdrop())
        return np.argmax(hit, 0)[280:360]

    free = highest(small_scene({**MOUNTAINS, "gap": [640, 200]}, push=0.0)).min()
    assert free > highest(small_scene(MOUNTAINS, push=0.0)).min() + 8


def test_snow_whitens_the_high_ridges(small_scene) -> None:
    bare, white = (small_scene({**MOUNTAINS, "snow": snow}).light(0.0) for snow in (0.0, 0.9))
    assert white.max(-1)[: int(360 * HORIZON)].sum() > bare.max(-1)[: int(360 * HORIZON)].sum()


def test_ridges_have_characters_of_their_own() -> None:
    lines = [crest(character, np.random.default_rng(seed)) for seed, character in enumerate(CHARACTERS)]
    rough = [float(np.abs(np.diff(line, 2)).mean()) for line in lines]
    assert rough[0] > 2.5 * rough[-1]
    for i, one in enumerate(lines):
        assert 0 < one.min() and one.max() < 1.6
        for two in lines[i + 1 :]:
            assert abs(np.corrcoef(one, two)[0, 1]) < 0.7


def test_peaks_do_not_stand_in_a_rhythm() -> None:
    for seed in range(4):
        line = cv2.GaussianBlur(crest(CHARACTERS[0], np.random.default_rng(seed))[None], (0, 0), 14)[0]
        tops = np.flatnonzero((line > np.roll(line, 1)) & (line >= np.roll(line, -1)))
        gaps = np.diff(tops)
        assert gaps.std() / gaps.mean() > 0.3


def test_the_face_of_a_ridge_does_not_repeat() -> None:
    profile = crest(CHARACTERS[0], np.random.default_rng(1)) * 150
    face = lit_face(profile.astype(np.float32), np.random.default_rng(2))[8:40, :, 0]
    face = face - cv2.GaussianBlur(face, (0, 0), 40)
    power = np.abs(np.fft.rfft(face, axis=1)) ** 2
    auto = np.fft.irfft(power.sum(0), n=PERIOD)
    auto /= auto[0]
    fallen = int(np.argmax(auto[: PERIOD // 2] < 0.1))
    assert auto[fallen : PERIOD // 2].max() < 0.3


def test_trees_stand_on_the_hills_only_when_asked(small_scene) -> None:
    bare = small_scene({**HILLS, "trees": "none"}).light(0.0)
    wooded = small_scene({**HILLS, "trees": "conifers"}).light(0.0)
    assert changed(wooded, bare).sum() > 300


def test_the_plain_lies_under_the_horizon(small_scene) -> None:
    scene = small_scene(PLAIN, push=0.0)
    hit = changed(scene.light(0.0), scene.backdrop())
    horizon = int(360 * HORIZON)
    assert not hit[: horizon - 6].any()
    assert hit[horizon + 6 :].all()


def test_wind_moves_the_grass_and_near_blades_move_most(small_scene) -> None:
    scene = small_scene({**PLAIN, "wind": 1.2}, push=0.0)
    frames = np.stack([np.sqrt(scene.light(time).mean(-1)) for time in (1.0, 1.3, 1.6)])
    horizon = int(360 * HORIZON)
    moved = np.abs(np.diff(frames, axis=0)).mean((0, 2))
    assert moved[-20:].mean() > moved[horizon + 2 : horizon + 10].mean() > 0


def test_still_air_leaves_the_grass_still(small_scene) -> None:
    scene = small_scene({**PLAIN, "wind": 0.0, "blades": 0}, push=0.0)
    windy = small_scene({**PLAIN, "wind": 1.0, "blades": 0}, push=0.0)
    still = np.abs(scene.light(1.0) - scene.light(2.0)).mean()
    assert still < 0.35 * np.abs(windy.light(1.0) - windy.light(2.0)).mean()


def test_a_clearing_stays_free_of_trees(small_scene) -> None:
    def silhouette(**settings) -> np.ndarray:
        scene = small_scene({"kind": "forest", "frame": False, "gaps": 0.0, **settings}, push=0.0)
        return np.argmax(changed(scene.light(0.0), scene.backdrop()), 0)

    wooded, cleared = silhouette(), silhouette(clearing=[640, 400])
    assert (cleared[260:380] > wooded[260:380] + 4).mean() > 0.9
    np.testing.assert_array_equal(cleared[:80], wooded[:80])


def test_near_trees_frame_the_picture_and_leave_its_middle_open(small_scene) -> None:
    with_frame = small_scene({"kind": "forest"}, push=0.0).light(0.0)
    without = small_scene({"kind": "forest", "frame": False}, push=0.0).light(0.0)
    hit = changed(with_frame, without)[:330]
    assert hit[:, 240:400].sum() == 0
    assert hit[:, :100].any() and hit[:, -100:].any()
