"""The room around the music: an impulse response made of early reflections and band-wise decaying noise."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.sound import filters
from engine.sound.audio import SAMPLE_RATE, Sound

BANDS = ((60, 250, 1.12), (250, 1000, 1.0), (1000, 3500, 0.82), (3500, 12000, 0.5))  # Hz from, to, share of RT60
BUILD_UP_S = 0.03


@lru_cache(maxsize=4)
def response(rt60_s: float = 2.8, pre_delay_s: float = 0.024, bright: float = 0.9, seed: int = 5) -> Sound:
    """Impulse response, (samples, 2), unit energy. ``rt60_s``: time to fall by 60 dB in the middle band."""
    random = np.random.default_rng(seed)
    count, lead = int(rt60_s * 1.25 * SAMPLE_RATE), int(pre_delay_s * SAMPLE_RATE)
    time = np.arange(count) / SAMPLE_RATE
    tail = np.zeros((count, 2))
    for low, high, share in BANDS:
        noise = filters.bandpass(random.standard_normal((count, 2)), low, high)
        level = 1.0 if high < 3000 else bright
        tail += noise * (10 ** (-3 * time / (rt60_s * share)) * level)[:, None]
    tail *= (1 - np.exp(-time / BUILD_UP_S))[:, None]
    for channel in range(2):
        for _ in range(14):
            at = int(random.uniform(0.006, 0.07) * SAMPLE_RATE)
            tail[at, channel] += random.choice([-1.0, 1.0]) * 8 * np.exp(-at / SAMPLE_RATE / 0.05)
    whole = np.concatenate([np.zeros((lead, 2)), tail])
    whole[-SAMPLE_RATE // 10 :] *= np.linspace(1, 0, SAMPLE_RATE // 10)[:, None]
    return whole / np.sqrt((whole**2).sum(axis=0).mean())


def convolve(sound: Sound, impulse: Sound, longest: int = 1 << 19) -> Sound:
    """Stereo sound through a stereo impulse response by overlap-add; as long as ``sound``; float32 inside.

    ``longest``: size of a transform, more than the impulse's length.
    """
    impulse = impulse[: len(sound)]
    size = min(longest, 1 << (len(sound) + len(impulse)).bit_length())
    step = size - len(impulse) + 1
    spectrum = np.fft.rfft(impulse.T.astype(np.float32), size)
    out = np.zeros((2, len(sound) + size), dtype=np.float32)
    for start in range(0, len(sound), step):
        block = sound[start : start + step].T.astype(np.float32)
        out[:, start : start + size] += np.fft.irfft(np.fft.rfft(block, size) * spectrum, size)
    return out[:, : len(sound)].T


def in_hall(sound: Sound, rt60_s: float = 2.8, pre_delay_s: float = 0.024) -> Sound:
    """Only the wet part, as long as ``sound``, (samples, 2)."""
    return convolve(sound, response(rt60_s, pre_delay_s))
