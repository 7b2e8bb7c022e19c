"""How each effect sounds: functions (seconds, random) -> (samples, 2) at any level.

Convincing by construction where nature is noise; wings, arrow and crickets are stylised.
"""

from __future__ import annotations

import numpy as np

from engine.sound.audio import SAMPLE_RATE, Sound, hertz, place
from engine.sound.filters import bandpass, highpass, lowpass

Random = np.random.Generator


def _count(seconds: float) -> int:
    return int(seconds * SAMPLE_RATE)


def _clock(count: int) -> Sound:
    return np.arange(count) / SAMPLE_RATE


def drift(random: Random, count: int, per_second: float, low: float, high: float) -> Sound:
    """A wandering control curve between two values with ``per_second`` turning points."""
    points = int(count / SAMPLE_RATE * per_second) + 4
    values = np.convolve(random.uniform(low, high, points + 2), [0.25, 0.5, 0.25], "valid")
    return np.interp(_clock(count) * per_second, np.arange(points), values)


def noise(random: Random, count: int) -> Sound:
    """Independent white noise left and right."""
    return random.standard_normal((count, 2))


def pink(random: Random, count: int) -> Sound:
    """Independent noise left and right that falls by 3 dB an octave, RMS near 0.3."""
    spectrum = np.fft.rfft(random.standard_normal((2, count)))
    spectrum /= np.sqrt(np.arange(spectrum.shape[1]) + 1)
    sound = np.fft.irfft(spectrum, count)
    return (0.3 * sound / (sound.std() + 1e-12)).T


def waves(seconds: float, random: Random) -> Sound:
    """Surf: each wave swells, breaks with a hiss and runs out, over the sea's murmur."""
    count = _count(seconds)
    sound = lowpass(pink(random, count), 500) * 0.3
    start = -random.uniform(0.0, 2.5)
    while start < seconds:
        length = random.uniform(4.5, 7.5)
        size = _count(length)
        u = np.arange(size) / size
        swell = np.where(u < 0.38, (u / 0.38) ** 2.2, np.exp(-(u - 0.38) * 5.5))[:, None]
        breaking = (np.where(u < 0.36, 0, np.exp(-(u - 0.36) * 6)) * np.clip((u - 0.36) / 0.03, 0, 1))[:, None]
        spray = noise(random, size)
        wave = lowpass(spray, 900) * swell * 1.3 + bandpass(spray, 1200, 7000) * breaking * 0.55
        wave += bandpass(noise(random, size), 300, 2500) * swell**2 * 0.4
        fade = min(size, _count(0.3))
        wave[-fade:] *= np.linspace(1, 0, fade)[:, None]
        place(sound, wave, int(start * SAMPLE_RATE), random.uniform(-0.4, 0.4))
        start += length * random.uniform(0.55, 0.75)
    return sound


def wind(seconds: float, random: Random) -> Sound:
    """Three bands that come and go on their own, and a faint whistle in the gusts."""
    count = _count(seconds)
    air = pink(random, count)
    sound = np.zeros((count, 2))
    for low, high, level in ((150, 500, 1.0), (500, 1200, 0.5), (1200, 3000, 0.18)):
        sound += bandpass(air, low, high) * (drift(random, count, 0.7, 0.15, 1) ** 2 * level)[:, None]
    phase = 2 * np.pi * np.cumsum(drift(random, count, 0.5, 350, 900)) / SAMPLE_RATE
    gusts = lowpass(np.abs(random.standard_normal(count)), 8) * drift(random, count, 0.5, 0, 1) ** 3
    return sound + (np.sin(phase) * gusts * 0.05)[:, None]


def thunder(seconds: float, random: Random) -> Sound:
    """A crack at the very start whose branches arrive one after another, then rolling."""
    count = _count(seconds)
    crack = np.zeros((count, 2))
    arrivals = np.concatenate([[0.0], random.exponential(0.09, random.integers(5, 9))])
    for number, arrival in enumerate(arrivals):
        branch = highpass(noise(random, _count(0.25)), 600)
        decay_s = 0.03 if number == 0 else random.uniform(0.008, 0.05)
        branch *= (np.exp(-_clock(len(branch)) / decay_s) * (1.0 if number == 0 else random.uniform(0.3, 0.9)))[:, None]
        place(crack, branch, int(arrival * SAMPLE_RATE))
    rumble = lowpass(noise(random, count), 110, 4) * 6 + lowpass(noise(random, count), 350) * 1.2
    clock, rolling = _clock(count), np.zeros(count)
    starts = np.concatenate([[0.0, 0.05], random.exponential(0.7, 8)])
    for start in starts:
        age = clock - start
        decay = np.exp(-np.maximum(age, 0) / random.uniform(0.35, 1.2)) * (1 - np.exp(-np.maximum(age, 0) / 0.03))
        rolling += np.where(age > 0, decay, 0) * random.uniform(0.4, 1)
    whole = crack * 0.9 + rumble * rolling[:, None] * 0.35
    return np.tanh(1.3 * whole / (np.abs(whole).max() + 1e-12))


