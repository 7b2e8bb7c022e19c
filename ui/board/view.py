"""What is done with the cards of the board: by mouse, keys, menus, drags from elsewhere, and by writing on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragMoveEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui.board.accessibility import expose
from ui.board.area import NOTHING, CardArea
from ui.board.autoscroll import Autoscroll
from ui.board.choosing import Choosing
from ui.board.drops import Drops
from ui.board.editor import FieldEditing
from ui.board.gestures import Gestures
from ui.board.keys import Keys
from ui.board.layout import FIELDS, Field, Hit
from ui.board.menus import Menus
from ui.board.painting import Look
from ui.document import Document
from ui.editing import Editing
from ui.ports import Services
from ui.transport import Transport


class BoardView(CardArea):
    """The cards, and everything that a person does with them."""

    def __init__(
        self, document: Document, transport: Transport, services: Services, editing: Editing,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(document, transport, services, parent)
        self._editing = editing
        choosing = Choosing(document, transport)
        self._gestures = Gestures(self, document, editing, choosing)
        self._keys = Keys(self, document, editing, choosing)
        self._drops = Drops(editing, lambda point: self.cards.insertion(self.content(point)))
        self._menus = Menus(self, document, editing, services)
        self._autoscroll = Autoscroll(self.verticalScrollBar(), self._scrolled_by_drag)
        self._last_point = QPoint()
        self.fields = FieldEditing(self.viewport(), document)
        """What is written on the cards."""
        self.fields.moved.connect(self.refresh)
        self.fields.asked_on.connect(self._edit_next)
        document.replaced.connect(self.fields.close)
        self.setObjectName("boardView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusProxy(self)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        expose(self)
        self.dress()

    def as_widget(self) -> QWidget:
        """The widget that menus belong to."""
        return self

    def add_shot(self) -> None:
        """A new shot at the end, ready to be written."""
        self._editing.insert_empty(self.cards.count)
        self.edit_field(self.cards.count - 1, "text")

    def edit_field(self, index: int, name: Field) -> None:
        """Let the person write a field of a card."""
        self.show_card(index)
        shot = self.document.storyboard.shots[index]
        self.fields.open(shot.id, name, self._field_rect(index, name), self._painting.hints.of(name))

    def open_transition_menu(self, index: int) -> None:
        """Let the person choose how a shot hands over to the next."""
        self._menus.transition(index).popup(self.on_screen(self.cards.chip(index)).bottomLeft())

    def open_menu_of_current(self) -> None:
        """The current card's context menu, at the card."""
        index = self.current_index
        self._menus.at(Hit("card", index)).popup(self.on_screen(self.cards.card(index)).center())

    def look(self) -> Look:
        """What holds at the moment of painting."""
        gesture = self._gestures.now
        landing = self._drops.insertion or (gesture.insertion if gesture is not None else None)
        written = (self.fields.shot_id, self.fields.field) if self.fields.shot_id else None
        return Look(self._hover, self.hasFocus(), written, gesture, landing)

    def busy(self) -> bool:
        """Whether the mouse holds something."""
        return self._gestures.now is not None

    def lay_out_anew(self) -> None:
        """Lay the cards out; the text field goes with its card."""
        super().lay_out_anew()
        self._place_field()

    def _field_rect(self, index: int, name: Field) -> QRect:
        return self.on_view(self.cards.parts(index).field(name))

    def _place_field(self) -> None:
        if self.fields.shot_id and self.document.shot(self.fields.shot_id) is not None:
            index = self.document.index_of(self.fields.shot_id)
            self.fields.place(self._field_rect(index, self.fields.field))

    def _edit_next(self, shot_id: str, number: int, step: int) -> None:
        """Tab goes through the fields of all cards; behind the last one it leaves the cards."""
        if self.document.shot(shot_id) is None:
            return
        index, field = divmod(self.document.index_of(shot_id) * len(FIELDS) + number + step, len(FIELDS))
        if 0 <= index < self.cards.count:
            self.document.select([self.document.storyboard.shots[index].id])
            self.edit_field(index, FIELDS[field])

    def _scrolled_by_drag(self) -> None:
        self._gestures.move(self.content(self._last_point))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The cards are elsewhere now."""
        super().scrollContentsBy(dx, dy)
        self._place_field()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a drag begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.fields.close()
            self._gestures.press(self.content(event.position().toPoint()), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag goes on, or the pointer passes over the cards."""
        self._last_point = event.position().toPoint()
        now = self._gestures.now
        if now is None:
            self.hover(self.cards.hit(self.content(self._last_point)))
            return
        self._gestures.move(self.content(self._last_point))
        if now.dragging:
            self._autoscroll.follow(self._last_point.y(), self.viewport().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag or the click is done."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._autoscroll.stop()
            self._gestures.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks are two clicks."""
        self.mousePressEvent(event)

    def hover(self, hit: Hit) -> None:
        """Show what a click would do there."""
        super().hover(hit)
        if hit.part in FIELDS:
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        elif hit.part in ("chip", "add"):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel make the cards larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_card_width(self.card_width + (20 if event.angleDelta().y() > 0 else -20))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, move, edit, delete; Escape ends a drag."""
        if event.key() == Qt.Key.Key_Escape:
            self._autoscroll.stop()
            if self._gestures.cancel():
                return
        if not self._keys.press(event):
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what lies under the pointer."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_menu_of_current()
        else:
            self._menus.at(self.cards.hit(self.content(event.pos()))).popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Drags from elsewhere, tool tips, the pointer that leaves."""
        if self._drops.handle(event):
            self._after_drag(event)
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.telling.tip(self._hover), self)
            return True
        if event.type() == QEvent.Type.Leave:
            self.hover(NOTHING)
        return super().viewportEvent(event)

    def _after_drag(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            self._autoscroll.follow(event.position().toPoint().y(), self.viewport().height())
        else:
            self._autoscroll.stop()
        self.refresh()

    def event(self, event: QEvent) -> bool:
        """Keys of the board are ours before they are shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._keys.wants(event) or (self.busy() and event.key() == Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)
