"""The curve of the music's intensity over all shots, drawn up and down by its points."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.document import Document
from ui.inspector.curve import Frame, nearest, points
from ui.inspector.vocabulary import MOOD_COLOURS, moods

HEIGHT, MARGIN = 116, 9
STEP = 0.05
MOST_POINTS = 150
"""Of more shots only the chosen one's point is drawn: they would lie over one another."""


class IntensityCurve(QWidget):
    """One point for every shot, in its mood's colour. Left and right choose a point, up and down move it.

    Signals:
        edited: a point was moved; carries its shot's number and the intensity.
    """

    edited = Signal(int, float)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intensityCurve")
        self._document, self._at, self._held = document, 0, False
        self.sitting = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(280, HEIGHT)

    @property
    def at(self) -> int:
        """The number of the shot whose point is chosen."""
        return min(self._at, len(self._document.storyboard.shots) - 1)

    def refresh(self) -> None:
        """The storyboard is another one."""
        shot = self._document.storyboard.shots[self.at]
        words = self.tr("Shot {0}, {1}: {2}, intensity {3} %").format(
            self.at + 1, shot.title or shot.text, dict(moods())[shot.mood], round(100 * shot.intensity)
        )
        self.setAccessibleName(self.tr("Intensity of the music"))
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearest point."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.sitting += 1
            self._at, self._held = nearest(self._places(), event.position().x()), True
            self._move_to(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it up or down."""
        if self._held:
            self._move_to(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        self._held = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose and move by the arrows; Home and End are the first and the last point."""
        count, key = len(self._document.storyboard.shots), event.key()
        chosen = {
            Qt.Key.Key_Left: self.at - 1, Qt.Key.Key_Right: self.at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1,
        }.get(Qt.Key(key))  # fmt: skip
        if chosen is not None:
            self._at = min(max(chosen, 0), count - 1)
            self.refresh()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            now = self._document.storyboard.shots[self.at].intensity
            step = STEP if key == Qt.Key.Key_Up else -STEP
            self.edited.emit(self.at, round(min(max(now + step, 0.0), 1.0), 3))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Steps by the keys from now on are one step of the history."""
        self.sitting += 1
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground with its lines, the curve, the points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "line"), 1))
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        frame = self._frame()
        painter.setPen(QPen(theme.colour("line"), 0.8, Qt.PenStyle.DotLine))
        for level in (0.25, 0.5, 0.75):
            y = frame.y_of(level)
            painter.drawLine(QPointF(frame.left, y), QPointF(frame.left + frame.width, y))
        self._paint_curve(painter, frame)
        self._paint_points(painter)

    def _paint_curve(self, painter: QPainter, frame: Frame) -> None:
        places = self._places()
        path = QPainterPath(QPointF(frame.left, places[0][1]))
        path.lineTo(*places[0])
        for (x0, y0), (x1, y1) in zip(places[:-1], places[1:], strict=True):
            middle = (x0 + x1) / 2
            path.cubicTo(middle, y0, middle, y1, x1, y1)
        path.lineTo(frame.left + frame.width, places[-1][1])
        stroke, fill = self._gradient(frame, places, 255), self._gradient(frame, places, 46)
        ground = QPainterPath(path)
        ground.lineTo(frame.left + frame.width, frame.top + frame.height)
        ground.lineTo(frame.left, frame.top + frame.height)
        painter.fillPath(ground, fill)
        painter.strokePath(path, QPen(stroke, 2))

    def _paint_points(self, painter: QPainter) -> None:
        shots, places = self._document.storyboard.shots, self._places()
        shown = range(len(shots)) if len(shots) <= MOST_POINTS else (self.at,)
        radius = 4.5 if len(shots) <= 24 else 2.5
        for number in shown:
            shot, place = shots[number], places[number]
            chosen = number == self.at and self.hasFocus()
            painter.setPen(QPen(theme.colour("accent" if chosen else "panel"), 2 if chosen else 1.2))
            painter.setBrush(theme.colour(MOOD_COLOURS[shot.mood]))
            size = radius + 2 if chosen else radius
            painter.drawEllipse(QPointF(*place), size, size)
        if self._held or self.hasFocus():
            self._paint_value(painter, places[self.at], f"{round(100 * shots[self.at].intensity)} %")

    def _paint_value(self, painter: QPainter, place: tuple[float, float], words: str) -> None:
        x, y = place
        left = min(max(x - 20, 4.0), self.width() - 44.0)
        room = QRectF(left, y + 9 if y < self.height() / 2 else y - 25, 40, 16)
        painter.setPen(theme.colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _gradient(self, frame: Frame, places: list[tuple[float, float]], alpha: int) -> QLinearGradient:
        gradient = QLinearGradient(frame.left, 0, frame.left + frame.width, 0)
        for shot, (x, _) in zip(self._document.storyboard.shots, places, strict=True):
            colour = QColor(theme.colour(MOOD_COLOURS[shot.mood], alpha))
            gradient.setColorAt(min(max((x - frame.left) / max(frame.width, 1), 0.0), 1.0), colour)
        return gradient

    def _frame(self) -> Frame:
        return Frame(MARGIN, MARGIN, max(self.width() - 2 * MARGIN, 1), max(self.height() - 2 * MARGIN, 1))

    def _places(self) -> list[tuple[float, float]]:
        shots = self._document.storyboard.shots
        return points(self._document.schedule, [shot.intensity for shot in shots], self._frame())

    def _move_to(self, y: float) -> None:
        value = round(self._frame().intensity_at(y), 2)
        self.edited.emit(self.at, value)
