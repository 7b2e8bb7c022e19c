"""The lexicon: words of both languages and the figures, elements, skies and moods they call up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import assets
from engine.directing.entry import Entry, Word, capitalised
from engine.directing.sky_names import names_of_the_sky
from engine.directing.word_index import FIRST_IDEOGRAPH, WordIndex
from engine.sky.figures import figure_names
from storyboard.model import Character

__all__ = ["Entry", "entries", "find", "located", "search", "written"]

_LETTER = r"[^\W\d_\u2e80-\U0010ffff]"
"""A letter of an alphabet; between ideographs and such a letter a word begins or ends."""


@lru_cache(maxsize=1)
def written() -> dict[str, Any]:
    """The lexicon as it is written: ``entry``, ``ordinary``, ``traditional``, ``sky``."""
    return tomllib.loads((assets.folder("lexicon") / "words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All entries that were written for the lexicon; of figures those that are drawn."""
    drawn = set(figure_names())
    return tuple(
        Entry(
            words=(*item.get("words", ()), *item.get("names", ())),
            figures=tuple(name for name in item.get("figures", ()) if name in drawn),
            western=tuple(item.get("western", ())),
            chinese=tuple(item.get("chinese", ())),
            stars=tuple(item.get("stars", ())),
            elements=tuple(item.get("elements", ())),
            mood=item.get("mood"),
            ra_dec=tuple(item["ra_dec"]) if "ra_dec" in item else None,
            alone=item.get("alone", False),
            includes=tuple(item.get("includes", ())),
        )
        for item in written()["entry"]
    )


@lru_cache(maxsize=1)
def _index() -> WordIndex:
    """The words of the lexicon, then the names of the sky that it does not have."""
    raw = written()
    index = WordIndex(raw["traditional"])
    index.add(Word(word, None) for word in raw["ordinary"])
    for item, entry in zip(raw["entry"], entries(), strict=True):
        index.add(Word(word, entry) for word in item.get("words", ()))
        index.add(Word(word, entry, capitalised) for word in item.get("names", ()))
    index.add(names_of_the_sky(index, raw["sky"]))
    return index


def find(text: str, characters: Sequence[Character] = ()) -> list[Entry]:
    """The entries whose words stand in a text, in the order they appear."""
    return [entry for _, entry in located(text, characters)]


def located(text: str, characters: Sequence[Character] = ()) -> list[tuple[int, Entry]]:
    """The entries whose words stand in a text, each with the place where it appears first, in that order.

    Of names that share letters the longest counts: a dolphin, 海豚, is no sea, 海. The name of one of the story's
    ``characters`` calls up what the name of the figure that plays them does, and goes before what it would mean
    otherwise: a Queen who is played by Andromeda is not Cassiopeia.
    """
    lowered = text.lower()
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Entry]] = []
    for entry in _cast(characters):
        places = [match.span() for match in _pattern(entry.words[0].lower()).finditer(lowered)]
        places = [place for place in places if not any(_meet(place, other) for other in taken)]
        taken += places
        found += [(start, entry) for start, _ in places[:1]]
    seen: set[int] = set()
    for one in _index().found(text, taken):
        if id(one.entry) not in seen:
            seen.add(id(one.entry))
            found.append((one.start, one.entry))
    return sorted(_agreed(found), key=lambda pair: pair[0])


def _agreed(found: list[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
    """What is left of all that was found: nobody who stands for others beside somebody who is drawn, no mansion beside
    the guardian whose it is, nothing twice."""
    if any(entry.shows_sky and not entry.alone for _, entry in found):
        found = [(place, entry) for place, entry in found if not entry.alone]
    wholes = [set(entry.chinese) for _, entry in found if entry.figures]
    found = [
        (place, entry)
        for place, entry in found
        if not any(set(entry.chinese) < whole for whole in wholes if entry.chinese)
    ]
    included = {kind for _, entry in found for kind in entry.includes}
    left = [(place, entry.without(included)) for place, entry in found]
    return [(place, entry) for place, entry in left if entry is not None]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _cast(characters: Sequence[Character]) -> list[Entry]:
    """An entry for every character that a figure plays, long names first: Old Ox is not Ox."""
    played = sorted(((cast.name.strip(), cast.figure) for cast in characters), key=lambda pair: -len(pair[0]))
    return [_played(name, figure) for name, figure in played if name and figure]


def _played(name: str, figure: str) -> Entry:
    """What the name of a character calls up; nothing where there is no such figure."""
    for entry in entries():
        if figure in entry.figures:
            return replace(entry, words=(name,), figures=(figure,))
    return Entry((name,), (figure,) if figure in figure_names() else ())


def search(word: str, lowered: str) -> re.Match[str] | None:
    """Where a word stands first. A pattern takes milliseconds to compile, and there are hundreds: only those of words
    are compiled whose beginning stands in the text."""
    return _pattern(word).search(lowered) if word.split()[0] in lowered else None


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    """Finds a word in small letters. Words of an alphabet count only as whole words, or with the ending of a plural;
    between the words of a name there may be any blanks."""
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    spelt = not any(character >= FIRST_IDEOGRAPH for character in word)
    return re.compile(rf"(?<!{_LETTER}){pattern}(?:s|es)?(?!{_LETTER})" if spelt else pattern)
