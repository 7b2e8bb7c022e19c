"""Sea, crag, foam, clouds, lightning, mist: where they paint, how they move, how a flash reaches them all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from engine.errors import EngineError
from engine.sky.frame import Flash
from engine.sky.layers.water.mirror import WaterMirror
from engine.sky.layers.water.ocean import Ocean, shrink_rows
from engine.sky.layers.water.sea import waterline, waterline_mask
from engine.sky.layers.weather.lightning import SHORTEST_GAP_S, flashes_of, spaced
from storyboard.model import Element, Look

SEA = {"kind": "sea", "calm": 0.6}
ROCK = {"kind": "rock", "warm_start_s": 0.0}
CLOUDS = {"kind": "clouds", "cover": 0.8}
BOLT = {"kind": "lightning", "times": [3.0], "x": 842, "y": 547}
MIST = {"kind": "mist", "y": 560, "height": 80}
FOAM = {"kind": "foam", "x": 1000, "y": 590, "start_s": 0.5}
ALL = (SEA, ROCK, CLOUDS, BOLT, MIST, FOAM)
NAMES = [settings["kind"] for settings in ALL]
HORIZON = 0.76


def luminance(light: np.ndarray) -> np.ndarray:
    return light @ np.array([0.2126, 0.7152, 0.0722], np.float32)


def changed(after: np.ndarray, before: np.ndarray) -> np.ndarray:
    return np.abs(after - before).max(-1) > 2e-5


# ----------------------------------------------------------------- where each of them paints


def test_sea_covers_what_lies_below_the_horizon_and_nothing_above(small_scene) -> None:
    scene = small_scene(SEA)
    painted = changed(scene.light(1.0), scene.backdrop())
    line = round(HORIZON * 360)
    assert painted[line + 2 :].mean() > 0.99
    assert not painted[: line - 1].any()


def test_sea_mirrors_what_stands_above_it(small_scene) -> None:
    scene = small_scene({**SEA, "calm": 0.9})
    row = luminance(scene.light(1.0))[290:330].mean(0)
    column = int(np.argmax(row))
    assert 0.64 * 640 < column < 0.70 * 640
    assert row[column] > 3 * np.median(row)


def test_a_calm_sea_is_a_better_mirror(small_scene) -> None:
    def sharpness(calm: float) -> float:
        row = luminance(small_scene({**SEA, "calm": calm, "foam": 0.0}).light(1.0))[300:340].mean(0)
        return float(row.max() / row.mean())

    assert sharpness(0.95) > 1.3 * sharpness(0.2)


def test_far_waves_sparkle_less_than_near_ones(small_scene) -> None:
    scene = small_scene({**SEA, "calm": 0.4}, push=0.0)
    # without the bright column, whose mirror image moves most where it is broken most
    before, after = (luminance(scene.light(time))[274:, :400] for time in (2.0, 2.0 + 1 / 24))
    third = len(before) // 3
    far = np.square(after[:third] - before[:third]).mean() / np.square(before[:third]).mean()
    near = np.square(after[-third:] - before[-third:]).mean() / np.square(before[-third:]).mean()
    assert far < near


def test_rock_stands_dark_in_the_water_with_its_image_below(small_scene) -> None:
    plain, scene = small_scene(SEA), small_scene(SEA, {**ROCK, "x": 500, "width": 300, "height": 150})
    difference = changed(scene.light(0.5), plain.light(0.5))
    rows, columns = np.nonzero(difference)
    assert columns.min() > 0.5 * 340 and columns.max() < 0.5 * 670
    waterline_row = 0.5 * (HORIZON * 720 + 52)
    assert rows.min() < waterline_row - 0.5 * 110
    assert rows.max() > waterline_row + 20
    above = difference[: int(waterline_row), :].sum()
    assert above > 0.4 * 0.25 * 300 * 150 / 2


def test_rocks_of_other_shapes_differ(small_scene) -> None:
    shapes = [small_scene({**ROCK, "seed": shape}).light(0.5) for shape in (0, 1, 2)]
    outline = [changed(shape, small_scene().light(0.5))[:300] for shape in shapes]
    for a, b in ((0, 1), (1, 2), (0, 2)):
        assert (outline[a] != outline[b]).sum() > 0.03 * outline[a].sum()


def test_warm_light_comes_from_its_side(small_scene) -> None:
    def warmth(side: str, half: slice) -> float:
        light = small_scene({**ROCK, "side": side, "warm_strength": 1.5, "x": 640}, seed=2).light(3.0)
        part = light[190:290, half]
        return float((part[..., 0] - 0.8 * part[..., 2]).clip(0).sum())

    left, right = slice(220, 320), slice(320, 420)
    assert warmth("left", left) / warmth("left", right) > warmth("right", left) / warmth("right", right)


def test_clouds_stay_over_the_horizon_at_their_end(small_scene) -> None:
    scene = small_scene({**CLOUDS, "cover": 0.5, "side": 1.0, "height": 250})
    painted = changed(scene.light(1.0), scene.backdrop())
    assert not painted[int(HORIZON * 360) + 2 :].any()
    assert not painted[: int(HORIZON * 360 - 1.4 * 125)].any()
    tops = [np.nonzero(painted[:, part].any(1))[0].min() for part in (slice(0, 160), slice(480, 640))]
    assert tops[1] < tops[0] - 10


def test_cloud_cover_fills_the_sky(small_scene) -> None:
    covered = []
    for cover in (0.2, 0.6, 1.0):
        scene = small_scene({**CLOUDS, "cover": cover, "side": 0.0})
        covered.append(changed(scene.light(1.0), scene.backdrop()).mean())
    assert covered[0] < covered[1] < covered[2]


def test_clouds_are_no_camouflage(small_scene) -> None:
    scene = small_scene({**CLOUDS, "cover": 1.0, "side": 0.0, "height": 330})
    light = luminance(scene.light(1.0))[150:240]
    light = light - cv2.GaussianBlur(light, (0, 0), 20)
    spectrum = np.abs(np.fft.fft2(light)) ** 2
    correlation = np.fft.ifft2(spectrum).real
    correlation /= correlation[0, 0]
    correlation[:, :24] = correlation[:, -24:] = 0
    assert correlation.max() < 0.3


def test_mist_lies_in_its_band(small_scene) -> None:
    scene = small_scene({**MIST, "y": 400, "height": 100, "density": 0.9})
    painted = changed(scene.light(1.0), scene.backdrop())
    rows = np.nonzero(painted.any(1))[0]
    assert rows.min() > 0.5 * (400 - 105) - 2 and rows.max() < 0.5 * (400 + 55) + 4
    assert painted[200].mean() > 0.8


def test_foam_lies_around_its_place_once_it_has_begun(small_scene) -> None:
    scene = small_scene(FOAM)
    assert np.array_equal(scene.light(0.4), scene.backdrop())
    rows, columns = np.nonzero(changed(scene.light(2.5), scene.backdrop()))
    assert abs(columns.mean() - 500) < 25 and abs(rows.mean() - 295) < 10
    assert np.ptp(columns) > 4 * np.ptp(rows)


def test_bolt_is_seen_only_while_it_burns(small_scene) -> None:
    scene = small_scene(BOLT)
    assert np.array_equal(scene.light(2.0), scene.backdrop())
    assert np.array_equal(scene.light(4.5), scene.backdrop())
    struck = np.nonzero(luminance(scene.light(3.0) - scene.backdrop()) > 0.5)
    assert abs(struck[1].max() - 421) < 60
    assert 255 < struck[0].max() < 285 and struck[0].min() < 190


# ----------------------------------------------------------------- every element alike


@pytest.mark.parametrize("settings", ALL, ids=NAMES)
def test_a_frame_depends_on_nothing_but_itself(small_scene, settings) -> None:
    scene, times = small_scene(settings, BOLT), (3.0, 0.7, 2.97, 3.3)
    alone = [small_scene(settings, BOLT).light(time) for time in times]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(scene.light, times))
    for first, second in zip(alone, together, strict=True):
        assert np.array_equal(first, second)


@pytest.mark.parametrize("settings", [SEA, ROCK, CLOUDS, MIST, FOAM], ids=["sea", "rock", "clouds", "mist", "foam"])
def test_it_moves(small_scene, settings) -> None:
    scene = small_scene(settings, push=0.0)
    moved = np.abs(scene.light(2.0) - scene.light(2.5)).max(-1)
    assert (moved > 1e-5).sum() > 200


@pytest.mark.parametrize("settings", [SEA, ROCK, CLOUDS, MIST, FOAM], ids=["sea", "rock", "clouds", "mist", "foam"])
def test_it_looks_the_same_at_another_size(small_scene, settings) -> None:
    settings = {**settings, "foam": 0.0} if settings is SEA else settings
    small = luminance(small_scene(settings).light(2.0))
    large = luminance(small_scene(settings, width=1280, height=720).light(2.0))
    large = cv2.resize(large, (640, 360), interpolation=cv2.INTER_AREA)
    a, b = (cv2.GaussianBlur(np.sqrt(light), (0, 0), 4) for light in (small, large))
    assert np.corrcoef(a.ravel(), b.ravel())[0, 1] > 0.95
    assert a.mean() == pytest.approx(b.mean(), rel=0.05)


@pytest.mark.parametrize(("width", "height"), [(360, 640), (840, 360), (64, 64), (366, 206)])
@pytest.mark.parametrize("kind", ["horizon", "sky"])
def test_other_shapes_of_picture(small_scene, width, height, kind) -> None:
    scene = small_scene(*ALL, width=width, height=height, kind=kind, push=0.3)
    for time in (0.0, 3.0, 6.0):
        light = scene.light(time)
        assert np.isfinite(light).all() and light.min() >= 0


# ----------------------------------------------------------------- the flash


@pytest.mark.parametrize("settings", [SEA, ROCK, CLOUDS, MIST, FOAM], ids=["sea", "rock", "clouds", "mist", "foam"])
def test_a_flash_lights_every_layer(small_scene, settings) -> None:
    """Painted over the same backdrop without the bolt itself, so that the light is the layer's own."""
    lit, unlit = small_scene(settings, BOLT), small_scene(settings, {**BOLT, "strength": 0.0})
    lit.layers, unlit.layers = lit.layers[:1], unlit.layers[:1]
    gain = luminance(lit.light(3.0)) - luminance(unlit.light(3.0))
    assert (gain > 0.0015).sum() > 300
    assert gain.min() > -1e-4


