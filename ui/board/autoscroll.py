"""Scrolls on while something is held at an edge."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollBar

EDGE = 44
FASTEST = 26


class Autoscroll(QObject):
    """Moves a scroll bar while the pointer stays near an end of the view, the nearer the faster."""

    def __init__(self, bar: QScrollBar, scrolled: Callable[[], object]) -> None:
        super().__init__(bar)
        self._bar, self._scrolled = bar, scrolled
        self._speed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(16)
        self._timer.timeout.connect(self._go_on)

    def follow(self, place: int, room: int) -> None:
        """The pointer stands at ``place`` in a view of ``room`` pixels."""
        self._speed = speed_at(place, room)
        if self._speed and not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Nothing is held any more."""
        self._speed = 0
        self._timer.stop()

    def _go_on(self) -> None:
        before = self._bar.value()
        self._bar.setValue(before + self._speed)
        if self._bar.value() == before:
            self._timer.stop()
        else:
            self._scrolled()


def speed_at(place: int, room: int) -> int:
    """Pixels per step for a pointer at ``place`` of ``room``: negative near the start, positive near the end."""
    if place < EDGE:
        return -max(1, round(FASTEST * min(EDGE - place, EDGE) / EDGE))
    if place > room - EDGE:
        return max(1, round(FASTEST * min(place - room + EDGE, EDGE) / EDGE))
    return 0
