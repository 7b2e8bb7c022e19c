"""The curve of the music's intensity: where its points lie and which one is meant. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storyboard.timing import Schedule


@dataclass(frozen=True)
class Frame:
    """The room that the curve is drawn in, in pixels."""

    left: float
    top: float
    width: float
    height: float

    def y_of(self, intensity: float) -> float:
        """The height of an intensity."""
        return self.top + self.height * (1 - intensity)

    def intensity_at(self, y: float) -> float:
        """The intensity at a height, kept between 0 and 1."""
        return min(max(1 - (y - self.top) / max(self.height, 1e-9), 0.0), 1.0)


def points(schedule: Schedule, intensities: Sequence[float], frame: Frame) -> list[tuple[float, float]]:
    """A point for every shot: in the middle of its time, as high as its intensity."""
    total = max(schedule.total_frames, 1)
    return [
        (frame.left + frame.width * (span.start + span.frames / 2) / total, frame.y_of(intensity))
        for span, intensity in zip(schedule.spans, intensities, strict=True)
    ]


def nearest(places: Sequence[tuple[float, float]], x: float) -> int:
    """The point that is meant by a press: the nearest one sideways."""
    return min(range(len(places)), key=lambda number: abs(places[number][0] - x))
