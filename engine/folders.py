"""Where the engine keeps what can be made again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray


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


def cached_array(name: str, make: Callable[[], NDArray], *, mapped: bool = False) -> NDArray:
    """An array kept on disk under a name that says what it is; made again when missing or damaged.

    mapped: leave it on disk and bring into memory only what is touched (read-only).
    """
    path = cache_folder("textures") / f"{name}.npy"
    try:
        return np.load(path, allow_pickle=False, mmap_mode="r" if mapped else None)
    except (OSError, ValueError, EOFError):
        pass
    array = make()
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            np.save(stream, array)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
    return array
