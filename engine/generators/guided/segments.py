"""A shot cut into clips that a model can make: its own frame rate, at most so many frames, a whole number of steps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Segment:
    """One clip of a shot, in frames of the model: it begins at ``start``, has ``frames``, of which the first ``shared``
    are also the last of the clip before it (0: it is the first clip)."""

    start: int
    frames: int
    shared: int


def native_frames(frames: int, fps: int, model_fps: int) -> int:
    """Frames of the model that reach from a shot's first frame to its last."""
    return -(-(frames - 1) * model_fps // fps) + 1


def fitted_frames(frames: int, step: int) -> int:
    """The next number of frames of the form step * n + 1, n at least 1."""
    return max(-(-(frames - 1) // step), 1) * step + 1


def segments(frames: int, most: int, step: int, shared: int) -> tuple[Segment, ...]:
    """Clips of one length that cover so many frames; the last may reach beyond.

    Args:
        frames: of the shot, at the model's rate.
        most: a clip's longest, of the form step * n + 1.
        shared: frames that neighbours have in common; fewer than a clip has.
    """
    if frames <= most:
        return (Segment(0, fitted_frames(frames, step), 0),)
    shared = min(shared, most - step)
    count = -(-(frames - shared) // (most - shared))
    length = fitted_frames(-(-(frames - shared) // count) + shared, step)
    return tuple(
        Segment(number * (length - shared), length, shared if number else 0) for number in range(count)
    )
