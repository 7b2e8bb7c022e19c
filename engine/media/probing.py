"""Looking at a person's file: what it is and whether it can be used."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from engine.media.errors import MediaError, shown
from engine.media.facts import MediaFacts, check_limits
from engine.media.formats import USABLE
from engine.media.limited import ChildStopped, check_room, run_limited
from engine.media.limits import Limits
from engine.media.source import Source, open_source
from engine.media.words import read_words

_LOOKING = Limits(cpu_s=6, memory=2 * 2**30, file_size=2**20, wall_s=8.0)


def probe(path: Path | str, cancel: threading.Event | None = None) -> MediaFacts:
    """What a file is, found without trusting it: text by our own parsers, all else in a limited child process.

    Raises:
        MediaError: it cannot be used; says why and what to do.
        Cancelled: ``cancel`` was set.
    """
    facts = facts_of(open_source(path), shown(str(path)), cancel)
    check_limits(facts, shown(str(path)))
    return facts


def facts_of(source: Source, name: str, cancel: threading.Event | None) -> MediaFacts:
    """What a source is, whatever its length and size; ``name`` is what the person calls it.

    Raises:
        MediaError: it cannot be read.
        Cancelled: ``cancel`` was set.
    """
    if source.format.family == "text":
        return read_words(source, name).facts
    work = "image" if source.format.family == "image" else "streams"
    answer = answer_of(_LOOKING, work, str(source.path), source.format.decoder, name=name, cancel=cancel)
    return MediaFacts(size=source.size, **answer)  # type: ignore[arg-type]


def answer_of(
    limits: Limits, work: str, *arguments: str, name: str, cancel: threading.Event | None
) -> dict[str, object]:
    """The answer of the limited child to one piece of work.

    Raises:
        MediaError: it could not be done.
        OSError: the disk is full.
        Cancelled: ``cancel`` was set.
    """
    try:
        lines = run_limited(limits, work, *arguments, cancel=cancel).strip().splitlines()
        answer = json.loads(lines[-1])
    except (ChildStopped, IndexError, ValueError) as error:
        raise unusable(name, str(error) if isinstance(error, ChildStopped) else "it is damaged") from error
    if "error" in answer:
        check_room(answer["error"])
        raise _explained(name, answer["error"])
    return answer


def unusable(name: str, reason: str) -> MediaError:
    """The error for a file that could not be read."""
    return MediaError(f"{name} cannot be used ({reason}): {USABLE}.")


def _explained(name: str, fault: str) -> MediaError:
    """Words for the person; the decoders' own may hold parts of the file."""
    if "pixels" in fault:
        return MediaError(f"{name} has more than 60 million pixels: make it smaller.")
    wants = fault.startswith("MemoryError")
    return unusable(name, "it asks for too much memory" if wants else "it is damaged or of another kind")
