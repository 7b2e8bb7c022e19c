"""Accompaniment: small figures that play a chord. A style names the patterns of each mood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from engine.sound.score.note import Note
from engine.sound.score.plan import Section
from engine.sound.score.style import Style
from engine.sound.score.voice_leading import Chord


@dataclass
class Desk:
    """What a pattern writes with: the piece's style, its sections, one source of chance, and the notes so far."""

    style: Style
    sections: list[Section]
    random: Random
    last: int  # index of the final chord
    notes: list[Note] = field(default_factory=list)

    def add(self, start_s: float, length_s: float, pitch: int, velocity: float, part: str) -> None:
        """Write a note."""
        self.notes.append(Note(start_s, length_s, pitch, min(1.0, max(0.05, velocity)), part))

    def intensity(self, chord: Chord) -> float:
        """Intensity of the chord's section."""
        return self.sections[chord.section].intensity


Pattern = Callable[[Desk, int, Chord], None]


def tones(chord: Chord, low: int, high: int) -> list[int]:
    """The chord's tones in [low, high)."""
    return [pitch for pitch in range(low, high) if pitch % 12 in chord.pitch_classes]


def _inside(chord: Chord, pitch: int, otherwise: int) -> int:
    return pitch if pitch % 12 in chord.pitch_classes else otherwise


def sustained(desk: Desk, chord: Chord) -> None:
    """Strings, bass and choir under everything; the thicker, the more intense."""
    x = desk.intensity(chord)
    for voice, pitch in enumerate(chord.voices):
        if voice < 3 or x >= 0.3:
            desk.add(chord.start_s, chord.length_s, pitch, 0.42 + 0.32 * x, "strings")
    if x > 0.75:
        desk.add(chord.start_s, chord.length_s, chord.voices[3] + 12, 0.3 + 0.25 * x, "strings")
    desk.add(chord.start_s, chord.length_s, chord.bass, 0.45 + 0.35 * x, "bass")
    if x >= desk.style.choir_above:
        for pitch in chord.voices[1:]:
            desk.add(chord.start_s, chord.length_s, pitch, 0.4 + 0.35 * x, "choir")
    elif x <= desk.style.choir_below:
        desk.add(chord.start_s, chord.length_s, chord.voices[2], 0.32, "choir")


def guzheng_flow(desk: Desk, index: int, chord: Chord) -> None:
    """Broken chords in eighths, up and down."""
    x, beat = desk.intensity(chord), chord.beat_s
    ladder = [chord.bass + 12] + [pitch for pitch in tones(chord, 48, 82) if pitch > chord.bass + 13]
    per_beat = 2 if x > 0.25 else 1
    figure = (0, 2, 3, 4, 5, 4, 3, 2) if index % 2 == 0 else (0, 2, 4, 3, 5, 6, 5, 3)
    for q in range(chord.beats * per_beat):
        if index == desk.last and q > 3:
            break
        accent = 1.1 if q == 0 else 0.85 + 0.1 * desk.random.random()
        pitch = ladder[min(figure[q % 8], len(ladder) - 1)]
        desk.add(chord.start_s + q * beat / per_beat, beat * 2.2, pitch, (0.5 + 0.25 * x) * accent, "guzheng")


def guzheng_sparse(desk: Desk, index: int, chord: Chord) -> None:
    """A low string, then two high ones answering; much air."""
    x, beat = desk.intensity(chord), chord.beat_s
    high = tones(chord, 62, 82)
    desk.add(chord.start_s, beat * 4, chord.bass + 12, 0.48 + 0.2 * x, "guzheng")
    if chord.beats >= 2 and high and index != desk.last:
        first = desk.random.randrange(len(high))
        desk.add(chord.start_s + beat, beat * 3, high[first], 0.46 + 0.2 * x, "guzheng")
        if desk.random.random() < 0.6:
            other = high[max(0, first - 1)]
            desk.add(chord.start_s + 1.5 * beat, beat * 3, other, 0.4 + 0.2 * x, "guzheng")


def celesta_glints(desk: Desk, index: int, chord: Chord) -> None:
    """Two high tones of the scale somewhere in the chord."""
    if index == desk.last or desk.random.random() > 0.8:
        return
    scale = desk.style.pitches(desk.style.run_scale, 81, 96)
    for q in desk.random.sample(range(chord.beats * 2), min(2, chord.beats * 2)):
        velocity = 0.28 + 0.2 * desk.random.random()
        desk.add(chord.start_s + q * chord.beat_s / 2, chord.beat_s * 2, desk.random.choice(scale), velocity, "celesta")


def harp_quarters(desk: Desk, index: int, chord: Chord) -> None:
    """One harp string a beat."""
    ladder = tones(chord, 60, 84)
    for q in range(1 if index == desk.last else chord.beats):
        velocity = 0.4 + 0.2 * desk.intensity(chord)
        desk.add(chord.start_s + q * chord.beat_s, chord.beat_s * 2, ladder[q * 2 % len(ladder)], velocity, "harp")


