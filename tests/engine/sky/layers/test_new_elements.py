"""Aurora, weather, land, comets, showers, fires, trails: where and when they paint, what they may never do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cv2
import numpy as np
import pytest

from engine.errors import EngineError
from engine.sky.catalogue import unit_vectors
from engine.sky.cultures.known import culture_of
from engine.sky.layers.night.showers import SHOWERS
from engine.sky.layers.night.star_places import apparent_directions

KINDS = (
    "arrow", "aurora", "comet", "desert", "fire", "island", "lake", "lanterns", "nebula", "palace", "rain", "ripples",
    "shore", "shower", "snow", "snowfield", "star_trails", "starfall",
)  # fmt: skip
HORIZON_ROW = round(360 * 0.76)
BELOW_ONLY = ("lake", "shore")
"""Elements that paint hardly anything above the horizon."""
SKY_ONLY = ("aurora", "comet", "nebula", "shower", "star_trails")
"""Elements that must not touch the ground."""
STILL = ("palace", "island", "nebula")
"""Elements that move with the camera and their lamps alone: compared at moments farther apart."""
_BUILT: dict[tuple, Any] = {}


def scene_of_kind(small_scene, kind: str, width: int = 640, height: int = 360, **settings: Any):
    """A scene with one element, built once for all tests of this file."""
    key = (kind, width, height, tuple(sorted((name, str(value)) for name, value in settings.items())))
    if key not in _BUILT:
        _BUILT[key] = small_scene({"kind": kind, **settings}, width=width, height=height)
    return _BUILT[key]


def painted(scene, time: float) -> np.ndarray:
    """Where the element changes the backdrop, (H, W)."""
    return np.abs(scene.light(time) - scene.backdrop()).max(-1) > 2e-4


def added(scene, time: float) -> np.ndarray:
    """Light that the element adds, (H, W)."""
    return np.asarray((scene.light(time) - scene.backdrop()).sum(-1))


def middle_row(light: np.ndarray) -> float:
    rows = np.arange(len(light))
    share = np.clip(light, 0, None).sum(1)
    return float((rows * share).sum() / share.sum())


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_frame_is_the_same_in_any_order_thread_and_object(small_scene, kind) -> None:
    scene = scene_of_kind(small_scene, kind)
    times = [1.3, 2.9]
    first = [scene.light(time) for time in times]
    with ThreadPoolExecutor(2) as pool:
        again = list(pool.map(scene.light, reversed(times)))[::-1]
    fresh = small_scene({"kind": kind})
    for time, one, two in zip(times, first, again, strict=True):
        np.testing.assert_array_equal(one, two)
        np.testing.assert_array_equal(one, fresh.light(time))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(640, 360), (202, 360), (120, 120), (128, 72)])
def test_each_paints_something_finite_in_any_shape(small_scene, kind, size) -> None:
    scene = scene_of_kind(small_scene, kind, *size)
    hits = 0
    for time in (1.5, 2.6):
        light = scene.light(time)
        assert np.isfinite(light).all()
        assert light.min() >= 0
        hits += int(painted(scene, time).sum())
    assert hits > 15


@pytest.mark.parametrize("kind", KINDS)
def test_each_moves(small_scene, kind) -> None:
    scene = scene_of_kind(small_scene, kind)
    later = 3.6 if kind in STILL else 2.3
    assert (np.abs(scene.light(later) - scene.light(2.0)).max(-1) > 2e-4).sum() > 20


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_picture_shrunk_equals_a_small_one(small_scene, kind) -> None:
    large = added(scene_of_kind(small_scene, kind, 1280, 720), 2.6).astype(np.float32)
    small = added(scene_of_kind(small_scene, kind), 2.6).astype(np.float32)
    shrunk = cv2.resize(large, (640, 360), interpolation=cv2.INTER_AREA)
    soft = [cv2.GaussianBlur(picture, (0, 0), 3.0) for picture in (shrunk, small)]
    assert np.corrcoef(soft[0].ravel(), soft[1].ravel())[0, 1] > 0.95
    assert soft[0].sum() == pytest.approx(soft[1].sum(), rel=0.12, abs=20)


@pytest.mark.parametrize("kind", SKY_ONLY)
def test_lights_of_the_sky_leave_the_ground_alone(small_scene, kind) -> None:
    assert not painted(scene_of_kind(small_scene, kind), 2.6)[HORIZON_ROW + 8 :].any()


@pytest.mark.parametrize("kind", ["desert", "snowfield", *BELOW_ONLY])
def test_land_and_water_leave_the_upper_sky_alone(small_scene, kind) -> None:
    hit = painted(scene_of_kind(small_scene, kind), 2.6)
    assert not hit[: HORIZON_ROW - 60].any()
    assert hit[HORIZON_ROW + 50 :].mean() > 0.9


@pytest.mark.parametrize("kind", ["aurora", "comet", "fire", "lanterns", "nebula", "rain", "shower", "snow"])
def test_another_seed_gives_another_picture(small_scene, kind) -> None:
    one, two = scene_of_kind(small_scene, kind), scene_of_kind(small_scene, kind, seed=3)
    assert (np.abs(one.light(2.6) - two.light(2.6)).max(-1) > 2e-4).sum() > 20


def test_the_aurora_is_green_below_and_violet_above(small_scene) -> None:
    scene = scene_of_kind(small_scene, "aurora", curtains=1)
    light = (scene.light(2.6) - scene.backdrop()).clip(0)
    rows = np.flatnonzero(light.sum((1, 2)) > 0.05)
    high = light[rows[0] : rows[0] + len(rows) // 4].sum((0, 1))
    low = light[rows[-1] - len(rows) // 3 : rows[-1]].sum((0, 1))
    assert low[1] > 2 * low[0] and low[1] > 1.5 * low[2]
    assert high[2] > high[1] and high[0] > high[1]


def test_the_lower_edge_of_the_aurora_is_soft(small_scene) -> None:
    light = added(scene_of_kind(small_scene, "aurora", 1280, 720), 2.6)
    assert np.abs(np.diff(light, axis=0)).max() < 0.35 * light.max()


def test_the_aurora_rises_when_it_is_told_to(small_scene) -> None:
    scene = scene_of_kind(small_scene, "aurora", start_s=2.0, rise_s=2.0)
    assert not painted(scene, 1.9).any()
    assert added(scene, 4.5).sum() > 2 * added(scene, 2.8).sum() > 0


def test_rain_falls_and_lightning_lights_it(small_scene) -> None:
    quiet = small_scene({"kind": "rain", "sheets": 0, "splash": 0}, push=0.0)
    struck = small_scene(
        {"kind": "rain", "sheets": 0, "splash": 0}, {"kind": "lightning", "times": [2.0], "x": -4000}, push=0.0
    )
    assert added(struck, 2.0).sum() > 2.5 * added(quiet, 2.0).sum()
    # a streak is longer than wide
    light = added(quiet, 2.0)
    assert np.abs(np.diff(light, axis=1)).sum() > 1.5 * np.abs(np.diff(light, axis=0)).sum()


def test_splashes_stay_on_the_ground(small_scene) -> None:
    dry = small_scene({"kind": "rain", "splash": 0}, push=0.0)
    wet = small_scene({"kind": "rain"}, push=0.0)
    light = np.abs(wet.light(2.0) - dry.light(2.0)).sum(-1)
    assert light[: HORIZON_ROW - 60].sum() < 0.02 * light.sum()


def test_snowflakes_sink(small_scene) -> None:
    scene = small_scene({"kind": "snow", "wind": 0, "near": 0, "amount": 0.4}, push=0.0)
    one, two = (cv2.GaussianBlur(added(scene, time).astype(np.float32), (0, 0), 1.0) for time in (2.0, 2.05))
    best = max(range(-4, 5), key=lambda rows: float((np.roll(one, rows, 0) * two).sum()))
    assert best >= 1


def test_flakes_close_to_the_eye_are_large_and_soft(small_scene) -> None:
    far = small_scene({"kind": "snow", "near": 0}, push=0.0)
    close = small_scene({"kind": "snow", "near": 2}, push=0.0)
    sizes = []
    for scene in (far, close):
        mask = (added(scene, 2.0) > 0.012).astype(np.uint8)
        sizes.append(cv2.connectedComponentsWithStats(mask)[2][1:, cv2.CC_STAT_AREA].max())
    assert sizes[1] > 2 * sizes[0]


def test_the_palace_stands_where_it_is_put_and_its_windows_are_warm(small_scene) -> None:
    scene = small_scene({"kind": "palace", "x": 400, "width": 360}, push=0.0)
    hit = np.flatnonzero(painted(scene, 2.0).any(0))
    assert 95 < hit.min() and hit.max() < 305
    light = (scene.light(2.0) - scene.backdrop()).reshape(-1, 3)
    windows = light[light.sum(1).argsort()[-60:]].mean(0)
    assert windows[0] > 1.5 * windows[1] > 2.0 * windows[2]
    dark = small_scene({"kind": "palace", "x": 400, "width": 360, "lights": 0}, push=0.0)
    assert dark.light(2.0).max() < 0.6 * scene.light(2.0).max()


def test_a_palace_has_eaves_that_rise_to_their_tips_and_a_temple_a_gable(small_scene) -> None:
    tops = {}
    for style in ("chinese", "greek"):
        scene = small_scene(
            {"kind": "palace", "style": style, "lights": 0, "width": 900}, width=1280, height=720, push=0.0
        )
        hit = painted(scene, 2.0)
        tops[style] = np.where(hit.any(0), hit.argmax(0), 720)
    ridge = tops["greek"][610:671]
    assert 625 <= 610 + ridge.argmin() <= 655
    # the ridge of a Chinese roof carries finials at both ends, higher than its middle
    roof = tops["chinese"]
    assert roof[480:620].min() < roof[640] and roof[660:800].min() < roof[640]


def test_an_unknown_style_is_named(small_scene) -> None:
    for settings, word in (
        ({"kind": "palace", "style": "gothic"}, "gothic"),
        ({"kind": "fire", "shape": "stove"}, "stove"),
        ({"kind": "nebula", "palette": "grey"}, "grey"),
        ({"kind": "shower", "name": "martians"}, "martians"),
        ({"kind": "starfall", "show": "Xyz"}, "Xyz"),
    ):
        with pytest.raises(EngineError, match=word):
            small_scene(settings)


def test_water_mirrors_the_island_and_the_palace(small_scene) -> None:
    for kind, settings in (("palace", {"lights": 3.0}), ("island", {"brightness": 4.0})):
        bare = small_scene({"kind": "sea", "calm": 0.95}, push=0.0).light(2.0)
        both = small_scene({"kind": kind, "x": 640, **settings}, {"kind": "sea", "calm": 0.95}, push=0.0).light(2.0)
        change = np.abs(both - bare).sum(-1)
        assert change[HORIZON_ROW + 6 :, 240:400].sum() > 5 * change[HORIZON_ROW + 6 :, :60].sum() + 0.05


def test_the_island_stands_in_the_sea_and_not_all_over_it(small_scene) -> None:
    hit = painted(small_scene({"kind": "island", "x": 900, "islets": 0}, push=0.0), 2.0)
    columns = np.flatnonzero(hit.any(0))
    assert 220 < columns.min() and columns.max() < 638
    assert not hit[HORIZON_ROW + 6 :].any()


def test_the_lake_is_a_mirror(small_scene) -> None:
    scene = small_scene({"kind": "lake", "hills": 0}, push=0.0)
    light = scene.light(2.0)[HORIZON_ROW + 12 : HORIZON_ROW + 60].sum(-1).mean(0)
    column = slice(int(640 * 0.66), int(640 * 0.68))
    # the bright column of the backdrop stands in the water below itself
    assert light[column].mean() > 2.5 * light[100:300].mean()


def test_dunes_have_a_lit_and_a_dark_side(small_scene) -> None:
    sums = {}
    for side in ("left", "right"):
        scene = small_scene({"kind": "desert", "light": side, "wind": 0}, push=0.0)
        sums[side] = scene.light(2.0)[HORIZON_ROW + 20 :].sum(-1)
    for light in sums.values():
        assert np.percentile(light, 92) > 2.0 * np.percentile(light, 15)
    assert np.abs(sums["left"] - sums["right"]).mean() > 0.1 * sums["left"].mean()


def test_sand_blows_with_the_wind(small_scene) -> None:
    still, windy = (small_scene({"kind": "desert", "wind": wind}, push=0.0) for wind in (0, 1.5))
    assert np.abs(windy.light(2.0) - still.light(2.0)).sum() > 0.5


def test_waves_run_up_the_shore_and_back(small_scene) -> None:
    scene = small_scene({"kind": "sea", "calm": 0.9}, {"kind": "shore", "every_s": 4.0}, push=0.0)
    bare = small_scene({"kind": "sea", "calm": 0.9}, push=0.0)
    edges = []
    for time in np.arange(0.0, 4.0, 0.5):
        covered = np.abs(scene.light(float(time)) - bare.light(float(time))).sum(-1) > 5e-3
        edges.append(360 - float(covered[:, 300:340].sum(0).mean()))
    assert max(edges) - min(edges) > 3


def test_the_meteors_of_a_shower_come_from_its_radiant(small_scene) -> None:
    for name, facts in SHOWERS.items():
        scene = small_scene({"kind": "shower", "name": name, "count": 12}, kind="sky")
        stage = scene.stage
        assert stage.of_date is not None
        radiant = stage.of_date @ unit_vectors(np.radians(facts.ra_deg), np.radians(facts.dec_deg))
        ways = [streak.way for group in scene.layers[0]._groups for streak in group._streaks]  # type: ignore[attr-defined]
        assert len(ways) == 12
        for way in ways:
            pole = np.cross(way[0], way[-1])
            # the great circle of each runs through the radiant, and leads away from it
            assert abs(pole @ radiant) < 1e-6 * 10 + 1e-3 * np.linalg.norm(pole)
            assert way[-1] @ radiant < way[0] @ radiant


def test_star_trails_keep_their_distance_from_the_pole_and_grow(small_scene) -> None:
    scene = small_scene({"kind": "star_trails", "hours": 3, "faintest": 2.5}, push=0.0)
    early, late = painted(scene, 1.5).sum(), painted(scene, 5.9).sum()
    assert late > 2 * early
    rows, columns = np.nonzero(added(scene, 5.9) > 0.02)
    camera = scene.stage.frame(5.9).camera
    seen = camera.unproject(np.stack([columns + 0.5, rows + 0.5], 1))
    catalogue_dec = np.sort(scene.layers[0]._directions[:, 2])  # type: ignore[attr-defined]
    declination = seen[:, 2]
    nearest = np.abs(declination[:, None] - catalogue_dec[None]).min(1)
    assert np.percentile(nearest, 95) < 0.006


def test_a_comet_has_a_blue_and_a_golden_tail_away_from_each_other(small_scene) -> None:
    scene = small_scene({"kind": "comet", "x": 200, "y": 200, "angle_deg": 0, "speed": 0}, push=0.0)
    light = (scene.light(2.0) - scene.backdrop()).clip(0)
    y, x = np.unravel_index(light.sum(-1).argmax(), light.shape[:2])
    assert abs(x - 100) <= 1 and abs(y - 100) <= 1
    tail = light[:, 180:260]
    blue, gold = (tail[..., 2] - tail[..., 0]).clip(0), (tail[..., 0] - tail[..., 2]).clip(0)
    assert middle_row(gold) > middle_row(blue) + 6
    assert not painted(scene, 2.0)[:, :44].any()


def test_a_comet_and_a_nebula_stand_at_their_place_on_the_sky(small_scene) -> None:
    scene = small_scene({"kind": "comet", "x": 500, "y": 200, "speed": 0}, push=0.0)
    at = np.array([250.0, 100.0])
    direction = scene.stage.of_date.T @ scene.stage.frame(0.0).camera.unproject(at)
    ra, dec = np.degrees(np.arctan2(direction[1], direction[0])), np.degrees(np.arcsin(direction[2]))
    for kind in ("comet", "nebula"):
        named = small_scene({"kind": kind, "ra_deg": ra, "dec_deg": dec, "speed": 0}, push=0.0)
        here, _ = named.layers[0]._place.at(named.stage.frame(0.0))  # type: ignore[attr-defined]
        np.testing.assert_allclose(here, at, atol=0.05)


def test_a_nebula_has_no_edge(small_scene) -> None:
    scene = small_scene({"kind": "nebula", "x": 640, "y": 270, "angle_deg": 0, "size": 420}, push=0.0)
    light = added(scene, 2.0)
    border = np.concatenate([light[:, 214], light[:, 426], light[31], light[239]])
    assert light.max() > 0.1
    assert np.abs(border).max() < 0.01 * light.max()


def test_stars_fall_into_their_true_places(small_scene) -> None:
    scene = small_scene(
        {"kind": "starfall", "show": "UMa", "count": 0, "fall_s": 1.0, "lines": False}, kind="sky", push=0.0
    )
    layer, stage = scene.layers[0], scene.stage
    frame = stage.frame(4.0)
    x, y, _, _ = layer._stars.seen(frame)  # type: ignore[attr-defined]
    hips = sorted({hip for path in culture_of("western").figures["UMa"].paths for hip in path})
    places = frame.camera.project(apparent_directions(hips, stage))
    inside = (places[:, 0] > 1) & (places[:, 0] < 639) & (places[:, 1] > 1) & (places[:, 1] < 359)
    chosen = layer._chosen  # type: ignore[attr-defined]
    assert len(chosen) == inside.sum()
    for px, py in places[inside]:
        assert np.hypot(x[chosen] - px, y[chosen] - py).min() < 0.6


def test_the_sky_is_dark_before_the_stars_have_fallen(small_scene) -> None:
    scene = scene_of_kind(small_scene, "starfall")
    backdrop, beam = scene.backdrop()[:, :400], slice(round(640 * 0.66) + 2, round(640 * 0.68) - 2)
    assert scene.light(0.1)[:250, beam].mean() < 0.12 * scene.backdrop()[:250, beam].mean()
    assert scene.light(5.9)[:, :400].mean() > 0.9 * backdrop.mean()


def test_lanterns_rise(small_scene) -> None:
    scene = small_scene({"kind": "lanterns", "count": 40, "start_s": 0.01, "rise": 2.0}, push=0.0)
    rows = [np.flatnonzero(painted(scene, time).any(1)).min() for time in (3.0, 4.5, 6.0)]
    assert rows[0] > rows[1] > rows[2]
    light = (scene.light(5.0) - scene.backdrop()).clip(0).reshape(-1, 3).sum(0)
    assert light[0] > 1.5 * light[1] > 2 * light[2]


def test_a_fire_stands_at_its_place_and_flickers(small_scene) -> None:
    scene = small_scene({"kind": "fire", "x": 640, "y": 500, "sparks": 0, "stand": False}, push=0.0)
    sums = np.array([added(scene, time).clip(0).sum() for time in np.arange(1.0, 3.0, 0.13)])
    assert 0.02 < sums.std() / sums.mean() < 0.3
    bright = np.argwhere(added(scene, 2.0) > 0.6)
    assert 205 < bright[:, 0].min() and bright[:, 0].max() <= 254
    assert abs(bright[:, 1].mean() - 320) < 12


def test_sparks_fly_up_from_the_fire(small_scene) -> None:
    scene = small_scene({"kind": "fire", "x": 640, "y": 500, "stand": False}, push=0.0)
    without = small_scene({"kind": "fire", "x": 640, "y": 500, "stand": False, "sparks": 0}, push=0.0)
    rows = np.argwhere(np.abs(scene.light(2.0) - without.light(2.0)).max(-1) > 5e-3)[:, 0]
    assert rows.min() < 200 and rows.max() < 256


def test_an_arrow_flies_from_place_to_place(small_scene) -> None:
    way = {"kind": "arrow", "from": [200, 500], "to": [1100, 120], "start_s": 1.0, "flight_s": 2.0, "sparks": 0}
    scene = small_scene(way, push=0.0)
    assert not painted(scene, 0.9).any()
    heads = []
    for time in (1.4, 2.0, 2.6):
        light = added(scene, time)
        heads.append(np.unravel_index(light.argmax(), light.shape)[1])
    assert 100 < heads[0] < heads[1] < heads[2] < 550
    light = added(scene, 3.15)
    y, x = np.unravel_index(light.argmax(), light.shape)
    assert abs(x - 550) < 4 and abs(y - 60) < 4
    star = small_scene({"kind": "arrow", "from": 54061, "to": 67301}, push=0.0)
    assert np.isfinite(star.light(1.5)).all()


def test_ripples_run_outwards(small_scene) -> None:
    scene = small_scene({"kind": "ripples", "x": 640, "y": 300, "rings": 1, "repeat": False, "start_s": 0.5}, push=0.0)
    reach = []
    for time in (1.0, 1.8, 2.8):
        rows, columns = np.nonzero(added(scene, time) > 4e-3)
        reach.append(float(np.hypot(rows - 150, columns - 320).max()))
    assert reach[0] < reach[1] < reach[2] < 140
    flat = small_scene({"kind": "ripples", "x": 640, "y": 640}, push=0.0)
    rows, columns = np.nonzero(added(flat, 2.5) > 4e-3)
    assert np.ptp(columns) > 2 * np.ptp(rows)
