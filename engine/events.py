"""What the engine says while it works: small values, handed to one callback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Phase = Literal["narration", "score", "prepare", "picture", "finish"]


@dataclass(frozen=True)
class PhaseStarted:
    """A part of the work begins; ``total`` is its number of lines, parts or frames."""

    phase: Phase
    total: int


@dataclass(frozen=True)
class LineSpoken:
    """The line of one shot is ready; ``seconds`` long."""

    shot_id: str
    number: int
    total: int
    seconds: float


@dataclass(frozen=True)
class PartReady:
    """One more part of the painter is compiled; this happens once on a machine."""

    number: int
    total: int


@dataclass(frozen=True)
class FramePainted:
    """One more frame of the film is done."""

    frame: int
    total: int
    shot_number: int
    shots: int
    frames_per_second: float
    seconds_left: float


@dataclass(frozen=True)
class Noted:
    """Something the person should know, though the film goes on."""

    message: str


@dataclass(frozen=True)
class ShotFailed:
    """A shot cannot be made; the film's other shots go on being made."""

    shot_id: str
    reason: str


@dataclass(frozen=True)
class FilmFinished:
    """The film is whole and at its place; ``beside`` are the further files that were asked for."""

    path: Path
    captions_path: Path | None
    frames: int
    duration_s: float
    wall_s: float
    beside: tuple[str, ...] = ()


Event = PhaseStarted | LineSpoken | PartReady | FramePainted | Noted | ShotFailed | FilmFinished
Reporter = Callable[[Event], None]
