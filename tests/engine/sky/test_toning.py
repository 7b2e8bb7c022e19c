"""Toning: neutral looks change nothing, others keep black black, white white and gradients smooth."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.toning import Toning
from storyboard.looks import completed, look_names
from storyboard.model import Look

RAMP = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)


def test_a_neutral_look_hands_the_picture_on() -> None:
    assert Toning(Look()).apply(RAMP) is RAMP


@pytest.mark.parametrize("name", look_names())
def test_a_look_keeps_black_and_the_order_of_greys(name: str) -> None:
    toned = Toning(completed(Look(name=name))).apply(RAMP).astype(int)
    assert toned[0, 0].max() <= 2
    assert (np.diff(toned[0], axis=0) >= 0).all()
    assert np.diff(toned[0, :128], axis=0).max() <= 3, "a dark gradient must not show steps"


def test_saturation_contrast_and_tints_do_what_they_say() -> None:
    red = np.full((2, 2, 3), (180, 60, 40), np.uint8)
    grey = Toning(Look(saturation=0.0)).apply(red).astype(int)
    assert np.ptp(grey[0, 0]) <= 1
    strong = Toning(Look(contrast=1.3)).apply(RAMP).astype(int)[0, :, 0]
    assert strong[30] < 30 and strong[200] > 200
    warm = Toning(Look(highlights=(1.0, 0.95, 0.8))).apply(RAMP).astype(int)[0]
    assert warm[220, 0] > warm[220, 2] + 20 and abs(warm[8, 0] - warm[8, 2]) <= 1
