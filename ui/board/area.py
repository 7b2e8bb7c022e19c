"""The cards of the board as they are seen: laid out, scrolled, painted. What is done with them is in `view`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.board.accessibility import announce
from ui.board.layout import LARGEST, SMALLEST, USUAL, Hit, Layout, lay_out
from ui.board.marks import Marks
from ui.board.painting import BoardPainting, Look
from ui.board.telling import Telling
from ui.document import Document
from ui.ports import Services
from ui.transport import Transport

NOTHING = Hit("empty")


class CardArea(QAbstractScrollArea):
    """Shows the document's shots as cards, and follows it, its selection, the pictures, the takes and the playhead.

    Signals:
        card_width_changed: cards are of another width; carries what was asked for.
    """

    card_width_changed = Signal(int)

    def __init__(
        self, document: Document, transport: Transport, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document, self._transport, self._services = document, transport, services
        self._wanted, self._played, self._hover = USUAL, 0, NOTHING
        self._cards = lay_out(1, 800, USUAL, 16 / 9, 18)
        marks = Marks(document, services, self)
        self.telling = Telling(document, marks)
        """Says what is on the cards."""
        self._painting = BoardPainting(document, transport, services.pictures, marks)
        self._set_up()
        document.changed.connect(self.lay_out_anew)
        document.replaced.connect(lambda: self.verticalScrollBar().setValue(0))
        document.timed.connect(self.refresh)
        document.selection_changed.connect(self._follow_selection)
        services.pictures.ready.connect(self._repaint_shot)
        marks.changed.connect(self.refresh)
        transport.moved.connect(self._follow_playhead)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(40)

    @property
    def cards(self) -> Layout:
        """Where the cards lie."""
        return self._cards

    @property
    def rows_per_page(self) -> int:
        """Rows that are seen at once."""
        return max(1, self.viewport().height() // (self._cards.card_height + 1))

    @property
    def card_width(self) -> int:
        """How wide cards should be."""
        return self._wanted

    @property
    def current_index(self) -> int:
        """The current card."""
        return self.document.index_of(self.document.current.id)

    def set_card_width(self, width: int) -> None:
        """Make cards as wide as this, or what fills the row."""
        width = min(max(width, SMALLEST), LARGEST)
        if width != self._wanted:
            self._wanted = width
            self.lay_out_anew()
            self.show_card(self.current_index)
            self.card_width_changed.emit(width)

    def refresh(self) -> None:
        """Paint anew."""
        self.viewport().update()

    def show_card(self, index: int) -> None:
        """Scroll so that a card is seen; its upper part where there is no room for the whole of it."""
        if not self.isVisible():
            return  # it has no true size yet
        card, bar = self._cards.card(index).adjusted(0, -14, 0, 14), self.verticalScrollBar()
        if card.top() < bar.value():
            bar.setValue(card.top())
        elif card.bottom() > bar.value() + self.viewport().height():
            bar.setValue(min(card.top(), card.bottom() - self.viewport().height()))

    def content(self, point: QPoint) -> QPoint:
        """A point of the view as a point of all that can be scrolled through."""
        return point + QPoint(0, self.verticalScrollBar().value())

    def on_view(self, rect: QRect) -> QRect:
        """A rectangle of all that can be scrolled through as it lies in the view."""
        return rect.translated(0, -self.verticalScrollBar().value())

    def on_screen(self, rect: QRect) -> QRect:
        """The same as it lies on the screen."""
        return QRect(self.viewport().mapToGlobal(self.on_view(rect).topLeft()), rect.size())

    def look(self) -> Look:
        """What holds at the moment of painting."""
        return Look(self._hover, self.hasFocus(), None, None, None)

    def busy(self) -> bool:
        """Whether the mouse holds something, so that nothing may scroll by itself."""
        return False

    def hover(self, hit: Hit) -> None:
        """The pointer stands over a part of a card, or over nothing."""
        if hit != self._hover:
            self._hover = hit
            self.refresh()

    def lay_out_anew(self) -> None:
        """Lay the cards out as the document, the width and the font ask for."""
        board = self.document.storyboard
        aspect = board.canvas.width / board.canvas.height
        width, line_height = self.viewport().width(), self.fontMetrics().lineSpacing()
        self._cards = lay_out(len(board.shots), width, self._wanted, aspect, line_height)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._cards.height - room))
        bar.setPageStep(room)
        self._hover = NOTHING
        self.refresh()

    def dress(self) -> None:
        """Take on the theme, the font and the language."""
        self.setAccessibleName(self.tr("Board"))
        self.setAccessibleDescription(self.tr("The shots as cards in reading order"))
        self._painting.dress(self.font())
        self.lay_out_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen."""
        top = self.verticalScrollBar().value()
        with QPainter(self.viewport()) as painter:
            painter.translate(0, -top)
            self._painting.paint(painter, event.rect().translated(0, top), self._cards, self.look())

    def showEvent(self, event: QShowEvent) -> None:
        """Show the card that was chosen while the board was out of sight."""
        super().showEvent(event)
        self.show_card(self.current_index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out for the new width."""
        self.lay_out_anew()
        super().resizeEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The cards are elsewhere now."""
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, the font and the language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self.dress()
        super().changeEvent(event)

    def _follow_selection(self) -> None:
        if not self.busy():
            self.show_card(self.current_index)
        announce(self, self.current_index)
        self.refresh()

    def _follow_playhead(self) -> None:
        before, self._played = self._played, self._painting.under_playhead()
        for index in {before, self._played}:
            self.viewport().update(self.on_view(self._cards.parts(index).thumb))
        if self._transport.playing and before != self._played and not self.busy():
            self.show_card(self._played)

    def _repaint_shot(self, shot_id: str) -> None:
        if self.document.shot(shot_id) is not None:
            card = self._cards.card(self.document.index_of(shot_id))
            self.viewport().update(self.on_view(card))
