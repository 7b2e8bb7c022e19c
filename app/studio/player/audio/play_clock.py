"""The time of what is played: told by the speakers; where they fall silent, an even clock goes on from there."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.studio.player.audio.device import Device, EvenClock, Take

STALLED_S = 1.0


class PlayClock:
    """Seconds since the start, by the device that plays or by none."""

    def __init__(
        self, device: Device | None, failed: Callable[[], None], now: Callable[[], float] = time.monotonic
    ) -> None:
        """``device``: None where the machine has none. ``failed``: called once when it plays no more."""
        self._device, self._failed, self._now = device, failed, now
        self._even = EvenClock(now)
        self._sounding = False
        self.running = False
        """Whether it has been started and not stopped since."""
        self._before_s, self._moved, self._heard_s = 0.0, 0.0, 0.0

    def start(self, take: Take | None, first: int) -> None:
        """Begin at sample ``first`` of a film; without sound where ``take`` is None."""
        self.stop()
        self._before_s = self._heard_s = 0.0
        self._moved = self._now()
        if take is not None and self._device is not None:
            try:
                self._device.start(take, first)
                self._sounding = True
            except OSError:
                self._give_up()
        if not self._sounding:
            self._even.start()
        self.running = True

    def read(self) -> float:
        """Seconds since the start; never goes back."""
        if self._sounding and self._device is not None:
            told_s = self._device.heard_s()
            if told_s > self._heard_s:
                self._moved = self._now()
            elif self._now() - self._moved > STALLED_S:
                self._before_s = self._heard_s
                self._give_up()
                return self._heard_s
        else:
            told_s = self._before_s + self._even.heard_s()
        self._heard_s = max(self._heard_s, told_s)
        return self._heard_s

    def stop(self) -> None:
        """Stand still."""
        if self._sounding and self._device is not None:
            self._device.stop()
        self._sounding = self.running = False

    def set_volume(self, share: float) -> None:
        """0 silent to 1 full."""
        if self._device is not None:
            self._device.set_volume(share)

    def _give_up(self) -> None:
        self.stop()
        self._device, self.running = None, True
        self._even.start()
        self._failed()
