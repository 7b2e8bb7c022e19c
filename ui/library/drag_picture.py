"""What one sees in the hand while something is dragged out of the library."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap

from ui import theme
from ui.widgets.fitted_text import fitted
from ui.widgets.thumbs import RADIUS, Thumbs

SIZE = QSize(176, 99)
FOOT = 26


def drag_picture(picture: QPixmap | None, name: str, number: int, ratio: float, font: QFont) -> QPixmap:
    """A small card with a picture and a name; how many there are where it is more than one."""
    made = QPixmap(QSize(SIZE.width() + 16, SIZE.height() + FOOT + 16) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.95)
        for step in range(min(number, 3) - 1, -1, -1):
            _card(painter, QRect(4 + 4 * step, 8 + 4 * step, SIZE.width(), SIZE.height() + FOOT))
        painter.drawPixmap(4, 8, Thumbs().picture(picture, SIZE, ratio))
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        words = "".join(fitted(name, font, SIZE.width() - 16, 1))
        painter.drawText(QRect(12, 8 + SIZE.height(), SIZE.width() - 16, FOOT), Qt.AlignmentFlag.AlignVCenter, words)
        if number > 1:
            _number(painter, number, font)
    return made


def _card(painter: QPainter, rect: QRect) -> None:
    painter.setPen(QPen(theme.colour("accent"), 1.4))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)


def _number(painter: QPainter, number: int, font: QFont) -> None:
    width = QFontMetrics(font).horizontalAdvance(str(number)) + 16
    badge = QRectF(0, 0, width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(badge, 11, 11)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(number))
