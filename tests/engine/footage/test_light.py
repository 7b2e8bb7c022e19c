"""Resampling in linear light: exact where nothing changes, true to the light where much does, and without shimmer."""

from __future__ import annotations

import numpy as np
import pytest

from engine.footage.light import coded, light_of, seen


def _noise(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 256, (height, width, 3)).astype(np.uint8)


def test_every_code_survives_the_way_into_light_and_back() -> None:
    codes = np.arange(256, dtype=np.uint8).reshape(16, 16, 1).repeat(3, 2)
    light = np.stack([np.asarray(plane) for plane in light_of(codes)], -1).copy()
    assert (coded(light) == codes).all()


def test_a_picture_of_the_canvas_size_is_not_changed() -> None:
    picture = _noise(36, 64)
    assert (seen(light_of(picture), (0, 0, 64, 36), 64, 36) == picture).all()


def test_light_is_averaged_and_not_codes() -> None:
    board = np.zeros((64, 64, 3), np.uint8)
    board[::2, 1::2] = board[1::2, ::2] = 255
    for small in (seen(light_of(board), (0, 0, 64, 64), 8, 8), seen(light_of(board, 4), (0, 0, 16, 16), 8, 8)):
        assert small[2:-2, 2:-2] == pytest.approx(188, abs=1), "half the light is code 188, not 128"


def test_what_is_see_through_lies_over_black() -> None:
    picture = np.full((8, 8, 4), 255, np.uint8)
    picture[:, 4:, 3] = 0
    shown = seen(light_of(picture), (0, 0, 8, 8), 8, 8)
    assert (shown[:, :4] == 255).all() and (shown[:, 4:] == 0).all()


def test_beyond_the_edges_it_is_black() -> None:
    white = np.full((20, 20, 3), 255, np.uint8)
    shown = seen(light_of(white), (-20, 0, 40, 20), 60, 20)
    assert (shown[:, :18] == 0).all() and (shown[:, 22:38] == 255).all() and (shown[:, 42:] == 0).all()


def test_a_slow_move_neither_jumps_nor_shimmers() -> None:
    """A bright star on black wanders by a tenth of a pixel a frame over a picture that is shrunk threefold."""
    down, across = np.mgrid[0:120, 0:360]
    star = np.exp(-((down - 60) ** 2 + (across - 180) ** 2) / 2)
    sky = np.rint(255 * star[..., None].repeat(3, 2)).astype(np.uint8)
    planes = light_of(sky)
    columns = np.arange(120)
    light, places = [], []
    for step in range(30):
        shown = seen(planes, (step * 0.3, 0, 300 + step * 0.3, 100), 120, 40)[..., 0]
        linear = np.asarray(light_of(shown[..., None].repeat(3, 2))[0])
        light.append(linear.sum())
        places.append((linear.sum(0) * columns).sum() / linear.sum())
    assert np.ptp(light) / np.mean(light) < 0.09, "it keeps its light wherever it stands between pixels"
    assert np.abs(np.diff(places) + 0.1).max() < 0.06, "and goes on by as much at every frame"


@pytest.mark.parametrize("reduction", [1, 2, 3, 7])
def test_a_reduced_picture_stands_at_the_same_place(reduction: int) -> None:
    picture = np.zeros((700, 900, 3), np.uint8)
    picture[:, :453] = 255
    box = (0.0, 0.0, 900 / reduction, 700 / reduction)
    shown = seen(light_of(picture, reduction), box, 90, 70)
    assert (shown[:, :44] > 250).all() and (shown[:, 47:] < 5).all()
