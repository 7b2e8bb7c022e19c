"""Tiny models on the disk, and requests for them, for all tests of the diffusion generator."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.diffusion.request import ClipRequest
from engine.models.card import Installed
from engine.models.catalogue import card_of
from engine.models.strategy import Strategy

WIDTH, HEIGHT, FRAMES = 64, 32, 5
PLAIN = Strategy()
"""Everything stays where it is, on the processor, in fp32."""


class TinyModels:
    """Builds each model once, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.of = lru_cache(self._built)

    def _built(self, model: str) -> Installed:
        from engine.diffusion.trial import trial_model

        card = replace(card_of(model), width=WIDTH, height=HEIGHT, frames=FRAMES)
        return trial_model(card, self._folder / model)


def request(**changes: Any) -> ClipRequest:
    """A clip of five frames in four steps."""
    usual = {"prompt": "猎户座觜宿", "negative": "模糊", "width": WIDTH, "height": HEIGHT, "frames": FRAMES, "seed": 7,
             "steps": 4}  # fmt: skip
    return ClipRequest(**{**usual, **changes})


def stars(frames: int = FRAMES, seed: int = 0, width: int = WIDTH, height: int = HEIGHT) -> NDArray[np.uint8]:
    """A clip of a starry sky that turns, uint8 RGB (frames, height, width, 3)."""
    generator = np.random.default_rng(seed)
    sky = np.zeros((height, width, 3), np.uint8) + np.array([6, 9, 24], np.uint8)
    for _ in range(40):
        sky[generator.integers(height), generator.integers(width)] = generator.integers(120, 255)
    return np.stack([np.roll(sky, number, axis=1) for number in range(frames)])
