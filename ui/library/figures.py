"""The figures of the sky, each with a sketch; a double click puts one into the current shot."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from itertools import takewhile

from PySide6.QtCore import QEvent, QRect, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget

import assets
from ui import theme
from ui.library.nothing import paint_nothing
from ui.library.roles import Role
from ui.library.rows import Index, Rows
from ui.library.sketches import SIDE, Sketches
from ui.ports import Understanding

CELL = QSize(122, 132)


class FigureCells(Rows):
    """Paints a figure's sketch over its name."""

    def __init__(self, sketches: Sketches, parent: QListView) -> None:
        super().__init__(lambda index: None, lambda index: "sparkles", parent)
        self._sketches, self._view = sketches, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All cells are of one size."""
        grid = self._view.gridSize()
        return grid if grid.isValid() else CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a figure."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = option.rect.adjusted(3, 3, -3, -3)
        self.ground(painter, rect, option)
        ratio = painter.device().devicePixelRatioF()
        place = QRect(rect.center().x() - SIDE // 2 + 1, rect.y() + 5, SIDE, SIDE)
        picture = self._sketches.of(str(index.data(Role.KEY)), ratio)
        if picture is None:
            sign = self.thumbs.icon("sparkles", 20, ratio, "faint")
            painter.drawPixmap(place.center().x() - 9, place.center().y() - 9, sign)
        else:
            painter.drawPixmap(place, picture)
        painter.setFont(option.font)
        painter.setPen(theme.colour("text"))
        foot = QRect(rect.x() + 5, place.bottom() + 1, rect.width() - 10, rect.bottom() - place.bottom() - 3)
        name = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()


class Figures(QListView):
    """All figures.

    Signals:
        chosen: a figure should come into the current shot; carries its id and its name.
    """

    chosen = Signal(str, str)

    def __init__(self, understanding: Understanding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryFigures")
        self._understanding = understanding
        self._items = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._items)
        self._found.setFilterRole(Role.WORDS)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._found)
        self._sketches = Sketches(self)
        self._sketches.ready.connect(lambda figure: self.viewport().update())
        self._cells = FigureCells(self._sketches, self)
        self.setItemDelegate(self._cells)
        self._set_up()
        understanding.named.connect(self._read_if_looked_at)
        self.activated.connect(lambda index: self.chosen.emit(index.data(Role.KEY), index.data()))

    def _set_up(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def retranslate(self) -> None:
        """Say the names in the language that holds now; figures that were added meanwhile appear."""
        self.setAccessibleName(self.tr("Figures"))
        self._items.clear()
        tip = self.tr("Double-click or press Enter to bring it into the current shot")
        for figure, name in self._understanding.figures():
            item = QStandardItem(name)
            item.setData(figure, Role.KEY)
            item.setData(" ".join([figure, name, *names_of(figure)]), Role.WORDS)
            item.setToolTip(f"{name}\n{tip}")
            self._items.appendRow(item)

    def search(self, words: str) -> None:
        """Show only the figures with these words in a name of theirs."""
        self._found.setFilterFixedString(words.strip())

    def close_workers(self) -> None:
        """Draw no more sketches."""
        self._sketches.close()

    def _read_if_looked_at(self) -> None:
        if self.isVisible() or self._items.rowCount():
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit, and they fill the width."""
        room = self.viewport().width() - 1
        self.setGridSize(QSize(room // max(1, room // CELL.width()), CELL.height()))
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The names are read when they are first looked at, so that the window opens at once."""
        if not self._items.rowCount():
            self.retranslate()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        super().paintEvent(event)
        paint_nothing(self, self.tr("No such figure is known"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._read_if_looked_at()
        elif event.type() == QEvent.Type.PaletteChange:
            self._sketches.forget()
            self._cells.thumbs.clear()
            self.viewport().update()
        super().changeEvent(event)


@lru_cache(maxsize=256)
def names_of(figure: str) -> tuple[str, ...]:
    """A figure's names in both languages, as far as it is one of the program's own."""
    path = assets.folder("figures") / f"{figure}.toml"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8") as lines:
        head = "".join(takewhile(lambda line: line.strip() != "[[drawing]]", lines))
    return tuple(tomllib.loads(head).get("name", {}).values())
