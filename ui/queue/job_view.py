"""The list of the queue's jobs: folded, reordered, and asked for things."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QTreeView, QWidget

from ui import theme
from ui.ports import Jobs
from ui.queue.commands import JobCommands
from ui.queue.job_delegate import JobDelegate
from ui.queue.job_drag import JobDrag
from ui.queue.job_model import JobModel
from ui.queue.wishes import Item, Key, Wish, key_of, wishes_for

KEYS: dict[Qt.Key, tuple[Wish, ...]] = {
    Qt.Key.Key_Space: ("pause", "resume"), Qt.Key.Key_Delete: ("cancel",), Qt.Key.Key_Backspace: ("cancel",),
    Qt.Key.Key_R: ("retry",),
}  # fmt: skip


class JobView(QTreeView):
    """Shows the groups of the queue and their jobs.

    Signals:
        chosen: another row is the current one.
    """

    chosen = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queueJobs")
        self._rows = JobModel(jobs, self)
        self.commands = JobCommands(jobs, self._rows, self)
        self._delegate = JobDelegate(jobs, self)
        self._open: set[int] = set()
        self._current: Key | None = None
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.modelAboutToBeReset.connect(self._remember)
        self.setModel(self._rows)
        self._rows.modelReset.connect(self._restore)
        self._drag = JobDrag(self, self.commands.put)
        self._retranslate()

    @property
    def rows(self) -> JobModel:
        """What it shows."""
        return self._rows

    def current_item(self) -> Item | None:
        """The group or job that the keyboard is on."""
        return self._rows.item(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space holds or goes on, Delete cancels, R tries again, Enter folds, Alt and an arrow moves."""
        item, key = self.current_item(), Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._drag.cancel():
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if item is not None:
                self.commands.move(item, -1 if key == Qt.Key.Key_Up else 1)
        elif item is not None and key in KEYS and not event.modifiers():
            for wish in KEYS[key]:
                if wish in wishes_for(item):
                    self.commands.wish(wish, item)
        elif item is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._fold(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A button does what it says, a group's sign folds it; anything else may become a drag."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            super().mousePressEvent(event)
            return
        found = self._delegate.places(index, self.visualRect(index))
        point, item = event.position().toPoint(), self._rows.item(index)
        assert item is not None
        if (place := found.button_at(point)) >= 0:
            self.commands.wish(wishes_for(item)[place], item)
        elif found.fold.contains(point):
            self._fold(index)
        else:
            super().mousePressEvent(event)
            if self.commands.can_move(item):
                self._drag.prepare(key_of(item), point, self.visualRect(index))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or light the button under the mouse."""
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            if self._drag.move(point, QApplication.startDragDistance()):
                self.viewport().update()
            return
        self._delegate.pointer = point
        self.viewport().update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag."""
        if not self._drag.release():
            super().mouseReleaseEvent(event)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fold a group."""
        index = self.indexAt(event.position().toPoint())
        on_button = index.isValid() and self._delegate.places(index, self.visualRect(index)).button_at(
            event.position().toPoint()
        ) >= 0  # fmt: skip
        if on_button:
            self.mousePressEvent(event)  # two quick clicks on a button are two clicks
        else:
            self._fold(index)

    def leaveEvent(self, event: QEvent) -> None:
        """No button is under the mouse any more."""
        self._delegate.pointer = None
        self.viewport().update()
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a button does, and the whole of a title that is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            item = self._rows.item(index)
            if item is None:
                return True
            place = self._delegate.places(index, self.visualRect(index)).button_at(event.pos())
            text = self.commands.words_of(wishes_for(item)[place]) if place >= 0 else str(index.data())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be wished of the row."""
        index = self.currentIndex() if event.reason() == event.Reason.Keyboard else self.indexAt(event.pos())
        item = self._rows.item(index)
        if item is not None:
            self.setCurrentIndex(index)
            place = event.globalPos()
            if event.reason() == event.Reason.Keyboard:
                place = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.commands.menu_for(item, self).popup(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and over them what is dragged."""
        super().paintEvent(event)
        if self._drag.active:
            painter = QPainter(self.viewport())
            self._drag.paint(painter, theme.colour("accent"))
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sentences wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell who shows what can be wished."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._rows.follow()
            self.viewport().update()
        super().changeEvent(event)

    def rects_beside(self, key: Key) -> list[tuple[Item, QRect]]:
        """What can be put into another order with a group or job, and where it lies; an open group has its jobs in."""
        found: list[tuple[Item, QRect]] = []
        item = self._rows.find(key)
        beside = [key_of(other) for other in self.commands.beside(item)] if item is not None else []
        for place, group in enumerate(self._rows.groups):
            index = self._rows.index(place, 0)
            area = self.visualRect(index)
            for number, row in enumerate(group.rows if self.isExpanded(index) else ()):
                inside = self.visualRect(self._rows.index(number, 0, index))
                area = area.united(inside)
                if key_of(row) in beside:
                    found.append((row, inside))
            if key_of(group) in beside:
                found.append((group, area))
        return found

    def _fold(self, index: QModelIndex) -> None:
        if index.isValid() and not index.parent().isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _remember(self) -> None:
        """Before rows come or go: what is open, and where the keyboard is."""
        groups = self._rows.groups
        self._open = {
            group.number for place, group in enumerate(groups) if self.isExpanded(self._rows.index(place, 0))
        }  # fmt: skip
        item = self.current_item()
        self._current = key_of(item) if item is not None else None

    def _restore(self) -> None:
        for place, group in enumerate(self._rows.groups):
            index = self._rows.index(place, 0)
            if group.number in self._open:
                self.expand(index)
            if self._current is not None and self._current[0] == group.number:
                ids = [row.id for row in group.rows]
                job = self._current[1]
                self.setCurrentIndex(self._rows.index(ids.index(job), 0, index) if job in ids else index)
        self.chosen.emit()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Jobs of the queue"))

