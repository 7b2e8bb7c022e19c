"""What the elements of a picture sound like."""

from __future__ import annotations

from collections.abc import Iterable

from storyboard.model import EffectCue, Element

SOUND_OF = {
    "sea": ("waves", 0.0),
    "lightning": ("thunder", -2.0),
    "plain": ("wind", -3.0),
    "mountains": ("wind", -4.0),
    "hills": ("night", -2.0),
    "magpies": ("wings", -2.0),
    "flock": ("wings", -4.0),
    "river": ("stars", -3.0),
    "hairpin": ("stars", 0.0),
    "lake": ("waves", -6.0),
    "shore": ("waves", 0.0),
    "desert": ("wind", -3.0),
    "snow": ("wind", -6.0),
    "rain": ("rain", 0.0),
    "fire": ("fire", 0.0),
}
"""Kinds of elements, the effect each is heard as, and its gain in dB."""


def sounds_of(elements: Iterable[Element]) -> tuple[EffectCue, ...]:
    """The effects of elements, each kind once; thunder follows every flash."""
    cues: dict[str, EffectCue] = {}
    for element in elements:
        if element.kind not in SOUND_OF:
            continue
        kind, gain_db = SOUND_OF[element.kind]
        if element.kind == "lightning":
            for number, time in enumerate(element.setting("times", ())):
                cues[f"thunder {number}"] = EffectCue(kind=kind, start_s=float(time) + 0.35, gain_db=gain_db)
        else:
            cues.setdefault(kind, EffectCue(kind=kind, start_s=element.start_s, gain_db=gain_db))
    return tuple(cues.values())


def silenced(effects: Iterable[EffectCue], gone: Iterable[Element], left: Iterable[Element]) -> tuple[EffectCue, ...]:
    """A scene's own effects without those that belong to elements that are gone and to none that is left."""
    heard = {SOUND_OF[element.kind][0] for element in left if element.kind in SOUND_OF}
    lost = {SOUND_OF[element.kind][0] for element in gone if element.kind in SOUND_OF} - heard
    return tuple(cue for cue in effects if cue.kind not in lost)
