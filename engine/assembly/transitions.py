"""How one picture hands over to the next: pixel work only, on uint8 RGB frames."""

from __future__ import annotations

import math
from typing import Literal

import cv2
import numpy as np

Kind = Literal["crossfade", "cut", "black"]


def ease(progress: float) -> float:
    """Raised cosine from 0 to 1: starts and ends without a jerk. ``progress`` outside 0..1 is clamped."""
    return 0.5 - 0.5 * math.cos(math.pi * min(1.0, max(0.0, progress)))


def crossfade(a: np.ndarray, b: np.ndarray, weight: float, out: np.ndarray | None = None) -> np.ndarray:
    """Mix two frames: ``weight`` 0 is all ``a``, 1 is all ``b``. Writes ``out`` when given (it may be ``a`` or ``b``).

    Raises:
        ValueError: the frames differ in shape.
    """
    if a.shape != b.shape:
        raise ValueError(f"frames of one film must have one size, not {a.shape} and {b.shape}")
    weight = min(1.0, max(0.0, weight))
    return np.asarray(cv2.addWeighted(a, 1.0 - weight, b, weight, 0.0, dst=out))


def fade(frame: np.ndarray, gain: float, out: np.ndarray | None = None) -> np.ndarray:
    """Darken a frame: ``gain`` 1 leaves it, 0 makes it black. Writes ``out`` when given (it may be ``frame``)."""
    gain = min(1.0, max(0.0, gain))
    return np.asarray(cv2.convertScaleAbs(frame, dst=out, alpha=gain, beta=0.0))


def hand_over(kind: Kind, a: np.ndarray, b: np.ndarray, progress: float) -> np.ndarray:
    """The frame at ``progress`` (0 to 1) of a transition from ``a`` to ``b``.

    "crossfade" mixes both with an eased weight, "black" goes down to black and up again, "cut" changes at one half.
    """
    if kind == "crossfade":
        return crossfade(a, b, ease(progress))
    if kind == "black":
        return fade(a, ease(1 - 2 * progress)) if progress < 0.5 else fade(b, ease(2 * progress - 1))
    return a if progress < 0.5 else b
