"""Earlier versions of a storyboard: the last ten, and of every program version the one before it first saved.

They lie in one hidden folder beside the file, ``.NAME.backups``: beside it, because a hard link (which costs no space
and no time) must stay on the file's own disk and because the versions then travel with the person's folder; hidden,
because a person wants to see the storyboard and not ten of them. Where there are no hard links they are copies.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storyboard.atomic import PART, flush_folder, flush_to_disk, sweep
from storyboard.version import VERSION

KEPT = 10
_NAME = re.compile(r"(\d{8}T\d{12}Z) (.+)\.starloom")
_TIME = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True)
class Backup:
    """One earlier version: where it lies, when it was saved, when it was replaced, and by which Starloom."""

    path: Path
    saved: datetime
    replaced: datetime
    program: str
    size: int


def backups_folder(path: Path) -> Path:
    """Where the earlier versions of a storyboard file lie; it may not exist. A link is followed to the file itself."""
    path = Path(os.path.realpath(path))
    return path.with_name(f".{path.stem}.backups")


def backups_of(path: Path) -> list[Backup]:
    """The earlier versions of a storyboard file, the newest first."""
    found = []
    with contextlib.suppress(OSError):
        for entry in backups_folder(path).iterdir():
            match = _NAME.fullmatch(entry.name)
            if match:
                status = entry.stat()
                saved = datetime.fromtimestamp(status.st_mtime, UTC)
                replaced = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
                found.append(Backup(entry, saved, replaced, match[2], status.st_size))
    return sorted(found, key=lambda backup: backup.path.name, reverse=True)


def keep(path: Path) -> None:
    """Keep the file as it now is among its earlier versions, before it is replaced; nothing where there is no file.

    Raises:
        OSError: it cannot be kept; the file is as it was.
    """
    if not path.is_file():
        return
    folder = backups_folder(path)
    if not folder.is_dir():
        folder.mkdir()
        _hide(folder)
    earlier = backups_of(path)
    if not earlier or earlier[0].path.read_bytes() != path.read_bytes():  # else a save that was broken off has kept it
        _link_or_copy(path, _free_name(folder, earlier))
        flush_folder(folder)
    _thin_out(path)


def _free_name(folder: Path, earlier: list[Backup]) -> Path:
    """A name that sorts after all earlier ones, even where the clock was set back."""
    now = datetime.now(UTC)
    if earlier:
        now = max(now, earlier[0].replaced + timedelta(microseconds=1))
    return folder / f"{now.strftime(_TIME)} {VERSION}.starloom"


def _link_or_copy(path: Path, backup: Path) -> None:
    with contextlib.suppress(OSError, NotImplementedError):
        os.link(path, backup)
        return
    part = backup.with_suffix(PART)
    try:
        shutil.copyfile(path, part)
        with part.open("rb+") as stream:
            flush_to_disk(stream)
        shutil.copystat(path, part)
        os.replace(part, backup)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _thin_out(path: Path) -> None:
    """Remove what is neither among the last ones nor the first of its program version."""
    found = backups_of(path)
    first = {backup.program: backup for backup in found}
    for backup in found[KEPT:]:
        if backup is not first[backup.program]:
            with contextlib.suppress(OSError):
                backup.path.unlink()
    sweep(backups_folder(path), prefix="")


def _hide(folder: Path) -> None:
    """A dot hides a folder everywhere but on Windows."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetFileAttributesW(str(folder), 2)
