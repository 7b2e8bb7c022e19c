"""What a person's media file is, and what it may be at most."""

from __future__ import annotations

from dataclasses import dataclass

from engine.media.errors import MediaError
from engine.media.formats import Kind

LONGEST_SIDE = 8192
SMALLEST_SIDE = 16
MOST_FILM_PIXELS = 8192 * 4608
LONGEST_FILM_S = 600.0
LONGEST_SOUND_S = 3600.0


@dataclass(frozen=True)
class MediaFacts:
    """A media file by its headers. What does not apply to its kind is 0, 1 for ``pixel_aspect``, or None.

    ``width`` and ``height`` are stored pixels; ``rotation_deg`` says how far they are turned clockwise when shown.
    ``fps`` is the mean rate. ``entries`` counts subtitles, ``characters`` those of a text.
    """

    kind: Kind
    size: int
    duration_s: float = 0.0
    width: int = 0
    height: int = 0
    pixel_aspect: float = 1.0
    fps: float = 0.0
    rotation_deg: int = 0
    video_codec: str | None = None
    audio_codec: str | None = None
    sample_rate: int = 0
    channels: int = 0
    entries: int = 0
    characters: int = 0


def check_limits(facts: MediaFacts, name: str) -> None:
    """Refuse what is larger than any film needs.

    Raises:
        MediaError: it says which limit is passed.
    """
    if facts.kind == "video":
        sides = (facts.width, facts.height)
        if max(sides) > LONGEST_SIDE or facts.width * facts.height > MOST_FILM_PIXELS:
            raise MediaError(f"{name} is a film of {sides[0]} x {sides[1]} pixels: at most 8K can be used; shrink it.")
        if min(sides) < SMALLEST_SIDE:
            raise MediaError(f"{name} is a film of {sides[0]} x {sides[1]} pixels: too few to be seen.")
        if facts.duration_s > LONGEST_FILM_S:
            raise MediaError(
                f"{name} lasts {facts.duration_s / 60:.0f} minutes: at most 10 can be used; cut out the part you need."
            )
    if facts.kind == "audio":
        check_sound(facts, name)


def check_sound(facts: MediaFacts, name: str) -> None:
    """Refuse a file without sound, or with one that no film needs.

    Raises:
        MediaError: it says why.
    """
    if facts.audio_codec is None:
        raise MediaError(f"{name} has no sound: choose another file.")
    if facts.duration_s > LONGEST_SOUND_S:
        raise MediaError(f"{name} lasts {facts.duration_s / 3600:.1f} hours: at most one can be used; shorten it.")
    if not (1 <= facts.channels <= 16 and 4_000 <= facts.sample_rate <= 384_000):
        raise MediaError(f"{name} has {facts.channels} channels at {facts.sample_rate} Hz: convert it to 48 kHz.")
