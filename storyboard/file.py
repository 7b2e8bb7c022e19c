"""The storyboard on disk: one readable JSON text, read strictly, saved atomically, its earlier versions kept."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from storyboard import backups, media
from storyboard.atomic import write_atomically
from storyboard.errors import InvalidStoryboard, StoryboardError
from storyboard.migrations import NewerFormat, moved_on
from storyboard.model import SCHEMA_VERSION, Storyboard
from storyboard.problems import problems_of
from storyboard.strict_json import NotStrict, read_json, utf8

SUFFIX = ".starloom"
LARGEST_BYTES = 32 * 1024 * 1024


def load(path: Path) -> Storyboard:
    """Read a storyboard.

    Raises:
        StoryboardError: the file is missing, too large, from a newer Starloom, or has problems.
    """
    return read(_bytes(path), path.name)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise StoryboardError(f"{path} is a folder: name a {SUFFIX} file.")
        if path.stat().st_size > LARGEST_BYTES:
            raise StoryboardError(f"{path.name} is larger than {LARGEST_BYTES // 2**20} MB: that is no storyboard.")
        return path.read_bytes()
    except FileNotFoundError:
        raise StoryboardError(f"There is no file {path}: check the name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoryboardError(f"{path} cannot be read ({reason}): check its permissions.") from error


def read(content: bytes, name: str) -> Storyboard:
    """The storyboard of a file's bytes; ``name`` is what messages call it.

    Raises:
        StoryboardError: it is no text, no strict JSON, no storyboard, from a newer Starloom, or has problems.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StoryboardError(f"{name} is not a UTF-8 text: it is no storyboard or it is damaged.") from None
    try:
        raw = read_json(text)
    except NotStrict as error:
        raise InvalidStoryboard(name, [error.problem]) from None
    return storyboard_of(raw, name)


def storyboard_of(raw: Any, name: str) -> Storyboard:
    """The storyboard of a value of JSON's kinds, moved on from older formats; no value is bent into another kind.

    Raises:
        StoryboardError: as ``read``.
    """
    if not isinstance(raw, dict):
        raise StoryboardError(f"{name} is no Starloom storyboard: its text must be one JSON object.")
    if raw.get("format") != "starloom":
        raise StoryboardError(f"{name} is no Starloom storyboard: its field 'format' must be \"starloom\".")
    try:
        return Storyboard.model_validate_json(utf8(moved_on(raw)), strict=True)
    except NewerFormat as newer:
        raise StoryboardError(
            f"{name} was made by a newer Starloom (format {newer.version}, this one reads {SCHEMA_VERSION}): update."
        ) from None
    except NotStrict as error:
        raise InvalidStoryboard(name, [error.problem]) from None
    except ValidationError as error:
        raise InvalidStoryboard(name, problems_of(error)) from error


def content_of(storyboard: Storyboard) -> dict[str, Any]:
    """The storyboard as values of JSON's kinds; what equals its default is left out but for the document's head."""
    content = storyboard.model_dump(mode="json", exclude_defaults=True)
    return {"format": storyboard.format, "version": storyboard.version, **content}


def dumps(storyboard: Storyboard) -> str:
    """The storyboard as readable JSON."""
    return json.dumps(content_of(storyboard), ensure_ascii=False, indent=2) + "\n"


def save(storyboard: Storyboard, path: Path) -> Storyboard:
    """Write a storyboard so that at every moment either the old or the new file is whole; the old one becomes a backup.

    Returns:
        The storyboard as it was written: with the bytes its own media are known by.

    Raises:
        StoryboardError: it could not be read again as it is, or the folder is missing, not writable or full; the file
            on disk stays as it was.
    """
    storyboard = media.with_records(storyboard, path.resolve().parent)
    try:
        content = dumps(storyboard).encode("utf-8")
    except UnicodeEncodeError:
        raise StoryboardError(
            f"{path.name} cannot be saved: a text holds half of a character (a lone surrogate); write it again."
        ) from None
    _check_readable(content, path.name)
    replace_kept(path, content)
    return storyboard


def _check_readable(content: bytes, name: str) -> None:
    """What could not be opened again is not saved over what can."""
    if len(content) > LARGEST_BYTES:
        raise StoryboardError(
            f"{name} cannot be saved: it would have {len(content) / 2**20:.0f} MB, at most "
            f"{LARGEST_BYTES // 2**20} MB can be opened again; divide it."
        )
    read(content, name)


def replace_kept(path: Path, content: bytes) -> None:
    """Put content in the place of a storyboard file, which is kept as a backup; nothing where it holds that already.

    Raises:
        StoryboardError: the folder is missing, not writable or full; the file on disk stays as it was.
    """
    path = Path(os.path.realpath(path))
    try:
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return
        backups.keep(path)
        write_atomically(path, content)
    except OSError as error:
        raise StoryboardError(
            f"{path} cannot be written ({error.strerror}): choose another folder or free some space."
        ) from error


def restore(backup: backups.Backup, path: Path) -> None:
    """Put an earlier version in a file's place; what stood there is kept as a backup first.

    Raises:
        StoryboardError: the backup is damaged, or the file cannot be written; it stays as it was.
    """
    content = _bytes(backup.path)
    read(content, backup.path.name)
    replace_kept(path, content)
