"""What a card says of its shot's take: none yet, ready, stale, waiting, being made, failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, Signal

from storyboard.model import Shot
from ui.document import Document
from ui.ports import Services, Takes
from ui.ports.jobs import JobRow

State = Literal["none", "ready", "stale", "waiting", "making", "failed"]
ICONS: dict[State, tuple[str, str]] = {
    "none": ("circle-dashed", "faint"), "ready": ("circle-check", "good"), "stale": ("history", "accent"),
    "waiting": ("clock", "text"), "making": ("refresh-cw", "accent"), "failed": ("triangle-alert", "danger"),
}  # fmt: skip
"""Icon and colour of every state."""
_OF_JOB: dict[str, State] = {
    "pending": "waiting", "paused": "waiting", "running": "making", "stopping": "making", "failed": "failed",
}  # fmt: skip
_URGENT: tuple[State, ...] = ("failed", "waiting", "making")


@dataclass(frozen=True)
class Mark:
    """The state of a shot's take; ``share`` of it that is made, where that can be told."""

    state: State
    share: float | None = None


def marks_of_jobs(rows: Iterable[JobRow], title: str) -> dict[str, Mark]:
    """What the queue says of the takes of the storyboard called ``title``, by shot id; the busiest job of a shot."""
    found: dict[str, Mark] = {}
    for row in rows:
        state = _OF_JOB.get(row.state)
        if row.kind != "take" or state is None or row.film_title not in ("", title):
            continue
        before = found.get(row.shot)
        if before is None or _URGENT.index(state) > _URGENT.index(before.state):
            found[row.shot] = Mark(state, row.share if state == "making" else None)
    return found


def mark_of(shot: Shot, takes: Takes, jobs: dict[str, Mark]) -> Mark:
    """The state of a shot's take. A failed job is forgotten as soon as there is a take."""
    job = jobs.get(shot.id)
    if job is not None and job.state != "failed":
        return job
    known = takes.of(shot.id)
    shown = next((take for take in known if take.chosen), None)
    if shown is not None and not shown.current:
        return Mark("stale")
    if takes.has_clip(shot.id):
        return Mark("ready")
    if job is not None:
        return job
    return Mark("stale" if known and not any(take.current for take in known) else "none")


class Marks(QObject):
    """The marks of all shots, looked up when they are asked for and kept until something changes.

    Signals:
        changed: a mark may be another one.
    """

    changed = Signal()

    def __init__(self, document: Document, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._services = document, services
        self._known: dict[str, Mark] = {}
        self._jobs: dict[str, Mark] = {}
        document.changed.connect(self._forget)
        services.takes.changed.connect(self._forget)
        services.jobs.changed.connect(self._read_queue)
        document.replaced.connect(self._read_queue)
        self._read_queue()

    def of(self, shot: Shot) -> Mark:
        """The mark of a shot."""
        if shot.id not in self._known:
            self._known[shot.id] = mark_of(shot, self._services.takes, self._jobs)
        return self._known[shot.id]

    def _read_queue(self) -> None:
        self._jobs = marks_of_jobs(self._services.jobs.state().rows, self._document.storyboard.title)
        self._forget()

    def _forget(self) -> None:
        self._known.clear()
        self.changed.emit()


def words_of(mark: Mark) -> str:
    """A mark in words."""
    words: dict[State, str] = {
        "none": QCoreApplication.translate("BoardMarks", "No take yet: it is painted live"),
        "ready": QCoreApplication.translate("BoardMarks", "Take ready"),
        "stale": QCoreApplication.translate("BoardMarks", "The take shows the shot as it was before"),
        "waiting": QCoreApplication.translate("BoardMarks", "A take waits in the queue"),
        "making": QCoreApplication.translate("BoardMarks", "A take is being made"),
        "failed": QCoreApplication.translate("BoardMarks", "The take could not be made: the queue says why"),
    }
    if mark.share is None:
        return words[mark.state]
    return f"{words[mark.state]} ({mark.share:.0%})"
