"""From frames to pixels and back, and where the ruler has its strokes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ui.amounts import length, time_code

NEAREST_PX = 8.0
"""Pixels of one frame at the nearest zoom."""
LABEL_PX = 84
"""What a label of the ruler needs at least."""
STROKE_PX = 7
"""What a small stroke needs at least."""
_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 36000)
_FRAMES = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """``px``: pixels of a frame; ``left``: pixels that are scrolled away; ``gutter``: where the film begins."""

    px: float
    left: float = 0.0
    gutter: float = 0.0

    def x(self, frame: float) -> float:
        """Where a frame begins."""
        return self.gutter + frame * self.px - self.left

    def frame(self, x: float) -> float:
        """What lies at a pixel; a whole number where a frame begins."""
        return (x - self.gutter + self.left) / self.px

    def zoomed(self, px: float, at_x: float) -> Scale:
        """Another zoom that leaves what lies at ``at_x`` where it is."""
        frame = self.frame(at_x)
        return replace(self, px=px, left=max(0.0, frame * px - (at_x - self.gutter)))


def fitting_px(frames: int, width: float) -> float:
    """The zoom that shows so many frames in a width."""
    return min(max(width, 50.0) / max(frames, 1), NEAREST_PX)


def strokes(px: float, fps: int) -> tuple[int, int]:
    """Frames between the ruler's labels, and between its small strokes."""
    steps = [*(step for step in _FRAMES if step < fps), *(second * fps for second in _SECONDS)]
    major = next((step for step in steps if step * px >= LABEL_PX), steps[-1])
    return major, next(step for step in steps if step == major or (major % step == 0 and step * px >= STROKE_PX))


def clock(frame: float, fps: int, frames: bool = False) -> str:
    """A time of the film as 1:24, or 1:02:24; with its frame as 1:24.07 where wanted."""
    return time_code(int(frame), fps) if frames else length(int(frame) // fps)
