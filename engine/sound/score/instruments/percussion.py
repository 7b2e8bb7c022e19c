"""Timpani, taiko, cymbals, gong, celesta and bell: struck modes and shaped noise, mono or stereo."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.kernel import HAVE_NUMBA, compiled
from engine.sound.audio import SAMPLE_RATE, Sound, hertz
from engine.sound.filters import bandpass, lowpass
from engine.sound.score.note import Note

Random = np.random.Generator
Partials = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]  # ratios, levels, decay times in s

TIMPANI: Partials = (
    (1, 1.5, 1.98, 2.44, 2.89, 3.4, 4.1, 4.9),
    (1, 0.66, 0.45, 0.28, 0.2, 0.14, 0.1, 0.07),
    (1.1, 0.9, 0.7, 0.5, 0.4, 0.25, 0.18, 0.12),
)
CELESTA: Partials = ((1, 2.0, 4.01, 5.43), (1, 0.2, 0.34, 0.1), (0.9, 0.5, 0.2, 0.1))
BELL: Partials = (
    (0.5, 1, 1.19, 1.56, 2, 2.51, 2.66, 3.01, 4.1),
    (0.5, 0.8, 0.5, 0.25, 0.6, 0.2, 0.15, 0.12, 0.06),
    (4, 3, 2.5, 2, 1.8, 1.2, 1, 0.9, 0.5),
)
GONG: Partials = (
    (1, 1.41, 1.93, 2.51, 3.07, 3.83, 4.71, 5.9, 7.3, 9.1),
    (1, 0.7, 0.6, 0.5, 0.45, 0.35, 0.3, 0.22, 0.16, 0.1),
    (3.2, 2.8, 2.4, 2.0, 1.7, 1.4, 1.1, 0.9, 0.7, 0.5),
)
REVERSE_S = 1.8


@compiled
def ring_out_compiled(frequencies, levels, decays, phases, count, rate):
    """Sum of decaying sines, each a rotation that shrinks a little with every sample."""
    out = np.zeros(count)
    for k in range(len(frequencies)):
        angle = 2 * np.pi * frequencies[k] / rate
        shrink = np.exp(-1 / (decays[k] * rate))
        turn = shrink * complex(np.cos(angle), np.sin(angle))
        state = levels[k] * complex(np.cos(phases[k]), np.sin(phases[k]))
        for i in range(count):
            out[i] += state.imag
            state *= turn
    return out


def ring_out_plain(frequencies, levels, decays, phases, count, rate):
    """The same with numpy, wave by wave."""
    time = np.arange(count) / rate
    out = np.zeros(count)
    for frequency, level, decay, phase in zip(frequencies, levels, decays, phases, strict=True):
        out += level * np.exp(-time / decay) * np.sin(2 * np.pi * frequency * time + phase)
    return out


ring_out = ring_out_compiled if HAVE_NUMBA else ring_out_plain


def modes(frequency: float, partials: Partials, seconds: float) -> Sound:
    """Decaying sines; the last third fades, since a cut tail clicks."""
    ratios, levels, decays = (np.array(column, dtype=float) for column in partials)
    audible = frequency * ratios < SAMPLE_RATE * 0.42
    count = int(seconds * SAMPLE_RATE)
    sound = ring_out(
        frequency * ratios[audible], levels[audible], decays[audible], np.zeros(audible.sum()), count, SAMPLE_RATE
    )
    fade = int(0.35 * seconds * SAMPLE_RATE)
    sound[-fade:] *= np.cos(np.linspace(0, np.pi / 2, fade)) ** 2
    return sound


@lru_cache(maxsize=96)
def _struck(kind: str, pitch: int) -> Sound:
    """Celesta, bell and gong do not vary from stroke to stroke."""
    if kind == "celesta":
        return modes(hertz(pitch), CELESTA, 2.2) * 0.22
    if kind == "bell":
        return modes(hertz(pitch) * 0.5, BELL, 6) * 0.10
    sound = modes(hertz(pitch), GONG, 6) * 0.16
    time = np.arange(len(sound)) / SAMPLE_RATE
    return sound * (0.75 + 0.25 * (1 - np.exp(-time / 0.25)))  # the shimmer takes a moment to bloom


def struck(note: Note) -> Sound:
    """Celesta, bell or gong, mono."""
    return _struck(note.part, note.pitch) * note.velocity


def timpani(note: Note, random: Random) -> Sound:
    """Mono."""
    sound = modes(hertz(note.pitch), TIMPANI, 2.8)
    time = np.arange(len(sound)) / SAMPLE_RATE
    sound += 0.5 * bandpass(random.standard_normal(len(sound)), 120, 1400, 1) * np.exp(-time / 0.22)
    count = int(0.06 * SAMPLE_RATE)
    stroke = random.standard_normal(count) * np.exp(-time[:count] / 0.008)
    sound[:count] += 1.6 * lowpass(stroke, 1100)
    return sound * note.velocity**1.3 * 0.5


def taiko(note: Note, random: Random) -> Sound:
    """Mono; below pitch 46 the large drum, else the small one."""
    time = np.arange(int(1.6 * SAMPLE_RATE)) / SAMPLE_RATE
    frequency = (62 if note.pitch < 46 else 95) * (1 + 0.35 * np.exp(-time / 0.035))  # the skin relaxes
    phase = 2 * np.pi * np.cumsum(frequency) / SAMPLE_RATE
    sound = np.sin(phase) * np.exp(-time / 0.38) + 0.4 * np.sin(1.59 * phase) * np.exp(-time / 0.2)
    stroke = lowpass(random.standard_normal(len(time)), 2400)
    sound += 0.8 * stroke * np.exp(-time / 0.018) + 0.10 * stroke * np.exp(-time / 0.25)
    fade = int(0.4 * SAMPLE_RATE)
    sound[-fade:] *= np.cos(np.linspace(0, np.pi / 2, fade)) ** 2
    return sound * note.velocity**1.3 * 0.55


def cymbal(note: Note, random: Random, reverse: bool) -> Sound:
    """Stereo: a crash, or one played backwards that ends after REVERSE_S (or the note's length)."""
    seconds = note.length_s if reverse else 4.0
    count = int(seconds * SAMPLE_RATE)
    time = np.arange(count) / SAMPLE_RATE
    sound = bandpass(random.standard_normal((count, 2)), 2600, 15000)
    endless = np.full(40, 1e6)
    ring = ring_out(random.uniform(700, 6500, 40), np.ones(40), endless, random.uniform(0, 6, 40), count, SAMPLE_RATE)
    sound += 0.04 * ring[:, None]
    if reverse:
        envelope = (time / seconds) ** 3 * np.minimum(1, (seconds - time) / 0.01)
    else:
        envelope = np.exp(-time / 0.9) * np.minimum(1, time / 0.002) * np.clip((seconds - time) / 1.0, 0, 1)
    return sound * envelope[:, None] * note.velocity * 0.17


def forget() -> None:
    """Give the memory of what does not vary back."""
    _struck.cache_clear()
