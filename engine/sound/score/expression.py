"""The conductor: how loud the orchestra plays from moment to moment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from engine.sound.audio import SAMPLE_RATE, Sound
from engine.sound.dynamics import moving_mean
from engine.sound.score.plan import Section, Tempo

RATE = 100  # points a second
SMOOTHING_S = 0.5
SOFTEST = 0.48
BREATH_BEATS, BREATH = 1.5, 0.62
ACCENT, ACCENT_S = 0.5, 1.6


def curve(sections: Sequence[Section], tempos: Sequence[Tempo], count: int) -> Sound:
    """Gain of the sustained parts, one value per sample, float32.

    A level per section; in its last 30 % a swell or fade towards the next; before a hit the orchestra takes a breath,
    on the hit it stands at the new level at once, accented for a moment.
    """
    points = count * RATE // SAMPLE_RATE + 2
    clock = np.arange(points) / RATE
    times, levels = [0.0], [_level(sections[0].intensity)]
    for index, section in enumerate(sections):
        following = sections[index + 1].intensity if index + 1 < len(sections) else section.intensity * 0.6
        level = _level(section.intensity)
        arrival = _level(section.intensity + 0.6 * (following - section.intensity))
        times += [section.start_s + 0.02, section.start_s + 0.7 * section.length_s, section.end_s - 0.03]
        levels += [level, level, arrival]
    gain = np.interp(clock, times, levels)
    width = int(SMOOTHING_S * RATE)
    cuts = [0, *(int(s.start_s * RATE) for i, s in enumerate(sections) if i and s.hit), points]
    for begin, end in pairwise(cuts):  # smoothed between hits, never across one
        gain[begin:end] = moving_mean(moving_mean(gain[begin:end], width), width)
    for index, section in enumerate(sections):
        if index and section.hit:
            age = clock - section.start_s
            breath_s = BREATH_BEATS * tempos[index - 1].beat_s
            gain *= np.where(age < 0, 1 - (1 - BREATH) * np.clip((age + breath_s) / (0.4 * breath_s), 0, 1), 1)
            gain *= 1 + ACCENT * np.where(age >= 0, np.exp(-np.maximum(age, 0) / ACCENT_S), 0)
    return np.interp(np.arange(count) / SAMPLE_RATE, clock, gain).astype(np.float32)


def _level(intensity: float) -> float:
    return SOFTEST + (1 - SOFTEST) * intensity
