"""Subtitles and texts: read as plain words by our own parsers."""

from __future__ import annotations

from dataclasses import dataclass

from engine.media.errors import MediaError
from engine.media.facts import MediaFacts
from engine.media.source import Source, opened
from storyboard.formats.plain import decoded
from storyboard.formats.subtitles import Entry, read_subtitles

MOST_CHARACTERS = 20_000_000
MOST_SUBTITLES = 2_000_000


@dataclass(frozen=True)
class Words:
    """What a text file says: the whole ``text``, or the ``entries`` of subtitles."""

    facts: MediaFacts
    text: str
    entries: list[Entry]


def read_words(source: Source, name: str) -> Words:
    """Read a text or a file of subtitles.

    Raises:
        MediaError: it is too long, no text, or holds no subtitles.
    """
    subtitles = source.format.decoder == "subtitles"
    most = MOST_SUBTITLES if subtitles else MOST_CHARACTERS
    try:
        with opened(source.path) as stream:
            content = stream.read(4 * most + 1)
    except OSError as error:
        raise MediaError(f"{name} cannot be opened ({error.strerror}): choose another file.") from error
    text = decoded(content)
    if text is None:
        raise MediaError(f"{name} is no text: save it as UTF-8 text.")
    if len(text) > most or len(content) > 4 * most:
        raise MediaError(f"{name} is too long: at most {most / 1e6:.0f} million characters can be used; divide it.")
    if not subtitles:
        return Words(MediaFacts("text", source.size, characters=len(text)), text, [])
    entries = read_subtitles(text)
    if not entries:
        raise MediaError(f"{name} holds no subtitles: use SRT, VTT, ASS or LRC with times and words.")
    end_s = max(end for _, end, _ in entries)
    facts = MediaFacts("subtitles", source.size, duration_s=end_s, entries=len(entries), characters=len(text))
    return Words(facts, text, entries)
