"""Voices, spoken lines and music as they can be heard and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class VoiceChoice:
    """A voice that can be chosen: what the document keeps, what the person reads, and the languages it speaks."""

    id: str
    name: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class CaptionSpan:
    """A caption at its frames of the film: [start, end)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class EffectSpan:
    """A sound in the picture at its frames of the film: [start, end)."""

    kind: str
    start: int
    end: int


class Sound(QObject):
    """What is heard.

    Signals:
        measured: lines were spoken, so that their lengths and waveforms are known now, or captions, effects, cadences
            or voices are others.
        listening: a line that is being listened to begins (its key) or ends ("").
        trouble: a sentence; why something cannot be heard.
    """

    measured = Signal()
    listening = Signal(str)
    trouble = Signal(str)

    def voices(self) -> Sequence[VoiceChoice]:
        """The voices of this machine; empty until they are known."""
        return ()

    def listen(self, key: str, line: str, language: str, voice: str | None, rate: float) -> None:
        """Speak a line aloud; ``key`` comes back in ``listening``."""

    def stop_listening(self) -> None:
        """Be quiet."""

    def waveform(self, shot_id: str) -> Sequence[float] | None:
        """Loudness of a shot's line, 0 to 1, fifty values a second from its first frame on; None until it is spoken."""
        return None

    def captions(self) -> Sequence[CaptionSpan]:
        """The captions of the film as it stands."""
        return ()

    def effects(self) -> Sequence[EffectSpan]:
        """The effects of the film as it stands."""
        return ()

    def cadences(self) -> Sequence[int]:
        """Frames at which the music comes to a close or a hit; empty until it is composed."""
        return ()

    def music_styles(self) -> Sequence[tuple[str, str]]:
        """Ids of the score's styles and what they are called."""
        return ()
