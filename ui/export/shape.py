"""A picture of the film's shape: the frame with the current shot in it, as large as the place allows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.icons import pixmap

RADIUS = 4.0

class ShapePreview(QWidget):
    """Shows how a picture lies in the film's frame. A changed shape frames the sky anew; the picture is only a hint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportShape")
        self.setMinimumSize(240, 190)
        self._size, self._picture, self._projection = (16, 9), None, "flat"

    def sizeHint(self) -> QSize:
        """A place that suits both wide and tall films."""
        return QSize(300, 190)

    def show_shape(self, width: int, height: int, picture: QPixmap | None, projection: str) -> None:
        """Draw a film of this size with a picture of it."""
        self._size, self._projection = (max(1, width), max(1, height)), projection
        self._picture = picture
        self.setAccessibleName(self.tr("Picture of {0} × {1} pixels").format(width, height))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and what is in it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = fitted(self._size, QRectF(self.rect()).adjusted(1, 1, -1, -1))
        path = QPainterPath()
        if self._projection == "fulldome":
            path.addEllipse(frame)
        else:
            path.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(path, theme.colour("sunken"))
        painter.setClipPath(path)
        if self._picture is not None:
            painter.drawPixmap(frame, self._picture, _cropped(self._picture, frame))
        else:
            sign = pixmap("clapperboard", 32, self.devicePixelRatioF(), "line")
            painter.drawPixmap(round(frame.center().x()) - 16, round(frame.center().y()) - 16, sign)
        painter.setClipping(False)
        painter.setPen(theme.colour("faint"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.end()


def fitted(size: tuple[int, int], place: QRectF) -> QRectF:
    """The largest rectangle of a shape in the middle of a place."""
    scale = min(place.width() / size[0], place.height() / size[1])
    width, height = size[0] * scale, size[1] * scale
    return QRectF(place.center().x() - width / 2, place.center().y() - height / 2, width, height)


def _cropped(picture: QPixmap, frame: QRectF) -> QRectF:
    """The middle of a picture in the frame's shape."""
    return fitted((round(frame.width()), round(frame.height())), QRectF(picture.rect()))
