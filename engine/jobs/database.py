"""The database of what must not be lost: jobs, history, messages to be sent. SQLite in the user's data folder.

Write-ahead log with full synchronisation: what was committed is there after a crash or a power cut, and several
programs may have it open. Every part of it (a *room*) makes its own tables and moves them on by itself.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from engine.errors import EngineError
from engine.folders import data_folder

BUSY_S = 10.0


class DatabaseError(EngineError):
    """The database cannot be opened or written."""


class Database:
    """One connection per thread to one file. Threads may share it."""

    def __init__(self, path: Path | None = None, *, durable: bool = True) -> None:
        """
        Args:
            path: the file; ``starloom.sqlite`` in the user's data folder when left out. Its folder is made.
            durable: what was committed outlives a power cut; without it only a crash (for what can be made again).

        Raises:
            DatabaseError: the folder cannot be made, or the file is no database.
        """
        self.path = path if path is not None else data_folder() / "starloom.sqlite"
        self._synchronous = "FULL" if durable else "NORMAL"
        self._local = threading.local()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseError(f"The folder {self.path.parent} cannot be made ({error.strerror}).") from error
        with self.change() as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS rooms (name TEXT PRIMARY KEY, version INTEGER NOT NULL)")

    def room(self, name: str, steps: Sequence[str]) -> None:
        """Bring the tables of one part up to date: every step is SQL, done once and never changed afterwards.

        Raises:
            DatabaseError: the file was written by a newer Starloom.
        """
        with self.change() as connection:
            found = connection.execute("SELECT version FROM rooms WHERE name = ?", (name,)).fetchone()
            version = found[0] if found else 0
            if version > len(steps):
                raise DatabaseError(f"{self.path} was written by a newer Starloom ({name} {version}): update.")
            for step in steps[version:]:
                for statement in filter(None, (part.strip() for part in step.split(";"))):
                    connection.execute(statement)
            connection.execute("INSERT OR REPLACE INTO rooms VALUES (?, ?)", (name, len(steps)))

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the right to write; everything in it happens or nothing.

        Raises:
            DatabaseError: the disk is full, the file is damaged, or another program holds it for too long.
        """
        try:
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise DatabaseError(f"The database {self.path} cannot be written ({error}).") from error

    def version(self) -> int:
        """A number that differs from the last one this thread was told when another thread or program has written."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def rows(self, question: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The answer to a question.

        Raises:
            DatabaseError: the file is damaged.
        """
        try:
            return self._connection().execute(question, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise DatabaseError(f"The database {self.path} cannot be read ({error}).") from error

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {self._synchronous}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            self._local.connection = connection
        return connection
