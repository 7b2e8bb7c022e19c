"""One note of the score."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """A note as it is played. ``pitch`` is MIDI (69 = 440 Hz), ``velocity`` 0 … 1, ``part`` the instrument."""

    start_s: float
    length_s: float
    pitch: int
    velocity: float
    part: str
