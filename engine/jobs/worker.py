"""The worker: does the queue's jobs in threads of this program, one heavy job and two light ones at a time."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from engine.assembly.place import sweep_parts
from engine.errors import Cancelled, EngineError
from engine.generators.guided.makers import drop_models
from engine.jobs.cache import Cache
from engine.jobs.estimates import Estimates, speed_name
from engine.jobs.job import Job, Lane
from engine.jobs.kinds import KINDS, Bench
from engine.jobs.leases import Leases
from engine.jobs.queue import Queue
from storyboard.errors import StoryboardError

LANES: Mapping[Lane, int] = {"light": 2, "heavy": 1}
TICK_S = 0.02
ROUND_S = 2.0
"""How often the worker gives a sign and looks for what died."""
TIDYING_S = 300.0
PROGRESS_S = 0.25
MODEL_IDLE_S = 600.0
"""A video model that made nothing for so long gives its memory back."""
STOP_S = 10.0

_log = logging.getLogger(__name__)


@dataclass
class _Running:
    """A job in a thread of ours, and how it is told to stop."""

    job: Job
    cancel: threading.Event = field(default_factory=threading.Event)
    heeded: bool = False
    told: float = 0.0


class Worker:
    """Works the queue while it is open, as a context manager. Where another program works it already, it waits and
    follows when that one ends. Leaving it stops what runs; that goes back to its place, finished parts are kept."""

    def __init__(self, queue: Queue, cache: Cache, threads: int = 0) -> None:
        """``threads``: that paint; 0: one per core."""
        self._queue, self._leases = queue, Leases(queue)
        self._estimates = Estimates(queue.database)
        self._bench = Bench(queue, cache, threads)
        self._running: dict[Lane, list[_Running]] = {lane: [] for lane in LANES}
        self._lock = threading.Lock()
        self._wake, self._closing = threading.Event(), threading.Event()
        self._pools = {lane: ThreadPoolExecutor(count, f"{lane}-job") for lane, count in LANES.items()}
        self._foreman = threading.Thread(target=self._work, name="queue", daemon=True)
        self._works = False
        self._next_tidying = 0.0
        self.trouble = ""
        """Why the queue cannot be worked just now, for the person; empty when all is well."""

    def __enter__(self) -> Self:
        self._foreman.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._wake.set()
        self._foreman.join()
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
        self._bench.close()

    @property
    def works(self) -> bool:
        """Whether this program is the one that works the queue."""
        return self._works

    def idle(self) -> bool:
        """Whether there is nothing to do: nothing runs, and nothing waits but what is paused."""
        return self._works and self._leases.idle()

    def _work(self) -> None:
        """The foreman: hears what people want, and gives threads their jobs."""
        version, next_round = -1, 0.0
        while not self._closing.is_set():
            self._wake.wait(TICK_S)
            try:
                now = time.monotonic()
                if now >= next_round:
                    next_round = now + ROUND_S
                    self._round()
                    version = -1
                woken = self._wake.is_set()
                self._wake.clear()
                seen = self._queue.database.version()
                if self._works and (woken or seen != version):
                    version = seen
                    self._heed()
                self.trouble = ""
            except EngineError as error:  # a full disk may be emptied, a locked file freed
                self.trouble = str(error)
                self._closing.wait(1.0)
        self._close()

    def _round(self) -> None:
        """Give a sign, and take care of what programs left that died."""
        if not self._works:
            self._works = self._leases.take_over()
        else:
            self._leases.sign()
        if self._works and time.monotonic() >= self._next_tidying:
            self._next_tidying = time.monotonic() + TIDYING_S
            self._pools["light"].submit(self._tidy)
        if self._works:
            self._leases.give_back_but(running.job.id for running in self._all())
            for job in self._leases.reclaim():
                if job.target:
                    with contextlib.suppress(OSError):
                        sweep_parts(Path(job.target))

    def _tidy(self) -> None:
        """Half-written files of dead programs go, and what is over the cache's limit."""
        try:
            self._bench.cache.prune()
            drop_models(MODEL_IDLE_S)
        except EngineError as error:
            self.trouble = str(error)

    def _heed(self) -> None:
        """Stop what is not wanted any more, begin what can be begun."""
        orders = self._leases.orders()
        for running in self._all():
            wish = orders.wishes.get(running.job.id, "")
            if wish or orders.paused == "now":
                running.cancel.set()
            if wish and not running.heeded:
                running.heeded = True
                self._leases.heed(running.job.id)
        if orders.paused:
            return
        for lane, most in LANES.items():
            while len(self._running[lane]) < most:
                job = self._leases.claim(lane)
                if job is None:
                    break
                running = _Running(job)
                with self._lock:
                    self._running[lane].append(running)
                self._pools[lane].submit(self._do, running, lane)

    def _all(self) -> list[_Running]:
        with self._lock:
            return [running for lane in self._running.values() for running in lane]

    def _do(self, running: _Running, lane: Lane) -> None:
        """Do a job, and write down what came of it."""
        try:
            self._attempt(running)
        except EngineError as error:
            # its end could not be written down: it is given back when that can be done again
            self.trouble = str(error)
        finally:
            with self._lock:
                self._running[lane].remove(running)
            self._wake.set()

    def _attempt(self, running: _Running) -> None:
        job, started = running.job, time.monotonic()
        try:
            outcome = KINDS[job.kind](job, self._bench, running.cancel, lambda *told: self._tell(running, *told))
        except Cancelled:
            self._leases.stopped(job.id)
        except (EngineError, StoryboardError) as error:
            self._leases.fail(job.id, str(error), type(error).__name__)
        except Exception as unforeseen:  # noqa: BLE001 - the queue goes on with the next job
            _log.exception("job %s (%s) failed", job.id, job.kind)
            reason = f"Something unexpected went wrong ({type(unforeseen).__name__}: {unforeseen})."
            self._leases.fail(job.id, reason, type(unforeseen).__name__)
        else:
            seconds = time.monotonic() - started
            self._leases.finish(job.id, outcome.result, seconds)
            if outcome.made:
                self._estimates.learn(speed_name(job.kind, outcome.result.get("generator", "")), job.units, seconds)

    def _tell(self, running: _Running, done: float, total: float, seconds_left: float | None, message: str) -> None:
        now = time.monotonic()
        if now - running.told >= PROGRESS_S:
            running.told = now
            # how far a job is is not worth failing it
            with contextlib.suppress(EngineError):
                self._leases.progress(running.job.id, done, total, seconds_left, message)

    def _close(self) -> None:
        """Stop what runs, and let another program work the queue."""
        for running in self._all():
            running.cancel.set()
        until = time.monotonic() + STOP_S
        while self._all() and time.monotonic() < until:
            time.sleep(TICK_S)
        with contextlib.suppress(EngineError):
            if self._works:
                self._leases.leave()
        self._works = False
