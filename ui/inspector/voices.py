"""Which voices can be chosen for a language."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.model import Shot, Storyboard
from ui.inspector.fields import Choice
from ui.ports.sound import VoiceChoice


def voice_choices(voices: Sequence[VoiceChoice], language: str, none: str) -> list[Choice]:
    """The voices that speak a language, behind ``none``: the words for no voice of its own."""
    return [(None, none), *((voice.id, voice.name) for voice in voices if language in voice.languages)]


def voice_of(shot: Shot, board: Storyboard) -> str | None:
    """The voice that speaks a shot's line; None: the language's default. The storyboard's voice speaks the storyboard's
    language alone."""
    if shot.voice is not None or board.language_of(shot) != board.language:
        return shot.voice
    return board.narration.voice
