"""The camera's way over footage: where it fits, how it moves, that it never leaves the picture."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.footage.moving import Box, move_over
from storyboard.model import Camera

CANVAS = (1280.0, 720.0)


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def test_a_film_without_a_camera_stands_still_and_fills_the_canvas() -> None:
    move = move_over((1920, 1080), CANVAS, "cover", None, still=False)
    assert {move.box(moment) for moment in (0.0, 0.3, 1.0)} == {(0.0, 0.0, 1920.0, 1080.0)}


def test_cover_crops_the_middle_and_contain_leaves_black_at_both_sides() -> None:
    portrait = (900.0, 1600.0)
    assert move_over(portrait, CANVAS, "cover", None, still=False).box(0) == (0, 546.875, 900, 1053.125)
    left, top, right, bottom = move_over(portrait, CANVAS, "contain", None, still=False).box(0)
    assert (top, bottom) == (0, 1600) and -left == pytest.approx(right - 900) and left < -900


def test_a_still_picture_is_approached_a_little_and_slowly() -> None:
    move = move_over((1600, 900), CANVAS, "cover", None, still=True)
    widths = [_size(move.box(moment))[0] for moment in np.linspace(0, 1, 121)]
    assert widths[0] == 1600 and 1600 / widths[-1] == pytest.approx(1.06)
    steps = -np.diff(widths)
    assert (steps >= -1e-9).all(), "it only comes nearer"
    assert steps[0] < steps[60] / 10 and steps[-1] < steps[60] / 10, "and begins and ends without a jerk"


def test_a_portrait_picture_is_travelled_upwards() -> None:
    move = move_over((900, 1600), CANVAS, "cover", None, still=True)
    first, last = move.box(0), move.box(1)
    assert first[1] + first[3] > 1600 > last[1] + last[3]
    assert (first[1] - last[1]) < 0.3 * 506, "a calm way, not the whole picture"


def test_all_of_a_contained_picture_stays_in_sight() -> None:
    move = move_over((900, 1600), CANVAS, "contain", None, still=True)
    assert move.box(0) == move.box(1)


def test_the_camera_of_the_shot_is_followed() -> None:
    near = move_over((1600, 900), CANVAS, "cover", Camera(push=0.5), still=False)
    assert _size(near.box(0))[0] / _size(near.box(1))[0] == pytest.approx(1.5)
    far = move_over((1600, 900), CANVAS, "cover", Camera(push=-0.5), still=True)
    assert _size(far.box(1)) == (1600, 900) and _size(far.box(0))[0] == pytest.approx(800)
    pan = move_over((4000, 900), CANVAS, "cover", Camera(push=0, pan_deg=30), still=True)
    assert pan.box(1)[0] - pan.box(0)[0] == pytest.approx(800), "half the field of view to the right"
    tilt = move_over((1600, 4000), CANVAS, "cover", Camera(push=0, tilt_deg=30), still=True)
    assert tilt.box(0)[1] - tilt.box(1)[1] == pytest.approx(800), "as many pixels up"
    assert move_over((1600, 900), CANVAS, "contain", Camera(push=0, pan_deg=6), still=True).box(1)[2] > 1600


def test_a_pan_over_a_picture_without_room_is_given_room() -> None:
    move = move_over((1600, 900), CANVAS, "cover", Camera(push=0, pan_deg=6), still=True)
    first, last = move.box(0), move.box(1)
    assert first[0] == pytest.approx(0, abs=1e-6) and last[2] == pytest.approx(1600, abs=1e-6)
    assert last[0] - first[0] == pytest.approx(160)


@given(
    st.tuples(st.integers(16, 9000), st.integers(16, 9000)),
    st.sampled_from([(1280, 720), (720, 1280), (64, 64)]),
    st.none() | st.builds(
        Camera, push=st.floats(-0.6, 4), pan_deg=st.floats(-400, 400), tilt_deg=st.floats(-400, 400)
    ),
    st.booleans(),
)  # fmt: skip
def test_nothing_beyond_a_covering_picture_is_ever_seen(
    size: tuple[int, int], canvas: tuple[int, int], camera: Camera | None, still: bool
) -> None:
    move = move_over(size, canvas, "cover", camera, still)
    slack = 1e-6 * max(size)
    for moment in np.linspace(0, 1, 13):
        left, top, right, bottom = move.box(float(moment))
        assert left >= -slack and top >= -slack and right <= size[0] + slack and bottom <= size[1] + slack
        assert (right - left) / (bottom - top) == pytest.approx(canvas[0] / canvas[1])
    whole = move.bounds
    boxes = [move.box(float(moment)) for moment in (0.0, 0.5, 1.0)]
    assert all(whole[0] <= box[0] + slack and whole[3] >= box[3] - slack for box in boxes)
    assert all(move.nearest[0] <= _size(box)[0] + slack for box in boxes)


def test_ways_are_smooth() -> None:
    move = move_over((3000, 4000), CANVAS, "cover", Camera(push=0.3, pan_deg=5, tilt_deg=5), still=True)
    boxes = np.array([move.box(index / 120) for index in range(121)])
    assert all(np.abs(np.diff(side, 2)).max() < 1.0 for side in boxes.T), "no jump from frame to frame"
    assert len({tuple(box) for box in boxes}) == len(list(itertools.islice(boxes, 121)))
