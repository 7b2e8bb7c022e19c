"""Pictures as painted cards and rows show them: scaled, with round corners, kept while they are in use."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPixmap

from ui import icons, theme

RADIUS = 9
KEPT = 160
"""Scaled pictures that are kept: four screens of small cards."""


class Thumbs:
    """Scaled pictures and icons by what they were made of."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._icons: dict[tuple[object, ...], QPixmap] = {}

    def clear(self) -> None:
        """Forget all: the theme is another one."""
        self._pictures.clear()
        self._icons.clear()

    def icon(self, name: str, size: int, ratio: float, colour: str) -> QPixmap:
        """An icon in a colour of the theme."""
        key = (name, size, ratio, colour)
        if key not in self._icons:
            self._icons[key] = icons.pixmap(name, size, ratio, colour)
        return self._icons[key]

    def picture(self, source: QPixmap | None, size: QSize, ratio: float, whole_round: bool = False) -> QPixmap:
        """A picture at a size; a piece of evening sky where there is none yet. Its upper corners are round, or all."""
        key = (0 if source is None else source.cacheKey(), size.width(), size.height(), ratio, whole_round)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        made = self._pictures[key] = _rounded(source, size, ratio, RADIUS if not whole_round else 0)
        if len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        return made


def _rounded(source: QPixmap | None, size: QSize, ratio: float, below: int) -> QPixmap:
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    area = QRectF(0, 0, size.width(), size.height())
    path = QPainterPath()
    path.addRoundedRect(area.adjusted(0, 0, 0, below), RADIUS, RADIUS)
    painter.setClipPath(path)
    evening = QLinearGradient(0, 0, 0, size.height())
    evening.setColorAt(0, theme.colour("sunken"))
    evening.setColorAt(1, theme.colour("raised" if source is None else "sunken"))
    painter.fillRect(area, evening)
    if source is not None:
        painter.drawPixmap(_inside(source.size(), size), source)
    painter.end()
    return made


def _inside(picture: QSize, room: QSize) -> QRect:
    """The whole picture, as large as the room allows, in its middle; a few pixels of its shape are not worth bars."""
    fitted = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if abs(fitted.width() - room.width()) <= 3 and abs(fitted.height() - room.height()) <= 3:
        fitted = room
    return QRect((room.width() - fitted.width()) // 2, (room.height() - fitted.height()) // 2,
                 fitted.width(), fitted.height())  # fmt: skip
