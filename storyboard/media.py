"""The person's own files that a storyboard uses: known by their bytes, found again where folders were moved.

A file keeps the place it was chosen from (relative to the storyboard where that is beside or below it), or is copied
into ``NAME.media`` beside the storyboard, named by the SHA-256 of its bytes.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from storyboard.atomic import PART, flush_to_disk, put_in_place, sweep
from storyboard.errors import StoryboardError
from storyboard.model import MediaFile, Storyboard

KINDS = {
    ".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a", ".aac", ".aif", ".aiff",
    ".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".gif", ".bmp",
    ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".3gp", ".mpg", ".mpeg", ".ts", ".mts",
}  # fmt: skip
"""Suffixes of files that may be copied beside a storyboard or come with a bundle: sounds, pictures and films."""

_EACH = "*"
_FIELDS = (("music", "file"), ("shots", _EACH, "footage", "file"), ("characters", _EACH, "references", _EACH))
"""Every field of a storyboard that names a file: the way to it from the document, ``*`` for each of several."""


def media_folder(path: Path) -> Path:
    """Where the copied media of a storyboard file lie; it may not exist."""
    return path.with_name(f"{path.stem}.media")


def media_names(storyboard: Storyboard) -> tuple[str, ...]:
    """The names under which a storyboard uses files, each once."""
    return tuple(dict.fromkeys(name for way in _FIELDS for name in _values(storyboard, way)))


def _values(part: Any, way: Sequence[str]) -> Iterator[Any]:
    """What stands at the end of a way; nothing where a part on it is left out."""
    if part is None:
        return
    if not way:
        yield part
    elif way[0] == _EACH:
        for one in part:
            yield from _values(one, way[1:])
    else:
        yield from _values(getattr(part, way[0]), way[1:])


def renamed(storyboard: Storyboard, names: Mapping[str, str]) -> Storyboard:
    """The storyboard with files used under other names (old name: new name), and what is known of them."""
    for way in _FIELDS:
        storyboard = _renamed(storyboard, way, names)
    known = tuple(
        record.model_copy(update={"path": names.get(record.path, record.path)}) for record in storyboard.media
    )
    return storyboard.model_copy(update={"media": known})


def _renamed(part: Any, way: Sequence[str], names: Mapping[str, str]) -> Any:
    """A part of the document with other names at the end of a way; the very same part where none of them is meant."""
    if part is None:
        return None
    if not way:
        return names.get(part, part)
    if way[0] == _EACH:
        several = tuple(_renamed(one, way[1:], names) for one in part)
        return part if all(new is old for new, old in zip(several, part, strict=True)) else several
    old = getattr(part, way[0])
    new = _renamed(old, way[1:], names)
    return part if new is old else part.model_copy(update={way[0]: new})


def named_from_anywhere(storyboard: Storyboard, base: Path) -> Storyboard:
    """The storyboard with its files under their whole paths, so that it can be saved away from ``base``."""
    return renamed(storyboard, {name: str(base / name) for name in media_names(storyboard)})


def moved(storyboard: Storyboard, home: Path, folder: Path) -> Storyboard:
    """A storyboard of the folder ``home`` with the same files when it is saved in another one."""
    if folder.resolve() == home.resolve():
        return storyboard
    return named_from_anywhere(storyboard, home)


def with_records(storyboard: Storyboard, base: Path) -> Storyboard:
    """The storyboard with size and SHA-256 of every file it uses.

    A file that is missing keeps what was known of it, so that it can be found again; what is no longer used is dropped.
    """
    known = {record.path: record for record in storyboard.media}
    records = []
    for name in media_names(storyboard):
        earlier = known.get(name)
        measured = measured_file(base / name)
        if measured is None:
            records += [earlier] if earlier else []
        elif earlier is not None and (earlier.sha256, earlier.size) == measured:
            records.append(earlier)
        else:
            records.append(MediaFile(path=name, sha256=measured[0], size=measured[1]))
    found = tuple(records)
    return storyboard if found == storyboard.media else storyboard.model_copy(update={"media": found})


def measured_file(path: Path) -> tuple[str, int] | None:
    """SHA-256 and size of a file, None where it cannot be read. It is gone through once as long as it stays."""
    try:
        status = path.stat()
        return (_digest(path, status.st_size, status.st_mtime_ns), status.st_size) if path.is_file() else None
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=4096)
def _digest(path: Path, size: int, changed_ns: int) -> str:
    """SHA-256 of a file's bytes; its size and time of change tell whether they are still the same."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True)
