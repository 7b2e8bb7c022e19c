"""What an empty list says in its middle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from ui import theme


def paint_nothing(view: QAbstractItemView, words: str) -> None:
    """Say why a list is empty; call it in its ``paintEvent``. A list with rows says nothing."""
    if view.model().rowCount():
        return
    with QPainter(view.viewport()) as painter:
        painter.setPen(theme.colour("faint"))
        room = view.viewport().rect().adjusted(24, 24, -24, -24)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)
