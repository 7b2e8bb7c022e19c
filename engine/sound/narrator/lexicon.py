"""Homophones and phonemes for names that voices misread, from assets/sound/homophones.toml.

A respelling is heard, never shown: 参宿 is given to the voice as 深秀. One lexicon serves every voice.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

import assets
from engine.sound.narrator.traced import Replacement, Traced

_LATIN = re.compile(r"[A-Za-z]")
_Rule = tuple[re.Pattern[str], Replacement]


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[_Rule]]:
    with (assets.folder("sound") / "homophones.toml").open("rb") as file:
        data = tomllib.load(file)
    rules: dict[str, list[_Rule]] = {}
    for language, table in data.items():
        words = sorted(table["words"].items(), key=lambda item: -len(item[0]))
        found: list[_Rule] = [(_whole_word(word), spoken) for word, spoken in words]
        found += [(re.compile(rule["pattern"]), rule["spoken"]) for rule in table.get("patterns", [])]
        found += [(_whole_word(word), _phonemes(name)) for word, name in table.get("phonemes", {}).items()]
        rules[language] = found
    return rules


def _whole_word(word: str) -> re.Pattern[str]:
    """Latin words stand alone, in any case, with a possessive if there is one; Chinese ones anywhere."""
    if _LATIN.search(word):
        return re.compile(rf"(?<![A-Za-zÀ-ž]){re.escape(word)}('s)?(?![A-Za-zÀ-ž])", re.IGNORECASE)
    return re.compile(re.escape(word) + "()")


def _phonemes(name: str) -> Replacement:
    """The engine reads what stands in double brackets as phonemes."""
    possessive = "Iz" if name[-1] in "sz" else "z"
    return lambda match: f"[[{name}{possessive if match[1] else ''}]]"


def respell(traced: Traced, language: str) -> None:
    """Replace names by homophones or phonemes, in place."""
    for pattern, spoken in _rules().get(language, []):
        traced.replace(pattern, spoken)
