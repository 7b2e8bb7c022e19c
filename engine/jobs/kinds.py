"""The kinds of jobs, and how each is done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.events import (
    Event,
    FramePainted,
    LineSpoken,
    ModelStepped,
    Noted,
    PartLoading,
    PartReady,
    PhaseStarted,
    Reporter,
    ShotPreviewed,
)
from engine.film import render_film, warming_for
from engine.generators.registry import ShotGenerator
from engine.jobs.cache import Cache
from engine.jobs.history import record_film
from engine.jobs.job import Job
from engine.jobs.order import Order, line_key, order_of
from engine.jobs.previews import MODEL, drop_preview, keep_preview
from engine.jobs.queue import Queue
from engine.kept_sound import keep_sound
from engine.lines import estimated_speech, line_narrator, speak_line, speak_lines
from engine.soundtrack import Soundtrack
from engine.takes.before import know_order
from engine.takes.making import make_take
from storyboard.takes import shot_of
from storyboard.timing import Schedule, schedule

Tell = Callable[[float, float, float | None, str], None]
"""Called with what is done, of how much, the seconds left (None where that is not known) and the phase."""


@dataclass(frozen=True)
class Outcome:
    """What came of a job, as values of JSON's kinds; and whether it was made or only found (then its time teaches
    nothing)."""

    result: dict[str, Any]
    made: bool


class Bench:
    """What a worker has at hand while it works."""

    def __init__(self, queue: Queue, cache: Cache, threads: int = 0) -> None:
        """``threads``: that paint; 0: one per core."""
        self.cache, self.threads = cache, threads
        self.narrator = line_narrator()
        self.database = queue.database
        self._orders: dict[int, Order] = {}
        self._stand_ins: dict[int, dict[str, str]] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """End the narrator's process."""
        self.narrator.close()

    def order(self, job: Job) -> Order:
        """What was asked for; the last one is remembered, since the next job is mostly of the same film."""
        with self._lock:
            if job.film not in self._orders:
                self._orders = {job.film: order_of(self.database, job.film)}
            return self._orders[job.film]

    def stand_ins(self, job: Job) -> dict[str, str]:
        """The shots of the job's film that the sky painter makes because their model failed, and why: what one job has
        found, the next one need not find once more. The same shot is tried anew when its take is asked for anew."""
        with self._lock:
            return self._stand_ins.setdefault(job.film, {})

    def plan(self, job: Job) -> Schedule:
        """The film's schedule by the lines as they were spoken; a line that failed counts with its estimate."""
        board = self.order(job).storyboard
        spoken = self.database.rows(
            "SELECT d.key, json_extract(d.result, '$.seconds') AS seconds FROM queue_needs n "
            "JOIN queue_jobs d ON d.id = n.needs WHERE n.job = ? AND d.kind = 'speech' AND d.state = 'done'", (job.id,),
        )  # fmt: skip
        measured = {row["key"]: row["seconds"] for row in spoken}
        guessed = estimated_speech(board)
        lengths = {}
        for shot in board.shots:
            if shot.id in guessed:
                lengths[shot.id] = measured.get(line_key(board, shot), guessed[shot.id].duration_s)
        return schedule(board, lengths)


Run = Callable[[Job, Bench, threading.Event, Tell], Outcome]


def _speech(job: Job, bench: Bench, cancel: threading.Event, tell: Tell) -> Outcome:
    """Speak a line; the narrator keeps it, the length is the result."""
    tell(0, 1, None, "narration")
    board = bench.order(job).storyboard
    spoken = speak_line(board, shot_of(board, job.shot), bench.narrator, cancel)
    return Outcome({"seconds": spoken.duration_s}, spoken.measured)


def _score(job: Job, bench: Bench, cancel: threading.Event, tell: Tell) -> Outcome:
    """Compose and mix the whole sound of a film."""
    tell(0, 1, None, "score")
    order, plan = bench.order(job), bench.plan(job)
    speech = speak_lines(order.storyboard, lambda event: None, cancel)
    entry, made = keep_sound(Soundtrack(order.storyboard, plan, speech, order.base), bench.cache, cancel)
    return Outcome({"key": entry.key}, made)


def _take(job: Job, bench: Bench, cancel: threading.Event, tell: Tell) -> Outcome:
    """Paint a shot."""
    order, plan = bench.order(job), bench.plan(job)
    board = order.storyboard
    index = next(number for number, shot in enumerate(board.shots) if shot.id == job.shot)
    alone = board.model_copy(update={"shots": (board.shots[index],)})
    tell(0, plan.spans[index].frames, None, "prepare")
    with warming_for(alone) as warming:
        warming.finish(lambda event: None, cancel)

    def painted(done: int, total: int) -> None:
        tell(done, total, None, "picture")

    generator = ShotGenerator(
        order.base, cancel, report=_model_telling(job, tell), stand_in=order.settings.stand_in,
        stand_ins=bench.stand_ins(job),
    )  # fmt: skip
    know_order(generator, plan, bench.cache, cancel)
    try:
        made = make_take(board, plan, index, generator, bench.cache, bench.threads, painted, cancel)
    finally:
        drop_preview(job.id)
    result = {"key": made.key, "frames": made.frames, "generator": made.generator}
    note = generator.note_of(job.shot)
    return Outcome({**result, "note": note} if note else result, made.painted)


def _model_telling(job: Job, tell: Tell) -> Reporter:
    """Tells the steps of a video model that makes a shot, and keeps its preview for whoever shows the job."""

    def told(event: Event) -> None:
        match event:
            case ModelStepped():
                tell(event.step, event.total, event.seconds_left, MODEL)
            case PartLoading():
                tell(0, 1, None, "loading")
            case ShotPreviewed():
                keep_preview(job.id, event.picture)

    return told


def _film(job: Job, bench: Bench, cancel: threading.Event, tell: Tell) -> Outcome:
    """Make a film of what is in the cache, and make what is not."""
    order = bench.order(job)
    assert order.target is not None
    notes: list[str] = []
    phase = "picture"
    of_model = _model_telling(job, tell)

    def report(event: Event) -> None:
        nonlocal phase
        match event:
            case PhaseStarted():
                phase = event.phase
                tell(0, event.total, None, phase)
            case FramePainted():
                tell(event.frame, event.total, event.seconds_left, phase)
            case LineSpoken() | PartReady():
                tell(event.number, event.total, None, phase)
            case Noted():
                notes.append(event.message)
            case _:
                of_model(event)

    try:
        film = render_film(
            order.storyboard, order.target, report=report, cancel=cancel, settings=order.settings, base=order.base,
            cache=bench.cache, stand_ins=bench.stand_ins(job),
        )  # fmt: skip
    finally:
        drop_preview(job.id)
    record_film(
        film, order.storyboard, base=order.base, settings=order.settings, report=report, database=bench.database,
        job=f"{job.id}",
    )  # fmt: skip
    return Outcome({"path": str(film.path), "frames": film.frames, "notes": notes}, True)


KINDS: Mapping[str, Run] = {"speech": _speech, "score": _score, "take": _take, "film": _film}
