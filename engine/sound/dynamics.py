"""Limiter and compressor."""

from __future__ import annotations

import numpy as np

from engine.kernel import HAVE_NUMBA, compiled
from engine.sound.audio import SAMPLE_RATE, Sound, gain
from engine.sound.loudness import sample_peaks


@compiled
def hold_and_release_compiled(reduction, reach, keep):
    """Largest reduction within ``reach`` samples ahead, falling exponentially afterwards."""
    count = len(reduction)
    queue = np.empty(count, dtype=np.int64)
    held = np.empty(count)
    first, last = 0, 0
    state = 0.0
    ahead = 0
    for i in range(count):
        while ahead < min(count, i + reach + 1):
            while last > first and reduction[queue[last - 1]] <= reduction[ahead]:
                last -= 1
            queue[last] = ahead
            last += 1
            ahead += 1
        while queue[first] < i - reach:
            first += 1
        state = max(reduction[queue[first]], state * keep)
        held[i] = state
    return held


def hold_and_release_plain(reduction, reach, keep):
    """The same with numpy: the largest of windows that double, and an exponential fall as a straight logarithm."""
    count, width, size = len(reduction), 2 * reach + 1, 1
    largest = np.pad(reduction, reach)
    while 2 * size <= width:
        largest = np.maximum(largest[:-size], largest[size:])
        size *= 2
    largest = np.maximum(largest[:count], largest[width - size :])
    fall = np.log(keep) * np.arange(count)
    with np.errstate(divide="ignore"):
        level = np.log(largest) - fall
    return np.exp(np.maximum.accumulate(level) + fall)


hold_and_release = hold_and_release_compiled if HAVE_NUMBA else hold_and_release_plain


def moving_mean(curve: Sound, width: int) -> Sound:
    """Centred moving average; the ends repeat their value."""
    width |= 1
    if width <= 1 or len(curve) == 0:
        return curve
    total = np.empty(len(curve) + width)
    total[0] = 0.0
    total[1:] = np.pad(curve, width // 2, mode="edge")
    np.cumsum(total, out=total)
    mean = total[width:] - total[:-width]
    mean /= width
    return mean


def limit(sound: Sound, ceiling_db: float, look_ahead_s: float = 0.004, release_s: float = 0.12) -> Sound:
    """Look-ahead limiter driven by the true peak, (samples, 2); both channels get one gain, so the image stands still.

    The result, of the sound's own type, never exceeds ``ceiling_db`` dBTP.
    """
    ceiling = gain(ceiling_db)
    curve = sample_peaks(sound)
    if len(curve) == 0 or curve.max() <= ceiling:
        return sound
    reach = int(look_ahead_s * SAMPLE_RATE)
    # every step in place of the one before: these are whole films
    curve /= ceiling
    np.log(np.maximum(curve, 1.0, out=curve), out=curve)
    curve = hold_and_release(curve, 2 * reach, float(np.exp(-1 / (release_s * SAMPLE_RATE))))
    curve = moving_mean(curve, 2 * reach + 1)
    np.exp(np.negative(curve, out=curve), out=curve)
    limited = sound * curve.astype(sound.dtype)[:, None]
    del curve
    limited /= max(1.0, sample_peaks(limited).max() / ceiling)
    return limited


@compiled
def _follow(level, rise, fall):
    """Envelope of a level that rises and falls at its own paces; bearable as it is where there is no numba."""
    out = np.empty_like(level)
    state = 0.0
    for i in range(len(level)):
        keep = rise if level[i] > state else fall
        state = keep * state + (1 - keep) * level[i]
        out[i] = state
    return out


def compress(
    voice: Sound, threshold_db: float = -20.0, ratio: float = 3.0, attack_s: float = 0.005, release_s: float = 0.12
) -> Sound:
    """Feed-forward compressor for a mono voice."""
    rise, fall = (float(np.exp(-1 / (seconds * SAMPLE_RATE))) for seconds in (attack_s, release_s))
    envelope = _follow(np.abs(voice).astype(np.float64), rise, fall)
    over = 20 * np.log10(envelope + 1e-6) - threshold_db
    return voice * 10 ** (np.minimum(0.0, -over * (1 - 1 / ratio)) / 20)
