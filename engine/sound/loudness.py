"""Loudness and true peak of a sound at 48 kHz, as ITU-R BS.1770-5 defines them."""

from __future__ import annotations

import numpy as np

from engine.kernel import HAVE_NUMBA, compiled
from engine.sound import filters
from engine.sound.audio import SAMPLE_RATE, Sound, decibels, gain

# BS.1770 annex 1, tables 1 and 2: the head's shelf, then the high-pass (b0, b1, b2, a1, a2)
K_WEIGHTING: list[filters.Section] = [
    (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585),
    (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621),
]
BLOCK, HOP = int(0.4 * SAMPLE_RATE), int(0.1 * SAMPLE_RATE)
SILENCE_LUFS = -70.0
PHASES, TAPS = 4, 24
_LOUD_AT_ONCE = 1 << 16


@compiled
def weighted_energy_compiled(sound, sections, hop):
    """K-weighted energy of every whole hop and of what is left at the end, channels summed."""
    count, channels = sound.shape
    energy = np.zeros(count // hop + 1)
    state = np.zeros((channels, 4))
    for i in range(count):
        total = 0.0
        for channel in range(channels):
            x = sound[i, channel]
            for k in range(2):
                b0, b1, b2, a1, a2 = sections[k]
                y = b0 * x + state[channel, 2 * k]
                state[channel, 2 * k] = b1 * x - a1 * y + state[channel, 2 * k + 1]
                state[channel, 2 * k + 1] = b2 * x - a2 * y
                x = y
            total += x * x
        energy[i // hop] += total
    return energy


def weighted_energy_plain(sound, sections, hop):
    """The same with numpy."""
    power = (filters.run(sound, sections) ** 2).sum(-1)
    return np.add.reduceat(np.append(power, 0.0), np.arange(0, len(power) + 1, hop))


weighted_energy = weighted_energy_compiled if HAVE_NUMBA else weighted_energy_plain


def block_powers(sound: Sound) -> Sound:
    """K-weighted power, channels summed, of each 0.4 s block, one block every 0.1 s.

    A sound shorter than a block is measured as one block of its own length.
    """
    if len(sound) == 0:
        return np.zeros(1)
    wide = sound[:, None] if sound.ndim == 1 else sound
    energy = weighted_energy(wide, np.array(K_WEIGHTING), HOP)
    if len(wide) < BLOCK:
        return np.array([energy.sum() / len(wide)])
    whole = energy[: len(wide) // HOP]
    return np.convolve(whole, np.ones(BLOCK // HOP), "valid") / BLOCK


def to_lufs(power: float) -> float:
    """LUFS of a K-weighted power."""
    return float(-0.691 + 10 * np.log10(max(power, 1e-20)))


def gated_lufs(powers: Sound) -> float:
    """Loudness of blocks after the absolute gate (-70 LUFS) and the relative gate (-10 LU); silence is -70."""
    loud = powers[powers > 10 ** ((SILENCE_LUFS + 0.691) / 10)]
    if len(loud) == 0:
        return SILENCE_LUFS
    kept = loud[loud > loud.mean() * 0.1]
    return to_lufs(float(kept.mean())) if len(kept) else SILENCE_LUFS


def integrated_loudness(sound: Sound) -> float:
    """Integrated loudness in LUFS; silence is -70."""
    return gated_lufs(block_powers(sound))


def at_loudness(sound: Sound, lufs: float) -> Sound:
    """The sound scaled to a loudness; silence stays silence."""
    measured = integrated_loudness(sound)
    return sound if measured <= SILENCE_LUFS else sound * gain(lufs - measured)


def _interpolator() -> Sound:
    """Three fractional-delay filters (1/4, 1/2, 3/4 of a sample), Kaiser-windowed sinc, shape (3, TAPS)."""
    position = np.arange(TAPS) - TAPS // 2 + 1
    rows = []
    for phase in range(1, PHASES):
        distance = position - phase / PHASES
        window = np.i0(8.0 * np.sqrt(np.clip(1 - (distance / (TAPS / 2)) ** 2, 0, 1))) / np.i0(8.0)
        row = np.sinc(distance) * window
        rows.append(row / row.sum())
    return np.array(rows)


_FRACTIONS = _interpolator()


@compiled
def peaks_between_compiled(sound, fractions):
    """Highest level from each sample to the next over all channels, by filters (phases, taps) of the places between."""
    count, channels = sound.shape
    phases, taps = fractions.shape
    before = taps // 2 - 1
    peaks = np.zeros(count)
    highest = 0.0
    for i in range(count):
        for channel in range(channels):
            peaks[i] = max(peaks[i], abs(sound[i, channel]))
        highest = max(highest, peaks[i])
    floor = 0.35 * highest
    for channel in range(channels):
        for i in range(count):
            level = abs(sound[i, channel])
            if i + 1 < count:
                level = max(level, abs(sound[i + 1, channel]))
            if level < floor or level == 0.0:
                continue
            inside = before <= i < count - taps + before
            for phase in range(phases):
                total = 0.0
                if inside:
                    for k in range(taps):
                        total += fractions[phase, k] * sound[i + k - before, channel]
                else:
                    for k in range(max(0, before - i), min(taps, count - i + before)):
                        total += fractions[phase, k] * sound[i + k - before, channel]
                peaks[i] = max(peaks[i], abs(total))
    return peaks


def peaks_between_plain(sound, fractions):
    """The same with numpy, only where the sound is loud."""
    channels, taps = sound.shape[1], fractions.shape[1]
    level = np.abs(sound).astype(np.float64)
    peaks = level.max(1)
    floor = 0.35 * peaks.max(initial=0.0)
    level[:-1] = np.maximum(level[:-1], level[1:])
    for channel in range(channels):
        padded = np.pad(sound[:, channel].astype(np.float64), (taps // 2 - 1, taps // 2))
        windows = np.lib.stride_tricks.sliding_window_view(padded, taps)
        loud = np.flatnonzero((level[:, channel] >= floor) & (level[:, channel] > 0))
        for start in range(0, len(loud), _LOUD_AT_ONCE):
            part = loud[start : start + _LOUD_AT_ONCE]
            peaks[part] = np.maximum(peaks[part], np.abs(windows[part] @ fractions.T).max(1))
    return peaks


peaks_between = peaks_between_compiled if HAVE_NUMBA else peaks_between_plain


def sample_peaks(sound: Sound) -> Sound:
    """The highest level between each sample and the next over all channels, 4 times oversampled.

    Where both samples lie more than 9 dB below the highest one, only the samples themselves are looked at.
    """
    return peaks_between(sound[:, None] if sound.ndim == 1 else sound, _FRACTIONS)


def true_peak(sound: Sound) -> float:
    """True peak in dBTP."""
    return decibels(float(sample_peaks(sound).max())) if len(sound) else decibels(0)
