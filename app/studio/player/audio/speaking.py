"""A shot's line spoken by the narrator."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from engine.cancelling import unless_cancelled
from engine.lines import speak_line
from storyboard.model import Shot, Storyboard

if TYPE_CHECKING:
    from engine.sound.narrator.narrator import Narrator
    from engine.sound.narrator.speech import Speech


def speech_of(storyboard: Storyboard, shot: Shot, narrator: Narrator, cancel: threading.Event) -> Speech:
    """The speech of a shot's line, as its film has it.

    Raises:
        NarrationError: it cannot be spoken.
        Cancelled: ``cancel`` was set.
    """
    return speak_line(storyboard, shot, narrator, cancel)


def speech_aloud(
    line: str, language: str, voice: str | None, rate: float, narrator: Narrator, cancel: threading.Event
) -> Speech:
    """A line spoken to be listened to.

    Raises:
        NarrationError: it cannot be spoken.
        Cancelled: ``cancel`` was set.
    """
    return unless_cancelled(lambda: narrator.speak(line, language, voice, rate), cancel, narrator.cancel)
