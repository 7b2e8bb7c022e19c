"""The document written to its file, or into a bundle to share, in a thread of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.remembering import remember
from app.studio.media.media_home import settled_names
from app.studio.shelf.opening import Stamp, stamp_of
from storyboard import file
from storyboard.bundle import BUNDLE_SUFFIX, pack
from storyboard.media import media_names, named_from_anywhere, renamed
from storyboard.model import Storyboard
from ui.document import Document

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Saved:
    """What was written: the storyboard with its media's records, the new names of its files, how the file stands now,
    and whether another program had changed it since it was opened."""

    written: Storyboard
    names: dict[str, str]
    stamp: Stamp
    was_changed: bool


class Saving:
    """One save of a document as it stands now."""

    def __init__(self, document: Document, path: Path, stamp: Stamp) -> None:
        """``stamp``: how the document's own file stood when it was read or written last."""
        self.board, self.path = document.storyboard, path
        self._base = document.base
        self._names = {name for state in document.states() for name in media_names(state)}
        self._stamp = stamp if path == document.path else None

    def save(self, let_go: Callable[[Path | None], None]) -> Saved:
        """Write it; ``let_go`` is told the file that holds the edits now.

        Raises:
            StoryboardError: it cannot be written; an earlier file stays as it was.
        """
        before = stamp_of(self.path)
        was_changed = self._stamp is not None and before is not None and before != self._stamp
        names = settled_names(self._names, self._base, self.path)
        written = file.save(renamed(self.board, names), self.path)
        let_go(self.path)
        remember(self.path, written)
        return Saved(written, names, stamp_of(self.path), was_changed)


class Bundling:
    """A document as it stands now, with every file that it uses, as one file to share."""

    def __init__(self, document: Document, path: Path) -> None:
        self._board = named_from_anywhere(document.storyboard, document.base)
        self._path = path if path.suffix.lower() == BUNDLE_SUFFIX else path.with_name(path.name + BUNDLE_SUFFIX)

    def save(self) -> str:
        """Write it; a sentence that says where.

        Raises:
            StoryboardError: a file is missing, or the bundle cannot be written.
        """
        with tempfile.TemporaryDirectory(prefix="starloom-") as folder:
            story = Path(folder) / f"{self._path.stem}{file.SUFFIX}"
            file.save(self._board, story)
            pack(story, self._path)
        return translate("Studio", "{0} holds the storyboard and all its files.").format(self._path.name)
