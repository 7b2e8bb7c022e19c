"""The films that were made, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui import amounts
from ui.ports import Jobs
from ui.ports.jobs import FilmMade

FILM = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class FilmModel(QAbstractListModel):
    """Follows the history, the last film first."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._films: Sequence[FilmMade] = jobs.films()
        jobs.films_changed.connect(self._follow)
        jobs.film_picture_ready.connect(self._repaint)

    @property
    def films(self) -> Sequence[FilmMade]:
        """What it shows."""
        return self._films

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many films there are."""
        return 0 if parent.isValid() else len(self._films)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """A film, what it is called, and what is read out of it."""
        if not index.isValid():
            return None
        film = self._films[index.row()]
        if role == FILM:
            return film
        if role == Qt.ItemDataRole.DisplayRole:
            return film.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(film.path)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            gone = "" if film.there else self.tr("the file is not there any more")
            return ", ".join(part for part in (film.title, facts_of(film), gone) if part)
        return None

    def _follow(self) -> None:
        self.beginResetModel()
        self._films = self._jobs.films()
        self.endResetModel()

    def _repaint(self, number: int) -> None:
        for row, film in enumerate(self._films):
            if film.number == number:
                self.dataChanged.emit(self.index(row), self.index(row))


def facts_of(film: FilmMade) -> str:
    """When it was made, how long and how large it is."""
    return " · ".join((amounts.moment(film.made), amounts.length(film.duration_s), amounts.size(film.size)))
