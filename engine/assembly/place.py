"""The place of a film: whether it can be written there, whether it has room, and what dead runs have left beside it."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import psutil

from engine.errors import BadInput

LEAST_FREE = 500 * 2**20
"""Bytes that must be free before an export begins, however short the film."""

_STEM_BYTES = 120
PART = ".part.mp4"


def check_target(path: Path) -> None:
    """Refuse a place where no film can be written, before any work is done.

    Raises:
        BadInput: the folder is missing or not writable, or the path is a folder.
    """
    folder = path.resolve().parent
    if path.is_dir():
        raise BadInput(f"{path} is a folder: name the film, for example {path / 'film.mp4'}.")
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}: make it or choose another place for the film.")
    if not os.access(folder, os.W_OK):
        raise BadInput(f"The folder {folder} cannot be written: choose another place for the film.")


def check_room(needed: Mapping[Path, int]) -> None:
    """Refuse to begin what a disk has no room for.

    Args:
        needed: bytes that will be written, by folder; folders of one disk share its room. A folder need not exist yet.

    Raises:
        BadInput: a disk has less than that free, or less than ``LEAST_FREE``.
    """
    disks: dict[int, list[tuple[Path, int]]] = defaultdict(list)
    for folder, size in needed.items():
        there = _existing(folder)
        disks[there.stat().st_dev].append((there, size))
    for folders in disks.values():
        wanted = max(LEAST_FREE, sum(size for _, size in folders))
        free = shutil.disk_usage(folders[0][0]).free
        if free < wanted:
            names = " and ".join(sorted({str(folder) for folder, _ in folders}))
            raise BadInput(
                f"The disk of {names} has {_megabytes(free)} free, and this film needs about {_megabytes(wanted)} "
                "there: free some space or choose another folder."
            )


def part_path(path: Path, step: str = "") -> Path:
    """A new hidden name beside ``path`` for a film that is not whole yet. It says which process writes it; ``step``
    tells the files of one export apart."""
    return path.with_name(f"{_prefix(path)}{os.getpid()}-{secrets.token_hex(4)}{step}{PART}")


def sweep_parts(path: Path) -> None:
    """Remove what processes that do not run any more have left of films of this name."""
    prefix = _prefix(path)
    for left in path.parent.iterdir():
        if not left.name.startswith(prefix) or PART not in left.name:
            continue
        process = left.name[len(prefix) :].partition("-")[0]
        if process.isdecimal() and not psutil.pid_exists(int(process)):
            with contextlib.suppress(OSError):
                left.unlink()


def _prefix(path: Path) -> str:
    """How hidden names of a film begin; cut in bytes, since that is what file systems count."""
    return f".{path.stem.encode('utf-8')[:_STEM_BYTES].decode('utf-8', 'ignore')}."


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    folder = folder.resolve()
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MB"
