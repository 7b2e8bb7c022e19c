"""The painted timeline as assistive tools see it: a list of its shots."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ui.timeline.scale import clock
from ui.timeline.view import TimelineView
from ui.timeline.words import shot_name


class ShotItem(QAccessibleInterface):
    """One shot of the list."""

    def __init__(self, view: TimelineView, shot_id: str) -> None:
        super().__init__()
        self._view, self.shot_id = view, shot_id

    def isValid(self) -> bool:
        """Whether the shot is still there."""
        return self._view.document.shot(self.shot_id) is not None

    def object(self) -> QObject | None:
        """It is painted: there is no object."""
        return None

    def parent(self) -> QAccessibleInterface:
        """The list."""
        return QAccessible.queryAccessibleInterface(self._view)

    def child(self, index: int) -> QAccessibleInterface | None:
        """None."""
        return None

    def childCount(self) -> int:
        """None."""
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        """None."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """None."""
        return -1

    def role(self) -> QAccessible.Role:
        """A thing of a list."""
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Its number, name and times, and whether it is selected."""
        if kind == QAccessible.Text.Name and self.isValid():
            return spoken_name(self._view, self.shot_id)
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """It cannot be said otherwise."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        if not self.isValid():
            return QRect()
        layout = self._view.layout_now()
        block = layout.block(self._view.document.index_of(self.shot_id)).toAlignedRect()
        return QRect(self._view.viewport().mapToGlobal(block.topLeft()), block.size())

    def state(self) -> QAccessible.State:
        """Selectable; selected, focused, out of sight."""
        state = QAccessible.State()
        document = self._view.document
        state.selectable = state.extSelectable = state.multiSelectable = state.focusable = state.movable = True
        state.selected = self.shot_id in document.selection
        state.focused = self._view.hasFocus() and document.current.id == self.shot_id
        if not self.isValid():
            state.invalid = True
        elif document.index_of(self.shot_id) not in self._view.layout_now().visible():
            state.offscreen = True
        return state

    def foregroundColor(self) -> QColor:
        """The view's."""
        return self._view.palette().text().color()

    def backgroundColor(self) -> QColor:
        """The view's."""
        return self._view.palette().base().color()


class TimelineList(QAccessibleWidget):
    """The timeline as a list."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = view
        self._items: dict[str, ShotItem] = {}

    def childCount(self) -> int:
        """As many as there are shots."""
        return len(self._view.document.storyboard.shots)

    def child(self, index: int) -> QAccessibleInterface | None:
        """The shot of an index."""
        shots = self._view.document.storyboard.shots
        return self._item(shots[index].id) if 0 <= index < len(shots) else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        """The shot at a point of the screen."""
        index = self._view.shot_at(self._view.viewport().mapFromGlobal(QPoint(x, y)))
        return None if index is None else self.child(index)

    def focusChild(self) -> QAccessibleInterface | None:
        """The current shot while the timeline has the focus."""
        return self._item(self._view.document.current.id) if self._view.hasFocus() else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The index of a shot."""
        for index, shot in enumerate(self._view.document.storyboard.shots):
            if self._items.get(shot.id) is child:
                return index
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        """What the list is, and how long the film."""
        view = self._view
        if kind == QAccessible.Text.Name:
            return view.accessibleName()
        if kind == QAccessible.Text.Value:
            plan = view.document.schedule
            return QCoreApplication.translate("Timeline", "Playhead at {0} of {1}").format(
                clock(view.transport.frame, plan.fps), clock(plan.total_frames, plan.fps)
            )
        return super().text(kind)

    def _item(self, shot_id: str) -> ShotItem:
        if shot_id not in self._items:
            self._items[shot_id] = ShotItem(self._view, shot_id)
            QAccessible.registerAccessibleInterface(self._items[shot_id])
        return self._items[shot_id]


def spoken_name(view: TimelineView, shot_id: str) -> str:
    """A shot in words: "Shot 3, The Bridge, 0:24 to 0:32, selected"."""
    document = view.document
    index, plan = document.index_of(shot_id), document.schedule
    span = plan.spans[index]
    words = QCoreApplication.translate("Timeline", "Shot {0}, {1}, {2} to {3}").format(
        index + 1, shot_name(document.storyboard.shots[index]), clock(span.start, plan.fps), clock(span.end, plan.fps)
    )
    if shot_id in document.selection:
        words += QCoreApplication.translate("Timeline", ", selected")
    return words


_known: dict[int, TimelineList] = {}
_installed = False


def install() -> None:
    """Let Qt ask here for the interface of a timeline."""
    global _installed
    if not _installed:
        QAccessible.installFactory(_interface_of)
        _installed = True


def _interface_of(key: str, thing: QObject | QWidget | None) -> QAccessibleInterface | None:
    if not isinstance(thing, TimelineView):
        return None
    number = id(thing)
    if number not in _known:
        _known[number] = TimelineList(thing)
        thing.destroyed.connect(lambda: _known.pop(number, None))
    return _known[number]
