"""Drafts: shots that have no take, opened by their generator at a small size, a few kept open."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from app.studio.player.frames.sizes import draft_canvas
from app.studio.player.frames.warm import Report, warm_up
from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from engine.assembly.planes import Packed
from engine.content import content_key
from engine.errors import EngineError
from engine.generators.generator import FramePainter, TakeMaker
from storyboard.model import Shot, Storyboard

OPEN = 4
"""How many shots are kept open: each holds its textures and figures."""


class Draft:
    """One shot on its way to be opened, or open."""

    def __init__(self, drafts: Drafts, key: str) -> None:
        self._drafts, self._key = drafts, key

    @property
    def dropped(self) -> bool:
        """Whether it had to make room, or never was opened, since others were asked for meanwhile."""
        return self._drafts.opening(self._key) is None

    @property
    def ready(self) -> bool:
        """Whether it is open, or is known not to open."""
        opening = self._drafts.opening(self._key)
        return opening is not None and opening.done()

    def frame(self, number: int) -> Packed:
        """A frame of the shot at the drafts' size; the shot must be ready.

        Raises:
            EngineError: the shot cannot be made.
        """
        opening = self._drafts.opening(self._key)
        if opening is None:
            raise EngineError("The shot was closed meanwhile.")
        picture = opening.result().paint(number)
        height, width = picture.shape[:2]
        packed = np.empty((height * 3 // 2, width), np.uint8)
        rgb_to_yuv420(picture, *yuv420_planes(packed))
        return packed


class Drafts:
    """Opens shots in a thread of its own; equal shots are opened once. Asked by one thread."""

    def __init__(
        self, generator: TakeMaker, opened: Callable[[], None], preparing: Report, closed: threading.Event
    ) -> None:
        """
        Args:
            opened: called, from that thread, when a shot was opened.
            preparing: told, from that thread, how far the painter is made ready on a machine's first day.
            closed: set when no shot is needed any more.
        """
        self._generator, self._tell, self._preparing = generator, opened, preparing
        self._closed = closed
        self._kept: OrderedDict[str, Future[FramePainter]] = OrderedDict()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="open-draft")

    def draft(self, storyboard: Storyboard, shot: Shot, frames: int) -> Draft:
        """A shot, opened in the background. Of those that wait, the two that were asked for last are opened.

        Raises:
            EngineError: the shot cannot be understood.
        """
        small = storyboard.model_copy(update={"canvas": draft_canvas(storyboard.canvas)})
        key = content_key(self._generator.recipe(small, shot, frames))
        if key not in self._kept:
            self._drop_waiting()
            future = self._pool.submit(self._open, small, shot, frames)
            self._kept[key] = future
            future.add_done_callback(lambda done: self._tell())
        self._kept.move_to_end(key)
        while len(self._kept) > OPEN:
            self._kept.popitem(last=False)[1].cancel()
        return Draft(self, key)

    def opening(self, key: str) -> Future[FramePainter] | None:
        """A shot that is kept open or will be."""
        return self._kept.get(key)

    def close(self) -> None:
        """Open no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        warm_up(storyboard, shot, self._preparing, self._closed)
        return self._generator.open(storyboard, shot, frames)

    def _drop_waiting(self) -> None:
        """Leave one of those that wait."""
        waiting = [key for key, future in self._kept.items() if not future.running() and not future.done()]
        for key in waiting[:-1]:
            if self._kept[key].cancel():
                del self._kept[key]
