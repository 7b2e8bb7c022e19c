"""The queue's jobs as groups: a film with its lines, its score and its takes, or takes alone. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.ports.jobs import UNFINISHED, JobRow, State

_LOUDEST: tuple[State, ...] = ("failed", "running", "stopping", "pending", "paused", "cancelled", "done")
"""Of takes alone the first of these that one of them is in says how the group stands."""


@dataclass(frozen=True)
class Group:
    """Jobs that were asked for together. ``head``: the film's own job; None where only takes were asked for;
    ``rows``: all others, in order."""

    number: int
    title: str
    head: JobRow | None
    rows: tuple[JobRow, ...]

    @property
    def jobs(self) -> tuple[JobRow, ...]:
        """All jobs of the group, the film's own last: it needs the others."""
        return self.rows if self.head is None else (*self.rows, self.head)

    @property
    def unfinished(self) -> tuple[JobRow, ...]:
        """The jobs that are not finished."""
        return tuple(row for row in self.jobs if row.state in UNFINISHED)

    @property
    def running(self) -> tuple[JobRow, ...]:
        """The jobs that are being done, the heaviest first."""
        going = [row for row in self.jobs if row.state in ("running", "stopping")]
        return tuple(sorted(going, key=lambda row: (row.kind not in ("film", "take"), -row.weight)))

    @property
    def state(self) -> State:
        """How the whole of it stands."""
        if self.running:
            return self.running[0].state
        if self.head is not None and self.head.state != "pending":
            return self.head.state
        states = {row.state for row in self.unfinished} or {row.state for row in self.jobs}
        return next(state for state in _LOUDEST if state in states)

    @property
    def share(self) -> float:
        """How much of its work is done, 0 to 1."""
        total = sum(row.weight for row in self.jobs)
        return sum(row.weight * (row.share or 0.0) for row in self.jobs) / total if total else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds of work that are left; None where that is not known. Lines and score are made beside the takes."""
        heavy = [row.seconds_left for row in self.unfinished if row.kind in ("take", "film")]
        known = [seconds for seconds in heavy if seconds is not None]
        return sum(known) if known else None

    def count(self, kind: str) -> tuple[int, int]:
        """How many jobs of a kind are done, and how many there are."""
        rows = [row for row in self.jobs if row.kind == kind]
        return sum(row.state == "done" for row in rows), len(rows)


def groups_of(rows: Sequence[JobRow]) -> list[Group]:
    """The groups of a queue: those that are unfinished in the order of their work, then the finished ones, the last
    one first."""
    by_film: dict[int, list[JobRow]] = {}
    for row in sorted(rows, key=lambda row: row.state not in UNFINISHED):
        by_film.setdefault(row.film, []).append(row)
    order = {row.id: place for place, row in enumerate(rows)}
    groups = [_group(number, sorted(found, key=lambda row: order[row.id])) for number, found in by_film.items()]
    waiting = [group for group in groups if group.unfinished]
    finished = sorted((group for group in groups if not group.unfinished), key=lambda group: -group.number)
    return [*waiting, *finished]


def overall(groups: Sequence[Group]) -> tuple[int, int, float]:
    """Unfinished films, takes that are made alone, and how much of all unfinished groups is done."""
    waiting = [group for group in groups if group.unfinished]
    films = sum(group.head is not None for group in waiting)
    takes = sum(len(group.unfinished) for group in waiting if group.head is None)
    jobs = [row for group in waiting for row in group.jobs]
    total = sum(row.weight for row in jobs)
    done = sum(row.weight * (row.share or 0.0) for row in jobs)
    return films, takes, done / total if total else 0.0


def _group(number: int, rows: Sequence[JobRow]) -> Group:
    head = next((row for row in rows if row.kind == "film"), None)
    return Group(number, rows[0].film_title, head, tuple(row for row in rows if row is not head))
