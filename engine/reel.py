"""The reel: opened shots, a few at a time, and frames painted on several threads but handed out in order."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import pairwise
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from engine.cancelling import cancelled
from engine.generators.generator import FramePainter, Opener
from storyboard.model import Storyboard
from storyboard.timing import Schedule

Frame = NDArray[np.uint8]


class Reel:
    """Opens the shots of a film in the background, one ahead of the one being painted, and forgets those behind."""

    def __init__(
        self, storyboard: Storyboard, plan: Schedule, generator: Opener, order: Sequence[int] | None = None
    ) -> None:
        """``order``: numbers of the shots that will be asked for, in that order; all of them when left out."""
        self._storyboard, self._plan, self._generator = storyboard, plan, generator
        shots = list(order) if order is not None else list(range(len(plan.spans)))
        self._after = dict(pairwise(shots))
        self._opened: dict[int, Future[FramePainter]] = {}
        self._lock = threading.Lock()
        self._opener = ThreadPoolExecutor(1, thread_name_prefix="open-shot")

    def __enter__(self) -> Reel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opener.shutdown(wait=kind is None, cancel_futures=True)

    def prepare(self, index: int) -> Future[FramePainter]:
        """Begin to open a shot."""
        with self._lock:
            if index not in self._opened:
                shot = self._storyboard.shots[index]
                frames = self._plan.spans[index].frames
                self._opened[index] = self._opener.submit(self._generator.open, self._storyboard, shot, frames)
            return self._opened[index]

    def frame(self, index: int, number: int) -> Frame:
        """Frame ``number`` of shot ``index``; waits until the shot is open.

        Raises:
            EngineError: the shot cannot be made.
        """
        opened = self.prepare(index)
        if index in self._after:
            self.prepare(self._after[index])
        return opened.result().paint(number)

    def passed(self, index: int) -> None:
        """Forget shots that lie more than one before ``index``."""
        with self._lock:
            for old in [key for key in self._opened if key < index - 1]:
                del self._opened[old]


def frames_in_order(
    picture: Callable[[int], Frame], total: int, threads: int, cancel: threading.Event
) -> Iterator[Frame]:
    """Paint frames 0..total-1 on several threads (0: one per core) and yield them in order.

    Raises:
        Cancelled: ``cancel`` was set.
    """
    count = threads or os.cpu_count() or 1
    pool = ThreadPoolExecutor(count, thread_name_prefix="paint")
    waiting: deque[Future[Frame]] = deque()
    try:
        for number in range(total + 2 * count):
            if number < total:
                waiting.append(pool.submit(picture, number))
            if number >= 2 * count or number >= total:
                if waiting:
                    yield _result(waiting.popleft(), cancel)
        while waiting:
            yield _result(waiting.popleft(), cancel)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _result(future: Future[Frame], cancel: threading.Event) -> Frame:
    while True:
        if cancel.is_set():
            raise cancelled()
        done, _ = wait([future], timeout=0.2)
        if done:
            return future.result()
