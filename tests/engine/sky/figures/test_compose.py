"""Laying a sheet into the picture."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from engine.sky.figures import (
    PALETTES,
    STILL,
    FigureSheet,
    Shimmer,
    composite,
    kernels,
    load_figure,
    rasterise,
    rotate_about,
    scale_and_shift,
)

SIZE = (240, 320)


@pytest.fixture(scope="module")
def sheet() -> FigureSheet:
    return rasterise(load_figure("zhinu"), 0.8)


def to_screen(scale: float = 0.7, x: float = -530.0, y: float = -95.0) -> np.ndarray:
    return scale_and_shift(scale, x, y)


def night() -> np.ndarray:
    return np.full((*SIZE, 3), 0.02, np.float32)


def test_only_the_box_is_touched(sheet: FigureSheet) -> None:
    picture = night()
    left, top, right, bottom = composite(picture, sheet, to_screen(), time_s=2.0)
    assert 0 < left < right < SIZE[1] and 0 < top < bottom < SIZE[0]
    changed = np.abs(picture - 0.02).max(-1) > 0
    outside = np.ones(SIZE, bool)
    outside[top:bottom, left:right] = False
    assert changed.sum() > 2000 and not changed[outside].any()


def test_figure_off_the_screen_changes_nothing(sheet: FigureSheet) -> None:
    picture = night()
    composite(picture, sheet, to_screen(x=4000))
    assert np.array_equal(picture, night())


def test_ink_grows_with_the_reveal(sheet: FigureSheet) -> None:
    penless = replace(PALETTES["gold"], pen=(0.0, 0.0, 0.0))
    light = []
    for reveal in np.linspace(0, 1, 9):
        picture = np.zeros((*SIZE, 3), np.float32)
        composite(picture, sheet, to_screen(), reveal=float(reveal), fill=0.0, sway=0.0, palette=penless)
        light.append(float(picture.sum()))
    assert light[0] == pytest.approx(0, abs=1e-3)
    assert 0 < light[2] < 0.5 * light[-1]
    whole = 0.9999 * light[-1]
    assert all(later > min(earlier, whole) for earlier, later in pairwise(light))


def test_nothing_drawn_and_no_fill_leaves_the_sky(sheet: FigureSheet) -> None:
    picture = night()
    composite(picture, sheet, to_screen(), reveal=0.0, fill=0.0)
    assert np.allclose(picture, 0.02, atol=1e-4)


def test_ink_is_gold(sheet: FigureSheet) -> None:
    picture = np.zeros((*SIZE, 3), np.float32)
    composite(picture, sheet, to_screen(), fill=0.0, sway=0.0, palette="gold")
    bright = picture[picture[..., 0] > 0.2]
    assert len(bright) > 50
    red, green, blue = bright.mean(0)
    assert red > 1.15 * green > 1.15 * 1.15 * blue


def test_body_is_a_veil_not_a_lamp(sheet: FigureSheet) -> None:
    picture = np.full((*SIZE, 3), 0.5, np.float32)
    composite(picture, sheet, to_screen(), ink_gain=0.0, sway=0.0)
    assert picture.min() < 0.40, "the sky behind a body is darker"
    assert picture.min() >= 0.5 * (1 - 0.62)


def test_no_sway_is_no_motion(sheet: FigureSheet) -> None:
    pictures = []
    for time_s, sway in ((0.0, 0.0), (3.3, 0.0), (3.3, 1.0), (4.6, 1.0)):
        picture = night()
        composite(picture, sheet, to_screen(), time_s=time_s, sway=sway, shimmer=STILL)
        pictures.append(picture)
    assert np.array_equal(pictures[0], pictures[1])
    assert np.abs(pictures[2] - pictures[0]).max() > 0.1
    assert np.abs(pictures[3] - pictures[2]).max() > 0.1


def test_frame_depends_on_nothing_but_its_arguments(sheet: FigureSheet) -> None:
    def frame(time_s: float) -> np.ndarray:
        picture = night()
        composite(picture, sheet, to_screen(), reveal=0.6, time_s=time_s, shimmer=Shimmer())
        return picture

    first = frame(1.5)
    frame(9.0)
    assert np.array_equal(frame(1.5), first)


def test_half_size_picture_shows_the_same(sheet: FigureSheet) -> None:
    large, small = np.zeros((480, 640, 3), np.float32), np.zeros((240, 320, 3), np.float32)
    composite(large, sheet, to_screen(1.4, -1060, -190), sway=0.0)
    composite(small, sheet, to_screen(), sway=0.0)
    folded = large.reshape(240, 2, 320, 2, 3).mean((1, 3))
    assert np.abs(folded - small).mean() < 0.02 * small.max()


@pytest.mark.parametrize("reveal", [0.35, 1.0])
def test_fallback_paints_the_same(sheet: FigureSheet, monkeypatch: pytest.MonkeyPatch, reveal: float) -> None:
    if not kernels.HAVE_NUMBA:
        pytest.skip("numba is not installed")
    matrix = to_screen() @ rotate_about((955, 310), 0.2)
    pictures = []
    for kernel in (kernels.blend_cells_compiled, kernels.blend_cells_plain):
        monkeypatch.setattr("engine.sky.figures.compose.blend_cells", kernel)
        picture = night()
        composite(picture, sheet, matrix, reveal=reveal, time_s=1.0, shimmer=Shimmer())
        pictures.append(picture)
    difference = np.abs(pictures[0] - pictures[1])
    assert difference.mean() < 1e-3 and np.quantile(difference, 0.999) < 0.05


def test_picture_of_the_wrong_kind_is_refused(sheet: FigureSheet) -> None:
    with pytest.raises(ValueError, match="float32"):
        composite(np.zeros((*SIZE, 3)), sheet, to_screen())  # type: ignore[arg-type]


def test_body_wakes_with_the_drawing(sheet: FigureSheet) -> None:
    light = []
    for reveal in (0.0, 0.3, 0.6, 1.0):
        picture = np.zeros((*SIZE, 3), np.float32)
        composite(picture, sheet, to_screen(), reveal=reveal, ink_gain=0.0, sway=0.0)
        light.append(float(picture.sum()))
    assert light[0] < 0.02 * light[-1]
    assert all(later > earlier for earlier, later in pairwise(light))
