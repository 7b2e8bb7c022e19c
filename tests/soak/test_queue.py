"""The queue under kills and cancels: nothing is lost, nothing is done twice into different bytes, nothing stays behind.

Two kinds of programs are killed: the one that works the queue, and the one (of a person, say a window) that fills it.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psutil
import pytest

from engine.content import file_digest
from engine.jobs.cache import Cache
from engine.jobs.database import Database
from engine.jobs.job import Cancelled, Done, Failed, Job, Running
from engine.jobs.leases import MOST_ATTEMPTS, WORKER_DIED
from engine.jobs.order import Order, order_film, order_takes
from engine.jobs.queue import Queue
from engine.jobs.worker import Worker
from storyboard.model import Canvas, Captions, Music, Narration, Scene, Shot, Storyboard

CANVAS = Canvas(width=64, height=64, fps=2)
SPAWN: Any = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
HEARD_S, STOPPED_S = 0.2, 1.0
LINES, TAKES = 18, 6
FILM_EVERY = 10
"""Orders are of 18 lines and 6 takes; every tenth is a whole film of 6 shots."""
COUNTS = [
    pytest.param(100, 7, 2, id="short"),
    pytest.param(2000, 140, 40, id="full", marks=[pytest.mark.soak, pytest.mark.timeout(7200)]),
]
CANCELS = [
    pytest.param(15, id="short"),
    pytest.param(300, id="full", marks=[pytest.mark.soak, pytest.mark.timeout(3600)]),
]


def _board(number: int, shots: int, seconds: float = 1.0) -> Storyboard:
    return Storyboard(
        id=f"story-{number}", canvas=CANVAS, narration=Narration(enabled=False), music=Music(enabled=False),
        captions=Captions(enabled=False),
        shots=tuple(
            Shot(id=f"{number}-{place}", line=f"Star {place} of story {number}.", duration_s=seconds, scene=Scene())
            for place in range(shots)
        ),
    )  # fmt: skip


def _order(queue: Queue, folder: Path, number: int) -> int:
    """Order number ``number`` of the run; how many jobs it is."""
    if number % FILM_EVERY == FILM_EVERY - 1:
        order_film(queue, Order(_board(number, TAKES), folder, folder / f"{number}.mp4"))
        return 2 * TAKES + 2
    board = _board(number, LINES)
    order_takes(queue, Order(board, folder), [shot.id for shot in board.shots[:TAKES]])
    return LINES + TAKES


def _fill(folder: Path, first: int, last: int) -> None:
    """The program that fills the queue: it notes every order that it was told is kept."""
    queue = Queue(Database(folder / "starloom.sqlite"))
    with (folder / "kept").open("a") as kept:
        for number in range(first, last):
            _order(queue, folder, number)
            kept.write(f"{number}\n")
            kept.flush()
            time.sleep(0.02)


def _work(folder: Path, for_ever: bool) -> None:
    """The program that works the queue."""
    queue = Queue(Database(folder / "starloom.sqlite"))
    with Worker(queue, Cache(folder / "films"), threads=1) as worker:
        while for_ever or not worker.idle():
            time.sleep(0.02)


def _start(body: Callable[..., None], *words: Any) -> BaseProcess:
    process = SPAWN.Process(target=body, args=words)
    process.start()
    return process


def _kill(process: BaseProcess) -> bool:
    """Kill a program; False where its work was done before and it had ended."""
    process.kill()
    process.join()
    return process.exitcode != 0


def _until(true: Callable[[], Any], within_s: float) -> bool:
    end = time.monotonic() + within_s
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def _kept(folder: Path) -> list[int]:
    path = folder / "kept"
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []


def _finished(queue: Queue) -> int:
    return queue.database.rows("SELECT count(*) FROM queue_jobs WHERE state IN ('done', 'failed')")[0][0]


def _warm(folder: Path) -> None:
    """Compile what painting needs before anybody is killed."""
    queue = Queue(Database(folder / "warm.sqlite"))
    order_takes(queue, Order(_board(0, 1), folder))
    with Worker(queue, Cache(folder / "warm"), threads=1) as worker:
        assert _until(worker.idle, 600)
    assert isinstance(queue.jobs()[-1].state, Done)


@pytest.mark.parametrize(("jobs", "worker_kills", "app_kills"), COUNTS)
def test_killed_programs_lose_nothing(jobs: int, worker_kills: int, app_kills: int, tmp_path: Path) -> None:
    _in_child(_warm, tmp_path)
    chance = random.Random(jobs)
    orders = round(jobs / (LINES + TAKES - 1))
    _fill_killed(tmp_path, orders, app_kills, chance)
    queue = Queue(Database(tmp_path / "starloom.sqlite"))
    total = len(queue.jobs())
    assert total >= jobs * 0.95
    killed = 0
    for left in range(worker_kills, 0, -1):
        worker = _start(_work, tmp_path, False)
        step = (total - _finished(queue)) / (left + 1)
        aim = _finished(queue) + round(step * chance.random() * 1.8)
        _until(lambda aim=aim, worker=worker: _finished(queue) >= aim or not worker.is_alive(), 120)
        time.sleep(chance.random() * 0.05)
        killed += _kill(worker)
    assert killed >= 0.7 * worker_kills, "the queue was done too soon"
    found = queue.jobs()
    assert len(found) == total, "a job is lost"
    assert max(job.attempts for job in found) <= MOST_ATTEMPTS
    _in_child(_work, tmp_path, False)
    parked = [job for job in queue.jobs() if isinstance(job.state, Failed)]
    assert all(job.attempts == MOST_ATTEMPTS for job in parked if _error(job) == WORKER_DIED)
    if parked:
        queue.retry([job.id for job in parked])
        _in_child(_work, tmp_path, False)
    assert {type(job.state) for job in queue.jobs()} == {Done}
    _assert_same_bytes(queue, tmp_path)
    left = [path for path in tmp_path.rglob("*") if ".part" in path.name]
    for path in left:
        os.utime(path, (0, 0))  # what was left is swept when nobody can be writing it any more
    _in_child(_work, tmp_path, False)
    assert [path for path in tmp_path.rglob("*") if ".part" in path.name] == []
    again = sum(job.attempts > 1 for job in found)
    print(f"{total} jobs, {killed} worker kills, {app_kills} app kills: 0 lost, {again} begun again, "
          f"{len(parked)} parked after {MOST_ATTEMPTS}, {len(left)} files swept")  # fmt: skip


def _fill_killed(folder: Path, orders: int, kills: int, chance: random.Random) -> None:
    """Fill the queue by a program that is killed again and again and goes on after the last order it was told of."""
    for number in range(kills):
        filling = _start(_fill, folder, len(_kept(folder)), orders)
        aim = orders * (number + chance.random()) / (kills + 1)
        _until(lambda aim=aim, filling=filling: len(_kept(folder)) >= aim or not filling.is_alive(), 60)
        time.sleep(chance.random() * 0.05)
        _kill(filling)
    _in_child(_fill, folder, len(_kept(folder)), orders)
    assert _kept(folder) == list(range(orders))
    queue = Queue(Database(folder / "starloom.sqlite"))
    waiting = {job.shot for job in queue.jobs() if job.kind == "speech"}
    for number in range(orders):
        shots = TAKES if number % FILM_EVERY == FILM_EVERY - 1 else LINES
        assert {f"{number}-{place}" for place in range(shots)} <= waiting, f"order {number} is lost"


def _in_child(body: Callable[..., None], *words: Any) -> None:
    process = _start(body, *words)
    process.join(1800)
    assert process.exitcode == 0


def _error(job: Job) -> str:
    return job.state.error if isinstance(job.state, Failed) else ""


def _assert_same_bytes(queue: Queue, folder: Path) -> None:
    """Every take is one whole file, and some of them, made again elsewhere, have the same bytes."""
    cache = Cache(folder / "films")
    digests = {}
    for job in queue.jobs():
        if job.kind == "take" and isinstance(job.state, Done):
            entry = cache.find("takes", job.state.result["key"])
            assert entry is not None and file_digest(entry.path) == entry.sha256
            digests[job.shot] = entry.key, entry.sha256
    begun_again = [job.shot for job in queue.jobs() if job.kind == "take" and job.attempts > 1]
    control = Queue(Database(folder / "control.sqlite"))
    for shot in begun_again[:20]:
        number = int(shot.split("-")[0])
        shots = TAKES if number % FILM_EVERY == FILM_EVERY - 1 else LINES
        order_takes(control, Order(_board(number, shots), folder), [shot])
    _in_child(_work_control, folder)
    other = Cache(folder / "control")
    for job in control.jobs():
        if job.kind == "take" and isinstance(job.state, Done):
            entry = other.find("takes", job.state.result["key"])
            assert entry is not None and digests[job.shot] == (entry.key, entry.sha256)


def _work_control(folder: Path) -> None:
    queue = Queue(Database(folder / "control.sqlite"))
    with Worker(queue, Cache(folder / "control"), threads=1) as worker:
        assert _until(worker.idle, 600)


@pytest.mark.parametrize("count", CANCELS)
def test_cancels_are_heard_at_once_and_leave_nothing(count: int, tmp_path: Path) -> None:
    """Another program works; this one cancels: takes being painted, lines and takes that wait, whole films."""
    _in_child(_warm, tmp_path)
    queue, chance = Queue(Database(tmp_path / "starloom.sqlite")), random.Random(count)
    worker = _start(_work, tmp_path, True)
    heard, stopped = [], []
    try:
        for number in range(count):
            board = _board(number, 1, seconds=500.0)
            if number % 3:
                job = order_takes(queue, Order(board, tmp_path))[0]
            else:
                job = order_film(queue, Order(board, tmp_path, tmp_path / f"{number}.mp4"))
            take = next(job for job in queue.jobs() if job.kind == "take" and not job.finished)
            assert _until(lambda take=take: isinstance(_job(queue, take).state, Running), 60)
            time.sleep(chance.random() * 0.5)
            asked = time.time()
            queue.cancel([job.id])
            assert _until(lambda take=take: _job(queue, take).finished, 30)
            stopped.append(time.time() - asked)
            assert _job(queue, take).state == Cancelled()
            heeded = queue.database.rows("SELECT heeded FROM queue_jobs WHERE id = ?", (take.id,))[0][0]
            heard.append(heeded - asked)
        assert _until(lambda: not [path for path in tmp_path.rglob("*") if ".part" in path.name], 5), "files are left"
        assert _until(lambda: queue.unfinished() == 0, 10), "jobs are left"
    finally:
        _kill(worker)
    heard.sort()
    stopped.sort()
    most = round(count * 0.9) - 1
    late = sum(seconds > HEARD_S for seconds in heard), sum(seconds > STOPPED_S for seconds in stopped)
    print(f"{count} cancels: heard after {heard[count // 2] * 1000:.0f} ms (nine in ten {heard[most] * 1000:.0f}, "
          f"largest {heard[-1] * 1000:.0f}), stopped after {stopped[count // 2] * 1000:.0f} ms (nine in ten "
          f"{stopped[most] * 1000:.0f}, largest {stopped[-1] * 1000:.0f}), too late {late}")  # fmt: skip
    # Nine in ten within the limits. What shares its cores with others cannot answer in time every time, and a program
    # in its first seconds loads its modules: of a few cancels only the one in the middle says something.
    busy = max(1.0, psutil.getloadavg()[0] / (psutil.cpu_count() or 1))
    place = most if count >= 100 else count // 2
    assert heard[place] <= HEARD_S * busy and heard[-1] <= 10 * HEARD_S * busy
    assert stopped[place] <= STOPPED_S * busy and stopped[-1] <= 5 * STOPPED_S * busy
    assert not list(tmp_path.glob("*.mp4"))


def _job(queue: Queue, job: Job) -> Job:
    return queue.jobs([job.id])[0]
