"""Whether the files of a model are those that its hub described: every byte is hashed, and what differs is named. What
was converted of them here has no sums: it is looked at whether it is whole and made of these files."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.errors import BadInput
from engine.models import converted
from engine.models.card import ModelCard
from engine.models.digests import Hashing, add_file
from engine.models.manifest import KeptFile, read_manifest

Report = Callable[[str, int, int], None]
"""Told of the file at hand, the bytes that were hashed, and all bytes."""


@dataclass(frozen=True)
class Fault:
    """A file that is not what it should be, and what is wrong with it, as the end of a sentence. ``made_here``: a
    folder of converted weights, which are made again when they are needed."""

    path: Path
    words: str
    made_here: bool = False


@dataclass(frozen=True)
class Verified:
    """What was looked at: so many files and bytes, and what was wrong; ``converted``: bytes that were made here, of
    which not every one was looked at."""

    files: int
    size: int
    faults: tuple[Fault, ...]
    converted: int = 0

    @property
    def to_fetch(self) -> bool:
        """Whether something that is wrong has to be fetched anew."""
        return any(not fault.made_here for fault in self.faults)


def verify_model(
    card: ModelCard, models: Path, cancel: threading.Event, report: Report = lambda path, done, total: None
) -> Verified:
    """Hash all that was fetched of a model.

    Raises:
        BadInput: nothing of it is here.
        Cancelled: ``cancel`` was set.
    """
    folder = models / card.id
    manifest = read_manifest(folder)
    if manifest is None:
        raise BadInput(f"{card.title} is not on this machine: starloom models fetch {card.id}.")
    files = [file for part in manifest.parts.values() for file in part.files]
    total, done, faults = sum(file.size for file in files), 0, []
    for file in files:
        before = done

        def read(count: int, place: str = file.place) -> None:
            nonlocal done
            done += count
            report(place, done, total)

        words = _fault(folder / file.place, file, cancel, read)
        done = before + file.size
        report(file.place, done, total)
        if words:
            faults.append(Fault(folder / file.place, words))
    faults += [Fault(path, words, True) for path, words in converted.faults(folder)]
    return Verified(len(files), total, tuple(faults), converted.converted_bytes(folder))


def remove_damaged(verified: Verified) -> None:
    """Remove what is wrong, so that the next fetch brings it anew, or the next take makes it anew.

    Raises:
        OSError: a file cannot be removed.
    """
    for fault in verified.faults:
        if fault.made_here:
            shutil.rmtree(fault.path)
        else:
            fault.path.unlink(missing_ok=True)


def _fault(path: Path, file: KeptFile, cancel: threading.Event, read: Callable[[int], None]) -> str:
    try:
        size = path.stat().st_size
        if size != file.size:
            return f"is {'cut short' if size < file.size else 'too long'} ({size} of {file.size} bytes)"
        hashing = Hashing(file.remote.digest.kind, file.size)
        add_file(path, hashing, cancel, read)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return "" if hashing.value == file.digest else "was changed: its sum is another one"
