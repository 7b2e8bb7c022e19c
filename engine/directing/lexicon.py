"""The lexicon: words of both languages and the figures, elements, skies and moods they call up."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import assets


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


def find(text: str) -> list[Entry]:
    """The entries whose words stand in a text, in the order they appear."""
    lowered = text.lower()
    found: list[tuple[int, Entry]] = []
    for entry in entries():
        places = [place for word in entry.words if (place := _place(word.lower(), lowered)) >= 0]
        if places:
            found.append((min(places), entry))
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def _place(word: str, text: str) -> int:
    """Where a word stands; Latin words count only as whole words."""
    if not word.isascii():
        return text.find(word)
    match = re.search(rf"(?<![a-z]){re.escape(word)}(?:s|es)?(?![a-z])", text)
    return match.start() if match else -1
