"""The film as it stands, played: frames of a background thread, by the clock of the sound that is heard."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from app.studio import loading
from app.studio.player.audio.device import Device, open_speakers
from app.studio.player.audio.feed import RATE, Feed
from app.studio.player.audio.film_mix import QUIET_S, FilmMix
from app.studio.player.audio.play_clock import PlayClock
from app.studio.player.audio.spoken_lines import SpokenLines
from app.studio.player.frames.room import FrameRoom, Made
from app.studio.player.frames.state import FilmState, Marker
from app.studio.player.frames.worker import FrameWorker
from ui.document import Document
from ui.ports import Playback

if TYPE_CHECKING:
    from app.studio.player.frames.film import FilmFrames
    from engine.generators.generator import TakeMaker
    from engine.jobs.cache import Cache

TICK_MS = 8


class FilmPlayback(Playback):
    """Plays the document's film. Takes of the cache are shown where they are made, drafts elsewhere."""

    _made = Signal(int)
    _failed = Signal(str)
    _prepared = Signal(int, int)

    def __init__(
        self,
        document: Document,
        lines: SpokenLines,
        cache: Callable[[], Cache] | None = None,
        generator: Callable[[Path, threading.Event], TakeMaker] | None = None,
        device: Callable[[QObject], Device | None] = open_speakers,
        quiet_s: float = QUIET_S,
        parent: QObject | None = None,
    ) -> None:
        """
        Args:
            lines: what is known of the document's lines; the same that its lengths come from.
            cache, generator: make the cache of takes and what paints drafts (of files in a folder, until an event is
                set); called in threads, since they load the engine. The user's own cache, and the sky or the person's
                footage, when left out.
            device: opens the sound output when the film is first played; None: there is none.
            quiet_s: so long the storyboard is left alone before its sound is mixed.
        """
        super().__init__(parent)
        self._document = document
        self._make_cache, self._make_generator = cache or _own_cache, generator or _any_shot
        self._marker = Marker(lines.of)
        self._room = FrameRoom()
        self._worker = FrameWorker(self._room, self._film_frames, self._made.emit)
        self._feed = Feed()
        self._mix = FilmMix(self._feed, lines, self._make_cache, self._failed.emit, quiet_s)
        self._open_device, self._device_failed = device, False
        self._clock: PlayClock | None = None
        self._volume = 1.0
        self._state = self._marked()
        self._rate, self._from, self._first, self._last, self._loop = 0.0, 0, 0, 0, False
        self._now = -1
        self._asked: set[int] = set()
        self._drafts: dict[str, bool] = {}
        self._tick = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._follow_clock)
        self._made.connect(self._tell_ready, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self.trouble, Qt.ConnectionType.QueuedConnection)
        self._prepared.connect(self.preparing, Qt.ConnectionType.QueuedConnection)
        document.timed.connect(self.refresh)
        self._show_state()

    def frame(self, number: int) -> QImage | None:
        """A frame of the film; while it plays, the nearest one before it that was made."""
        if not 0 <= number < self._state.total:
            return None
        made = self._room.get(self._state.signature(number))
        if made is None and self._rate:
            made = self._near(number)
        if made is None:
            self._asked.add(number)
            if not self._rate:
                self._worker.ask(number)
                self._feed.rest(self._sample(number))
            return None
        self._drafts[self._shot_id(number)] = made.draft
        return made.image

    def is_draft(self, number: int) -> bool:
        """Whether the frame, or the last one that was shown of its shot, is a draft."""
        if not 0 <= number < self._state.total:
            return False
        made = self._room.get(self._state.signature(number))
        return made.draft if made is not None else self._drafts.get(self._shot_id(number), False)

    def start(self, frame: int, rate: float, first: int, last: int, loop: bool) -> None:
        """Play from a frame; sound is heard at rate 1."""
        self.stop()
        last = min(last, self._state.total)
        self._rate, self._first, self._last, self._loop = rate, max(0, first), max(first + 1, last), loop
        self._from = self._now = min(max(frame, self._first), self._last - 1)
        self._run()
        self._tick.start()

    def stop(self) -> None:
        """Stand still."""
        self._tick.stop()
        self._rate = 0.0
        if self._clock is not None:
            self._clock.stop()
        self._feed.rest(self._sample(max(0, self._now)))
        self._worker.follow(max(0, self._now), 0.0, 0, self._state.total)

    def set_volume(self, share: float) -> None:
        """How loud: 0 silent to 1 full."""
        self._volume = share
        if self._clock is not None:
            self._clock.set_volume(share)

    def take_changed(self, shot_id: str = "") -> None:
        """A take of a shot ("" for any) was made, chosen or has gone."""
        self._marker.touch(shot_id)
        self.refresh()

    def close(self) -> None:
        """End the threads; nothing is played or made any more."""
        self.stop()
        self._mix.close()
        self._worker.close()
        self._feed.close()

    def _run(self) -> None:
        """Let the clock run from the frame where it stands."""
        first = self._sample(self._from)
        if self._clock is None or (self._device_failed and not self._clock.running):
            self._device_failed = False
            self._clock = PlayClock(self._open_device(self), self._tell_silent)
            self._clock.set_volume(self._volume)
        if self._rate == 1.0:
            self._feed.start(first)
            self._clock.start(self._feed.take, first)
        else:
            self._clock.start(None, first)
        self._worker.follow(self._from, self._rate, self._first, self._last)

    def _follow_clock(self) -> None:
        assert self._clock is not None
        number = self._from + int(self._clock.read() * self._state.plan.fps * self._rate)
        if self._first <= number < self._last:
            if number != self._now:
                self._now = number
                self._worker.follow(number, self._rate, self._first, self._last)
                self.clock.emit(number)
        elif self._loop:
            self._from = self._now = self._first if self._rate > 0 else self._last - 1
            self._run()
            self.clock.emit(self._now)
        else:
            self._now = self._last - 1 if self._rate > 0 else self._first
            self.stop()
            self.clock.emit(self._now)
            self.ended.emit()

    def _near(self, number: int) -> Made | None:
        """The frame made last before one that could not be made in time."""
        back = 1 if self._rate > 0 else -1
        for step in range(1, self._worker.stride() + 2):
            if 0 <= number - step * back < self._state.total:
                made = self._room.get(self._state.signature(number - step * back))
                if made is not None:
                    return made
        return None

    def refresh(self) -> None:
        """The storyboard, its schedule, or what is known of its lines is another one."""
        before = self._state
        self._state = self._marked()
        if self._state.marks != before.marks or self._state.plan != before.plan:
            self._show_state()
            if self._rate and not self._loop and self._last == before.total:
                self._last = self._state.total
            self.stale.emit()
        elif self._state.storyboard is not before.storyboard:
            self._mix.show(self._state)

    def _marked(self) -> FilmState:
        document = self._document
        return self._marker.state(document.storyboard, document.schedule, document.base)

    def _show_state(self) -> None:
        self._asked.clear()
        self._worker.show(self._state)
        self._mix.show(self._state)

    def _film_frames(self) -> FilmFrames:
        with loading.in_turn:
            from app.studio.player.frames.film import FilmFrames

            return FilmFrames(
                self._make_generator, self._make_cache(), self._worker.wake, self._failed.emit, self._prepared.emit
            )

    def _tell_ready(self, number: int) -> None:
        if number in self._asked or self._rate:
            self._asked.discard(number)
            self.ready.emit(number)

    def _tell_silent(self) -> None:
        self._failed.emit(
            "The sound device stopped playing, so the film goes on without sound: check your speakers or headphones, "
            "then play again."
        )
        self._device_failed = True

    def _sample(self, number: int) -> int:
        """The first sample of a frame."""
        return round(number * RATE / self._state.plan.fps)

    def _shot_id(self, number: int) -> str:
        return self._state.plan.spans[self._state.plan.blend(number).index].shot_id


def _own_cache() -> Cache:
    from engine.jobs.cache import Cache

    return Cache()


def _any_shot(base: Path, closed: threading.Event) -> TakeMaker:
    from engine.generators.registry import ShotGenerator

    return ShotGenerator(base, closed, sketch=True)
