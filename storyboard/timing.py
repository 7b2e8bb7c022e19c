"""From a storyboard and the lengths of its lines to a schedule in whole frames. Pure.

A shot is as long as its line needs, with a head before and a tail after it, unless its duration is fixed. Neighbours
overlap by their transition, which lasts as long at every frame rate; the overlap belongs to both shots.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from storyboard.model import Storyboard, TransitionKind

HEAD_S = 0.9
TAIL_S = 1.0
SILENT_SHOT_S = 5.0
SHORTEST_SHOT_S = 4.0
FADE_S = 1.0
TRANSITION_FPS = 24
"""Frames a second in which documents count their transitions, whatever the film's own rate is."""


class ShotSpan(NamedTuple):
    """Frames of one shot in the film: [start, start + frames); the last ``overlap`` are shared with the next shot.

    A named tuple, since a thousand of them are made at every edit.
    """

    index: int
    shot_id: str
    start: int
    frames: int
    overlap: int
    transition: TransitionKind
    line_start: int

    @property
    def end(self) -> int:
        """First frame after the shot."""
        return self.start + self.frames


@dataclass(frozen=True)
class Blend:
    """What film frame shows: frame ``frame`` of shot ``index``, and during a transition also one of the next shot.

    ``progress`` runs over the transition from 0 to 1, both ends excluded; ``None`` outside.
    """

    index: int
    frame: int
    next_frame: int | None = None
    progress: float | None = None
    kind: TransitionKind = "cut"


@dataclass(frozen=True)
class Schedule:
    """The film in frames."""

    fps: int
    spans: tuple[ShotSpan, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """First frame of every shot: to find the shot of a frame by bisection."""
        return tuple([span.start for span in self.spans])

    @property
    def total_frames(self) -> int:
        """Length of the film in frames."""
        return self.spans[-1].end

    @property
    def duration_s(self) -> float:
        """Length of the film in seconds."""
        return self.total_frames / self.fps

    @property
    def fade_frames(self) -> int:
        """Frames of the fade from black at the start and to black at the end."""
        return min(round(FADE_S * self.fps), self.spans[0].frames // 2, self.spans[-1].frames // 2)

    def blend(self, frame: int) -> Blend:
        """What film frame ``frame`` shows.

        Raises:
            IndexError: the film has no such frame.
        """
        if not 0 <= frame < self.total_frames:
            raise IndexError(f"frame {frame} lies outside the film's {self.total_frames} frames")
        index = bisect_right(self.spans, frame, key=lambda span: span.end)
        span, inside = self.spans[index], frame - self.spans[index].start
        following = self.spans[index + 1] if index + 1 < len(self.spans) else None
        if following is None or frame < following.start:
            return Blend(index, inside)
        progress = (frame - following.start + 1) / (span.overlap + 1)
        return Blend(index, inside, frame - following.start, progress, span.transition)

    def gain(self, frame: int) -> float:
        """Share of its light that film frame ``frame`` has: 1 but for the fades at the film's start and end."""
        steps = self.fade_frames + 1
        return min(1.0, (frame + 1) / steps, (self.total_frames - frame) / steps)

    def entry(self, index: int) -> int:
        """The frame to go to for a look at a shot: the first in which the shot before is gone; the film's first."""
        span, before = self.spans[index], self.spans[index - 1].overlap if index else 0
        return span.start + min(before, span.frames - 1)

    def cut_frames(self) -> tuple[int, ...]:
        """Frame in the middle of each hand-over: where the music's sections change."""
        return tuple(span.end - span.overlap // 2 for span in self.spans[:-1])


def schedule(storyboard: Storyboard, line_seconds: Mapping[str, float]) -> Schedule:
    """Lay the shots out in frames.

    Args:
        storyboard: the document.
        line_seconds: measured or estimated length of each shot's line in seconds, by shot id; shots without a line
            may be left out.
    """
    fps = storyboard.canvas.fps
    half_fade, least, silent = round(FADE_S * fps / 2), round(SHORTEST_SHOT_S * fps), round(SILENT_SHOT_S * fps)
    first_head, tail = round(HEAD_S * fps), round(TAIL_S * fps)
    spans: list[ShotSpan] = []
    start = before = 0
    for index, (shot, (kind, wanted)) in enumerate(zip(storyboard.shots, _hand_overs(storyboard), strict=True)):
        head = first_head + (before or half_fade) // 2
        spoken = line_seconds.get(shot.id, 0.0)
        if shot.duration_s is not None:
            frames = round(shot.duration_s * fps)
        elif spoken > 0:
            frames = max(head + round(spoken * fps) + tail + wanted // 2, least)
        else:
            frames = silent
        if before > frames // 2:
            start += before - frames // 2
            before = frames // 2
            spans[-1] = spans[-1]._replace(overlap=before)
        overlap = min(wanted, frames // 2)
        frames = max(frames, 1)
        spans.append(ShotSpan(index, shot.id, start, frames, overlap, kind, start + min(head, frames - 1)))
        start += frames - overlap
        before = overlap
    return Schedule(fps, tuple(spans))


def _hand_overs(storyboard: Storyboard) -> list[tuple[TransitionKind, int]]:
    """How every shot hands over to the next, and in how many frames of the film."""
    fps, usual, found = storyboard.canvas.fps, storyboard.transition, []
    for shot in storyboard.shots:
        transition = shot.transition or usual
        kind = transition.kind
        found.append((kind, 0 if kind == "cut" else round(transition.frames * fps / TRANSITION_FPS)))
    found[-1] = ("cut", 0)
    return found
