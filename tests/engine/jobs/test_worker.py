"""The worker: real lines, takes, scores and films, made in threads and stopped from outside."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from engine.assembly.facts import read_back
from engine.errors import BadInput
from engine.jobs.cache import Cache
from engine.jobs.database import Database
from engine.jobs.estimates import Estimates
from engine.jobs.job import Cancelled, Done, Failed, Job, Pending, Running
from engine.jobs.leases import Leases
from engine.jobs.order import Order, order_film, order_takes
from engine.jobs.queue import Queue
from engine.jobs.worker import Worker
from storyboard.model import Canvas, Element, Music, Narration, Scene, Shot, Storyboard, Transition

CANVAS = Canvas(width=64, height=64, fps=8)
LONG_S = 600.0
BUSY = max(1.0, psutil.getloadavg()[0] / (psutil.cpu_count() or 1))
"""How many programs share a core just now: who waits for one cannot stop at once."""


def _board(*shots: Shot) -> Storyboard:
    return Storyboard(
        title="两颗星 Two Stars", canvas=CANVAS, shots=shots, narration=Narration(enabled=False),
        music=Music(enabled=False), transition=Transition(frames=2),
    )  # fmt: skip


def _shot(name: str, duration_s: float = 0.5, scene: Scene = Scene()) -> Shot:
    return Shot(id=name, line=f"The star {name} rises.", duration_s=duration_s, scene=scene)


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    return Queue(Database(tmp_path / "data" / "starloom.sqlite"))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "films")


def _until(true: Callable[[], bool], within_s: float = 120.0) -> float:
    """Wait until something is true; how long that took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < within_s, "it never happened"
        time.sleep(0.01)
    return time.monotonic() - began


def _work(queue: Queue, cache: Cache) -> None:
    with Worker(queue, cache, threads=1) as worker:
        _until(worker.idle)


def _job(queue: Queue, job_id: int) -> Job:
    return queue.jobs([job_id])[0]


def _paints(queue: Queue, job_id: int) -> bool:
    state = _job(queue, job_id).state
    return isinstance(state, Running) and state.done > 0


def test_a_film_is_made_and_made_again_without_painting(queue: Queue, cache: Cache, tmp_path: Path) -> None:
    order = Order(_board(_shot("a"), _shot("b")), tmp_path, tmp_path / "film 🌟.mp4")
    film = order_film(queue, order)
    _work(queue, cache)
    assert [job.kind for job in queue.jobs()] == ["speech", "speech", "score", "take", "take", "film"]
    state = _job(queue, film.id).state
    assert isinstance(state, Done) and state.result["path"] == str(order.target)
    assert read_back(tmp_path / "film 🌟.mp4").frames == state.result["frames"] > 0
    assert {"take", "film", "score"} <= set(Estimates(queue.database).speeds())
    clips = {path: path.stat().st_mtime_ns for path in cache.folder.rglob("*") if path.is_file()}
    order_film(queue, replace(order, target=tmp_path / "second.mp4"))
    _work(queue, cache)
    assert (tmp_path / "second.mp4").read_bytes() == (tmp_path / "film 🌟.mp4").read_bytes()
    media = {path: stamp for path, stamp in clips.items() if path.suffix in (".avi", ".flac", ".mkv", ".mp4")}
    assert media and all(path.stat().st_mtime_ns == stamp for path, stamp in media.items())


def test_a_shot_that_cannot_be_made_is_named_and_the_rest_is_kept(queue: Queue, cache: Cache, tmp_path: Path) -> None:
    odd = _shot("odd", scene=Scene(elements=(Element(kind="volcano"),)))
    film = order_film(queue, Order(_board(_shot("a"), odd), tmp_path, tmp_path / "film.mp4"))
    _work(queue, cache)
    state = _job(queue, film.id).state
    assert isinstance(state, Failed) and "odd" in state.reason and "volcano" in state.reason
    takes = {job.shot: job.state for job in queue.jobs() if job.kind == "take"}
    assert isinstance(takes["a"], Done) and isinstance(takes["odd"], Failed)
    assert not (tmp_path / "film.mp4").exists()


def test_two_films_for_one_file_are_refused(queue: Queue, tmp_path: Path) -> None:
    order_film(queue, Order(_board(_shot("a")), tmp_path, tmp_path / "film.mp4"))
    with pytest.raises(BadInput, match="film.mp4"):
        order_film(queue, Order(_board(_shot("b")), tmp_path, tmp_path / "film.mp4"))


def test_a_running_take_is_cancelled_paused_and_resumed(queue: Queue, cache: Cache, tmp_path: Path) -> None:
    first, second = order_takes(queue, Order(_board(_shot("a", LONG_S), _shot("b", LONG_S)), tmp_path))
    with Worker(queue, cache, threads=1) as worker:
        _until(lambda: _paints(queue, first.id))
        asked = time.time()
        queue.cancel([first.id])
        took = _until(lambda: _job(queue, first.id).state == Cancelled())
        heeded = queue.database.rows("SELECT heeded FROM queue_jobs WHERE id = ?", (first.id,))[0][0]
        assert heeded - asked < 0.2 * BUSY and took < 1.0 * BUSY
        _until(lambda: _paints(queue, second.id))
        queue.pause(now=True)
        assert _until(lambda: _job(queue, second.id).state == Pending()) < 1.0 * BUSY
        _until(worker.idle)
        assert _job(queue, second.id).attempts == 0, "what was stopped was no attempt"
        queue.resume()
        _until(lambda: _paints(queue, second.id))
    assert _job(queue, second.id).state == Pending(), "a worker that leaves gives back what it was doing"
    assert queue.standing().owner == ""
    _until(lambda: not list(cache.folder.rglob("*.part*")), 5.0)


def test_a_film_that_is_cancelled_leaves_nothing(queue: Queue, cache: Cache, tmp_path: Path) -> None:
    film = order_film(queue, Order(_board(_shot("a", LONG_S)), tmp_path, tmp_path / "out" / "film.mp4"))
    (tmp_path / "out").mkdir()
    with Worker(queue, cache, threads=1):
        take = next(job for job in queue.jobs() if job.kind == "take")
        _until(lambda: _paints(queue, take.id))
        queue.cancel([film.id])
        _until(lambda: queue.unfinished() == 0)
    assert list((tmp_path / "out").iterdir()) == []
    assert {type(job.state) for job in queue.jobs() if job.kind in ("take", "film")} == {Cancelled}


def test_only_one_program_works_the_queue(queue: Queue, cache: Cache, tmp_path: Path) -> None:
    with Worker(queue, cache) as worker:
        _until(lambda: worker.works)
        code = (
            "import sys; from pathlib import Path; from engine.jobs.database import Database\n"
            "from engine.jobs.queue import Queue; from engine.jobs.leases import Leases\n"
            "queue = Queue(Database(Path(sys.argv[1])))\n"
            "sys.exit(10 + Leases(queue).take_over() if queue.standing().owner else 1)"
        )
        other = [sys.executable, "-c", code, str(queue.database.path)]
        assert subprocess.run(other, cwd=Path(__file__).parents[3]).returncode == 10
    assert Leases(queue).take_over()
