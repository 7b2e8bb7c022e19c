"""The queue: films and takes that a person asked for, as jobs that are done one after the other.

What stands in it survives a crash and a power cut. Several programs may add, list, pause and cancel; one of them works
it (`engine.jobs.worker`). Equal requests join: while a job is unfinished there is no second one of its key.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.errors import BadInput
from engine.jobs.database import Database
from engine.jobs.job import FINAL, UNFINISHED, Job, Lane, job_of
from engine.jobs.owner import is_running
from engine.jobs.queue_tables import ROOM, STEPS
from engine.jobs.settling import settle

JOBS = "SELECT j.*, f.title, f.target FROM queue_jobs j JOIN queue_films f ON f.id = j.film"
IN_ORDER = "ORDER BY j.priority DESC, j.position, j.id"
OPEN = f"state IN {UNFINISHED}"


@dataclass(frozen=True)
class FilmRow:
    """A film as the queue keeps it: the storyboard and the settings as texts, the folder that its media paths start
    from, and the file to be written ("" where only takes were asked for)."""

    title: str
    storyboard: str
    base: str
    target: str
    settings: str


@dataclass(frozen=True)
class Wanted:
    """A job to be added.

    ``needs``: places in the list of wanted jobs that must be finished before, each with whether it must have
    succeeded.
    """

    kind: str
    lane: Lane
    key: str
    shot: str
    units: float
    needs: tuple[tuple[int, bool], ...] = ()


@dataclass(frozen=True)
class Standing:
    """How the queue stands.

    ``paused``: "after" (what runs ends first), "now" (what ran went back) or "" (it is not). ``owner``: the program
    that works it (see `engine.jobs.owner`; "" is none), since when, and when it last gave a sign (seconds since 1970).
    """

    paused: str
    owner: str
    since: float | None
    sign: float | None


class Queue:
    """What people do with the queue. Threads may share one."""

    def __init__(self, database: Database | None = None) -> None:
        """
        Raises:
            DatabaseError: the database cannot be opened or was written by a newer Starloom.
        """
        self.database = database if database is not None else Database()
        self.database.room(ROOM, STEPS)

    def add(self, film: FilmRow, wanted: Sequence[Wanted], priority: int = FINAL) -> list[Job]:
        """Add a film's jobs, all or none; where an equal one is unfinished, that one is joined.

        Returns:
            the jobs in the order of ``wanted``.
        """
        with self.database.change() as change:
            values = (film.title, film.storyboard, film.base, film.target, film.settings, time.time())
            number = change.execute(
                "INSERT INTO queue_films (title, storyboard, base, target, settings, added) VALUES (?, ?, ?, ?, ?, ?)",
                values,
            ).lastrowid
            assert number is not None
            ids: list[int] = []
            for job in wanted:
                ids.append(_joined(change, job, priority) or _inserted(change, job, number, priority))
                needs = [(ids[-1], ids[place], hard) for place, hard in job.needs]
                change.executemany("INSERT OR IGNORE INTO queue_needs VALUES (?, ?, ?)", needs)
            _drop_unused_films(change)
        added = {job.id: job for job in self.jobs(ids)}
        return [added[job_id] for job_id in ids]

    def jobs(self, ids: Iterable[int] | None = None) -> list[Job]:
        """Jobs in the order in which they are done; all of them when no ids are given."""
        if ids is None:
            return [job_of(row) for row in self.database.rows(f"{JOBS} {IN_ORDER}")]
        marks = ",".join(str(int(job_id)) for job_id in ids)
        return [job_of(row) for row in self.database.rows(f"{JOBS} WHERE j.id IN ({marks}) {IN_ORDER}")]

    def unfinished(self) -> int:
        """The number of jobs that are not finished."""
        return self.database.rows(f"SELECT count(*) FROM queue_jobs WHERE {OPEN}")[0][0]

    def cancel(self, ids: Iterable[int]) -> list[Job]:
        """Do not want jobs any more, nor what only they need. What runs is stopped by its worker; what is finished
        stays finished.

        Raises:
            BadInput: there is no such job.
        """
        with self.database.change() as change:
            chosen = _with_what_only_they_need(change, self._known(change, ids))
            for job_id in chosen:
                change.execute("UPDATE queue_jobs SET wish = 'cancel' WHERE id = ? AND state = 'running'", (job_id,))
                waiting = "WHERE id = ? AND state IN ('pending', 'paused')"
                change.execute(f"UPDATE queue_jobs SET state = 'cancelled' {waiting}", (job_id,))
            for job_id in chosen:
                settle(change, job_id)
        return self.jobs(chosen)

    def pause(self, ids: Iterable[int] = (), *, now: bool = False) -> None:
        """Hold jobs back, or the whole queue when none are named.

        now: what runs is stopped and goes back to its place, what is finished of it is kept; otherwise it ends first.
        Single jobs that run are stopped in any case.

        Raises:
            BadInput: there is no such job.
        """
        ids = list(ids)
        with self.database.change() as change:
            if not ids:
                change.execute("UPDATE queue_work SET paused = ?", ("now" if now else "after",))
            for job_id in self._known(change, ids):
                change.execute("UPDATE queue_jobs SET state = 'paused' WHERE id = ? AND state = 'pending'", (job_id,))
                running = "WHERE id = ? AND state = 'running' AND wish = ''"
                change.execute(f"UPDATE queue_jobs SET wish = 'pause' {running}", (job_id,))

    def resume(self, ids: Iterable[int] = ()) -> None:
        """Go on with jobs, or with the whole queue and every paused job when none are named.

        Raises:
            BadInput: there is no such job.
        """
        ids = list(ids)
        with self.database.change() as change:
            if not ids:
                change.execute("UPDATE queue_work SET paused = ''")
                change.execute("UPDATE queue_jobs SET state = 'pending' WHERE state = 'paused'")
            for job_id in self._known(change, ids):
                change.execute("UPDATE queue_jobs SET state = 'pending' WHERE id = ? AND state = 'paused'", (job_id,))

    def retry(self, ids: Iterable[int]) -> None:
        """Try failed or cancelled jobs again, and what they need that failed or was cancelled.

        Raises:
            BadInput: there is no such job.
        """
        with self.database.change() as change:
            waiting = self._known(change, ids)
            seen: set[int] = set()
            while waiting:
                job_id = waiting.pop()
                if job_id in seen:
                    continue
                seen.add(job_id)
                row = change.execute("SELECT state, key FROM queue_jobs WHERE id = ?", (job_id,)).fetchone()
                if row["state"] in ("failed", "cancelled"):
                    _revive(change, job_id, row["key"])
                    needs = change.execute("SELECT needs FROM queue_needs WHERE job = ?", (job_id,)).fetchall()
                    waiting += [need["needs"] for need in needs]

    def move(self, job_id: int, position: int) -> None:
        """Give an unfinished job another place among the unfinished ones, 1 is the first; a film takes its jobs along.

        Raises:
            BadInput: there is no such unfinished job.
        """
        with self.database.change() as change:
            kind = {row["id"]: row["kind"] for row in change.execute(f"{JOBS} WHERE j.{OPEN} {IN_ORDER}")}
            if job_id not in kind:
                raise BadInput(f"There is no unfinished job {job_id}: starloom queue list shows them.")
            along = {job_id}
            if kind[job_id] == "film":
                along = set(_with_what_only_they_need(change, [job_id]))
            moved = [number for number in kind if number in along]
            rest = [number for number in kind if number not in along]
            place = max(0, position - 1)
            order = [*rest[:place], *moved, *rest[place:]]
            change.executemany("UPDATE queue_jobs SET position = ? WHERE id = ?", list(enumerate(order, 1)))

    def clear(self) -> int:
        """Forget finished jobs that no unfinished one needs; how many."""
        needed = f"SELECT n.needs FROM queue_needs n JOIN queue_jobs d ON d.id = n.job WHERE d.{OPEN}"
        with self.database.change() as change:
            gone = change.execute(f"DELETE FROM queue_jobs WHERE NOT {OPEN} AND id NOT IN ({needed})").rowcount
            _drop_unused_films(change)
        return gone

    def standing(self) -> Standing:
        """Whether the queue is paused, and who works it."""
        row = self.database.rows("SELECT * FROM queue_work")[0]
        owner = row["owner"] if row["owner"] and is_running(row["owner"]) else ""
        return Standing(row["paused"], owner, row["since"], row["sign"])

    def _known(self, change: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
        found = list(dict.fromkeys(ids))
        for job_id in found:
            if change.execute("SELECT 1 FROM queue_jobs WHERE id = ?", (job_id,)).fetchone() is None:
                raise BadInput(f"There is no job {job_id} in the queue: starloom queue list shows them.")
        return found


def _joined(change: sqlite3.Connection, job: Wanted, priority: int) -> int | None:
    """The unfinished job of this key, its priority raised where this request's is higher."""
    row = change.execute(f"SELECT id FROM queue_jobs WHERE key = ? AND {OPEN}", (job.key,)).fetchone()
    if row is None:
        return None
    change.execute("UPDATE queue_jobs SET priority = max(priority, ?) WHERE id = ?", (priority, row["id"]))
    return row["id"]


