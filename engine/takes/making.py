"""Making a take: every frame of a shot painted on several threads, converted, and written in order."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from engine.assembly.planes import Packed
from engine.errors import EngineError
from engine.generators.generator import AnotherTake, TakeMaker
from engine.jobs.cache import Cache, Entry
from engine.reel import Reel, frames_in_order
from engine.takes.clip import ClipWriter, clip_suffix, read_clip
from engine.takes.planned import PlannedTake, planned_take
from storyboard.model import Canvas, Storyboard
from storyboard.timing import Schedule


@dataclass(frozen=True)
class Made:
    """A take that is in the cache: its key, its length, whether it had to be painted, and the generator's id."""

    key: str
    frames: int
    painted: bool
    generator: str


def painted_take(
    take: PlannedTake, canvas: Canvas, reel: Reel, cache: Cache, threads: int, cancel: threading.Event
) -> Generator[Packed, None, None]:
    """Paint a take and keep it; yields its frames as they are written. Nothing is yielded where it is found made
    already, or was made meanwhile by another. What is yielded must not be changed.

    Raises:
        EngineError: the shot cannot be made, or the cache not be written.
        Cancelled: ``cancel`` was set; nothing was left behind.
    """
    with cache.claim("takes", take.key, clip_suffix(canvas.width, canvas.height), cancel) as claim:
        if claim.found is not None:
            return

        def picture(number: int) -> Packed:
            packed = np.empty((canvas.height * 3 // 2, canvas.width), np.uint8)
            rgb_to_yuv420(reel.frame(take.index, number), *yuv420_planes(packed))
            return packed

        with ClipWriter(claim.path, canvas.width, canvas.height, canvas.fps) as clip:
            for packed in frames_in_order(picture, take.frames, threads, cancel):
                clip.write(packed)
                yield packed
        claim.publish(take.recipe)


def make_take(
    storyboard: Storyboard, plan: Schedule, index: int, generator: TakeMaker, cache: Cache, threads: int,
    report: Callable[[int, int], None], cancel: threading.Event,
) -> Made:
    """Make the take that shot ``index`` of a film asks for, unless the cache has it.

    Args:
        threads: that paint; 0: one per core.
        report: called for every frame with how many are done, and of how many.

    Raises:
        EngineError: the shot cannot be made; the message names it.
        Cancelled: ``cancel`` was set; nothing was left behind.
    """  # fmt: skip
    for _ in range(3):
        with contextlib.suppress(AnotherTake):  # its take is another one now
            return _made(storyboard, plan, index, generator, cache, threads, report, cancel)
    raise EngineError(f"Shot {storyboard.shots[index].id}: nothing can make it.")


def _made(
    storyboard: Storyboard, plan: Schedule, index: int, generator: TakeMaker, cache: Cache, threads: int,
    report: Callable[[int, int], None], cancel: threading.Event,
) -> Made:  # fmt: skip
    shot = storyboard.shots[index]
    take = planned_take(storyboard, shot, plan.spans[index], generator, cache)
    painted = 0
    if take.stale is None and cache.find("takes", take.key) is None:
        shots = list(storyboard.shots)
        shots[index] = take.shot
        wanted = storyboard.model_copy(update={"shots": tuple(shots)})
        with (
            Reel(wanted, plan, generator, [index]) as reel,
            closing(painted_take(take, storyboard.canvas, reel, cache, threads, cancel)) as frames,
        ):
            for painted, _ in enumerate(frames, 1):
                report(painted, take.frames)
    return Made(take.key, take.frames, painted > 0, take.generator)


def take_frames(take: PlannedTake, entry: Entry, first: int, frames: int) -> Iterator[Packed]:
    """Frames of a take's clip from ``first`` on. Where a stale take is too short its last frame is held.

    Raises:
        ClipError: the clip cannot be read.
    """
    length = take.frames if take.stale is None else int(entry.recipe.get("frames", take.frames))
    start = min(first, length - 1)
    last: Packed | None = None
    given = 0
    for packed in read_clip(entry.path, start, min(frames, length - start)):
        last = packed
        given += 1
        yield packed
    while last is not None and given < frames:
        given += 1
        yield last.copy()
