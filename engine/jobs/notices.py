"""What is said when a queue is done, on the desktop and to a server: never more of a story than titles."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from engine.jobs.webhook import LARGEST_PAYLOAD, Message, new_id
from storyboard.model import Language

State = Literal["done", "failed"]

NAMED = 3
LONGEST_TITLE = 80
FIRST_TOLD = 400
"""Of longer queues the first films are told, with their number of all."""

WORDS = {
    "en": {
        "title": "Starloom: the queue is done", "trouble": "Starloom: the queue is done, with trouble",
        "done": ("{0} film is finished: {1}", "{0} films are finished: {1}"),
        "failed": ("{0} film failed: {1}", "{0} films failed: {1}"),
        "none": "No film was made.", "more": "and {0} more", "comma": ", ", "untitled": "untitled",
    },
    "zh": {
        "title": "织星：队列已完成", "trouble": "织星：队列已完成，有影片失败",
        "done": ("{0} 部影片已完成：{1}", "{0} 部影片已完成：{1}"),
        "failed": ("{0} 部影片失败：{1}", "{0} 部影片失败：{1}"),
        "none": "没有制作影片。", "more": "另有 {0} 部", "comma": "、", "untitled": "无标题",
    },
}  # fmt: skip


@dataclass(frozen=True)
class FilmOutcome:
    """What became of one film of a queue. ``id`` is the number of the queue's job, no word of the story."""

    id: int
    title: str
    state: State


@dataclass(frozen=True)
class QueueSummary:
    """A queue that is done, and what became of its films."""

    films: tuple[FilmOutcome, ...]

    def of(self, state: State) -> list[FilmOutcome]:
        """The films that ended so."""
        return [film for film in self.films if film.state == state]


@dataclass(frozen=True)
class Notice:
    """A few words for the desktop."""

    title: str
    body: str


def notice_of(summary: QueueSummary, language: Language) -> Notice:
    """What the desktop shows."""
    words: dict[str, Any] = WORDS[language]
    states: tuple[State, ...] = ("done", "failed")
    lines = [_line(summary.of(state), words[state], words) for state in states if summary.of(state)]
    return Notice(words["trouble" if summary.of("failed") else "title"], "\n".join(lines) or words["none"])


def _line(films: list[FilmOutcome], forms: tuple[str, str], words: dict[str, Any]) -> str:
    names = [_short(film.title) or words["untitled"] for film in films[:NAMED]]
    if len(films) > NAMED:
        names.append(words["more"].format(len(films) - NAMED))
    return forms[len(films) > 1].format(len(films), words["comma"].join(names))


def message_of(summary: QueueSummary, titles: bool) -> Message:
    """What a server is told: how many films, and of each its number and its end; titles only where wanted."""
    counts = Counter(film.state for film in summary.films)
    told = [_told(film, titles) for film in summary.films[:FIRST_TOLD]]
    data = {"done": counts["done"], "failed": counts["failed"], "films": told}
    payload = _payload("queue.done", data)
    while len(payload) > LARGEST_PAYLOAD:
        told = told[: len(told) // 2]
        payload = _payload("queue.done", {**data, "films": told})
    return Message(new_id(), payload)


def trial_message() -> Message:
    """What a server is told when the person tries whether it listens."""
    return Message(new_id(), _payload("starloom.test", {}))


def _payload(kind: str, data: dict[str, Any]) -> bytes:
    content = {"type": kind, "timestamp": datetime.now(UTC).isoformat(timespec="seconds"), "data": data}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _told(film: FilmOutcome, titles: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"id": film.id, "state": film.state}
    return {**told, "title": _short(film.title)} if titles else told


def _short(title: str) -> str:
    """A title in one line; a sentence that serves as a title is cut."""
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"
