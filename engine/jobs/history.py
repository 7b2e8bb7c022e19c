"""The history: every film that was made, with the storyboard as it was, so that it can be seen again and made again."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.content import file_digest
from engine.errors import BadInput
from engine.events import FilmFinished, Noted, Reporter
from engine.jobs.database import Database, DatabaseError
from storyboard.file import read
from storyboard.model import Storyboard
from storyboard.version import VERSION

if TYPE_CHECKING:
    from engine.film_settings import FilmSettings

STEPS = (
    """CREATE TABLE films (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        made TEXT NOT NULL,
        title TEXT NOT NULL,
        language TEXT NOT NULL,
        path TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        changed_ns INTEGER NOT NULL,
        frames INTEGER NOT NULL,
        duration_s REAL NOT NULL,
        wall_s REAL NOT NULL,
        program TEXT NOT NULL,
        base TEXT NOT NULL,
        settings TEXT NOT NULL,
        storyboard TEXT NOT NULL,
        job TEXT UNIQUE
    )""",
)
_COLUMNS = ("number, made, title, language, path, size, sha256, changed_ns, frames, duration_s, wall_s, program, base, "
            "settings")  # fmt: skip


@dataclass(frozen=True)
class FilmSize:
    """How large a film became: its bytes, its length and size in pixels, and what it was encoded with."""

    size: int
    duration_s: float
    width: int
    height: int
    quality: str
    encoder: str


@dataclass(frozen=True)
class FilmRecord:
    """One film that was made: its number, when (ISO, UTC), what it is and where it was put.

    ``settings`` are those of the export; relative media paths of the storyboard start from ``base``.
    """

    number: int
    made: str
    title: str
    language: str
    path: Path
    size: int
    sha256: str
    changed_ns: int
    frames: int
    duration_s: float
    wall_s: float
    program: str
    base: Path
    settings: dict[str, Any] = field(repr=False)


class History:
    """The films of one database."""

    def __init__(self, database: Database) -> None:
        database.room("history", STEPS)
        self._database = database

    def films(self) -> list[FilmRecord]:
        """Every film, the last one first."""
        return [_record(row) for row in self._database.rows(f"SELECT {_COLUMNS} FROM films ORDER BY number DESC")]

    def sizes(self, most: int = 100) -> list[FilmSize]:
        """How large the last films became, the last one first."""
        parts = {"width": "storyboard, '$.canvas.width'", "height": "storyboard, '$.canvas.height'",
                 "quality": "settings, '$.quality'", "encoder": "settings, '$.encoder'"}  # fmt: skip
        columns = ", ".join(f"json_extract({place}) AS {name}" for name, place in parts.items())
        rows = self._database.rows(
            f"SELECT size, duration_s, {columns} FROM films ORDER BY number DESC LIMIT ?", (most,)
        )
        return [FilmSize(**dict(row)) for row in rows if all(tuple(row))]

    def film(self, number: int) -> FilmRecord:
        """The film of a number.

        Raises:
            BadInput: there is none.
        """
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM films WHERE number = ?", (number,))
        if not rows:
            raise BadInput(f"There is no film {number} in the history: starloom history lists them.")
        return _record(rows[0])

    def storyboard(self, number: int) -> Storyboard:
        """The storyboard of a film as it was when the film was made.

        Raises:
            BadInput: there is no such film.
            StoryboardError: this Starloom cannot read its storyboard.
        """
        self.film(number)
        (row,) = self._database.rows("SELECT storyboard FROM films WHERE number = ?", (number,))
        return read(row["storyboard"].encode("utf-8"), f"The storyboard of film {number}")

    def add(
        self, finished: FilmFinished, storyboard: Storyboard, base: Path, settings: dict[str, Any], job: str | None
    ) -> int:
        """Write down a film that was just made; returns its number. The film of one ``job`` is written down once.

        Raises:
            DatabaseError: the database cannot be written.
            OSError: the film cannot be read.
        """
        path = finished.path.resolve()
        status = path.stat()
        values: dict[str, Any] = {
            "made": datetime.now(UTC).isoformat(timespec="seconds"), "title": storyboard.title,
            "language": storyboard.language, "path": str(path), "size": status.st_size, "sha256": file_digest(path),
            "changed_ns": status.st_mtime_ns, "frames": finished.frames, "duration_s": finished.duration_s,
            "wall_s": finished.wall_s, "program": VERSION, "base": str(base.resolve()),
            "settings": json.dumps(settings, ensure_ascii=False), "storyboard": storyboard.model_dump_json(),
            "job": job,
        }  # fmt: skip
        names = list(values)
        renewed = ", ".join(f"{name} = excluded.{name}" for name in names if name != "job")
        with self._database.change() as connection:
            (number,) = connection.execute(
                f"INSERT INTO films ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)}) "
                f"ON CONFLICT (job) DO UPDATE SET {renewed} RETURNING number",
                values,
            ).fetchone()
        return number

    def forget(self, number: int) -> None:
        """Remove a film from the history; its file stays.

        Raises:
            BadInput: there is no such film.
        """
        self.film(number)
        with self._database.change() as connection:
            connection.execute("DELETE FROM films WHERE number = ?", (number,))

    def forget_all(self) -> int:
        """Remove every film from the history, files stay; returns how many there were."""
        with self._database.change() as connection:
            return connection.execute("DELETE FROM films").rowcount


def record_film(
    finished: FilmFinished,
    storyboard: Storyboard,
    *,
    base: Path | None,
    settings: FilmSettings,
    report: Reporter = lambda event: None,
    database: Database | None = None,
    job: str | None = None,
) -> int | None:
    """Write a film that was just made into the history.

    The film is made already: that it cannot be written down is noted and is no failure.

    Args:
        finished: what ``render_film`` returned.
        storyboard: what it was made of.
        base: the folder that relative media paths started from.
        settings: the ``FilmSettings`` it was made with.
        report: called with a note where it cannot be written down.
        database: the user's own when left out.
        job: the name of the queue's job that made it: a job done a second time after a crash is one film.

    Returns:
        The film's number, or None.
    """
    try:
        history = History(database or Database())
        return history.add(finished, storyboard, base or Path.cwd(), settings.as_json(), job)
    except (DatabaseError, OSError) as error:
        report(Noted(f"The film is made, but the history does not know it ({error})."))
        return None


def _record(row: sqlite3.Row) -> FilmRecord:
    values = dict(row)
    for name in ("path", "base"):
        values[name] = Path(values[name])
    return FilmRecord(**{**values, "settings": json.loads(values["settings"])})
