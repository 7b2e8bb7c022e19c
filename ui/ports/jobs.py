"""The queue as it is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

State = Literal["pending", "running", "stopping", "paused", "done", "failed", "cancelled"]


@dataclass(frozen=True)
class JobRow:
    """One job. ``share``: 0 to 1, None where it cannot be told; ``phase``: the word of the phase it is in ("picture");
    ``film``: the film it belongs to, ``target`` that film's file."""

    id: int
    kind: Literal["speech", "score", "take", "film"]
    film: int
    film_title: str
    shot: str
    state: State
    preview: bool = False
    share: float | None = None
    seconds_left: float | None = None
    phase: str = ""
    reason: str = ""
    target: Path | None = None


@dataclass(frozen=True)
class QueueState:
    """The whole queue: its jobs in order, whether it is paused, seconds left in all, and why it cannot be worked."""

    rows: tuple[JobRow, ...] = ()
    paused: bool = False
    seconds_left: float | None = None
    trouble: str = ""
    worked_elsewhere: bool = False


@dataclass(frozen=True)
class FilmMade:
    """A film of the history."""

    number: int
    title: str
    made: str
    path: Path
    duration_s: float
    size: int
    there: bool


class Jobs(QObject):
    """The queue. It lives in the program: views only show it.

    Signals:
        changed: it stands differently.
        film_made: a film has been finished; carries its path.
        film_failed: a film could not be made; carries its title and the reason.
        trouble: a sentence; why what was asked for could not be done.
    """

    changed = Signal()
    film_made = Signal(object)
    film_failed = Signal(str, str)
    trouble = Signal(str)

    def state(self) -> QueueState:
        """The queue as it stands."""
        return QueueState()

    def picture(self, job_id: int) -> QPixmap | None:
        """A small picture of what a job makes; None where there is none yet."""
        return None

    def pause(self, ids: Collection[int] = (), now: bool = False) -> None:
        """Hold jobs back, or the whole queue when none are named; ``now``: also what runs."""

    def resume(self, ids: Collection[int] = ()) -> None:
        """Go on."""

    def cancel(self, ids: Collection[int]) -> None:
        """Do not want jobs any more."""

    def retry(self, ids: Collection[int]) -> None:
        """Try failed or cancelled jobs again."""

    def move(self, job_id: int, position: int) -> None:
        """Give an unfinished job another place among the unfinished ones, 1 is the first."""

    def clear_finished(self) -> None:
        """Forget finished jobs."""

    def films(self) -> Sequence[FilmMade]:
        """The films that were made, the last one first."""
        return ()

    def reopen(self, number: int) -> None:
        """Open the storyboard of a film of the history as a new document."""
