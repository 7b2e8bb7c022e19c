"""Messages that wait to be sent: rows written in the transaction of the fact they tell, tried until they are taken.

A message is claimed before it is tried by moving its next try past the try's time limit: a second program leaves it
alone, and when this one dies on the way it is tried again. So a message arrives at least once, always under one id.
"""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.jobs.database import Database
from engine.jobs.webhook import GONE, TIMEOUT_S, Answer, Message

STEPS = (
    """CREATE TABLE outbox (
        id TEXT PRIMARY KEY,
        payload TEXT NOT NULL,
        written REAL NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting',
        attempts INTEGER NOT NULL DEFAULT 0,
        next_try REAL NOT NULL,
        last_words TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX outbox_next ON outbox (state, next_try)""",
)
WAITS_S = (5.0, 30.0, 300.0, 1800.0, 7200.0, 18000.0, 36000.0, 50400.0, 72000.0, 86400.0)
"""Seconds from a failed try to the next one, a little more or less by chance: three days in all."""
LONGEST_WAIT_S = 86400.0
JITTER = 0.2
KEPT_S = 30 * 86400.0


@dataclass(frozen=True)
class Waiting:
    """A message that is not delivered: how often it was tried, when it is tried next, and what came last."""

    id: str
    attempts: int
    next_try: float
    last_words: str


class Outbox:
    """The messages of one database."""

    def __init__(self, database: Database, waits_s: Sequence[float] = WAITS_S) -> None:
        """
        Args:
            database: where the rows lie; their table is made.
            waits_s: seconds after each failed try; after the last one a message is given up.
        """
        database.room("outbox", STEPS)
        self._database, self._waits_s = database, tuple(waits_s)

    def put(self, connection: sqlite3.Connection, message: Message) -> None:
        """Write a message in the transaction that ``connection`` holds; nothing where its id is known already."""
        now = time.time()
        connection.execute("DELETE FROM outbox WHERE state != 'waiting' AND written < ?", (now - KEPT_S,))
        connection.execute(
            "INSERT OR IGNORE INTO outbox (id, payload, written, next_try) VALUES (?, ?, ?, ?)",
            (message.id, message.payload.decode("utf-8"), now, now),
        )

    def waiting(self) -> list[Waiting]:
        """What is not delivered yet, the next one first."""
        rows = self._database.rows(
            "SELECT id, attempts, next_try, last_words FROM outbox WHERE state = 'waiting' ORDER BY next_try"
        )
        return [Waiting(*row) for row in rows]

    def drop(self) -> int:
        """Give up whatever waits; returns how many messages that were."""
        with self._database.change() as connection:
            return connection.execute("UPDATE outbox SET state = 'dropped' WHERE state = 'waiting'").rowcount

    def retry_now(self) -> None:
        """Let whatever waits be tried at once."""
        with self._database.change() as connection:
            connection.execute("UPDATE outbox SET next_try = ? WHERE state = 'waiting'", (time.time(),))

    def deliver_due(
        self, send: Callable[[Message], Answer], stop: threading.Event, timeout_s: float = TIMEOUT_S
    ) -> bool:
        """Try every message whose time has come, once.

        Args:
            send: hands one over, within ``timeout_s``.
            stop: set it to end between two messages.
            timeout_s: how long one try lasts at most.

        Returns:
            False when the endpoint said that it is gone for good; what waits is dropped then.
        """
        for name in self._due():
            if stop.is_set():
                break
            message = self._claim(name, 2 * timeout_s)
            if message is None:
                continue
            answer = send(message)
            self._settle(name, answer)
            if answer.status == GONE:
                self.drop()
                return False
        return True

    def _due(self) -> list[str]:
        rows = self._database.rows(
            "SELECT id FROM outbox WHERE state = 'waiting' AND next_try <= ? ORDER BY next_try", (time.time(),)
        )
        return [row["id"] for row in rows]

    def _claim(self, name: str, seconds: float) -> Message | None:
        """Take a message for one try; None where another program has it."""
        now = time.time()
        with self._database.change() as connection:
            row = connection.execute(
                "UPDATE outbox SET attempts = attempts + 1, next_try = ? "
                "WHERE id = ? AND state = 'waiting' AND next_try <= ? RETURNING payload",
                (now + seconds, name, now),
            ).fetchone()
        return Message(name, row["payload"].encode("utf-8")) if row else None

    def _settle(self, name: str, answer: Answer) -> None:
        """Write down what came of a try, and when the next one is."""
        with self._database.change() as connection:
            (attempts,) = connection.execute("SELECT attempts FROM outbox WHERE id = ?", (name,)).fetchone()
            connection.execute(
                "UPDATE outbox SET state = ?, next_try = ?, last_words = ? WHERE id = ? AND state = 'waiting'",
                (self._state(answer, attempts), time.time() + self._wait_s(answer, attempts), answer.words, name),
            )

    def _state(self, answer: Answer, attempts: int) -> str:
        if answer.taken:
            return "delivered"
        return "given up" if answer.status == GONE or attempts > len(self._waits_s) else "waiting"

    def _wait_s(self, answer: Answer, attempts: int) -> float:
        """Seconds until the next try: longer each time, and never sooner than the server asked for."""
        wait_s = self._waits_s[min(attempts, len(self._waits_s)) - 1] * random.uniform(1 - JITTER, 1 + JITTER)
        return max(wait_s, min(answer.retry_after_s, LONGEST_WAIT_S))
