"""Two pictures beside each other, or one over the other with a seam that can be dragged."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.preview import layout

Mode = Literal["beside", "wipe"]
GAP = 10
GRIP = 11
STEP = 0.02
MUCH_LARGER = 1.25
"""So much wider the pictures must be below each other for that to be better than side by side."""


class Comparison(QWidget):
    """Paints two frames of two takes.

    Signals:
        split_changed: the seam was moved; carries its place, 0 (only the second is seen) to 1 (only the first).
    """

    split_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compareTakes")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 135)
        self._mode: Mode = "beside"
        self._split, self._aspect = 0.5, 16 / 9
        self._pictures: list[QPixmap | None] = [None, None]
        self._names = ["", ""]
        self._retranslate()

    @property
    def split(self) -> float:
        """Where the seam is."""
        return self._split

    @property
    def mode(self) -> Mode:
        """How they are compared."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Beside each other, or one over the other."""
        self._mode = mode
        self.update()

    def set_aspect(self, aspect: float) -> None:
        """The film's shape."""
        self._aspect = aspect
        self.update()

    def set_names(self, first: str, second: str) -> None:
        """What the two takes are called."""
        self._names = [first, second]
        self.update()

    def show_pictures(self, first: QPixmap | None, second: QPixmap | None) -> None:
        """Show two frames; what is on its way leaves the one before."""
        self._pictures = [new or old for new, old in zip((first, second), self._pictures, strict=True)]
        self.update()

    def rects(self) -> tuple[QRectF, QRectF]:
        """Where the two pictures lie; over each other in the wipe."""
        if self._mode == "wipe":
            whole = layout.letterboxed(self.width(), self.height(), self._aspect)
            return whole, whole
        beside = layout.letterboxed((self.width() - GAP) / 2, self.height(), self._aspect)
        below = layout.letterboxed(self.width(), (self.height() - GAP) / 2, self._aspect)
        if below.width() > beside.width() * MUCH_LARGER:
            return below, below.translated(0, (self.height() + GAP) / 2)
        return beside, beside.translated((self.width() + GAP) / 2, 0)

    def move_split(self, split: float) -> None:
        """Put the seam somewhere."""
        split = min(1.0, max(0.0, split))
        if split != self._split:
            self._split = split
            self.split_changed.emit(split)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        first, second = self.rects()
        self._draw(painter, 0, first)
        if self._mode == "wipe":
            seam = first.left() + first.width() * self._split
            painter.setClipRect(QRectF(seam, first.top(), first.right() - seam, first.height()))
            self._draw(painter, 1, second)
            painter.setClipping(False)
            self._draw_seam(painter, seam, first)
        else:
            self._draw(painter, 1, second)
        self._draw_name(painter, self._names[0], first, left=True)
        self._draw_name(painter, self._names[1], second, left=self._mode == "beside")
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the seam."""
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._mode == "wipe" and event.buttons() & Qt.MouseButton.LeftButton:
            rect = self.rects()[0]
            self.move_split((event.position().x() - rect.left()) / max(1.0, rect.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift and an arrow key move the seam."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if self._mode == "wipe" and shift and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.move_split(self._split + (STEP if event.key() == Qt.Key.Key_Right else -STEP))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _draw(self, painter: QPainter, number: int, rect: QRectF) -> None:
        picture = self._pictures[number]
        if picture is None or picture.isNull():
            painter.fillRect(rect, QColor(Qt.GlobalColor.black))
        else:
            painter.drawPixmap(rect, picture, QRectF(picture.rect()))

    def _draw_seam(self, painter: QPainter, x: float, rect: QRectF) -> None:
        painter.setPen(QPen(QColor(0, 0, 0, 120), 4))
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        painter.setBrush(theme.colour("accent"))
        painter.setPen(QPen(QColor(0, 0, 0, 120), 1))
        middle = QPointF(x, rect.center().y())
        painter.drawEllipse(middle, GRIP, GRIP)
        painter.setPen(QPen(theme.colour("on_accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for side in (-1, 1):
            tip = middle + QPointF(6 * side, 0)
            painter.drawLine(tip, tip + QPointF(-3 * side, -3))
            painter.drawLine(tip, tip + QPointF(-3 * side, 3))

    def _draw_name(self, painter: QPainter, name: str, rect: QRectF, left: bool) -> None:
        if not name:
            return
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        wide = min(painter.fontMetrics().horizontalAdvance(name) + 18, rect.width() - 20)
        place = QRectF(rect.left() + 10 if left else rect.right() - 10 - wide, rect.top() + 10, wide, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 140))
        painter.drawRoundedRect(place, 11, 11)
        painter.setPen(QColor(255, 255, 255, 220))
        words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(wide) - 16)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Two takes compared"))
        self.setAccessibleDescription(self.tr("Shift and the arrow keys move the seam of the wipe."))
