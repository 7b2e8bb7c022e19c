"""Changing the sample rate of a whole sound by its spectrum."""

from __future__ import annotations

from math import gcd

import numpy as np

from engine.sound.audio import SAMPLE_RATE, Sound


def resample(sound: Sound, rate: int) -> Sound:
    """Sound at ``rate`` Hz, (samples,) or (samples, channels), to 48 kHz; float64, rounded up to whole samples.

    Exact for a band-limited sound: the spectrum is cut or padded; silence at both ends keeps the ends from wrapping.
    """
    if rate == SAMPLE_RATE or len(sound) == 0:
        return sound.astype(np.float64)
    divisor = gcd(rate, SAMPLE_RATE)
    up, down = SAMPLE_RATE // divisor, rate // divisor
    wanted = -(-len(sound) * up // down)
    margin = down * max(1, 256 // down)
    blocks = -(-(len(sound) + margin) // down)
    blocks = _easy_length(blocks)
    size = blocks * down
    padded = np.zeros((size, *sound.shape[1:]))
    padded[: len(sound)] = sound
    spectrum = np.fft.rfft(padded, axis=0)
    size_out = blocks * up
    bins = min(size, size_out) // 2 + 1
    return np.fft.irfft(spectrum[:bins], size_out, axis=0)[:wanted] * (up / down)


def _easy_length(count: int) -> int:
    """The next number whose only prime factors are 2, 3 and 5."""
    while True:
        rest = count
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return count
        count += 1
