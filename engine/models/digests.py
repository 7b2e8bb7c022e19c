"""What proves that a file is the one it should be: SHA-256, or git's own sum for the small files of a repository."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.errors import Cancelled

CHUNK = 1 << 20


@dataclass(frozen=True)
class Digest:
    """The sum of a file. ``kind`` "git": SHA-1 over "blob SIZE\\0" and the bytes, as git names what it keeps."""

    kind: Literal["sha256", "git"]
    value: str


class Hashing:
    """The sum of bytes as they come."""

    def __init__(self, kind: Literal["sha256", "git"], size: int) -> None:
        """``size``: of the whole file in bytes."""
        if kind == "git":  # not for safety: what git calls a file
            self._hash = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
        else:
            self._hash = hashlib.sha256()

    def add(self, block: bytes) -> None:
        """More bytes of the file."""
        self._hash.update(block)

    @property
    def value(self) -> str:
        """The sum of all bytes so far, in hexadecimal digits."""
        return self._hash.hexdigest()


def stopped() -> Cancelled:
    """The error that says that the person stopped work on a model's files."""
    return Cancelled("Stopped. What is here is kept; the next fetch goes on from there.")


def add_file(
    path: Path, hashing: Hashing, cancel: threading.Event, read: Callable[[int], None] = lambda count: None
) -> int:
    """Add a file's bytes to a sum; returns how many there are. ``read`` is told of every piece.

    Raises:
        OSError: it cannot be read.
        Cancelled: ``cancel`` was set.
    """
    size = 0
    with path.open("rb") as stream:
        while block := stream.read(CHUNK):
            if cancel.is_set():
                raise stopped()
            hashing.add(block)
            size += len(block)
            read(len(block))
    return size
