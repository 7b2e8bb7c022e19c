"""The legends: each one a picture with its words; unfolded, its single shots."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from storyboard.templates import LANGUAGES, load_template, template_cards
from ui import language, mime, theme
from ui.document import Document
from ui.library.drag_picture import drag_picture
from ui.library.nothing import paint_nothing
from ui.library.pictures import WIDTH, template_picture
from ui.library.roles import Role
from ui.library.rows import Index, Rows, legend_height, legend_rects


class LegendRows(Rows):
    """Paints legends large and their shots small."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(_picture_of, lambda index: "stars", view)
        self._view, self.indent = view, 12
        self.fold_words = "{0}"
        """What the button that shows a legend's shots says, with a place for their number."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A legend is as high as its picture and its words."""
        if index.parent().isValid():
            return super().sizeHint(option, index)
        width = self._view.viewport().width()
        return QSize(width, legend_height(width, option.fontMetrics.lineSpacing()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a legend, or a shot."""
        if index.parent().isValid():
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.ground(painter, option.rect.adjusted(2, 1, -2, -1), option)
        rects = legend_rects(option.rect, option.fontMetrics.lineSpacing())
        self.paint_picture(painter, rects.picture, index)
        self.words(painter, rects.title, str(index.data()), option.font, "text", 1, bold=True)
        self.words(painter, rects.detail, str(index.data(Role.DETAIL)), option.font, "faint", 2)
        self._fold(painter, rects.fold, option, index)
        painter.restore()

    def _fold(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        ratio = painter.device().devicePixelRatioF()
        opened = self._view.isExpanded(self._view.model().index(index.row(), 0))
        arrow = self.thumbs.icon("chevron-down" if opened else "chevron-right", 16, ratio, "accent")
        painter.drawPixmap(rect.x() + 3, rect.center().y() - 7, arrow)
        painter.setPen(theme.colour("accent"))
        painter.setFont(option.font)
        words = self.fold_words.format(index.data(Role.FOOT))
        painter.drawText(rect.adjusted(23, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


class Legends(QTreeView):
    """The tree of legends and their shots, in the windows' language; what is dragged out of it is in the storyboard's.

    Signals:
        chosen: a legend (its id, "") or one of its shots (both ids) should be inserted.
    """

    chosen = Signal(str, str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryLegends")
        self._document = document
        self._items = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._items)
        self._found.setRecursiveFilteringEnabled(True)
        self._found.setAutoAcceptChildRows(True)
        self._found.setFilterRole(Role.WORDS)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._found)
        self._rows = LegendRows(self)
        self.setItemDelegate(self._rows)
        self._set_up()
        self.activated.connect(self._choose)
        self.retranslate()

    def _set_up(self) -> None:
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def retranslate(self) -> None:
        """Say everything in the language that holds now."""
        self.setAccessibleName(self.tr("Legends"))
        self._rows.fold_words = self.tr("{0} shots")
        folded = {self._items.item(row).data(Role.KEY) for row in range(self._items.rowCount())
                  if not self.isExpanded(self._found.mapFromSource(self._items.index(row, 0)))}  # fmt: skip
        known = self._items.rowCount() > 0
        self._items.clear()
        tip = self.tr("Drag it into the storyboard, or press Enter to insert it after the current shot")
        for card in template_cards():
            self._items.appendRow(_legend_item(card.id, card.names, card.summaries, tip))
            if known and card.id not in folded:
                self.expand(self._found.index(self._found.rowCount() - 1, 0))

    def search(self, words: str) -> None:
        """Show only what has these words; all where there are none."""
        self._found.setFilterFixedString(words.strip())
        if words.strip():
            self.expandAll()

    def mime_of(self, indexes: list[QModelIndex]) -> QMimeData | None:
        """What is dragged: a whole legend, or single shots in their order."""
        shots = []
        for index in sorted(indexes, key=lambda index: (index.parent().row(), index.row())):
            if not index.parent().isValid():
                return mime.template_data(index.data(Role.KEY))
            legend = load_template(index.parent().data(Role.KEY), self._document.storyboard.language)
            shots += [shot for shot in legend.shots if shot.id == index.data(Role.KEY)]
        return mime.shots_data(shots) if shots else None

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag what is selected, with its picture in the hand."""
        indexes = self.selectedIndexes()
        data = self.mime_of(indexes)
        if data is None:
            return
        legend = next((index for index in indexes if not index.parent().isValid()), None)
        first = legend or indexes[0]
        number = first.data(Role.FOOT) if legend else len(indexes)
        drag = QDrag(self)
        drag.setMimeData(data)
        picture = _picture_of(first)
        drag.setPixmap(drag_picture(picture, str(first.data()), number, self.devicePixelRatioF(), self.font()))
        drag.setHotSpot(QPoint(20, 16))
        drag.exec(Qt.DropAction.CopyAction)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the number of shots folds or unfolds them."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.parent().isValid():
            rects = legend_rects(self.visualRect(index), self.fontMetrics().lineSpacing())
            if rects.fold.contains(event.position().toPoint()):
                self.setExpanded(index, not self.isExpanded(index))
                return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A legend is as high as the width asks for."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        super().paintEvent(event)
        paint_nothing(self, self.tr("No legend or shot has these words"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._rows.thumbs.clear()
        super().changeEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.parent().isValid():
            self.chosen.emit(index.parent().data(Role.KEY), index.data(Role.KEY))
        else:
            self.chosen.emit(index.data(Role.KEY), "")


def _picture_of(index: Index) -> QPixmap | None:
    parent = index.parent()
    if parent.isValid():
        return template_picture(parent.data(Role.KEY), index.data(Role.KEY))
    return template_picture(index.data(Role.KEY), width=2 * WIDTH)


def _legend_item(template_id: str, names: dict[str, str], summaries: dict[str, str], tip: str) -> QStandardItem:
    spoken = language.current()
    item = QStandardItem(names[spoken])
    item.setData(template_id, Role.KEY)
    item.setData(summaries[spoken], Role.DETAIL)
    item.setData(" ".join([template_id, *names.values(), *summaries.values()]), Role.WORDS)
    item.setToolTip(tip)
    told = [load_template(template_id, name).shots for name in LANGUAGES]
    item.setData(len(told[0]), Role.FOOT)
    for shot, *others in zip(*sorted(told, key=lambda shots: shots is not told[LANGUAGES.index(spoken)]), strict=True):
        row = QStandardItem(shot.title)
        row.setData(shot.id, Role.KEY)
        row.setData(shot.text, Role.DETAIL)
        row.setData(" ".join(f"{one.title} {one.text} {one.line}" for one in (shot, *others)), Role.WORDS)
        row.setToolTip(tip)
        item.appendRow(row)
    return item
