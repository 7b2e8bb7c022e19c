"""The lanes of the timeline, from the ruler down, and how high each is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Lane(Enum):
    """One lane: its place from above, its word, and its height where it does not stretch."""

    RULER = 0, "ruler", 28
    STORY = 1, "story", 74
    NARRATION = 2, "narration", 46
    CAPTIONS = 3, "captions", 24
    MUSIC = 4, "music", 42
    EFFECTS = 5, "effects", 22

    def __init__(self, place: int, word: str, height: int) -> None:
        self.place, self.word, self.height = place, word, height


GAP = 4
STORY_HIGHEST = 168
LEAST_HEIGHT = sum(lane.height for lane in Lane) + GAP * len(Lane)


@dataclass(frozen=True)
class Lanes:
    """Where the lanes lie in a view of this height: the story takes what the others leave."""

    height: int

    def top(self, lane: Lane) -> int:
        """Its upper edge."""
        return self._edges[lane.place][0]

    def height_of(self, lane: Lane) -> int:
        """How high it is."""
        return self._edges[lane.place][1]

    def at(self, y: float) -> Lane | None:
        """The lane at a height; None between and under them."""
        return next((lane for lane in Lane if 0 <= y - self.top(lane) < self.height_of(lane)), None)

    @cached_property
    def _edges(self) -> list[tuple[int, int]]:
        """Upper edge and height of each lane."""
        story = min(max(Lane.STORY.height, Lane.STORY.height + self.height - LEAST_HEIGHT), STORY_HIGHEST)
        edges, y = [], 0
        for lane in Lane:
            high = story if lane is Lane.STORY else lane.height
            edges.append((y, high))
            y += high + GAP
        return edges

    @property
    def bottom(self) -> int:
        """Where the last lane ends."""
        return self.top(Lane.EFFECTS) + self.height_of(Lane.EFFECTS)
