"""What the composer knows about a style: read from assets/sound/styles.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

import assets
from engine.errors import EngineError

MOODS = ("calm", "wonder", "tender", "longing", "ominous", "dramatic", "heroic", "joyful", "mourning", "solemn")


class ScoreError(EngineError):
    """The score cannot be composed; ``str()`` says why and what there is."""


@dataclass(frozen=True)
class Singer:
    """A part that sings a melody in some moods, between two MIDI pitches."""

    part: str
    rhythm: str
    low: int
    high: int
    velocity: float
    moods: tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """A way of composing. Pitches are MIDI, scales and chords in semitones, progressions and patterns per mood."""

    name: str
    name_zh: str
    name_en: str
    tonic: int
    bpm: float
    beats_per_bar: int
    beats_per_chord: int
    melody_scale: tuple[int, ...]
    run_scale: tuple[int, ...]
    hit: str
    choir_above: float
    choir_below: float
    chords: dict[str, tuple[int, tuple[int, ...]]]
    progressions: dict[str, tuple[str, ...]]
    cadences: dict[str, tuple[str, ...]]
    accompaniment: dict[str, tuple[str, ...]]
    melodies: tuple[Singer, ...]

    def pitches(self, scale: tuple[int, ...], low: int, high: int) -> list[int]:
        """MIDI pitches of a scale on the tonic in [low, high]."""
        return [pitch for pitch in range(low, high + 1) if (pitch - self.tonic) % 12 in scale]


@lru_cache(maxsize=1)
def styles() -> dict[str, Style]:
    """All styles by name."""
    with (assets.folder("sound") / "styles.toml").open("rb") as file:
        return {name: _style(name, data) for name, data in tomllib.load(file).items()}


def style_named(name: str) -> Style:
    """The style.

    Raises:
        ScoreError: there is none of that name.
    """
    if name not in styles():
        raise ScoreError(f"There is no music style '{name}': choose one of {', '.join(styles())}.")
    return styles()[name]


def _style(name: str, data: dict) -> Style:
    kinds = ("progressions", "cadences", "accompaniment")
    tables = {kind: {mood: tuple(names) for mood, names in data.pop(kind).items()} for kind in kinds}
    chords = {chord: (root, tuple(intervals)) for chord, (root, intervals) in data.pop("chords").items()}
    singers = tuple(Singer(**{**singer, "moods": tuple(singer["moods"])}) for singer in data.pop("melodies"))
    scales = {key: tuple(data.pop(key)) for key in ("melody_scale", "run_scale")}
    return Style(name=name, chords=chords, melodies=singers, **tables, **scales, **data)
