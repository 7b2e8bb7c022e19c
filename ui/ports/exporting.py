"""Making the film."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class Choices:
    """What the person asks of an export.

    ``preset``: "720p", "1080p", "1440p", "4k" or "" (the canvas as it is); ``aspect``: "16:9", "9:16", "1:1", "4:3" or
    "" (as it is); ``quality``: "draft", "standard" or "master"; ``ai_label``: None means where a take is generated.
    """

    target: Path
    preset: str = ""
    aspect: str = ""
    quality: str = "standard"
    encoder: str = "auto"
    burn_captions: bool = True
    soft_captions: bool = False
    vtt: bool = False
    posters: bool = False
    stems: bool = False
    edl: bool = False
    ai_label: bool | None = None


@dataclass(frozen=True)
class Facts:
    """What an export will cost: shots whose takes lie in the cache and those to be made, seconds of work (None where
    nothing was made yet to learn from), bytes of the film, free bytes at its place, whether the AI label applies, and
    what is missing or odd, as sentences."""

    cached: int = 0
    to_make: int = 0
    seconds: float | None = None
    size: int = 0
    free: int = 0
    labelled: bool = False
    duration_s: float = 0.0
    width: int = 0
    height: int = 0
    notes: tuple[str, ...] = ()
    fault: str = ""


class Exporting(QObject):
    """Looks up what an export costs and puts it into the queue.

    Signals:
        known: the facts of choices that were asked for; carries the `Choices` and the `Facts`.
        encoders_changed: it is known now which encoders work.
    """

    known = Signal(object, object)
    encoders_changed = Signal()

    def ask(self, choices: Choices) -> None:
        """Look up what an export would cost; of several questions the last one is answered."""

    def start(self, choices: Choices) -> str:
        """Put the film into the queue; returns "" or a sentence that says why it cannot be."""
        return ""

    def encoders(self) -> tuple[str, ...]:
        """Encoders that work on this machine; "auto" is always one. The others are tried in the background when this is
        asked for the first time; ``encoders_changed`` tells."""
        return ("auto",)

    def size(self, choices: Choices) -> tuple[int, int] | None:
        """Width and height of the film in pixels; None where the choices do not go together."""
        return None

    def folder(self) -> Path:
        """Where films are put unless the person says otherwise."""
        return Path.home()
