"""Paints how a shot hands over to the next: each kind has a shape of its own over what the two share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF, QRadialGradient

from storyboard.model import TransitionKind
from ui import theme
from ui.timeline.art.easel import Easel
from ui.transitions import ICONS

BADGE_PX = 20
_STARS = ((0.12, 0.62, 1.3), (0.2, 0.25, 2.0), (0.33, 0.78, 1.6), (0.41, 0.42, 2.8), (0.55, 0.2, 1.5), (0.6, 0.68, 2.3),
          (0.7, 0.4, 1.7), (0.8, 0.8, 2.6), (0.86, 0.22, 2.0), (0.93, 0.55, 1.4))  # fmt: skip
"""Places and sizes of the points of a star dissolve."""


def paint_transition(easel: Easel, kind: TransitionKind, box: QRectF) -> None:
    """The hand-over of a kind over what two shots share."""
    if box.width() < 1.5:
        easel.painter.fillRect(QRectF(box.left() - 1, box.top(), 2, box.height()), theme.colour("ground"))
        return
    easel.tile(("transition", kind), box, lambda easel, box: _paint_shape(easel, box, kind))


def _paint_shape(easel: Easel, box: QRectF, kind: TransitionKind) -> None:
    painter = easel.painter
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.fillRect(box, theme.colour("panel", 150))
    _SHAPES[kind](painter, box)
    painter.restore()
    painter.setPen(QPen(theme.colour("accent", 190), 1))
    for x in (box.left() + 0.5, box.right() - 0.5):
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
    if box.width() >= BADGE_PX + 2:
        middle = box.center()
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("panel", 235))
        painter.drawEllipse(middle, BADGE_PX / 2, BADGE_PX / 2)
        easel.sign(ICONS[kind], middle.x() - 6, middle.y() - 6, 13, "accent")


def _hatched(painter: QPainter, box: QRectF, pattern: Qt.BrushStyle = Qt.BrushStyle.BDiagPattern) -> None:
    painter.fillRect(box, QBrush(theme.colour("accent", 60), pattern))


def _crossfade(painter: QPainter, box: QRectF) -> None:
    _hatched(painter, box)
    wedge = QPolygonF([box.topLeft(), box.bottomRight(), box.bottomLeft()])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent", 42))
    painter.drawPolygon(wedge)
    painter.setPen(QPen(theme.colour("accent", 210), 1.4))
    painter.drawLine(box.topLeft(), box.bottomRight())
    painter.drawLine(box.bottomLeft(), box.topRight())


def _black(painter: QPainter, box: QRectF) -> None:
    _hatched(painter, box)
    dark, clear = QColor(Qt.GlobalColor.black), QColor(0, 0, 0, 0)
    gradient = QLinearGradient(box.topLeft(), box.topRight())
    for place, colour in ((0.0, clear), (0.38, dark), (0.62, dark), (1.0, clear)):
        gradient.setColorAt(place, colour)
    painter.fillRect(box, gradient)
    middle = QPointF(box.center().x(), box.bottom())
    painter.setPen(QPen(theme.colour("accent", 210), 1.4))
    painter.drawPolyline([box.topLeft(), middle, box.topRight()])


def _stars(painter: QPainter, box: QRectF) -> None:
    gradient = QLinearGradient(box.topLeft(), box.topRight())
    gradient.setColorAt(0, theme.colour("accent", 20))
    gradient.setColorAt(1, theme.colour("accent", 110))
    painter.fillRect(box, gradient)
    painter.setPen(Qt.PenStyle.NoPen)
    for x, y, size in _STARS:
        place = box.topLeft() + QPointF(x * box.width(), y * box.height())
        size *= 0.6 + x
        painter.setBrush(theme.colour("accent", 80))
        painter.drawEllipse(place, size * 2, size * 2)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(place, size, size)


def _push(painter: QPainter, box: QRectF) -> None:
    painter.fillRect(box, theme.colour("accent", 34))
    painter.setPen(QPen(theme.colour("accent", 170), 1.6))
    step, reach = 9, min(9.0, box.width() / 3)
    x = box.right() - 3
    while x - reach > box.left() + 2:
        painter.drawPolyline(
            [QPointF(x, box.top() + 6), QPointF(x - reach, box.center().y()), QPointF(x, box.bottom() - 6)]
        )
        x -= step


def _zoom(painter: QPainter, box: QRectF) -> None:
    glow = QRadialGradient(box.center(), max(box.width(), box.height()) * 0.6)
    for place, alpha in ((0.0, 230), (0.2, 110), (1.0, 12)):
        glow.setColorAt(place, theme.colour("accent", alpha))
    painter.fillRect(box, glow)
    painter.setPen(QPen(theme.colour("accent", 170), 1))
    middle = box.center()
    for x, y in ((0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5)):
        end = box.topLeft() + QPointF(x * box.width(), y * box.height())
        painter.drawLine(middle + (end - middle) * 0.45, end)


_SHAPES: dict[TransitionKind, Callable[[QPainter, QRectF], None]] = {
    "crossfade": _crossfade, "black": _black, "stars": _stars, "push": _push, "zoom": _zoom,
    "cut": lambda painter, box: None,
}  # fmt: skip
