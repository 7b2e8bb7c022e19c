"""Where a line may be broken: between words, never inside a name or a Latin word, and how good each place is."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from engine.assembly.names import unbroken
from engine.folders import cache_folder

Language = Literal["zh", "en"]

SENTENCE_MARKS = "。！？!?…"
CLAUSE_MARKS = "，、；：,;:—–"
CLOSING_MARKS = SENTENCE_MARKS + CLAUSE_MARKS + "”’》〉」』】）〕)]}\"'·.~～"
OPENING_MARKS = "“‘《〈「『【（〔([{"
LEANS_BACK = frozenset("的了着过地得吗呢吧啊们么之")
LEANS_FORWARD = frozenset("在和与把被向从对是跟给让将以并不很最这那每一")
LEANS_FORWARD_EN = frozenset(
    (
        "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but", "nor", "as",
        "is", "are", "was", "were", "be", "that", "which", "who", "his", "her", "its", "their", "my", "your", "our",
        "this", "these", "those", "into", "upon", "over", "under", "between",
    )
)  # fmt: skip
BEGINS_PHRASE_EN = frozenset(
    (
        "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but", "nor", "as", "that", "which",
        "who", "whose", "when", "where", "while", "until", "into", "upon", "over", "under", "between", "beside",
        "across", "through", "towards", "above", "below", "before", "after", "because", "is", "are", "was", "were",
        "than",
    )
)  # fmt: skip
_SPOKEN_PAUSE = re.compile(r"\[\s*(?:停顿|pause)\s*[\d.]*\s*s?\s*\]", re.IGNORECASE)
_GLUED = re.compile(r"[0-9A-Za-zͰ-Ͽ°′″'’.,:+\-/%]+(?:[年月日时分秒度颗岁座个位光亿万千百]|$)?")


@dataclass(frozen=True)
class Word:
    """An unbreakable piece of the line: characters [start, end) of it, with closing marks and without blanks around."""

    start: int
    end: int
    text: str
    width: float
    hanging: float
    blank_after: float
    ends: Literal["word", "clause", "sentence"]


def character_width(character: str) -> float:
    """Width in full-width characters: 1, or a half for Latin; marks that combine take none."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or character in "—…":
        return 1.0
    return 0.5


def _is_full(character: str) -> bool:
    return character_width(character) == 1


def text_width(text: str) -> float:
    """Width of a text in full-width characters."""
    return sum(character_width(character) for character in text)


def blanked(line: str) -> str:
    """The line with what must not be shown (pause marks for the voice, line breaks) replaced by as many blanks."""
    line = _SPOKEN_PAUSE.sub(lambda found: " " * len(found.group()), line)
    return "".join(" " if character.isspace() else character for character in line)


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    segmenter: Any = jieba.Tokenizer()
    segmenter.tmp_dir = str(cache_folder("words"))  # not the common temporary folder, where others could plant a file
    return segmenter


def words_of(line: str, language: Language, widest: float) -> list[Word]:
    """The line's words in order. A word wider than ``widest`` is cut, since it cannot be shown otherwise."""
    text = blanked(line)
    breaks = unbroken(_break_positions(text, language), text)
    edges = sorted(breaks | {0, len(text)})
    words: list[Word] = []
    for start, end in pairwise(edges):
        words.extend(_cut(text, start, end, widest))
    return words


def _break_positions(text: str, language: Language) -> set[int]:
    """Positions between characters at which a new row may begin, names not yet considered."""
    has_han = any(character_width(character) == 1 and character.isalpha() for character in text)
    if has_han or language == "zh":
        positions, at = set(), 0
        for piece in _segmenter().cut(text):
            positions.add(at)
            at += len(piece)
    else:
        positions = {at for at in range(1, len(text)) if text[at - 1] == " "}
    for found in _GLUED.finditer(text):
        positions.difference_update(range(found.start() + 1, found.end()))
    for at in range(1, len(text)):
        before, here = text[at - 1], text[at]
        if here == " " or here in CLOSING_MARKS or before in OPENING_MARKS:
            positions.discard(at)
        elif before == " " or (before == "—" and here != "—") or (here in OPENING_MARKS and _is_full(here)):
            positions.add(at)
    return positions


def _cut(text: str, start: int, end: int, widest: float) -> list[Word]:
    while start < end and text[start] == " ":
        start += 1
    stop = end
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    if start == stop:
        return []
    pieces: list[tuple[int, int]] = []
    while text_width(text[start:stop].rstrip(CLOSING_MARKS)) > widest:
        at = start + 1
        while text_width(text[start : at + 1]) <= widest:
            at += 1
        pieces.append((start, at))
        start = at
    pieces.append((start, stop))
    return [_word(text, a, b, blank=b == stop < end) for a, b in pieces if text[a:b].strip()]


def _word(text: str, start: int, end: int, *, blank: bool) -> Word:
    body = text[start:end]
    blank = blank and not (body[-1] in CLOSING_MARKS and _is_full(body[-1]))
    tail = body[len(body.rstrip(CLOSING_MARKS)) :]
    if any(mark in SENTENCE_MARKS for mark in tail) or (tail.strip("”’\"')") == "." and len(body) > 2):
        ends: Literal["word", "clause", "sentence"] = "sentence"
    elif any(mark in CLAUSE_MARKS for mark in tail):
        ends = "clause"
    else:
        ends = "word"
    return Word(start, end, body, text_width(body), text_width(tail), 0.5 if blank else 0.0, ends)


def join_cost(before: Word, after: Word) -> float:
    """How bad it is to end a row after ``before``: 0 at the end of a sentence, 1 and more inside a phrase."""
    cost = {"sentence": 0.0, "clause": 0.15, "word": 1.0}[before.ends]
    if before.ends == "word" and after.text.lower() in BEGINS_PHRASE_EN:
        cost -= 0.35
    if after.text[0] in LEANS_BACK and before.ends == "word":
        cost += 1.2
    if before.text[-1:] in LEANS_FORWARD:
        cost += 0.6
    if before.text.lower() in LEANS_FORWARD_EN:
        cost += 1.2
    return cost
