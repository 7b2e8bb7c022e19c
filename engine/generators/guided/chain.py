"""A shot's clips one after the other, each going on where the last one ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from engine.diffusion.request import ClipRequest, Pictures
from engine.generators.guided.requests import Requests
from engine.generators.guided.shot_plan import BLENDED, ShotPlan

Make = Callable[[int, ClipRequest], Pictures]
"""Makes clip number so and so."""


def chained(
    plan: ShotPlan, requests: Requests, make: Make, before: Pictures | None = None
) -> Iterator[NDArray[np.uint8]]:
    """The ``plan.native`` frames of a shot at the model's size, (height, width, 3).

    Clips that are blended fade into each other over the frames that they share; a clip that goes on from the last
    frames of another leaves them out. ``before``: the last frame of the shot before, where the shot begins with it.
    """
    return islice(_frames(plan, requests, make, before), plan.native)


def _frames(plan: ShotPlan, requests: Requests, make: Make, before: Pictures | None) -> Iterator[NDArray[np.uint8]]:
    tail: Pictures | None = None
    for number, segment in enumerate(plan.segments):
        clip = make(number, requests.of(number, tail))
        if not plan.blended:
            yield from clip[segment.shared :]
        else:
            if tail is None and before is not None:
                count = min(BLENDED, segment.frames - 1)
                tail = np.repeat(before[None], count, 0)
            if tail is not None:
                clip = np.concatenate([blended(tail, clip[: len(tail)]), clip[len(tail) :]])
            yield from clip[: len(clip) - _shared_next(plan, number)]
        tail = clip[len(clip) - _shared_next(plan, number) :] if _shared_next(plan, number) else None
    if plan.blended and tail is not None:
        yield from tail


def _shared_next(plan: ShotPlan, number: int) -> int:
    """Frames that a clip shares with the one after it."""
    return plan.segments[number + 1].shared if number + 1 < len(plan.segments) else 0


def blended(old: Pictures, new: Pictures) -> Pictures:
    """Frames that go over from one clip to another, (n, height, width, 3): the first is almost all old."""
    share = (np.arange(1, len(old) + 1, dtype=np.float32) / (len(old) + 1))[:, None, None, None]
    return np.rint(old * (1 - share) + new * share).astype(np.uint8)
