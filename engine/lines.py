"""The lines of a storyboard as speech: spoken by the narrator, or estimated where nobody speaks."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from functools import partial

from engine.cancelling import unless_cancelled
from engine.events import LineSpoken, PhaseStarted, Reporter
from engine.folders import cache_folder
from engine.sound.narrator.estimate import estimate
from engine.sound.narrator.narrator import Narrator
from engine.sound.narrator.speech import Speech
from engine.sound.narrator.voices import offered
from storyboard.model import Language, Shot, Storyboard
from storyboard.timing import Schedule, schedule


def speak_lines(storyboard: Storyboard, report: Reporter, cancel: threading.Event) -> dict[str, Speech]:
    """The speech of every shot that has a line, by shot id: spoken, or estimated where narration is off.

    Raises:
        NarrationError: a line cannot be spoken; names it.
        Cancelled: ``cancel`` was set.
    """
    shots = [shot for shot in storyboard.shots if shot.line.strip()]
    report(PhaseStarted("narration", len(shots)))
    speech: dict[str, Speech] = {}
    with line_narrator() as narrator:
        for number, shot in enumerate(shots, 1):
            spoken = speak_line(storyboard, shot, narrator, cancel)
            if spoken.duration_s > 0:
                speech[shot.id] = spoken
            report(LineSpoken(shot.id, number, len(shots), spoken.duration_s))
    return speech


def line_narrator() -> Narrator:
    """The narrator who keeps what was spoken; close it in the end."""
    return Narrator(cache_folder("speech"))


def speak_line(storyboard: Storyboard, shot: Shot, narrator: Narrator, cancel: threading.Event) -> Speech:
    """The line of a shot as speech: spoken, or estimated where narration is off.

    Raises:
        NarrationError: it cannot be spoken.
        Cancelled: ``cancel`` was set, or the narrator's lines were ended for another reason.
    """
    narration, language = storyboard.narration, storyboard.language_of(shot)
    if not narration.enabled:
        return estimate(shot.line, language, narration.rate)
    speak = partial(narrator.speak, shot.line, language, voice_of(shot, storyboard), narration.rate)
    return unless_cancelled(speak, cancel, narrator.cancel)


def voice_of(shot: Shot, storyboard: Storyboard) -> str | None:
    """The voice that speaks a shot's line: its own, or the storyboard's where that speaks the line's language; None:
    the default voice of that language."""
    language, general = storyboard.language_of(shot), storyboard.narration.voice
    if shot.voice is not None or language == storyboard.language:
        return shot.voice or general
    return general if any(voice.id == general and voice.language == language for voice in offered()) else None


def language_of_lines(storyboard: Storyboard, seconds: Mapping[str, float]) -> Language:
    """The language that most of a film is spoken in, by the lengths of its lines by shot id."""
    spoken: Counter[Language] = Counter()
    for shot in storyboard.shots:
        spoken[storyboard.language_of(shot)] += round(1000 * seconds.get(shot.id, 0.0))
    longest = max(spoken.values())
    return storyboard.language if spoken[storyboard.language] == longest else max(spoken, key=lambda key: spoken[key])


def estimated_speech(storyboard: Storyboard) -> dict[str, Speech]:
    """Silent speech of estimated length for every shot that has a line, by shot id."""
    rate = storyboard.narration.rate
    shots = [shot for shot in storyboard.shots if shot.line.strip()]
    return {shot.id: estimate(shot.line, storyboard.language_of(shot), rate) for shot in shots}


def estimated_schedule(storyboard: Storyboard) -> Schedule:
    """The schedule with estimated lengths of the lines: what a film without narration has."""
    speech = estimated_speech(storyboard)
    return schedule(storyboard, {shot_id: spoken.duration_s for shot_id, spoken in speech.items()})
