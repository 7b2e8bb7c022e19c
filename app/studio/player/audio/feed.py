"""Sound read ahead of the player by a thread of its own, so that neither the windows nor the device ever wait."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.studio.player.audio.sources import Block, Source

RATE = 48_000
BLOCK = 4800
AHEAD = 10
"""A second is kept ready, in tenths."""
AT_REST = 3
"""So much is kept ready while the film stands, so that it sounds from the first moment on."""
CHANGE = 9600
"""Samples over which another source fades in."""

log = logging.getLogger(__name__)


class Feed:
    """Blocks of a source around the place that is heard. Late blocks are silence: the film does not wait for them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._source: Source | None = None
        self._before: Source | None = None
        self._blocks: dict[int, Block] = {}
        self._at, self._closed, self._running = 0, False, False
        self._fades_at = -CHANGE
        self._thread = threading.Thread(target=self._run, name="preview-sound", daemon=True)

    def change(self, source: Source | None) -> None:
        """Read from another source; while it runs, that one fades in."""
        with self._changed:
            self._before, self._source = (self._source if self._running else None), source
            self._fades_at = self._at + BLOCK if self._running else -CHANGE
            self._blocks = {key: block for key, block in self._blocks.items() if key * BLOCK < self._fades_at}
            self._changed.notify()

    def start(self, first: int) -> None:
        """It is heard from sample ``first`` on."""
        self._go(first, True)

    def rest(self, first: int) -> None:
        """Nothing is heard now; the next time it may be from sample ``first`` on."""
        self._go(first, False)

    def take(self, first: int, count: int) -> Block:
        """Samples [first, first + count), silence where they are not there in time."""
        import numpy as np

        out = np.zeros((count, 2), np.float32)
        with self._changed:
            self._at = first + count
            self._keep_near()
            for number in range(first // BLOCK, (first + count - 1) // BLOCK + 1):
                block = self._blocks.get(number)
                if block is not None:
                    begin, end = max(first, number * BLOCK), min(first + count, (number + 1) * BLOCK)
                    out[begin - first : end - first] = block[begin - number * BLOCK : end - number * BLOCK]
            self._changed.notify()
        return out

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _go(self, first: int, running: bool) -> None:
        with self._changed:
            self._running, self._at, self._before = running, first, None
            self._keep_near()
            if not self._thread.is_alive() and not self._closed:
                self._thread.start()
            self._changed.notify()

    def _keep_near(self) -> None:
        here = self._at // BLOCK
        self._blocks = {key: block for key, block in self._blocks.items() if here - 5 <= key <= here + AHEAD}

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._closed and (wanted := self._wanted()) is None:
                    self._changed.wait()
                if self._closed:
                    return
                source, before, fades_at = self._source, self._before, self._fades_at
            block = self._read(source, before, fades_at, wanted)
            with self._changed:
                if source is self._source and fades_at == self._fades_at:
                    self._blocks[wanted] = block

    def _wanted(self) -> int | None:
        if self._source is None:
            return None
        here, ahead = self._at // BLOCK, AHEAD if self._running else AT_REST
        return next((number for number in range(here, here + ahead) if number not in self._blocks), None)

    def _read(self, source: Source | None, before: Source | None, fades_at: int, number: int) -> Block:
        import numpy as np

        first = number * BLOCK
        try:
            block = np.zeros((BLOCK, 2), np.float32) if source is None else source.read(first, BLOCK)
            if before is not None and first < fades_at + CHANGE:
                share = np.clip((np.arange(first, first + BLOCK) - fades_at) / CHANGE, 0, 1).astype(np.float32)[:, None]
                block = np.asarray(block * share + before.read(first, BLOCK) * (1 - share), np.float32)
        except Exception:  # what cannot be read is silence; the film goes on
            log.exception("the sound cannot be read at %s s", first / RATE)
            block = np.zeros((BLOCK, 2), np.float32)
        return block
