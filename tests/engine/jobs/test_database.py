"""The database: tables of their own for every part, all or nothing, seen by other programs."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from engine.jobs.database import Database, DatabaseError

FIRST = "CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('star')"
SECOND = "ALTER TABLE words ADD COLUMN language TEXT NOT NULL DEFAULT 'en'"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "数据 folder" / "starloom.sqlite"


def _words(database: Database) -> list[tuple]:
    return [tuple(row) for row in database.rows("SELECT * FROM words ORDER BY word")]


def test_every_step_is_done_once(path: Path) -> None:
    Database(path).room("words", [FIRST])
    Database(path).room("words", [FIRST, SECOND])
    database = Database(path)
    database.room("words", [FIRST, SECOND])
    assert _words(database) == [("star", "en")]


def test_a_newer_file_is_refused_and_left_alone(path: Path) -> None:
    Database(path).room("words", [FIRST, SECOND])
    with pytest.raises(DatabaseError, match="newer Starloom"):
        Database(path).room("words", [FIRST])
    assert _words(Database(path)) == [("star", "en")]


def test_a_change_happens_whole_or_not_at_all(path: Path) -> None:
    database = Database(path)
    database.room("words", [FIRST])
    with pytest.raises(KeyError), database.change() as change:
        change.execute("INSERT INTO words VALUES ('moon')")
        raise KeyError("moon")
    with pytest.raises(DatabaseError, match="starloom.sqlite"), database.change() as change:
        change.execute("INSERT INTO words VALUES ('moon')")
        change.execute("INSERT INTO nowhere VALUES (1)")
    assert _words(database) == [("star",)]


def test_what_others_write_is_noticed(path: Path) -> None:
    database = Database(path)
    database.room("words", [FIRST])
    before = database.version()
    assert database.version() == before
    with Database(path).change() as change:
        change.execute("INSERT INTO words VALUES ('moon')")
    assert database.version() != before


def test_threads_write_one_after_the_other(path: Path) -> None:
    database = Database(path)
    database.room("words", [FIRST])

    def write(number: int) -> None:
        for word in range(20):
            with database.change() as change:
                change.execute("INSERT INTO words VALUES (?)", (f"{number} {word}",))
        database.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_words(database)) == 81


def test_what_is_no_database_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"a shopping list" * 1000)
    with pytest.raises(DatabaseError, match="starloom.sqlite"):
        Database(path)
