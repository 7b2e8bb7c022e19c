"""The lexicon: words of both languages and the figures, elements, skies and moods they call up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import assets
from storyboard.model import Character

_FIRST_IDEOGRAPH = "\u2e80"
_LETTER = r"[^\W\d_\u2e80-\U0010ffff]"
"""A letter of an alphabet; between ideographs and such a letter a word begins or ends."""
_TAKEN = "\x00"


@dataclass(frozen=True)
class Entry:
    """What some words mean: figures, constellations to draw, elements with their settings, a mood."""

    words: tuple[str, ...]
    figures: tuple[str, ...]
    western: tuple[str, ...]
    chinese: tuple[str, ...]
    stars: tuple[int, ...]
    elements: tuple[dict[str, Any], ...]
    mood: str | None
    ra_dec: tuple[float, float] | None

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


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All entries of the lexicon."""
    raw = tomllib.loads((assets.folder("lexicon") / "words.toml").read_text(encoding="utf-8"))
    return tuple(
        Entry(
            words=tuple(item["words"]),
            figures=tuple(item.get("figures", ())),
            western=tuple(item.get("western", ())),
            chinese=tuple(item.get("chinese", ())),
            stars=tuple(item.get("stars", ())),
            elements=tuple(item.get("elements", ())),
            mood=item.get("mood"),
            ra_dec=tuple(item["ra_dec"]) if "ra_dec" in item else None,
        )
        for item in raw["entry"]
    )


def find(text: str, characters: Sequence[Character] = ()) -> list[Entry]:
    """The entries whose words stand in a text, in the order they appear."""
    return [entry for _, entry in located(text, characters)]


def located(text: str, characters: Sequence[Character] = ()) -> list[tuple[int, Entry]]:
    """The entries whose words stand in a text, each with the place where it appears first, in that order.

    The name of one of the story's ``characters`` calls up what the name of the figure that plays them does, and goes
    before what it would mean otherwise: a Queen who is played by Andromeda is not Cassiopeia.
    """
    lowered = text.lower()
    found: list[tuple[int, Entry]] = []
    for entry in _cast(characters):
        places = [match.span() for match in _pattern(entry.words[0].lower()).finditer(lowered)]
        for start, end in places:
            lowered = lowered[:start] + _TAKEN * (end - start) + lowered[end:]
        found += [(start, entry) for start, _ in places[:1]]
    for entry in entries():
        places = [match.start() for word in entry.words if (match := search(word.lower(), lowered))]
        if places:
            found.append((min(places), entry))
    return sorted(found, key=lambda pair: pair[0])


def _cast(characters: Sequence[Character]) -> list[Entry]:
    """An entry for every character that a figure plays, long names first: Old Ox is not Ox."""
    played = sorted(((cast.name.strip(), cast.figure) for cast in characters), key=lambda pair: -len(pair[0]))
    return [_played(name, figure) for name, figure in played if name and figure]


def _played(name: str, figure: str) -> Entry:
    """What the name of a character calls up."""
    for entry in entries():
        if figure in entry.figures:
            return replace(entry, words=(name,), figures=(figure,))
    return Entry((name,), (figure,), (), (), (), (), None, None)


def search(word: str, lowered: str) -> re.Match[str] | None:
    """Where a word stands first. A pattern takes milliseconds to compile, and there are hundreds: only those of words
    are compiled whose beginning stands in the text."""
    return _pattern(word).search(lowered) if word.split()[0] in lowered else None


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    """Finds a word in small letters. Words of an alphabet count only as whole words, or with the ending of a plural;
    between the words of a name there may be any blanks."""
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    spelt = not any(character >= _FIRST_IDEOGRAPH for character in word)
    return re.compile(rf"(?<!{_LETTER}){pattern}(?:s|es)?(?!{_LETTER})" if spelt else pattern)
