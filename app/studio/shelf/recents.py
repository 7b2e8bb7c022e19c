"""Storyboards that were open here: a short list in the data folder, and a small picture of each in the cache."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from engine.folders import cache_folder, data_folder
from storyboard.atomic import write_atomically

KEPT = 12


@dataclass(frozen=True)
class Opened:
    """A storyboard's file, its title, and when it was last open."""

    path: Path
    title: str
    at: datetime


def list_path() -> Path:
    """Where the list lies; the file may not exist."""
    return data_folder() / "recent.json"


def picture_file(path: Path) -> Path:
    """Where the small picture of a storyboard's file lies; it may not exist."""
    return cache_folder("recent") / f"{hashlib.sha256(str(path).encode('utf-8')).hexdigest()[:32]}.jpg"


def load() -> tuple[Opened, ...]:
    """The list, the last one first. What cannot be read of it is left out: it is a comfort and no document."""
    try:
        raw = json.loads(list_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    found = []
    for item in raw if isinstance(raw, list) else ():
        with contextlib.suppress(KeyError, TypeError, ValueError):
            at = datetime.fromisoformat(item["at"])
            found.append(Opened(Path(item["path"]), str(item["title"]), at if at.tzinfo else at.replace(tzinfo=UTC)))
    return tuple(found[:KEPT])


def add(path: Path, title: str) -> tuple[Opened, ...]:
    """Put a storyboard at the head of the list; returns the list.

    Raises:
        OSError: it cannot be written.
    """
    path = path.resolve()
    return _keep((Opened(path, title, datetime.now(UTC)), *(one for one in load() if one.path != path)))


def forget(path: Path) -> tuple[Opened, ...]:
    """Take a storyboard off the list, and its picture away; returns the list.

    Raises:
        OSError: it cannot be written.
    """
    picture_file(path).unlink(missing_ok=True)
    return _keep(tuple(one for one in load() if one.path != path))


def _keep(opened: tuple[Opened, ...]) -> tuple[Opened, ...]:
    opened = opened[:KEPT]
    content = [{"path": str(one.path), "title": one.title, "at": one.at.isoformat()} for one in opened]
    list_path().parent.mkdir(parents=True, exist_ok=True)
    write_atomically(list_path(), json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"))
    return opened
