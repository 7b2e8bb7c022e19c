"""Cutting a line into cards of one or two rows, by dynamic programming over its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from engine.assembly.words import Language, Word, blanked, join_cost, words_of

WIDEST_ROW = {"zh": 16.0, "en": 21.0}
"""Full-width characters in a row: 16, or 42 Latin letters. Closing punctuation may stick out."""
MOST_HANGING = 2.0


@dataclass(frozen=True)
class Row:
    """Characters [start, end) of the line, shown as ``text``."""

    start: int
    end: int
    text: str


Card = tuple[Row, ...]


@dataclass(frozen=True)
class _Taste:
    """What a good card is in one language; widths in full-width characters, costs without unit."""

    widest: float
    ideal: float
    least: float
    second_row: float


_TASTES = {"zh": _Taste(16.0, 12.0, 5.0, 1.2), "en": _Taste(21.0, 17.0, 7.0, 0.2)}
_CARD_COST = 0.9
_CLAUSE_INSIDE = 0.3
_INSIDE = {"sentence": 2.4, "clause": _CLAUSE_INSIDE, "word": 0.0}
_PHRASE_TORN = 1.9
_ROW_TORN = 0.8


def break_line(text: str, language: Language) -> list[list[str]]:
    """Cut a line into cards, each a list of one or two rows.

    A row holds at most 16 full-width characters (zh) or 42 Latin letters (en), punctuation at its end not counted; no
    row begins inside a star name or a Latin word unless that alone is wider than a row.
    """
    return [[row.text for row in card] for card in cards_of(text, language)]


@lru_cache(maxsize=256)
def cards_of(line: str, language: Language) -> tuple[Card, ...]:
    """The same with the place of each row in the line."""
    words = words_of(line, language, WIDEST_ROW[language])
    return tuple(_rows(words, edges) for edges in _best_cards(words, _TASTES[language])) if words else ()


def halves_of(line: str, card: Card, language: Language) -> list[Card]:
    """A card in two, for slow speech: each row by itself, or a single row cut at its best place.

    Empty when the card is one word.
    """
    if len(card) > 1:
        return [(row,) for row in card]
    row = next(iter(card))
    found = words_of(blanked(line)[row.start : row.end], language, WIDEST_ROW[language])
    words = [replace(word, start=word.start + row.start, end=word.end + row.start) for word in found]
    if len(words) < 2:
        return []
    widths = list(accumulate(word.width + word.blank_after for word in words))

    def badness(at: int) -> float:
        return join_cost(words[at - 1], words[at]) + 3 * abs(2 * widths[at - 1] / widths[-1] - 1)

    at = min(range(1, len(words)), key=badness)
    return [_rows(words, (0, at)), _rows(words, (at, len(words)))]


class _Widths:
    """Widths of word ranges in constant time."""

    def __init__(self, words: list[Word]) -> None:
        self._words = words
        self._sums = list(accumulate((word.width + word.blank_after for word in words), initial=0.0))

    def solid(self, start: int, end: int) -> float:
        """Width of words [start, end) in a row, without what may stick out at the right."""
        last = self._words[end - 1]
        full = self._sums[end] - self._sums[start] - last.blank_after
        return full - min(last.hanging, MOST_HANGING)


def _best_cards(words: list[Word], taste: _Taste) -> list[tuple[int, ...]]:
    """Word indices at which the rows of each card begin, with its end: (start, end) or (start, middle, end)."""
    widths = _Widths(words)
    count = len(words)
    best = [0.0] + [float("inf")] * count
    back: list[tuple[int, ...]] = [()] * (count + 1)
    for end in range(1, count + 1):
        leave = _PHRASE_TORN * join_cost(words[end - 1], words[end]) if end < count else 0.0
        for start in range(end - 1, -1, -1):
            if _too_wide(widths, start, end, 2 * taste.widest):
                break
            cost, edges = _card(words, widths, start, end, taste)
            if best[start] + cost + leave < best[end]:
                best[end], back[end] = best[start] + cost + leave, edges
    cards: list[tuple[int, ...]] = []
    while count:
        cards.append(back[count])
        count = back[count][0]
    return cards[::-1]


def _too_wide(widths: _Widths, start: int, end: int, limit: float) -> bool:
    return widths.solid(start, end) > limit + 2 * MOST_HANGING and end - start > 1


def _card(words: list[Word], widths: _Widths, start: int, end: int, taste: _Taste) -> tuple[float, tuple[int, ...]]:
    """Cost and edges of the best card of words [start, end)."""
    crossed = sum(_INSIDE[words[at].ends] for at in range(start, end - 1))
    best, edges = float("inf"), (start, end)
    if widths.solid(start, end) <= taste.widest or end - start == 1:
        best = _CARD_COST + crossed + _raggedness(widths.solid(start, end), taste)
    for middle in range(start + 1, end):
        upper, lower = widths.solid(start, middle), widths.solid(middle, end)
        if upper > taste.widest or lower > taste.widest:
            continue
        uneven = abs(upper - lower) / max(upper, lower, 1)
        top_heavy = 0.1 if upper > lower + 1 else 0.0
        cost = _CARD_COST + crossed + taste.second_row + _ROW_TORN * join_cost(words[middle - 1], words[middle])
        cost -= _CLAUSE_INSIDE if words[middle - 1].ends == "clause" else 0
        cost += 1.6 * uneven**2 + top_heavy + _raggedness(max(upper, lower), taste)
        if cost < best:
            best, edges = cost, (start, middle, end)
    return best, edges


def _raggedness(width: float, taste: _Taste) -> float:
    short = max(0.0, taste.least - width) / taste.least
    return 0.25 * (max(0.0, taste.ideal - width) / taste.ideal) ** 2 + 1.8 * short


def _rows(words: list[Word], edges: tuple[int, ...]) -> Card:
    rows = []
    for first, after in pairwise(edges):
        pieces = [word.text + (" " if word.blank_after else "") for word in words[first:after]]
        rows.append(Row(words[first].start, words[after - 1].end, "".join(pieces).strip()))
    return tuple(rows)
