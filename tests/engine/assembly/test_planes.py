"""Pixels of packed frames: fades, hand-overs, and drawings laid over them."""

from __future__ import annotations

import numpy as np
import pytest

from engine.assembly.colour import yuv420_planes
from engine.assembly.planes import Bitmap, Packed, PlanarBitmap, fade, hand_over

WIDTH, HEIGHT = 32, 24


def _plain(luma: int, blue: int, red: int) -> Packed:
    packed = np.empty((HEIGHT * 3 // 2, WIDTH), np.uint8)
    for plane, value in zip(yuv420_planes(packed), (luma, blue, red), strict=True):
        plane[...] = value
    return packed


def _values(packed: Packed) -> tuple[int, int, int]:
    """The one value of each plane."""
    values = []
    for plane in yuv420_planes(packed):
        assert np.ptp(plane) == 0
        values.append(int(plane[0, 0]))
    return values[0], values[1], values[2]


A, B = _plain(180, 90, 160), _plain(40, 140, 120)


def test_a_fade_ends_in_black_without_colour_and_leaves_its_frame_alone() -> None:
    assert _values(fade(A, 0)) == (16, 128, 128)
    assert _values(fade(A, -1)) == (16, 128, 128)
    assert _values(fade(A, 1)) == _values(fade(A, 2)) == (180, 90, 160)
    luma, blue, red = _values(fade(A, 0.5))
    assert (luma, blue, red) == (98, 109, 144)
    assert _values(A) == (180, 90, 160)


@pytest.mark.parametrize("kind", ["crossfade", "black", "cut"])
def test_a_hand_over_begins_with_one_shot_and_ends_with_the_other(kind: str) -> None:
    begin, end = hand_over(kind, A, B, 1e-6), hand_over(kind, A, B, 1 - 1e-6)  # type: ignore[arg-type]
    assert _values(begin) == _values(A) and _values(end) == _values(B)
    assert _values(A) == (180, 90, 160) and _values(B) == (40, 140, 120)


def test_the_middle_of_a_hand_over() -> None:
    assert _values(hand_over("crossfade", A, B, 0.5)) == (110, 115, 140)
    assert _values(hand_over("black", A, B, 0.5)) == (16, 128, 128)
    lumas = [_values(hand_over("crossfade", A, B, step / 20))[0] for step in range(21)]
    assert lumas == sorted(lumas, reverse=True)


@pytest.mark.parametrize(("left", "top"), [(5, 7), (-3, -2), (WIDTH - 4, HEIGHT - 3), (0, 0)])
def test_a_drawing_is_laid_over_its_place_and_nowhere_else(left: int, top: int) -> None:
    white = Bitmap(left, top, np.full((7, 9, 3), 255, np.uint8), np.ones((7, 9), np.float32))
    frame = _plain(40, 128, 128)
    PlanarBitmap(white, WIDTH, HEIGHT).draw(frame, 1.0)
    luma, blue, _ = yuv420_planes(frame)
    inside = np.zeros((HEIGHT, WIDTH), bool)
    inside[max(top, 0) : top + 7, max(left, 0) : left + 9] = True
    assert (luma[inside] == 235).all() and (luma[~inside] == 40).all()
    assert (blue == 128).all()


def test_a_drawing_may_be_faint() -> None:
    white = Bitmap(4, 4, np.full((4, 4, 3), 255, np.uint8), np.full((4, 4), 0.5, np.float32))
    frame = _plain(35, 128, 128)
    PlanarBitmap(white, WIDTH, HEIGHT).draw(frame, 0.5)
    assert abs(int(yuv420_planes(frame)[0][5, 5]) - (35 + 0.25 * 200)) <= 1
