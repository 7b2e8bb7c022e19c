"""Fireflies, meteors, river, hairpin, glow, Moon, magpies: where and when they shine and how they move."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from engine.errors import EngineError
from engine.sky.layers.birds.birds import FIRST_REST, flight_cells
from engine.sky.layers.birds.magpie_atlas import PHASES, RESTS, VIEWS, magpie_atlas
from engine.sky.layers.lights.light_paths import light_path
from engine.sky.layers.lights.river import passing_times
from engine.sky.observer import GALACTIC_POLE
from storyboard.model import Element

FIREFLIES = {"kind": "fireflies"}
METEORS = {"kind": "meteors", "times": [2.0], "paths": [[300, 100, 620, 260]]}
RIVER = {"kind": "river", "draw_s": 3.0}
HAIRPIN = {"kind": "hairpin", "points": [[100, 60], [640, 260], [1180, 480]], "start_s": 0.5, "draw_s": 3.0}
GLOW = {"kind": "glow", "x": 400, "y": 300}
SPARK = {"kind": "spark", "x": 900, "y": 200, "start_s": 1.8}
MOON = {"kind": "moon", "x": 900, "y": 200, "radius": 40}
MAGPIES = {"kind": "magpies", "gather_s": 3.5, "count": 90}
FLOCK = {"kind": "flock"}
ALL = (FIREFLIES, METEORS, RIVER, HAIRPIN, GLOW, SPARK, MOON, MAGPIES, FLOCK)
NAMES = [settings["kind"] for settings in ALL]


def changed(after: np.ndarray, before: np.ndarray) -> np.ndarray:
    return np.asarray(np.abs(after - before).max(-1) > 2e-4)


@pytest.mark.parametrize("settings", ALL, ids=NAMES)
def test_the_same_frame_is_the_same_in_any_order_thread_and_object(small_scene, settings) -> None:
    scene = small_scene(settings, kind="sky")
    times = [0.9, 2.1, 5.5]
    first = [scene.light(time) for time in times]
    with ThreadPoolExecutor(2) as pool:
        again = list(pool.map(scene.light, reversed(times)))[::-1]
    fresh = small_scene(settings, kind="sky")
    for time, one, two in zip(times, first, again, strict=True):
        np.testing.assert_array_equal(one, two)
        np.testing.assert_array_equal(one, fresh.light(time))


@pytest.mark.parametrize("settings", ALL, ids=NAMES)
@pytest.mark.parametrize("size", [(640, 360), (480, 360), (202, 360)])
def test_each_paints_and_nothing_breaks_in_any_shape(small_scene, settings, size) -> None:
    scene = small_scene(settings, width=size[0], height=size[1], kind="sky")
    hits = 0
    for time in (1.9, 2.15, 4.0):
        after = scene.light(time)
        assert np.isfinite(after).all()
        assert after.min() >= 0
        hits += int(changed(after, scene.backdrop()).sum())
    assert hits > 20 or size[0] < 480


@pytest.mark.parametrize("settings", ALL, ids=NAMES)
def test_each_moves(small_scene, settings) -> None:
    scene = small_scene(settings, kind="sky")
    assert changed(scene.light(2.4), scene.light(2.1)).any()


@pytest.mark.parametrize("settings", [RIVER, HAIRPIN, GLOW, MOON, MAGPIES, FLOCK], ids=lambda s: s["kind"])
def test_a_large_picture_shrunk_equals_a_small_one(small_scene, settings) -> None:
    large = small_scene(settings, width=1280, height=720, kind="sky").light(3.0)
    small = small_scene(settings, width=640, height=360, kind="sky").light(3.0)
    shrunk = cv2.resize(large, (640, 360), interpolation=cv2.INTER_AREA)
    soft = [np.sqrt(cv2.GaussianBlur(picture, (0, 0), 2.5)) for picture in (shrunk, small)]
    assert np.corrcoef(soft[0].ravel(), soft[1].ravel())[0, 1] > 0.97


def test_fireflies_keep_to_their_region_and_breathe_apart(small_scene) -> None:
    scene = small_scene({**FIREFLIES, "region": [200, 500, 800, 700], "count": 30}, push=0.0)
    seen = np.zeros((360, 640), bool)
    light = []
    for time in np.arange(3.0, 6.0, 0.25):
        after = scene.light(float(time))
        seen |= changed(after, scene.backdrop())
        light.append(float((after - scene.backdrop()).sum()))
    rows, columns = np.nonzero(seen)
    assert rows.min() > 210 and columns.min() > 60 and columns.max() < 450
    # no common breath: the sum of all of them varies much less than one does
    assert min(light) > 0.25 * max(light)


def test_a_meteor_shines_at_its_time_on_its_way_and_tapers(small_scene) -> None:
    scene = small_scene(METEORS, push=0.0)
    assert not changed(scene.light(1.9), scene.backdrop()).any()
    burning = scene.light(2.75) - scene.backdrop()
    rows, columns = np.nonzero(burning.max(-1) > 0.01)
    assert 135 < columns.min() and columns.max() < 330 and 40 < rows.min() and rows.max() < 145
    along = burning.sum(-1).max(0)[150:300]
    lit = along[along > 0.01]
    assert lit.max() > 4 * np.median(lit)
    assert not changed(scene.light(5.5), scene.backdrop()).any()


def test_a_meteor_brakes(small_scene) -> None:
    scene = small_scene({**METEORS, "paths": [[200, 100, 1100, 300]]}, push=0.0)
    heads = []
    for time in (2.4, 2.8, 3.2, 3.6):
        light = (scene.light(time) - scene.backdrop()).sum(-1)
        heads.append(int(np.flatnonzero(light.max(0) > 0.03).max()))
    steps = np.diff(heads)
    assert steps[0] > steps[-1] > 0


def test_the_river_runs_along_the_galactic_equator(small_scene) -> None:
    scene = small_scene(
        {"kind": "river", "galactic": [40, 90], "draw_s": 0, "width": 30, "density": 1.5}, kind="sky", push=0.0
    )
    stage = scene.stage
    path = light_path(Element.model_validate({"kind": "river", "galactic": [40, 90]}), stage)
    pole = stage.of_date @ GALACTIC_POLE
    directions = stage.frame(0.0).camera.unproject(path.points(stage.frame(0.0)))
    assert np.abs(directions @ pole).max() < 2e-3


def test_the_river_grows_from_its_start_and_not_evenly(small_scene) -> None:
    passes = passing_times(1.0, 4.0)
    assert passes[0] == pytest.approx(1.0) and passes[-1] == pytest.approx(5.0)
    speed = 1 / np.diff(passes)
    assert speed[len(speed) // 2] > 4 * speed[0]
    scene = small_scene({**RIVER, "points": [[40, 360], [1240, 360]], "draw_s": 4.0}, push=0.0)
    early = changed(scene.light(1.6), scene.backdrop()).max(0)
    late = changed(scene.light(5.9), scene.backdrop()).max(0)
    assert early[:160].any() and not early[420:].any()
    assert late[60:560].mean() > 0.95


def test_a_river_without_a_way_says_so(small_scene) -> None:
    with pytest.raises(EngineError, match="at least two points"):
        small_scene({"kind": "river", "points": [[1, 2]]})
    with pytest.raises(EngineError, match="HIP 999999"):
        small_scene({"kind": "glow", "hip": 999999})


def test_the_hairpin_is_gold_and_leaves_silver(small_scene) -> None:
    scene = small_scene(HAIRPIN, push=0.0)
    assert not changed(scene.light(0.4), scene.backdrop()).any()
    spark = scene.light(2.0) - scene.backdrop()
    head = spark.reshape(-1, 3)[spark.sum(-1).ravel().argsort()[-40:]].mean(0)
    assert head[0] > head[1] > head[2]
    river = (scene.light(6.0) - scene.backdrop()).reshape(-1, 3).sum(0)
    assert river[2] > river[0]


def test_the_river_behind_the_hairpin_widens(small_scene) -> None:
    scene = small_scene({**HAIRPIN, "points": [[60, 300], [1220, 300]], "draw_s": 2.0}, push=0.0)

    def breadth(time: float) -> float:
        light = (scene.light(time) - scene.backdrop()).clip(0).sum(-1)[:, 300:340].sum(1)
        rows = np.arange(360)
        middle = (rows * light).sum() / light.sum()
        return float(np.sqrt(((rows - middle) ** 2 * light).sum() / light.sum()))

    assert breadth(5.5) > 1.6 * breadth(1.7)


def test_a_glow_stands_at_its_place_and_fades(small_scene) -> None:
    scene = small_scene({**GLOW, "fade_s": 4.0, "motes": 0}, push=0.0)
    light = (scene.light(3.0) - scene.backdrop()).sum(-1)
    y, x = np.unravel_index(light.argmax(), light.shape)
    assert abs(x - 200) <= 1 and abs(y - 150) <= 1
    assert light[150, 200] > light[150, 215] > light[150, 245] > 0
    assert not changed(scene.light(5.9), scene.backdrop()).any()


def test_a_glow_follows_its_star(small_scene) -> None:
    scene = small_scene({"kind": "glow", "hip": 677, "shift": [0, 10], "motes": 0})
    stage = scene.stage
    at = scene.layers[0]._anchor.pixels(stage.frame(3.0))  # type: ignore[attr-defined]
    light = (scene.light(3.0) - scene.backdrop()).sum(-1)
    if 0 < at[0] < 640 and 0 < at[1] < 360:
        y, x = np.unravel_index(light.argmax(), light.shape)
        assert np.hypot(x + 0.5 - at[0], y + 0.5 - at[1]) < 1.5


def test_a_spark_rises_over_two_frames_and_dies(small_scene) -> None:
    scene = small_scene(SPARK, push=0.0)
    sums = [float((scene.light(1.8 + k / 24) - scene.backdrop()).clip(0).sum()) for k in range(0, 60, 2)]
    assert sums[0] < 0.3 * max(sums)
    assert sums[-1] < 0.3 * max(sums)


def test_the_moon_shows_its_phase_towards_the_given_limb(small_scene) -> None:
    for lit in (0.2, 0.446, 0.8):
        scene = small_scene({**MOON, "lit": lit, "limb_deg": 0.0, "earthshine": 0.0, "strength": 1.0}, push=0.0)
        disc = scene.light(0.0)[80:121, 430:471].mean(-1)
        inside = np.hypot(*(np.mgrid[0:41, 0:41] - 20)) < 19
        share = float((disc > 0.12)[inside].mean())
        assert share == pytest.approx(lit, abs=0.09)
        assert disc[:, 24:].sum() > disc[:, :17].sum()


def test_the_true_moon_of_qixi_2026(small_scene) -> None:
    import astronomy

    scene = small_scene({"kind": "moon", "true": True})
    moon = scene.layers[0]
    assert moon._lit == pytest.approx(0.446, abs=0.004)  # type: ignore[attr-defined]
    time = astronomy.Time.Make(2026, 8, 19, 13, 0, 0)
    here = astronomy.Observer(39.9042, 116.4074, 0)
    seen = astronomy.Equator(astronomy.Body.Moon, time, here, False, True)
    ra, dec = np.radians(seen.ra * 15), np.radians(seen.dec)
    expected = scene.stage.of_date @ np.array([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
    apart = np.degrees(np.arccos(np.clip(expected @ moon._moon, -1, 1)))  # type: ignore[attr-defined]
    assert apart < 0.03


# ----------------------------------------------------------------- magpies


def test_the_atlas_holds_every_phase_and_pose_once() -> None:
    atlas = magpie_atlas()
    assert len(atlas) == PHASES * len(VIEWS) + len(RESTS)
    assert FIRST_REST == PHASES * len(VIEWS)
    cover = atlas[..., 0]
    assert (cover.sum((1, 2)) > 250).all()
    # nothing cut off at the border of a cell
    assert cover[:, [0, -1], :].max() == 0 and cover[:, :, [0, -1]].max() == 0
    flat = cover.reshape(len(cover), -1)
    for i in range(len(flat)):
        for j in range(i):
            assert np.abs(flat[i] - flat[j]).sum() > 20


def test_wings_go_up_and_down() -> None:
    cover = magpie_atlas()[:PHASES, ..., 0]
    rows = np.arange(cover.shape[1])
    heights = (cover.sum(2) * rows).sum(1) / cover.sum((1, 2))
    assert heights.max() - heights.min() > 10
    cells = flight_cells(np.array([0, 1, 2]), np.array([0.0, 0.999, 0.5]))
    assert cells.tolist() == [0, 2 * PHASES - 1, 2 * PHASES + PHASES // 2]


def test_the_bridge_is_whole_between_its_feet(small_scene) -> None:
    scene = small_scene(
        {**MAGPIES, "from": [240, 500], "to": [1040, 440], "glow": 0.0, "free": 0, "count": 120}, kind="sky", push=0.0
    )
    hit = changed(scene.light(5.9), scene.backdrop())
    columns = hit.max(0)
    assert columns[125:515].mean() > 0.985
    assert not columns[:95].any() and not columns[550:].any()


def test_at_a_quarter_of_its_size_the_bridge_has_a_ragged_edge_of_birds(small_scene) -> None:
    scene = small_scene(
        {**MAGPIES, "from": [240, 480], "to": [1040, 480], "glow": 0.0, "free": 0, "count": 120},
        kind="sky", push=0.0, width=1280, height=720,
    )  # fmt: skip
    mask = changed(scene.light(5.9), scene.backdrop()).astype(np.float32)
    small = cv2.resize(mask, (320, 180), interpolation=cv2.INTER_AREA) > 0.35
    top = np.argmax(small, 0)[64:256].astype(float)
    top -= np.polyval(np.polyfit(np.arange(192), top, 2), np.arange(192))
    assert top.std() > 0.8
    # the edge is no garland: it does not repeat at equal steps
    auto = np.correlate(top, top, "full")[191:]
    auto /= auto[0]
    fallen = int(np.argmax(auto < 0.1))
    assert auto[fallen:96].max() < 0.45


def test_no_bird_turns_round_in_the_moment_it_lands(small_scene) -> None:
    layer = small_scene({**MAGPIES, "free": 0}, kind="sky", push=0.0).layers[0]
    flight, heading = layer._flight, layer._heading  # type: ignore[attr-defined]
    np.testing.assert_array_equal(np.sign(flight.goal - flight.second)[:, 0], heading)
    assert 0.05 < (heading == np.where(flight.goal[:, 0] < 0.5, -1, 1)).mean() < 0.5


def test_birds_come_from_both_sides_one_after_the_other(small_scene) -> None:
    scene = small_scene({**MAGPIES, "free": 0}, kind="sky", push=0.0)
    flight = scene.layers[0]._flight  # type: ignore[attr-defined]
    assert (flight.source[:, 0] < 0).mean() > 0.3 and (flight.source[:, 0] > 1).mean() > 0.3
    starts = np.sort(flight.start_s)
    assert starts[-1] - starts[0] > 0.8 and len(np.unique(starts)) == len(starts)
    ends = flight.start_s + flight.lasts_s
    assert ends.max() <= 3.5 + 1e-6
    place, _, done = flight.at(10.0)
    np.testing.assert_allclose(place, flight.goal)
    assert (done == 1).all()


def test_the_feet_of_the_bridge_may_be_stars(small_scene) -> None:
    scene = small_scene({**MAGPIES, "from": 677, "to": 9640, "from_shift": [0, 40]}, push=0.0)
    assert np.isfinite(scene.light(5.0)).all()


def test_the_arch_stands_upwards_whichever_foot_is_named_first(small_scene) -> None:
    ends = {"glow": 0.0, "free": 0}
    one = small_scene({**MAGPIES, **ends, "from": [240, 480], "to": [1040, 480]}, kind="sky", push=0.0)
    two = small_scene({**MAGPIES, **ends, "from": [1040, 480], "to": [240, 480]}, kind="sky", push=0.0)
    np.testing.assert_array_equal(one.light(5.0), two.light(5.0))
    rows, columns = np.nonzero(changed(one.light(5.5), one.backdrop()))
    assert rows[abs(columns - 320) < 40].mean() < rows[columns < 170].mean() - 20


def test_the_birds_leave_again(small_scene) -> None:
    scene = small_scene({**MAGPIES, "gather_s": 2.0, "leave_s": 2.5, "leave_for_s": 2.0}, kind="sky", push=0.0)
    there = changed(scene.light(2.4), scene.backdrop()).sum()
    gone = changed(scene.light(5.9), scene.backdrop()).sum()
    assert gone < 0.05 * there


def test_a_flock_crosses_from_left_to_right(small_scene) -> None:
    scene = small_scene({**FLOCK, "cross_s": 6.0}, kind="sky", push=0.0)

    def middle(time: float) -> float:
        columns = np.nonzero(changed(scene.light(time), scene.backdrop()))[1]
        return float(columns.mean())

    assert middle(2.0) < middle(3.0) < middle(4.0)
