"""The time of what is played."""

from __future__ import annotations

import numpy as np
import pytest

from app.studio.player.audio.device import SteadyClock
from app.studio.player.audio.play_clock import PlayClock


def silence(first: int, count: int) -> np.ndarray:
    return np.zeros((count, 2), np.float32)


class Hands:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.at_s = 100.0

    def __call__(self) -> float:
        return self.at_s


class Player:
    """A device that is told what it has played; ``broken``: it cannot be opened."""

    def __init__(self, broken: bool = False) -> None:
        self.told_s, self.broken, self.playing = 0.0, broken, False

    def start(self, take, first: int) -> None:
        if self.broken:
            raise OSError("gone")
        self.playing, self.told_s = True, 0.0

    def heard_s(self) -> float:
        return self.told_s

    def stop(self) -> None:
        self.playing = False

    def set_volume(self, share: float) -> None:
        pass


def test_a_device_that_tells_in_steps_makes_an_even_clock() -> None:
    hands = Hands()
    clock = SteadyClock(hands)
    read = []
    for tick in range(200):
        hands.at_s = 100 + tick * 0.01
        read.append(clock.read(tick // 5 * 0.05))
    gaps = [later - earlier for earlier, later in zip(read, read[1:], strict=False) if earlier > 0.1]
    assert max(gaps) < 0.013 and min(gaps) > 0.004
    assert read[-1] == pytest.approx(1.99, abs=0.06)


def test_a_slow_device_is_followed() -> None:
    hands = Hands()
    clock = SteadyClock(hands)
    for tick in range(1, 1000):
        hands.at_s = 100 + tick * 0.01
        read = clock.read(tick * 0.01 * 0.9)
        assert abs(read - tick * 0.009) <= 0.13, "never two frames of a film apart for long"


def test_without_a_device_the_time_goes_on() -> None:
    hands = Hands()
    clock = PlayClock(None, lambda: pytest.fail("nothing has failed"), hands)
    clock.start(silence, 0)
    hands.at_s += 2.5
    assert clock.read() == pytest.approx(2.5)
    clock.start(None, 0)
    assert clock.read() == 0.0


def test_a_device_that_cannot_be_opened_is_replaced_once() -> None:
    hands, failed = Hands(), []
    clock = PlayClock(Player(broken=True), lambda: failed.append(1), hands)
    clock.start(silence, 0)
    hands.at_s += 1.5
    assert clock.read() == pytest.approx(1.5) and failed == [1]
    clock.start(silence, 0)
    assert failed == [1]


def test_a_device_that_stalls_hands_over_without_a_leap() -> None:
    hands, failed, device = Hands(), [], Player()
    clock = PlayClock(device, lambda: failed.append(1), hands)
    clock.start(silence, 0)
    device.told_s = 3.0
    hands.at_s += 3.0
    assert clock.read() == 3.0
    hands.at_s += 0.9
    assert clock.read() == 3.0 and not failed
    hands.at_s += 0.2
    assert clock.read() == 3.0 and failed == [1] and not device.playing
    hands.at_s += 0.5
    assert clock.read() == pytest.approx(3.5)


def test_silence_is_asked_for_by_no_sound() -> None:
    device = Player()
    clock = PlayClock(device, lambda: None, Hands())
    clock.start(None, 0)
    assert not device.playing
