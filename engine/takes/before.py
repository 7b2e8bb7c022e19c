"""The shot before another one: its take, and the frame that it ends with."""

from __future__ import annotations

import threading

import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from engine.assembly.planes import video_frame
from engine.generators.generator import TakeMaker
from engine.generators.registry import ShotGenerator
from engine.jobs.cache import Cache, Entry
from engine.takes.clip import read_clip
from engine.takes.making import make_take
from engine.takes.planned import PlannedTake, planned_take
from storyboard.model import Shot, Storyboard
from storyboard.timing import Schedule


def know_order(
    generator: TakeMaker, plan: Schedule, cache: Cache, cancel: threading.Event | None = None
) -> None:
    """Let a generator of all shots know which comes before which, and for how long; others need not know."""
    if isinstance(generator, ShotGenerator):
        generator.knowing(ShotsBefore(plan, generator, cache, cancel or threading.Event()))


class ShotsBefore:
    """Knows the shots of one film in their order."""

    def __init__(self, plan: Schedule, generator: TakeMaker, cache: Cache, cancel: threading.Event) -> None:
        """``generator``: makes the shot before, where its clip is missing when its last frame is asked for."""
        self._plan, self._generator, self._cache, self._cancel = plan, generator, cache, cancel

    def key(self, storyboard: Storyboard, shot: Shot) -> str | None:
        """The key of the take that the film shows of the shot before; None where there is none.

        Raises:
            EngineError: that shot cannot be understood.
        """
        take = self._take(storyboard, shot)
        return None if take is None else take.key

    def last_frame(self, storyboard: Storyboard, shot: Shot) -> NDArray[np.uint8] | None:
        """The last frame of the shot before, uint8 RGB (height, width, 3); None where there is none.

        Raises:
            EngineError: that shot cannot be made.
            Cancelled: it was being made.
        """
        take = self._take(storyboard, shot)
        if take is None:
            return None
        entry = take.stale or self._cache.find("takes", take.key) or self._made(storyboard, take)
        last = int(entry.recipe.get("frames", take.frames)) - 1
        [packed] = read_clip(entry.path, last, 1)
        picture = video_frame(packed).reformat(
            format="rgb24", src_colorspace=Colorspace.ITU709, dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.MPEG, dst_color_range=ColorRange.JPEG,
        )  # fmt: skip
        return np.asarray(picture.to_ndarray(), np.uint8)

    def _take(self, storyboard: Storyboard, shot: Shot) -> PlannedTake | None:
        index = next((number for number, span in enumerate(self._plan.spans) if span.shot_id == shot.id), 0)
        if index == 0:
            return None
        span = self._plan.spans[index - 1]
        before = next(one for one in storyboard.shots if one.id == span.shot_id)
        return planned_take(storyboard, before, span, self._generator, self._cache)

    def _made(self, storyboard: Storyboard, take: PlannedTake) -> Entry:
        """Make the take; where another is making it already, that one is waited for."""
        made = make_take(
            storyboard, self._plan, take.index, self._generator, self._cache, 0, lambda done, total: None, self._cancel
        )
        entry = self._cache.find("takes", made.key)
        assert entry is not None
        return entry
