"""A wide night sky that drifts slowly, as a ground for words."""

from __future__ import annotations

import math
from time import monotonic

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImageReader,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from storyboard.templates import SKY_PICTURE
from ui import motion, theme

FRAME_MS = 50
SWAY_S = 90.0
"""From one side to the other and back."""
ROOM = 1.08
"""How much wider than the widget the picture is: what it drifts by."""
LOWER_SHARE = 0.8
"""Which part of what does not fit is cut off above: the hills stay in sight."""


class NightSky(QWidget):
    """Paints the sky that ships with the program; stands still where nothing may move."""

    def __init__(self, parent: QWidget | None = None, radius: float = 0.0) -> None:
        """``radius``: of its corners."""
        super().__init__(parent)
        self._radius = radius
        self._picture = QPixmap()
        self._scaled_for = (QSize(), 0.0)
        self._clock = QTimer(self, interval=FRAME_MS)
        self._clock.timeout.connect(self._drift)
        self._began = monotonic()

    @property
    def moving(self) -> bool:
        """Whether it drifts now."""
        return self._clock.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The part of the sky that is in sight, darker where words stand, fading into the page below."""
        self._scale()
        painter = QPainter(self)
        if self._radius:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
            painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(theme.DARK.sunken))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.moving)
        painter.drawPixmap(self._corner(), self._picture)
        painter.fillRect(self.rect(), self._shade())
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to drift."""
        super().showEvent(event)
        if motion.allowed():
            self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen does not move."""
        super().hideEvent(event)
        self._clock.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def _drift(self) -> None:
        """A step on; the person may have asked for rest meanwhile."""
        if not motion.allowed():
            self._clock.stop()
        self.update()

    def _scale(self) -> None:
        """The picture as large as it is painted, made anew when the widget has another size."""
        ratio = self.devicePixelRatioF()
        if self._scaled_for == (self.size(), ratio):
            return
        self._scaled_for = (self.size(), ratio)
        wanted = QSize(math.ceil(self.width() * ROOM * ratio), math.ceil(self.height() * ratio))
        reader = QImageReader(str(SKY_PICTURE))
        size = reader.size().scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        reader.setScaledSize(size)
        self._picture = QPixmap.fromImage(reader.read())
        self._picture.setDevicePixelRatio(ratio)

    def _corner(self) -> QPointF:
        """Where the picture's upper left corner lies now."""
        size = self._picture.deviceIndependentSize()
        share = 0.5 + 0.5 * math.sin(2 * math.pi * (monotonic() - self._began) / SWAY_S) if self.moving else 0.5
        return QPointF((self.width() - size.width()) * share, (self.height() - size.height()) * LOWER_SHARE)

    def _shade(self) -> QLinearGradient:
        shade = QLinearGradient(0, 0, 0, self.height())
        ground = QColor(theme.colours().ground) if theme.colours() is theme.DARK else QColor(theme.DARK.ground)
        for place, alpha in ((0.0, 130), (0.45, 60), (0.8, 70), (1.0, 255 if theme.colours() is theme.DARK else 150)):
            ground.setAlpha(alpha)
            shade.setColorAt(place, ground)
        return shade
