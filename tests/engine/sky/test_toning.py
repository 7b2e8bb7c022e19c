"""Toning: neutral looks change nothing, others keep black black, white white and gradients smooth."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.tone import Grade
from engine.sky.toning import FINER, Toning
from storyboard.looks import completed, look_names
from storyboard.model import Look


def _codes(look: Look) -> np.ndarray:
    """What a look makes of the code values 0 to 255, (256, 3)."""
    return Toning(look).table[:, ::FINER].T.astype(int)


def _developed(colour: tuple[float, float, float], **look: float) -> np.ndarray:
    """The code values (3) of light of one colour, without grain, bloom and vignette."""
    plain = Look.model_validate({"bloom": 0.0, "grain": 0.0, "vignette": 0.0, "exposure": 1.0, **look})
    light = np.full((4, 6, 3), colour, np.float32)
    return Grade(plain, 6, 4, 1).develop(light, 0)[0, 0].astype(int)


def test_a_neutral_look_changes_nothing() -> None:
    assert not Toning(Look()).table.size
    dull = Toning(Look(saturation=0.5)).table[:, ::FINER]
    assert (dull == np.arange(256)).all(), "saturation alone leaves every channel's code values as they are"


@pytest.mark.parametrize("name", look_names())
def test_a_look_keeps_black_and_the_order_of_greys(name: str) -> None:
    look = completed(Look(name=name))
    if not Toning(look).table.size:
        return
    toned = _codes(look)
    assert toned[0].max() <= 2
    assert (np.diff(toned, axis=0) >= 0).all()
    assert np.diff(toned[:128], axis=0).max() <= 3, "a dark gradient must not show steps"


def test_saturation_contrast_and_tints_do_what_they_say() -> None:
    red = (0.5, 0.04, 0.02)
    neutral = _developed(red)
    grey = _developed(red, saturation=0.0)
    assert np.ptp(grey) <= 1
    assert abs(grey[0] - neutral @ (0.2126, 0.7152, 0.0722)) <= 1
    dull = _developed(red, saturation=0.5)
    np.testing.assert_allclose(dull, (neutral + grey) / 2, atol=1.01)
    assert _developed((0.18, 0.18, 0.18), saturation=1.7).tolist() == _developed((0.18, 0.18, 0.18)).tolist()
    strong = _codes(Look(contrast=1.3))[:, 0]
    assert strong[30] < 30 and strong[200] > 200
    warm = _codes(Look(highlights=(1.0, 0.95, 0.8)))
    assert warm[220, 0] > warm[220, 2] + 20 and abs(warm[8, 0] - warm[8, 2]) <= 1
