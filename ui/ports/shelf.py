"""Where storyboards come from: legends, words, files, what was open before, what a crash left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap


@dataclass(frozen=True)
class Recent:
    """A storyboard that was open here: its file, its title, when it was last open, and whether its file is there."""

    path: Path
    title: str
    saved: datetime
    there: bool


@dataclass(frozen=True)
class Recovered:
    """Unsaved edits that a crash left behind: ``key`` names them; ``path`` is the file they belong to, if any."""

    key: str
    title: str
    at: datetime
    path: Path | None
    shots: int


class Shelf(QObject):
    """Opens, saves and makes storyboards. What opens becomes the window's document.

    Signals:
        changed: recent or recovered storyboards are others, or a legend's length is known.
        opened: the window's document is another one.
        saved: the document was saved; carries its path.
        trouble: a sentence; why something cannot be opened or saved.
        told: a sentence; what was done that the person may want to know.
    """

    changed = Signal()
    opened = Signal()
    saved = Signal(object)
    trouble = Signal(str)
    told = Signal(str)

    def template_seconds(self, template_id: str, language: str) -> float:
        """How long a legend's film is about; 0 until that is known."""
        return 0.0

    def recents(self) -> Sequence[Recent]:
        """Storyboards that were open here, the last one first."""
        return ()

    def recent_picture(self, path: Path) -> QPixmap | None:
        """A recent storyboard's picture, 320 pixels wide; None where there is none yet."""
        return None

    def recovered(self) -> Sequence[Recovered]:
        """What crashes left behind, the latest first."""
        return ()

    def open_template(self, template_id: str, language: str) -> None:
        """Begin with a legend."""

    def open_sentence(self, words: str) -> None:
        """Begin with a sentence, or with a longer text: it is parted into shots."""

    def open_empty(self, language: str) -> None:
        """Begin with nothing."""

    def open_file(self, path: Path) -> None:
        """Open a storyboard, a bundle or a script."""

    def recover(self, key: str) -> None:
        """Open unsaved edits as they were; they stay kept until they are saved. The file they belong to stays."""

    def discard_recovered(self, key: str) -> None:
        """Let unsaved edits go."""

    def forget_recent(self, path: Path) -> None:
        """Take a storyboard off the list; its file stays."""

    def save(self, path: Path | None = None) -> None:
        """Save the document, under another name where one is given; ``saved`` or ``trouble`` tells."""

    def name_to_save(self) -> Path:
        """Where a document without a file would be saved, unless the person says otherwise."""
        return Path.home() / "story.starloom"

    def unsaved(self) -> bool:
        """Whether the document has edits that no file holds."""
        return False

    def save_bundle(self, path: Path) -> None:
        """Save the document with all files that it uses as one file to share; ``told`` or ``trouble`` tells."""
