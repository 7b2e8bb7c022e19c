"""Frames that edges and the playhead like to hold on to. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from storyboard.timing import Schedule

SNAP_PX = 7.0


def cuts(plan: Schedule) -> list[int]:
    """Where shots begin and end: the film's start and end, and the middle and both ends of every hand-over."""
    frames = {0, plan.total_frames, *plan.cut_frames()}
    for span in plan.spans:
        frames.update((span.start, span.end))
    return sorted(frames)


def merged(*groups: Iterable[int]) -> list[int]:
    """Several groups of frames in order, each once."""
    return sorted({frame for group in groups for frame in group})


def snapped(frame: float, points: Sequence[int], reach: float) -> int | None:
    """The point nearest to a frame, None where none lies within ``reach`` frames."""
    place = bisect_left(points, frame)
    near = points[max(0, place - 1) : place + 1]
    best = min(near, key=lambda point: abs(point - frame), default=None)
    return best if best is not None and abs(best - frame) <= reach else None


def next_cut(plan: Schedule, frame: int, direction: int) -> int:
    """The next shot's start after a frame (1), or the last one before it (-1); the film's ends after those."""
    if direction > 0:
        return next((start for start in plan.starts if start > frame), plan.total_frames - 1)
    return next((start for start in reversed(plan.starts) if start < frame), 0)
