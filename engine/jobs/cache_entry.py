"""One entry of the cache: a file named by its key, and the description beside it that says how it was made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from engine.errors import EngineError
from storyboard.atomic import write_atomically

Kind = Literal["takes", "segments", "sound"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Name = tuple[Kind, str]
"""Kind and key of an entry."""


class CacheError(EngineError):
    """The cache cannot be written or read."""


@dataclass(frozen=True)
class Entry:
    """One file of the cache and how it was made: from what, when, by which version of the program, in how long."""

    kind: Kind
    key: str
    path: Path
    size: int
    sha256: str
    made: str
    recipe: dict[str, Any] = field(repr=False)
    program: str = ""
    seconds: float = 0.0


def entry_file(folder: Path, kind: Kind, key: str, suffix: str) -> Path:
    """Where the file of an entry lies."""
    return folder / kind / key[:2] / f"{key}{suffix}"


def description(folder: Path, kind: Kind, key: str) -> Path:
    """Where the description of an entry lies."""
    return entry_file(folder, kind, key, ".json")


def described_entry(folder: Path, kind: Kind, key: str) -> Entry:
    """An entry as its description tells it.

    Raises:
        FileNotFoundError: there is none.
        OSError: it cannot be read.
        ValueError: it is damaged or describes something else.
    """
    path = description(folder, kind, key)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["key"] != key or raw["kind"] != kind or Path(raw["path"]).name != raw["path"]:
            raise ValueError("it describes something else")
        return Entry(
            kind, key, path.with_name(raw["path"]), int(raw["size"]), str(raw["sha256"]), str(raw["made"]),
            dict(raw["recipe"]), str(raw.get("program", "")), float(raw.get("seconds", 0.0)),
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"its description is no description: {error!r}") from error


def describe(folder: Path, entry: Entry) -> None:
    """Write the description of an entry, whole or not at all.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    content = {**asdict(entry), "path": entry.path.name}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(description(folder, entry.kind, entry.key), text.encode("utf-8"))


def described_names(folder: Path) -> Iterator[Name]:
    """Kind and key of every description in a cache."""
    for kind in KINDS:
        for path in (folder / kind).glob("??/*.json"):
            if not path.name.startswith("."):
                yield kind, path.stem
