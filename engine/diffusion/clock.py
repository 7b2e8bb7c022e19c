"""How long a clip still takes."""

from __future__ import annotations

import time
from statistics import median

DECODING = 1.2
"""A guess of what decoding costs before it was measured, in calls of the model: reported for Wan 2.2 A14B at 832x480
(mold issue 1483: 78 s for four steps without guidance, 23.4 s for the VAE)."""


class Clock:
    """Counts steps and pieces of one clip."""

    def __init__(self, steps: int, guided: bool, decoding_s: float | None) -> None:
        """
        Args:
            guided: every step calls the model twice.
            decoding_s: what decoding such a clip took last time.
        """
        self._steps, self._calls, self._decoding_s = steps, 2 if guided else 1, decoding_s
        self._spent: list[float] = []
        self._since = time.monotonic()

    def start(self) -> None:
        """What comes now is counted."""
        self._since = time.monotonic()

    def step(self) -> tuple[float, float]:
        """A step is done: how long it took and how long all the rest takes, in seconds."""
        now = time.monotonic()
        self._spent.append(now - self._since)
        self._since = now
        usual = median(self._spent[-5:])
        decoding = DECODING * usual / self._calls if self._decoding_s is None else self._decoding_s
        return self._spent[-1], usual * (self._steps - len(self._spent)) + decoding

    def piece(self, done: int, total: int) -> float:
        """So many pieces are decoded: how long the others take, in seconds."""
        return (time.monotonic() - self._since) / done * (total - done)

    def decoded(self) -> float:
        """How long decoding took, in seconds."""
        return time.monotonic() - self._since
