"""The worker's side of the queue: the right to work it, jobs taken from it and given back, and what the dead left."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from engine.jobs.database import Database
from engine.jobs.job import Job, Lane, Wish, job_of
from engine.jobs.owner import is_running, this_program
from engine.jobs.queue import IN_ORDER, JOBS, OPEN, Queue
from engine.jobs.settling import settle

MOST_ATTEMPTS = 3
WORKER_DIED = "WorkerDied"

_READY = f"""
    SELECT j.id FROM queue_jobs j WHERE j.state = 'pending' AND j.lane = ? AND NOT EXISTS (
        SELECT 1 FROM queue_needs n JOIN queue_jobs d ON d.id = n.needs WHERE n.job = j.id AND d.{OPEN}
    ) {IN_ORDER} LIMIT 1
"""
_CLAIM = f"""
    UPDATE queue_jobs SET state = 'running', owner = ?, started = ?, attempts = attempts + 1, wish = '', heeded = NULL,
        done = 0, total = 0, seconds_left = NULL, message = ''
    WHERE id = ({_READY}) RETURNING id
"""
_MINE = "WHERE id = ? AND state = 'running' AND owner = ?"


@dataclass(frozen=True)
class Orders:
    """What people want of the worker: to begin nothing more (see `Standing.paused`), to stop some of what runs."""

    paused: str
    wishes: dict[int, Wish]


class Leases:
    """What this process holds of the queue. A lease lasts as long as its process lives: nothing has to be renewed."""

    def __init__(self, queue: Queue) -> None:
        self._queue, self._database = queue, queue.database
        self._hints = Database(self._database.path, durable=False)  # of no use after a power cut: not worth a flush
        self._me = this_program()

    def take_over(self) -> bool:
        """Become the one program that works the queue; False where another does. Who died is followed."""
        with self._database.change() as change:
            other = change.execute("SELECT owner FROM queue_work").fetchone()["owner"]
            if other and other != self._me and is_running(other):
                return False
            now = time.time()
            change.execute("UPDATE queue_work SET owner = ?, since = ?, sign = ?", (self._me, now, now))
        return True

    def sign(self) -> None:
        """Tell those who look that the worker is at work."""
        with self._hints.change() as change:
            change.execute("UPDATE queue_work SET sign = ? WHERE owner = ?", (time.time(), self._me))

    def leave(self) -> None:
        """Work the queue no more."""
        with self._database.change() as change:
            change.execute("UPDATE queue_work SET owner = '', since = NULL WHERE owner = ?", (self._me,))

    def reclaim(self) -> list[Job]:
        """Give back what dead processes were doing; what died with its worker three times is parked as failed.

        Returns:
            the jobs, as they were when their worker died.
        """
        running = self._database.rows(f"{JOBS} WHERE j.state = 'running' AND j.owner <> ?", (self._me,))
        dead = [row for row in running if not is_running(row["owner"])]
        if not dead:
            return []
        with self._database.change() as change:
            for row in dead:
                _give_back(change, row)
        return [job_of(row) for row in dead]

    def claim(self, lane: Lane) -> Job | None:
        """The next job of a lane, now running here; None where none can be done yet."""
        if not self._database.rows(_READY, (lane,)):
            return None  # asked often: not worth the right to write
        with self._database.change() as change:
            row = change.execute(_CLAIM, (self._me, time.time(), lane)).fetchone()
        return self._queue.jobs([row["id"]])[0] if row else None

    def idle(self) -> bool:
        """Whether nothing runs here and nothing could be begun."""
        running = "SELECT 1 FROM queue_jobs WHERE state = 'running' AND owner = ?"
        paused = "SELECT 1 FROM queue_work WHERE paused <> ''"
        ready = f"EXISTS (SELECT 1 FROM ({_READY})) OR EXISTS (SELECT 1 FROM ({_READY}))"
        question = f"SELECT NOT EXISTS ({running}) AND (EXISTS ({paused}) OR NOT ({ready})) AS idle"
        return bool(self._database.rows(question, (self._me, "light", "heavy"))[0]["idle"])

    def orders(self) -> Orders:
        """What people want by now."""
        paused = self._database.rows("SELECT paused FROM queue_work")[0]["paused"]
        wishes = self._database.rows(
            "SELECT id, wish FROM queue_jobs WHERE state = 'running' AND wish <> '' AND owner = ?", (self._me,)
        )
        return Orders(paused, {row["id"]: row["wish"] for row in wishes})

    def heed(self, job_id: int) -> None:
        """Tell whoever asked that the job is being stopped."""
        with self._hints.change() as change:
            values = (time.time(), job_id, self._me)
            change.execute(f"UPDATE queue_jobs SET heeded = ? {_MINE} AND heeded IS NULL", values)

    def progress(self, job_id: int, done: float, total: float, seconds_left: float | None, message: str) -> None:
        """Write down how far a job is."""
        with self._hints.change() as change:
            values = (done, total, seconds_left, message, job_id, self._me)
            change.execute(
                f"UPDATE queue_jobs SET done = ?, total = ?, seconds_left = ?, message = ? {_MINE}", values
            )

    def finish(self, job_id: int, result: dict[str, Any], seconds: float) -> None:
        """A job is done; what it made must be whole and at its place before this is called."""
        with self._database.change() as change:
            values = (json.dumps(result, ensure_ascii=False), seconds, job_id, self._me)
            change.execute(f"UPDATE queue_jobs SET state = 'done', result = ?, seconds = ? {_MINE}", values)
            settle(change, job_id)

    def fail(self, job_id: int, reason: str, error: str) -> None:
        """A job cannot be done."""
        with self._database.change() as change:
            change.execute(
                f"UPDATE queue_jobs SET state = 'failed', reason = ?, error = ? {_MINE}",
                (reason, error, job_id, self._me),
            )
            settle(change, job_id)

    def stopped(self, job_id: int) -> None:
        """A job was stopped: it is cancelled or paused where that was wished, else it waits again. What was stopped
        does not count as an attempt."""
        with self._database.change() as change:
            row = change.execute(
                "UPDATE queue_jobs SET attempts = attempts - 1, heeded = coalesce(heeded, ?), state = CASE wish WHEN "
                f"'cancel' THEN 'cancelled' WHEN 'pause' THEN 'paused' ELSE 'pending' END {_MINE} RETURNING state",
                (time.time(), job_id, self._me),
            ).fetchone()  # fmt: skip
            if row is not None and row["state"] == "cancelled":
                settle(change, job_id)

    def give_back_but(self, ids: Iterable[int]) -> None:
        """Give back what is leased here but for these jobs: its end could not be written down when it came."""
        marks = ",".join(str(job_id) for job_id in ids)
        lost = f"WHERE state = 'running' AND owner = ? AND id NOT IN ({marks})"
        if self._database.rows(f"SELECT 1 FROM queue_jobs {lost}", (self._me,)):
            with self._database.change() as change:
                change.execute(f"UPDATE queue_jobs SET state = 'pending' {lost}", (self._me,))


def _give_back(change: sqlite3.Connection, row: sqlite3.Row) -> None:
    """What becomes of a job whose worker died."""
    wished = change.execute("SELECT wish FROM queue_jobs WHERE id = ?", (row["id"],)).fetchone()["wish"]
    reason = error = ""
    if wished == "cancel":
        state = "cancelled"
    elif row["attempts"] >= MOST_ATTEMPTS:
        state, error = "failed", WORKER_DIED
        what = f"shot {row['shot']}" if row["shot"] else f"the {row['kind']}"
        reason = (
            f"The program ended unexpectedly {MOST_ATTEMPTS} times while it was making {what} of “{row['title']}”: "
            "look into its log, change what this shot shows, or retry."
        )
    else:
        state = "paused" if wished == "pause" else "pending"
    change.execute(
        "UPDATE queue_jobs SET state = ?, reason = ?, error = ?, wish = '' WHERE id = ? AND state = 'running' "
        "AND owner = ?", (state, reason, error, row["id"], row["owner"]),
    )  # fmt: skip
    if state in ("cancelled", "failed"):
        settle(change, row["id"])
