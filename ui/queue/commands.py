"""What a person does with the jobs of the queue, from its buttons, its menus and its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.icons import icon
from ui.ports import Jobs
from ui.ports.jobs import UNFINISHED, JobRow
from ui.queue.groups import Group
from ui.queue.job_model import JobModel
from ui.queue.ordering import group_moves, job_moves
from ui.queue.wishes import ICONS, Item, Wish, ids_for, key_of, wishes_for


class JobCommands(QObject):
    """Hands wishes on to the queue.

    Signals:
        play_wanted, folder_wanted: a finished film is to be played, or shown in its folder; carries its path.
    """

    play_wanted = Signal(object)
    folder_wanted = Signal(object)

    def __init__(self, jobs: Jobs, rows: JobModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._rows = jobs, rows

    def wish(self, wish: Wish, item: Item) -> None:
        """Have something done with a group or job."""
        if wish in ("play", "folder"):
            if isinstance(item, Group) and item.head is not None and item.head.target is not None:
                (self.play_wanted if wish == "play" else self.folder_wanted).emit(item.head.target)
            return
        calls: dict[str, Callable[[tuple[int, ...]], None]] = {
            "pause": self._jobs.pause, "resume": self._jobs.resume, "cancel": self._jobs.cancel,
            "retry": self._jobs.retry,
        }  # fmt: skip
        if ids := ids_for(wish, item):
            calls[wish](ids)

    def words_of(self, wish: Wish) -> str:
        """What a wish is called."""
        return {
            "pause": self.tr("Pause"), "resume": self.tr("Resume"), "retry": self.tr("Try again"),
            "cancel": self.tr("Cancel"), "play": self.tr("Play the film"), "folder": self.tr("Show in folder"),
        }[wish]  # fmt: skip

    def menu_for(self, item: Item, parent: QWidget) -> QMenu:
        """The menu of a row."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for wish in wishes_for(item):
            self._add(menu, wish, item)
        if self.can_move(item):
            menu.addSeparator()
            menu.addAction(icon("chevron-up"), self.tr("Earlier"), lambda: self.move(item, -1))
            menu.addAction(icon("chevron-down"), self.tr("Later"), lambda: self.move(item, 1))
        return menu

    def _add(self, menu: QMenu, wish: Wish, item: Item) -> None:
        menu.addAction(icon(ICONS[wish]), self.words_of(wish), lambda: self.wish(wish, item))

    def beside(self, item: Item) -> list[Item]:
        """What can be put into another order with it, itself among it: unfinished groups, or jobs of one group."""
        if isinstance(item, Group):
            return [group for group in self._rows.groups if group.unfinished]
        group = next((group for group in self._rows.groups if group.number == item.film), None)
        return [row for row in group.rows if row.state in UNFINISHED] if group is not None else []

    def can_move(self, item: Item, step: int = 0) -> bool:
        """Whether it can be put elsewhere; with ``step`` one place earlier (-1) or later (1)."""
        keys = [key_of(other) for other in self.beside(item)]
        if key_of(item) not in keys or len(keys) < 2:
            return False
        return 0 <= keys.index(key_of(item)) + step < len(keys)

    def move(self, item: Item, step: int) -> None:
        """One place earlier (-1) or later (1)."""
        if self.can_move(item, step):
            beside = self.beside(item)
            place = [key_of(other) for other in beside].index(key_of(item)) + (step if step < 0 else 2)
            self.put(item, beside[place] if place < len(beside) else None)

    def put(self, item: Item, before: Item | None) -> None:
        """A group before another one, or a job before another one of its group; None: behind all."""
        rows = self._jobs.state().rows
        if isinstance(item, Group):
            moves = group_moves(rows, item, before if isinstance(before, Group) else None)
        else:
            moves = job_moves(rows, item, before if isinstance(before, JobRow) else None)
        for job, place in moves:
            self._jobs.move(job, place)
