"""What every brush needs, and small pictures that are painted once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from ui import icons, theme
from ui.timeline.layout import Layout
from ui.timeline.state import State

TEXT_PX = 11
KEPT_TILES = 600
ENDLESS = 1e9


class Tiles:
    """Small pictures of things that look the same wherever they stand, so that moving them costs little."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[QPixmap, object]] = {}

    def forget(self) -> None:
        """Another theme, language or font holds."""
        self._kept.clear()

    def find(self, key: Hashable) -> QPixmap | None:
        """A picture that was painted before."""
        found = self._kept.get(key)
        return found[0] if found else None

    def keep(self, key: Hashable, picture: QPixmap, thing: object) -> None:
        """Keep a picture; ``thing`` lives as long, so that its identity can be part of the key."""
        self._kept[key] = (picture, thing)
        if len(self._kept) > KEPT_TILES:
            del self._kept[next(iter(self._kept))]


@dataclass(slots=True)
class Easel:
    """A painter on the view, what is shown, and what is selected of it. ``timed``: the layout that captions and sounds
    are timed for; another one than ``layout`` while an edge is dragged. ``left``, ``right``: what is in sight;
    ``since``: from where on it is painted, what lies before it rests."""

    painter: QPainter
    layout: Layout
    timed: Layout
    state: State
    selection: frozenset[str]
    current: str
    ratio: float
    family: str
    tiles: Tiles
    left: float
    right: float
    since: float

    def seen_shots(self) -> range:
        """Indexes of the shots to be painted."""
        return self.layout.visible(self.since)

    def tile(self, key: tuple, box: QRectF, paint: Callable[[Easel, QRectF], None], thing: object = None) -> None:
        """Paint something into a box by a picture that is kept under a key (``thing`` is what the key names by its
        identity); directly where the box is partly out of sight, since words then stand elsewhere in it."""
        if box.left() < self.left or box.right() > self.right:
            paint(self, box)
            return
        wide, high = round(box.width()) or 1, round(box.height()) or 1
        whole = (key, wide, high, self.ratio)
        picture = self.tiles.find(whole)
        if picture is None:
            picture = QPixmap(round(wide * self.ratio), round(high * self.ratio))
            picture.setDevicePixelRatio(self.ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(self.on_tile(painter), QRectF(0, 0, wide, high))
            painter.end()
            self.tiles.keep(whole, picture, thing)
        self.painter.drawPixmap(round(box.left()), round(box.top()), picture)

    def on_tile(self, painter: QPainter) -> Easel:
        """The same for a tile, all of which is in sight."""
        return Easel(
            painter, self.layout, self.timed, self.state, self.selection, self.current, self.ratio, self.family,
            self.tiles, -ENDLESS, ENDLESS, -ENDLESS,
        )  # fmt: skip

    def seen(self, box: QRectF, margin: float) -> QRectF:
        """The part of a box that is in sight, so that its words stay so while it scrolls out."""
        left = max(box.left(), self.left) + margin
        return QRectF(left, box.top(), max(0.0, min(box.right(), self.right) - margin - left), box.height())

    def text(self, words: str, box: QRectF, colour: QColor, bold: bool = False, middle: bool = False) -> None:
        """Words in one line, cut short where they do not fit."""
        if box.width() < 8 or not words:
            return
        shown = _elided(self.family, bold, words, int(box.width()))
        if shown == "…":
            return
        font, metrics = _font(self.family, bold)
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
