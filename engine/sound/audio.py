"""Shared by everything that sounds: sample rate, levels, pitch, placing one sound inside another.

Sound is float32 at the borders of the package, shape (samples, 2) or (samples,) for speech, 48 kHz; inside, float64 is
allowed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.floating]
SAMPLE_RATE = 48_000
EPSILON = 1e-12


def gain(db: float) -> float:
    """Amplitude factor of a level change in decibels."""
    return float(10 ** (db / 20))


def decibels(ratio: float) -> float:
    """Level of an amplitude ratio in decibels; silence is -240."""
    return float(20 * np.log10(max(ratio, EPSILON)))


def hertz(pitch: float) -> float:
    """Frequency of a MIDI pitch (69 = 440 Hz, 12 per octave)."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def samples(seconds: float) -> int:
    """Number of samples nearest to a length in seconds."""
    return round(seconds * SAMPLE_RATE)


def place(buffer: Sound, sound: Sound, start: int, pan: float = 0.0) -> None:
    """Add ``sound`` into the stereo ``buffer`` at sample ``start``, in place; what lies outside is left out.

    Mono sound is panned with constant power; stereo sound is only balanced, so that a wide sound stays wide.
    """
    if start < 0:
        sound, start = sound[-start:], 0
    count = min(len(sound), len(buffer) - start)
    if count <= 0:
        return
    if sound.ndim == 1:
        angle = (min(1.0, max(-1.0, pan)) + 1) * np.pi / 4
        sides = ((sound, np.cos(angle)), (sound, np.sin(angle)))
    else:
        sides = ((sound[:, 0], min(1.0, 1 - pan)), (sound[:, 1], min(1.0, 1 + pan)))
    for channel, (side, share) in enumerate(sides):
        buffer[start : start + count, channel] += side[:count] * side.dtype.type(share)


def fade_ends(sound: Sound, in_samples: int, out_samples: int) -> None:
    """Raised-cosine fades at both ends, in place; shortened when the sound is shorter than both."""
    count = len(sound)
    if in_samples + out_samples > count:
        in_samples, out_samples = count * in_samples // (in_samples + out_samples), count // 2
    columns = (slice(None), None) if sound.ndim == 2 else (slice(None),)
    if in_samples > 0:
        sound[:in_samples] *= (np.sin(np.linspace(0, np.pi / 2, in_samples)) ** 2)[columns]
    if out_samples > 0:
        sound[-out_samples:] *= (np.cos(np.linspace(0, np.pi / 2, out_samples)) ** 2)[columns]
