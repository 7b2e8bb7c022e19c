"""Bringing a person's file in: copied, checked and written once in our formats, under a name made of its content."""

from __future__ import annotations

import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from engine.assembly.joining import publish
from engine.errors import BadInput
from engine.media.converting import convert_film, convert_picture, convert_sound
from engine.media.errors import shown
from engine.media.facts import MediaFacts, check_limits
from engine.media.probing import facts_of
from engine.media.source import Source, copied, open_source
from engine.media.words import read_words
from storyboard.formats.srt import write_srt


@dataclass(frozen=True)
class MediaFile:
    """Media in our own formats. ``path`` holds a film without sound (H.264 in .mkv), a picture (.png, .jpg), a sound
    (.flac, 48 kHz), subtitles (.srt) or text (.txt); ``sound`` is a film's sound, where it has one.

    ``facts`` tell about the file that was brought, ``sha256`` is its content's.
    """

    path: Path
    sound: Path | None
    facts: MediaFacts
    sha256: str


def import_media(path: Path | str, folder: Path, cancel: threading.Event | None = None) -> MediaFile:
    """Bring a file into ``folder``; one that is there already is not made again.

    Raises:
        MediaError: the file cannot be used; says why and what to do.
        BadInput: the folder cannot be written.
        Cancelled: ``cancel`` was set; nothing was left behind.
    """
    source, name = open_source(path), shown(str(path))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".import-", dir=folder.resolve()))
    except OSError as error:
        raise BadInput(f"The folder {folder} cannot be written ({error.strerror}): choose another.") from error
    try:
        sha256 = copied(source, work / "brought")
        copy = Source(work / "brought", (work / "brought").stat().st_size, source.format)
        return _converted(copy, folder.resolve(), name, sha256, cancel)
    except OSError as error:
        raise BadInput(f"{name} cannot be brought into {folder} ({error.strerror}): free some space.") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _converted(copy: Source, folder: Path, name: str, sha256: str, cancel: threading.Event | None) -> MediaFile:
    facts = facts_of(copy, name, cancel)
    check_limits(facts, name)
    target = folder / f"{sha256}{_suffix(copy, facts)}"
    sound = folder / f"{sha256}.flac" if facts.kind == "video" and facts.audio_codec else None
    for wanted in (target, sound):
        if wanted is not None and not wanted.exists():
            part = copy.path.with_name(f"made{wanted.suffix}")
            _write(copy, facts, part, name, cancel)
            publish(part, wanted)
    return MediaFile(target, sound, facts, sha256)


def _suffix(copy: Source, facts: MediaFacts) -> str:
    if facts.kind == "image":
        return ".jpg" if copy.format.decoder == "JPEG" else ".png"
    return {"video": ".mkv", "audio": ".flac", "subtitles": ".srt", "text": ".txt"}[facts.kind]


def _write(copy: Source, facts: MediaFacts, part: Path, name: str, cancel: threading.Event | None) -> None:
    """Write one of our files; its ending says which."""
    if part.suffix == ".mkv":
        convert_film(copy, facts, part, name, cancel)
    elif part.suffix == ".flac":
        convert_sound(copy, facts, part, name, cancel)
    elif part.suffix in (".png", ".jpg"):
        convert_picture(copy, part, name, cancel)
    else:
        words = read_words(copy, name)
        part.write_text(write_srt(words.entries) if words.entries else words.text, encoding="utf-8", newline="\n")
