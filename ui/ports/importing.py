"""Bringing a person's own files in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storyboard.model import Shot


@dataclass(frozen=True)
class Brought:
    """What came of files that were dropped, in the given order: shots to insert (pictures, films, texts, storyboards),
    a music file, a sentence for every file that could not be used, and one for what a person may not expect of one
    that was (a long film is shown in part)."""

    shots: tuple[Shot, ...] = ()
    music: str | None = None
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Importing(QObject):
    """Probes files in the background; nothing of the storyboard is changed here.

    Signals:
        brought: files that were asked for are ready; carries the number of the request and a `Brought`.
        progress: the number of the request, files done, files in all.
    """

    brought = Signal(int, object)
    progress = Signal(int, int, int)

    def bring(self, paths: Sequence[Path]) -> int:
        """Look at files; returns the number of the request."""
        return 0
