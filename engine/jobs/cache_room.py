"""Room in the cache: what may go when it is too large, the one that was not used for the longest time first."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.folders import last_used
from engine.jobs.cache_entry import KINDS, Kind, Name, description, entry_file
from engine.jobs.cache_index import forget, names_in_use
from engine.jobs.cache_keeping import LIMIT, Keeping
from engine.jobs.database import DatabaseError

LEAST_FREE = 500_000_000
"""Bytes that should stay free on the cache's disk."""
EVERYTHING = 1 << 62
FRESH_S = 3600.0
"""A texture, figure or spoken clause used within this time may belong to the film being made now."""
ABANDONED_S = 60.0
"""A half-written file this old that nobody claims was left by a program that died."""


@dataclass(frozen=True)
class Freed:
    """What was removed: how many files, and their bytes."""

    count: int = 0
    size: int = 0

    def __add__(self, other: Freed) -> Freed:
        return Freed(self.count + other.count, self.size + other.size)


@dataclass(frozen=True)
class Loose:
    """A file of the cache beside the films: a texture, a drawn figure, a spoken clause."""

    folder: str
    path: Path
    size: int
    used: float


class Room:
    """The limit of one cache, and what goes when it is reached."""

    def __init__(self, folder: Path, beside: Collection[Path], limit: int | None, keeping: Keeping | None) -> None:
        """
        Args:
            folder: of the cache.
            beside: folders without an index whose files count too, and may go.
            limit: bytes; what the user chose when None.
            keeping: the user's limit and known storyboards; opened when needed when None.
        """
        self._folder, self._beside = folder, beside
        self._limit, self._keeping = limit, keeping

    @property
    def limit(self) -> int:
        """Bytes that the cache may hold."""
        if self._limit is not None:
            return self._limit
        try:
            return self._kept().limit
        except DatabaseError:
            return LIMIT

    def loose(self) -> list[Loose]:
        """The files beside the index. A file's last use is what the system knows of it."""
        return [loose for folder in self._beside for loose in _files(folder, folder.name)]

    def lacking(self) -> int:
        """Bytes that the cache's disk lacks of what should be free."""
        return LEAST_FREE - shutil.disk_usage(self._folder).free

    def make(self, connection: sqlite3.Connection, coming: int = 0, limit: int | None = None) -> Freed:
        """Evict until ``coming`` more bytes fit under the limit (the cache's own when left out) and the disk is not
        nearly full."""
        loose = self.loose()
        total = connection.execute("SELECT COALESCE(SUM(size), 0) FROM entries").fetchone()[0]
        total += sum(item.size for item in loose)
        needed = max(total + coming - (self.limit if limit is None else limit), self.lacking())
        if needed <= 0:
            return Freed()
        spared = names_in_use(connection) | self.named(connection)
        return _evict(connection, self._folder, loose, spared, needed)

    def clear(self, connection: sqlite3.Connection, *, named_too: bool) -> Freed:
        """Evict everything but what is in use and, unless ``named_too``, what storyboards have named."""
        in_use = names_in_use(connection)
        spared = in_use if named_too else in_use | self.named(connection)
        return _evict(connection, self._folder, self.loose(), spared, EVERYTHING)

    def named(self, connection: sqlite3.Connection) -> set[Name]:
        """The takes that storyboards have named; all there are where that cannot be known."""
        try:
            keys = self._kept().named_takes()
        except DatabaseError:
            keys = {row[0] for row in connection.execute("SELECT key FROM entries WHERE kind = 'takes'").fetchall()}
        return {("takes", key) for key in keys}

    def _kept(self) -> Keeping:
        if self._keeping is None:
            self._keeping = Keeping()
        return self._keeping


def _files(folder: Path, name: str) -> Iterator[Loose]:
    # a folder may be missing, and a file may go while we look
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for item in found:
            if item.is_dir(follow_symlinks=False):
                yield from _files(Path(item.path), name)
            elif item.is_file(follow_symlinks=False):
                status = item.stat()
                yield Loose(name, Path(item.path), status.st_size, last_used(status))


def _evict(
    connection: sqlite3.Connection, folder: Path, loose: Collection[Loose], spared: Collection[Name], needed: int
) -> Freed:
    """Remove what was not used for the longest time until ``needed`` bytes are free, or nothing more may go.

    Args:
        connection: a transaction of the cache's index.
        folder: of the cache.
        loose: files beside the index that may go too.
        spared: entries that stay: in use, or named by a storyboard.
    """
    entries = connection.execute("SELECT used, size, kind, key, file FROM entries").fetchall()
    fresh = time.time() - FRESH_S
    may_go: list[tuple[float, int, Name | None, Path]] = [
        (item.used, item.size, None, item.path) for item in loose if item.used < fresh
    ]
    may_go += [
        (used, size, (kind, key), entry_file(folder, kind, key, Path(file).suffix))
        for used, size, kind, key, file in entries
        if (kind, key) not in spared
    ]
    freed = Freed()
    for _, size, name, path in sorted(may_go, key=lambda item: item[0]):
        if freed.size >= needed:
            break
        if _unlinked(path) if name is None else _removed(connection, folder, name, path):
            freed += Freed(1, size)
    return freed


def _removed(connection: sqlite3.Connection, folder: Path, name: Name, path: Path) -> bool:
    """Remove an entry, its description first: a file without one is no entry. False where the system keeps it."""
    if not _unlinked(description(folder, *name)):
        return False
    forget(connection, name)
    return _unlinked(path)


def sweep(folder: Path, in_use: Collection[Name]) -> Freed:
    """Remove what programs left that died while they wrote: parts, and files without a description."""
    claimed = {(kind, key[:16]) for kind, key in in_use}
    freed = Freed()
    for kind in KINDS:
        for path in (folder / kind).glob("??/*"):
            key = path.name.lstrip(".").partition(".")[0]
            if (kind, key[:16]) not in claimed and _is_abandoned(folder, kind, key, path):
                size = path.stat().st_size
                if _unlinked(path):
                    freed += Freed(1, size)
    return freed


def _is_abandoned(folder: Path, kind: Kind, key: str, path: Path) -> bool:
    try:
        if time.time() - path.stat().st_mtime < ABANDONED_S:
            return False
    except OSError:
        return False
    return path.name.startswith(".") or not description(folder, kind, key).exists()


def _unlinked(path: Path) -> bool:
    """Remove a file; False where the system does not let it go now."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
