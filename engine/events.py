"""What the engine says while it works: small values, handed to one callback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

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
class PartLoading:
    """A part of the video model that makes a shot is being loaded; this takes seconds to minutes."""

    shot_id: str
    part: str


@dataclass(frozen=True)
class ModelStepped:
    """A video model has taken one more step for a shot; ``seconds_left`` until all of the shot's clips are there."""

    shot_id: str
    step: int
    total: int
    seconds_left: float


@dataclass(frozen=True)
class ShotPreviewed:
    """What the shot that a model is making will roughly look like: uint8 RGB (height, width, 3), small."""

    shot_id: str
    picture: NDArray[np.uint8] = field(repr=False)


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


Event = (
    PhaseStarted | LineSpoken | PartReady | PartLoading | ModelStepped | ShotPreviewed | FramePainted | Noted
    | ShotFailed | FilmFinished
)  # fmt: skip
Reporter = Callable[[Event], None]


def silent(event: Event) -> None:
    """Tell nobody."""
