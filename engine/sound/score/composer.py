"""The composer: sections of the film in, finished music out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from engine.sound.audio import samples
from engine.sound.score import expression, hits
from engine.sound.score.melody import sing
from engine.sound.score.note import Note
from engine.sound.score.orchestra import perform
from engine.sound.score.patterns import PATTERNS, Desk, sustained
from engine.sound.score.plan import Section, Tempo, check, harmony, tempo_map
from engine.sound.score.style import Style, style_named
from engine.sound.score.voice_leading import Chord, lead_voices

LOOSE_PARTS = ("guzheng", "harp", "celesta", "flute", "erhu", "horn", "spicc")  # played a few ms off the beat
LOOSENESS_S = 0.006
ON_THE_HIT_S = 0.02


@dataclass(frozen=True)
class ScoreResult:
    """A composed and played piece.

    Attributes:
        samples: (samples, 2) float32 at 48 kHz, exactly as long as the sections, in its hall, near -18 LUFS,
            no peak above -1.5 dBTP.
        notes: everything that is played, by start.
        chords: the harmony.
        beats_s: every beat; every cut is one of them.
        hits_s: starts of the sections that carry an accent.
        tempos_bpm: one tempo per section.
    """

    samples: np.ndarray
    notes: tuple[Note, ...]
    chords: tuple[Chord, ...]
    beats_s: tuple[float, ...]
    hits_s: tuple[float, ...]
    tempos_bpm: tuple[float, ...]


def compose(sections: Sequence[Section], style: str, seed: int) -> ScoreResult:
    """Compose and play music for a film.

    Args:
        sections: one per shot, following each other from 0 s to the film's end.
        style: name of a style in assets/sound/styles.toml.
        seed: the same seed gives the same samples.

    Raises:
        ScoreError: unknown style or mood, or sections that do not fit together.
    """
    check(sections)
    manner = style_named(style)
    tempos = tempo_map(sections, manner)
    chords = lead_voices(harmony(sections, tempos, manner), manner)
    hits_s = tuple(section.start_s for index, section in enumerate(sections) if index and section.hit)
    notes = _humanised(_written(sections, tempos, chords, manner, Random(seed)), hits_s, Random(seed + 1))
    curve = expression.curve(sections, tempos, samples(sections[-1].end_s))
    return ScoreResult(
        perform(notes, curve, seed),
        notes,
        tuple(chords),
        tuple(tempo.start_s + beat * tempo.beat_s for tempo in tempos for beat in range(tempo.beats)),
        hits_s,
        tuple(60 / tempo.beat_s for tempo in tempos),
    )


def _written(
    sections: Sequence[Section], tempos: Sequence[Tempo], chords: Sequence[Chord], style: Style, random: Random
) -> list[Note]:
    desk = Desk(style, list(sections), random, len(chords) - 1)
    for index, chord in enumerate(chords):
        sustained(desk, chord)
        for name in style.accompaniment[sections[chord.section].mood]:
            PATTERNS[name](desk, index, chord)
    for index, (section, tempo) in enumerate(zip(sections, tempos, strict=True)):
        if index and section.hit:
            first = next(chord for chord in chords if chord.section == index)
            hits.hit(desk, index, tempo, first, sections[index - 1].length_s)
    for singer in style.melodies:
        desk.notes += sing(singer, chords, sections, tempos, style, random)
    return desk.notes


def _humanised(notes: Sequence[Note], hits_s: Sequence[float], random: Random) -> tuple[Note, ...]:
    """Nobody plays exactly on the beat or twice as loud alike; what strikes a hit stays on it."""
    played = []
    for note in notes:
        late = random.gauss(0, LOOSENESS_S)
        louder = random.uniform(0.94, 1.05)
        loose = note.part in LOOSE_PARTS and not any(abs(note.start_s - hit) < ON_THE_HIT_S for hit in hits_s)
        start_s = max(0.0, note.start_s + late) if loose else note.start_s
        played.append(replace(note, start_s=start_s, velocity=min(1.0, max(0.05, note.velocity * louder))))
    return tuple(sorted(played, key=lambda note: (note.start_s, note.part, note.pitch)))
