"""Erhu, flute and solo horn as one continuous line: slides between notes, late vibrato, bow and breath noise.

The pitch curve is drawn first, 200 points a second; then the oscillator follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.kernel import HAVE_NUMBA, compiled
from engine.sound.audio import SAMPLE_RATE, Sound, place
from engine.sound.filters import bandpass
from engine.sound.score.note import Note

CONTROL = 240
TIED_S = 0.12
_AT_ONCE = 1 << 15


@dataclass(frozen=True)
class _Player:
    glide_s: float
    vibrato: float  # semitones, peak to peak
    vibrato_hz: float
    attack_s: float
    release_s: float
    harmonics: int
    level: float
    scoop: float  # semitones below the note when it starts from silence
    noise: tuple[float, float, float] | None  # band from, to (Hz), amount


_PLAYERS = {
    "erhu": _Player(0.075, 0.38, 5.6, 0.09, 0.24, 26, 0.15, 0.6, (1500, 8000, 0.028)),
    "flute": _Player(0.03, 0.20, 4.9, 0.055, 0.2, 9, 0.30, 0.25, (1200, 9000, 0.05)),
    "horn": _Player(0.025, 0.07, 4.5, 0.06, 0.22, 14, 0.20, 0.25, None),
}
_FLUTE = (1, 0.44, 0.25, 0.11, 0.07, 0.04, 0.022, 0.012, 0.006)


@compiled
def oscillate_compiled(phase, strengths, control):
    """Sum of harmonics by the recurrence sin((n+1)p) = 2 cos p sin(np) - sin((n-1)p)."""
    count = len(phase)
    harmonics = strengths.shape[1]
    out = np.zeros(count)
    for i in range(count):
        point = i // control
        share = (i - point * control) / control
        twice = 2 * np.cos(phase[i])
        before = 0.0
        now = np.sin(phase[i])
        total = 0.0
        for n in range(harmonics):
            strength = strengths[point, n] + (strengths[point + 1, n] - strengths[point, n]) * share
            total += strength * now
            before, now = now, twice * now - before
        out[i] = total
    return out


def oscillate_plain(phase, strengths, control):
    """The same with numpy, part by part of the line."""
    out = np.zeros(len(phase))
    clock = np.arange(len(strengths)) * control
    for start in range(0, len(phase), _AT_ONCE):
        part = slice(start, min(start + _AT_ONCE, len(phase)))
        place = np.arange(part.start, part.stop)
        nearest = slice(part.start // control, (part.stop - 1) // control + 2)
        twice, before, now = 2 * np.cos(phase[part]), np.zeros(len(place)), np.sin(phase[part])
        for n in range(strengths.shape[1]):
            out[part] += np.interp(place, clock[nearest], strengths[nearest, n]) * now
            before, now = now, twice * now - before
    return out


oscillate = oscillate_compiled if HAVE_NUMBA else oscillate_plain


def play(notes: Sequence[Note], buffer: Sound, kind: str, pan: float, random: np.random.Generator) -> None:
    """Play the notes, in order of time, as one line into a stereo buffer."""
    if not notes:
        return
    player, count = _PLAYERS[kind], len(buffer)
    ordered = sorted(notes, key=lambda note: note.start_s)
    clock = np.arange(count // CONTROL + 2) * CONTROL / SAMPLE_RATE
    pitch, loudness, vibrato = _curves(ordered, player, clock)
    rate = player.vibrato_hz * (1 + 0.06 * _slow_noise(random, clock, 0.5))
    pitch = pitch + vibrato * 0.5 * np.sin(2 * np.pi * np.cumsum(rate) * CONTROL / SAMPLE_RATE)
    pitch = pitch + 0.02 * _slow_noise(random, clock, 0.06)  # nobody holds a pitch exactly
    frequency = 440.0 * 2 ** ((pitch - 69) / 12)
    time = np.arange(count) / SAMPLE_RATE
    phase = 2 * np.pi * np.cumsum(np.interp(time, clock, frequency)) / SAMPLE_RATE + 0.7
    strengths = np.stack([_strength(kind, n, frequency * n, loudness) for n in range(1, player.harmonics + 1)], axis=1)
    strengths *= loudness[:, None]
    tone = oscillate(np.mod(phase, 2 * np.pi), strengths, CONTROL)
    if player.noise:
        low, high, amount = player.noise
        breath = bandpass(random.standard_normal(count), low, high)
        shape = loudness * (0.6 + loudness) if kind == "flute" else loudness
        tone += amount * breath * np.interp(time, clock, shape)
    place(buffer, (tone * player.level).astype(np.float32), 0, pan)


def _slow_noise(random: np.random.Generator, clock: Sound, step_s: float) -> Sound:
    points = np.arange(0, clock[-1] + 2 * step_s, step_s)
    return np.interp(clock, points, random.standard_normal(len(points)))


def _curves(notes: Sequence[Note], player: _Player, clock: Sound) -> tuple[Sound, Sound, Sound]:
    """Pitch in semitones, loudness 0 … 1 and depth of the vibrato at every control point."""
    pitch = np.full(len(clock), float(notes[0].pitch))
    loudness, vibrato = np.zeros(len(clock)), np.zeros(len(clock))
    for i, note in enumerate(notes):
        end = note.start_s + note.length_s
        following = notes[i + 1].start_s if i + 1 < len(notes) else np.inf
        before = notes[i - 1] if i else None
        tied = following - end < TIED_S
        connected = before is not None and note.start_s - (before.start_s + before.length_s) < TIED_S
        until = following if tied else min(following, end + player.release_s * 4)
        span = slice(int(np.searchsorted(clock, note.start_s)), int(np.searchsorted(clock, until)))
        age = clock[span] - note.start_s
        origin = before.pitch if before is not None and connected else note.pitch - player.scoop
        glide = player.glide_s * (1 + 0.3 * abs(note.pitch - origin) / 4 if connected else 1)
        pitch[span] = note.pitch + (origin - note.pitch) * np.exp(-age / glide)
        onset = 1 - 0.35 * np.exp(-age / 0.05) if connected else 1 - np.exp(-age / player.attack_s * 2.2)
        swell = 0.82 + 0.25 * np.sin(np.pi * np.clip(age / max(note.length_s, 0.3), 0, 1))
        tail = 1 if tied else np.where(age > note.length_s, np.exp(-(age - note.length_s) / player.release_s), 1)
        loudness[span] = onset * swell * note.velocity * tail
        depth = player.vibrato if note.length_s > 0.45 else player.vibrato * 0.2
        vibrato[span] = np.clip((age - 0.22) / 0.5, 0, 1) * depth
    return pitch, np.convolve(loudness, np.ones(7) / 7, "same"), vibrato


def _strength(kind: str, number: int, hz: Sound, loudness: Sound) -> Sound:
    """Amplitude of one harmonic along the line; louder is brighter; nothing above the range of the sample rate."""
    level = np.clip(loudness, 1e-4, 1.2)
    if kind == "erhu":
        body = 1 + 1.2 * np.exp(-(((hz - 900) / 250) ** 2)) + 1.5 * np.exp(-(((hz - 2000) / 550) ** 2))
        body += 0.8 * np.exp(-(((hz - 3600) / 900) ** 2))
        strength = 1 / number**0.95 * body / (1 + (hz / 5200) ** 4) * level ** (0.2 * np.log(number + 1))
    elif kind == "flute":
        strength = _FLUTE[number - 1] * level ** (0.4 * (number - 1))
    else:
        strength = np.exp(-(((number - 1.4) / (1.8 + 5 * np.clip(level, 0, 1))) ** 2))
    return np.where(hz < SAMPLE_RATE * 0.42, strength, 0.0)
