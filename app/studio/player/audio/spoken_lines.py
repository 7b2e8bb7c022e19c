"""What is known of how the lines of a storyboard are spoken: estimated at once, measured once they were spoken."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storyboard.model import Shot, Storyboard

if TYPE_CHECKING:
    from engine.sound.narrator.speech import Speech

Key = tuple[str, str, tuple[str | None, ...], float, bool]
"""A line, its language, what chooses its voice, its rate, and whether it is spoken at all."""

PEAKS_PER_S = 50
KEPT_SAMPLES = 48_000 * 240
"""Samples of lines that are kept in memory; all others are read from the narrator's cache again."""
_ESTIMATES = 4096
AT_ONCE = 12
"""Lines that are estimated while the window waits: 1 to 3 ms each."""


@dataclass(frozen=True, eq=False)
class Spoken:
    """A line as it is heard. ``speech`` has its clauses, words and length but no sound of its own; ``peaks`` is its
    loudness, 0 to 1, fifty values a second, empty where it was only estimated."""

    speech: Speech
    peaks: tuple[float, ...] = ()
    known: bool = False

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.speech.duration_s


class SpokenLines:
    """Lines and their speech, shared by the schedule, the captions and the sound. Safe to use from several threads."""

    def __init__(self) -> None:
        self._spoken: dict[Key, Spoken] = {}
        self._estimates: OrderedDict[Key, Spoken] = OrderedDict()
        self._samples: OrderedDict[Key, Speech] = OrderedDict()
        self._able = False
        self._lock = threading.Lock()

    def lengths(self, storyboard: Storyboard) -> Mapping[str, float]:
        """Seconds of every line by shot id: as it was spoken, or as it is guessed. What a `Document` asks for.

        Returns at once: where too many lines are new to be estimated in between, they are guessed by their number of
        letters until ``estimate_all`` has looked at them.
        """
        lengths, left = {}, AT_ONCE if self._able else 0
        for shot in storyboard.shots:
            if not shot.line.strip():
                continue
            spoken = self.of(storyboard, shot)
            if spoken is None and left > 0:
                spoken, left = self._estimate(line_key(storyboard, shot)), left - 1
            seconds = rough_seconds(shot.line, storyboard.narration.rate) if spoken is None else spoken.seconds
            if seconds > 0:
                lengths[shot.id] = seconds
        return lengths

    def of(self, storyboard: Storyboard, shot: Shot) -> Spoken | None:
        """How a shot's line is heard; the very same object until more is known, None while nothing is."""
        key = line_key(storyboard, shot)
        with self._lock:
            return self._spoken.get(key) or self._estimates.get(key)

    def estimate_all(self, storyboard: Storyboard) -> bool:
        """Estimate all lines of which nothing is known; whether there were any. For a thread: it may take seconds."""
        found = False
        for shot in storyboard.shots:
            if shot.line.strip() and self.of(storyboard, shot) is None:
                self._estimate(line_key(storyboard, shot))
                found = True
        self._able = True
        return found

    def missing(self, storyboard: Storyboard) -> list[Shot]:
        """Shots whose lines are to be spoken and were not yet."""
        if not storyboard.narration.enabled:
            return []
        return [
            shot for shot in storyboard.shots if shot.line.strip() and line_key(storyboard, shot) not in self._spoken
        ]

    def speak(self, storyboard: Storyboard, shot: Shot, speak: Callable[[], Speech]) -> Speech:
        """The speech of a line with its sound, by ``speak`` where it is not in memory; measured from now on.

        Raises:
            EngineError: as ``speak`` does.
        """
        key = line_key(storyboard, shot)
        with self._lock:
            speech = self._samples.get(key)
            if speech is not None:
                self._samples.move_to_end(key)
                return speech
        speech = speak()
        with self._lock:
            if key not in self._spoken:
                self._spoken[key] = Spoken(without_sound(speech), peaks_of(speech), speech.measured)
            self._samples[key] = speech
            while sum(len(kept.samples) for kept in self._samples.values()) > KEPT_SAMPLES and len(self._samples) > 1:
                self._samples.popitem(last=False)
        return speech

    def give_up(self, storyboard: Storyboard, shot: Shot) -> None:
        """A line cannot be spoken: its estimate holds, and it is not tried again."""
        spoken = self.of(storyboard, shot) or self._estimate(line_key(storyboard, shot))
        with self._lock:
            self._spoken[line_key(storyboard, shot)] = spoken

    def try_again(self) -> None:
        """What could not be spoken may be tried again."""
        with self._lock:
            for key in [key for key, spoken in self._spoken.items() if not spoken.known]:
                del self._spoken[key]

    def _estimate(self, key: Key) -> Spoken:
        from engine.sound.narrator.estimate import estimate  # brings numpy and the dictionary of Chinese words

        line, language, _, rate, _ = key
        spoken = Spoken(without_sound(estimate(line, language, rate)))
        with self._lock:
            while len(self._estimates) >= _ESTIMATES:
                self._estimates.popitem(last=False)
            return self._estimates.setdefault(key, spoken)


def line_key(storyboard: Storyboard, shot: Shot) -> Key:
    """What a line's speech depends on."""
    narration = storyboard.narration
    language = shot.language or storyboard.language
    voice = (shot.voice, narration.voice, storyboard.language)
    return shot.line, language, voice, narration.rate, narration.enabled


def rough_seconds(line: str, rate: float) -> float:
    """How long a line may take to speak, at a glance."""
    wide = sum(character >= "\u2e80" for character in line)
    return (0.25 * wide + 0.068 * (len(line) - wide)) / rate


def without_sound(speech: Speech) -> Speech:
    """The same speech as long silence that takes no memory."""
    import numpy as np

    return replace(speech, samples=np.broadcast_to(np.float32(0), speech.samples.shape))


def peaks_of(speech: Speech) -> tuple[float, ...]:
    """Loudness of a speech, 0 to 1, fifty values a second: the root of the largest sample of each piece, so that quiet
    words are seen too."""
    import numpy as np

    if not speech.measured or not len(speech.samples):
        return ()
    step = 48_000 // PEAKS_PER_S
    pieces = np.zeros(-(-len(speech.samples) // step) * step, np.float32)
    pieces[: len(speech.samples)] = np.abs(speech.samples)
    tops = pieces.reshape(-1, step).max(1)
    return tuple(float(value) for value in np.sqrt(tops / max(float(tops.max()), 1e-4)))
