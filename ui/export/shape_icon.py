"""Little frames in the shapes that a film can have, as icons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPen, QPixmap

from ui import theme
from ui.export.shape import fitted


def shape_icon(across: int, down: int) -> QIcon:
    """A frame of this shape; follows the theme."""
    return QIcon(_Engine(across, down))


class _Engine(QIconEngine):
    """Draws the frame, in the accent where its button is chosen."""

    def __init__(self, across: int, down: int) -> None:
        super().__init__()
        self._shape = (across, down)

    def clone(self) -> QIconEngine:
        """The same icon."""
        return _Engine(*self._shape)

    def paint(self, painter: QPainter, rect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it into a rectangle."""
        disabled = mode == QIcon.Mode.Disabled
        colour = "line" if disabled else "accent" if state == QIcon.State.On else "text"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(colour), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(fitted(self._shape, QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)), 1.5, 1.5)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon as a picture."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture
