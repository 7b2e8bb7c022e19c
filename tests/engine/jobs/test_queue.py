"""The queue as people meet it: what is added, joined, moved, cancelled and tried again, in a real database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.jobs.database import Database
from engine.jobs.estimates import Estimates
from engine.jobs.job import PREVIEW, Cancelled, Done, Failed, Paused, Pending, Running
from engine.jobs.leases import MOST_ATTEMPTS, Leases
from engine.jobs.queue import FilmRow, Queue, Wanted

FILM = FilmRow("Two Stars", "{}", "/", "/two.mp4", "{}")
LINE = Wanted("speech", "light", "line a", "a", 10)
OTHER_LINE = Wanted("speech", "light", "line b", "b", 10)
TAKE = Wanted("take", "heavy", "take a", "a", 5, ((0, True), (1, False)))
OTHER_TAKE = Wanted("take", "heavy", "take b", "b", 5, ((0, False), (1, True)))
WHOLE = Wanted("film", "heavy", "film", "", 9, ((0, True), (1, True), (2, True), (3, True)))
JOBS = [LINE, OTHER_LINE, TAKE, OTHER_TAKE, WHOLE]


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    return Queue(Database(tmp_path / "影片 queue.sqlite"))


def _states(queue: Queue) -> list[str]:
    return [type(job.state).__name__ for job in queue.jobs()]


def _work_through(queue: Queue, failing: tuple[str, ...] = ()) -> list[str]:
    """Do everything that can be done; the kinds and shots in the order in which they were begun."""
    leases, begun = Leases(queue), []
    while job := leases.claim("light") or leases.claim("heavy"):
        begun.append(f"{job.kind} {job.shot}".strip())
        if begun[-1] in failing:
            leases.fail(job.id, "The paint is dry.", "EngineError")
        else:
            leases.finish(job.id, {"seconds": 1.5}, 2.0)
    return begun


def test_jobs_wait_for_what_they_need(queue: Queue) -> None:
    film = queue.add(FILM, JOBS)[-1]
    assert film.kind == "film" and film.target == "/two.mp4" and isinstance(film.state, Pending)
    assert Leases(queue).claim("heavy") is None
    assert _work_through(queue) == ["speech a", "speech b", "take a", "take b", "film"]
    assert queue.jobs([film.id])[0].state == Done({"seconds": 1.5}, 2.0)
    assert queue.unfinished() == 0


def test_equal_requests_join_while_they_are_unfinished(queue: Queue) -> None:
    first = queue.add(FILM, JOBS)
    again = queue.add(FILM, JOBS, PREVIEW)
    assert [job.id for job in again] == [job.id for job in first]
    assert len(queue.database.rows("SELECT * FROM queue_films")) == 1, "the second film has no job of its own"
    assert {job.priority for job in again} == {PREVIEW}, "the more urgent request holds"
    _work_through(queue)
    later = queue.add(FILM, JOBS)
    assert {job.id for job in later}.isdisjoint(job.id for job in first)


def test_a_failed_shot_does_not_stop_the_others_and_the_film_names_it(queue: Queue) -> None:
    film = queue.add(FILM, JOBS)[-1]
    assert _work_through(queue, failing=("take a",)) == ["speech a", "speech b", "take a", "take b"]
    state = queue.jobs([film.id])[0].state
    assert isinstance(state, Failed)
    assert "Shot a: The paint is dry." in state.reason and "1 of 2 shots are made and kept" in state.reason
    queue.retry([film.id])
    assert _states(queue) == ["Done", "Done", "Pending", "Done", "Pending"], "only what is missing"
    assert _work_through(queue) == ["take a", "film"]


def test_a_line_that_cannot_be_spoken_stops_only_its_own_shot(queue: Queue) -> None:
    queue.add(FILM, JOBS)
    assert _work_through(queue, failing=("speech b",)) == ["speech a", "speech b", "take a"]
    take, film = (queue.jobs()[place].state for place in (3, 4))
    assert isinstance(take, Failed) and take.reason == "Shot b: The paint is dry."
    assert isinstance(film, Failed) and film.reason.count("The paint is dry.") == 1


def test_previews_come_first(queue: Queue) -> None:
    queue.add(FILM, JOBS)
    preview = Wanted("take", "heavy", "small take b", "b", 1, ((0, True),))
    queue.add(FilmRow("Two Stars", "{}", "/", "", "{}"), [OTHER_LINE, preview], PREVIEW)
    assert _work_through(queue)[:2] == ["speech b", "speech a"]
    heavy = [job for job in queue.jobs() if job.kind == "take"]
    assert [job.priority for job in heavy] == [1, 0, 0]


def test_moving_a_film_takes_its_jobs_along(queue: Queue) -> None:
    queue.add(FILM, JOBS)
    second = [Wanted(job.kind, job.lane, f"second {job.key}", f"2{job.shot}", job.units, job.needs) for job in JOBS]
    film = queue.add(FilmRow("Second", "{}", "/", "/second.mp4", "{}"), second)[-1]
    queue.move(film.id, 1)
    assert [job.film_title for job in queue.jobs()] == ["Second"] * 5 + ["Two Stars"] * 5
    queue.move(queue.jobs()[0].id, 99)
    assert queue.jobs()[-1].shot == "2a"
    with pytest.raises(BadInput, match="no unfinished job 99"):
        queue.move(99, 1)


def test_cancelling_a_film_drops_only_what_nobody_else_needs(queue: Queue) -> None:
    film = queue.add(FILM, JOBS)[-1]
    second = [LINE, Wanted("film", "heavy", "second film", "", 1, ((0, True),))]
    queue.add(FilmRow("Second", "{}", "/", "/second.mp4", "{}"), second)
    queue.cancel([film.id])
    assert [(job.kind, job.shot) for job in queue.jobs() if isinstance(job.state, Pending)] == [
        ("speech", "a"), ("film", "")
    ]  # fmt: skip
    with pytest.raises(BadInput, match="no job 77"):
        queue.cancel([77])


def test_a_cancelled_shot_fails_the_film_with_a_sentence(queue: Queue) -> None:
    jobs = queue.add(FILM, JOBS)
    queue.cancel([jobs[2].id])
    assert "film" not in _work_through(queue)
    state = queue.jobs([jobs[-1].id])[0].state
    assert isinstance(state, Failed) and "Shot a was cancelled." in state.reason


def test_pausing_jobs_and_the_queue(queue: Queue) -> None:
    jobs = queue.add(FILM, JOBS)
    queue.pause([jobs[0].id])
    assert isinstance(queue.jobs()[0].state, Paused)
    assert _work_through(queue) == ["speech b"]
    queue.pause()
    assert queue.standing().paused == "after"
    queue.pause(now=True)
    assert Leases(queue).orders().paused == "now"
    queue.resume()
    assert queue.standing().paused == "" and isinstance(queue.jobs()[0].state, Pending)


def test_running_jobs_are_asked_to_stop(queue: Queue) -> None:
    leases, job = Leases(queue), queue.add(FILM, [LINE])[0]
    assert leases.claim("light") is not None
    leases.progress(job.id, 3, 12, 4.5, "narration")
    queue.cancel([job.id])
    assert leases.orders().wishes == {job.id: "cancel"}
    leases.heed(job.id)
    state = queue.jobs()[0].state
    assert isinstance(state, Running) and (state.done, state.total, state.seconds_left) == (3, 12, 4.5)
    assert state.wish == "cancel" and state.heeded is not None
    leases.stopped(job.id)
    assert queue.jobs()[0].state == Cancelled()
    queue.retry([job.id])
    assert queue.jobs()[0].attempts == 0


def test_clear_keeps_what_unfinished_jobs_need(queue: Queue) -> None:
    queue.add(FILM, JOBS)
    leases = Leases(queue)
    line = leases.claim("light")
    assert line is not None
    leases.finish(line.id, {"seconds": 2.0}, 0.1)
    assert queue.clear() == 0
    _work_through(queue)
    assert queue.clear() == 5
    assert queue.jobs() == [] and queue.database.rows("SELECT * FROM queue_films") == []


def _claim_and_die(path: Path) -> None:
    """Another program takes the queue and a job, and is killed."""
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from engine.jobs.database import Database; from engine.jobs.queue import Queue\n"
        "from engine.jobs.leases import Leases\n"
        "leases = Leases(Queue(Database(Path(sys.argv[1]))))\n"
        "assert leases.take_over() and leases.claim('light')\n"
        "os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, 'SIGKILL') else signal.SIGTERM)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], cwd=Path(__file__).parents[3], timeout=60)


def test_what_a_killed_program_did_is_done_again_three_times_at_most(queue: Queue) -> None:
    film = queue.add(FILM, JOBS)[-1]
    leases = Leases(queue)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        _claim_and_die(queue.database.path)
        job = queue.jobs()[0]
        assert isinstance(job.state, Running) and job.attempts == attempt
        assert queue.standing().owner == "", "who died works nothing"
        assert leases.take_over()
        assert [dead.id for dead in leases.reclaim()] == [job.id]
        leases.leave()
    state = queue.jobs()[0].state
    assert isinstance(state, Failed) and "3 times" in state.reason and "shot a" in state.reason
    assert _work_through(queue) == ["speech b", "take b"]
    assert isinstance(queue.jobs([film.id])[0].state, Failed)


def test_a_wish_outlives_the_program_that_should_heed_it(queue: Queue) -> None:
    queue.add(FILM, [LINE])
    _claim_and_die(queue.database.path)
    queue.cancel([1])
    Leases(queue).reclaim()
    assert queue.jobs()[0].state == Cancelled()


def test_estimates_are_the_median_of_the_last_twenty(queue: Queue) -> None:
    estimates = Estimates(queue.database)
    for seconds in [*[1000.0] * 30, *[4.0] * 11, *[6.0] * 8, 5000.0]:
        estimates.learn("take", 2.0, seconds)
    assert Estimates(queue.database).speeds() == {"take": 2.0}