def _inserted(change: sqlite3.Connection, job: Wanted, film: int, priority: int) -> int:
    number = change.execute(
        "INSERT INTO queue_jobs (kind, lane, key, film, shot, units, priority, position, state) "
        "SELECT ?, ?, ?, ?, ?, ?, ?, coalesce(max(position), 0) + 1, 'pending' FROM queue_jobs",
        (job.kind, job.lane, job.key, film, job.shot, job.units, priority),
    ).lastrowid
    assert number is not None
    return number


def _revive(change: sqlite3.Connection, job_id: int, key: str) -> None:
    """Make a job pending again, or let who needs it need the equal one that was added meanwhile."""
    other = change.execute(f"SELECT id FROM queue_jobs WHERE key = ? AND {OPEN}", (key,)).fetchone()
    if other is None:
        change.execute(
            "UPDATE queue_jobs SET state = 'pending', attempts = 0, wish = '', heeded = NULL, done = 0, total = 0, "
            "seconds_left = NULL, message = '', reason = '', error = '' WHERE id = ?", (job_id,),
        )  # fmt: skip
    else:
        change.execute("UPDATE OR IGNORE queue_needs SET needs = ? WHERE needs = ?", (other["id"], job_id))


def _with_what_only_they_need(change: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """Jobs and, again and again, the unfinished jobs that no other unfinished job needs."""
    chosen = list(dict.fromkeys(ids))
    needs = change.execute(
        "SELECT n.job, n.needs FROM queue_needs n JOIN queue_jobs j ON j.id = n.job JOIN queue_jobs d "
        f"ON d.id = n.needs WHERE j.{OPEN} AND d.{OPEN}"
    ).fetchall()
    needed_by: dict[int, set[int]] = {}
    for row in needs:
        needed_by.setdefault(row["needs"], set()).add(row["job"])
    while more := [need for need, jobs in needed_by.items() if need not in chosen and jobs <= set(chosen)]:
        chosen += more
    return chosen


def _drop_unused_films(change: sqlite3.Connection) -> None:
    change.execute("DELETE FROM queue_films WHERE id NOT IN (SELECT film FROM queue_jobs)")
