"""The machine's sound output, kept filled."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.studio.player.audio.device import RATE, Speakers

# Qt's sound asks for libraries that machines without sound lack
pytestmark = pytest.mark.qt_log_ignore("Couldn't|[Pp]ulse|pa_context|nullptr")


class Sink:
    """A sound card that plays when it is told to, at the size that Qt's sinks have."""

    def __init__(self, output: Any, form: Any) -> None:
        self.form, self.size, self.written, self.played = form, 0, b"", 0
        self.volume, self.open, self.runs = -1.0, True, False

    def setBufferSize(self, size: int) -> None:
        self.size = size

    def setVolume(self, volume: float) -> None:
        self.volume = volume

    def start(self) -> Sink | None:
        self.runs, self.written, self.played = True, b"", 0
        return self if self.open else None

    def isWritable(self) -> bool:
        return self.open

    def reset(self) -> None:
        self.runs = False

    def write(self, data: bytes) -> int:
        self.written += data
        return len(data)

    def bytesFree(self) -> int:
        return self.size - (len(self.written) - self.played)

    def processedUSecs(self) -> int:
        return round(self.played / 4 / RATE * 1e6)


def ramp(first: int, count: int) -> np.ndarray:
    return np.repeat((np.arange(first, first + count, dtype=np.float32) / 1e6)[:, None], 2, axis=1)


@pytest.fixture
def sinks() -> list[Sink]:
    return []


@pytest.fixture
def speakers(qapp, sinks: list[Sink]) -> Speakers:
    def make(output: Any, form: Any) -> Sink:
        sinks.append(Sink(output, form))
        return sinks[0]

    return Speakers(None, make)


def test_they_play_every_sample_once(qtbot, speakers: Speakers, sinks: list[Sink]) -> None:
    sink = sinks[0]
    speakers.start(ramp, 48_000)
    assert (sink.form.sampleRate(), sink.form.channelCount()) == (48_000, 2)
    for _ in range(5):
        full = len(sink.written)
        sink.played = full
        qtbot.waitUntil(lambda seen=full: len(sink.written) > seen, timeout=5000)
    speakers.stop()
    heard = np.frombuffer(sink.written, "<i2").reshape(-1, 2)[:, 0]
    assert np.array_equal(heard, (ramp(48_000, len(heard))[:, 0] * 32767).astype(np.int16))
    assert not sink.runs


def test_the_clock_is_what_was_played(speakers: Speakers, sinks: list[Sink]) -> None:
    speakers.start(ramp, 0)
    assert speakers.heard_s() == 0.0
    sinks[0].played = 4 * 4800
    assert speakers.heard_s() == pytest.approx(0.1, abs=0.02)


def test_loud_sound_is_clipped_and_volume_is_as_the_ear_hears(speakers: Speakers, sinks: list[Sink]) -> None:
    speakers.set_volume(0.5)
    speakers.start(lambda first, count: np.full((count, 2), 3.0, np.float32), 0)
    assert sinks[0].volume == pytest.approx(0.125)
    assert set(np.frombuffer(sinks[0].written, "<i2")) == {32767}
    speakers.stop()


def test_a_device_that_cannot_be_opened_says_so(speakers: Speakers, sinks: list[Sink]) -> None:
    sinks[0].open = False
    with pytest.raises(OSError, match="opened"):
        speakers.start(ramp, 0)
