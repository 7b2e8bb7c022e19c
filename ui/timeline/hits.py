"""What lies under the pointer. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from storyboard.model import Marker
from ui.timeline.lanes import Lane
from ui.timeline.layout import Layout, marker_frames

EDGE_PX = 7.0
MARKER_PX = 6.0


class Part(Enum):
    """A kind of thing on the timeline."""

    HEADER = auto()
    RULER = auto()
    MARKER = auto()
    SHOT = auto()
    START_EDGE = auto()
    END_EDGE = auto()
    TRANSITION = auto()
    LANE = auto()
    EMPTY = auto()


@dataclass(frozen=True)
class Hit:
    """``index``: the shot it belongs to, -1 for none; ``lane``: where it lies."""

    part: Part
    index: int = -1
    lane: Lane | None = None
    marker: Marker | None = None


Spoken = Callable[[int], float | None]
"""Seconds that the line of the shot of an index is spoken for; None until it is known."""


def hit(layout: Layout, x: float, y: float, spoken: Spoken = lambda index: None) -> Hit:
    """What lies at a pixel of the view."""
    lane = layout.lanes.at(y)
    if x < layout.scale.gutter:
        return Hit(Part.HEADER, lane=lane)
    if lane is Lane.RULER:
        return _on_ruler(layout, x)
    if lane is Lane.STORY:
        return _on_story(layout, x)
    if lane is None:
        return Hit(Part.EMPTY)
    frame = layout.scale.frame(x)
    index = layout.index_at(frame) if frame < layout.plan.total_frames else -1
    if lane is Lane.NARRATION and index >= 0:
        index = _line_at(layout, x, index, spoken)
    return Hit(Part.LANE, index, lane)


def _on_ruler(layout: Layout, x: float) -> Hit:
    near = [(abs(layout.scale.x(frame) - x), mark) for frame, mark in marker_frames(layout)]
    distance, mark = min(near, key=lambda one: one[0], default=(MARKER_PX + 1, None))
    if mark is not None and distance <= MARKER_PX:
        return Hit(Part.MARKER, lane=Lane.RULER, marker=mark)
    return Hit(Part.RULER, lane=Lane.RULER)


def _on_story(layout: Layout, x: float) -> Hit:
    frame = layout.scale.frame(x)
    if not 0 <= frame < layout.plan.total_frames:
        last = len(layout.spans) - 1
        if frame >= 0 and x - layout.block(last).right() < EDGE_PX / 2:
            return Hit(Part.END_EDGE, last, Lane.STORY)
        return Hit(Part.EMPTY, lane=Lane.STORY)
    index = layout.index_at(frame)
    for before in (index - 1, index):
        if 0 <= before < len(layout.spans) - 1:
            grip = layout.grip(before)
            if grip.left() <= x <= grip.right():
                return Hit(Part.TRANSITION, before, Lane.STORY)
    return Hit(_part_of_block(layout, x, index), index, Lane.STORY)


def _part_of_block(layout: Layout, x: float, index: int) -> Part:
    left = layout.grip(index - 1).right() if index else layout.block(0).left()
    right = layout.grip(index).left() if index < len(layout.spans) - 1 else layout.block(index).right()
    edge = min(EDGE_PX, (right - left) / 4)
    if x - left < edge:
        return Part.START_EDGE
    if right - x < edge:
        return Part.END_EDGE
    return Part.SHOT


def _line_at(layout: Layout, x: float, index: int, spoken: Spoken) -> int:
    """The shot whose line lies there: in an overlap it may be the earlier one."""
    for candidate in (index, index - 1):
        if candidate >= 0:
            box = layout.line_box(candidate, spoken(candidate))
            if box is not None and box.left() <= x < box.right():
                return candidate
    return -1
