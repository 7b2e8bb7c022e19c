"""Paints the library's rows: a picture, a title and a few faint words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.library.roles import Role
from ui.widgets.fitted_text import fitted
from ui.widgets.thumbs import RADIUS, Thumbs

Index = QModelIndex | QPersistentModelIndex
PAD = 8
ROW_PICTURE = QSize(96, 54)
BROAD = 440
"""From this width on, a legend's words stand beside its picture."""


@dataclass(frozen=True)
class LegendRects:
    """Where the parts of a legend's row lie; ``fold`` is the button that shows its shots."""

    picture: QRect
    title: QRect
    detail: QRect
    fold: QRect


def legend_rects(rect: QRect, line_height: int) -> LegendRects:
    """Lay a legend's row out: words under the picture, or beside it where there is room."""
    inner = rect.adjusted(PAD, PAD, -PAD, -PAD)
    if rect.width() >= BROAD:
        picture = QRect(inner.x(), inner.y(), 232, 130)
        left, top, width = picture.right() + 16, inner.y() + 4, inner.right() - picture.right() - 16
    else:
        picture = QRect(inner.x(), inner.y(), inner.width(), round(inner.width() * 9 / 16))
        left, top, width = inner.x(), picture.bottom() + 8, inner.width()
    title = QRect(left, top, width, line_height + 2)
    detail = QRect(left, title.bottom() + 3, width, 2 * line_height)
    fold = QRect(left - 6, detail.bottom() + 3, min(width, 130), line_height + 8)
    return LegendRects(picture, title, detail, fold)


def legend_height(width: int, line_height: int) -> int:
    """Height of a legend's row."""
    rects = legend_rects(QRect(0, 0, width, 0), line_height)
    return max(rects.picture.bottom(), rects.fold.bottom()) + PAD


class Rows(QStyledItemDelegate):
    """Paints rows of one kind of content; ``picture`` gives an item's picture, ``icon`` the icon where it has none."""

    def __init__(
        self, picture: Callable[[Index], QPixmap | None], icon: Callable[[Index], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.picture, self._icon = picture, icon
        self.thumbs = Thumbs()
        self.indent = 0
        """Pixels that rows stand in."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the picture with its edge."""
        return QSize(ROW_PICTURE.width() + 100, ROW_PICTURE.height() + 2 * PAD - 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = option.rect.adjusted(2 + self.indent, 1, -2, -1)
        self.ground(painter, rect, option)
        thumb = QRect(rect.x() + PAD, rect.y() + (rect.height() - ROW_PICTURE.height()) // 2,
                      ROW_PICTURE.width(), ROW_PICTURE.height())  # fmt: skip
        self.paint_picture(painter, thumb, index)
        left = thumb.right() + 11
        metrics = QFontMetrics(option.font)
        lines = 2
        top = rect.y() + (rect.height() - (lines + 1) * metrics.lineSpacing()) // 2
        title = QRect(left, top, rect.right() - left - PAD, metrics.lineSpacing() + 1)
        self.words(painter, title, str(index.data() or ""), option.font, "text", 1, bold=True)
        colour = "danger" if index.data(Role.FAULTY) else "faint"
        detail = title.translated(0, title.height())
        self.words(painter, detail, str(index.data(Role.DETAIL) or ""), option.font, colour, lines)
        painter.restore()

    def ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        """The row's ground: raised under the pointer, with an edge of gold where it is selected."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not selected and not hovered:
            return
        painter.setPen(QPen(theme.colour("accent"), 1.4) if selected else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)

    def paint_picture(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """An item's picture, or its icon on a piece of evening sky."""
        ratio = painter.device().devicePixelRatioF()
        picture = self.picture(index)
        painter.drawPixmap(rect.topLeft(), self.thumbs.picture(picture, rect.size(), ratio, whole_round=True))
        if picture is None:
            sign = self.thumbs.icon(self._icon(index), 20, ratio, "faint")
            painter.drawPixmap(rect.center().x() - 9, rect.center().y() - 9, sign)

    def words(
        self, painter: QPainter, rect: QRect, words: str, font: QFont, colour: str, lines: int, bold: bool = False
    ) -> None:
        """Words in so many lines."""
        font = QFont(font)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        metrics = QFontMetrics(font)
        for row, line in enumerate(fitted(words, font, rect.width(), lines)):
            painter.drawText(rect.x(), rect.y() + metrics.ascent() + row * metrics.lineSpacing(), line)
