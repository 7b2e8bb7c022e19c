"""How much the cache may hold, and what it must keep: the takes that storyboards opened or saved here have named.

Both lie in the user's data folder: unlike the cache's index they cannot be made again.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path

from engine.errors import BadInput
from engine.jobs.database import Database
from storyboard.errors import StoryboardError
from storyboard.file import load
from storyboard.model import Storyboard

LIMIT = 20_000_000_000
LEAST_LIMIT = 1_000_000
AWAY_S = 30 * 86_400.0
"""How long the takes of a storyboard are kept whose folder cannot be found: it may lie on a drive that comes back."""
UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
TABLES = (
    """CREATE TABLE cache_limit (only INTEGER PRIMARY KEY CHECK (only = 1), bytes INTEGER NOT NULL);
    CREATE TABLE known_storyboards (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, seen REAL NOT NULL);
    CREATE TABLE named_takes (path TEXT NOT NULL REFERENCES known_storyboards ON DELETE CASCADE, key TEXT NOT NULL,
        PRIMARY KEY (path, key))""",
)


def bytes_of(text: str) -> int:
    """A size as people write it: "20 GB", "500MB", "1.5g", or plain bytes; decimal units.

    Raises:
        BadInput: it is no size.
    """
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?\s*", text, re.IGNORECASE)
    if match is None:
        raise BadInput(f"'{text}' is no size: write for example 20GB or 500MB.")
    return round(float(match[1]) * UNITS[match[2].lower()])


class Keeping:
    """The limit and the known storyboards of one user. Threads may share it."""

    def __init__(self, database: Database | None = None) -> None:
        """``database``: the user's own when left out.

        Raises:
            DatabaseError: it cannot be opened.
        """
        self._database = database if database is not None else Database()
        self._database.room("cache", TABLES)

    @property
    def limit(self) -> int:
        """Bytes that the cache may hold.

        Raises:
            BadInput: the environment gives something that is no size.
        """
        chosen = os.environ.get("STARLOOM_CACHE_LIMIT")
        if chosen:
            return bytes_of(chosen)
        rows = self._database.rows("SELECT bytes FROM cache_limit")
        return rows[0][0] if rows else LIMIT

    def set_limit(self, limit: int) -> None:
        """Let the cache hold so many bytes from now on.

        Raises:
            BadInput: that is too little to work with.
        """
        if limit < LEAST_LIMIT:
            raise BadInput(f"A cache of {limit} bytes is too small: give it 1MB or more.")
        with self._database.change() as connection:
            connection.execute("INSERT OR REPLACE INTO cache_limit VALUES (1, ?)", (limit,))

    def remember(self, path: Path, storyboard: Storyboard) -> None:
        """A storyboard was opened or saved: the takes that it names are kept as long as its file names them."""
        found = path.resolve()
        keys = {take.key for shot in storyboard.shots for take in shot.takes}
        with self._database.change() as connection:
            connection.execute("DELETE FROM known_storyboards WHERE path = ?", (str(found),))
            values = (str(found), _stamp(found), time.time())
            connection.execute("INSERT INTO known_storyboards VALUES (?, ?, ?)", values)
            connection.executemany("INSERT INTO named_takes VALUES (?, ?)", [(str(found), key) for key in keys])

    def named_takes(self) -> set[str]:
        """Keys of all takes that known storyboards name, as their files stand now."""
        for path, stamp, seen in self._database.rows("SELECT path, stamp, seen FROM known_storyboards"):
            now = _stamp(Path(path))
            if not now:
                self._missed(Path(path), stamp, seen)
            elif now != stamp:
                self._read_again(Path(path))
        return {row[0] for row in self._database.rows("SELECT DISTINCT key FROM named_takes")}

    def _missed(self, path: Path, stamp: str, seen: float) -> None:
        """A known storyboard is not there: forgotten at once where its folder is, else after a while."""
        gone = path.parent.is_dir() or (not stamp and time.time() - seen > AWAY_S)
        with self._database.change() as connection:
            if gone:
                connection.execute("DELETE FROM known_storyboards WHERE path = ?", (str(path),))
            elif stamp:
                values = (time.time(), str(path))
                connection.execute("UPDATE known_storyboards SET stamp = '', seen = ? WHERE path = ?", values)

    def _read_again(self, path: Path) -> None:
        """A known storyboard has changed. One that cannot be read may be mended: it keeps what it had named."""
        with contextlib.suppress(StoryboardError):
            self.remember(path, load(path))


def _stamp(path: Path) -> str:
    """Size and time of change of a file; empty where there is none."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"
