"""Films whose end the person wants to hear of: written down while they wait, taken away in the transaction that tells.

So a program that dies between a film's end and its telling tells it the next time, and nobody hears of a film twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from engine.jobs.database import Database

STEPS = ("CREATE TABLE expected (film INTEGER PRIMARY KEY)",)


class Expected:
    """The expected films of one database, by the numbers of the jobs that make them."""

    def __init__(self, database: Database) -> None:
        database.room("expected", STEPS)
        self._database = database

    def add(self, films: Iterable[int]) -> None:
        """Expect films; those that are expected already stay so."""
        with self._database.change() as connection:
            connection.executemany("INSERT OR IGNORE INTO expected VALUES (?)", [(film,) for film in films])

    def films(self) -> set[int]:
        """What is expected."""
        return {row["film"] for row in self._database.rows("SELECT film FROM expected")}

    def take(self, connection: sqlite3.Connection, film: int) -> bool:
        """Expect a film no longer, in the transaction that ``connection`` holds; whether it was expected."""
        return connection.execute("DELETE FROM expected WHERE film = ?", (film,)).rowcount > 0
