"""The cache: what was made once, found again by the content of what was asked for.

An entry is a file named by its key and a description beside it that says how it was made. A file appears only when it
is whole and its hash is known, so a killed program leaves nothing that looks whole. Equal requests at one time join,
also those of several programs. What was not used for the longest time goes when the cache is full; what a storyboard
has named and what is in use stays.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.cancelling import cancelled
from engine.content import file_digest
from engine.errors import EngineError
from engine.folders import films_folder, folders_beside_films
from engine.jobs.cache_entry import (
    CacheError,
    Entry,
    Kind,
    Name,
    describe,
    described_entry,
    described_names,
    entry_file,
)
from engine.jobs.cache_index import Index, Listed, forget, names_in_use, note
from engine.jobs.cache_keeping import Keeping
from engine.jobs.cache_room import Freed, Room, sweep
from storyboard.version import VERSION

WAIT_S = 0.1


@dataclass(frozen=True)
class Checked:
    """What a check of all entries found: how many, their bytes, and the damaged ones, which were removed."""

    count: int
    size: int
    damaged: tuple[str, ...]
    swept: Freed


class Cache:
    """Takes, segments and sounds by their content. Threads may share one; programs may share a folder."""

    def __init__(
        self,
        folder: Path | None = None,
        report: Callable[[str], None] = lambda message: None,
        *,
        limit: int | None = None,
        keeping: Keeping | None = None,
    ) -> None:
        """
        Args:
            folder: where it lies; the user's cache folder when left out, whose textures, figures and spoken clauses
                then count too.
            report: called with a sentence when a damaged entry was found and removed.
            limit: bytes it may hold; what the user chose when left out.
            keeping: the user's limit and known storyboards; opened when needed when left out.
        """
        beside = [] if folder is not None else folders_beside_films()
        self.folder = folder if folder is not None else films_folder()
        self._report = report
        self.room = Room(self.folder, beside, limit, keeping)
        self._index = Index(self.folder)
        self._verified: dict[Path, tuple[int, int]] = {}

    def find(self, kind: Kind, key: str) -> Entry | None:
        """The entry, its bytes verified when first used after the program's start; None where there is none, or where
        it was damaged (then it is removed and reported, and can be made again)."""
        entry, fault = self._examined(kind, key)
        if fault:
            entry = self._settled(kind, key)
        if entry is not None:
            # a use that cannot be noted (the disk is full) is no reason to paint again
            with contextlib.suppress(CacheError):
                self._index.note_use(entry)
        return entry

    def has(self, kind: Kind, key: str) -> bool:
        """Whether there is such an entry, by its description and its size alone: asked for many at a time, and no use
        of it."""
        try:
            entry = described_entry(self.folder, kind, key)
            return entry.path.stat().st_size == entry.size
        except (OSError, ValueError):
            return False

    @contextlib.contextmanager
    def using(self, names: Iterable[Name]) -> Iterator[None]:
        """Keep entries, found or still to be made, from eviction while the block lasts, by any program.

        Raises:
            CacheError: the cache cannot be written.
        """
        self._make_folder(self.folder)
        lease = self._index.lease(names)
        try:
            yield
        finally:
            self._index.end(lease)
            # what was done with the entries is done, whatever becomes of the room
            with contextlib.suppress(EngineError), self._index.change() as connection:
                self.room.make(connection)

    @contextlib.contextmanager
    def claim(self, kind: Kind, key: str, suffix: str, cancel: threading.Event) -> Iterator[Claim]:
        """The right to make an entry: whoever comes second waits until the first is done, then finds it made.

        The claim's ``found`` is the entry where it exists already; else write its ``path`` and ``publish`` it. What is
        not published when the block ends is removed.

        Raises:
            CacheError: the folder cannot be written.
            Cancelled: ``cancel`` was set while waiting for another.
        """
        folder = entry_file(self.folder, kind, key, suffix).parent
        self._make_folder(folder)
        hold = self._wait_for_claim(kind, key, cancel)
        path = folder / f".{key[:16]}.{secrets.token_hex(4)}.part{suffix}"
        try:
            found = self.find(kind, key)
            if found is None and self.room.lacking() > 0:
                with self._index.change() as connection:
                    self.room.make(connection)
            yield Claim(self, kind, key, path, found)
        finally:
            path.unlink(missing_ok=True)
            self._index.end(hold)

    def prune(self, limit: int | None = None) -> Freed:
        """Remove what programs left that died, and what is over the limit (the cache's own when left out).

        Raises:
            CacheError: the cache cannot be written.
        """
        self._look_round()
        with self._index.change() as connection:
            swept = sweep(self.folder, names_in_use(connection))
            return swept + self.room.make(connection, 0, limit)

    def clear(self, *, named_too: bool = False) -> Freed:
        """Remove everything but what is in use and, unless ``named_too``, the takes that storyboards have named.

        Raises:
            CacheError: the cache cannot be written.
        """
        self._look_round()
        with self._index.change() as connection:
            return sweep(self.folder, names_in_use(connection)) + self.room.clear(connection, named_too=named_too)

    def verify(self, seen: Callable[[int, int], None] = lambda done, total: None) -> Checked:
        """Hash every entry; damaged ones are reported and removed. ``seen`` is told how many of how many are done.

        Raises:
            CacheError: the cache cannot be written.
        """
        self._make_folder(self.folder)
        self._verified.clear()
        names, size, damaged = sorted(described_names(self.folder)), 0, []
        for number, (kind, key) in enumerate(names, 1):
            entry, fault = self._examined(kind, key)
            if fault:
                entry = self._settled(kind, key)
                damaged += [f"{kind}/{key}: {fault}"] if entry is None else []
            size += entry.size if entry is not None else 0
            seen(number, len(names))
        self._look_round()
        with self._index.change() as connection:
            return Checked(len(names), size, tuple(damaged), sweep(self.folder, names_in_use(connection)))

    def listed(self) -> list[Listed]:
        """All entries, the one that was not used for the longest time first.

        Raises:
            CacheError: the cache cannot be read.
        """
        self._look_round()
        return self._index.listed()

    def _publish(self, claim: Claim, recipe: dict[str, Any], seconds: float) -> Entry:
        target = entry_file(self.folder, claim.kind, claim.key, claim.path.suffix)
        published = None
        try:
            with claim.path.open("rb+") as stream:
                os.fsync(stream.fileno())
            entry = Entry(
                claim.kind, claim.key, target, claim.path.stat().st_size, file_digest(claim.path),
                datetime.now(UTC).isoformat(timespec="seconds"), recipe, VERSION,
                round(seconds, 3),
            )  # fmt: skip
            with self._index.change() as connection:
                self.room.make(connection, entry.size)
                self._put(claim.path, entry)
                published = entry
                note(connection, entry)
        except OSError as error:
            raise CacheError(
                f"The cache folder {self.folder} cannot be written ({error.strerror}): free some space there."
            ) from error
        except CacheError:
            if published is None:
                raise
            # the entry is whole; the index finds it at its next scan
        self._verified[target] = _stamp(target)
        return entry

    def _put(self, path: Path, entry: Entry) -> None:
        """Give a finished file its name and its description: both, or neither."""
        os.replace(path, entry.path)
        try:
            describe(self.folder, entry)
        except OSError:
            entry.path.unlink(missing_ok=True)
            raise

    def _wait_for_claim(self, kind: Kind, key: str, cancel: threading.Event) -> str:
        while True:
            hold = self._index.claim(kind, key)
            if hold is not None:
                return hold
            while self._index.is_claimed(kind, key):
                if cancel.wait(WAIT_S):
                    raise cancelled()

    def _examined(self, kind: Kind, key: str) -> tuple[Entry | None, str | None]:
        """An entry and what is wrong with it; neither where there is none."""
        try:
            entry = described_entry(self.folder, kind, key)
        except FileNotFoundError:
            return None, None
        except (OSError, ValueError) as error:
            return None, f"its description cannot be read ({error})"
        return entry, self._fault(entry)

    def _settled(self, kind: Kind, key: str) -> Entry | None:
        """Look at a damaged entry again, alone: another program may just have evicted it, or made it anew. What is
        damaged indeed is removed and reported."""
        with self._index.change() as connection:
            entry, fault = self._examined(kind, key)
            if fault is None:
                return entry
            for path in entry_file(self.folder, kind, key, "").parent.glob(f"{key}.*"):
                with contextlib.suppress(OSError):
                    path.unlink()
            forget(connection, (kind, key))
        self._report(f"An entry of the cache was damaged ({kind}/{key[:12]}: {fault}); it will be made again.")
        return None

    def _fault(self, entry: Entry) -> str | None:
        """What is wrong with an entry's file, or None."""
        try:
            stamp = _stamp(entry.path)
            if stamp[0] != entry.size:
                return f"it holds {stamp[0]} bytes instead of {entry.size}"
            if self._verified.get(entry.path) != stamp:
                if file_digest(entry.path) != entry.sha256:
                    return "its bytes have changed"
                self._verified[entry.path] = stamp
        except OSError as error:
            return f"it cannot be read ({error.strerror})"
        return None

    def _look_round(self) -> None:
        """Bring the index up to date. On a full disk it stays as it is: there what it knows can still be removed."""
        self._make_folder(self.folder)
        with contextlib.suppress(CacheError):
            self._index.scan()

    def _make_folder(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CacheError(f"The cache folder {folder} cannot be made ({error.strerror}).") from error


class Claim:
    """One entry about to be made: write ``path``, then ``publish``."""

    def __init__(self, cache: Cache, kind: Kind, key: str, path: Path, found: Entry | None) -> None:
        self.kind: Kind = kind
        self.key, self.path, self.found = key, path, found
        self._cache = cache
        self._began = time.monotonic()

    def publish(self, recipe: dict[str, Any]) -> Entry:
        """Make what was written at ``path`` the entry; ``recipe`` says how it was made.

        Raises:
            CacheError: the disk is full or cannot be written.
        """
        return self._cache._publish(self, recipe, time.monotonic() - self._began)


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of change of a file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns
