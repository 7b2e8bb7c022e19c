"""A picture with round upper corners that can turn into others, one after the other, by slow crossfades."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import motion, theme
from ui.icons import pixmap
from ui.start.card import RADIUS

STAY_MS, FADE_MS, FIRST_MS = 2200, 900, 350
SHAPE = 9 / 16


class Slides(QWidget):
    """Shows one picture of some files; ``start`` lets them follow one another, ``rest`` goes back to the first shown.

    It is as high as its width and the shape of a film say.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._paths: tuple[Path, ...] = ()
        self._home = self._shown = 0
        self._picture: QPixmap | None = None
        self._before: QPixmap | None = None
        self._given: QPixmap | None = None
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=FADE_MS)
        self._fade.valueChanged.connect(self.update)
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._next)

    @property
    def shown(self) -> int:
        """Number of the picture that is shown."""
        return self._shown

    def set_files(self, paths: Sequence[Path], home: int) -> None:
        """The pictures, and which one is shown at rest; those that are missing are passed over."""
        wanted = paths[home] if paths else None
        self._paths = tuple(path for path in paths if path.is_file())
        self._home = self._shown = self._paths.index(wanted) if wanted in self._paths else 0
        self._picture = None
        self.update()

    def set_picture(self, picture: QPixmap | None) -> None:
        """One picture that lies in memory; None: a calm sign."""
        self._given = picture
        self.update()

    def start(self) -> None:
        """Let the pictures follow one another."""
        if len(self._paths) > 1 and motion.allowed() and not self._clock.isActive():
            self._clock.start(FIRST_MS)

    def rest(self) -> None:
        """Back to the picture at rest."""
        self._clock.stop()
        if self._shown != self._home:
            self.turn_to(self._home)

    def turn_to(self, number: int) -> None:
        """Crossfade to a picture."""
        self._before = self._current()
        self._shown, self._picture = number, None
        if motion.allowed():
            self._fade.start()
        self.update()

    def _next(self) -> None:
        self.turn_to((self._shown + 1) % len(self._paths))
        self._clock.start(STAY_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape of a film."""
        super().resizeEvent(event)
        self._picture = self._before = None
        height = round(self.width() * SHAPE)
        if height != self.height():
            self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, above it the one that comes."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(self._outline())
        painter.fillRect(self.rect(), theme.colour("sunken"))
        fading = self._fade.state() == QVariantAnimation.State.Running and self._before is not None
        current = self._current()
        if fading and self._before is not None:
            painter.drawPixmap(self.rect(), self._before)
            painter.setOpacity(float(self._fade.currentValue()))
        if current is None:
            self._paint_sign(painter)
        else:
            painter.drawPixmap(self._cover(current), current, QRectF(current.rect()))
        painter.end()

    def _outline(self) -> QPainterPath:
        """Round above, straight below, one pixel inside the card's edge."""
        path = QPainterPath()
        place = QRectF(self.rect())
        path.addRoundedRect(place.adjusted(0, 0, 0, RADIUS), RADIUS - 1, RADIUS - 1)
        return path

    def _paint_sign(self, painter: QPainter) -> None:
        sign = pixmap("stars", 32, self.devicePixelRatioF(), "faint")
        place = self.rect().center()
        painter.drawPixmap(place.x() - 16, place.y() - 16, sign)

    def _cover(self, picture: QPixmap) -> QRectF:
        """Where a picture lies that covers the whole."""
        size = QSize(picture.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _current(self) -> QPixmap | None:
        if self._given is not None or not self._paths:
            return self._given
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = _scaled(self._paths[self._shown], round(self.width() * ratio), round(self.height() * ratio))
        return self._picture


@lru_cache(maxsize=96)
def _scaled(path: Path, width: int, height: int) -> QPixmap:
    reader = QImageReader(str(path))
    size = reader.size().scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    reader.setScaledSize(size)
    return QPixmap.fromImage(reader.read())