def harp_flow(desk: Desk, index: int, chord: Chord) -> None:
    """Harp arpeggios in eighths over a low string."""
    x, ladder = desk.intensity(chord), tones(chord, 58, 86)
    desk.add(chord.start_s, chord.beat_s * 3, chord.bass + 12, 0.42 + 0.2 * x, "harp")
    for q in range(1, chord.beats * 2):
        if index == desk.last and q > 5:
            break
        pitch = ladder[(0, 1, 2, 3, 4, 3, 2, 1)[q % 8] % len(ladder)]
        accent = 1.05 if q % 4 == 0 else 0.9 + 0.1 * desk.random.random()
        desk.add(chord.start_s + q * chord.beat_s / 2, chord.beat_s * 2, pitch, (0.4 + 0.2 * x) * accent, "harp")


def spiccato_8(desk: Desk, index: int, chord: Chord) -> None:
    """Short bows in eighths, a hunting figure."""
    if index == desk.last:
        return
    x, low = desk.intensity(chord), chord.bass + 12
    figure = (0, 7, 12, 7, 0, 7, 12, 15)
    for q in range(chord.beats * 2):
        pitch = _inside(chord, low + figure[q % 8], low if q % 2 == 0 else low + 12)
        accent = 1.15 if q % 4 == 0 else 0.9
        desk.add(chord.start_s + q * chord.beat_s / 2, chord.beat_s * 0.4, pitch, (0.45 + 0.35 * x) * accent, "spicc")


def spiccato_16(desk: Desk, index: int, chord: Chord) -> None:
    """Short bows in sixteenths, driving."""
    if index == desk.last:
        return
    x, low = desk.intensity(chord), chord.bass + 12
    for q in range(chord.beats * 4):
        pitch = _inside(chord, low + (0, 7, 12, 7)[q % 4], low)
        accent = 1.2 if q % 4 == 0 else 0.85
        desk.add(chord.start_s + q * chord.beat_s / 4, chord.beat_s * 0.21, pitch, (0.4 + 0.35 * x) * accent, "spicc")


def tremolo(desk: Desk, index: int, chord: Chord) -> None:
    """Shivering strings on the three lower voices."""
    for pitch in chord.voices[:3]:
        velocity = 0.32 + 0.33 * desk.intensity(chord)
        desk.add(chord.start_s, chord.length_s, pitch if pitch > 57 else pitch + 12, velocity, "trem")


def drone(desk: Desk, index: int, chord: Chord) -> None:
    """The bass an octave lower and a fifth over it, choir far away."""
    low = chord.bass - 12 if chord.bass >= 43 else chord.bass
    desk.add(chord.start_s, chord.length_s, low, 0.5, "bass")
    fifth = _inside(chord, chord.bass + 7, chord.bass + 12)
    desk.add(chord.start_s, chord.length_s, fifth, 0.34 + 0.2 * desk.intensity(chord), "bass")


def horns(desk: Desk, index: int, chord: Chord) -> None:
    """The section holds the three lower voices."""
    for pitch in chord.voices[:3]:
        desk.add(chord.start_s, chord.length_s * 0.95, pitch, 0.4 + 0.35 * desk.intensity(chord), "horns")


def _drums(desk: Desk, chord: Chord, levels: tuple[float, ...]) -> None:
    for q in range(chord.beats * 2):
        level = levels[q % len(levels)]
        if level:
            velocity = level * (0.45 + 0.5 * desk.intensity(chord))
            desk.add(chord.start_s + q * chord.beat_s / 2, 1.2, 43 if q % 4 == 0 else 48, velocity, "taiko")


def drums_build(desk: Desk, index: int, chord: Chord) -> None:
    """A few large drums, leaving room."""
    if index != desk.last:
        _drums(desk, chord, (0.75, 0, 0, 0, 0.55, 0, 0, 0.35))


def drums_march(desk: Desk, index: int, chord: Chord) -> None:
    """Drums on the march."""
    if index != desk.last:
        _drums(desk, chord, (1, 0, 0, 0.5, 0.8, 0, 0.55, 0.6))


def timpani_pulse(desk: Desk, index: int, chord: Chord) -> None:
    """Timpani on every beat, the first the strongest."""
    pitch = chord.bass if 40 <= chord.bass <= 52 else chord.bass + 12
    for q in range(1 if index == desk.last else chord.beats):
        velocity = (0.9 if q == 0 else 0.55) * (0.4 + 0.5 * desk.intensity(chord))
        desk.add(chord.start_s + q * chord.beat_s, 1.0, pitch, velocity, "timp")


def heartbeat(desk: Desk, index: int, chord: Chord) -> None:
    """Two soft low strokes at the start of the chord."""
    if index == desk.last:
        return
    for delay, level in ((0.0, 0.42), (0.3, 0.26)):
        desk.add(chord.start_s + delay * chord.beat_s, 1.2, 43, level + 0.3 * desk.intensity(chord), "taiko")


def bell_toll(desk: Desk, index: int, chord: Chord) -> None:
    """A bell on the root at every other chord."""
    if index % 2 == 0:
        desk.add(chord.start_s, 5.0, chord.root + 60, 0.35 + 0.15 * desk.intensity(chord), "bell")


PATTERNS: dict[str, Pattern] = {
    pattern.__name__: pattern
    for pattern in (
        guzheng_flow, guzheng_sparse, celesta_glints, harp_quarters, harp_flow, spiccato_8, spiccato_16, tremolo, drone,
        horns, drums_build, drums_march, timpani_pulse, heartbeat, bell_toll,
    )
}  # fmt: skip
