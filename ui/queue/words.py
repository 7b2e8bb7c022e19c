"""What is said of jobs, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui import amounts
from ui.ports.jobs import JobRow
from ui.queue.groups import Group

translate = QCoreApplication.translate


def phase(word: str) -> str:
    """The phase that a running job is in."""
    return {
        "narration": translate("Queue", "speaking the line"),
        "score": translate("Queue", "composing and mixing"),
        "prepare": translate("Queue", "getting ready"),
        "loading": translate("Queue", "loading the video model"),
        "model": translate("Queue", "the video model is at work"),
        "picture": translate("Queue", "painting"),
        "finish": translate("Queue", "writing the file"),
    }.get(word, translate("Queue", "beginning"))


def film_phase(word: str) -> str:
    """The phase of a film whose takes are there."""
    if word == "picture":
        return translate("Queue", "joining the shots")
    return phase(word)


def state(row: JobRow) -> str:
    """How a job stands."""
    match row.state:
        case "running":
            return film_phase(row.phase) if row.kind == "film" else phase(row.phase)
        case "stopping":
            return translate("Queue", "stopping")
        case "paused":
            return translate("Queue", "paused")
        case "done":
            return translate("Queue", "done")
        case "failed":
            return translate("Queue", "failed")
        case "cancelled":
            return translate("Queue", "cancelled")
        case _:
            return translate("Queue", "waits")


def title(row: JobRow) -> str:
    """What a job makes."""
    shot = shot_name(row)
    match row.kind:
        case "speech":
            return translate("Queue", "Line of {0}").format(shot)
        case "score":
            return translate("Queue", "Score")
        case "take":
            return translate("Queue", "Take of {0}").format(shot)
        case _:
            return row.film_title


def shot_name(row: JobRow) -> str:
    """A shot by its place and its title."""
    if row.shot_number and row.shot_title:
        return translate("Queue", "shot {0}, {1}").format(row.shot_number, row.shot_title)
    if row.shot_number:
        return translate("Queue", "shot {0}").format(row.shot_number)
    return row.shot


def group_title(group: Group) -> str:
    """What a group makes."""
    return group.title if group.head is not None else translate("Queue", "Takes for {0}").format(group.title)


def group_state(group: Group) -> str:
    """How a film, or takes alone, stand: what is being done of it just now, and whether a part has failed."""
    failed = sum(row.state == "failed" for row in group.rows)
    if not failed or group.state == "failed":
        return _going(group)
    says = translate("Queue", "1 part failed") if failed == 1 else translate("Queue", "{0} parts failed")
    return f"{says.format(failed)} · {_going(group)}"


def _going(group: Group) -> str:
    running = group.running
    takes_done, takes = group.count("take")
    if group.state == "stopping":
        return translate("Queue", "stopping")
    if running and running[0].kind == "take":
        return translate("Queue", "{0} · {1} of {2} takes done").format(
            translate("Queue", "Painting {0}").format(shot_name(running[0])), takes_done, takes
        )
    if running and running[0].kind == "speech":
        done, lines = group.count("speech")
        return translate("Queue", "Speaking the lines · {0} of {1}").format(done, lines)
    if running:
        return _capital(state(running[0]))
    if group.head is not None and group.head.state in ("done", "failed", "cancelled", "paused"):
        return _capital(state(group.head))
    if group.state == "pending" and takes_done:
        return translate("Queue", "Waits · {0} of {1} takes done").format(takes_done, takes)
    return _capital({
        "pending": translate("Queue", "waits"), "paused": translate("Queue", "paused"),
        "done": translate("Queue", "done"), "failed": translate("Queue", "failed"),
        "cancelled": translate("Queue", "cancelled"),
    }.get(group.state, ""))  # fmt: skip


def summary(films: int, takes: int, share: float, seconds_left: float | None) -> str:
    """The whole queue in one line."""
    parts = []
    if films:
        parts.append(translate("Queue", "1 film") if films == 1 else translate("Queue", "{0} films").format(films))
    if takes:
        parts.append(translate("Queue", "1 take") if takes == 1 else translate("Queue", "{0} takes").format(takes))
    if not parts:
        return translate("Queue", "Queue empty")
    words = ", ".join((*parts, f"{int(share * 100)} %"))
    return f"{words} · {amounts.wait_left(seconds_left)}" if seconds_left else words


def spoken(words: str, share: float | None, left: str, reason: str = "") -> str:
    """What a screen reader says of a job."""
    parts = [words]
    if share:
        parts.append(f"{int(share * 100)} %")
    return ", ".join(part for part in (*parts, left, reason) if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
