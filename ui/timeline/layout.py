"""Where everything of a storyboard lies on the timeline. Pure: nothing here needs a window."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from storyboard.model import Marker, Storyboard
from storyboard.timing import Schedule, ShotSpan
from ui.timeline.lanes import Lane, Lanes
from ui.timeline.scale import Scale

CUT_PX = 5.0
"""Half of the width that a hand-over has at least under the pointer."""


@dataclass(frozen=True)
class Layout:
    """A storyboard and its schedule, at a scale, in a view of ``width`` pixels."""

    board: Storyboard
    plan: Schedule
    scale: Scale
    lanes: Lanes
    width: float

    @property
    def spans(self) -> tuple[ShotSpan, ...]:
        """The shots' frames."""
        return self.plan.spans

    def visible(self, since: float = 0.0) -> range:
        """Indexes of the shots that can be seen, those that end before a pixel left out."""
        first_frame, last_frame = self.scale.frame(max(self.scale.gutter, since)), self.scale.frame(self.width)
        first = bisect_right(self.spans, first_frame, key=lambda span: span.end)
        return range(first, max(first, bisect_left(self.plan.starts, last_frame)))

    @property
    def mean_px(self) -> float:
        """How wide shots are on average: what is too narrow is painted more simply, in all parts alike."""
        return self.plan.total_frames * self.scale.px / len(self.spans)

    def index_at(self, frame: float) -> int:
        """The shot at a frame, the later one in an overlap; the first or last one where the film has no such frame."""
        return max(0, bisect_right(self.plan.starts, frame) - 1)

    def block(self, index: int) -> QRectF:
        """A shot on the story track, overlaps included."""
        span = self.spans[index]
        left = self.scale.x(span.start)
        return QRectF(left, self.lanes.top(Lane.STORY), self.scale.x(span.end) - left, self.lanes.height_of(Lane.STORY))

    def overlap(self, index: int) -> QRectF:
        """What a shot shares with the next; no width at a cut and after the last shot."""
        span, px = self.spans[index], self.scale.px
        left = self.scale.x(span.end - span.overlap)
        return QRectF(left, self.lanes.top(Lane.STORY), span.overlap * px, self.lanes.height_of(Lane.STORY))

    def body(self, index: int) -> QRectF:
        """A shot without what it shares with its neighbours."""
        block = self.block(index)
        block.setRight(self.overlap(index).left())
        if index:
            block.setLeft(max(block.left(), self.overlap(index - 1).right()))
        return block

    def grip(self, index: int) -> QRectF:
        """Where the hand-over to the next shot is taken: the overlap, or a bit of both shots where that is narrow."""
        zone = self.overlap(index)
        if zone.width() < 2 * CUT_PX:
            half = min(CUT_PX, self.block(index).width() / 6, self.block(index + 1).width() / 6)
            middle = zone.center().x()
            zone.setLeft(min(zone.left(), middle - half))
            zone.setRight(max(zone.right(), middle + half))
        return zone

    def line_box(self, index: int, spoken_s: float | None) -> QRectF | None:
        """A shot's line on the narration lane: as long as it is spoken, or as the shot leaves room for it."""
        if not self.board.shots[index].line.strip():
            return None
        span, fps = self.spans[index], self.plan.fps
        end = span.end - span.overlap // 2 - fps // 2 if spoken_s is None else span.line_start + spoken_s * fps
        return self.strip(Lane.NARRATION, span.line_start, max(end, span.line_start + 1))

    def strip(self, lane: Lane, start: float, end: float) -> QRectF:
        """Frames [start, end) of a lane."""
        left = self.scale.x(start)
        return QRectF(left, self.lanes.top(lane), self.scale.x(end) - left, self.lanes.height_of(lane))

    def marker_frame(self, marker: Marker, index: int) -> int:
        """The frame of a mark that belongs to the shot ``index``."""
        span = self.spans[index]
        return span.start + min(round(marker.at_s * self.plan.fps), max(span.frames - 1, 0))

    def insertion_index(self, x: float) -> int:
        """The gap between shots nearest to a pixel: what is dropped there comes before the shot of this index."""
        frame = self.scale.frame(x)
        index = self.index_at(frame)
        span = self.spans[index]
        return index if frame < span.start + (span.frames - span.overlap) / 2 else index + 1

    def gap_x(self, index: int) -> float:
        """Where the gap before the shot ``index`` lies: the middle of the hand-over."""
        if index <= 0:
            return self.scale.x(0)
        span = self.spans[min(index, len(self.spans)) - 1]
        return self.scale.x(span.end - span.overlap / 2)


def marker_frames(layout: Layout) -> list[tuple[int, Marker]]:
    """Every mark at its frame, in the storyboard's order of marks."""
    if not layout.board.markers:
        return []
    places = {shot.id: index for index, shot in enumerate(layout.board.shots)}
    return [
        (layout.marker_frame(mark, places[mark.shot]), mark) for mark in layout.board.markers if mark.shot in places
    ]


def carried(frame: int, old: Schedule, new: Schedule) -> int:
    """A frame of one schedule where its shot lies in another one of the same shots."""
    if old is new:
        return frame
    index = min(max(0, bisect_right(old.starts, frame) - 1), len(new.starts) - 1)
    return frame - old.starts[index] + new.starts[index]
