"""What plays sound and tells how much of it was heard."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, qInstallMessageHandler

if TYPE_CHECKING:
    from app.studio.player.audio.sources import Block

RATE = 48_000
BUFFER_S = 0.2
FEED_MS = 20
DRIFT_S = 0.06
"""How far the speakers' own clock may lie from an even one before it is believed."""

Take = Callable[[int, int], "Block"]
"""Gives samples [first, first + count) of a film's sound."""


class Device(Protocol):
    """Plays sound from a sample on."""

    def start(self, take: Take, first: int) -> None:
        """Play what ``take`` gives, from sample ``first`` on.

        Raises:
            OSError: it cannot play.
        """
        ...

    def heard_s(self) -> float:
        """Seconds that were heard since the start."""
        ...

    def stop(self) -> None:
        """Be quiet."""
        ...

    def set_volume(self, share: float) -> None:
        """0 silent to 1 full."""
        ...


class EvenClock:
    """Seconds since its start."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._began = now, now()

    def start(self) -> None:
        """Begin to count."""
        self._began = self._now()

    def heard_s(self) -> float:
        """Seconds since the start."""
        return self._now() - self._began


class SteadyClock:
    """An even clock that follows an uneven one: a device tells in steps how much of a sound it has played."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began: float | None = None

    def read(self, told_s: float) -> float:
        """Seconds that have passed when the device says ``told_s``."""
        if told_s <= 0:
            self._began = None
            return 0.0
        here = self._now()
        if self._began is None:
            self._began = here - told_s
        ahead = here - self._began - told_s
        # a device that tells in steps is behind by up to a step; by more, or before itself, it has another pace
        if ahead > 2 * DRIFT_S or ahead < -DRIFT_S:
            self._began = here - told_s
        elif ahead < 0:
            self._began += ahead / 8
        return here - self._began


class Speakers(QObject):
    """The machine's sound output. Lives in the windows' thread; a timer keeps it filled."""

    def __init__(self, output: Any, make: Callable[[Any, Any], Any], parent: QObject | None = None) -> None:
        """``output``: the device that Qt knows; ``make``: makes a sink for it and a format."""
        super().__init__(parent)
        from PySide6.QtMultimedia import QAudioFormat

        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(2)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = make(output, form)
        self._sink.setBufferSize(round(RATE * BUFFER_S) * 4)
        self._clock = SteadyClock()
        self._target: Any = None
        self._take: Take | None = None
        self._next, self._volume = 0, 1.0
        self._filling = QTimer(self)
        self._filling.setInterval(FEED_MS)
        self._filling.timeout.connect(self._fill)

    def start(self, take: Take, first: int) -> None:
        """Play from a sample on.

        Raises:
            OSError: the device is gone.
        """
        self.stop()
        self._take, self._next = take, first
        self._clock = SteadyClock()
        self._target = self._sink.start()
        if self._target is None or not self._target.isWritable():
            self._target = None
            raise OSError("the sound device cannot be opened")
        self._sink.setVolume(self._volume)
        self._fill()
        self._filling.start()

    def heard_s(self) -> float:
        """Seconds that the device has played since the start."""
        return self._clock.read(self._sink.processedUSecs() / 1e6)

    def stop(self) -> None:
        """Be quiet at once."""
        self._filling.stop()
        if self._target is not None:
            self._sink.reset()
            self._target = None

    def set_volume(self, share: float) -> None:
        """As the ear hears it: half a share is half as loud."""
        self._volume = share**3
        self._sink.setVolume(self._volume)

    def _fill(self) -> None:
        import numpy as np

        free = self._sink.bytesFree() // 4
        if self._take is None or self._target is None or free <= 0:
            return
        block = np.clip(self._take(self._next, free), -1, 1)
        written = self._target.write((block * 32767).astype("<i2").tobytes())
        self._next += max(0, written) // 4


def open_speakers(parent: QObject | None = None) -> Device | None:
    """The machine's sound output; None where there is none, or Qt has no sound here."""
    with _unheard():
        try:
            from PySide6.QtMultimedia import QAudioSink, QMediaDevices
        except ImportError:
            return None
        output = QMediaDevices.defaultAudioOutput()
    if output.isNull():
        return None
    return Speakers(output, QAudioSink, parent)


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Nothing of ours hears Qt's messages meanwhile.

    Qt asks for the sound devices in a thread of its own and waits for it while it holds the interpreter. Where that
    thread has something to tell and a handler in Python is to hear it, both wait for ever.
    """
    heard = qInstallMessageHandler(None)
    try:
        yield
    finally:
        qInstallMessageHandler(heard)
