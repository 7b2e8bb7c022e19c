"""Pixels of transitions."""

from __future__ import annotations

import numpy as np
import pytest

from engine.assembly.transitions import crossfade, ease, fade, hand_over

A = np.full((4, 6, 3), 200, np.uint8)
B = np.full((4, 6, 3), 40, np.uint8)


def test_ease_runs_smoothly_from_nothing_to_all() -> None:
    values = [ease(step / 20) for step in range(21)]
    assert values[0] == 0
    assert values[-1] == 1
    assert ease(0.5) == pytest.approx(0.5)
    steps = np.diff(values)
    assert np.all(steps > 0)
    assert steps[0] < steps[10] / 5
    assert (ease(-1), ease(2)) == (0, 1)


def test_a_crossfade_ends_in_its_two_frames_and_mixes_between() -> None:
    assert np.array_equal(crossfade(A, B, 0), A)
    assert np.array_equal(crossfade(A, B, 1), B)
    assert np.all(crossfade(A, B, 0.25) == 160)


def test_a_crossfade_can_write_into_one_of_its_frames() -> None:
    mine = A.copy()
    result = crossfade(mine, B, 0.5, out=mine)
    assert np.all(mine == 120)
    assert np.shares_memory(result, mine)


def test_equal_frames_stay_equal_through_a_crossfade() -> None:
    frame = np.random.default_rng(0).integers(0, 256, (20, 20, 3), dtype=np.uint8)
    for weight in np.linspace(0, 1, 11):
        assert np.array_equal(crossfade(frame, frame, weight), frame)


def test_fade_darkens_to_black() -> None:
    assert np.all(fade(A, 0) == 0)
    assert np.all(fade(A, 0.5) == 100)
    assert np.array_equal(fade(A, 1), A)
    assert np.array_equal(fade(A, 7), A)


def test_through_black_is_dark_in_the_middle() -> None:
    assert hand_over("black", A, B, 0.5).max() == 0
    assert np.all(hand_over("black", A, B, 0) == 200)
    assert np.all(hand_over("black", A, B, 1) == 40)
    assert 0 < hand_over("black", A, B, 0.25).max() < 200


def test_cut_and_crossfade() -> None:
    assert np.array_equal(hand_over("cut", A, B, 0.4), A)
    assert np.array_equal(hand_over("cut", A, B, 0.6), B)
    assert np.all(hand_over("crossfade", A, B, 0.5) == 120)


def test_frames_of_two_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="one size"):
        crossfade(A, B[:2], 0.5)
