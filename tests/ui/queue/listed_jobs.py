"""A queue that stands as a test says, and writes down what it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QPixmap

from ui.ports import Jobs
from ui.ports.jobs import FilmMade, JobRow, QueueState, State


class ListedJobs(Jobs):
    """The port, filled by hand."""

    def __init__(self, rows: Sequence[JobRow] = (), films: Sequence[FilmMade] = ()) -> None:
        super().__init__()
        self.stands = QueueState(tuple(rows))
        self.made = list(films)
        self.asked: list[tuple[Any, ...]] = []

    def stand(self, **changes: Any) -> None:
        """Stand differently, and tell it."""
        self.stands = replace(self.stands, **changes)
        self.changed.emit()

    def state(self) -> QueueState:
        return self.stands

    def picture(self, job_id: int) -> QPixmap | None:
        if job_id % 2:
            return None
        picture = QPixmap(160, 90)
        picture.fill(QColor(20, 30, 90))
        return picture

    def pause(self, ids: Collection[int] = (), now: bool = False) -> None:
        self.asked.append(("pause", tuple(ids), now))

    def resume(self, ids: Collection[int] = ()) -> None:
        self.asked.append(("resume", tuple(ids)))

    def cancel(self, ids: Collection[int]) -> None:
        self.asked.append(("cancel", tuple(ids)))

    def retry(self, ids: Collection[int]) -> None:
        self.asked.append(("retry", tuple(ids)))

    def move(self, job_id: int, position: int) -> None:
        self.asked.append(("move", job_id, position))

    def clear_finished(self) -> None:
        self.asked.append(("clear",))

    def films(self) -> Sequence[FilmMade]:
        return self.made

    def reopen(self, number: int) -> None:
        self.asked.append(("reopen", number))

    def forget_film(self, number: int) -> None:
        self.asked.append(("forget", number))


def film(number: int, takes: int = 2, state: State = "pending", head: bool = True, reason: str = "") -> list[JobRow]:
    """The jobs of a film, or of takes alone: a line, takes, the film's own."""
    first, target = 100 * number, Path(f"/films/film {number}.mp4") if head else None
    common = {"film": number, "film_title": f"Film {number}", "state": state, "share": 0.0, "target": target}
    if state == "done":
        common["share"] = 1.0
    rows = [JobRow(first, "speech", shot="a", shot_number=1, shot_title="River", weight=1.0, **common)]
    rows += [
        JobRow(first + place, "take", shot=f"s{place}", shot_number=place, weight=10.0, seconds_left=10.0, **common)
        for place in range(1, takes + 1)
    ]
    if head:
        rows.append(JobRow(first + 50, "film", shot="", weight=5.0, reason=reason, **common))
    return rows
