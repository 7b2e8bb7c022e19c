"""An order: a film, or takes alone, that the queue was asked for. As jobs, and back from the queue's rows."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from engine.content import content_key
from engine.errors import BadInput
from engine.film_settings import FilmSettings
from engine.jobs.database import Database
from engine.jobs.job import FINAL, PREVIEW, Job
from engine.jobs.queue import OPEN, FilmRow, Queue, Wanted
from engine.lines import estimated_schedule, voice_of
from storyboard.file import dumps, read
from storyboard.model import Shot, Storyboard


@dataclass(frozen=True)
class Order:
    """What is asked for: a storyboard as it is now, the folder that its media paths start from, how to encode, and the
    film's file (None: takes alone)."""

    storyboard: Storyboard
    base: Path
    target: Path | None = None
    settings: FilmSettings = field(default_factory=FilmSettings)

    def row(self) -> FilmRow:
        """The order as the queue keeps it."""
        return FilmRow(
            self.storyboard.title or self.storyboard.id, dumps(self.storyboard), str(self.base),
            str(self.target) if self.target else "", json.dumps(self.settings.as_json()),
        )  # fmt: skip


def order_film(queue: Queue, order: Order) -> Job:
    """Put a film into the queue: its lines, its score, a take of every shot, then the film. The film's job is returned;
    an equal one that waits already is joined.

    Raises:
        BadInput: another film that is to be written to the same file waits already.
    """
    assert order.target is not None
    for row in queue.database.rows(
        f"SELECT j.id, j.key FROM queue_jobs j JOIN queue_films f ON f.id = j.film "
        f"WHERE j.kind = 'film' AND f.target = ? AND j.{OPEN}", (str(order.target),),
    ):  # fmt: skip
        if row["key"] != _key("film", order):
            raise BadInput(
                f"Job {row['id']} of the queue already writes another film to {order.target}: choose another file, "
                f"or cancel that job first."
            )
    return queue.add(order.row(), _film_jobs(order), FINAL)[-1]


def order_takes(queue: Queue, order: Order, shots: Collection[str] = (), priority: int = PREVIEW) -> list[Job]:
    """Put takes of some shots (of all, when none are named) into the queue, before the films that wait there; the
    takes' jobs are returned."""
    lines = _line_jobs(order)
    takes = [job for job in _take_jobs(order, len(lines)) if not shots or job.shot in shots]
    return queue.add(order.row(), [*lines, *takes], priority)[len(lines) :]


def order_of(database: Database, number: int) -> Order:
    """The order that a job's ``film`` names.

    Raises:
        StoryboardError: a newer Starloom put it into the queue.
    """
    row = database.rows("SELECT * FROM queue_films WHERE id = ?", (number,))[0]
    return Order(
        read(row["storyboard"].encode("utf-8"), row["title"]), Path(row["base"]),
        Path(row["target"]) if row["target"] else None, FilmSettings.from_json(json.loads(row["settings"])),
    )  # fmt: skip


def line_key(storyboard: Storyboard, shot: Shot) -> str:
    """What makes the lines of two shots the same to the narrator."""
    narration = storyboard.narration
    manner = [narration.enabled, voice_of(shot, storyboard), narration.rate, storyboard.language_of(shot)]
    return content_key(["speech", *manner, shot.line])


def _film_jobs(order: Order) -> list[Wanted]:
    plan = estimated_schedule(order.storyboard)
    lines = _line_jobs(order)
    every_line = tuple((place, True) for place in range(len(lines)))
    score = Wanted("score", "light", _key("score", order), "", plan.duration_s, every_line)
    takes = _take_jobs(order, len(lines))
    before = tuple((place, True) for place in range(len(lines) + 1 + len(takes)))
    film = Wanted("film", "heavy", _key("film", order), "", plan.total_frames * _megapixels(order), before)
    return [*lines, score, *takes, film]


def _line_jobs(order: Order) -> list[Wanted]:
    board = order.storyboard
    spoken = [shot for shot in board.shots if shot.line.strip()]
    return [Wanted("speech", "light", line_key(board, shot), shot.id, len(shot.line)) for shot in spoken]


def _take_jobs(order: Order, lines: int) -> list[Wanted]:
    """A take of every shot. It waits for all lines, since its length is known then, but only its own must be spoken."""
    plan = estimated_schedule(order.storyboard)
    spoken = [shot.id for shot in order.storyboard.shots if shot.line.strip()]
    assert len(spoken) == lines
    return [
        Wanted(
            "take", "heavy", _key("take", order, span.shot_id), span.shot_id, span.frames * _megapixels(order),
            tuple((place, spoken[place] == span.shot_id) for place in range(lines)),
        )
        for span in plan.spans
    ]  # fmt: skip


def _key(kind: str, order: Order, shot: str = "") -> str:
    row = order.row()
    parts = [kind, row.storyboard, row.base, shot]
    return content_key([*parts, row.target, row.settings] if kind == "film" else parts)


def _megapixels(order: Order) -> float:
    return order.storyboard.canvas.width * order.storyboard.canvas.height / 1e6
