"""The painted timeline itself: takes events, keeps the layout, hands the work to its parts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from ui.actions import Actions
from ui.document import Document
from ui.editing import Editing
from ui.ports import Services
from ui.timeline.art.overlays import FEW_SHOTS
from ui.timeline.dropping import Dropping
from ui.timeline.gestures import Desk
from ui.timeline.hits import Part
from ui.timeline.inline import Inline
from ui.timeline.keys import Keys
from ui.timeline.lanes import LEAST_HEIGHT, Lane, Lanes
from ui.timeline.layout import Layout
from ui.timeline.menus import TimelineMenus
from ui.timeline.painting import Moving, Painting
from ui.timeline.pointer import PointerTool
from ui.timeline.state import State
from ui.timeline.tips import tip
from ui.timeline.viewing import Viewing
from ui.transport import Transport

_SHOTS = (Part.SHOT, Part.START_EDGE, Part.END_EDGE)


class TimelineView(QAbstractScrollArea):
    """Ruler, story track and lanes."""

    def __init__(
        self, document: Document, transport: Transport, services: Services, editing: Editing,
        actions: Actions | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("timeline")
        self.document, self.transport = document, transport
        self._state = State(document, services, self)
        self.viewing = Viewing(self)
        self.desk = Desk(document, transport, editing, self._state, self.layout_now, self.viewing.scroll)
        self._layout: Layout | None = None
        self._painting = Painting(self._state)
        self.pointer = PointerTool(self.desk, self)
        self._keys = Keys(self.desk, self.viewing)
        self.menus = TimelineMenus(self.desk, services, self.viewing, actions, self._open_editor, self)
        self._dropping = Dropping(self.desk, self)
        self._set_up()
        self._connect()
        self._retranslate()
        self._changed()

    def layout_now(self) -> Layout:
        """Where everything lies."""
        if self._layout is None:
            size = self.viewport().size()
            self._layout = Layout(
                self.document.storyboard, self.document.schedule, self.viewing.scale(), Lanes(size.height()),
                size.width(),
            )
        return self._layout

    def shot_at(self, place: QPoint) -> int | None:
        """The shot at a point of the viewport."""
        found = self.pointer.under(QPointF(place))
        return found.index if found.part in _SHOTS else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen."""
        document = self.document
        moving = Moving(
            self.transport.frame, self.pointer.shown, self.pointer.at,
            None if self.pointer.busy else self.pointer.hover, self._dropping.insertion,
        )  # fmt: skip
        painter = QPainter(self.viewport())
        self._painting.paint(
            painter, self.layout_now(), frozenset(document.selection), document.current.id, moving, self.font().family()
        )
        if self.hasFocus():
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.palette().highlight().color())
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        self.viewing.update_range()
        self._moved()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Another part of the film is shown."""
        self._moved()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it, or see what lies under the pointer."""
        self.pointer.move(event)
        self.viewport().setCursor(self.pointer.cursor())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A hand-over opens its editor; a shot is gone to."""
        self.pointer.cancel()
        found = self.pointer.under(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if found.part is Part.TRANSITION:
            self.menus.open_transition(found.index)
        elif found.part in _SHOTS:
            self.transport.seek(self.document.schedule.entry(found.index))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing lies under the pointer."""
        self.pointer.point_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll along the film; with Ctrl, zoom at the pointer."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.viewing.zoom_steps(turned.y() / 120, event.position().x())
        elif not event.pixelDelta().isNull():
            self.viewing.scroll(-(event.pixelDelta().x() or event.pixelDelta().y()))
        else:
            self.viewing.scroll(-(turned.x() or turned.y()) / 120 * self.viewport().width() / 8)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels a drag; the other keys are in the table."""
        if event.key() == Qt.Key.Key_Escape and self.pointer.cancel():
            return
        if not self._keys.run(event):
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu for what lies under the pointer, or for the current shot where a key asks."""
        self.pointer.cancel()
        place, layout = event.pos(), self.layout_now()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.viewing.show_frame(self.document.span(self.document.current.id).start, page=False)
            layout = self.layout_now()
            body = layout.body(self.document.index_of(self.document.current.id))
            place = QPoint(round(max(body.left(), layout.scale.gutter) + body.width() / 3), round(body.center().y()))
        menu = self.menus.menu(self.pointer.under(QPointF(place)), layout.scale.frame(place.x()))
        menu.popup(self.viewport().mapToGlobal(place))

    def event(self, event: QEvent) -> bool:
        """Keys of the table are this view's, not the window's shortcuts, while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._keys.knows(event) or (event.key() == Qt.Key.Key_Escape and self.pointer.busy):
                event.accept()
                return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Words about what lies under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(self.desk, self.pointer.under(QPointF(event.pos()))), self)
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something comes from the library or the desktop."""
        self._dropping.follow(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """It moves over the timeline."""
        self._dropping.follow(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes elsewhere."""
        self._dropping.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """It is dropped."""
        self._dropping.drop(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._painting.forget_all()
            self.viewport().update()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys come here."""
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """They do not any more."""
        self.viewport().update()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMinimumHeight(LEAST_HEIGHT + self.horizontalScrollBar().sizeHint().height())
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.document.changed.connect(self._changed)
        self.document.timed.connect(self._changed)
        self.document.replaced.connect(self.viewing.fit)
        self.document.selection_changed.connect(self._selected)
        self.transport.moved.connect(self._follow)
        self._state.changed.connect(self._repaint)
        self.viewing.zoomed.connect(self._moved)
        for part in (self.pointer, self._dropping):
            part.changed.connect(self.viewport().update)

    def _changed(self) -> None:
        plan = self.document.schedule
        self.viewing.set_film(plan.total_frames, len(plan.spans) < FEW_SHOTS)
        self._painting.forget()
        self._moved()

    def _moved(self) -> None:
        self._layout = None
        self.viewport().update()

    def _repaint(self) -> None:
        self._painting.forget()
        self.viewport().update()

    def _selected(self) -> None:
        self._repaint()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.SelectionWithin))

    def _follow(self, frame: int) -> None:
        if not self.pointer.busy:
            self.viewing.show_frame(frame, page=self.transport.playing)
        self.viewport().update()

    def _open_editor(self, editor: Inline, frame: float) -> None:
        editor.refused.connect(self.document.refused)
        layout = self.layout_now()
        place = QPoint(round(layout.scale.x(frame)), layout.lanes.top(Lane.STORY) + 20)
        editor.open_at(self.viewport().mapToGlobal(place))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))
        self.setAccessibleDescription(self.tr("Shots in their order, to scale; arrow keys move the playhead."))
