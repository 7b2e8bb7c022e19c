"""Sounds in the picture, made from noise and sines: each cue at its place, softly under music and speech."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import EngineError
from engine.sound import effect_sounds as sounds
from engine.sound.audio import SAMPLE_RATE, Sound, fade_ends, gain, place, samples
from engine.sound.hall import in_hall
from engine.sound.loudness import at_loudness

FADE_S = 0.6
SHORTEST_S = 0.3


class EffectError(EngineError):
    """An effect cannot be made; ``str()`` names it and what there is."""


@dataclass(frozen=True)
class Cue:
    """A sound in the film from ``start_s`` to ``end_s``; ``gain_db`` on top of the kind's own level."""

    kind: str
    start_s: float
    end_s: float
    gain_db: float = 0.0


@dataclass(frozen=True)
class _Kind:
    make: Callable[[float, np.random.Generator], Sound]
    lufs: float
    strikes: bool = False  # begins at once, and rings out even where the cue ends earlier
    least_s: float = SHORTEST_S
    room: float = 0.0


_KINDS: dict[str, _Kind] = {
    "waves": _Kind(sounds.waves, -29),
    "wind": _Kind(sounds.wind, -31),
    "thunder": _Kind(sounds.thunder, -27, strikes=True, least_s=4.5, room=0.15),
    "rain": _Kind(sounds.rain, -32),
    "fire": _Kind(sounds.fire, -34),
    "wings": _Kind(sounds.wings, -29, room=0.15),
    "arrow": _Kind(sounds.arrow, -28, strikes=True, least_s=1.6, room=0.2),
    "stars": _Kind(sounds.stars, -33, room=0.35),
    "drum": _Kind(sounds.drum, -28, strikes=True, least_s=1.5, room=0.25),
    "night": _Kind(sounds.night, -34, room=0.1),
}
KINDS: tuple[str, ...] = tuple(_KINDS)


def render_effects(cues: Sequence[Cue], total_s: float, seed: int) -> np.ndarray:
    """All cues at their level in the mix, (samples, 2) float32 at 48 kHz; silence without cues.

    Every cue fades in and out over 0.6 s; thunder, arrow and drum begin at once, on the cue's start, and ring out.

    Raises:
        EffectError: an unknown kind.
    """
    track = np.zeros((samples(total_s), 2), np.float32)
    for number, cue in enumerate(cues):
        kind = _KINDS.get(cue.kind)
        if kind is None:
            raise EffectError(f"There is no effect '{cue.kind}': choose one of {', '.join(KINDS)}.")
        start_s, end_s = max(0.0, cue.start_s), min(total_s, cue.end_s)
        length_s = min(max(end_s - start_s, kind.least_s), total_s - start_s)
        if length_s <= 0.02:
            continue
        random = np.random.default_rng([seed, number, KINDS.index(cue.kind)])
        place(track, _rendered(kind, length_s, random) * gain(cue.gain_db), samples(start_s))
    return track


def _rendered(kind: _Kind, length_s: float, random: np.random.Generator) -> Sound:
    made_s = max(length_s, 1.0)  # some sounds need room to unfold
    sound = kind.make(made_s, random)[: samples(length_s)]
    if kind.room:
        sound = sound + kind.room * in_hall(sound, 1.6)
    margin = np.zeros((samples(0.4), 2))  # measured as it will stand in the film: between silences
    sound = at_loudness(np.concatenate([margin, sound, margin]), kind.lufs)[len(margin) : -len(margin)]
    fade = min(samples(FADE_S), len(sound) // 3)
    fade_ends(sound, int(0.001 * SAMPLE_RATE) if kind.strikes else fade, fade)
    return sound
