"""Four voices over a bass, found by Viterbi: little motion, no parallel fifths or octaves, a smooth soprano."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from engine.sound.score.plan import PlannedChord
from engine.sound.score.style import Style

LOWEST, HIGHEST = 53, 77  # F3 … F5
BASS_LOWEST, BASS_HIGHEST = 33, 52
CENTRE = 64.5
BEAM = 48
PARALLEL, INVERSION, DIRECT = 16.0, 3.5, 1.5
PAIRS = list(combinations(range(5), 2))


@dataclass(frozen=True)
class Chord:
    """A chord with its voices, low to high, MIDI."""

    start_s: float
    length_s: float
    beats: int
    beat_s: float
    section: int
    name: str
    root: int  # pitch class
    pitch_classes: tuple[int, ...]  # from the root upwards
    bass: int
    voices: tuple[int, int, int, int]


def lead_voices(planned: Sequence[PlannedChord], style: Style) -> list[Chord]:
    """Give every chord its bass and voices."""
    spelled = [_spell(chord, style) for chord in planned]
    costs = np.zeros(0)
    beams: list[np.ndarray] = []
    pointers: list[np.ndarray] = []
    for number, (root, classes) in enumerate(spelled):
        at_rest = number in (0, len(spelled) - 1)
        candidates = _candidates(root, classes, inversions=not at_rest)
        own = np.abs(candidates[:, 1:].mean(axis=1) - CENTRE) * 0.5
        own += np.where(candidates[:, 0] % 12 == root, 0.0, INVERSION)
        if number == 0:
            costs = own + np.abs(candidates[:, 0] - 42) * 0.3
            pointers.append(np.zeros(len(candidates), dtype=int))
        else:
            reached = costs[:, None] + _transition(beams[-1], candidates)
            pointers.append(reached.argmin(axis=0))
            costs = reached.min(axis=0) + own
        kept = np.argsort(costs, kind="stable")[:BEAM]
        beams.append(candidates[kept])
        costs, pointers[-1] = costs[kept], pointers[-1][kept]
    path, place = [], int(costs.argmin())
    for beam, pointer in zip(reversed(beams), reversed(pointers), strict=True):
        path.append(beam[place])
        place = int(pointer[place])
    path.reverse()
    return [
        Chord(c.start_s, c.length_s, c.beats, c.beat_s, c.section, c.name, root, classes, int(v[0]),
              (int(v[1]), int(v[2]), int(v[3]), int(v[4])))
        for c, (root, classes), v in zip(planned, spelled, path, strict=True)
    ]  # fmt: skip


def _spell(chord: PlannedChord, style: Style) -> tuple[int, tuple[int, ...]]:
    root, intervals = style.chords[chord.name]
    root = (style.tonic + root) % 12
    return root, tuple(dict.fromkeys((root + interval) % 12 for interval in intervals))


def _candidates(root: int, classes: tuple[int, ...], inversions: bool) -> np.ndarray:
    """(n, 5) bass and four voices without clashes or holes, nearly complete; with the third in the bass if allowed."""
    pool = [pitch for pitch in range(LOWEST, HIGHEST + 1) if pitch % 12 in classes]
    needed = min(3, len(classes))
    upper = [
        voicing
        for voicing in combinations(pool, 4)
        if all(2 <= b - a <= 9 for a, b in pairwise(voicing))
        and voicing[-1] - voicing[0] <= 22
        and len({pitch % 12 for pitch in voicing}) >= needed
    ]
    thirds = [c for c in classes if (c - root) % 12 in (3, 4)] if inversions else []
    basses = [pitch for pitch in range(BASS_LOWEST, BASS_HIGHEST + 1) if pitch % 12 in (root, *thirds)]
    return np.array([(bass, *voicing) for bass in basses for voicing in upper if voicing[0] - bass >= 3])


def _transition(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """(beam, candidates) cost of going from each voicing to each next one."""
    motion = after[None, :, :] - before[:, None, :]
    distance = np.abs(motion)
    cost = distance[..., 1:].sum(axis=-1) + 0.6 * distance[..., 4]
    cost = cost + 0.35 * distance[..., 0] + np.where(distance[..., 0] > 7, 2.0, 0.0)
    for i, j in PAIRS:
        was = (before[:, j] - before[:, i]) % 12
        now = (after[:, j] - after[:, i]) % 12
        perfect = ((was == 0) | (was == 7))[:, None] & (was[:, None] == now[None, :])
        cost = cost + PARALLEL * (perfect & (motion[..., i] != 0) & (motion[..., j] != 0))
    outer = (after[:, 4] - after[:, 0]) % 12
    direct = (motion[..., 0] * motion[..., 4] > 0) & ((outer == 0) | (outer == 7))[None, :]
    return cost + DIRECT * direct
