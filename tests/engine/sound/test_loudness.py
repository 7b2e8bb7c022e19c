"""Our own meters against the standard's reference values and an independent implementation."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest
import scipy.signal

from engine.sound import filters
from engine.sound.audio import SAMPLE_RATE, decibels, gain
from engine.sound.dynamics import compress, limit, moving_mean
from engine.sound.hall import convolve, response
from engine.sound.loudness import at_loudness, integrated_loudness, true_peak
from engine.sound.resample import resample


def _sine(hz: float, seconds: float = 4.0, rate: int = SAMPLE_RATE) -> np.ndarray:
    return np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)


def _programme() -> np.ndarray:
    """Noise that comes and goes, so that the gates have work."""
    random = np.random.default_rng(3)
    level = np.repeat([0.2, 0.003, 0.0, 0.3, 0.05], 2 * SAMPLE_RATE)
    return filters.lowpass(random.standard_normal((len(level), 2)), 3000) * level[:, None]


def test_a_full_sine_in_one_channel_measures_as_the_standard_says() -> None:
    sound = np.stack([_sine(997), np.zeros(4 * SAMPLE_RATE)], axis=1)
    assert integrated_loudness(sound) == pytest.approx(-3.01, abs=0.05)


def test_integrated_loudness_agrees_with_pyloudnorm() -> None:
    sound = _programme()
    assert integrated_loudness(sound) == pytest.approx(
        pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound), abs=0.1
    )


def test_silence_and_short_sounds_have_a_loudness() -> None:
    assert integrated_loudness(np.zeros((SAMPLE_RATE, 2))) == -70
    assert integrated_loudness(np.zeros((0, 2))) == -70
    assert -20 < integrated_loudness(_sine(1000, 0.1) * 0.3) < -5
    assert not at_loudness(np.zeros((10, 2)), -16).any()


def test_true_peak_sees_between_the_samples() -> None:
    quarter = np.sin(2 * np.pi * np.arange(4800) / 4 + np.pi / 4)  # every sample at 0.707 of a sine of 1
    quarter *= np.hanning(4800) ** 0.1
    assert decibels(float(np.abs(quarter).max())) == pytest.approx(-3.01, abs=0.05)
    assert true_peak(quarter[:, None]) == pytest.approx(0.0, abs=0.1)
    sound = _programme()
    oversampled = scipy.signal.resample_poly(sound, 4, 1, axis=0)
    assert true_peak(sound) == pytest.approx(decibels(float(np.abs(oversampled).max())), abs=0.1)


@pytest.mark.parametrize(("kind", "hz"), [("low", 1200), ("high", 90)])
@pytest.mark.parametrize("order", [1, 2, 4])
def test_filters_agree_with_scipy(kind: str, hz: float, order: int) -> None:
    noise = np.random.default_rng(1).standard_normal((4800, 2))
    wanted = scipy.signal.sosfilt(scipy.signal.butter(order, hz, kind, fs=SAMPLE_RATE, output="sos"), noise, axis=0)
    found = filters.lowpass(noise, hz, order) if kind == "low" else filters.highpass(noise, hz, order)
    assert np.allclose(found, wanted, atol=1e-9)


def test_shelf_and_bell_have_their_gain_where_they_should() -> None:
    def level(sections: list[filters.Section], hz: float) -> float:
        sound = filters.run(_sine(hz, 0.5), sections)[SAMPLE_RATE // 4 :]
        return decibels(float(np.sqrt(2) * sound.std()))

    assert level([filters.shelf_section(3000, 4)], 12000) == pytest.approx(4, abs=0.2)
    assert level([filters.shelf_section(3000, 4)], 100) == pytest.approx(0, abs=0.1)
    assert level([filters.shelf_section(200, 3, high=False)], 30) == pytest.approx(3, abs=0.2)
    assert level([filters.bell_section(3600, -4)], 3600) == pytest.approx(-4, abs=0.05)


@pytest.mark.parametrize("rate", [22_050, 16_000, 44_100, 96_000])
def test_resampling_keeps_a_tone(rate: int) -> None:
    found = resample(_sine(1000, 0.5, rate), rate)
    assert abs(len(found) - SAMPLE_RATE // 2) <= 1
    middle = slice(4000, 20000)
    assert np.abs(found[middle] - _sine(1000, 0.5)[middle]).max() < 0.005


def test_the_limiter_holds_the_true_peak_and_leaves_the_rest() -> None:
    random = np.random.default_rng(5)
    sound = filters.lowpass(random.standard_normal((2 * SAMPLE_RATE, 2)), 9000) * 0.05
    sound[SAMPLE_RATE : SAMPLE_RATE + 2000] *= 40
    limited = limit(sound, -1.5)
    assert true_peak(limited) <= -1.5 + 0.01
    assert np.allclose(limited[: SAMPLE_RATE // 2], sound[: SAMPLE_RATE // 2])
    assert true_peak(limited) > -2.5


def test_the_compressor_takes_from_loud_words_only() -> None:
    quiet, loud = _sine(200, 1) * 0.03, _sine(200, 1) * 0.8
    squeezed = compress(np.concatenate([quiet, loud]))
    assert decibels(float(squeezed[:40000].std() / quiet[:40000].std())) == pytest.approx(0, abs=0.2)
    assert -13 < decibels(float(squeezed[-20000:].std() / loud[-20000:].std())) < -6


def test_convolution_is_a_convolution() -> None:
    sound = np.random.default_rng(2).standard_normal((9000, 2)) * gain(-20)
    impulse = np.zeros((500, 2))
    impulse[0], impulse[100, 0], impulse[499, 1] = 1, 0.5, -0.25
    found = convolve(sound, impulse, 1 << 12)
    wanted = sound.copy()
    wanted[100:, 0] += 0.5 * sound[:-100, 0]
    wanted[499:, 1] -= 0.25 * sound[:-499, 1]
    assert np.allclose(found, wanted, atol=1e-5)


def test_the_hall_decays_and_is_wide() -> None:
    hall = response(2.0)
    power = (hall**2).sum(axis=1)
    early, late = power[: SAMPLE_RATE // 2].sum(), power[3 * SAMPLE_RATE // 2 : 2 * SAMPLE_RATE].sum()
    assert 20 < decibels(float(early / late)) / 2 < 60
    assert abs(float((hall[:, 0] * hall[:, 1]).sum())) < 0.1  # each side has unit energy


def test_moving_mean_keeps_length_and_ends() -> None:
    assert np.allclose(moving_mean(np.full(50, 2.0), 9), 2.0)
    assert len(moving_mean(np.arange(7.0), 100)) == 7
