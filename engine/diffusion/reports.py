"""What a clip maker says while it works: small values, handed to one callback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Part = Literal["text encoder", "VAE", "model", "high-noise expert", "low-noise expert"]


@dataclass(frozen=True)
class LoadingPart:
    """A part of the model is being loaded; this takes seconds to minutes."""

    part: Part


@dataclass(frozen=True)
class StepDone:
    """One more denoising step is done; ``seconds_left`` until the whole clip is there, decoding included."""

    step: int
    total: int
    seconds_left: float
    seconds: float
    """How long this step took."""


@dataclass(frozen=True)
class Decoded:
    """One more piece (frame or tile) of the clip is decoded."""

    piece: int
    total: int
    seconds_left: float


@dataclass(frozen=True)
class Previewed:
    """What the clip will roughly look like: a small picture for every fourth frame, uint8 RGB (n, height, width, 3)."""

    step: int
    pictures: NDArray[np.uint8] = field(repr=False)


@dataclass(frozen=True)
class SteppedDown:
    """The memory did not suffice; ``what`` was changed so that the clip can still be made."""

    what: str


@dataclass(frozen=True)
class Remarked:
    """Something the person should know, though the clip goes on."""

    message: str


Report = LoadingPart | StepDone | Decoded | Previewed | SteppedDown | Remarked
Reporter = Callable[[Report], None]


def no_report(report: Report) -> None:
    """Say nothing."""
