"""Recursive filters: Butterworth low-, high- and band-pass, shelves and bells, run by one kernel.

Coefficients of a section are (b0, b1, b2, a1, a2) with a0 = 1. Formulae: R. Bristow-Johnson, "Cookbook formulae for
audio equalizer biquad filter coefficients".
"""

from __future__ import annotations

from math import cos, pi, sin, sqrt

import numpy as np

from engine.kernel import HAVE_NUMBA, compiled
from engine.sound.audio import SAMPLE_RATE, Sound

Section = tuple[float, float, float, float, float]


@compiled
def run_sections_compiled(sound, sections):
    """The sound (samples, channels) through the sections (n, 5), float64."""
    out = sound.copy()
    count, channels = out.shape
    for channel in range(channels):
        for k in range(sections.shape[0]):
            b0, b1, b2, a1, a2 = sections[k]
            s1 = 0.0
            s2 = 0.0
            for i in range(count):
                x = out[i, channel]
                y = b0 * x + s1
                s1 = b1 * x - a1 * y + s2
                s2 = b2 * x - a2 * y
                out[i, channel] = y
    return out


def run_sections_plain(sound, sections):
    """The same with numpy: all blocks of a channel at once, then what the end of each block leaves to the next."""
    out = np.empty_like(sound)
    length = max(64, int(sqrt(len(sound))))
    blocks = -(-len(sound) // length)
    for channel in range(sound.shape[1]):
        # one column per block
        wave = np.pad(sound[:, channel], (0, blocks * length - len(sound))).reshape(blocks, length).T.copy()
        for section in sections:
            _run_blocks(wave, section)
        out[:, channel] = wave.T.reshape(-1)[: len(sound)]
    return out


def _run_blocks(wave, section):
    """Run a section in place down the columns (length, blocks), each the continuation of the one before."""
    b0, b1, b2, a1, a2 = section
    length, blocks = wave.shape
    s1, s2 = np.zeros((2, blocks))
    # what a step makes of a state without sound, all steps so far, and how a state sounds at every step
    step, steps, echo = np.array([[-a1, 1.0], [-a2, 0.0]]), np.eye(2), np.empty((length, 2))
    for i in range(length):
        x = wave[i].copy()
        y = wave[i] = b0 * x + s1
        s1 = b1 * x - a1 * y + s2
        s2 = b2 * x - a2 * y
        echo[i] = steps[0]
        steps = step @ steps
    state = np.zeros((2, blocks))
    for block in range(1, blocks):
        state[:, block] = steps @ state[:, block - 1] + (s1[block - 1], s2[block - 1])
    wave += echo @ state


run_sections = run_sections_compiled if HAVE_NUMBA else run_sections_plain


def run(sound: Sound, sections: list[Section]) -> Sound:
    """The sound, (samples,) or (samples, channels), through all sections in turn; float64."""
    table = np.asarray(sections, dtype=np.float64)
    if sound.ndim == 1:
        return run_sections(np.ascontiguousarray(sound[:, None], dtype=np.float64), table)[:, 0]
    return run_sections(np.ascontiguousarray(sound, dtype=np.float64), table)


def run_in_place(sound: Sound, sections: list[Section]) -> None:
    """Replace a sound (samples, channels) by what all sections make of it, one channel at a time to save memory."""
    for channel in range(sound.shape[1]):
        sound[:, channel] = run(sound[:, channel], sections)


def _resonances(order: int) -> list[float]:
    """Q of each second-order section of a Butterworth filter of even order."""
    return [1 / (2 * sin((2 * k + 1) * pi / (2 * order))) for k in range(order // 2)]


def _angular(hz: float) -> float:
    return 2 * pi * min(hz, 0.49 * SAMPLE_RATE) / SAMPLE_RATE


def low_sections(hz: float, order: int = 2) -> list[Section]:
    """Butterworth low-pass; ``order`` 1 or even."""
    w = _angular(hz)
    if order == 1:
        k = np.tan(w / 2)
        return [(k / (1 + k), k / (1 + k), 0.0, (k - 1) / (k + 1), 0.0)]
    sections = []
    for q in _resonances(order):
        alpha, c = sin(w) / (2 * q), cos(w)
        a0 = 1 + alpha
        sections.append(((1 - c) / 2 / a0, (1 - c) / a0, (1 - c) / 2 / a0, -2 * c / a0, (1 - alpha) / a0))
    return sections


def high_sections(hz: float, order: int = 2) -> list[Section]:
    """Butterworth high-pass; ``order`` 1 or even."""
    w = _angular(hz)
    if order == 1:
        k = np.tan(w / 2)
        return [(1 / (1 + k), -1 / (1 + k), 0.0, (k - 1) / (k + 1), 0.0)]
    sections = []
    for q in _resonances(order):
        alpha, c = sin(w) / (2 * q), cos(w)
        a0 = 1 + alpha
        sections.append(((1 + c) / 2 / a0, -(1 + c) / a0, (1 + c) / 2 / a0, -2 * c / a0, (1 - alpha) / a0))
    return sections


def bell_section(hz: float, db: float, q: float = 1.0) -> Section:
    """A peak or dip of ``db`` around ``hz``."""
    w, a = _angular(hz), 10 ** (db / 40)
    alpha, c = sin(w) / (2 * q), cos(w)
    a0 = 1 + alpha / a
    return ((1 + alpha * a) / a0, -2 * c / a0, (1 - alpha * a) / a0, -2 * c / a0, (1 - alpha / a) / a0)


def shelf_section(hz: float, db: float, high: bool = True) -> Section:
    """A high (or low) shelf of ``db`` with its middle at ``hz``, slope 1."""
    w, a = _angular(hz), 10 ** (db / 40)
    c = cos(w) if high else -cos(w)
    alpha = sin(w) / 2 * sqrt(2)
    root = 2 * sqrt(a) * alpha
    sign = 1 if high else -1
    a0 = (a + 1) - (a - 1) * c + root
    return (
        a * ((a + 1) + (a - 1) * c + root) / a0,
        sign * -2 * a * ((a - 1) + (a + 1) * c) / a0,
        a * ((a + 1) + (a - 1) * c - root) / a0,
        sign * 2 * ((a - 1) - (a + 1) * c) / a0,
        ((a + 1) - (a - 1) * c - root) / a0,
    )


def lowpass(sound: Sound, hz: float, order: int = 2) -> Sound:
    """Butterworth low-pass."""
    return run(sound, low_sections(hz, order))


def highpass(sound: Sound, hz: float, order: int = 2) -> Sound:
    """Butterworth high-pass."""
    return run(sound, high_sections(hz, order))


def bandpass(sound: Sound, low_hz: float, high_hz: float, order: int = 2) -> Sound:
    """High-pass at ``low_hz`` and low-pass at ``high_hz``, each of the given order."""
    return run(sound, high_sections(low_hz, order) + low_sections(high_hz, order))
