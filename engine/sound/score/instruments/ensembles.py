"""Strings, low strings, choir and horns: many players as widened harmonics with random phases (PADsynth).

Every pitch has a soft and a strong table with the same phases; a note moves between them as its bow or breath swells,
so that the colour lives. Left and right read the table half a turn apart, which makes them as good as independent.
P. Nasca, "PADsynth algorithm" (2005).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.kernel import HAVE_NUMBA, compiled
from engine.sound.audio import SAMPLE_RATE, Sound, hertz
from engine.sound.score.note import Note

TABLE = 1 << 17  # 2.7 s, loops without a seam
CONTROL = 240
TABLE_RMS = 0.12
_VOWELS = {  # centre Hz, width Hz, amount; then the floor between formants
    "ahh": (((700, 110, 1), (1150, 130, 0.6), (2650, 220, 0.24), (3500, 280, 0.18), (4900, 600, 0.05)), 0.006),
    "ooh": (((340, 90, 1), (820, 120, 0.35), (2500, 250, 0.05), (3300, 300, 0.02)), 0.003),
}


@dataclass(frozen=True)
class Ensemble:
    """How a section plays. ``soft`` and ``strong`` name the colours it moves between."""

    soft: str
    strong: str
    attack_s: float
    release_s: float
    width_cents: float
    bite: float = 0.0
    tremolo_hz: float = 0.0


ENSEMBLES = {
    "strings": Ensemble("strings_soft", "strings_strong", 0.42, 1.5, 30),
    "bass": Ensemble("low_soft", "low_strong", 0.22, 1.2, 14),
    "choir": Ensemble("ooh", "ahh", 0.6, 1.8, 38),
    "spicc": Ensemble("strings_soft", "strings_strong", 0.010, 0.16, 30, bite=1.7),
    "trem": Ensemble("strings_soft", "strings_strong", 0.3, 0.5, 30, tremolo_hz=6.7),
    "horns": Ensemble("horn_soft", "horn_strong", 0.055, 0.5, 16, bite=0.35),
}


def _bump(x: Sound, centre: float, width: float) -> Sound:
    return np.exp(-(((x - centre) / width) ** 2))


def _harmonics(colour: str, frequency: float) -> Sound:
    """Amplitude of every harmonic of a colour."""
    number = np.arange(1, int(min(70, SAMPLE_RATE * 0.45 / frequency)) + 1)
    hz = number * frequency
    if colour in _VOWELS:
        formants, floor = _VOWELS[colour]
        shape = np.zeros(len(hz))
        for centre, width, amount in formants:
            shape += amount * np.exp(-(((hz - centre) / (2 * width)) ** 2))
        return (shape + floor) / number**0.35
    strong = colour.endswith("strong")
    if colour.startswith("strings"):
        body = 1 + 0.9 * _bump(hz, 450, 180) + 0.7 * _bump(hz, 1050, 300) + 0.7 * _bump(hz, 2800, 700)
        return 1 / number**1.08 / (1 + (hz / (7000 if strong else 3300)) ** 2) * body
    if colour.startswith("low"):
        return 1 / number ** (1.1 if strong else 1.3) / (1 + (hz / (1600 if strong else 650)) ** 2)
    if colour.startswith("horn"):
        return np.exp(-(((number - 1.6) / (7.0 if strong else 3.2)) ** 2)) * (1 + 0.5 * _bump(hz, 450, 200))
    raise ValueError(f"no colour {colour}")


_NOISE_HZ = np.arange(TABLE // 2 + 1) * SAMPLE_RATE / TABLE
_NOISE = np.exp(-((np.log2(np.maximum(_NOISE_HZ, 1) / 5200) / 0.9) ** 2))
_NOISE /= np.sqrt((_NOISE**2).sum())


def _bow_noise(colour: str) -> Sound:
    """Spectrum of hair on strings or of breath, unit energy times its share of the tone."""
    share = 0.030 if colour.startswith("strings") else 0.022 if colour in _VOWELS else 0.0
    return _NOISE * share


@lru_cache(maxsize=1)
def _phasors() -> np.ndarray:
    """Random phases for all tables; each pitch starts elsewhere, a pitch's colours share them."""
    phase = np.random.default_rng(20).uniform(0, 2 * np.pi, TABLE // 2 + 1)
    return np.exp(1j * phase).astype(np.complex64)


@lru_cache(maxsize=256)
def _table(pitch: int, colour: str, width_cents: float) -> Sound:
    """One turn of an endless pad, mono float32."""
    frequency = hertz(pitch)
    bin_hz = SAMPLE_RATE / TABLE
    spectrum = np.zeros(TABLE // 2 + 1)
    for number, amplitude in enumerate(_harmonics(colour, frequency), 1):
        centre = frequency * number
        width = max(2 * bin_hz, (2 ** (width_cents / 1200) - 1) * centre)
        first, last = int((centre - 4 * width) / bin_hz), int((centre + 4 * width) / bin_hz) + 1
        bins = np.arange(max(1, first), min(TABLE // 2, last))
        spectrum[bins] += amplitude * _bump(bins * bin_hz, centre, width) / np.sqrt(width)
    spectrum += _bow_noise(colour) * np.sqrt((spectrum**2).sum())
    table = np.fft.irfft(spectrum.astype(np.float32) * np.roll(_phasors(), 7919 * pitch))
    return (table / np.sqrt((table**2).mean()) * TABLE_RMS).astype(np.float32)


@compiled
def add_note_compiled(
    buffer, soft, strong, start, count, left, right, envelope, colour, gain_left, gain_right, control
):
    """Add ``count`` samples of a note from ``start`` on: two tables, mixed by ``colour``, each side from its own place;
    ``envelope`` and ``colour`` have a value every ``control`` samples."""
    size = len(soft)
    end = min(count, len(buffer) - start)
    for i in range(max(0, -start), end):
        point = i // control
        share = (i - point * control) / control
        level = envelope[point] + (envelope[point + 1] - envelope[point]) * share
        mixed = colour[point] + (colour[point + 1] - colour[point]) * share
        a = (left + i) % size
        b = (right + i) % size
        buffer[start + i, 0] += level * gain_left * (soft[a] + mixed * (strong[a] - soft[a]))
        buffer[start + i, 1] += level * gain_right * (soft[b] + mixed * (strong[b] - soft[b]))


def add_note_plain(
    buffer, soft, strong, start, count, left, right, envelope, colour, gain_left, gain_right, control
) -> None:
    """The same with numpy."""
    first, end = max(0, -start), min(count, len(buffer) - start)
    if first >= end:
        return
    i = np.arange(first, end)
    clock = np.arange(len(envelope)) * control
    level, mixed = np.interp(i, clock, envelope), np.interp(i, clock, colour)
    for channel, (turn, gain) in enumerate(((left, gain_left), (right, gain_right))):
        a = (turn + i) % len(soft)
        buffer[start + first : start + end, channel] += level * gain * (soft[a] + mixed * (strong[a] - soft[a]))


add_note = add_note_compiled if HAVE_NUMBA else add_note_plain


def play(
    notes: Sequence[Note], buffer: Sound, kind: str, pan: Callable[[int], float], random: np.random.Generator
) -> None:
    """Play all notes into a stereo float32 buffer. ``pan`` places a pitch between -1 and 1."""
    ensemble = ENSEMBLES[kind]
    for note in notes:
        soft = _table(note.pitch, ensemble.soft, ensemble.width_cents)
        strong = _table(note.pitch, ensemble.strong, ensemble.width_cents)
        count = int((note.length_s + ensemble.release_s) * SAMPLE_RATE)
        clock = np.arange(count // CONTROL + 2) * CONTROL / SAMPLE_RATE
        envelope = _envelope(note, ensemble, clock) * note.velocity**1.3
        colour = _colour(note, ensemble, clock, random)
        side = min(0.8, max(-0.8, pan(note.pitch)))
        left = int(random.integers(TABLE))
        right = left + TABLE // 2 + int(random.integers(-TABLE // 8, TABLE // 8))
        start = round(note.start_s * SAMPLE_RATE)
        add_note(
            buffer, soft, strong, start, count, left, right % TABLE, envelope, colour,
            min(1.0, 1 - side), min(1.0, 1 + side), CONTROL,
        )  # fmt: skip


def _envelope(note: Note, ensemble: Ensemble, clock: Sound) -> Sound:
    attack = max(0.004, min(ensemble.attack_s, note.length_s * 0.5))
    level = np.minimum(1, clock / attack) ** 1.3
    over = np.maximum(0, clock - note.length_s)
    level *= np.exp(-over / (ensemble.release_s / 4))
    if ensemble.bite:
        level *= 1 + ensemble.bite * np.exp(-clock / 0.12)
    elif note.length_s > 1.0:
        level *= 0.86 + 0.22 * np.sin(np.pi * np.clip(clock / note.length_s, 0, 1))
    if ensemble.tremolo_hz:
        level *= 0.55 + 0.45 * np.abs(np.sin(2 * np.pi * ensemble.tremolo_hz * (note.start_s + clock)))
    end = note.length_s + ensemble.release_s
    return level * np.clip((end - clock) / 0.03, 0, 1)


def _colour(note: Note, ensemble: Ensemble, clock: Sound, random: np.random.Generator) -> Sound:
    """How far from soft to strong, 0 … 1: more when louder, opening as the note swells, slowly wandering."""
    base = np.clip(1.25 * note.velocity - 0.15, 0, 1)
    swell = 0.22 * np.sin(np.pi * np.clip(clock / max(note.length_s, 0.2), 0, 1))
    wander = 0.10 * np.sin(2 * np.pi * (random.uniform(0.15, 0.4) * clock + random.random()))
    bite = 0.5 * np.exp(-clock / 0.09) if ensemble.bite else 0.0
    return np.clip(base * (0.8 + swell + wander) + bite, 0, 1)


def forget() -> None:
    """Give the tables' memory back."""
    _table.cache_clear()
