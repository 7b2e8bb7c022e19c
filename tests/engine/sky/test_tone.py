"""Bloom and tone: the fused curve, light that is neither lost nor shifted by the bloom, grain that moves."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.tone import Grade
from storyboard.model import Look

PLAIN = Look(bloom=0.0, grain=0.0, vignette=0.0, exposure=1.0)


def _curve(light: np.ndarray) -> np.ndarray:
    """Narkowicz's fit of the ACES curve, then the sRGB encoding by three roots, in code values."""
    t = np.clip(light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14), 0, 1)
    return np.clip(149.2062 * t**0.5 + 199.70079 * t**0.25 - 93.906998 * t**0.125, 0, 255)


def test_the_curve_is_the_filmic_one_but_for_rounding() -> None:
    light = np.zeros((2, 4000, 3), np.float32)
    light[...] = np.geomspace(1e-5, 40, 4000, dtype=np.float32)[None, :, None]
    picture = Grade(PLAIN, 4000, 2, 1).develop(light, 0)
    np.testing.assert_allclose(picture[0, :, 1], _curve(light[0, :, 1]), atol=0.6)
    assert (np.diff(picture[0, :, 0].astype(int)) >= 0).all()


@pytest.mark.parametrize("size", [(1280, 720), (640, 360), (202, 358), (96, 64)])
def test_bloom_is_centred_on_its_light_and_spreads_evenly(size: tuple[int, int]) -> None:
    width, height = size
    light = np.zeros((height, width, 3), np.float32)
    light[height // 2 - 1 : height // 2 + 1, width // 2 - 1 : width // 2 + 1] = 50.0
    glow = Grade(PLAIN, width, height, 1).bloom(light.reshape(height, -1)).reshape(height // 2, width // 2, 3)
    assert np.isfinite(glow).all() and glow.min() >= 0
    peak = np.unravel_index(glow[..., 1].argmax(), glow.shape[:2])
    assert abs(peak[0] - height / 4) <= 1 and abs(peak[1] - width / 4) <= 1
    assert glow[peak[0], peak[1] + 8, 0] < 0.2 * glow[(*peak, 0)]
    np.testing.assert_allclose(glow[..., 0], glow[..., 2], rtol=1e-4, atol=1e-7)


def test_an_even_field_keeps_even_under_bloom() -> None:
    glow = Grade(PLAIN, 320, 180, 1).bloom(np.full((180, 960), 0.25, np.float32))
    np.testing.assert_allclose(glow, glow[0, 0], rtol=1e-4)


def test_grain_has_its_strength_and_changes_from_frame_to_frame() -> None:
    grade = Grade(Look(bloom=0.0, grain=2.0, vignette=0.0, exposure=1.0), 640, 360, 3)
    light = np.full((360, 640, 3), 0.18, np.float32)
    first, second = (grade.develop(light, number).astype(float) for number in (4, 5))
    assert 1.8 < first.std() < 2.3
    assert abs(np.corrcoef(first.ravel(), second.ravel())[0, 1]) < 0.05
    np.testing.assert_array_equal(first, grade.develop(light, 4))
