"""The open document: every edit of it is journalled until a file holds it."""

from __future__ import annotations

import os
import platform
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psutil

from engine.folders import data_folder
from storyboard.journal import JOURNAL_SUFFIX, Journal, Owner
from storyboard.model import Storyboard

AGAIN_S = 3.0
"""How long to wait until an edit that could not be journalled is tried again."""


def journals_folder() -> Path:
    """Where the journals of open documents lie; it may not exist."""
    return data_folder() / "journals"


def this_program() -> Owner:
    """The running program as a journal names it."""
    return Owner(platform.node(), os.getpid(), psutil.Process().create_time())


class OpenDocument:
    """Keeps the journal of one open storyboard in a thread of its own, so that no edit waits for the disk.

    The newest edit is written and flushed as soon as the one before is: what a killed program loses is what was edited
    during one flush (milliseconds; on a busy disk at most a few seconds), never what came before. Edits that come
    faster than the disk takes them are joined. Without unsaved edits there is no journal.
    """

    def __init__(
        self, path: Path | None, trouble: Callable[[str], None] = lambda message: None, folder: Path | None = None
    ) -> None:
        """
        Args:
            path: the storyboard's file; None while it has none.
            trouble: called, in the journal's thread, with a sentence when edits cannot be journalled.
            folder: where the journal lies; ``journals_folder()`` when left out.
        """
        self._folder = journals_folder() if folder is None else folder
        self._trouble = trouble
        self._journal = self._new_journal(path)
        self._newest: Storyboard | None = None
        self._written: Storyboard | None = None
        self._ending = False
        self._changed = threading.Condition()
        self._writing = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="journal", daemon=True)
        self._thread.start()

    def edit(self, storyboard: Storyboard) -> None:
        """The document has changed; returns at once."""
        with self._changed:
            self._newest = storyboard
            self._changed.notify_all()

    def saved(self, storyboard: Storyboard, path: Path | None) -> None:
        """``path`` now holds this state (the very object given to ``edit``), or nothing of it is worth keeping any
        more (edits that were undone): the journal goes, unless there are newer edits already."""
        with self._writing:
            with self._changed:
                newer = self._newest if self._newest is not storyboard else None
                self._newest = self._written = None
            self._clear()
            self._journal = self._new_journal(path)
        if newer is not None:
            self.edit(newer)

    def closed(self) -> None:
        """The document is closed: the person has saved it or let its edits go. The journal goes."""
        with self._changed:
            self._ending = True
            self._newest = None
            self._changed.notify_all()
        self._thread.join()
        self._clear()

    def put_aside(self) -> Path | None:
        """The document is closed with its unsaved edits, which stay recoverable; returns their journal, None where
        there was nothing to keep or it could not be written."""
        kept = self._write(told=False)
        with self._changed:
            self._ending = True
            nothing = self._written is None
            self._changed.notify_all()
        self._thread.join()
        self._journal.close()
        return None if nothing or not kept else self._journal.path

    def keep_now(self) -> bool:
        """Wait until the newest edit lies on the disk; whether it does."""
        return self._write(told=False)

    def _new_journal(self, path: Path | None) -> Journal:
        name = f"{os.getpid()}-{os.urandom(6).hex()}{JOURNAL_SUFFIX}"
        return Journal(self._folder / name, this_program(), None if path is None else path.resolve())

    def _clear(self) -> None:
        try:
            self._journal.clear()
        except OSError as error:
            self._trouble(f"The journal {self._journal.path} cannot be removed ({error.strerror}).")

    def _work(self) -> None:
        failed = False
        while True:
            with self._changed:
                if failed:
                    self._changed.wait_for(lambda: self._ending, timeout=AGAIN_S)
                self._changed.wait_for(self._has_work)
                if self._ending:
                    return
            failed = not self._write(told=failed)

    def _has_work(self) -> bool:
        return self._ending or self._newest is not self._written

    def _write(self, told: bool) -> bool:
        """Journal the newest edit; whether that worked. Of several failures in a row only the first is told."""
        with self._writing:
            with self._changed:
                newest = self._newest
            if newest is None or newest is self._written:
                return True
            try:
                self._journal.append(newest, datetime.now(UTC))
            except (OSError, ValueError) as error:
                if not told:
                    reason = getattr(error, "strerror", None) or error
                    self._trouble(
                        f"Unsaved edits cannot be kept in {self._journal.path.parent} ({reason}): "
                        "save the storyboard, or free some space."
                    )
                return False
            self._written = newest
        return True
