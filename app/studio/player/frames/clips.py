"""Frames of clips that lie in the cache, read forwards without opening the file anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from engine.assembly.planes import Packed
from engine.jobs.cache import Entry
from engine.takes.making import take_frames
from engine.takes.planned import PlannedTake

OPEN = 3
SKIPPED = 12
"""So many frames are rather read and dropped than looked for anew."""


class _Reading:
    """A clip that is open, and the number of its next frame."""

    def __init__(self, take: PlannedTake, entry: Entry, first: int) -> None:
        self.next = first
        self._frames: Iterator[Packed] = take_frames(take, entry, first, max(1, take.frames - first))

    def frame(self, number: int) -> Packed:
        for packed in self._frames:
            self.next += 1
            if self.next > number:
                return packed
        raise IndexError(number)


class Clips:
    """Reads takes' clips; for one thread."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, _Reading] = OrderedDict()

    def frame(self, take: PlannedTake, entry: Entry, number: int) -> Packed:
        """A frame of a take as the film shows it.

        Raises:
            ClipError: the clip is gone or damaged.
        """
        reading = self._open.pop(take.key, None)
        if reading is None or not reading.next <= number <= reading.next + SKIPPED:
            reading = _Reading(take, entry, number)
        packed = reading.frame(number)
        self._open[take.key] = reading
        while len(self._open) > OPEN:
            self._open.popitem(last=False)
        return packed
