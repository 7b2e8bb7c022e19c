"""Gestures: what the words of a shot say that its figures do."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import assets
from engine.directing import lexicon
from storyboard.model import Character, FigureCue

DRAWN_S = 1.8
"""A figure that is to move is drawn a little quicker than one that only stands there."""

ENTERS_S, PAUSE_S = 0.5, 0.2
"""After which part of its drawing a figure comes up to its place; between one thing and the next."""

FARTHEST = 40
"""Letters after a verb within which the one that does it may be named ("out of the sea rose the monster")."""


@dataclass(frozen=True)
class Gesture:
    """Words that say what some figures do, and the motion that shows it.

    ``takes_s``: how long it lasts; ``entrance``: it brings the figure to its place, while it is drawn; ``late_s``: how
    much later it begins, where it answers what another figure does.
    """

    motion: str
    words: tuple[str, ...]
    figures: tuple[str, ...]
    takes_s: float
    entrance: bool = False
    late_s: float = 0.0


@lru_cache(maxsize=1)
def gestures() -> tuple[Gesture, ...]:
    """All gestures that words can call for."""
    raw = tomllib.loads((assets.folder("lexicon") / "gestures.toml").read_text(encoding="utf-8"))
    lists = ("words", "figures")
    return tuple(Gesture(**{**item, **{key: tuple(item[key]) for key in lists}}) for item in raw["gesture"])


def gestures_in(text: str, characters: Sequence[Character] = ()) -> dict[str, list[Gesture]]:
    """What the figures that a text names do in it, each in the order of its words.

    Who is named last before a verb does it, or who is named right after it where nobody is before, if that figure can.
    """
    lowered = text.lower()
    named = [(place, figure) for place, entry in lexicon.located(text, characters) for figure in entry.figures]
    found: dict[tuple[str, Gesture], int] = {}
    for gesture in gestures():
        for word in gesture.words:
            match = lexicon.search(word.lower(), lowered)
            who = _who(match.start(), gesture, named) if match else None
            if match and who is not None:
                found[who, gesture] = min(match.start(), found.get((who, gesture), len(text)))
    doing: dict[str, list[Gesture]] = {}
    for (who, gesture), _ in sorted(found.items(), key=lambda item: item[1]):
        doing.setdefault(who, []).append(gesture)
    return doing


def _who(place: int, gesture: Gesture, named: list[tuple[int, str]]) -> str | None:
    """Which of the figures named at their places does a gesture whose word stands at ``place``."""
    able = [(at, figure) for at, figure in named if figure in gesture.figures]
    before = [figure for at, figure in able if at <= place]
    after = [figure for at, figure in able if place < at <= place + FARTHEST]
    return before[-1] if before else after[0] if after else None


def cue_of(name: str, start_s: float, doing: Sequence[Gesture] = ()) -> FigureCue:
    """A figure that is drawn from ``start_s`` on and then does what is told, two things at most."""
    if not doing:
        return FigureCue(name=name, start_s=start_s)
    first = doing[0]
    begins = start_s + (ENTERS_S if first.entrance else DRAWN_S + PAUSE_S) + first.late_s
    cue = FigureCue(
        name=name, start_s=start_s, draw_s=DRAWN_S, motion=first.motion, motion_start_s=begins, motion_s=first.takes_s
    )
    if len(doing) == 1:
        return cue
    second = doing[1]
    later = begins + first.takes_s + PAUSE_S + second.late_s
    return cue.model_copy(update={"then": second.motion, "then_start_s": later, "then_s": second.takes_s})
