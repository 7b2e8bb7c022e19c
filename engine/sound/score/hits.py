"""Accents on cuts: what leads into the cut and what strikes on it."""

from __future__ import annotations

from collections.abc import Callable

from engine.sound.score.instruments.percussion import REVERSE_S
from engine.sound.score.patterns import Desk
from engine.sound.score.plan import Tempo
from engine.sound.score.voice_leading import Chord


def hit(desk: Desk, section: int, tempo: Tempo, chord: Chord, room_s: float) -> None:
    """Write the accent on the start of a section; ``room_s`` is how much music there is before it."""
    strength = 0.55 + 0.45 * desk.sections[section].intensity
    _HITS[desk.style.hit](desk, tempo, chord, strength, room_s)


def _low_drum(chord: Chord) -> int:
    return chord.root + 36 if chord.root + 36 >= 40 else chord.root + 48


def _stab(desk: Desk, time: float, chord: Chord, strength: float) -> None:
    """Strings and horns strike the chord together."""
    for pitch in chord.voices:
        desk.add(time, 0.5, pitch, 0.75 * strength, "spicc")
    for pitch in (chord.bass, chord.bass + 12):
        desk.add(time, 0.6, pitch, 0.85 * strength, "spicc")
    for pitch in chord.voices[:3]:
        desk.add(time, 1.2, pitch, 0.7 * strength, "horns")


def _reverse(desk: Desk, time: float, velocity: float, room_s: float) -> None:
    length = min(REVERSE_S, room_s * 0.8)
    if length > 0.4:
        desk.add(time - length, length, 60, velocity, "revcym")


def _run(desk: Desk, time: float, length_s: float, low: int, high: int, part: str, loud: float) -> None:
    """A glissando over the run scale that arrives on the cut."""
    scale = desk.style.pitches(desk.style.run_scale, low, high)
    for j, pitch in enumerate(scale):
        level = loud * (0.55 + 0.45 * j / len(scale))
        desk.add(time - length_s * (1 - j / len(scale)), 1.5, pitch, level, part)


def _glissando(desk: Desk, tempo: Tempo, chord: Chord, strength: float, room_s: float) -> None:
    time = tempo.start_s
    _run(desk, time, min(tempo.beat_s, room_s * 0.5), 60, 92, "guzheng", 0.62 * strength)
    _reverse(desk, time, 0.32 * strength, room_s)
    for pitch in (chord.bass + 12, *chord.voices):
        desk.add(time, 3.0, pitch, 0.85 * strength, "guzheng")
    for pitch in desk.style.pitches(desk.style.run_scale, 86, 98)[:3]:
        desk.add(time, 3.0, pitch, 0.55 * strength, "celesta")
    desk.add(time, 3.0, _low_drum(chord), 0.8 * strength, "timp")
    desk.add(time, 2.0, 43, 0.8 * strength, "taiko")
    desk.add(time, 6.0, 50, 0.5 * strength, "gong")
    desk.add(time, 4.0, 49, 0.42 * strength, "crash")
    for pitch in chord.voices:
        desk.add(time, 0.5, pitch, 0.6 * strength, "spicc")


def _orchestra(desk: Desk, tempo: Tempo, chord: Chord, strength: float, room_s: float) -> None:
    time, drum = tempo.start_s, _low_drum(chord)
    roll_s = min(1.5 * tempo.beat_s, room_s * 0.6)
    for j in range(10):
        desk.add(time - roll_s * (1 - j / 10), 0.3, drum, (0.2 + 0.05 * j) * strength, "timp")
    _reverse(desk, time, 0.6 * strength, room_s)
    desk.add(time, 2.5, drum, strength, "timp")
    desk.add(time, 2.5, 43, strength, "taiko")
    desk.add(time, 2.5, 48, 0.8 * strength, "taiko")
    desk.add(time, 4.0, 49, 0.85 * strength, "crash")
    _stab(desk, time, chord, strength)
    if desk.sections[chord.section].mood in ("ominous", "mourning", "solemn", "dramatic"):
        desk.add(time, 5.0, chord.root + 60, 0.5 * strength, "bell")


def _bloom(desk: Desk, tempo: Tempo, chord: Chord, strength: float, room_s: float) -> None:
    time = tempo.start_s
    _run(desk, time, min(1.2 * tempo.beat_s, room_s * 0.5), 58, 90, "harp", 0.6 * strength)
    _reverse(desk, time, 0.42 * strength, room_s)
    for pitch in (chord.bass + 12, *chord.voices):
        desk.add(time, 3.0, pitch, 0.8 * strength, "harp")
    desk.add(time, 5.0, chord.root + 60, 0.5 * strength, "bell")
    desk.add(time, 3.0, _low_drum(chord), 0.75 * strength, "timp")
    desk.add(time, 2.0, 43, 0.65 * strength, "taiko")
    desk.add(time, 4.0, 49, 0.5 * strength, "crash")
    _stab(desk, time, chord, 0.8 * strength)


_HITS: dict[str, Callable[[Desk, Tempo, Chord, float, float], None]] = {
    "glissando": _glissando,
    "orchestra": _orchestra,
    "bloom": _bloom,
}
