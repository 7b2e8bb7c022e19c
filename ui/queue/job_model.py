"""The queue as a model of two levels: groups, and their jobs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui import amounts
from ui.ports import Jobs
from ui.queue import words
from ui.queue.groups import Group, groups_of
from ui.queue.wishes import Item, Key, key_of

ITEM = int(Qt.ItemDataRole.UserRole)
"""A `Group` or a `JobRow`."""

Index = QModelIndex | QPersistentModelIndex


class JobModel(QAbstractItemModel):
    """Follows the queue. A row that stands differently is told alone; only when rows come, go, move or grow by the
    reason of a failure the model is reset."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._groups: list[Group] = []
        jobs.changed.connect(self.follow)
        jobs.picture_ready.connect(self._repaint)
        self.follow()

    @property
    def groups(self) -> list[Group]:
        """The groups in the order in which they are shown."""
        return self._groups

    def follow(self) -> None:
        """Show the queue as it stands now."""
        groups = groups_of(self._jobs.state().rows)
        if _shape(groups) != _shape(self._groups):
            self.beginResetModel()
            self._groups = groups
            self.endResetModel()
            return
        old, self._groups = self._groups, groups
        for place, (before, after) in enumerate(zip(old, groups, strict=True)):
            if before != after:
                self._tell(place)

    def item(self, index: Index) -> Item | None:
        """What a row shows."""
        return index.data(ITEM) if index.isValid() else None

    def find(self, key: Key) -> Item | None:
        """A group or job as it stands now; None where it is gone."""
        items: list[Item] = [*self._groups, *(row for group in self._groups for row in group.rows)]
        return next((item for item in items if key_of(item) == key), None)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """A row: of a group without a parent, of a job with its group as the parent."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        """The group of a job."""
        if not child.isValid() or child.internalId() == 0:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many groups there are, or jobs of a group."""
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()].rows) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """One."""
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What a row shows, and what is read out of it."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            item: Item = self._groups[index.row()]
        else:
            item = self._groups[index.internalId() - 1].rows[index.row()]
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return words.group_title(item) if isinstance(item, Group) else words.title(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(item)
        return None

    def _spoken(self, item: Item) -> str:
        left = amounts.wait_left(item.seconds_left)
        if isinstance(item, Group):
            reason = item.head.reason if item.head is not None else ""
            return words.spoken(f"{words.group_title(item)}: {words.group_state(item)}", item.share, left, reason)
        return words.spoken(f"{words.title(item)}: {words.state(item)}", item.share, left, item.reason)

    def _tell(self, place: int) -> None:
        group = self.index(place, 0)
        self.dataChanged.emit(group, group)
        if count := self.rowCount(group):
            self.dataChanged.emit(self.index(0, 0, group), self.index(count - 1, 0, group))

    def _repaint(self, job: int) -> None:
        for place, group in enumerate(self._groups):
            if any(row.id == job for row in group.jobs):
                self._tell(place)


def _shape(groups: list[Group]) -> list[object]:
    """What the number and the heights of the rows depend on."""
    return [(group.number, [(row.id, row.reason) for row in group.rows], group.head and group.head.reason)
            for group in groups]  # fmt: skip
