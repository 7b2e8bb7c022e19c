"""Guzheng and harp: a noise burst circulating in a tuned, damped delay line (Karplus-Strong).

A first-order Thiran all-pass makes the fraction of a sample in the delay: linear interpolation would detune and dull
the high strings. K. Karplus, A. Strong, "Digital synthesis of plucked-string and drum timbres" (1983); D. Jaffe,
J. Smith, "Extensions of the Karplus-Strong plucked-string algorithm" (1983).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.kernel import HAVE_NUMBA, compiled
from engine.sound import filters
from engine.sound.audio import SAMPLE_RATE, Sound, hertz, place
from engine.sound.score.note import Note


@dataclass(frozen=True)
class _String:
    ring_s: float
    damping: float
    brightness_hz: float
    position: float  # where it is plucked, share of the string
    t60_at_220_s: float
    nail: float


_STRINGS = {
    "guzheng": _String(3.4, 0.022, 3800, 0.11, 4.4, 0.06),
    "harp": _String(3.0, 0.07, 1900, 0.32, 3.2, 0.012),
}
_BODY = ((190, 8, 0.25), (410, 9, 0.2), (820, 10, 0.12))  # guzheng's resonances: Hz, Q, gain
LEVELS = 4


@compiled
def circulate_compiled(excitation, count, whole, eta, f0, f1, f2):
    """``count`` samples of a string: a loop of ``whole`` samples and the rest of one, with losses f0, f1, f2."""
    out = np.zeros(count)
    length = len(excitation)
    before = 0.0
    for i in range(count):
        x = excitation[i] if i < length else 0.0
        y = x + eta * before
        before = x
        if i >= 1:
            y -= eta * out[i - 1]
        if i >= whole:
            y += f0 * out[i - whole]
        if i >= whole + 1:
            y += f1 * out[i - whole - 1]
        if i >= whole + 2:
            y += f2 * out[i - whole - 2]
        out[i] = y
    return out


def circulate_plain(excitation, count, whole, eta, f0, f1, f2):
    """The same with numpy, one turn of the string after the other.

    The filter of one sample's memory inside a turn is summed as its response, which has died away after 100 samples.
    """
    drive = np.zeros(count + 1)
    length = min(len(excitation), count)
    drive[:length] = excitation[:length]
    drive[1:] += eta * drive[:-1].copy()
    response = (-eta) ** np.arange(min(whole, 100))
    out = np.zeros(count + whole + 2)  # silence before the first sample
    begin = whole + 2
    for start in range(0, count, whole):
        end = min(start + whole, count)
        now = drive[start:end].copy()
        for delay, gain in ((whole, f0), (whole + 1, f1), (whole + 2, f2)):
            now += gain * out[begin + start - delay : begin + end - delay]
        now[0] -= eta * out[begin + start - 1]
        out[begin + start : begin + end] = np.convolve(now, response)[: end - start]
    return out[begin:]


circulate = circulate_compiled if HAVE_NUMBA else circulate_plain


@lru_cache(maxsize=200)
def pluck(pitch: int, level: int, kind: str) -> Sound:
    """One string, mono float32, peak 1. ``level`` 0 … 4: a louder stroke is brighter."""
    string = _STRINGS[kind]
    frequency = hertz(pitch)
    period = SAMPLE_RATE / frequency
    damping = string.damping * min(1.6, max(0.5, pitch / 62))
    random = np.random.default_rng(pitch)  # not by level: louder is the same string, brighter

    excitation = random.uniform(-1, 1, int(period) + 1)
    cutoff = string.brightness_hz * (1 + 2.2 * level / LEVELS) + frequency * 3
    excitation = filters.lowpass(excitation, cutoff, 1)
    excitation -= excitation.mean()
    delay = max(1, int(string.position * period))
    combed = excitation.copy()
    combed[delay:] -= 0.9 * excitation[:-delay]  # plucking at a point leaves out the modes with a node there

    t60 = string.t60_at_220_s * (220 / frequency) ** 0.5
    loop_gain = 10 ** (-3 / (frequency * t60))
    whole = int(period - damping - 0.3)
    fraction = period - damping - whole
    eta = (1 - fraction) / (1 + fraction)
    feedback = loop_gain * np.convolve([1 - damping, damping], [eta, 1])
    sound = circulate(combed, int(string.ring_s * SAMPLE_RATE), whole, eta, *(float(f) for f in feedback))
    sound = _with_body(sound) if kind == "guzheng" else sound
    count = int(0.012 * SAMPLE_RATE)
    nail = random.standard_normal(count) * np.exp(-np.arange(count) / (0.002 * SAMPLE_RATE))
    sound[:count] += string.nail * (0.5 + level / LEVELS) * nail
    sound *= np.minimum(1, np.arange(len(sound))[::-1] / (0.2 * SAMPLE_RATE))
    return (sound / np.abs(sound).max()).astype(np.float32)


def _with_body(string: Sound) -> Sound:
    """Resonances of the box; (1 - radius) brings each to unity, without it the body would drown the string."""
    body = np.zeros_like(string)
    for hz, q, amount in _BODY:
        omega = 2 * np.pi * hz / SAMPLE_RATE
        radius = 1 - omega / (2 * q)
        section = ((1 - radius) * 2 * np.sin(omega), 0.0, 0.0, -2 * radius * np.cos(omega), radius**2)
        body += amount * 2.2 * filters.run(string, [section])
    return string + body


def play(
    notes: Sequence[Note], buffer: Sound, kind: str, pan: float, spread: float, random: np.random.Generator
) -> None:
    """Pluck all notes into a stereo buffer; low strings sit left of ``pan``, high ones right."""
    for note in notes:
        sound = pluck(note.pitch, int(min(0.999, note.velocity) * (LEVELS + 1)), kind)
        sound = sound * np.float32(note.velocity**1.4)
        if kind == "guzheng" and note.length_s > 1.2 and note.velocity > 0.45 and random.random() < 0.4:
            sound = _press_vibrato(sound)
        count = int(min(len(sound), max(note.length_s * 1.7, 0.6) * SAMPLE_RATE))
        sound = sound[:count].copy()
        fade = min(count, int(0.14 * SAMPLE_RATE))
        sound[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
        place(buffer, sound, round(note.start_s * SAMPLE_RATE), pan + spread * (note.pitch - 66) / 24)


def _press_vibrato(sound: Sound) -> Sound:
    """吟: the left hand presses the ringing string; the pitch wavers after the attack and dies away."""
    time = np.arange(len(sound)) / SAMPLE_RATE
    depth = 0.0006 * np.clip((time - 0.15) / 0.3, 0, 1) * np.exp(-time / 1.5)
    return np.interp(time + depth * np.sin(2 * np.pi * 5.3 * time), time, sound)


def forget() -> None:
    """Give the strings' memory back."""
    pluck.cache_clear()
