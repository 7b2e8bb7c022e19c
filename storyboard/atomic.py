"""Files that are whole at every moment: written beside their target, flushed to the disk, then put in its place."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

PART = ".part"
ABANDONED_S = 600.0
"""A temporary file as old as this was left by a program that was killed."""

TRIES, PAUSE_S = 20, 0.1
"""How often and how far apart a file is put in its place on Windows, where a scanner may hold the old one."""


def write_atomically(path: Path, content: bytes) -> None:
    """Write through a temporary file beside the target, flushed to disk before it takes the target's name.

    A link is followed: the file it points to is replaced. What a killed program left behind is swept away.

    Raises:
        OSError: nothing was changed.
    """
    path = Path(os.path.realpath(path))
    prefix = f".{path.name}."
    sweep(path.parent, prefix)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=PART)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            flush_to_disk(stream)
        os.chmod(name, _mode(path))
        put_in_place(Path(name), path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its name, in the place of what had it before; the name lies on the disk on return.

    Raises:
        OSError: the target is as it was.
    """
    for _ in range(TRIES if os.name == "nt" else 0):
        try:
            os.replace(part, target)
            return
        except PermissionError:
            time.sleep(PAUSE_S)
    os.replace(part, target)
    flush_folder(target.parent)


def flush_to_disk(stream: BinaryIO) -> None:
    """Wait until what was written lies on the disk itself, not only in its caches.

    Raises:
        OSError: it does not.
    """
    stream.flush()
    if sys.platform == "darwin":  # fsync reaches only the drive's own cache there
        import fcntl

        with contextlib.suppress(OSError):  # a network folder knows only the plain way
            fcntl.fcntl(stream.fileno(), fcntl.F_FULLFSYNC)
            return
    os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder lie on the disk; Windows does so by itself.

    Raises:
        OSError: they do not.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0o644


def sweep(folder: Path, prefix: str) -> None:
    """Remove temporary files that begin so and were left by killed programs."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(prefix) and name.endswith(PART):
                left = folder / name
                with contextlib.suppress(OSError):
                    if time.time() - left.stat().st_mtime > ABANDONED_S:
                        left.unlink()
