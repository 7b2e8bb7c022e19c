"""The takes of the open storyboard: how they stand, made in the queue, written into their shots when they are done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from app.studio.pictures.clip_pictures import ClipPictures, Name
from app.studio.queue.job_rows import Ordered
from app.studio.queue.jobs import StudioJobs
from app.studio.queue.take_states import Looked, TakeLook
from app.studio.words.engine.saying import worded
from engine.jobs.cache import Cache
from engine.jobs.job import Done, Job
from engine.jobs.queue import Queue
from storyboard import edits
from storyboard.media import named_from_anywhere
from storyboard.model import Storyboard, Take
from storyboard.takes import fresh_seed, shot_of, with_take
from ui.document import Document
from ui.ports import Takes
from ui.ports.takes import TakeState

QUIET_MS = 250
"""An edit is looked at when none has followed for so long."""


@dataclass(frozen=True)
class _Wanted:
    """A take that is on its way: of which shot, with which seed."""

    shot: str
    seed: int | None


class StudioTakes(Takes):
    """Takes of one window's document."""

    _ordered = Signal(object)
    _looked = Signal(object)

    def __init__(self, document: Document, jobs: StudioJobs, cache: Cache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._jobs = document, jobs
        self._wanted: dict[int, _Wanted] = {}
        self._states: dict[str, Looked] = {}
        self._done: frozenset[int] = frozenset()
        self._clips = ClipPictures(cache, self)
        self._look = TakeLook(cache, self._looked.emit)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._look_now)
        document.changed.connect(self._quiet.start)
        document.timed.connect(self._quiet.start)
        document.replaced.connect(self._forget)
        jobs.jobs_seen.connect(self._take_in)
        self._ordered.connect(self._expect)
        self._looked.connect(self._show)
        self._clips.ready.connect(self._tell_picture)
        self._quiet.start()

    def close(self) -> None:
        """Look no more."""
        self._quiet.stop()
        self._look.close()
        self._clips.close()

    def look_again(self) -> None:
        """What a take depends on besides the storyboard may have changed: how models are held."""
        self._look.forget()
        self._quiet.start()

    def of(self, shot_id: str) -> Sequence[TakeState]:
        """The takes of a shot, the oldest first; empty while they are looked up."""
        looked = self._states.get(shot_id)
        takes = looked.takes if looked is not None else ()
        return tuple(replace(take, note=worded(take.note)) for take in takes)

    def has_clip(self, shot_id: str) -> bool:
        """Whether the film's take of the shot lies in the cache."""
        looked = self._states.get(shot_id)
        return looked is not None and looked.has_clip

    def make(self, shot_ids: Collection[str], new_seed: bool = False) -> None:
        """Put a take of each shot into the queue, before all films."""
        board, base = self._document.storyboard, self._document.base
        seeds: dict[str, int | None] = {}
        for shot in board.shots:
            if shot.id in shot_ids:
                taken = {one.seed for one in self._wanted.values() if one.shot == shot.id and one.seed is not None}
                seeds[shot.id] = fresh_seed(board, shot, taken) if new_seed else shot.seed
        if not seeds:
            return
        asked = _asked(board, seeds)

        def order(queue: Queue) -> None:
            from engine.jobs.order import Order, order_takes

            made = order_takes(queue, Order(asked, base), tuple(seeds))
            self._ordered.emit((board.id, {job.id: _Wanted(job.shot, seeds[job.shot]) for job in made}))

        self._jobs.do(order)

    def picture(self, key: str) -> QPixmap | None:
        """A take's picture, 160 pixels wide; None: on its way, or its clip is gone."""
        return self._clips.take(key)

    def clip_frames(self, key: str) -> int:
        """The number of frames of a take's clip; 0 where it is gone."""
        return self._clips.frames(key)

    def clip_frame(self, key: str, number: int) -> QPixmap | None:
        """A frame of a take's clip for comparing, at most 640 wide; None: on its way."""
        return self._clips.frame(key, number)

    def _expect(self, ordered: tuple[str, dict[int, _Wanted]]) -> None:
        """Takes were put into the queue: they are taken in when they are done."""
        board, wanted = ordered
        if board == self._document.storyboard.id:
            self._wanted |= wanted
            self._take_in(self._jobs.jobs())

    def _take_in(self, jobs: Sequence[Job]) -> None:
        """Write finished takes into their shots; what else was finished may have brought clips."""
        self._adopt(jobs)
        for job in jobs:
            if job.id in self._wanted and job.finished:
                wanted = self._wanted.pop(job.id)
                if isinstance(job.state, Done):
                    self._write(wanted, job.state.result)
        done = frozenset(job.id for job in jobs if job.kind in ("take", "film") and isinstance(job.state, Done))
        if done - self._done:
            self._clips.look_again()
            self._look.forget_missing()
            self._quiet.start()
        self._done = done

    def _adopt(self, jobs: Sequence[Job]) -> None:
        """Takes of this storyboard that waited already when it was opened are its own too."""
        for job in jobs:
            if job.kind != "take" or job.target or job.finished or job.id in self._wanted:
                continue
            order = self._jobs.order(job.film)
            if self._document.shot(job.shot) is not None and self._is_ours(order):
                self._wanted[job.id] = _Wanted(job.shot, order.seeds.get(job.shot))

    def _is_ours(self, order: Ordered) -> bool:
        """Whether an order was made of this document, as large as it is now."""
        board = self._document.storyboard
        ours = (board.id, str(self._document.base), (board.canvas.width, board.canvas.height, board.canvas.fps))
        return (order.board, order.base, order.canvas) == ours

    def _write(self, wanted: _Wanted, result: dict[str, Any]) -> None:
        new = Take(
            key=result["key"], generator=result.get("generator", "sky"), seed=wanted.seed,
            made=datetime.now(UTC).isoformat(timespec="seconds"), note=result.get("note", ""),
        )  # fmt: skip

        def written(board: Storyboard) -> Storyboard:
            there = any(shot.id == wanted.shot for shot in board.shots)
            return with_take(board, wanted.shot, new) if there else board

        self._document.amend(written)

    def _forget(self) -> None:
        """Another document was opened: what is on its way is not its own."""
        self._wanted.clear()
        self._states.clear()

    def _look_now(self) -> None:
        whole = named_from_anywhere(self._document.storyboard, self._document.base)
        self._look.ask(whole, self._document.schedule)

    def _show(self, states: dict[str, Looked]) -> None:
        changed = [shot for shot in states.keys() | self._states.keys() if states.get(shot) != self._states.get(shot)]
        self._states = states
        if len(changed) > 8:
            self.changed.emit("")
        else:
            for shot in changed:
                self.changed.emit(shot)

    def _tell_picture(self, name: Name) -> None:
        self.picture_ready.emit(name[1])


def _asked(board: Storyboard, seeds: dict[str, int | None]) -> Storyboard:
    """The storyboard whose shots ask for takes as they stand, with these seeds; what was chosen before is put aside."""
    for shot_id, seed in seeds.items():
        shot_of(board, shot_id)
        board = edits.with_shot(board, shot_id, seed=seed, chosen=None)
    return board
