"""A job: one unit of queued work, and where it stands."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any, Literal

Lane = Literal["heavy", "light"]
Wish = Literal["", "cancel", "pause"]

FINAL, PREVIEW = 0, 1
"""Priorities: previews are made before anything else of their lane."""


@dataclass(frozen=True)
class Pending:
    """Waits for its turn, or for the jobs it needs."""


@dataclass(frozen=True)
class Running:
    """Is being done by the program ``owner`` (see `engine.jobs.owner`) since a time (seconds since 1970).

    ``done`` of ``total`` units, ``seconds_left`` if that can be told; ``message`` is the phase it is in. ``wish``: it
    was asked to stop and has not stopped yet; ``heeded``: when its worker heard that.
    """

    owner: str
    since: float
    done: float = 0.0
    total: float = 0.0
    seconds_left: float | None = None
    message: str = ""
    wish: Wish = ""
    heeded: float | None = None


@dataclass(frozen=True)
class Paused:
    """Waits until it is resumed."""


@dataclass(frozen=True)
class Done:
    """Is finished: what came of it, and the seconds it took."""

    result: dict[str, Any]
    seconds: float


@dataclass(frozen=True)
class Failed:
    """Could not be done; ``reason`` is a sentence for the person, ``error`` the kind of error."""

    reason: str
    error: str


@dataclass(frozen=True)
class Cancelled:
    """The person does not want it any more."""


State = Pending | Running | Paused | Done | Failed | Cancelled
UNFINISHED = ("pending", "running", "paused")


@dataclass(frozen=True)
class Job:
    """One unit of work.

    Attributes:
        id: its number in the queue.
        kind: "speech", "score", "take" or "film".
        lane: "heavy" jobs run one at a time.
        film: number of the film it was asked for first.
        film_title, target: that film's title, and its file ("" for takes alone).
        shot: id of the shot it makes something of; "" for the whole film.
        units: how much work it is, in the unit of its kind.
        priority: ``PREVIEW`` or ``FINAL``.
        attempts: how often a worker began it.
    """

    id: int
    kind: str
    lane: Lane
    film: int
    film_title: str
    target: str
    shot: str
    units: float
    priority: int
    attempts: int
    state: State = field(repr=False)

    @property
    def finished(self) -> bool:
        """Whether nothing more will be done for it."""
        return isinstance(self.state, Done | Failed | Cancelled)


def job_of(row: sqlite3.Row) -> Job:
    """A row of the queue's table, joined with its film, as a job."""
    return Job(
        row["id"], row["kind"], row["lane"], row["film"], row["title"], row["target"], row["shot"], row["units"],
        row["priority"], row["attempts"], _state(row),
    )  # fmt: skip


def _state(row: sqlite3.Row) -> State:
    match row["state"]:
        case "running":
            return Running(
                row["owner"], row["started"], row["done"], row["total"], row["seconds_left"],
                row["message"], row["wish"], row["heeded"],
            )  # fmt: skip
        case "paused":
            return Paused()
        case "done":
            return Done(json.loads(row["result"]), row["seconds"])
        case "failed":
            return Failed(row["reason"], row["error"])
        case "cancelled":
            return Cancelled()
        case _:
            return Pending()
