"""A synthetic voice made easier on the ear: trimmed, buzz taken down, warmth and a little air."""

from __future__ import annotations

import numpy as np

from engine.sound import filters
from engine.sound.audio import SAMPLE_RATE, Sound
from engine.sound.resample import resample

VERSION = 1
THRESHOLD = 0.01
BEFORE_S, AFTER_S = 0.012, 0.03
EQ = [
    *filters.high_sections(80),
    filters.shelf_section(220, 1.5, high=False),
    filters.bell_section(3600, -4.0, 1.0),
    *filters.low_sections(9500),
]


def trimmed(sound: Sound, rate: int) -> tuple[Sound, float]:
    """The sound without the silence at its ends, and how many seconds were cut at the front."""
    loud = np.flatnonzero(np.abs(sound) > THRESHOLD)
    if len(loud) == 0:
        return sound[:0], 0.0
    start = max(0, int(loud[0]) - int(BEFORE_S * rate))
    end = min(len(sound), int(loud[-1]) + int(AFTER_S * rate))
    return sound[start:end], start / rate


def polished(sound: Sound, rate: int) -> Sound:
    """Mono at ``rate`` Hz to mono float32 at 48 kHz, equalised, with 5 ms fades at both ends."""
    voice = filters.run(resample(sound, rate), EQ)
    fade = min(int(0.005 * SAMPLE_RATE), len(voice) // 2)
    if fade:
        voice[:fade] *= np.linspace(0, 1, fade)
        voice[-fade:] *= np.linspace(1, 0, fade)
    return voice.astype(np.float32)
