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

Key = tuple[str, str, str | None, float, bool]
"""A line, its language, its voice, its rate, and whether it is spoken at all."""

PEAKS_PER_S = 50
KEPT_SAMPLES = 48_000 * 240
"""Samples of lines that are kept in memory; all others are read from the narrator's cache again."""
_ESTIMATES = 4096


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
        self._lock = threading.Lock()

    def lengths(self, storyboard: Storyboard) -> Mapping[str, float]:
        """Seconds of every line by shot id: as it was spoken, or as it is guessed. What a `Document` asks for."""
        lengths = {shot.id: self.of(storyboard, shot).seconds for shot in storyboard.shots if shot.line.strip()}
        return {shot_id: seconds for shot_id, seconds in lengths.items() if seconds > 0}

    def of(self, storyboard: Storyboard, shot: Shot) -> Spoken:
        """How a shot's line is heard; the very same object until more is known."""
        key = line_key(storyboard, shot)
        with self._lock:
            known = self._spoken.get(key) or self._estimates.get(key)
        return known or self._estimate(key)

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
                self._spoken[key] = Spoken(without_sound(speech), peaks_of(speech), True)
            self._samples[key] = speech
            while sum(len(kept.samples) for kept in self._samples.values()) > KEPT_SAMPLES and len(self._samples) > 1:
                self._samples.popitem(last=False)
        return speech

    def give_up(self, storyboard: Storyboard, shot: Shot) -> None:
        """A line cannot be spoken: its estimate holds, and it is not tried again."""
        spoken = self.of(storyboard, shot)
        with self._lock:
            self._spoken[line_key(storyboard, shot)] = spoken

    def try_again(self) -> None:
        """What could not be spoken may be tried again."""
        with self._lock:
            for key in [key for key, spoken in self._spoken.items() if not spoken.known]:
                del self._spoken[key]

    def _estimate(self, key: Key) -> Spoken:
        from engine.sound.narrator.estimate import estimate  # brings numpy: not before a line is asked for

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
    voice = shot.voice or (narration.voice if language == storyboard.language else None)
    return shot.line, language, voice, narration.rate, narration.enabled


def without_sound(speech: Speech) -> Speech:
    """The same speech as long silence that takes no memory."""
    import numpy as np

    return replace(speech, samples=np.broadcast_to(np.float32(0), speech.samples.shape))


def peaks_of(speech: Speech) -> tuple[float, ...]:
    """Loudness of a speech, 0 to 1, fifty values a second: the square root of the largest sample of each piece, so that quiet
    words are seen too."""
    import numpy as np

    if not speech.measured or not len(speech.samples):
        return ()
    step = 48_000 // PEAKS_PER_S
    pieces = np.zeros(-(-len(speech.samples) // step) * step, np.float32)
    pieces[: len(speech.samples)] = np.abs(speech.samples)
    tops = pieces.reshape(-1, step).max(1)
    return tuple(float(value) for value in np.sqrt(tops / max(float(tops.max()), 1e-4)))
