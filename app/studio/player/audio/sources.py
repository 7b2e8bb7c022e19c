"""Where the player's sound comes from: the film's mix, or the lines alone until it is mixed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import soundfile
from numpy.typing import NDArray

from engine.sound.audio import SAMPLE_RATE
from engine.sound.mix import stems
from engine.sound.narrator.speech import Speech

Block = NDArray[np.float32]
"""Samples of sound, float32 (samples, 2) at 48 kHz."""
TAIL = SAMPLE_RATE
"""The room rings on so long after a line."""


class Source(Protocol):
    """Sound of a whole film, read piece by piece."""

    def read(self, first: int, count: int) -> Block:
        """Samples [first, first + count); silence where there is nothing."""
        ...


class MixedSource:
    """The mixed sound as the cache keeps it."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            OSError: it cannot be read.
        """
        self._file = soundfile.SoundFile(path)

    def read(self, first: int, count: int) -> Block:
        """Samples [first, first + count)."""
        block = np.zeros((count, 2), np.float32)
        if 0 <= first < self._file.frames:
            self._file.seek(first)
            found = self._file.read(count, dtype="float32", always_2d=True)
            block[: len(found)] = found
        return block


class LinesSource:
    """The lines alone, each at its place and as loud as it will be in the film."""

    def __init__(self, lines: Sequence[tuple[int, int, Callable[[], Speech]]]) -> None:
        """``lines``: first sample, number of samples, and what speaks it, in order."""
        self._lines = list(lines)
        self._starts = [start for start, _, _ in self._lines]
        self._heard: dict[int, Block] = {}

    def read(self, first: int, count: int) -> Block:
        """Samples [first, first + count)."""
        block = np.zeros((count, 2), np.float32)
        number = bisect_right(self._starts, first + count) - 1
        near = []
        while number >= 0 and len(near) < 3:
            near.append(number)
            start, length, _ = self._lines[number]
            if start < first + count and start + length + TAIL > first:
                _add(block, first, start, self._line(number))
            number -= 1
        self._heard = {key: line for key, line in self._heard.items() if key in near}
        return block

    def _line(self, number: int) -> Block:
        if number not in self._heard:
            speech = self._lines[number][2]()
            found = next(stems(len(speech.samples) + TAIL, [(0, speech)], None, None), None)
            self._heard[number] = found[1].astype(np.float32) if found else np.zeros((0, 2), np.float32)
        return self._heard[number]


def _add(block: Block, first: int, start: int, sound: Block) -> None:
    """Add a sound that begins at ``start`` into a block that begins at ``first``."""
    begin, end = max(first, start), min(first + len(block), start + len(sound))
    if end > begin:
        block[begin - first : end - first] += sound[begin - start : end - start]
