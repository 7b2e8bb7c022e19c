"""A row of the queue on its way to another place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QScrollBar, QWidget

from ui.queue.wishes import Item, Key, key_of

EDGE, STEP, ROUND_MS = 28, 10, 30
"""So near to an edge the list scrolls, so far at a time, so often."""


class Rows(Protocol):
    """The list that rows are dragged in."""

    def rects_beside(self, key: Key) -> list[tuple[Item, QRect]]: ...
    def viewport(self) -> QWidget: ...
    def verticalScrollBar(self) -> QScrollBar: ...


class JobDrag:
    """Follows the mouse from a press on. Nothing is moved until it is released, nothing at all after ``cancel``."""

    def __init__(self, view: Rows, drop: Callable[[Item, Item | None], None]) -> None:
        """``drop``: called with what was dragged and what it is put before (None: behind all)."""
        self._view, self._drop = view, drop
        self._key: Key | None = None
        self._start, self._point, self._ghost = QPoint(), QPoint(), QPixmap()
        self._grip = QPoint()
        self.active = False
        """Whether something is being dragged."""
        self._clock = QTimer(view.viewport())
        self._clock.setInterval(ROUND_MS)
        self._clock.timeout.connect(self._scroll)

    def prepare(self, key: Key, point: QPoint, area: QRect) -> None:
        """The mouse was pressed on a row that can be moved."""
        self._key, self._start, self._point, self._grip = key, point, point, point - area.topLeft()

    def move(self, point: QPoint, distance: int) -> bool:
        """The mouse has moved; whether something is being dragged."""
        if self._key is None:
            return False
        self._point = point
        if not self.active and (point - self._start).manhattanLength() >= distance:
            mine = [area for item, area in self._rects() if key_of(item) == self._key]
            if not mine:
                return False  # it was finished meanwhile
            self._ghost = self._view.viewport().grab(mine[0])
            self.active = True
            self._clock.start()
        return self.active

    def release(self) -> bool:
        """The mouse was released; whether something was dragged."""
        rects, active = self._rects() if self.active else [], self.active
        place = place_for(rects, self._point)
        moved = [item for item, _ in rects if key_of(item) == self._key]
        self.cancel()
        if moved:
            before = rects[place][0] if place < len(rects) else None
            if before is not moved[0]:
                self._drop(moved[0], before)
        return active

    def cancel(self) -> bool:
        """Leave everything where it was; whether something was being dragged."""
        active, self.active, self._key = self.active, False, None
        self._clock.stop()
        self._view.viewport().update()
        return active

    def paint(self, painter: QPainter, colour: QColor) -> None:
        """The row under the mouse, and a line where it would go."""
        painter.setOpacity(0.6)
        painter.drawPixmap(QPoint(0, self._point.y() - self._grip.y()), self._ghost)
        painter.setOpacity(1.0)
        rects = self._rects()
        place = place_for(rects, self._point)
        if not rects:
            return
        edge = rects[place][1].top() if place < len(rects) else rects[-1][1].bottom() + 1
        painter.setPen(QPen(colour, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(4, edge, self._view.viewport().width() - 4, edge)

    def _rects(self) -> list[tuple[Item, QRect]]:
        assert self._key is not None
        return self._view.rects_beside(self._key)

    def _scroll(self) -> None:
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        if self._point.y() < EDGE:
            bar.setValue(bar.value() - STEP)
        elif self._point.y() > height - EDGE:
            bar.setValue(bar.value() + STEP)
        self._view.viewport().update()


def place_for(rects: list[tuple[Item, QRect]], point: QPoint) -> int:
    """The place among rows that a point means: before the first whose middle lies below it."""
    return next((place for place, (_, area) in enumerate(rects) if point.y() < area.center().y()), len(rects))
