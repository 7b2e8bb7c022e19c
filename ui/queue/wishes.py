"""What can be wished of a job or a group of the queue, and which jobs that concerns. Pure."""

from __future__ import annotations

from typing import Literal

from ui.ports.jobs import UNFINISHED, JobRow
from ui.queue.groups import Group

Wish = Literal["pause", "resume", "retry", "cancel", "play", "folder"]
Item = Group | JobRow
Key = tuple[int, int]
"""What a group or job is known by while it goes on: the film's number, and the job's (0: the whole group)."""
ICONS: dict[Wish, str] = {
    "pause": "pause", "resume": "play", "retry": "rotate-ccw", "cancel": "x", "play": "play", "folder": "folder-open",
}  # fmt: skip


def key_of(item: Item) -> Key:
    """What it is known by."""
    return (item.number, 0) if isinstance(item, Group) else (item.film, item.id)


def jobs_of(item: Item) -> tuple[JobRow, ...]:
    """The jobs of a group, or the job itself."""
    return item.jobs if isinstance(item, Group) else (item,)


def wishes_for(item: Item) -> tuple[Wish, ...]:
    """What can be wished of it, in the order of its buttons."""
    if isinstance(item, Group) and item.state == "done" and item.head is not None:
        return ("play", "folder")
    wishes: tuple[Wish, ...] = ("retry", "resume", "pause", "cancel")
    found: list[Wish] = [wish for wish in wishes if ids_for(wish, item)]
    if "resume" in found and "pause" in found:
        found.remove("pause" if all(row.state == "paused" for row in _waiting(item)) else "resume")
    return tuple(found)


def ids_for(wish: Wish, item: Item) -> tuple[int, ...]:
    """The jobs that a wish concerns; none where it cannot be had."""
    rows = jobs_of(item)
    if wish == "pause":
        return tuple(row.id for row in rows if row.state in ("pending", "running"))
    if wish == "resume":
        return tuple(row.id for row in rows if row.state == "paused")
    head = item.head if isinstance(item, Group) else None
    if wish == "cancel":
        if head is not None and head.state in UNFINISHED:
            return (head.id,)  # and what only it needs
        return tuple(row.id for row in rows if row.state in ("pending", "running", "paused"))
    if wish == "retry":
        if head is not None:
            return (head.id,) if head.state in ("failed", "cancelled") else ()
        return tuple(row.id for row in rows if row.state in ("failed", "cancelled"))
    return ()


def _waiting(item: Item) -> list[JobRow]:
    return [row for row in jobs_of(item) if row.state in UNFINISHED]
