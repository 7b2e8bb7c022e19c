"""Where the engine keeps what can be made again, and what cannot."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

GROWING = ("textures", "figures", "speech", "footage", "prompts")
"""Folders of the cache that grow with what is painted, spoken, brought in and read, besides the films' own."""


def cache_folder(name: str) -> Path:
    """A folder of the user's cache, made when missing; the system's temporary folder where that cannot be written."""
    base = Path(os.environ.get("STARLOOM_CACHE_DIR") or platformdirs.user_cache_dir("starloom", appauthor=False))
    for root in (base, Path(tempfile.gettempdir()) / "starloom"):
        folder = root / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="starloom-"))


def films_folder() -> Path:
    """Where takes, segments and sounds of films are kept."""
    chosen = os.environ.get("STARLOOM_FILMS_DIR")
    return Path(chosen) if chosen else cache_folder("films")


def folders_beside_films() -> list[Path]:
    """Folders that share the films' cache and grow as it does; none where the films have a place of their own."""
    return [] if os.environ.get("STARLOOM_FILMS_DIR") else [cache_folder(name) for name in GROWING]


def data_folder() -> Path:
    """Where what must not be lost lies: the queue, the history, added sky cultures. It may not exist yet."""
    return Path(os.environ.get("STARLOOM_DATA_DIR") or platformdirs.user_data_dir("starloom", appauthor=False))


def mark_used(path: Path) -> None:
    """Note that a file is used now: not every system notes by itself when a file is read."""
    with contextlib.suppress(OSError):
        os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))


def last_used(status: os.stat_result) -> float:
    """When a file was read or written last, in seconds since 1970."""
    return max(status.st_atime, status.st_mtime)


def cached_array(name: str, make: Callable[[], NDArray], *, mapped: bool = False) -> NDArray:
    """An array kept on disk under a name that says what it is; made again when missing or damaged.

    mapped: leave it on disk and bring into memory only what is touched (read-only).
    """
    path = cache_folder("textures") / f"{name}.npy"
    try:
        array = np.load(path, allow_pickle=False, mmap_mode="r" if mapped else None)
    except (OSError, ValueError, EOFError):
        array = None
    if array is not None:
        mark_used(path)
        return array
    array = make()
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            np.save(stream, array)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
    return array
