"""Where the films of the history lie now: at their place, moved, changed since, or gone.

A film is known by its bytes. What is no longer at its place is looked for under any name in the folders where the
person's films lie: those of the other films, those around the old place, and the user's own folders.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import platformdirs

from engine.content import file_digest
from engine.jobs.history import FilmRecord

State = Literal["there", "moved", "changed", "gone"]


@dataclass(frozen=True)
class Whereabouts:
    """Where a film is: ``path`` is None where it is gone; "changed": another content lies at its place."""

    state: State
    path: Path | None


class Finder:
    """Looks films up; folders are listed once, when the first film is missed."""

    def __init__(self, films: Iterable[FilmRecord]) -> None:
        """
        Args:
            films: the whole history: where some films lie, others may.
        """
        self._films = list(films)

    def find(self, film: FilmRecord) -> Whereabouts:
        """Where a film is now."""
        try:
            status = film.path.stat()
            if (status.st_size, status.st_mtime_ns) == (film.size, film.changed_ns) or _is_film(film.path, film):
                return Whereabouts("there", film.path)
            here = True
        except OSError:
            here = False
        for path in self._by_size[film.size]:
            if path != film.path and _is_film(path, film):
                return Whereabouts("moved", path)
        return Whereabouts("changed", film.path) if here else Whereabouts("gone", None)

    @cached_property
    def _by_size(self) -> dict[int, list[Path]]:
        kinds = {film.path.suffix.lower() for film in self._films}
        found: dict[int, list[Path]] = defaultdict(list)
        for folder in self._folders():
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if Path(entry.name).suffix.lower() in kinds and entry.is_file():
                            found[entry.stat().st_size].append(Path(entry.path))
            except OSError:
                continue
        return found

    def _folders(self) -> list[Path]:
        old = [film.path.parent for film in self._films]
        folders = [*old, *(film.base for film in self._films)]
        folders += [folder for place in dict.fromkeys(old) for folder in _around(place)]
        folders += map(Path, (
            platformdirs.user_videos_dir(), platformdirs.user_desktop_dir(), platformdirs.user_downloads_dir(),
            platformdirs.user_documents_dir(),
        ))  # fmt: skip
        return list(dict.fromkeys(folders))


def _around(folder: Path) -> list[Path]:
    """The folder above and the folders beside and below, where they can be listed."""
    near = [folder.parent]
    for place in (folder, folder.parent):
        try:
            with os.scandir(place) as entries:
                near += [Path(entry.path) for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
        except OSError:
            continue
    return near


def _is_film(path: Path, film: FilmRecord) -> bool:
    try:
        return path.stat().st_size == film.size and file_digest(path) == film.sha256
    except OSError:
        return False
