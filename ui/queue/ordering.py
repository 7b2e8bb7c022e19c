"""Where jobs go when they are dragged: as orders to the queue, which moves one job at a time. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ui.ports.jobs import UNFINISHED, JobRow
from ui.queue.groups import Group

Move = tuple[int, int]
"""A job's id and its new place among the unfinished jobs, 1 is the first."""


def group_moves(rows: Sequence[JobRow], group: Group, before: Group | None) -> list[Move]:
    """Put a group before another one, or behind all (None)."""
    mine = [row.id for row in group.unfinished]
    order = _unfinished(rows)
    if not mine or before is group:
        return []
    anchor = before.unfinished[0].id if before is not None and before.unfinished else None
    if group.head is None or group.head.id not in mine:
        return _one_by_one(order, mine, anchor)
    rest = [job for job in order if job not in mine]  # a film takes its jobs along by itself
    place = rest.index(anchor) if anchor is not None else len(rest)
    return [] if [*rest[:place], *mine, *rest[place:]] == order else [(group.head.id, place + 1)]


def job_moves(rows: Sequence[JobRow], job: JobRow, before: JobRow | None) -> list[Move]:
    """Put a job before another one of its group, or behind the last unfinished one of it (None)."""
    order = _unfinished(rows)
    if job.id not in order:
        return []
    if before is None:
        beside = [row.id for row in rows if row.film == job.film and row.kind != "film" and row.id in order]
        last = order.index(beside[-1]) + 1
        anchor = order[last] if last < len(order) else None
    else:
        anchor = before.id if before.id in order else None
    return _one_by_one(order, [job.id], anchor)


def _one_by_one(order: list[int], moved: list[int], anchor: int | None) -> list[Move]:
    """Moves that put jobs, in their order, before ``anchor``; what stands there already is not moved."""
    moves: list[Move] = []
    for job in reversed(moved):
        if job == anchor:
            continue
        rest = [other for other in order if other != job]
        place = rest.index(anchor) if anchor is not None else len(rest)
        new = [*rest[:place], job, *rest[place:]]
        if new != order:
            moves.append((job, place + 1))
            order = new
        anchor = job
    return moves


def _unfinished(rows: Sequence[JobRow]) -> list[int]:
    return [row.id for row in rows if row.state in UNFINISHED]
