"""The painter: stars at their pixels, brightness and colour in order, frames that depend on their number alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engine.errors import EngineError
from engine.sky import catalogue
from engine.sky.layers.night.milky_way import texture
from engine.sky.layers.night.star_places import apparent_directions, rows_of
from engine.sky.layers.night.stars import Stars, seen_colour
from engine.sky.painter import ShotPainter, build_stage
from storyboard.model import Canvas, Element, FigureCue, LinesCue, Look, Scene, Sky, View

VEGA, ALTAIR, BETELGEUSE, RIGEL, SIRIUS = 91262, 97649, 27989, 24436, 32349
SUMMER = View(kind="sky", ra_deg=288.6, dec_deg=24.2, roll_deg=50, scale=1000, centre=(0.5, 0.45))
WINTER = View(kind="sky", ra_deg=85, dec_deg=0, scale=900)
NIGHT = View(kind="horizon", azimuth_deg=150, scale=420, centre=(0.5, 0.95))


def _painter(scene: Scene, canvas: Canvas = Canvas(), seed: int = 5) -> ShotPainter:
    return ShotPainter(scene, canvas=canvas, look=Look(), sky=Sky(), duration_s=6.0, seed=seed, language="en")


def _centroid(light: np.ndarray, x: float, y: float, radius: int = 3) -> tuple[float, float]:
    """Centre of light around a pixel, background removed."""
    left, top = int(x) - radius, int(y) - radius
    patch = light[top : top + 2 * radius + 1, left : left + 2 * radius + 1].sum(-1)
    patch = np.clip(patch - np.median(light[top - 6 : top + 13, left - 6 : left + 13].sum(-1)) * 1.5, 0, None)
    rows, columns = np.mgrid[0 : patch.shape[0], 0 : patch.shape[1]] + 0.5
    return left + (columns * patch).sum() / patch.sum(), top + (rows * patch).sum() / patch.sum()


@pytest.mark.parametrize(
    ("view", "hips"), [(SUMMER, [VEGA, ALTAIR]), (WINTER, [BETELGEUSE, RIGEL]), (NIGHT, [ALTAIR])]
)
@pytest.mark.parametrize("index", [0, 70, 143])
def test_stars_stand_at_their_predicted_pixels(view: View, hips: list[int], index: int) -> None:
    painter = _painter(Scene(view=view, milky_way=0.0))
    frame = painter.stage.frame(index / 24)
    light = painter.light(index)
    for x, y in frame.camera.project(apparent_directions(hips, painter.stage)):
        found = _centroid(light, x, y)
        assert np.hypot(found[0] - x, found[1] - y) < 0.3


def test_brightness_follows_magnitude() -> None:
    painter = _painter(Scene(view=WINTER, milky_way=0.0))
    light = painter.light(0)
    stars = rows_of(catalogue.load(), [SIRIUS, RIGEL, 26311, 25930, 26207])
    places = painter.stage.frame(0).camera.project(apparent_directions(stars.hip.tolist(), painter.stage))
    flux = []
    for x, y in places:
        if 12 < x < 1268 and 12 < y < 708:
            flux.append(light[int(y) - 4 : int(y) + 5, int(x) - 4 : int(x) + 5].sum())
    assert len(flux) >= 4
    assert flux == sorted(flux, reverse=True)


def test_colour_follows_b_minus_v() -> None:
    painter = _painter(Scene(view=WINTER, milky_way=0.0))
    light = painter.light(0)
    red, blue = painter.stage.frame(0).camera.project(apparent_directions([BETELGEUSE, RIGEL], painter.stage))

    def warmth(place: np.ndarray) -> float:
        x, y = int(place[0]), int(place[1])
        pixel = light[y - 2 : y + 3, x - 2 : x + 3].sum((0, 1))
        return float(pixel[0] / pixel[2])

    assert warmth(red) > 1.5 * warmth(blue)


def test_a_frame_does_not_depend_on_others_or_on_threads() -> None:
    """P18: the same frame after others, from a fresh painter and from two threads: identical bytes."""
    scene = Scene(
        view=SUMMER, lines=(LinesCue(show=("Lyr", "Aql")),), figures=(FigureCue(name="zhinu"),),
        elements=(Element(kind="hills"), Element(kind="fireflies")),
    )  # fmt: skip
    canvas = Canvas(width=640, height=360)
    painter = _painter(scene, canvas)
    alone = painter.paint(60)
    for index in (3, 90, 61):
        painter.paint(index)
    np.testing.assert_array_equal(painter.paint(60), alone)
    np.testing.assert_array_equal(_painter(scene, canvas).paint(60), alone)
    with ThreadPoolExecutor(2) as pool:
        for again in pool.map(painter.paint, [60, 60, 12, 60]):
            if again is not None and np.array_equal(again, alone):
                continue
            np.testing.assert_array_equal(again, painter.paint(12))


def test_the_sky_is_dark_but_not_black_and_not_clipped() -> None:
    """P5, P6: real black, a median that is night, hardly any clipped pixel."""
    picture = _painter(Scene(view=SUMMER)).paint(60)
    brightest = picture.max(-1)
    assert np.percentile(brightest, 1) <= 24
    assert 12 <= np.median(brightest) <= 60
    assert (picture.min(-1) >= 254).mean() < 0.001


def test_a_star_keeps_its_light_between_pixels() -> None:
    """P2: the peak of a moving star changes by less than half again over sub-pixel phases; its energy not at all."""
    from engine.sky.light import splat

    peaks, energies = [], []
    for phase in np.linspace(0, 1, 9):
        buffer = np.zeros((24, 24, 3), np.float32)
        place = np.array([12 + phase], np.float32)
        splat(buffer, place, place, np.ones((1, 3), np.float32), np.array([0.8], np.float32))
        peaks.append(buffer.max())
        energies.append(buffer[..., 0].sum())
    assert max(peaks) / min(peaks) <= 1.55
    assert max(energies) / min(energies) <= 1.01


def test_lines_are_gold_and_keep_clear_of_their_stars() -> None:
    """P5, P12."""
    empty = _painter(Scene(view=SUMMER, milky_way=0.0)).light(140)
    drawn = _painter(Scene(view=SUMMER, milky_way=0.0, lines=(LinesCue(show=("Lyr",), names=False),))).light(140)
    added = drawn - empty
    line = added.sum(-1) > 0.2
    assert line.sum() > 100
    colour = added[line].mean(0)
    assert colour[0] > 1.1 * colour[1] > 1.2 * colour[2]
    painter = _painter(Scene(view=SUMMER))
    x, y = painter.stage.frame(140 / 24).camera.project(apparent_directions([VEGA], painter.stage))[0]
    rows, columns = np.nonzero(added.sum(-1) > 0.05)
    assert np.hypot(columns + 0.5 - x, rows + 0.5 - y).min() > 4


def test_bright_stars_are_coloured_and_faint_ones_pale() -> None:
    """P3: saturation falls with magnitude, and few pixels of the sky are bright."""
    stars = catalogue.load(8.0)
    colour = seen_colour(stars.rgb, stars.v)
    saturation = 1 - colour.min(1) / colour.max(1)
    assert np.median(saturation[stars.v < 2]) > 1.5 * np.median(saturation[stars.v > 7])
    picture = _painter(Scene(view=WINTER)).paint(40).max(-1)
    assert 0.0003 < (picture > 128).mean() < 0.05


def test_every_star_twinkles_for_itself_and_more_when_low() -> None:
    """P4."""
    stage = build_stage(Scene(view=NIGHT, milky_way=0.0), Canvas(), Sky(), 6.0, 5, "en")
    stars = Stars(stage, 0.0)
    flux, height = [], np.zeros(0)
    for time in np.arange(0, 6, 0.1):
        frame = stage.frame(float(time))
        x, y, colour, _ = stars.seen(frame)
        inside = (x > 0) & (x < 1280) & (y > 0)
        flux.append(np.where(inside, colour[:, 1], np.nan))
        height = y
    steady = ~np.isnan(np.array(flux)).any(0)
    change = np.array(flux)[:, steady]
    swing = change.std(0) / change.mean(0)
    low, high = height[steady] > 600, height[steady] < 200
    assert np.median(swing[high]) < 0.5 * np.median(swing[low])
    some = change[:, low][:, :150]
    alike = np.corrcoef(some.T)[np.triu_indices(some.shape[1], 1)]
    assert abs(np.mean(alike)) < 0.1


def test_the_milky_way_ends_before_the_poles() -> None:
    """P9: no ghost of the texture away from the galactic plane."""
    light = texture()
    assert light[0].max() == 0 and light[-1].max() == 0
    assert light[light.shape[0] // 2].mean() > 20 * light[:40].mean()


def test_the_picture_looks_alike_at_every_size() -> None:
    """P16: a 1080p frame scaled down against the 720p frame."""
    import cv2

    scene = Scene(view=SUMMER, lines=(LinesCue(show=("Lyr", "Aql")),))
    small = cv2.GaussianBlur(_painter(scene).light(100), (0, 0), 2)
    large = _painter(scene, Canvas(width=1920, height=1080)).light(100)
    large = cv2.GaussianBlur(cv2.resize(large, (1280, 720), interpolation=cv2.INTER_AREA), (0, 0), 2)
    assert np.corrcoef(small.ravel(), large.ravel())[0, 1] > 0.97
    assert 0.85 < large.mean() / small.mean() < 1.15


def test_unknown_things_are_named() -> None:
    for scene in (
        Scene(elements=(Element(kind="volcano"),)),
        Scene(figures=(FigureCue(name="nobody"),)),
        Scene(lines=(LinesCue(show=("Xyz",)),)),
    ):
        with pytest.raises(EngineError, match=r"volcano|nobody|Xyz"):
            _painter(scene, Canvas(width=320, height=180))
