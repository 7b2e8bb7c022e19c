"""The queue's desk: a thread that does what people want of the queue, has it worked, and tells how it stands."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from app.studio.queue.job_rows import Ordered, Seen, ordered
from engine.errors import EngineError
from engine.jobs.cache import Cache
from engine.jobs.estimates import Estimates
from engine.jobs.history import History
from engine.jobs.owner import this_program
from engine.jobs.queue import Queue
from storyboard.errors import StoryboardError

if TYPE_CHECKING:
    from app.notify import Telling
    from engine.jobs.worker import Worker

LOOK_S = 0.25
"""How often the queue is looked at."""
SHARE = 0.1
"""Of the thread's time at most so much goes into looking: a long queue is shown less often."""
FIRST_WORK_S = 1.5
"""So long after the start nothing is worked: the window comes first."""
AGAIN_S = 2.0

_log = logging.getLogger(__name__)

Command = Callable[[Queue], None]


@dataclass(frozen=True)
class Listeners:
    """Who hears of the queue, always in the desk's thread: how it stands, and why something could not be done."""

    seen: Callable[[Seen], None]
    trouble: Callable[[str], None]


class QueueDesk:
    """Owns the queue's thread. The worker is begun when there is something to do for the first time."""

    def __init__(
        self, cache: Cache, listeners: Listeners, telling: Callable[[Queue], Telling], *, works: bool = True,
        threads: int = 0,
    ) -> None:
        """
        Args:
            cache: where takes are kept.
            listeners: who hears of it.
            telling: makes what tells that a queue is done.
            works: whether this program works the queue; else it only shows it.
            threads: that paint; 0: one per core.
        """  # fmt: skip
        self._cache, self._listeners, self._make_telling = cache, listeners, telling
        self._works, self._threads = works, threads
        self._commands: SimpleQueue[Command | None] = SimpleQueue()
        self._closing = threading.Event()
        self._worker: Worker | None = None
        self._telling: Telling | None = None
        self._orders: dict[int, Ordered] = {}
        self._version = -1
        self._seen = Seen()
        self._thread = threading.Thread(target=self._run, name="queue-desk", daemon=True)

    def open(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def do(self, command: Command) -> None:
        """Have something done to the queue, in the desk's thread; what cannot be done is told as trouble."""
        self._commands.put(command)

    def close(self) -> None:
        """Stop what runs, which goes back to its place; returns when it has stopped."""
        self._closing.set()
        self._commands.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        queue = self._opened()
        if queue is None:
            return
        began = time.monotonic()
        pause_s = 0.0
        try:
            with contextlib.suppress(EngineError):
                self._telling = self._make_telling(queue).__enter__()
            while not self._closing.is_set():
                pause_s = self._guarded(queue, began, pause_s)
        finally:
            self._leave(queue)

    def _opened(self) -> Queue | None:
        """The queue; told and tried again while it cannot be opened. None when the program ends before."""
        told = ""
        while not self._closing.is_set():
            try:
                queue = Queue()
                History(queue.database)  # makes its tables
                return queue
            except EngineError as error:
                if str(error) != told:
                    told = str(error)
                    self._tell(Seen(trouble=told))
                self._closing.wait(AGAIN_S)
        return None

    def _guarded(self, queue: Queue, began: float, pause_s: float) -> float:
        """One round: commands, a look, work. Gives the seconds until the next."""
        try:
            self._obey(queue, pause_s)
            looked = time.monotonic()
            self._look(queue)
            spent = time.monotonic() - looked
            if time.monotonic() - began >= FIRST_WORK_S or self._worker is not None:
                self._work(queue)
            return max(LOOK_S, spent / SHARE)
        except EngineError as error:  # a full disk may be emptied, a locked file freed
            self._tell(replace(self._seen, trouble=str(error)))
            self._version = -1
            return AGAIN_S

    def _obey(self, queue: Queue, wait_s: float) -> None:
        """Do what is wanted; waits for the first command so long."""
        with contextlib.suppress(Empty):
            command = self._commands.get(timeout=wait_s) if wait_s else self._commands.get_nowait()
            while command is not None:
                self._do(queue, command)
                self._version = -1  # what this thread writes does not change the number it is told
                command = self._commands.get_nowait()

    def _do(self, queue: Queue, command: Command) -> None:
        try:
            command(queue)
        except (EngineError, StoryboardError) as error:
            self._listeners.trouble(str(error))
        except Exception as unforeseen:  # noqa: BLE001 - the queue is worked on
            _log.exception("the queue could not do what was wanted")
            self._listeners.trouble(f"Something unexpected went wrong ({type(unforeseen).__name__}: {unforeseen}).")

    def _look(self, queue: Queue) -> None:
        """Tell how the queue stands, where it stands differently."""
        version = queue.database.version()
        standing = queue.standing()
        elsewhere = bool(standing.owner) and standing.owner != this_program()
        trouble = self._worker.trouble if self._worker is not None else ""
        if version == self._version and (self._seen.trouble, self._seen.worked_elsewhere) == (trouble, elsewhere):
            return
        self._version = version
        jobs = tuple(queue.jobs())
        self._read_orders(queue, {job.film for job in jobs})
        films = queue.database.rows("SELECT coalesce(max(number), 0) AS newest, count(*) AS count FROM films")[0]
        if self._telling is not None and self._worker is not None and self._worker.works:
            self._telling.look(jobs)
        self._tell(Seen(
            jobs, Estimates(queue.database).speeds(), dict(self._orders), bool(standing.paused), trouble, elsewhere,
            (films["newest"], films["count"]),
        ))  # fmt: skip

    def _tell(self, seen: Seen) -> None:
        self._seen = seen
        self._listeners.seen(seen)

    def _read_orders(self, queue: Queue, films: set[int]) -> None:
        self._orders = {film: order for film, order in self._orders.items() if film in films}
        for film in films - self._orders.keys():
            rows = queue.database.rows("SELECT storyboard, base FROM queue_films WHERE id = ?", (film,))
            self._orders[film] = ordered(rows[0]["storyboard"], rows[0]["base"]) if rows else Ordered()

    def _work(self, queue: Queue) -> None:
        """Begin to work the queue when there is something in it."""
        if self._worker is None and self._works and queue.unfinished():
            from engine.jobs.worker import Worker  # the heavy rooms, only now

            if not self._closing.is_set():
                self._worker = Worker(queue, self._cache, self._threads).__enter__()
                self._version = -1

    def _leave(self, queue: Queue) -> None:
        if self._telling is not None:
            self._telling.stop()
        if self._worker is not None:
            self._worker.__exit__(None, None, None)
        queue.database.close()
