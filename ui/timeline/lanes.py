"""The lanes of the timeline, from the ruler down, and how high each is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Lane(Enum):
    """One lane: its height where it does not stretch."""

    RULER = "ruler", 28
    STORY = "story", 74
    NARRATION = "narration", 46
    CAPTIONS = "captions", 24
    MUSIC = "music", 42
    EFFECTS = "effects", 22

    def __init__(self, word: str, height: int) -> None:
        self.word, self.height = word, height


GAP = 4
STORY_HIGHEST = 168
LEAST_HEIGHT = sum(lane.height for lane in Lane) + GAP * len(Lane)


@dataclass(frozen=True)
class Lanes:
    """Where the lanes lie in a view of this height: the story takes what the others leave."""

    height: int

    def top(self, lane: Lane) -> int:
        """Its upper edge."""
        return self._tops[lane]

    def height_of(self, lane: Lane) -> int:
        """How high it is."""
        if lane is not Lane.STORY:
            return lane.height
        return min(max(lane.height, lane.height + self.height - LEAST_HEIGHT), STORY_HIGHEST)

    def at(self, y: float) -> Lane | None:
        """The lane at a height; None between and under them."""
        return next((lane for lane in Lane if 0 <= y - self.top(lane) < self.height_of(lane)), None)

    @cached_property
    def _tops(self) -> dict[Lane, int]:
        tops, y = {}, 0
        for lane in Lane:
            tops[lane] = y
            y += self.height_of(lane) + GAP
        return tops

    @property
    def bottom(self) -> int:
        """Where the last lane ends."""
        return self.top(Lane.EFFECTS) + self.height_of(Lane.EFFECTS)
