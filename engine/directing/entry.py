"""What words call up: an entry of the lexicon, and one word of it as it is looked for in a text."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Entry:
    """What some words mean: figures, constellations to draw, stars (HIP numbers), elements with their settings, a mood,
    a direction to look (right ascension and declination in degrees).

    ``alone``: it stands for somebody who is not drawn (Zeus by his eagle), and counts only where nothing else of the
    sky is named. ``includes``: figures and kinds of elements that its own figures already show, as the palace on
    the Moon shows the Moon.
    """

    words: tuple[str, ...]
    figures: tuple[str, ...] = ()
    western: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    stars: tuple[int, ...] = ()
    elements: tuple[dict[str, Any], ...] = ()
    mood: str | None = None
    ra_dec: tuple[float, float] | None = None
    alone: bool = False
    includes: tuple[str, ...] = ()

    @property
    def shows_sky(self) -> bool:
        """Whether it calls up figures or lines."""
        return bool(self.figures or self.western or self.chinese)

    def without(self, unwanted: Collection[str]) -> Entry | None:
        """The entry without some figures, constellations and elements; None where nothing of what it calls up is
        left."""
        if not unwanted:
            return self
        named = (self.figures, self.western, self.chinese)
        figures, western, chinese = (tuple(name for name in names if name not in unwanted) for names in named)
        elements = tuple(raw for raw in self.elements if raw["kind"] not in unwanted)
        if any((*named, self.elements)) and not any((figures, western, chinese, elements)):
            return None
        return replace(self, figures=figures, western=western, chinese=chinese, elements=elements)


Allowed = Callable[[str, int, int], bool]
"""Whether a word counts where it stands: the text, the word's beginning and its end."""


@dataclass(frozen=True)
class Word:
    """A word and the entry that it calls up; None: an ordinary word that only contains a name, and calls up nothing.

    ``allowed``: asked where the word alone could be ordinary speech.
    """

    text: str
    entry: Entry | None
    allowed: Allowed | None = field(default=None, compare=False)


def capitalised(text: str, start: int, end: int) -> bool:
    """Whether a name is written as a name: "Pan plays his pipes", not "a frying pan"."""
    del end
    return text[start].isupper()
