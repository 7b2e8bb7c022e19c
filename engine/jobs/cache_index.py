"""The index of a cache: what lies in it, how large and when last used, who makes what and who uses what.

It is SQLite in the cache's folder and can be made from the descriptions beside the entries at any time: losing it
loses nothing. Programs that share a cache meet here, so claims and leases lie here too; those of a program that has
ended count no more.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.folders import last_used, mark_used
from engine.jobs.cache_entry import CacheError, Entry, Kind, Name, described_entry, described_names, description
from engine.jobs.database import Database, DatabaseError
from engine.jobs.hold import is_held, let_go, new_hold

FILE = "index.sqlite"
TABLES = (
    """CREATE TABLE entries (
        kind TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, made TEXT NOT NULL,
        used REAL NOT NULL, uses INTEGER NOT NULL, PRIMARY KEY (kind, key));
    CREATE INDEX entries_by_use ON entries (used);
    CREATE TABLE claims (kind TEXT NOT NULL, key TEXT NOT NULL, hold TEXT NOT NULL, PRIMARY KEY (kind, key));
    CREATE TABLE leases (kind TEXT NOT NULL, key TEXT NOT NULL, hold TEXT NOT NULL);
    CREATE INDEX leases_by_hold ON leases (hold);
    CREATE TABLE scans (at REAL NOT NULL)""",
)


@dataclass(frozen=True)
class Listed:
    """An entry as the index knows it; ``used`` is a time in seconds since 1970."""

    kind: Kind
    key: str
    file: str
    size: int
    made: str
    used: float
    uses: int

    @property
    def name(self) -> Name:
        """Kind and key."""
        return self.kind, self.key


class Index:
    """The index of one cache. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        """``folder``: of the cache. Nothing is opened before it is needed."""
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: Database | None = None

    @contextlib.contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction; while it lasts no other program publishes, evicts, claims or leases.

        Raises:
            CacheError: it cannot be written.
        """
        with self._explained(), self._database.change() as connection:
            yield connection

    def listed(self) -> list[Listed]:
        """All entries, the one that was not used for the longest time first."""
        rows = self._rows("SELECT kind, key, file, size, made, used, uses FROM entries ORDER BY used")
        return [Listed(*row) for row in rows]

    def size(self) -> int:
        """Bytes of all entries."""
        return self._rows("SELECT COALESCE(SUM(size), 0) FROM entries")[0][0]

    def scan(self) -> None:
        """Bring the index into agreement with what lies in the folder."""
        with self.change() as connection:
            _scan(connection, self._folder)

    def note_use(self, entry: Entry) -> None:
        """An entry was asked for. Its description carries the time too, for the day when the index is lost."""
        mark_used(description(self._folder, entry.kind, entry.key))
        with self.change() as connection:
            note(connection, entry)

    def claim(self, kind: Kind, key: str) -> str | None:
        """Take the right to make an entry; None where another program, or a thread of this one, holds it."""
        with self.change() as connection:
            row = connection.execute("SELECT hold FROM claims WHERE kind = ? AND key = ?", (kind, key)).fetchone()
            if row is not None and is_held(row[0]):
                return None
            hold = new_hold()
            connection.execute("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", (kind, key, hold))
        return hold

    def is_claimed(self, kind: Kind, key: str) -> bool:
        """Whether somebody is making an entry."""
        rows = self._rows("SELECT hold FROM claims WHERE kind = ? AND key = ?", (kind, key))
        return bool(rows) and is_held(rows[0][0])

    def lease(self, names: Iterable[Name]) -> str:
        """Keep entries, also those still to be made, from eviction."""
        hold = new_hold()
        with self.change() as connection:
            connection.executemany("INSERT INTO leases VALUES (?, ?, ?)", [(*name, hold) for name in names])
        return hold

    def end(self, hold: str) -> None:
        """Give back a claim or a lease."""
        let_go(hold)
        # where that cannot be written (the disk is full) the row counts no more all the same
        with contextlib.suppress(CacheError), self.change() as connection:
            for table in ("claims", "leases"):
                connection.execute(f"DELETE FROM {table} WHERE hold = ?", (hold,))

    def _rows(self, question: str, values: tuple[str, ...] = ()) -> list[sqlite3.Row]:
        with self._explained():
            return self._database.rows(question, values)

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """What SQLite says about the index, as the person should hear it."""
        try:
            yield
        except DatabaseError as error:
            raise CacheError(
                f"The cache folder {self._folder} cannot be written ({error.__cause__ or error}): free some space "
                "there, and see that no other program holds it."
            ) from error

    @property
    def _database(self) -> Database:
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> Database:
        path = self._folder / FILE
        try:
            return self._whole(path)
        except DatabaseError as error:
            if isinstance(error.__cause__, sqlite3.OperationalError):
                raise
        for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
            with contextlib.suppress(OSError):
                (self._folder / name).unlink()
        return self._whole(path)

    def _whole(self, path: Path) -> Database:
        database = Database(path, durable=False)
        database.room("cache index", TABLES)
        with database.change() as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("the index is damaged")
            if connection.execute("SELECT 1 FROM scans").fetchone() is None:
                _scan(connection, self._folder)
                connection.execute("INSERT INTO scans VALUES (?)", (time.time(),))
        return database


def note(connection: sqlite3.Connection, entry: Entry) -> None:
    """Enter an entry that was made or used just now."""
    connection.execute(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (kind, key) DO UPDATE SET file = excluded.file, "
        "size = excluded.size, made = excluded.made, used = excluded.used, uses = uses + 1",
        (entry.kind, entry.key, entry.path.name, entry.size, entry.made, time.time()),
    )


def forget(connection: sqlite3.Connection, name: Name) -> None:
    """An entry is there no more."""
    connection.execute("DELETE FROM entries WHERE kind = ? AND key = ?", name)


def names_in_use(connection: sqlite3.Connection) -> set[Name]:
    """What running programs use or make; what ended programs had is given back."""
    names: set[Name] = set()
    lasts: dict[str, bool] = {}
    for table in ("leases", "claims"):
        for kind, key, hold in connection.execute(f"SELECT kind, key, hold FROM {table}").fetchall():
            if hold not in lasts:
                lasts[hold] = is_held(hold)
            if lasts[hold]:
                names.add((kind, key))
        for hold in [hold for hold, holds in lasts.items() if not holds]:
            connection.execute(f"DELETE FROM {table} WHERE hold = ?", (hold,))
    return names


def _scan(connection: sqlite3.Connection, folder: Path) -> None:
    there = set(described_names(folder))
    known = {(kind, key) for kind, key in connection.execute("SELECT kind, key FROM entries").fetchall()}
    for name in known - there:
        forget(connection, name)
    for entry, used in _described(folder, there - known):
        values = (entry.kind, entry.key, entry.path.name, entry.size, entry.made, used)
        connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, 0)", values)


def _described(folder: Path, names: Iterable[Name]) -> Iterator[tuple[Entry, float]]:
    for kind, key in names:
        # a damaged description is found and reported when the entry is asked for or verified
        with contextlib.suppress(OSError, ValueError):
            used = last_used(description(folder, kind, key).stat())
            yield described_entry(folder, kind, key), used
