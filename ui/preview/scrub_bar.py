"""The thin bar under the picture: the whole film, its shots, and the playhead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.amounts import time_code
from ui.preview import layout

HEIGHT = 22
BAR = 5


class ScrubBar(QWidget):
    """A slider over the frames of the film.

    Signals:
        sought: another frame is wanted; carries it.
        held: the person holds the playhead (True) or has let it go (False).
    """

    sought = Signal(int)
    held = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewScrub")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._frame, self._total, self._fps = 0, 1, 24
        self._starts: tuple[int, ...] = (0,)
        self._names: tuple[str, ...] = ("",)
        self._over = -1.0
        self._retranslate()

    def sizeHint(self) -> QSize:
        """As high as it is."""
        return QSize(400, HEIGHT)

    def set_film(self, total: int, fps: int, starts: Sequence[int], names: Sequence[str]) -> None:
        """The film has so many frames; its shots begin at these and are called so."""
        self._total, self._fps, self._starts, self._names = max(1, total), fps, tuple(starts), tuple(names)
        self.update()

    def set_frame(self, frame: int) -> None:
        """The playhead stands here."""
        self._frame = frame
        self.update()

    def frame_under(self, x: float) -> int:
        """The frame at a place."""
        return layout.frame_at(x, self.width(), self._total)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, its shots, and the playhead."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, width = self.height() / 2, float(self.width())
        margin = layout.SCRUB_MARGIN
        bar = QRectF(margin, middle - BAR / 2, width - 2 * margin, BAR)
        here = layout.place_of(self._frame, width, self._total)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRectF(margin, bar.top(), here - margin, BAR), BAR / 2, BAR / 2)
        painter.setPen(QPen(theme.colour("panel"), 2))
        for start in self._starts[1:]:
            x = layout.place_of(start, width, self._total)
            painter.drawLine(QPointF(x, bar.top() - 1), QPointF(x, bar.bottom() + 1))
        radius = 7.0 if self.hasFocus() or self._over >= 0 else 5.5
        painter.setPen(QPen(theme.colour("panel"), 2))
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(QPointF(here, middle), radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("text"), 1.5))
            painter.drawEllipse(QPointF(here, middle), radius + 2, radius + 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the playhead."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.held.emit(True)
            self.sought.emit(self.frame_under(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it; else say which shot lies there."""
        self._over = event.position().x()
        number = self.frame_under(self._over)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(number)
        else:
            name = self._names[layout.shot_at(self._starts, number)]
            QToolTip.showText(
                event.globalPosition().toPoint(), f"{time_code(number, self._fps)}  {name}".strip(), self
            )
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.held.emit(False)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has gone."""
        self._over = -1.0
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys go from shot to shot; the preview knows all other keys."""
        number = layout.shot_at(self._starts, self._frame)
        if event.key() == Qt.Key.Key_PageDown:
            self.sought.emit(self._starts[min(number + 1, len(self._starts) - 1)])
        elif event.key() == Qt.Key.Key_PageUp:
            back = number if self._frame > self._starts[number] else max(0, number - 1)
            self.sought.emit(self._starts[back])
        else:
            super().keyPressEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Place in the film"))
        self.setAccessibleDescription(self.tr("Arrow keys go by frames, page keys by shots."))
