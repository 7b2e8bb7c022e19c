"""The films of the history as they are shown."""

from __future__ import annotations

from engine.jobs.history import FilmRecord, History
from engine.jobs.whereabouts import Finder
from ui.ports.jobs import FilmMade


def films_of(history: History) -> tuple[FilmMade, ...]:
    """Every film, the last one first, where it lies now. Slow where films were moved: they are looked for.

    Raises:
        DatabaseError: the history cannot be read.
    """
    known = history.films()
    finder = Finder(known)
    return tuple(_made(film, finder) for film in known)


def _made(film: FilmRecord, finder: Finder) -> FilmMade:
    found = finder.find(film)
    there = found.state in ("there", "moved")
    path = found.path if there and found.path is not None else film.path
    return FilmMade(film.number, film.title or path.stem, film.made, path, film.duration_s, film.size, there)
