"""Clips that are no pictures: not a number, one flat colour, or frames that all are the same."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.diffusion.errors import SpoiltClip

FLAT = 0.25
"""Standard deviation of each colour, in levels of 255, below which a clip shows nothing; a dark starry sky has more."""
STILL = 0.002
"""Mean difference of neighbouring frames, in levels, below which nothing ever moved."""


def check_numbers(values: Any) -> None:
    """See that all values of a tensor are numbers.

    Raises:
        SpoiltClip: some are not.
    """
    # what is no number stays none in a sum, which is quicker than to look at each
    if not bool(values.sum().isfinite()):
        raise SpoiltClip(
            "The model computed values that are not numbers: verify its files, and let it compute in bfloat16 or "
            "float32."
        )


def check_pictures(frames: NDArray[np.uint8]) -> None:
    """See that a clip (frames, height, width, 3) shows something, and moves.

    Raises:
        SpoiltClip: it does not.
    """
    if all(float(frame.std((0, 1)).max()) < FLAT for frame in frames):
        raise SpoiltClip(
            f"The model gave a clip of one flat colour (level {int(frames[0].mean())} of 255): verify its files, and "
            "try another seed."
        )
    if len(frames) > 1 and all(_difference(a, b) < STILL for a, b in zip(frames[:-1], frames[1:], strict=True)):
        raise SpoiltClip(
            "The model gave a clip in which nothing moves: try another seed, or say what happens in the shot."
        )


def _difference(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    return float(np.abs(a.astype(np.int16) - b).mean())