def rain(seconds: float, random: Random) -> Sound:
    """Hiss with single drops over it."""
    count = _count(seconds)
    sound = highpass(pink(random, count), 900)
    for _ in range(int(seconds * 220)):
        at, hz, size = int(random.integers(count)), random.uniform(1500, 7000), int(random.integers(200, 900))
        drop = np.sin(2 * np.pi * hz * _clock(size)) * np.exp(-np.arange(size) / (size / 5))
        place(sound, drop * random.uniform(0.02, 0.2) ** 1.5, at, random.uniform(-1, 1))
    return sound


def fire(seconds: float, random: Random) -> Sound:
    """Breathing of the flames, and crackle: rarely loud, mostly faint."""
    count = _count(seconds)
    sound = lowpass(pink(random, count), 300) * (drift(random, count, 3, 0.4, 1) * 0.5)[:, None]
    sound += bandpass(pink(random, count), 300, 2500) * (drift(random, count, 6, 0.1, 0.6) * 0.15)[:, None]
    for _ in range(int(seconds * random.uniform(14, 22))):
        at, size = int(random.integers(count)), int(random.integers(60, 2200))
        crack = highpass(random.standard_normal(size), random.uniform(800, 3500), 1)
        level = min(0.6, (random.pareto(2.2) + 1) * 0.06)
        place(sound, crack * np.exp(-np.arange(size) / (size / 6)) * level, at, random.uniform(-1, 1))
    return 0.2 * np.tanh(sound / 0.2)


def wings(seconds: float, random: Random) -> Sound:
    """Many birds crossing: flaps of filtered air, a little chatter."""
    count = _count(seconds)
    sound = np.zeros((count, 2))
    for _ in range(int(6 + 4 * seconds)):
        beat_s = 1 / random.uniform(6.5, 10.5)
        start = random.uniform(-0.3, seconds * 0.85)
        stop = min(seconds, start + random.uniform(0.8, 2.5))
        side, side_end = random.uniform(-1, 1, 2)
        level, begun = random.uniform(0.15, 1), start
        flap = bandpass(random.standard_normal(_count(0.07)), random.uniform(250, 500), random.uniform(1800, 4200), 1)
        u = np.arange(len(flap)) / len(flap)
        flap = flap * np.sin(np.pi * u) ** 2 * (1 - 0.5 * u) * level
        while start < stop:
            pan = side + (side_end - side) * (start - begun) / max(0.1, stop - begun)
            place(sound, flap * random.uniform(0.7, 1), int(start * SAMPLE_RATE), pan)
            start += beat_s * random.uniform(0.92, 1.08)
    for _ in range(int(seconds * 1.2)):
        _chatter(sound, random)
    return sound


def _chatter(sound: Sound, random: Random) -> None:
    """One magpie's rattle, somewhere in the sound."""
    first, level, pan = int(random.integers(len(sound))), random.uniform(0.015, 0.05), random.uniform(-1, 1)
    size = _count(0.045)
    clock, shape = _clock(size), np.sin(np.pi * np.arange(size) / size)
    hz = 2300 + 900 * np.sin(2 * np.pi * 95 * clock) - 6000 * clock
    voice = np.sin(2 * np.pi * np.cumsum(hz) / SAMPLE_RATE) * (1 + 0.6 * np.sin(2 * np.pi * 140 * clock))
    for call in range(int(random.integers(3, 7))):
        rattle = bandpass(random.standard_normal(size), 1500, 5000, 1) * 0.5
        place(sound, (voice + rattle) * shape * level, first + int(call * 0.075 * SAMPLE_RATE), pan)


