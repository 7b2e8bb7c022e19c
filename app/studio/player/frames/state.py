"""The film as it stands at one moment, with a mark for every shot that changes when its picture may have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from storyboard.model import Shot, Storyboard
from storyboard.timing import Schedule

Signature = tuple[object, ...]
"""What a film frame shows: equal signatures, equal pictures, wherever they stand in the film."""

_PLAIN = {"id": None, "title": "", "music": None, "markers": (), "media": (), "shots": (), "transition": None}
"""Parts of a storyboard that no picture depends on by themselves; a transition counts where it takes place."""


@dataclass(frozen=True)
class FilmState:
    """A storyboard, its schedule, the mark of every shot, what is known of its speech (by shot id), and the folder that
    the names of its files start from."""

    storyboard: Storyboard
    plan: Schedule
    marks: tuple[int, ...]
    speech: dict[str, Any] = field(repr=False)
    base: Path = Path()

    @property
    def total(self) -> int:
        """Frames of the film."""
        return self.plan.total_frames

    def signature(self, number: int) -> Signature:
        """What film frame ``number`` shows."""
        blend = self.plan.blend(number)
        following = None if blend.next_frame is None else self.marks[blend.index + 1]
        return (
            self.marks[blend.index], blend.frame, following, blend.next_frame, blend.progress, self.plan.gain(number)
        )  # fmt: skip


class Marker:
    """Gives every shot of the newest storyboard its mark: the one it had before where nothing of it has changed. What a
    shot follows belongs to it: with the mark of the shot before its own changes."""

    def __init__(self, speech_of: Callable[[Storyboard, Shot], Any]) -> None:
        """``speech_of``: what is known of how a shot's line is spoken; another object once more is known."""
        self._speech_of = speech_of
        self._common: tuple[Storyboard, Path] | None = None
        self._seen: dict[str, tuple[Shot, Signature, int]] = {}
        self._numbers = count()

    def state(self, storyboard: Storyboard, plan: Schedule, base: Path = Path()) -> FilmState:
        """The state of a storyboard whose files lie in ``base``."""
        common = storyboard.model_copy(update=_PLAIN), base
        if common != self._common:
            self._common = common
            self._seen.clear()
        seen: dict[str, tuple[Shot, Signature, int]] = {}
        speech: dict[str, Any] = {}
        last, mark = len(plan.spans) - 1, -1
        for span, shot in zip(plan.spans, storyboard.shots, strict=True):
            spoken = self._speech_of(storyboard, shot) if shot.line.strip() else None
            if spoken is not None:
                speech[shot.id] = spoken
            captions = None if spoken is None else (spoken, span.line_start - span.start, span.index == last)
            around = (span.frames, span.overlap, span.transition, captions, mark if shot.follows else None)
            before = self._seen.get(shot.id)
            if before is not None and before[1] == around and (before[0] is shot or before[0] == shot):
                mark = before[2]
            else:
                mark = next(self._numbers)
            seen[shot.id] = (shot, around, mark)
        self._seen = seen
        return FilmState(storyboard, plan, tuple(seen[shot.id][2] for shot in storyboard.shots), speech, base)

    def touch(self, shot_id: str) -> None:
        """A shot ("" for all) may look different though the storyboard did not change: a take was made or has gone."""
        if shot_id:
            self._seen.pop(shot_id, None)
        else:
            self._seen.clear()
