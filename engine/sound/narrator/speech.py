"""What the narrator hands over: sound and when each part of the shown line is heard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.sound.audio import SAMPLE_RATE


@dataclass(frozen=True)
class Clause:
    """A stretch [shown_start, shown_end) of the shown line's characters and when it is heard."""

    shown_start: int
    shown_end: int
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Word:
    """A word (in Chinese a character) of the shown line, [shown_start, shown_end), and when it is heard."""

    shown_start: int
    shown_end: int
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Speech:
    """A line, spoken or only estimated.

    Attributes:
        samples: mono float32 at 48 kHz; all zero when only estimated.
        clauses: what is heard between pauses, in order.
        words: single words in order; empty when the voice tells no times.
        language: "zh" or "en".
        voice: id of the voice, empty when only estimated.
        measured: False for an estimate.
    """

    samples: np.ndarray
    clauses: tuple[Clause, ...]
    words: tuple[Word, ...]
    language: str
    voice: str
    measured: bool

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / SAMPLE_RATE
