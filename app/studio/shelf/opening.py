"""What a file that a person opens is: a storyboard, a bundle of one, or a script."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.remembering import remember
from app.sources import SCRIPTS
from storyboard import file
from storyboard.bundle import BUNDLE_SUFFIX, unpack
from storyboard.errors import StoryboardError
from storyboard.model import Storyboard
from storyboard.writing import read_script, storyboard_from_script

Stamp = tuple[int, int] | None
"""Time of change and size of a file; None where there is none."""


@dataclass(frozen=True)
class Found:
    """A storyboard and the file that holds it (None: no file of its own yet), the folder its media start from, and
    how the file stood when it was read."""

    storyboard: Storyboard
    path: Path | None
    base: Path
    stamp: Stamp = None


def read_file(path: Path) -> Found:
    """Open what a file holds; a bundle is unpacked into a new folder beside it.

    Raises:
        StoryboardError: it cannot be opened; says why.
    """
    path = path.expanduser()
    suffix = path.suffix.lower()
    if suffix == BUNDLE_SUFFIX:
        return _read_storyboard(unpack(path, _free_folder(path)))
    if suffix in SCRIPTS:
        board = storyboard_from_script(read_script(path))
        return Found(board, None, path.resolve().parent)
    if suffix == file.SUFFIX:
        return _read_storyboard(path)
    if not path.exists():
        raise StoryboardError(f"There is no file {path}: check the name.")
    kinds = f"{file.SUFFIX}, {BUNDLE_SUFFIX}, .txt or .md"
    raise StoryboardError(f"{path.name} is neither a storyboard nor a script: choose a {kinds} file.")


def stamp_of(path: Path) -> Stamp:
    """How a file stands now."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _read_storyboard(path: Path) -> Found:
    stamp = stamp_of(path)
    board = file.load(path)
    remember(path, board)
    return Found(board, path.resolve(), path.resolve().parent, stamp)


def _free_folder(bundle: Path) -> Path:
    """A folder beside a bundle that does not exist yet, called as the bundle is."""
    names = (bundle.with_name(bundle.stem if number == 1 else f"{bundle.stem} {number}") for number in count(1))
    return next(folder for folder in names if not folder.exists())
