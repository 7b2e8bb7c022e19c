"""The storyboard on disk: one readable JSON text, saved atomically."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from storyboard.errors import InvalidStoryboard, Problem, StoryboardError
from storyboard.model import SCHEMA_VERSION, Storyboard
from storyboard.problems import problems_of

SUFFIX = ".starloom"
LARGEST_BYTES = 32 * 1024 * 1024


def load(path: Path) -> Storyboard:
    """Read a storyboard.

    Raises:
        StoryboardError: the file is missing, too large, from a newer Starloom, or has problems.
    """
    raw = _parse(path, _text(path))
    version = raw.get("version", SCHEMA_VERSION)
    if raw.get("format") != "starloom":
        raise StoryboardError(f"{path.name} is no Starloom storyboard: its field 'format' must be \"starloom\".")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise StoryboardError(
            f"{path.name} was made by a newer Starloom (format {version}, this one reads {SCHEMA_VERSION}): update."
        )
    try:
        return Storyboard.model_validate(raw)
    except ValidationError as error:
        raise InvalidStoryboard(path.name, problems_of(error)) from error


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise StoryboardError(f"{path} is a folder: name a {SUFFIX} file.")
        if path.stat().st_size > LARGEST_BYTES:
            raise StoryboardError(f"{path.name} is larger than {LARGEST_BYTES // 2**20} MB: that is no storyboard.")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise StoryboardError(f"There is no file {path}: check the name.") from None
    except UnicodeDecodeError:
        raise StoryboardError(f"{path.name} is not a UTF-8 text: it is no storyboard or it is damaged.") from None
    except OSError as error:
        raise StoryboardError(f"{path} cannot be read ({error.strerror}): check its permissions.") from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        problem = Problem(place, f"The text is no JSON ({error.msg}).", "Correct it there, or restore a backup.")
        raise InvalidStoryboard(path.name, [problem]) from None
    except RecursionError:
        raise StoryboardError(f"{path.name} is nested too deeply: it is no storyboard.") from None
    if not isinstance(raw, dict):
        raise StoryboardError(f"{path.name} is no Starloom storyboard: its text must be one JSON object.")
    return raw


def dumps(storyboard: Storyboard) -> str:
    """The storyboard as readable JSON; what equals its default is left out but for the head of the document."""
    content = storyboard.model_dump(mode="json", exclude_defaults=True)
    head = {"format": storyboard.format, "version": storyboard.version}
    return json.dumps({**head, **content}, ensure_ascii=False, indent=2) + "\n"


def save(storyboard: Storyboard, path: Path) -> None:
    """Write a storyboard so that at every moment either the old or the new file is whole.

    Raises:
        StoryboardError: the folder is missing, not writable or full; the file on disk stays as it was.
    """
    try:
        write_atomically(path, dumps(storyboard).encode("utf-8"))
    except OSError as error:
        raise StoryboardError(
            f"{path} cannot be written ({error.strerror}): choose another folder or free some space."
        ) from error


def write_atomically(path: Path, content: bytes) -> None:
    """Write through a temporary file beside the target, flushed to disk before it takes the target's name.

    Raises:
        OSError: nothing was changed.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