def test_flashes_are_a_second_apart() -> None:
    flashes = flashes_of(Element.model_validate({"kind": "lightning", "times": [2.0, 2.4, 0.5, 9.0, 3.1]}), 6.0)
    assert [flash.peak_s for flash in flashes] == [0.5, 2.0, 3.1]
    both = spaced([*flashes, Flash(peak_s=3.9, strength=1, x=0, y=0)])
    assert min(np.diff([flash.peak_s for flash in both])) >= SHORTEST_GAP_S
    for flash in flashes:
        assert flash.rise_s >= 2 / 24 and flash.decay_s >= 0.3


@pytest.mark.parametrize("settings", [{"times": ["soon"]}, {"x": "left"}, {"strength": None}])
def test_lightning_says_what_is_wrong(settings) -> None:
    with pytest.raises(EngineError, match="Lightning"):
        flashes_of(Element.model_validate({"kind": "lightning", **settings}), 6.0)


def test_a_flash_is_local(small_scene) -> None:
    """Less than a quarter of any window of a ninth of the picture changes by a tenth of white (WCAG 2.2, 2.3.1)."""
    from engine.sky.tone import Grade

    scene = small_scene(SEA, ROCK, {**CLOUDS, "cover": 0.6}, {**BOLT, "strength": 1.0})
    grade = Grade(Look.model_validate({"grain": 0.0}), 640, 360, 1)
    codes = [grade.develop(scene.light(time), 0) / 255.0 for time in (2.8, 3.0)]
    linear = [np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4) for code in codes]
    flashing = (np.abs(luminance(linear[1]) - luminance(linear[0])) >= 0.10).astype(np.float32)
    worst = cv2.blur(flashing, (640 // 3, 360 // 3))[60:-60, 107:-107].max()
    assert worst < 0.25


# ----------------------------------------------------------------- the water itself


def test_waves_have_unit_slopes_travel_and_fade_with_distance() -> None:
    ocean = Ocean(90.0, 7.5, (0.3, 0.95), np.random.default_rng(1))
    now, later = ocean.slopes(1.0), ocean.slopes(3.0)
    assert now.shape == (256, 256, 2) and now.dtype == np.float32
    assert 0.7 < np.hypot(now[..., 0], now[..., 1]).std() * 2 < 1.6
    assert now.std() == pytest.approx(later.std(), rel=0.1)
    assert abs(np.corrcoef(now.ravel(), later.ravel())[0, 1]) < 0.6
    stacked = shrink_rows(now, 3)
    assert stacked.shape == (256 + 128 + 64 + 32, 256, 2)
    assert stacked[-32:].std() < now.std()


def test_waterline_rises_and_falls_about_its_level(small_scene) -> None:
    stage = small_scene(SEA, push=0.0).stage
    level = 0.5 * 600
    lines = np.array([waterline_mask(stage.frame(time), 600.0) for time in np.arange(0, 6, 0.25)])
    assert lines.shape[1] == 640 and lines.dtype == np.float32
    assert abs(lines.mean() - level) < 0.6 and 0.3 < lines.std() < 4
    assert waterline(stage.frame(1.0), 100.25 * 2, 600.0) == pytest.approx(lines[4][100], abs=0.05)


def test_what_is_painted_after_the_sea_is_mirrored(small_scene) -> None:
    scene = small_scene(SEA, push=0.0)
    stage = scene.stage
    frame, buffer = stage.frame(1.0), scene.light(1.0)
    water, behind = buffer[302:].copy(), buffer[200:300, 280:340].copy()
    buffer[210:290, 300:320] += 0.4
    WaterMirror(stage, "post").paint(buffer, behind, 280, 200, waterline_mask(frame, 600.0), frame)
    gain = luminance(buffer[302:] - water)
    assert gain[8:40, 20:].max() > 0.1
    rows, columns = np.nonzero(gain > 0.02)
    assert abs(columns.mean() - 310) < 4 and columns.min() > 280 and columns.max() < 340
    assert gain[:40, 300:320].mean() > 3 * gain[:40, 330:340].mean()
    assert rows.max() < 100
