"""What a crash left behind: journals of unsaved edits whose program no longer runs.

Recovery never writes into the storyboard's own file: the recovered storyboard is saved beside it, and only then does
the journal go.
"""

from __future__ import annotations

import platform
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psutil

from app.document import journals_folder
from storyboard.atomic import sweep
from storyboard.errors import StoryboardError
from storyboard.file import SUFFIX, load, save
from storyboard.journal import JOURNAL_SUFFIX, Owner, Unsaved, read_journal
from storyboard.media import moved
from storyboard.model import Storyboard

SAME_START_S = 5.0
"""Clocks that are set move the time at which a process seems to have been started."""

ELSEWHERE_S = 900.0
"""A journal of a machine of another name is left alone until its last edit is so long ago."""


@dataclass(frozen=True)
class LeftBehind:
    """What can be recovered, the latest first, and why some journals cannot be read."""

    unsaved: tuple[Unsaved, ...]
    unreadable: tuple[str, ...]


def left_behind(folder: Path | None = None, put_aside: Collection[Path] = ()) -> LeftBehind:
    """What programs wrote down that ended without saving or closing their documents.

    Args:
        folder: where the journals lie; ``journals_folder()`` when left out.
        put_aside: journals of documents that this running program has closed with their edits.

    Raises:
        StoryboardError: a journal whose state was saved after all cannot be removed.
    """
    folder = journals_folder() if folder is None else folder
    unsaved, unreadable = [], []
    sweep(folder, prefix=".")
    for path in sorted(folder.glob(f"*{JOURNAL_SUFFIX}")) if folder.is_dir() else ():
        try:
            found = read_journal(path)
        except StoryboardError as error:
            if path.exists():  # its program may have saved just now
                unreadable.append(str(error))
            continue
        if path not in put_aside and _is_held(found):
            continue
        if _is_saved(found):
            discard(found)
        else:
            unsaved.append(found)
    return LeftBehind(tuple(sorted(unsaved, key=lambda found: found.at, reverse=True)), tuple(unreadable))


def _is_held(found: Unsaved) -> bool:
    """Whether a program still writes the journal; of one elsewhere (or before this machine was renamed) only the time
    of the last edit tells."""
    if found.owner.host == platform.node():
        return _is_running(found.owner)
    return (datetime.now(UTC) - found.at).total_seconds() < ELSEWHERE_S


def _is_saved(found: Unsaved) -> bool:
    """Whether the file holds the journal's state: the program ended between saving and letting the journal go."""
    if found.document is None or not found.document.exists():
        return False
    try:
        saved = load(found.document)
    except StoryboardError:
        return False
    return _without_records(saved) == _without_records(found.storyboard)


def _without_records(storyboard: Storyboard) -> Storyboard:
    """What is known of the media is filled in by saving."""
    return storyboard.model_copy(update={"media": ()})


def _is_running(owner: Owner) -> bool:
    """Whether the journal's program still runs; a later process of the same number is another one."""
    try:
        process = psutil.Process(owner.pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return abs(process.create_time() - owner.started) < SAME_START_S
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True


def save_recovered(unsaved: Unsaved, folder: Path | None = None) -> Path:
    """Save a recovered storyboard under a new name beside its own file, then let its journal go.

    Args:
        unsaved: what was left behind.
        folder: where to save it; beside its file when left out, or in the current folder if it never had one.

    Raises:
        StoryboardError: it cannot be written there; the journal stays.
    """
    home = Path.cwd() if unsaved.document is None else unsaved.document.parent
    target = free_name(unsaved, home if folder is None else folder)
    save(moved(unsaved.storyboard, home, target.parent), target)
    discard(unsaved)
    return target


def free_name(unsaved: Unsaved, folder: Path) -> Path:
    """A name in a folder that no file has, for a recovered storyboard."""
    stem = plain(unsaved.storyboard.id) if unsaved.document is None else unsaved.document.stem
    for number in count(1):
        target = folder / f"{stem}.recovered{'' if number == 1 else f'-{number}'}{SUFFIX}"
        if not target.exists():
            return target
    raise AssertionError("unreachable: numbers do not end")


def plain(words: str) -> str:
    """Words as a file may be called on every system."""
    return "".join(letter for letter in words if letter.isalnum() or letter in " -_")[:60].strip() or "story"


def discard(unsaved: Unsaved) -> None:
    """Let a journal go.

    Raises:
        StoryboardError: it cannot be removed.
    """
    try:
        unsaved.journal.unlink(missing_ok=True)
    except OSError as error:
        raise StoryboardError(f"The journal {unsaved.journal} cannot be removed ({error.strerror}).") from error
