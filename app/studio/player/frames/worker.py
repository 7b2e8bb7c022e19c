"""The thread that makes the preview's frames: what is looked at first, then what will be looked at next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.studio.player.frames.room import FrameRoom
from app.studio.player.frames.state import FilmState

if TYPE_CHECKING:
    from app.studio.player.frames.film import FilmFrames

AHEAD_STANDING = 12
AHEAD_PLAYING = 40
"""Frames that are made ahead while the film stands and while it runs."""
ASKED = 2
"""Older wishes are forgotten: whoever scrubs on does not wait for what was passed."""


class FrameWorker:
    """Makes frames into a room. All methods return at once and may be called from any thread."""

    def __init__(self, room: FrameRoom, frames: Callable[[], FilmFrames], made: Callable[[int], None]) -> None:
        """
        Args:
            frames: makes what makes the frames; called in the worker's thread, since it loads the painter.
            made: called from that thread with the number of every frame that was made.
        """
        self._room, self._make_frames, self._made = room, frames, made
        self._changed = threading.Condition()
        self._state: FilmState | None = None
        self._shown: FilmState | None = None
        self._asked: list[int] = []
        self._at, self._step, self._first, self._last = 0, 0.0, 0, 0
        self._closed, self._news = False, 0
        self._cost = 1 / 60
        self._thread = threading.Thread(target=self._run, name="preview-frames", daemon=True)

    def show(self, state: FilmState) -> None:
        """From now on frames are of this state."""
        with self._changed:
            self._state = state
            self._asked = [number for number in self._asked if number < state.total]
            self._at = min(self._at, state.total - 1)
            if self._step == 0:
                self._first, self._last = 0, state.total
            self._last = min(self._last, state.total)
            if not self._thread.is_alive() and not self._closed:
                self._thread.start()
            self._notify()

    def ask(self, number: int) -> None:
        """Make this frame before all others."""
        with self._changed:
            if number in self._asked:
                self._asked.remove(number)
            self._asked = [*self._asked, number][-ASKED:]
            if self._step == 0:
                self._at = number
            self._notify()

    def follow(self, number: int, rate: float, first: int, last: int) -> None:
        """The film runs past frame ``number`` at a rate, inside [first, last); 0: it stands there."""
        with self._changed:
            if self._step != rate:
                self._asked.clear()
            self._at, self._step, self._first, self._last = number, rate, first, last
            self._notify()

    def wake(self) -> None:
        """Something that was waited for may be there now."""
        with self._changed:
            self._notify()

    def stride(self) -> int:
        """Of so many frames one is made while the film runs: as many as can be made in time."""
        with self._changed:
            return self._stride()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._notify()
        if self._thread.is_alive():
            self._thread.join()

    def _notify(self) -> None:
        self._news += 1
        self._changed.notify()

    def _run(self) -> None:
        frames = self._make_frames()
        try:
            while (wanted := self._next(frames)) is not None:
                state, number = wanted
                began = time.perf_counter()
                made = frames.frame(number)
                self._cost += (time.perf_counter() - began - self._cost) / 6
                self._room.put(state.signature(number), made)
                self._made(number)
        finally:
            frames.close()

    def _next(self, frames: FilmFrames) -> tuple[FilmState, int] | None:
        """The frame to be made now; waits until there is one. None: it is over."""
        while True:
            with self._changed:
                if self._closed:
                    return None
                state, asked, ahead = self._state, list(reversed(self._asked)), self._ahead()
                news = self._news
            if state is not None:
                if state is not self._shown:
                    frames.show(state)
                    self._shown = state
                number = self._first_missing(frames, state, asked, ahead)
                if number is not None:
                    return state, number
            with self._changed:
                if news == self._news:
                    self._changed.wait()

    def _first_missing(self, frames: FilmFrames, state: FilmState, asked: list[int], ahead: list[int]) -> int | None:
        for number in [*asked, *ahead]:
            if number >= state.total or state.signature(number) in self._room:
                with self._changed:
                    if number in self._asked:
                        self._asked.remove(number)
                continue
            if frames.ready(number):
                return number
            if number in asked:
                continue
            return None
        if ahead:
            frames.prepare(state.plan.blend(min(ahead[0], state.total - 1)).index + 1)
        return None

    def _ahead(self) -> list[int]:
        """Numbers of the frames that will be looked at, in order."""
        if self._step == 0:
            return list(range(self._at, min(self._at + AHEAD_STANDING, self._last)))
        stride = self._stride()
        direction = stride if self._step > 0 else -stride
        begin = -(-self._at // stride) * stride if self._step > 0 else self._at // stride * stride
        count = min(AHEAD_PLAYING, self._room.capacity // 2)
        numbers = range(begin + (stride > 1) * direction, begin + count * direction, direction)
        return [number for number in numbers if self._first <= number < self._last]

    def _stride(self) -> int:
        fps = self._state.plan.fps if self._state is not None else 24
        return max(1, round(self._cost * fps * abs(self._step) + 0.35)) if self._step else 1
