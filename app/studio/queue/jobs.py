"""The queue of the studio: worked by this program while it is open, and shown as it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from app.studio.pictures.clip_pictures import ClipPictures, Name
from app.studio.queue.desk import Listeners, QueueDesk
from app.studio.queue.film_list import films_of
from app.studio.queue.job_rows import Ordered, Seen, newly_finished, queue_state
from app.studio.words.engine.saying import worded
from engine.errors import EngineError
from engine.jobs.cache import Cache
from engine.jobs.database import Database
from engine.jobs.history import History
from engine.jobs.job import Done, Failed, Job, Running
from engine.jobs.notices import Notice, QueueSummary
from engine.jobs.previews import MODEL, preview_path
from engine.jobs.queue import Queue
from ui import language
from ui.document import Document
from ui.ports import Jobs, Pictures
from ui.ports.jobs import FilmMade, QueueState

PICTURE = 240
"""Width of the pictures in pixels: sharp also where the screen is twice as fine."""


class StudioJobs(Jobs):
    """The queue for the windows.

    Signals:
        jobs_seen: the engine's jobs as they stand now; carries them.
        notice: the queue is done; carries a `Notice` for the desktop.
    """

    jobs_seen = Signal(object)
    notice = Signal(object)
    _looked = Signal(object, object)
    _films_read = Signal(object)

    def __init__(
        self, document: Document, cache: Cache, pictures: Pictures, parent: QObject | None = None, *,
        works: bool = True, threads: int = 0,
    ) -> None:
        """
        Args:
            document: what is open; its shots lend their pictures to the jobs that make them.
            cache: where takes are kept.
            pictures: of the document's shots.
            parent: owner.
            works: whether this program works the queue.
            threads: that paint; 0: one per core.
        """  # fmt: skip
        super().__init__(parent)
        self._document, self._pictures = document, pictures
        self._state, self._seen = QueueState(), Seen()
        self._finished: set[int] | None = None
        self._films: tuple[FilmMade, ...] = ()
        self._clips = ClipPictures(cache, self, PICTURE)
        self._history = ThreadPoolExecutor(1, "history")
        listeners = Listeners(self._look, self.trouble.emit)
        self._desk = QueueDesk(cache, listeners, self._telling, works=works, threads=threads)
        self._looked.connect(self._show)
        self._films_read.connect(self._show_films)
        self._clips.ready.connect(self._tell_picture)
        pictures.ready.connect(self._tell_shot_picture)

    def open(self) -> None:
        """Begin to look at the queue and to work it; returns at once."""
        self._desk.open()

    def close(self) -> None:
        """Stop: what runs goes back to its place in the queue, what is finished of it is kept."""
        self._desk.close()
        self._history.shutdown(wait=True, cancel_futures=True)
        self._clips.close()

    def do(self, command: Callable[[Queue], None]) -> None:
        """Have something done to the queue in its thread; what cannot be done is told by ``trouble``."""
        self._desk.do(command)

    def state(self) -> QueueState:
        """The queue as it stands."""
        rows = (replace(row, reason=worded(row.reason)) if row.reason else row for row in self._state.rows)
        return replace(self._state, rows=tuple(rows), trouble=worded(self._state.trouble))

    def jobs(self) -> Sequence[Job]:
        """The engine's jobs as they stand."""
        return self._seen.jobs

    def order(self, film: int) -> Ordered:
        """What is known of the order that a job's ``film`` names."""
        return self._seen.orders.get(film, Ordered())

    def pause(self, ids: Collection[int] = (), now: bool = False) -> None:
        """Hold jobs back, or the whole queue when none are named; ``now``: also what runs."""
        self.do(lambda queue: queue.pause(ids, now=now))

    def resume(self, ids: Collection[int] = ()) -> None:
        """Go on."""
        self.do(lambda queue: queue.resume(ids))

    def cancel(self, ids: Collection[int]) -> None:
        """Do not want jobs any more."""
        self.do(lambda queue: _ignored(queue.cancel(ids)))

    def retry(self, ids: Collection[int]) -> None:
        """Try failed or cancelled jobs again."""
        self.do(lambda queue: queue.retry(ids))

    def move(self, job_id: int, position: int) -> None:
        """Give an unfinished job another place among the unfinished ones, 1 is the first."""
        self.do(lambda queue: queue.move(job_id, position))

    def clear_finished(self) -> None:
        """Forget finished jobs."""
        self.do(lambda queue: _ignored(queue.clear()))

    def films(self) -> Sequence[FilmMade]:
        """The films that were made, the last one first."""
        return self._films

    def film_picture(self, number: int) -> QPixmap | None:
        """A small picture of a film of the history."""
        film = next((film for film in self._films if film.number == number), None)
        return self._clips.film(film.path) if film is not None and film.there else None

    def reopen(self, number: int) -> None:
        """Open the storyboard of a film of the history as a new document."""

        def read(queue: Queue) -> None:
            history = History(queue.database)
            self.reopened.emit(history.storyboard(number), history.film(number).base)

        self.do(read)

    def forget_film(self, number: int) -> None:
        """Take a film off the history; its file stays."""
        self.do(lambda queue: History(queue.database).forget(number))

    def picture(self, job_id: int) -> QPixmap | None:
        """A small picture of what a job makes: of the clip or film it made, or of the shot as the document has it."""
        job = next((job for job in self._seen.jobs if job.id == job_id), None)
        if job is None or job.kind in ("speech", "score"):
            return None
        made = job.state.result if isinstance(job.state, Done) else {}
        if "key" in made:
            return self._clips.take(made["key"])
        if "path" in made:
            return self._clips.film(Path(made["path"]))
        if isinstance(job.state, Running) and job.state.message == MODEL:
            preview = QPixmap(str(preview_path(job.id)))
            if not preview.isNull():
                return preview
        return self._shot_picture(job, job.shot) if job.shot else self._film_so_far(job)

    def _film_so_far(self, film: Job) -> QPixmap | None:
        """A film that waits looks like its take that was made last, or like its first shot."""
        takes = [job for job in self._seen.jobs if job.kind == "take" and job.film == film.film]
        done = [job.state.result["key"] for job in takes if isinstance(job.state, Done)]
        if done:
            return self._clips.take(done[-1])
        shots = list(self.order(film.film).shots)
        return self._shot_picture(film, shots[0]) if shots else None

    def _shot_picture(self, job: Job, shot: str) -> QPixmap | None:
        if self.order(job.film).board != self._document.storyboard.id or self._document.shot(shot) is None:
            return None
        return self._pictures.picture(shot)

    def _look(self, seen: Seen) -> None:
        """In the desk's thread: make rows of the jobs, and hand both to the windows."""
        self._looked.emit(queue_state(seen), seen)

    def _show(self, state: QueueState, seen: Seen) -> None:
        films, self._seen = self._seen.films, seen
        if seen.films != films:
            self._history.submit(self._read_films)
        ended = newly_finished(seen.jobs, self._finished) if self._finished is not None else []
        self._finished = {job.id for job in seen.jobs if job.finished}
        self.jobs_seen.emit(seen.jobs)
        if state != self._state:
            self._state = state
            self.changed.emit()
        for job in seen.jobs:
            if isinstance(job.state, Running) and job.state.message == MODEL:
                self.picture_ready.emit(job.id)
        for job in ended:
            if isinstance(job.state, Failed):
                self.film_failed.emit(job.film_title, job.state.reason)
            else:
                self.film_made.emit(Path(job.target))

    def _read_films(self) -> None:
        """In a thread: films may have to be looked for, and known by their bytes."""
        try:
            database = Database()
            self._films_read.emit(films_of(History(database)))
            database.close()
        except EngineError as error:
            self.trouble.emit(str(error))

    def _show_films(self, films: tuple[FilmMade, ...]) -> None:
        if films != self._films:
            self._films = films
            self.films_changed.emit()

    def _tell_picture(self, name: Name) -> None:
        kind, what, _ = name
        for job in self._seen.jobs:
            made = job.state.result if isinstance(job.state, Done) else {}
            if what in (made.get("key"), made.get("path")) or (kind == "take" and job.kind == "film"):
                self.picture_ready.emit(job.id)
        for film in self._films if kind == "film" else ():
            if str(film.path) == what:
                self.film_picture_ready.emit(film.number)

    def _tell_shot_picture(self, shot: str) -> None:
        for job in self._seen.jobs:
            if job.kind in ("take", "film") and not job.finished and job.shot in (shot, ""):
                self.picture_ready.emit(job.id)

    def _telling(self, queue: Queue):
        from app.notify import Telling, announce

        def tell(database: Database, summary: QueueSummary) -> None:
            announce(database, summary, language.current(), self._tell_desktop)

        return Telling(queue.database, self.trouble.emit, tell)

    def _tell_desktop(self, notice: Notice) -> None:
        self.notice.emit(notice)


def _ignored(answer: object) -> None:
    """What a command answers is seen at the next look."""
