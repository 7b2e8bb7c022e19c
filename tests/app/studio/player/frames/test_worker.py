"""Which frame is made when."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage

from app.studio.player.frames.room import FrameRoom, Made
from app.studio.player.frames.state import FilmState, Marker
from app.studio.player.frames.worker import ASKED, FrameWorker
from storyboard.model import Shot, Storyboard
from storyboard.timing import schedule

STORY = Storyboard(shots=tuple(Shot(id=f"s{number}", duration_s=10) for number in range(4)))


class SlowFrames:
    """Makes empty frames, each when it is let, and notes their numbers. A shot in ``closed`` is not open yet."""

    def __init__(self) -> None:
        self.gate, self.made = threading.Semaphore(0), []
        self.closed: set[int] = set()
        self.prepared: set[int] = set()
        self.state: FilmState | None = None
        self.cost_s = 0.0

    def show(self, state: FilmState) -> None:
        self.state = state

    def ready(self, number: int) -> bool:
        assert self.state is not None
        return self.state.plan.blend(number).index not in self.closed

    def prepare(self, index: int) -> None:
        self.prepared.add(index)

    def frame(self, number: int) -> Made:
        self.gate.acquire(timeout=10)
        time.sleep(self.cost_s)
        self.made.append(number)
        return Made(QImage(32, 18, QImage.Format.Format_RGB32), False)

    def close(self) -> None:
        pass


@pytest.fixture
def frames() -> SlowFrames:
    return SlowFrames()


@pytest.fixture
def worker(frames: SlowFrames) -> Iterator[FrameWorker]:
    made = FrameWorker(FrameRoom(), lambda: frames, lambda number: None)  # pyright: ignore[reportArgumentType]
    made.show(Marker(lambda storyboard, shot: None).state(STORY, schedule(STORY, {})))
    yield made
    frames.gate.release(100_000)
    made.close()


def until(true) -> None:
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.002)
    assert true()


def test_who_scrubs_does_not_wait_for_what_was_passed(worker: FrameWorker, frames: SlowFrames) -> None:
    for number in (100, 200, 300, 400, 500):
        worker.ask(number)
    frames.gate.release(ASKED + 2)
    until(lambda: len(frames.made) == ASKED + 2)
    assert 500 in frames.made[:2], "the newest wish comes right after what was being made"
    assert not {200, 300} & set(frames.made)


def test_the_next_frames_are_made_ahead(worker: FrameWorker, frames: SlowFrames) -> None:
    worker.ask(50)
    frames.gate.release(14)
    until(lambda: {50, 51, 52, 53} <= set(frames.made))


def test_a_shot_that_is_not_open_holds_nobody_up(worker: FrameWorker, frames: SlowFrames) -> None:
    frames.closed = {2}
    worker.ask(500)
    worker.ask(10)
    frames.gate.release(30)
    until(lambda: 10 in frames.made)
    frames.closed = set()
    worker.ask(500)
    worker.wake()
    until(lambda: 500 in frames.made)


def test_the_next_shot_is_opened_while_this_one_is_looked_at(worker: FrameWorker, frames: SlowFrames) -> None:
    frames.gate.release(1000)
    worker.ask(5)
    until(lambda: 1 in frames.prepared)


def test_frames_that_come_too_slowly_are_made_at_even_distances(worker: FrameWorker, frames: SlowFrames) -> None:
    frames.cost_s = 0.1
    frames.gate.release(10_000)
    for number in range(0, 96, 2):  # 24 frames a second
        worker.follow(number, 1.0, 0, 900)
        time.sleep(2 / 24)
    late = frames.made[-6:]
    steps = {after - before for before, after in zip(late, late[1:], strict=False)}
    assert steps <= {2, 3, 4} and len(steps) <= 2
    assert worker.stride() in (2, 3, 4)
    assert late[-1] > 85, "it keeps up with the clock"


def test_played_backwards_the_frames_before_are_made(worker: FrameWorker, frames: SlowFrames) -> None:
    frames.gate.release(1000)
    worker.follow(300, -1.0, 0, 900)
    until(lambda: {300, 299, 290, 280} <= set(frames.made))
    assert max(number for number in frames.made if number > 20) == 300
