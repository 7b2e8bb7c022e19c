"""Paints one card of the board: picture, badges, title, scene text and line."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from ui import theme
from ui.board.layout import Field, Parts, text_lines
from ui.board.marks import ICONS, Mark
from ui.widgets.fitted_text import fitted
from ui.widgets.thumbs import RADIUS, Thumbs

EDGE = 5
"""Pixels round a card for the ring of the one that has the focus."""
KEPT = 80
"""Painted cards that are kept: two screens of small ones."""


@dataclass(frozen=True)
class Card:
    """Everything that a card shows. ``under``: the field under the pointer; ``edited``: the field that an editor
    covers; ``picture_key`` tells one picture from another."""

    number: int
    title: str
    text: str
    line: str
    duration: str
    fixed: bool
    mark: Mark
    picture: QPixmap | None = field(compare=False)
    picture_key: int = 0
    selected: bool = False
    current: bool = False
    focused: bool = False
    hovered: bool = False
    under: Field | None = None
    edited: Field | None = None


@dataclass(frozen=True)
class Hints:
    """What stands in empty fields, in the person's language."""

    title: str
    text: str
    line: str

    def of(self, field: Field) -> str:
        """The hint of a field."""
        return {"title": self.title, "text": self.text, "line": self.line}[field]


class CardPainter:
    """Paints cards in one font and one theme. A card that looks as before is not painted again."""

    def __init__(self, font: QFont, thumbs: Thumbs, hints: Hints) -> None:
        self._font, self._thumbs, self._hints = font, thumbs, hints
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._small = QFont(font)
        self._small.setPixelSize(11)
        self._small_bold = QFont(self._small)
        self._small_bold.setWeight(QFont.Weight.DemiBold)

    def paint(self, painter: QPainter, parts: Parts, card: Card) -> None:
        """Paint a card where it lies."""
        ratio = painter.device().devicePixelRatioF()
        key = (card, parts.card.width(), parts.card.height(), ratio)
        if key not in self._kept:
            self._kept[key] = self._made(parts, card, ratio)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        painter.drawPixmap(parts.card.topLeft() - QPoint(EDGE, EDGE), self._kept[key])

    def paint_progress(self, painter: QPainter, thumb: QRect, share: float) -> None:
        """How much of a shot lies before the playhead, at the foot of its picture."""
        track = QRectF(thumb.x() + 1, thumb.bottom() - 2, thumb.width() - 2, 3)
        painter.fillRect(track, theme.colour("ground", 150))
        painter.fillRect(QRectF(track.x(), track.y(), track.width() * share, 3), theme.colour("accent"))

    def _made(self, parts: Parts, card: Card, ratio: float) -> QPixmap:
        made = QPixmap((parts.card.size() + QSize(2 * EDGE, 2 * EDGE)) * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(QPoint(EDGE, EDGE) - parts.card.topLeft())
            self._ground(painter, parts.card, card)
            self._picture(painter, parts, card)
            self._badges(painter, parts, card)
            self._words(painter, parts, card)
            self._edge(painter, parts.card, card)
        return made

    def _ground(self, painter: QPainter, rect: QRect, card: Card) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("raised" if card.selected or card.hovered else "panel"))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)

    def _picture(self, painter: QPainter, parts: Parts, card: Card) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(parts.thumb.topLeft(), self._thumbs.picture(card.picture, parts.thumb.size(), ratio))
        if card.picture is None:
            self._icon(painter, "image", "faint", QRectF(parts.thumb).center(), 22)

    def _badges(self, painter: QPainter, parts: Parts, card: Card) -> None:
        thumb = parts.thumb
        self._badge(painter, str(card.number), thumb.x() + 7, thumb.y() + 7, self._small_bold)
        width = self._badge_width(card.duration, self._small) + (14 if card.fixed else 0)
        left = thumb.right() - 6 - width
        self._badge(painter, card.duration, left, thumb.bottom() - 26, self._small, width, 14 if card.fixed else 0)
        if card.fixed:
            self._icon(painter, "lock", "faint", QPointF(left + 12, thumb.bottom() - 16.5), 11)
        self._mark(painter, QRectF(parts.mark), card.mark)

    def _badge_width(self, words: str, font: QFont) -> int:
        return max(QFontMetrics(font).horizontalAdvance(words) + 13, 20)

    def _badge(
        self, painter: QPainter, words: str, x: int, y: int, font: QFont, width: int = 0, inset: int = 0
    ) -> None:
        rect = QRect(x, y, width or self._badge_width(words, font), 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("panel", 210))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(rect.adjusted(inset, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, words)

    def _mark(self, painter: QPainter, rect: QRectF, mark: Mark) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("panel", 210))
        painter.drawEllipse(rect)
        if mark.state == "making" and mark.share is not None:
            ring = rect.adjusted(5, 5, -5, -5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("line"), 2.5))
            painter.drawEllipse(ring)
            painter.setPen(QPen(theme.colour("accent"), 2.5))
            painter.drawArc(ring, 90 * 16, -round(360 * 16 * mark.share))
            return
        name, colour = ICONS[mark.state]
        self._icon(painter, name, colour, rect.center(), 15)

    def _icon(self, painter: QPainter, name: str, colour: str, middle: QPointF, size: int) -> None:
        picture = self._thumbs.icon(name, size, painter.device().devicePixelRatioF(), colour)
        painter.drawPixmap(QPointF(middle.x() - size / 2, middle.y() - size / 2), picture)

    def _words(self, painter: QPainter, parts: Parts, card: Card) -> None:
        text_count, line_count = text_lines(parts.card.width())
        self._field(painter, parts.title, card, "title", card.title, 1)
        self._field(painter, parts.text, card, "text", card.text, text_count)
        self._field(painter, parts.line, card, "line", card.line, line_count)

    def _field(self, painter: QPainter, rect: QRect, card: Card, name: Field, words: str, lines: int) -> None:
        if card.edited == name:
            return
        if card.under == name:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sunken", 150))
            painter.drawRoundedRect(rect.adjusted(-5, -2, 5, 2), 5, 5)
        if name == "line":
            painter.fillRect(QRectF(rect.x(), rect.y() + 2, 2, rect.height() - 4), theme.colour("narration", 150))
            rect = rect.adjusted(9, 0, 0, 0)
        font = self._bold if name == "title" else self._font
        colour = "text" if words and name != "text" else "faint"
        painter.setFont(font)
        painter.setPen(theme.colour(colour, 255 if words else 130))
        metrics = QFontMetrics(font)
        for row, line in enumerate(fitted(words or self._hints.of(name), font, rect.width(), lines)):
            painter.drawText(rect.x(), rect.y() + metrics.ascent() + row * metrics.lineSpacing(), line)

    def _edge(self, painter: QPainter, rect: QRect, card: Card) -> None:
        if card.selected:
            colour, width = theme.colour("accent", 255 if card.current else 170), 2.0
        elif card.current:
            colour, width = theme.colour("accent", 110), 1.0
        else:
            colour, width = theme.colour("faint" if card.hovered else "line"), 1.0
        path = QPainterPath()
        inset = width / 2
        path.addRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        painter.strokePath(path, QPen(colour, width))
        if card.current and card.focused:
            outer = QPainterPath()
            outer.addRoundedRect(QRectF(rect).adjusted(-3, -3, 3, 3), RADIUS + 3, RADIUS + 3)
            painter.strokePath(outer, QPen(theme.colour("accent", 120), 1.5))
