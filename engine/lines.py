"""The lines of a storyboard as speech: spoken by the narrator, or estimated where nobody speaks."""

from __future__ import annotations

import threading
from functools import partial

from engine.cancelling import unless_cancelled
from engine.events import LineSpoken, PhaseStarted, Reporter
from engine.folders import cache_folder
from engine.sound.narrator.estimate import estimate
from engine.sound.narrator.narrator import Narrator
from engine.sound.narrator.speech import Speech
from storyboard.model import Storyboard
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
            spoken = speak_line(storyboard, shot.line, narrator, cancel)
            if spoken.duration_s > 0:
                speech[shot.id] = spoken
            report(LineSpoken(shot.id, number, len(shots), spoken.duration_s))
    return speech


def line_narrator() -> Narrator:
    """The narrator who keeps what was spoken; close it in the end."""
    return Narrator(cache_folder("speech"))


def speak_line(storyboard: Storyboard, line: str, narrator: Narrator, cancel: threading.Event) -> Speech:
    """One line of a storyboard as speech: spoken, or estimated where narration is off.

    Raises:
        NarrationError: it cannot be spoken.
        Cancelled: ``cancel`` was set, or the narrator's lines were ended for another reason.
    """
    narration = storyboard.narration
    if not narration.enabled:
        return estimate(line, storyboard.language, narration.rate)
    speak = partial(narrator.speak, line, storyboard.language, narration.voice, narration.rate)
    return unless_cancelled(speak, cancel, narrator.cancel)


def estimated_speech(storyboard: Storyboard) -> dict[str, Speech]:
    """Silent speech of estimated length for every shot that has a line, by shot id."""
    rate = storyboard.narration.rate
    lines = {shot.id: shot.line for shot in storyboard.shots if shot.line.strip()}
    return {shot_id: estimate(line, storyboard.language, rate) for shot_id, line in lines.items()}


def estimated_schedule(storyboard: Storyboard) -> Schedule:
    """The schedule with estimated lengths of the lines: what a film without narration has."""
    speech = estimated_speech(storyboard)
    return schedule(storyboard, {shot_id: spoken.duration_s for shot_id, spoken in speech.items()})
