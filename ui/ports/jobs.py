"""The queue as it is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

State = Literal["pending", "running", "stopping", "paused", "done", "failed", "cancelled"]
Kind = Literal["speech", "score", "take", "film"]
UNFINISHED: frozenset[State] = frozenset({"pending", "running", "stopping", "paused"})


@dataclass(frozen=True)
class JobRow:
    """One job. ``share``: 0 to 1, None where it cannot be told; ``phase``: the word of the phase it is in ("picture");
    ``film``: the film it belongs to, ``target`` that film's file; ``shot``: the shot's id, ``shot_number`` its place in
    the film (0: none) and ``shot_title`` what it is called; ``weight``: how much of the film's work it is."""

    id: int
    kind: Kind
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
    shot_number: int = 0
    shot_title: str = ""
    weight: float = 1.0


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
    """A film of the history; ``path`` is where it lies now, or where it lay when it is not there any more."""

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
        films_changed: the history is another one.
        picture_ready: a job has a picture, or a newer one; carries its id.
        film_picture_ready: a film of the history has a picture; carries its number.
        reopened: the storyboard of a film of the history is to be opened as a new document; carries it, and the folder
            that its media paths start from.
    """

    changed = Signal()
    film_made = Signal(object)
    film_failed = Signal(str, str)
    trouble = Signal(str)
    films_changed = Signal()
    picture_ready = Signal(int)
    film_picture_ready = Signal(int)
    reopened = Signal(object, object)

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

    def film_picture(self, number: int) -> QPixmap | None:
        """A small picture of a film of the history; None where there is none yet."""
        return None

    def reopen(self, number: int) -> None:
        """Open the storyboard of a film of the history, as it was, as a new document; ``reopened`` brings it."""

    def forget_film(self, number: int) -> None:
        """Take a film off the history; its file stays."""
