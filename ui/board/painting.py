"""Paints what is seen of the board: cards, transitions between them, what is dragged and where it would land."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from storyboard.model import Transition
from ui import theme, transitions
from ui.amounts import length
from ui.board.card_painter import Card, CardPainter, Hints
from ui.board.gestures import Gesture
from ui.board.layout import FIELDS, Field, Hit, Insertion, Layout
from ui.board.marks import Marks
from ui.document import Document
from ui.ports import Pictures
from ui.transport import Transport
from ui.widgets.thumbs import RADIUS, Thumbs


@dataclass(frozen=True)
class Look:
    """What holds at the moment of painting: what is under the pointer, written, dragged, about to be put somewhere."""

    hover: Hit
    focused: bool
    written: tuple[str, Field] | None
    gesture: Gesture | None
    insertion: Insertion | None


class BoardPainting:
    """Paints the board's contents, only as far as they are seen."""

    def __init__(self, document: Document, transport: Transport, pictures: Pictures, marks: Marks) -> None:
        self._document, self._transport, self._pictures, self._marks = document, transport, pictures, marks
        self._thumbs = Thumbs()
        self._chips: dict[tuple[object, ...], QPixmap] = {}
        self._font = QFont()
        self.hints = Hints("", "", "")
        """What stands in empty fields."""

    def dress(self, font: QFont) -> None:
        """Take on a font, the theme and the language as they are now."""
        self._font = font
        self._thumbs.clear()
        self._chips.clear()
        self.hints = Hints(
            QCoreApplication.translate("BoardPainting", "Title"),
            QCoreApplication.translate("BoardPainting", "What is seen"),
            QCoreApplication.translate("BoardPainting", "What the narrator says"),
        )
        self._cards = CardPainter(font, self._thumbs, self.hints)

    def under_playhead(self) -> int:
        """The shot that the playhead stands in; inside a transition the later one."""
        spans = self._document.schedule.spans
        return max(bisect_right(spans, self._transport.frame, key=lambda span: span.start) - 1, 0)

    def paint(self, painter: QPainter, area: QRect, cards: Layout, look: Look) -> None:
        """Paint what lies in ``area`` of the contents."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        playing = self.under_playhead()
        chosen = set(self._document.selection)
        for index in cards.visible(area.top(), area.bottom()):
            parts = cards.parts(index)
            if not parts.card.adjusted(-6, -6, 50, 6).intersects(area):
                continue
            painter.setOpacity(0.35 if self._is_lifted(index, look.gesture) else 1.0)
            self._cards.paint(painter, parts, self._card(index, look, chosen))
            painter.setOpacity(1.0)
            if index == playing and (share := self._played(index)) > 0:
                self._cards.paint_progress(painter, parts.thumb, share)
            if index < cards.count - 1:
                self._paint_chip(painter, cards.chip(index), index, look.hover == Hit("chip", index))
        self._add_card(painter, cards, look.hover.part == "add")
        if cards.count == 1 and not self._document.storyboard.shots[0].text:
            self._hint(painter, cards, area)
        self._drag(painter, cards, look)

    def _is_lifted(self, index: int, gesture: Gesture | None) -> bool:
        """Whether a card is being carried elsewhere."""
        if gesture is None or gesture.copying:
            return False
        return self._document.storyboard.shots[index].id in gesture.moving

    def _played(self, index: int) -> float:
        """The share of a shot that lies before the playhead."""
        span = self._document.schedule.spans[index]
        return (self._transport.frame - span.start) / span.frames

    def _card(self, index: int, look: Look, chosen: set[str]) -> Card:
        shot = self._document.storyboard.shots[index]
        schedule = self._document.schedule
        span = schedule.spans[index]
        current = shot.id == self._document.current.id
        hovered = look.hover.index == index and look.hover.part != "chip"
        part = look.hover.part if hovered else "empty"
        picture = self._pictures.picture(shot.id)
        return Card(
            index + 1, shot.title, shot.text, shot.line, length(span.frames / schedule.fps),
            shot.duration_s is not None, self._marks.of(shot), picture, 0 if picture is None else picture.cacheKey(),
            selected=shot.id in chosen, current=current, focused=look.focused and current, hovered=hovered,
            under=None if part not in FIELDS else part,
            edited=look.written[1] if look.written and look.written[0] == shot.id else None,
        )  # fmt: skip

    def _paint_chip(self, painter: QPainter, rect: QRect, index: int, hovered: bool) -> None:
        transition, ratio = self._document.storyboard.transition_after(index), painter.device().devicePixelRatioF()
        key = (transition.kind, transition.frames, hovered, ratio)
        if key not in self._chips:
            made = QPixmap(rect.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            with QPainter(made) as chip:
                chip.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._chip(chip, QRect(QPoint(0, 0), rect.size()), transition, hovered)
            self._chips[key] = made
        painter.drawPixmap(rect.topLeft(), self._chips[key])

    def _chip(self, painter: QPainter, rect: QRect, transition: Transition, hovered: bool) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.setPen(QPen(theme.colour("accent" if hovered else "line"), 1))
        painter.setBrush(theme.colour("raised" if hovered else "panel"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        cut = transition.kind == "cut"
        icon = self._thumbs.icon(transitions.ICONS[transition.kind], 16, ratio, "accent" if hovered else "text")
        painter.drawPixmap(rect.center().x() - 7, rect.y() + (rect.height() - 16) // 2 - (0 if cut else 8), icon)
        if not cut:
            font = QFont(self._font)
            font.setPixelSize(11)
            painter.setFont(font)
            painter.setPen(theme.colour("text" if hovered else "faint"))
            foot = rect.adjusted(0, rect.height() // 2 + 1, 0, -4)
            words = QCoreApplication.translate("BoardPainting", "{0} s")
            words = words.format(transitions.seconds_of(transition.frames))
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, words)

    def _add_card(self, painter: QPainter, cards: Layout, hovered: bool) -> None:
        rect = cards.card(cards.count)
        colour = "accent" if hovered else "faint"
        pen = QPen(theme.colour(colour, 255 if hovered else 130), 1.4)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(theme.colour("panel", 255 if hovered else 90))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        ratio = painter.device().devicePixelRatioF()
        middle = rect.center() - QPoint(0, 12)
        painter.drawPixmap(middle - QPoint(13, 13), self._thumbs.icon("plus", 26, ratio, colour))
        painter.setFont(self._font)
        painter.setPen(theme.colour(colour))
        words = QCoreApplication.translate("BoardPainting", "New shot")
        painter.drawText(QRect(rect.x(), middle.y() + 18, rect.width(), 22), Qt.AlignmentFlag.AlignCenter, words)

    def _hint(self, painter: QPainter, cards: Layout, area: QRect) -> None:
        painter.setFont(self._font)
        painter.setPen(theme.colour("faint"))
        words = QCoreApplication.translate(
            "BoardPainting", "Write in the card, or drag legends, shots, pictures, films, sounds and texts here."
        )
        below = QRect(0, cards.card(0).bottom() + 16, area.width(), 44)
        if below.bottom() > cards.height + 40:
            return
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below.adjusted(24, 0, -24, 0), flags, words)

    def _drag(self, painter: QPainter, cards: Layout, look: Look) -> None:
        if look.insertion is not None:
            self._insertion_mark(painter, look.insertion.mark)
        gesture = look.gesture
        if gesture is not None and gesture.moving:
            self._ghost(painter, cards, gesture)
        if gesture is not None and gesture.band is not None:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(theme.colour("accent", 40))
            painter.drawRect(gesture.band.normalized())

    def _insertion_mark(self, painter: QPainter, mark: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent", 60))
        painter.drawRoundedRect(mark.adjusted(-4, 0, 4, 0), 6, 6)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(mark, 2, 2)

    def _ghost(self, painter: QPainter, cards: Layout, gesture: Gesture) -> None:
        """The pictures that are dragged, one over the other, with their number."""
        shots = [shot for shot in self._document.storyboard.shots if shot.id in gesture.moving]
        width = min(cards.card_width, 220)
        height = round(width * cards.thumb_height / cards.card_width)
        ratio = painter.device().devicePixelRatioF()
        painter.setOpacity(0.9)
        for number, shot in reversed(list(enumerate(shots[:3]))):
            rect = QRect(gesture.at.x() + 10 + 7 * number, gesture.at.y() + 8 + 7 * number, width, height)
            picture = self._thumbs.picture(self._pictures.picture(shot.id), rect.size(), ratio, whole_round=True)
            painter.drawPixmap(rect.topLeft(), picture)
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.setOpacity(1.0)
        words = ("+ " if gesture.copying else "") + str(len(shots))
        if gesture.copying or len(shots) > 1:
            badge = QRect(gesture.at.x() + 2, gesture.at.y(), 22 + 8 * len(words), 24)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(badge, 12, 12)
            painter.setPen(theme.colour("on_accent"))
            painter.setFont(self._font)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
