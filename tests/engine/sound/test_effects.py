"""Effects: at their level, in their place."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sound.audio import SAMPLE_RATE, decibels
from engine.sound.effects import KINDS, Cue, EffectError, render_effects
from engine.sound.loudness import integrated_loudness


@pytest.fixture(scope="module")
def rendered() -> dict[str, np.ndarray]:
    return {kind: render_effects([Cue(kind, 1.0, 7.0)], 9.0, seed=4) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_an_effect_sits_softly_in_the_mix(rendered: dict[str, np.ndarray], kind: str) -> None:
    sound = rendered[kind]
    assert sound.shape == (9 * SAMPLE_RATE, 2) and sound.dtype == np.float32 and np.isfinite(sound).all()
    assert -34.7 <= integrated_loudness(sound) <= -26.3
    assert np.abs(sound).max() < 0.45


@pytest.mark.parametrize("kind", KINDS)
def test_an_effect_is_heard_only_in_its_cue_and_fades(rendered: dict[str, np.ndarray], kind: str) -> None:
    sound = rendered[kind]
    assert not sound[: SAMPLE_RATE - 1].any() and not sound[7 * SAMPLE_RATE + 1 :].any()
    inside = np.abs(sound[SAMPLE_RATE : 7 * SAMPLE_RATE]).max()
    assert np.abs(sound[7 * SAMPLE_RATE - 1000 : 7 * SAMPLE_RATE]).max() < 0.05 * inside
    if kind not in ("thunder", "arrow", "drum"):
        assert np.abs(sound[SAMPLE_RATE : SAMPLE_RATE + 500]).max() < 0.05 * inside


@pytest.mark.parametrize("kind", ["thunder", "arrow", "drum"])
def test_a_strike_is_on_its_cue(rendered: dict[str, np.ndarray], kind: str) -> None:
    level = np.abs(rendered[kind]).max(axis=1)
    assert abs(np.argmax(level > 0.2 * level.max()) / SAMPLE_RATE - 1.0) < 0.01


def test_thunder_is_loudest_at_its_start_and_rolls_on() -> None:
    sound = render_effects([Cue("thunder", 2.0, 2.5)], 8.0, seed=1)
    level = np.sqrt((sound**2).mean(axis=1))
    assert abs(level.argmax() / SAMPLE_RATE - 2.0) < 0.2
    rolling = level[4 * SAMPLE_RATE : 5 * SAMPLE_RATE].std()
    assert decibels(float(rolling / level.max())) > -50


def test_effects_are_wide_and_their_gain_counts() -> None:
    plain = render_effects([Cue("waves", 0.0, 4.0)], 4.0, seed=2)
    louder = render_effects([Cue("waves", 0.0, 4.0, gain_db=6.0)], 4.0, seed=2)
    assert decibels(float(louder.std() / plain.std())) == pytest.approx(6.0, abs=0.01)
    assert abs(np.corrcoef(plain.T)[0, 1]) < 0.8


def test_the_seed_decides() -> None:
    cues = [Cue("rain", 0.0, 2.0), Cue("stars", 1.0, 3.0)]
    once, again, other = (render_effects(cues, 3.0, seed) for seed in (1, 1, 2))
    assert np.array_equal(once, again) and not np.array_equal(once, other)


def test_cues_outside_the_film_are_cut_and_unknown_ones_named() -> None:
    assert not render_effects([], 1.0, 0).any()
    assert not render_effects([Cue("wind", 5.0, 8.0)], 3.0, 0).any()
    assert render_effects([Cue("wind", -2.0, 99.0)], 3.0, 0).shape == (3 * SAMPLE_RATE, 2)
    with pytest.raises(EffectError, match=r"'laser'.*waves"):
        render_effects([Cue("laser", 0, 1)], 1.0, 0)
