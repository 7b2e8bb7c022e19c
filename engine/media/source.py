"""A person's file before anything reads it: refused by its name, its kind of node, its first bytes or its size."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from engine.media.errors import MediaError, shown
from engine.media.formats import HEAD, Format, described, format_of

LARGEST_BYTES = 2 * 2**30
_CHUNK = 2**20
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # a scheme has two letters or more, a drive has one


@dataclass(frozen=True)
class Source:
    """A regular file that is ready to be looked at. ``path`` is absolute, with symbolic links resolved."""

    path: Path
    size: int
    format: Format


def open_source(path: Path | str) -> Source:
    """Check a file that a person or a storyboard names.

    Raises:
        MediaError: it is missing, not a regular file (a device, a pipe, a folder), on a network share or at an
            address, empty, larger than 2 GB, or of no kind that can be used.
    """
    name = shown(str(path))
    if fault := name_fault(str(path)):
        raise MediaError(f"{name} cannot be used: {fault}.")
    try:
        found = Path(path).resolve(strict=True)
        with opened(found) as stream:
            size = os.fstat(stream.fileno()).st_size
            head = stream.read(HEAD)
    except FileNotFoundError:
        raise MediaError(f"There is no file {name}: check the name.") from None
    except (OSError, RuntimeError, ValueError) as error:  # before Python 3.13 a circle of links is a RuntimeError
        reason = getattr(error, "strerror", None) or error
        raise MediaError(f"{name} cannot be opened ({reason}): choose another file.") from error
    if not size:
        raise MediaError(f"{name} is empty: choose another file.")
    if size > LARGEST_BYTES:
        raise MediaError(f"{name} has {size / 2**30:.1f} GB: at most 2 GB can be used; shorten it.")
    suffix = "" if Path(path).is_symlink() else found.suffix.lower()  # a link may lead to any text of the person's
    if (what := format_of(head, suffix)) is None:
        raise MediaError(f"{name} {described(head)}")
    return Source(found, size, what)


def file_named(name: str, base: Path | None) -> Path:
    """Where a file lies that a storyboard names: relative names start from ``base``, the folder of the storyboard.

    Raises:
        MediaError: the name means a device, an address or another computer.
    """
    if fault := foreign_fault(name):
        raise MediaError(f"{shown(name)} cannot be used: {fault}.")
    return (base or Path.cwd()) / name


def foreign_fault(name: str) -> str | None:
    """Why a name in a storyboard, which may come from anybody, is not even looked for, or None. Merely asking a
    network share can hang, and tells it who asks."""
    if re.match(r"[\\/]{2}", name):
        return "storyboards may not name files on network shares; copy it to this computer"
    return name_fault(name)


def name_fault(name: str) -> str | None:
    """Why a name is not even looked for, or None: it means a device or an address."""
    parts = re.split(r"[\\/]", name)
    if "\0" in name:
        return "its name holds a NUL character"
    if re.match(r"[\\/]{2}[.?]", name):
        return "it is a device; choose a file"
    if _REMOTE.match(name) and os.sep not in name.partition(":")[0]:
        return "it is an address; download it first"
    if os.name == "nt" and any(_RESERVED.fullmatch(part) for part in parts):
        return "its name belongs to a device of Windows; rename it"
    return None


def opened(path: Path) -> BinaryIO:
    """A regular file for reading; opening it never waits, as it would for a pipe.

    Raises:
        OSError: it cannot be opened or is no regular file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(None, "it is no ordinary file")
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):  # it was exchanged in between
        os.close(handle)
        raise OSError(None, "it is no ordinary file")
    return os.fdopen(handle, "rb")


def copied(source: Source, target: Path) -> str:
    """Copy a source to ``target``; returns the SHA-256 of what was copied.

    Raises:
        MediaError: it grew beyond 2 GB meanwhile.
        OSError: it cannot be read, or the disk is full.
    """
    digest, left = hashlib.sha256(), LARGEST_BYTES
    with opened(source.path) as reading, target.open("xb") as writing:
        while block := reading.read(_CHUNK):
            left -= len(block)
            if left < 0:
                raise MediaError(f"{shown(str(source.path))} is still growing: choose a finished file.")
            digest.update(block)
            writing.write(block)
    return digest.hexdigest()
