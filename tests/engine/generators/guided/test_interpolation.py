"""From a model's frame rate to the film's: exact counts, no lost tail, motion at its place."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.generators.guided.frame_store import FrameStore
from engine.generators.guided.interpolation import interpolated

SPEED = 3.0


def _moving(count: int) -> np.ndarray:
    """A bright bar that goes three pixels to the right in every frame."""
    frames = np.zeros((count, 96, 160, 3), np.uint8)
    for number in range(count):
        frames[number, :, 20 + int(SPEED) * number : 40 + int(SPEED) * number] = 255
    return frames


def _places(frames: list[np.ndarray]) -> np.ndarray:
    rows = np.stack([frame[48, :, 0] for frame in frames]).astype(float)
    return (rows * np.arange(160)).sum(1) / rows.sum(1)


@pytest.mark.parametrize(("fps", "wanted", "count"), [(16, 24, 37), (16, 24, 36), (24, 60, 61), (16, 30, 46)])
def test_frames_between_lie_between_and_the_last_is_the_last(fps: int, wanted: int, count: int) -> None:
    found = list(interpolated(_moving(25), fps, wanted, count))
    assert len(found) == count
    times = np.minimum(np.arange(count) * fps / wanted, 24)
    assert np.abs(_places(found) - (29.5 + SPEED * times)).max() < 0.8


def test_fewer_frames_a_second_take_the_nearest() -> None:
    frames = _moving(25)
    found = list(interpolated(frames, 24, 12, 12))
    assert all(np.array_equal(frame, frames[2 * number]) for number, frame in enumerate(found))


def test_it_stops_when_the_person_does() -> None:
    cancel = threading.Event()
    frames = interpolated(np.zeros((40, 480, 832, 3), np.uint8), 16, 120, 280, cancel)
    next(frames)
    cancel.set()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        list(frames)
    assert time.monotonic() - began < 3


def test_frames_in_a_file_are_the_frames(tmp_path) -> None:
    store, frames = FrameStore(tmp_path, 160, 96), _moving(5)
    for number, frame in enumerate(frames):
        store.append(frame)
        assert np.array_equal(store[number], frame)
    assert len(store) == 5 and np.array_equal(store.all, frames)
    with pytest.raises(ValueError, match="a frame of"):
        store.append(frames[0][:50])