class Search:
    """What a search for missing files found (name in the storyboard: where it now lies) and what it did not."""

    found: dict[str, Path]
    missing: tuple[str, ...]


def missing_media(storyboard: Storyboard, base: Path) -> tuple[str, ...]:
    """Names of the files a storyboard uses that are not there; relative names start from ``base``."""
    return tuple(name for name in media_names(storyboard) if not (base / name).is_file())


def find_media(storyboard: Storyboard, path: Path, folders: Sequence[Path] = ()) -> Search:
    """Look for all missing files of a storyboard at once, by their bytes.

    It looks beside the storyboard, in its ``NAME.media``, in the folders where its other files lie, then in
    ``folders`` and everything below them.

    Args:
        storyboard: the document as it was saved, which knows the size and SHA-256 of its files.
        path: where its file lies.
        folders: places the person named.
    """
    base = path.parent
    missing = missing_media(storyboard, base)
    records = {record.path: record for record in storyboard.media}
    wanted = {name: records[name] for name in missing if name in records}
    near = [base, media_folder(path)]
    near += [(base / name).parent for name in media_names(storyboard) if name not in missing]
    found: dict[str, Path] = {}
    for files in (*(_files_in(folder) for folder in dict.fromkeys(near)), *(_files_below(f) for f in folders)):
        _match(files, wanted, found)
    return Search(found, tuple(name for name in missing if name not in found))


def _match(files: Iterable[Path], wanted: dict[str, MediaFile], found: dict[str, Path]) -> None:
    """Take out of ``wanted`` what lies among the files; only files of a wanted size are read."""
    for file in files:
        if not wanted:
            return
        try:
            size = file.stat().st_size
        except OSError:
            continue
        if not any(record.size == size for record in wanted.values()):
            continue
        measured = measured_file(file)
        for name in [name for name, record in wanted.items() if measured == (record.sha256, record.size)]:
            found[name] = file
            del wanted[name]


def _files_in(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place) / name for name in sorted(names))


def name_beside(file: Path, base: Path) -> str:
    """What a storyboard in ``base`` calls a file: relative where it lies in or below that folder, else absolute."""
    file, base = file.resolve(), base.resolve()
    return file.relative_to(base).as_posix() if file.is_relative_to(base) else str(file)


def import_media(source: Path, path: Path, go_on: Callable[[], None] = lambda: None) -> str:
    """Copy a file into ``NAME.media`` of the storyboard file ``path``, named by its bytes; equal bytes lie there once.

    ``go_on`` is called for every megabyte; what it raises ends the copying, and nothing is left behind.

    Returns:
        The name under which the storyboard uses it.

    Raises:
        StoryboardError: the file is missing or of no kind that a film can use, or the folder cannot be written.
    """
    suffix = source.suffix.lower()
    if suffix not in KINDS:
        raise StoryboardError(f"{source.name} is no sound, picture or film that can be used: choose another file.")
    folder = media_folder(path)
    part = None
    try:
        folder.mkdir(exist_ok=True)
        sweep(folder, prefix=".")
        handle, part = tempfile.mkstemp(dir=folder, prefix=".", suffix=PART)
        with os.fdopen(handle, "wb") as copy, source.open("rb") as stream:
            while block := stream.read(1 << 20):
                go_on()
                copy.write(block)
            flush_to_disk(copy)
        with Path(part).open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        os.chmod(part, 0o644)
        target = folder / f"{digest}{suffix}"
        put_in_place(Path(part), target)
    except OSError as error:
        raise StoryboardError(
            f"{source} cannot be copied into {folder} ({error.strerror}): check the file, or free some space."
        ) from error
    finally:
        if part is not None:
            Path(part).unlink(missing_ok=True)
    return f"{folder.name}/{target.name}"
