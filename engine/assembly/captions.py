"""Captions: what stands on the screen from which frame to which, in step with the voice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from engine.assembly.breaking import Card, break_line, cards_of, halves_of
from engine.assembly.words import Language, text_width

__all__ = ["Caption", "Heard", "break_line", "captions_for", "subtitle_entries"]

SHORTEST_S = 0.8
LONGEST_S = 7.0
CLOSED_GAP_S = 0.3
LINGER_S = 0.35
READING_SPEED = {"zh": 3.6, "en": 7.5}
"""Full-width characters a second, where nothing is known about the voice."""


@dataclass(frozen=True)
class Caption:
    """Rows of text on the screen in frames [start_frame, end_frame) of the film."""

    start_frame: int
    end_frame: int
    lines: tuple[str, ...]


class Heard(Protocol):
    """A word or clause, characters [shown_start, shown_end) of the line, and when it is heard after the line began."""

    @property
    def shown_start(self) -> int: ...
    @property
    def shown_end(self) -> int: ...
    @property
    def start_s(self) -> float: ...
    @property
    def end_s(self) -> float: ...


@dataclass(frozen=True)
class _Timed:
    """A card and when its words are heard, in seconds after the line's start."""

    card: Card
    start_s: float
    end_s: float


def captions_for(
    line: str,
    language: Language,
    clauses: Sequence[Heard],
    words: Sequence[Heard],
    start_frame: int,
    fps: int,
    last_frame: int,
) -> list[Caption]:
    """The captions of one line.

    Each card comes with its first word and stays a moment after its last. Cards last 0.8 to 7 s, never overlap, and a
    gap under 0.3 s is closed. Where the time is too short for that, the cards share it.

    Args:
        line: what is shown. Pause marks such as ``[停顿0.8]`` in it are left out.
        language: "zh" or "en".
        clauses: stretches of the line with their times; used where words are unknown.
        words: words (or characters) with their times; may be empty.
        start_frame: film frame at which the line begins to be spoken.
        fps: frames per second.
        last_frame: no caption reaches beyond this frame: every ``end_frame`` is at most this.
    """
    room = last_frame - start_frame
    cards = cards_of(line, language)
    if room <= 0 or not cards:
        return []
    clock = _Clock(line, language, clauses, words, room / fps)
    timed = _merged(_split([clock.timed(card) for card in cards], clock, line, language))
    return _placed(_even_out(timed), start_frame, fps, last_frame)


def subtitle_entries(captions: Iterable[Caption], fps: float) -> list[tuple[float, float, str]]:
    """The captions as (start in seconds, end in seconds, text) for a subtitle file."""
    return [(caption.start_frame / fps, caption.end_frame / fps, "\n".join(caption.lines)) for caption in captions]


class _Clock:
    """When characters of the line are heard."""

    def __init__(
        self, line: str, language: Language, clauses: Sequence[Heard], words: Sequence[Heard], room_s: float
    ) -> None:
        self._words = [mark for mark in words if mark.shown_end > mark.shown_start]
        self._clauses = [mark for mark in clauses if mark.shown_end > mark.shown_start]
        self._length = max(1, len(line))
        self._reading_s = min(room_s, max(SHORTEST_S, text_width(line) / READING_SPEED[language]))

    def timed(self, card: Card) -> _Timed:
        """The card with the times of its characters; times may be NaN where no mark covers it."""
        start, end = card[0].start, card[-1].end
        for marks in (self._words, self._clauses):
            pieces = [piece for mark in marks if (piece := _overlap(mark, start, end))]
            if pieces:
                return _Timed(card, min(piece[0] for piece in pieces), max(piece[1] for piece in pieces))
        if self._words or self._clauses:
            return _Timed(card, math.nan, math.nan)
        pace = self._reading_s / self._length
        return _Timed(card, start * pace, end * pace)


def _overlap(mark: Heard, start: int, end: int) -> tuple[float, float] | None:
    """Times of that part of a mark which lies in characters [start, end)."""
    first, after = max(start, mark.shown_start), min(end, mark.shown_end)
    if first >= after:
        return None
    pace = (mark.end_s - mark.start_s) / (mark.shown_end - mark.shown_start)
    return mark.start_s + (first - mark.shown_start) * pace, mark.start_s + (after - mark.shown_start) * pace


def _split(timed: list[_Timed], clock: _Clock, line: str, language: Language) -> list[_Timed]:
    """Cards that are heard for longer than a card may stand, cut into shorter ones."""
    done: list[_Timed] = []
    for item in timed:
        halves = halves_of(line, item.card, language) if item.end_s - item.start_s > LONGEST_S - LINGER_S else []
        done.extend(_split([clock.timed(half) for half in halves], clock, line, language) if halves else [item])
    return done


def _merged(timed: list[_Timed]) -> list[_Timed]:
    """Neighbours of one row put on one card where one of them would flash by."""
    done: list[_Timed] = []
    for item in timed:
        before = done[-1] if done else None
        if before and len(before.card) == 1 and len(item.card) == 1 and _flashes(before, item):
            done[-1] = _Timed((*before.card, *item.card), before.start_s, item.end_s)
        else:
            done.append(item)
    return done


def _flashes(before: _Timed, item: _Timed) -> bool:
    short = min(item.start_s - before.start_s, item.end_s + LINGER_S - item.start_s) < SHORTEST_S
    return short and item.end_s - before.start_s <= LONGEST_S - LINGER_S


def _even_out(timed: list[_Timed]) -> list[_Timed]:
    """Times in order; a card that no mark covers begins where the card before it ends."""
    done: list[_Timed] = []
    at = 0.0
    for item in timed:
        start = max(at, at if math.isnan(item.start_s) else item.start_s)
        end = max(start, start if math.isnan(item.end_s) else item.end_s)
        done.append(replace(item, start_s=start, end_s=end))
        at = end if math.isnan(item.end_s) else max(at, start)
    return done


def _placed(timed: list[_Timed], start_frame: int, fps: int, last_frame: int) -> list[Caption]:
    """Frames for the cards, obeying the shortest and longest time and the end of the shot."""
    room = last_frame - start_frame
    timed = timed[:room]
    shortest = max(1, min(math.ceil(SHORTEST_S * fps), room // len(timed)))
    longest = max(shortest, math.floor(LONGEST_S * fps))
    gap = math.ceil(CLOSED_GAP_S * fps)
    starts = [start_frame + math.floor(item.start_s * fps) for item in timed] + [last_frame]
    for index in range(1, len(timed)):
        starts[index] = max(starts[index], starts[index - 1] + shortest)
    for index in reversed(range(len(timed))):
        starts[index] = min(starts[index], starts[index + 1] - shortest)
    captions = []
    for index, item in enumerate(timed):
        start, following = starts[index], starts[index + 1]
        heard = start_frame + math.ceil((item.end_s + LINGER_S) * fps)
        end = min(max(heard, start + shortest), start + longest, following)
        if index + 1 < len(timed) and following - end < gap:
            end = following if following - start <= longest else max(start + shortest, following - gap)
        captions.append(Caption(start, end, tuple(row.text for row in item.card)))
    return captions
