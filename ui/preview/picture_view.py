"""The surface that a frame is shown on, at its aspect, with what is drawn over it to compose by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.preview import layout
from ui.preview.layout import Overlays

SPINNER_AFTER_MS = 300
SPIN_MS = 40
_LIGHT, _SHADE = QColor(255, 255, 255, 150), QColor(0, 0, 0, 110)
"""Lines over a picture are light on a dark seam, whatever the theme is: they lie on the film, not on the window."""


class PictureView(QWidget):
    """Shows one frame after the other.

    Signals:
        clicked, double_clicked: with the left button.
        wheeled: by so many steps; forwards is positive.
    """

    clicked = Signal()
    double_clicked = Signal()
    wheeled = Signal(int)

    def __init__(self, parent: QWidget | None = None, dark_room: bool = False) -> None:
        """``dark_room``: what lies around the picture is black, whatever the theme is."""
        super().__init__(parent)
        self.setObjectName("previewPicture")
        self._dark_room = dark_room
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 135)
        self._image, self._draft, self._aspect = QImage(), False, 16 / 9
        self._poster = QPixmap()
        self.overlays = Overlays()
        self._words, self._turn = "", 0
        self._patience = QTimer(self, singleShot=True, interval=SPINNER_AFTER_MS)
        self._patience.timeout.connect(self._start_spinning)
        self._spinning = QTimer(self, interval=SPIN_MS)
        self._spinning.timeout.connect(self._spin)
        self._rolled = 0
        self._retranslate()

    @property
    def image(self) -> QImage:
        """The frame that is shown."""
        return self._image

    @property
    def draft(self) -> bool:
        """Whether it is called a draft."""
        return self._draft

    @property
    def spinning(self) -> bool:
        """Whether it is seen that the frame is waited for."""
        return self._spinning.isActive()

    def sizeHint(self) -> QSize:
        """A size that feels right beside a timeline."""
        return QSize(800, 450)

    def picture_rect(self) -> QRectF:
        """Where the frame lies."""
        return layout.letterboxed(self.width(), self.height(), self._aspect)

    def set_aspect(self, aspect: float) -> None:
        """The film's shape: its width by its height."""
        if aspect != self._aspect:
            self._aspect = aspect
            self.update()

    def show_frame(self, image: QImage, draft: bool) -> None:
        """Show a frame."""
        self._image, self._draft = image, draft
        self.update()

    def show_poster(self, poster: QPixmap | None) -> None:
        """No frame is there yet: a small picture of the shot stands in for it."""
        self._image, self._draft, self._poster = QImage(), False, poster or QPixmap()
        self.update()

    def set_waiting(self, waits: bool) -> None:
        """A frame is on its way: when it takes long, that is seen."""
        if not waits:
            self._patience.stop()
            self._spinning.stop()
            self._words = ""
        elif not self._patience.isActive() and not self._spinning.isActive():
            self._patience.start()
        self.update()

    def say(self, words: str) -> None:
        """What is being done while a frame is waited for."""
        self._words = words
        self.update()

    def set_overlays(self, overlays: Overlays) -> None:
        """Draw these over the picture."""
        self.overlays = overlays
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and what lies over it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        around = QColor(Qt.GlobalColor.black) if self._dark_room else theme.colour("sunken")
        painter.fillRect(self.rect(), around)
        rect = self.picture_rect()
        if self._image.isNull():
            self._draw_poster(painter, rect)
        else:
            painter.drawImage(rect, self._image)
        self._draw_overlays(painter, rect)
        if self._draft and not self._image.isNull():
            self._draw_badge(painter, rect)
        if self._spinning.isActive():
            self._draw_spinner(painter, rect)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two of them."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A frame for every notch; turned away from the person the film goes back, as a page does."""
        self._rolled -= event.angleDelta().y() or event.angleDelta().x()
        steps = int(self._rolled / 120)
        self._rolled -= steps * 120
        if steps:
            self.wheeled.emit(steps)
        event.accept()

    def _draw_poster(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, QColor(Qt.GlobalColor.black))
        if not self._poster.isNull():
            size = QSizeF(self._poster.size()).scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(QPointF(), size)
            place.moveCenter(rect.center())
            painter.drawPixmap(place, self._poster, QRectF(self._poster.rect()))
            painter.fillRect(rect, _SHADE)

    def _draw_overlays(self, painter: QPainter, rect: QRectF) -> None:
        lines, frames = [], []
        if self.overlays.thirds:
            lines += layout.thirds(rect)
        if self.overlays.centre:
            lines += layout.cross(rect)
        if self.overlays.safe:
            frames = [layout.inset(rect, layout.ACTION_SAFE), layout.inset(rect, layout.TITLE_SAFE)]
        for colour, width in ((_SHADE, 3.0), (_LIGHT, 1.0)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawLines(lines)
            for frame in frames:
                painter.drawRect(frame)

    def _draw_badge(self, painter: QPainter, rect: QRectF) -> None:
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        words = self.tr("Draft")
        wide = painter.fontMetrics().horizontalAdvance(words) + 16
        badge = QRectF(rect.left() + 10, rect.top() + 10, wide, 20)
        painter.setPen(QPen(QColor(255, 255, 255, 50), 1))
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawRoundedRect(badge, 10, 10)
        painter.setPen(QColor(255, 255, 255, 210))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_spinner(self, painter: QPainter, rect: QRectF) -> None:
        ring = QRectF(0, 0, 34, 34)
        ring.moveCenter(rect.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawEllipse(ring.adjusted(-9, -9, 9, 9))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 50), 3))
        painter.drawEllipse(ring)
        painter.setPen(QPen(theme.colour("accent"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, -self._turn * 16, 100 * 16)
        if self._words:
            painter.setPen(QColor(255, 255, 255, 220))
            place = QRectF(rect.left() + 20, ring.bottom() + 18, rect.width() - 40, 60)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._words)

    def _start_spinning(self) -> None:
        self._spinning.start()
        self.update()

    def _spin(self) -> None:
        self._turn = (self._turn + 12) % 360
        middle = self.picture_rect().center()
        self.update(QRectF(middle - QPointF(30, 30), middle + QPointF(30, 30)).toAlignedRect())

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Picture of the film at the playhead"))
        self.update()
