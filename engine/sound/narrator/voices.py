"""The voices we offer, from assets/sound/voices.toml; any other voice of the engine may be asked for by its id."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

import assets

LANGUAGES = ("zh", "en")
SLOWEST_WPM, FASTEST_WPM = 80, 450


@dataclass(frozen=True)
class Voice:
    """One way of speaking.

    Attributes:
        id: the engine's identifier with its timbre, e.g. "sit/cmn+f3".
        name_zh, name_en: what a person is shown.
        language: "zh" or "en".
        rate_wpm: the engine's speed at rate 1.
        pitch, pitch_range: 0 … 100, 50 is the engine's own.
    """

    id: str
    name_zh: str
    name_en: str
    language: str
    rate_wpm: int
    pitch: int
    pitch_range: int

    def speed(self, rate: float) -> int:
        """The engine's words per minute at ``rate`` times the natural speed."""
        return int(min(FASTEST_WPM, max(SLOWEST_WPM, round(self.rate_wpm * rate))))


@lru_cache(maxsize=1)
def offered() -> tuple[Voice, ...]:
    """All voices of the list; the first of a language is its default."""
    with (assets.folder("sound") / "voices.toml").open("rb") as file:
        return tuple(Voice(**entry) for entry in tomllib.load(file)["voices"])


def of_language(language: str) -> tuple[Voice, ...]:
    """Voices of a language, the default first."""
    return tuple(voice for voice in offered() if voice.language == language)


def find(voice_id: str | None, language: str) -> Voice:
    """The voice with this id, the language's default for None, or an unlisted voice with the default's manners."""
    default = of_language(language)[0]
    if voice_id is None:
        return default
    for voice in offered():
        if voice.id == voice_id:
            return voice
    return Voice(voice_id, voice_id, voice_id, language, default.rate_wpm, default.pitch, default.pitch_range)
