"""The engine's jobs as rows of the queue that is shown. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from engine.jobs.estimates import speed_name
from engine.jobs.job import Cancelled, Done, Failed, Job, Paused, Running
from storyboard.model import Canvas
from ui.ports.jobs import JobRow, Kind, QueueState, State

UNLEARNED = {"speech": 0.02, "score": 0.12, "take": 0.03, "take by diffusion": 10.0, "film": 0.02}
"""Seconds for a unit of work, to weigh jobs against each other where this machine has not done any yet."""


@dataclass(frozen=True)
class Ordered:
    """What is known of an order without reading its storyboard whole: the storyboard's id, the folder its media paths
    start from, the titles of its shots by their ids, in order, and the seeds of those that have their own."""

    board: str = ""
    base: str = ""
    shots: Mapping[str, str] = field(default_factory=dict)
    seeds: Mapping[str, int] = field(default_factory=dict)
    generators: Mapping[str, str] = field(default_factory=dict)
    """What makes the shots, by their ids."""
    canvas: tuple[int, int, int] = (0, 0, 0)
    """Width, height, frames per second."""


@dataclass(frozen=True)
class Seen:
    """The queue as it was seen at one time. ``films``: the newest film of the history and how many there are."""

    jobs: tuple[Job, ...] = ()
    speeds: Mapping[str, float] = field(default_factory=dict)
    orders: Mapping[int, Ordered] = field(default_factory=dict)
    paused: bool = False
    trouble: str = ""
    worked_elsewhere: bool = False
    films: tuple[int, int] = (0, 0)


def ordered(storyboard: str, base: str) -> Ordered:
    """What a row of the queue says of an order."""
    try:
        raw: dict[str, Any] = json.loads(storyboard)
        shots = {str(shot["id"]): str(shot.get("title", "")) for shot in raw["shots"]}
        seeds = {str(shot["id"]): int(shot["seed"]) for shot in raw["shots"] if shot.get("seed") is not None}
        usual = raw.get("generator", "sky")
        generators = {str(shot["id"]): str(shot.get("generator") or usual) for shot in raw["shots"]}
        canvas = Canvas.model_validate(raw.get("canvas", {}))
        size = (canvas.width, canvas.height, canvas.fps)
        return Ordered(str(raw.get("id", "story")), base, shots, seeds, generators, size)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Ordered(base=base)


def queue_state(seen: Seen) -> QueueState:
    """The queue as it is shown."""
    left = [
        seconds_left(job, seen.speeds, seen.orders.get(job.film, Ordered()))
        for job in seen.jobs if job.lane == "heavy" and not job.finished
    ]  # fmt: skip
    known = [seconds for seconds in left if seconds is not None]
    numbers = {film: {shot: place for place, shot in enumerate(order.shots, 1)} for film, order in seen.orders.items()}
    return QueueState(
        tuple(job_row(job, seen.speeds, seen.orders.get(job.film, Ordered()), numbers.get(job.film, {}))
              for job in seen.jobs),
        seen.paused, sum(known) if known else None, seen.trouble, seen.worked_elsewhere,
    )  # fmt: skip


def job_row(job: Job, speeds: Mapping[str, float], order: Ordered, numbers: Mapping[str, int]) -> JobRow:
    """One job as it is shown."""
    state = job.state
    running = state if isinstance(state, Running) else None
    return JobRow(
        job.id, cast(Kind, job.kind), job.film, job.film_title, job.shot, _state(job),
        preview=job.priority > 0, share=_share(job), seconds_left=seconds_left(job, speeds, order),
        phase=running.message if running else "", reason=state.reason if isinstance(state, Failed) else "",
        target=Path(job.target) if job.target else None, shot_number=numbers.get(job.shot, 0),
        shot_title=order.shots.get(job.shot, ""),
        weight=max(speeds.get(_speed_name(job, order), UNLEARNED[_speed_name(job, order)]) * job.units, 1e-6),
    )  # fmt: skip


def _speed_name(job: Job, order: Ordered) -> str:
    return speed_name(job.kind, order.generators.get(job.shot, ""))


def seconds_left(job: Job, speeds: Mapping[str, float], order: Ordered = Ordered()) -> float | None:
    """How long an unfinished job will take from now, as far as that is known."""
    state = job.state
    if isinstance(state, Running) and state.seconds_left is not None:
        return state.seconds_left
    name = _speed_name(job, order)
    if job.finished or name not in speeds:
        return None
    return speeds[name] * job.units * (1 - (_share(job) or 0.0))


def newly_finished(jobs: Sequence[Job], finished: Collection[int]) -> list[Job]:
    """Films that are done or failed and were not before."""
    return [
        job for job in jobs
        if job.kind == "film" and isinstance(job.state, Done | Failed) and job.id not in finished
    ]  # fmt: skip


def _share(job: Job) -> float | None:
    match job.state:
        case Done():
            return 1.0
        case Running(done=done, total=total) if total > 1:
            return min(1.0, done / total)
        case Running():
            return None
        case _:
            return 0.0


def _state(job: Job) -> State:
    match job.state:
        case Running(wish=wish):
            return "stopping" if wish else "running"
        case Paused():
            return "paused"
        case Done():
            return "done"
        case Failed():
            return "failed"
        case Cancelled():
            return "cancelled"
        case _:
            return "pending"
