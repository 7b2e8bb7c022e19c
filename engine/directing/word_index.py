"""Finds thousands of words in a text at once: a longer name before the shorter ones in it, whose letters are taken."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import assets
from engine.directing.entry import Entry, Word

FIRST_IDEOGRAPH = "\u2e80"
_RUN = re.compile(r"[^\W_\u2e80-\U0010ffff]+")
"""Letters of an alphabet, and digits, without a break."""
_JOINTS = frozenset(" \t\n\r'’-\u00a0\u3000")
"""What may stand between the parts of a name: "wolf star", "wolf-star", "Chang'e"."""
_LETTERS = range(0xC0, 0x250)
"""Letters with accents that are folded to plain ones."""


class Found(NamedTuple):
    """An entry and the place where one of its words stands."""

    start: int
    end: int
    entry: Entry


class _Run(NamedTuple):
    letters: str
    start: int
    end: int


def fold(text: str, traditional: str = "") -> str:
    """The text as it is compared: small letters without accents, simplified characters; as long as it was.

    Args:
        text: any text.
        traditional: pairs of a traditional character and its simplified one, beside those of the names of stars.
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return small.translate(_folding(traditional))


@lru_cache(maxsize=2)
def _folding(traditional: str) -> dict[int, str]:
    plain = {code: unicodedata.normalize("NFD", chr(code))[0] for code in _LETTERS}
    names = json.loads((assets.folder("sky") / "traditional.json").read_text(encoding="utf-8"))["characters"]
    simplified = {ord(written): short for short, written in names.items()}
    pairs = {ord(written): short for written, short in zip(traditional[::2], traditional[1::2], strict=True)}
    return {code: letter for code, letter in plain.items() if ord(letter) != code} | simplified | pairs


class WordIndex:
    """Words by how they begin. Of words with the same letters the first one counts, unless they were ``written`` into
    the lexicon for several entries."""

    def __init__(self, traditional: str = "") -> None:
        """traditional: as for `fold`."""
        self._traditional = traditional
        self._spelt: dict[str, list[tuple[tuple[str, ...], bool, Word]]] = {}
        self._ideographs: dict[str, list[tuple[str, Word]]] = {}
        self._known: dict[str, list[Word]] = {}

    def add(self, words: Iterable[Word]) -> None:
        """Take up words; several may have the same letters."""
        for word in words:
            folded = fold(word.text, self._traditional)
            self._known.setdefault(self._key(folded), []).append(word)
            if any(letter >= FIRST_IDEOGRAPH for letter in folded):
                self._ideographs.setdefault(folded[0], []).append((folded, word))
                continue
            parts = tuple(_RUN.findall(folded))
            # a proper name has no plural: Las Vegas is no star
            counted = not word.text.split()[-1][0].isupper()
            self._spelt.setdefault(parts[0], []).append((parts, counted, word))

    def entry_of(self, text: str) -> Entry | None:
        """What a word that was taken up calls up, the first meaning; None where it is not known."""
        return next((word.entry for word in self._known.get(self._key(fold(text, self._traditional)), ())), None)

    def knows(self, text: str) -> bool:
        """Whether a word was taken up."""
        return self._key(fold(text, self._traditional)) in self._known

    def found(self, text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Found]:
        """Where which entries are called up, in the order of the text. Letters that are ``taken`` call up nothing; of
        names that share letters the longest counts, then the one that comes first."""
        hits = sorted(self._hits(text), key=lambda hit: (hit[0] - hit[1], hit[0]))
        free = [True] * len(text)
        for start, end in taken:
            free[start:end] = [False] * (end - start)
        spans: set[tuple[int, int]] = set()
        accepted: list[Found] = []
        for start, end, word in hits:
            if (start, end) not in spans:
                if not all(free[start:end]):
                    continue
                spans.add((start, end))
                free[start:end] = [False] * (end - start)
            if word.entry is not None:
                accepted.append(Found(start, end, word.entry))
        return sorted(accepted, key=lambda one: one.start)

    @staticmethod
    def _key(folded: str) -> str:
        return folded if any(letter >= FIRST_IDEOGRAPH for letter in folded) else " ".join(_RUN.findall(folded))

    def _hits(self, text: str) -> Iterator[tuple[int, int, Word]]:
        """All places of all words that are allowed to count there."""
        folded = fold(text, self._traditional)
        for start, letter in enumerate(folded):
            for written, word in self._ideographs.get(letter, ()):
                if folded.startswith(written, start):
                    end = start + len(written)
                    if word.allowed is None or word.allowed(text, start, end):
                        yield start, end, word
        runs = [_Run(match[0], *match.span()) for match in _RUN.finditer(folded)]
        for number, run in enumerate(runs):
            for key in _singulars(run.letters):
                for parts, counted, word in self._spelt.get(key, ()):
                    if (end := _end_of(parts, counted, runs, number, folded)) is not None and (
                        word.allowed is None or word.allowed(text, run.start, end)
                    ):
                        yield run.start, end, word


def _singulars(letters: str) -> list[str]:
    """A word as it is written, and what it may be the plural of."""
    forms = [letters]
    if letters.endswith("s"):
        forms.append(letters[:-1])
    if letters.endswith("es"):
        forms.append(letters[:-2])
    if letters.endswith("ies"):
        forms.append(letters[:-3] + "y")
    return forms


def _end_of(parts: tuple[str, ...], counted: bool, runs: list[_Run], first: int, folded: str) -> int | None:
    """Where a name ends whose first part stands at a run; None where the name does not stand there."""
    if first + len(parts) > len(runs):
        return None
    last = len(parts) - 1
    for number, part in enumerate(parts):
        run = runs[first + number]
        if run.letters != part and not (number == last and counted and part in _singulars(run.letters)):
            return None
        if number and not _JOINTS.issuperset(folded[runs[first + number - 1].end : run.start]):
            return None
    return runs[first + last].end