def arrow(seconds: float, random: Random) -> Sound:
    """Twang at the start, a whoosh from left to right, the hit about 0.6 s later."""
    count = _count(seconds)
    sound = np.zeros((count, 2))
    clock = _clock(_count(0.35))
    twang = np.zeros(len(clock))
    for hz, decay, level in ((96, 0.09, 1), (193, 0.06, 0.6), (310, 0.04, 0.4), (720, 0.02, 0.3)):
        twang += np.sin(2 * np.pi * hz * clock * (1 + 0.02 * np.exp(-clock / 0.02))) * np.exp(-clock / decay) * level
    place(sound, twang * 0.7, 0)
    size = _count(0.6)
    u, air = np.arange(size) / size, random.standard_normal(size)
    whoosh = bandpass(air, 900, 5000, 1) * np.exp(-(((u - 0.45) / 0.2) ** 2))
    whoosh += bandpass(air, 3000, 9000, 1) * np.exp(-(((u - 0.4) / 0.12) ** 2)) * 0.6
    place(sound, np.stack([np.sqrt(1 - u), np.sqrt(u)], axis=1) * (whoosh * 0.8)[:, None], _count(0.03))
    clock = _clock(_count(0.3))
    thud = np.sin(2 * np.pi * 130 * clock * np.exp(-clock * 3)) * np.exp(-clock / 0.05)
    thud += lowpass(random.standard_normal(len(clock)), 1500) * np.exp(-clock / 0.012) * 1.2
    thud += 0.25 * np.sin(2 * np.pi * 34 * clock) * np.sin(2 * np.pi * 410 * clock) * np.exp(-clock / 0.11)
    place(sound, thud, _count(0.61), 0.25)
    return sound


def stars(seconds: float, random: Random) -> Sound:
    """Glints: small struck-glass tones of a pentatonic scale."""
    count = _count(seconds)
    sound = np.zeros((count, 2))
    for _ in range(max(3, int(seconds * 5))):
        hz = hertz(float(random.choice([86, 88, 90, 93, 95, 98, 100, 102, 105])))
        clock = _clock(_count(1.2))
        tone = np.sin(2 * np.pi * hz * clock) + 0.3 * np.sin(2 * np.pi * 2.76 * hz * clock) * np.exp(-clock / 0.1)
        tone *= np.exp(-clock / random.uniform(0.15, 0.5)) * np.minimum(1, clock / 0.004)
        tone[-480:] *= np.linspace(1, 0, 480)
        place(sound, tone * random.uniform(0.05, 0.3), int(random.integers(count)), random.uniform(-1, 1))
    return sound


def drum(seconds: float, random: Random) -> Sound:
    """Low double beats like a heart, from the very start, a pair every 1.1 s."""
    sound = np.zeros((_count(seconds), 2))
    clock = _clock(_count(0.9))
    start = 0.0
    while start < seconds - 0.3:
        for delay, level in ((0.0, 1.0), (0.28, 0.65)):
            hz = 52 * (1 + 0.5 * np.exp(-clock / 0.03))
            beat = np.sin(2 * np.pi * np.cumsum(hz) / SAMPLE_RATE) * np.exp(-clock / 0.22)
            skin = lowpass(random.standard_normal(len(clock)), 900) * np.exp(-clock / 0.018) * 0.5
            place(sound, (beat + skin) * level, int((start + delay) * SAMPLE_RATE))
        start += 1.1 * random.uniform(0.97, 1.03)
    return sound


def night(seconds: float, random: Random) -> Sound:
    """A summer night: crickets chirping in turn, near and far, over a breath of air."""
    count = _count(seconds)
    sound = bandpass(pink(random, count), 200, 1500) * 0.05
    for _ in range(7):
        hz, pulses, pan = random.uniform(3900, 5200), int(random.integers(3, 5)), random.uniform(-1, 1)
        period, level = random.uniform(0.55, 1.1), random.uniform(0.02, 0.16)
        size = _count(0.018)
        pulse = np.sin(2 * np.pi * hz * _clock(size)) * np.sin(np.pi * np.arange(size) / size) ** 2
        chirp = np.zeros(_count(0.03) * pulses)
        for k in range(pulses):
            chirp[k * _count(0.03) : k * _count(0.03) + size] += pulse * (0.6 + 0.4 * k / pulses)
        start = random.uniform(0, period)
        while start < seconds:
            place(sound, chirp * level * random.uniform(0.8, 1), int(start * SAMPLE_RATE), pan)
            start += period * random.uniform(0.94, 1.06)
    return sound
