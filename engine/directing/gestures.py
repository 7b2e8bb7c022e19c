"""Gestures: what the words of a shot say that its figures do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import assets
from engine.directing import lexicon
from engine.sky.figures import figure_names
from storyboard.model import Character, FigureCue

DRAWN_S, QUIET_S = 1.8, 3.0
"""A figure that is to move is drawn a little quicker than one that only stands there."""

ENTERS_S, PAUSE_S = 0.5, 0.2
"""After which part of its drawing a figure comes up to its place; between one thing and the next."""

HURRIED = 0.45
"""Share of its time that a gesture takes at least, where there is less for it."""

UNTIL_SEEN = 0.4
"""Share of a gesture's time that has gone when its word is heard."""

SENTENCE_END = re.compile(r"[。！？!?…]+[\"'”’」』）)]*|\.(?=\s|$)\s*")
PRONOUN = re.compile(
    r"\W*(?:(?:then|and|but|so|suddenly|at last|finally),?\s+)?(?:he|she|it|they|who)\b"
    r"|\W*(?:于是|然后|终于|突然|忽然|接着|最后)?[，,]?[他她它祂牠]"
)
"""How a sentence begins that speaks of whom the one before it named."""
FIELDS = (("motion", "motion_start_s", "motion_s"), ("then", "then_start_s", "then_s"))
"""What a cue calls the first and the second thing that its figure does, when, and for how long."""

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
    return tuple(
        Gesture(**{**item, "words": tuple(item["words"]), "figures": _those_of(item["figures"])})
        for item in raw["gesture"]
    )


def _those_of(figures: list[str]) -> tuple[str, ...]:
    return tuple(figure_names() if figures == ["*"] else figures)


class Called(NamedTuple):
    """A gesture that a text calls for, and the place of its word there."""

    gesture: Gesture
    place: int


def gestures_in(text: str, characters: Sequence[Character] = ()) -> dict[str, list[Called]]:
    """What the figures that a text names do in it, each in the order of its words.

    Who is named last before a verb in its sentence does it, or who is named right after it where nobody is before, if
    that figure can; after a sentence that names nobody, "he" and "she" are who was named last.
    """
    lowered = text.lower()
    named = [(place, figure) for place, entry in lexicon.located(text, characters) for figure in entry.figures]
    found: dict[tuple[str, Gesture], int] = {}
    for gesture in gestures():
        for word in gesture.words:
            match = lexicon.search(word.lower(), lowered)
            who = _who(lowered, match.start(), gesture, named) if match else None
            if match and who is not None:
                found[who, gesture] = min(match.start(), found.get((who, gesture), len(text)))
    doing: dict[str, list[Called]] = {}
    for (who, gesture), place in sorted(found.items(), key=lambda item: item[1]):
        called = doing.setdefault(who, [])
        if all(gesture.motion != other.gesture.motion for other in called):
            called.append(Called(gesture, place))
    return doing


def _who(text: str, place: int, gesture: Gesture, named: list[tuple[int, str]]) -> str | None:
    """Which of the figures named at their places does a gesture whose word stands at ``place``: in its sentence, or in
    those before where it begins with a pronoun, or at once with the verb, as Chinese may."""
    able = [(at, figure) for at, figure in named if figure in gesture.figures]
    begins = max((end.end() for end in SENTENCE_END.finditer(text, 0, place)), default=0)
    ends = SENTENCE_END.search(text, place)
    before = [figure for at, figure in able if begins <= at <= place]
    earlier = [figure for at, figure in able if at < begins]
    after = [figure for at, figure in able if place < at <= min(place + FARTHEST, ends.start() if ends else len(text))]
    if before or after:
        return before[-1] if before else after[0]
    goes_on = place == begins or PRONOUN.match(text, begins)
    return earlier[-1] if earlier and goes_on else None


@dataclass(frozen=True)
class Act:
    """A gesture and the second of the shot at which its word is heard; None where it is not spoken of."""

    gesture: Gesture
    heard_s: float | None = None


def cue_of(name: str, start_s: float, acts: Sequence[Act] = (), end_s: float = float("inf")) -> FigureCue:
    """A figure that is drawn from ``start_s`` on and then does what is told, two things at most, each when its word is
    heard if it is drawn by then, and so that it is done at ``end_s`` if there is time for it."""
    if not acts:
        return FigureCue(name=name, start_s=start_s)
    doing = acts[:2]
    free = start_s + (ENTERS_S if doing[0].gesture.entrance else DRAWN_S + PAUSE_S)
    needed = sum(act.gesture.takes_s + PAUSE_S for act in doing)
    pace = min(max((end_s - free) / needed, HURRIED), 1.0)
    cue = FigureCue(name=name, start_s=start_s, draw_s=DRAWN_S)
    for act, (motion, start, length) in zip(doing, FIELDS, strict=False):
        takes = round(pace * act.gesture.takes_s, 2)
        begins = _begins(act, free, takes, end_s)
        cue = cue.model_copy(update={motion: act.gesture.motion, start: begins, length: takes})
        free = begins + takes + PAUSE_S
    return cue


def _begins(act: Act, free_s: float, takes_s: float, end_s: float) -> float:
    """When a gesture begins whose figure is free for it from ``free_s`` on."""
    late = act.gesture.late_s
    wanted = free_s if act.heard_s is None else act.heard_s - UNTIL_SEEN * takes_s
    return round(max(free_s + late, min(wanted + late, end_s - takes_s)), 2)
