"""The journal of the window's document: every edit is kept until a file holds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.document import OpenDocument
from app.studio.errands import Errands
from storyboard.model import Storyboard
from ui.document import Document

AUTOSAVE_MS = 120_000


class Journalling(QObject):
    """Follows the document with a journal.

    Signals:
        trouble: a sentence; edits cannot be kept.
        rested: there are unsaved edits and the last one is two minutes old.
        put_aside: a document was left with unsaved edits; carries its title.
    """

    trouble = Signal(str)
    rested = Signal()
    put_aside = Signal(str)

    def __init__(self, document: Document, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._errands = document, errands
        self._saved: Storyboard | None = document.storyboard
        self._journal = self._new_journal(None)
        self._kept = False
        self.aside: set[Path] = set()
        """Journals that this program has left behind with unsaved edits."""
        self._clock = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._clock.timeout.connect(self.rested)
        document.changed.connect(self._follow)

    def unsaved(self) -> bool:
        """Whether the document has edits that no file holds."""
        return self._saved is None or self._document.storyboard != self._saved

    def begin(self, storyboard: Storyboard, home: Path | None, saved: bool, then: Callable[[], None]) -> None:
        """Another document is about to be opened: the old one's journal is put aside or goes, a new one begins.

        Args:
            storyboard: the new document.
            home: the file it belongs to.
            saved: that file holds it, or it can be had again at any time; else it is kept from the start.
            then: called when a state that is to be kept lies on the disk.
        """
        self._leave()
        self._saved = storyboard if saved else None
        self._journal, self._kept = self._new_journal(home), False
        if not saved:
            self._keep(storyboard)
            self._errands.run(self._journal.keep_now, lambda kept: then() if kept else None)

    def hold(self, storyboard: Storyboard) -> Callable[[Path | None], None]:
        """A state is about to be saved; call the result, in any thread, with its file when that is done."""
        journal = self._journal
        journal.edit(storyboard)
        return lambda path: journal.saved(storyboard, path)

    def saved(self, storyboard: Storyboard) -> None:
        """A file holds this state now."""
        self._saved = storyboard
        self._kept = self.unsaved()
        if not self._kept:
            self._clock.stop()

    def close(self) -> None:
        """The program ends: unsaved edits stay recoverable."""
        self._clock.stop()
        self._end(self._journal, self.unsaved())

    def _follow(self) -> None:
        storyboard = self._document.storyboard
        if self.unsaved():
            self._keep(storyboard)
            self._clock.start()
        elif self._kept:  # all edits were undone
            self._clock.stop()
            self._kept = False
            let_go, path = self.hold(storyboard), self._document.path
            self._errands.run(lambda: let_go(path))

    def _keep(self, storyboard: Storyboard) -> None:
        self._kept = True
        self._journal.edit(storyboard)

    def _leave(self) -> None:
        """Close the old document's journal in the background; a later edit of it cannot come."""
        self._clock.stop()
        journal, unsaved, title = self._journal, self.unsaved(), self._document.storyboard.title
        if unsaved:
            self.put_aside.emit(title)
        self._errands.run(lambda: self._end(journal, unsaved))

    def _end(self, journal: OpenDocument, unsaved: bool) -> None:
        kept = journal.put_aside() if unsaved else None
        if kept is not None:
            self.aside.add(kept)
        elif not unsaved:
            journal.closed()

    def _new_journal(self, home: Path | None) -> OpenDocument:
        return OpenDocument(home, self.trouble.emit)
