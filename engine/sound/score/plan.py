"""From sections to a plan: where the beats are, which chord sounds when, how loud the orchestra is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from engine.sound.score.style import MOODS, ScoreError, Style

BEND = 0.15
SLACK_S = 1e-3


@dataclass(frozen=True)
class Section:
    """A stretch of the film with one mood, as a rule one shot.

    ``intensity`` 0 … 1 decides thickness, loudness and melodic height; ``hit`` asks for an accent on its start.
    """

    start_s: float
    end_s: float
    mood: str
    intensity: float
    hit: bool = False

    @property
    def length_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Tempo:
    """A section in musical time: a whole number of beats."""

    start_s: float
    beats: int
    beat_s: float


@dataclass(frozen=True)
class PlannedChord:
    """A chord's place. ``section`` is the index of its section."""

    start_s: float
    name: str
    section: int
    beats: int
    beat_s: float

    @property
    def length_s(self) -> float:
        """Length in seconds."""
        return self.beats * self.beat_s


def check(sections: Sequence[Section]) -> None:
    """Refuse what cannot be composed.

    Raises:
        ScoreError: no section, an unknown mood, or sections that do not follow each other from 0 s on.
    """
    if not sections:
        raise ScoreError("There is nothing to compose for: the film has no shot.")
    at = 0.0
    for number, section in enumerate(sections, 1):
        if section.mood not in MOODS:
            raise ScoreError(f"Shot {number} has the unknown mood '{section.mood}': choose one of {', '.join(MOODS)}.")
        if abs(section.start_s - at) > SLACK_S or section.length_s <= 0:
            raise ScoreError(
                f"Shot {number} does not begin where the one before it ends ({at:.3f} s) or has no length."
            )
        at = section.end_s


def tempo_map(sections: Sequence[Section], style: Style) -> list[Tempo]:
    """Whole beats in every section, within ±15 % of the style's tempo where that is possible, whole bars preferred."""
    tempos = []
    for section in sections:
        wanted = section.length_s * style.bpm / 60
        counts = range(max(1, int(wanted * (1 - BEND))), int(wanted * (1 + BEND)) + 2)
        beats = min(counts, key=lambda count: abs(log(count / wanted)) + _unevenness(count, style.beats_per_bar))
        tempos.append(Tempo(section.start_s, beats, section.length_s / beats))
    return tempos


def _unevenness(beats: int, beats_per_bar: int) -> float:
    rest = beats % beats_per_bar
    return 0.0 if rest == 0 else 0.03 if 2 * rest == beats_per_bar else 0.07


def bars(beats: int, beats_per_bar: int) -> list[int]:
    """Lengths of bars in beats; a single beat left over makes the last bar longer."""
    lengths, rest = [beats_per_bar] * (beats // beats_per_bar), beats % beats_per_bar
    if rest == 1 and lengths:
        lengths[-1] += 1
    elif rest:
        lengths.append(rest)
    return lengths


def harmony(sections: Sequence[Section], tempos: Sequence[Tempo], style: Style) -> list[PlannedChord]:
    """The mood's progression through each section, its end replaced by the cadence that the next cut asks for."""
    chords = []
    for index, (section, tempo) in enumerate(zip(sections, tempos, strict=True)):
        lengths = bars(tempo.beats, style.beats_per_chord)
        last = index == len(sections) - 1
        if last and len(lengths) > 3 and lengths[-1] < 4:
            lengths[-2:] = [lengths[-2] + lengths[-1]]  # the final chord has time to ring
        progression = style.progressions[section.mood]
        names = [progression[i % len(progression)] for i in range(len(lengths))]
        if last:
            cadence = style.cadences["end"]
            names[-min(len(cadence), len(names)) :] = cadence[-min(len(cadence), len(names)) :]
        elif sections[index + 1].hit and len(names) >= 3:
            cadence = style.cadences["full"]
            names[-len(cadence) :] = cadence
        elif len(names) >= 2:
            names[-1] = style.cadences["half"][0]
        start = tempo.start_s
        for name, beats in zip(names, lengths, strict=True):
            chords.append(PlannedChord(start, name, index, beats, tempo.beat_s))
            start += beats * tempo.beat_s
    return chords
