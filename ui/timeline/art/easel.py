"""What every brush needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from ui import icons, theme
from ui.timeline.layout import Layout
from ui.timeline.state import State

TEXT_PX = 11


@dataclass(frozen=True)
class Easel:
    """A painter on the view, what is shown, and what is selected of it. ``timed``: the layout that captions and sounds
    are timed for; another one than ``layout`` while an edge is dragged."""

    painter: QPainter
    layout: Layout
    timed: Layout
    state: State
    selection: frozenset[str]
    current: str
    ratio: float
    family: str

    def text(self, words: str, box: QRectF, colour: QColor, bold: bool = False, middle: bool = False) -> None:
        """Words in one line, cut short where they do not fit."""
        if box.width() < 8 or not words:
            return
        font, metrics = _font(self.family, bold)
        shown = _elided(self.family, bold, words, int(box.width()))
        self.painter.setFont(font)
        self.painter.setPen(colour)
        y = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
        x = box.left() + max(0.0, (box.width() - metrics.horizontalAdvance(shown)) / 2) if middle else box.left()
        self.painter.drawText(int(x), round(y), shown)

    def width_of(self, words: str, bold: bool = False) -> int:
        """Pixels that words take."""
        return _width(self.family, bold, words)

    def sign(self, name: str, x: float, y: float, size: int, colour: str = "text") -> None:
        """An icon with its upper left corner at a place."""
        self.painter.drawPixmap(int(x), int(y), _sign(name, size, self.ratio, colour, theme.colours()))


def pill(painter: QPainter, box: QRectF, fill: QColor, edge: QColor | None = None, radius: float = 4) -> None:
    """A rounded box."""
    painter.setPen(Qt.PenStyle.NoPen if edge is None else edge)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, radius, radius)


@lru_cache(maxsize=8)
def _font(family: str, bold: bool) -> tuple[QFont, QFontMetrics]:
    font = QFont(family)
    font.setPixelSize(TEXT_PX)
    font.setBold(bold)
    return font, QFontMetrics(font)


@lru_cache(maxsize=4096)
def _elided(family: str, bold: bool, words: str, width: int) -> str:
    return _font(family, bold)[1].elidedText(words, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=4096)
def _width(family: str, bold: bool, words: str) -> int:
    return _font(family, bold)[1].horizontalAdvance(words)


@lru_cache(maxsize=128)
def _sign(name: str, size: int, ratio: float, colour: str, colours: theme.Colours) -> QPixmap:
    """``colours`` keeps the pictures of one theme apart from another's."""
    return icons.pixmap(name, size, ratio, colour)
