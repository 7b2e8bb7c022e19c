"""A melody in two-bar motifs, pitched by Viterbi.

Rhythm: two cells drawn once and alternated, so that the ear recognises them. Pitch: chord tones on strong beats, the
motif's steps kept where possible, an arch over each section that rises with its intensity, a stable tone to end on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from engine.sound.score.note import Note
from engine.sound.score.plan import Section, Tempo, bars
from engine.sound.score.style import Singer, Style
from engine.sound.score.voice_leading import Chord

RHYTHMS: dict[str, tuple[tuple[float, ...], ...]] = {  # beats per note
    "slow": ((2, 1, 1), (3, 1), (1.5, 0.5, 2), (1, 1, 2)),
    "mid": ((1, 0.5, 0.5, 1, 1), (1.5, 0.5, 1, 1), (0.5, 0.5, 1, 2), (2, 0.5, 0.5, 1)),
    "hero": ((1.5, 0.5, 2), (0.75, 0.25, 1, 2), (1, 1, 1.5, 0.5), (3, 1)),
}
MOTIF_STEPS = (1, 1, 2, -1, -1, -2, 0)  # scale steps a motif may ask for
EPSILON = 1e-6


@dataclass(frozen=True)
class _Slot:
    """A note without a pitch yet. ``progress`` runs 0 … 1 through the section's slots."""

    start_s: float
    length_s: float
    strong: bool
    chord: Chord
    bar: int
    place: int
    closes: bool
    progress: float = 0.0


def sing(
    singer: Singer,
    chords: Sequence[Chord],
    sections: Sequence[Section],
    tempos: Sequence[Tempo],
    style: Style,
    random: Random,
) -> list[Note]:
    """The singer's notes in every section whose mood is its own."""
    cells = (random.choice(RHYTHMS[singer.rhythm]), random.choice(RHYTHMS[singer.rhythm]))
    steps = [random.choice(MOTIF_STEPS) for _ in range(16)]
    slots = _with_progress(_slots(chords, sections, tempos, style, singer, cells))
    if not slots:
        return []
    notes = []
    for slot, pitch in zip(slots, _pitches(slots, steps, style, sections, singer), strict=True):
        accent = 1.06 if slot.strong else 0.94
        velocity = singer.velocity * (0.62 + 0.38 * sections[slot.chord.section].intensity) * accent
        notes.append(Note(slot.start_s, slot.length_s * 0.98, pitch, velocity, singer.part))
    return notes


def _slots(chords, sections, tempos, style, singer, cells) -> list[_Slot]:
    slots: list[_Slot] = []
    number = 0
    for index, tempo in enumerate(tempos):
        start = tempo.start_s
        lengths = bars(tempo.beats, style.beats_per_bar)
        for bar, beats in enumerate(lengths):
            closes = bar == len(lengths) - 1
            if sections[index].mood in singer.moods:
                cell = _close(beats, index == len(tempos) - 1) if closes else _fit(cells[number % 2], beats)
                slots += _bar_slots(cell, start, tempo.beat_s, chords, number, closes)
            start += beats * tempo.beat_s
            number += 1
    return slots


def _bar_slots(cell, start, beat_s, chords, bar, closes) -> list[_Slot]:
    slots = []
    beat = 0.0
    for place, length in enumerate(cell):
        time = start + beat * beat_s
        on_beat = abs(beat - round(beat)) < EPSILON
        strong = on_beat and (round(beat) % 2 == 0 or length >= 1)
        last = closes and place == len(cell) - 1
        slots.append(_Slot(time, length * beat_s, strong, _chord_at(chords, time), bar, place, last))
        beat += length
    return slots


def _close(beats: int, ends_film: bool) -> list[float]:
    """The closing bar of a section: few notes, the last one long."""
    if ends_film or beats <= 2:
        return [float(beats)]
    return [1, 1, beats - 2] if beats > 3 else [1, beats - 1]


def _fit(cell: Sequence[float], beats: float) -> list[float]:
    """A rhythm cell cut or stretched to a bar."""
    lengths: list[float] = []
    total = 0.0
    for length in cell:
        if total >= beats - EPSILON:
            break
        lengths.append(min(length, beats - total))
        total += lengths[-1]
    if total < beats - EPSILON:
        lengths[-1] += beats - total
    return lengths


def _chord_at(chords: Sequence[Chord], time: float) -> Chord:
    return [chord for chord in chords if chord.start_s <= time + EPSILON][-1]


def _with_progress(slots: list[_Slot]) -> list[_Slot]:
    by_section: dict[int, list[_Slot]] = {}
    for slot in slots:
        by_section.setdefault(slot.chord.section, []).append(slot)
    return [
        _Slot(s.start_s, s.length_s, s.strong, s.chord, s.bar, s.place, s.closes, i / max(1, len(group) - 1))
        for group in by_section.values()
        for i, s in enumerate(group)
    ]


def _pitches(slots, steps, style: Style, sections, singer: Singer) -> list[int]:
    scale = style.pitches(style.melody_scale, singer.low, singer.high)
    degrees = np.arange(len(scale))
    step = degrees[None, :] - degrees[:, None]  # from row to column
    middle = (singer.low + singer.high) / 2
    pitches = np.array(scale)
    costs = np.abs(pitches - middle) * 0.3 + _foreign(pitches, slots[0].chord.pitch_classes) * 5.0
    pointers = []
    for slot in slots[1:]:
        intensity = sections[slot.chord.section].intensity
        target = middle - 6 + 8 * intensity + 6 * np.sin(np.pi * slot.progress)
        wanted = steps[(slot.place + slot.bar % 2 * 5) % 16]
        own = np.abs(pitches - target) * 0.28
        own = own + _foreign(pitches, slot.chord.pitch_classes) * (3.5 if slot.strong else 0.5)
        if slot.closes:
            own = own + _foreign(pitches, slot.chord.pitch_classes[:3]) * 6.0
        move = 0.9 * np.abs(step - wanted) + 1.6 * (step == 0) + 1.2 * np.maximum(0, np.abs(step) - 2)
        reached = costs[:, None] + move
        pointers.append(reached.argmin(axis=0))
        costs = reached.min(axis=0) + own
    place = int(costs.argmin())
    path = [int(pitches[place])]
    for pointer in reversed(pointers):
        place = int(pointer[place])
        path.append(int(pitches[place]))
    return path[::-1]


def _foreign(pitches: np.ndarray, classes: Sequence[int]) -> np.ndarray:
    """1 where a pitch does not belong to the chord."""
    return (~np.isin(pitches % 12, classes)).astype(float)
