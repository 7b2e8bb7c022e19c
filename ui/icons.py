"""Icons: line drawings of the Lucide set (assets/icons, ISC licence) in the theme's colours."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import assets
from ui import theme


def icon(name: str, colour: str = "text", selected: str = "on_accent") -> QIcon:
    """An icon by its name in assets/icons, drawn in a colour of the theme (its name); follows the theme. ``selected``:
    its colour in a row that is selected; that of what stands on the accent, where the row's ground becomes the accent.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    _source(name)
    return QIcon(_Engine(name, colour, selected))


def pixmap(name: str, size: int, ratio: float = 1.0, colour: str = "text") -> QPixmap:
    """An icon as a picture of ``size`` logical pixels, for painting."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, getattr(theme.colours(), colour)).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=512)
def _source(name: str) -> str:
    return (assets.folder("icons") / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, value: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", value).encode()))


class _Engine(QIconEngine):
    """Draws the icon at any size, faint where it is disabled, in a colour of its own where selected."""

    def __init__(self, name: str, colour: str, selected: str) -> None:
        super().__init__()
        self._name, self._colour, self._selected = name, colour, selected

    def clone(self) -> QIconEngine:
        """The same icon."""
        return _Engine(self._name, self._colour, self._selected)

    def paint(self, painter: QPainter, rect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it into a rectangle."""
        name = {QIcon.Mode.Disabled: "faint", QIcon.Mode.Selected: self._selected}.get(mode, self._colour)
        if state == QIcon.State.On and mode == QIcon.Mode.Normal:
            name = "accent"
        _renderer(self._name, getattr(theme.colours(), name)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon as a picture."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture
