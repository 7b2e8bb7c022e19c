"""Sound read ahead."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from app.studio.player.audio.feed import AHEAD, AT_REST, BLOCK, CHANGE, Feed


class Level:
    """A source of one level everywhere; ``slow``: it waits until it is let go."""

    def __init__(self, level: float, gate: threading.Event | None = None) -> None:
        self.level, self.gate, self.read_at = level, gate, []

    def read(self, first: int, count: int) -> np.ndarray:
        if self.gate is not None:
            self.gate.wait(10)
        self.read_at.append(first)
        return np.full((count, 2), self.level, np.float32)


class Ramp:
    """Every sample says its own number."""

    def read(self, first: int, count: int) -> np.ndarray:
        return np.repeat(np.arange(first, first + count, dtype=np.float32)[:, None], 2, axis=1)


@pytest.fixture
def feed():
    made = Feed()
    yield made
    made.close()


def filled(feed: Feed) -> None:
    end = time.monotonic() + 10
    while len(feed._blocks) < AHEAD and time.monotonic() < end:
        time.sleep(0.005)


def test_samples_come_in_their_order(feed: Feed) -> None:
    feed.change(Ramp())
    feed.start(12_345)
    filled(feed)
    first = feed.take(12_345, 1000)
    second = feed.take(13_345, 7000)
    assert np.array_equal(np.concatenate([first, second])[:, 0], np.arange(12_345, 20_345))


def test_what_is_late_is_silence_and_nobody_waits(feed: Feed) -> None:
    gate = threading.Event()
    feed.change(Level(0.5, gate))
    feed.start(0)
    began = time.monotonic()
    assert not feed.take(0, 4800).any()
    assert time.monotonic() - began < 0.5
    gate.set()
    filled(feed)
    assert feed.take(4800, 4800).all()


def test_a_film_that_stands_sounds_from_its_first_moment_on(feed: Feed) -> None:
    feed.change(Level(0.5))
    feed.rest(20_000)
    end = time.monotonic() + 10
    while len(feed._blocks) < AT_REST and time.monotonic() < end:
        time.sleep(0.005)
    feed.start(20_000)
    assert feed.take(20_000, 9600).all()


def test_another_source_fades_in(feed: Feed) -> None:
    feed.change(Level(1.0))
    feed.start(0)
    filled(feed)
    heard = [feed.take(0, BLOCK)]
    feed.change(Level(0.0))
    filled(feed)
    heard += [feed.take(place, BLOCK) for place in range(BLOCK, 6 * BLOCK, BLOCK)]
    sound = np.concatenate(heard)[:, 0]
    assert sound[0] == 1.0 and sound[-1] == 0.0
    assert np.abs(np.diff(sound)).max() < 2 / CHANGE, "no click"


def test_a_source_that_fails_is_silence(feed: Feed, caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def read(self, first: int, count: int) -> np.ndarray:
            raise OSError("the disk is gone")

    feed.change(Broken())
    feed.start(0)
    filled(feed)
    assert not feed.take(0, BLOCK).any()
    assert "cannot be read" in caplog.text


def test_only_what_is_near_is_kept(feed: Feed) -> None:
    source = Level(0.1)
    feed.change(source)
    feed.start(0)
    filled(feed)
    for place in range(0, 60 * BLOCK, BLOCK):
        feed.take(place, BLOCK)
        time.sleep(0.001)
    filled(feed)
    assert len(feed._blocks) <= AHEAD + 6
