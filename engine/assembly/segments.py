"""The film cut into segments: the body of every shot, and every hand-over between two. Each is encoded on its own and
named by its content, so that a change costs the segments it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from engine.assembly.captions import Caption
from engine.assembly.composing import stars_seed
from engine.assembly.encoding import Encoding
from engine.assembly.label import Mark
from engine.content import content_key, digest_of
from storyboard.model import Canvas, Captions, TransitionKind
from storyboard.timing import Schedule

DRAWN_BY = ("assembly", "text", "kernel.py")
DRAWN_FROM = ("fonts",)


@dataclass(frozen=True)
class Segment:
    """Frames [start, end) of the film: shot ``index`` alone, or its hand-over to the next one (``kind`` set)."""

    index: int
    start: int
    end: int
    kind: TransitionKind | None = None

    @property
    def frames(self) -> int:
        """Its length."""
        return self.end - self.start

    @property
    def shots(self) -> tuple[int, ...]:
        """The shots it shows."""
        return (self.index,) if self.kind is None else (self.index, self.index + 1)


def cut(plan: Schedule) -> list[Segment]:
    """The segments of a film in order; together they cover every frame once."""
    segments: list[Segment] = []
    at = 0
    for span, following in pairwise((*plan.spans, None)):
        assert span is not None
        body_end = span.end if following is None else following.start
        if body_end > at:
            segments.append(Segment(span.index, at, body_end))
        if following is not None and span.end > body_end:
            segments.append(Segment(span.index, body_end, span.end, span.transition))
        at = span.end
    return segments


def segment_recipe(
    segment: Segment, plan: Schedule, takes: Sequence[str], captions: Sequence[Caption], canvas: Canvas,
    encoding: Encoding, mark: Mark | None = None, *, style: Captions = Captions(), seed: int = 0,
) -> dict[str, Any]:
    """Everything that a segment's file depends on; its content key names it.

    Args:
        takes: key of every shot's take.
        captions: what is burned into the film, in order.
        mark: what stands in the picture at the film's start.
        style: of the captions.
        seed: the storyboard's.
    """  # fmt: skip
    shown = [
        [caption.start_frame - segment.start, caption.end_frame - segment.start, list(caption.lines), *touching]
        for caption, touching in zip(captions, _touching(captions), strict=True)
        if caption.start_frame < segment.end and caption.end_frame > segment.start
    ]
    return {
        "version": digest_of(DRAWN_BY, DRAWN_FROM),
        "encoding": asdict(encoding),
        "canvas": canvas.model_dump(mode="json"),
        "frames": segment.frames,
        "kind": segment.kind,
        "takes": [[takes[index], segment.start - plan.spans[index].start] for index in segment.shots],
        "captions": [[style.size, style.place], *shown] if shown else [],
        "stars": stars_seed(plan, segment.index, seed) if segment.kind == "stars" else None,
        "fades": _fades(segment, plan),
        "mark": mark.recipe(segment.start, segment.frames) if mark is not None else [],
    }


def segment_key(recipe: dict[str, Any]) -> str:
    """The name of a segment."""
    return content_key(recipe)


def _touching(captions: Sequence[Caption]) -> list[tuple[bool, bool]]:
    """Whether each caption follows the one before, and is followed, without a gap: then it does not fade there."""
    ends = [None, *(caption.end_frame for caption in captions)]
    starts = [*(caption.start_frame for caption in captions[1:]), None]
    return [
        (before == caption.start_frame, after == caption.end_frame)
        for caption, before, after in zip(captions, ends, starts, strict=False)
    ]


def _fades(segment: Segment, plan: Schedule) -> list[int]:
    """Where the film's fades from and to black lie, seen from the segment; empty where they do not touch it."""
    frames, total = plan.fade_frames, plan.total_frames
    fade_in = [segment.start, frames] if segment.start < frames else []
    fade_out = [segment.end - total, frames] if segment.end > total - frames else []
    return [*fade_in, -1, *fade_out] if fade_in or fade_out else []
