"""The person's own files: a list to drag from, a button to add more, and a place to drop them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from ui import mime, theme
from ui.document import Document
from ui.icons import icon
from ui.library.drag_picture import drag_picture
from ui.library.image_reading import ImageReading
from ui.library.media import ICONS, MediaItem, media_of
from ui.library.nothing import paint_nothing
from ui.library.roles import Role
from ui.library.rows import Index, Rows
from ui.ports import Services
from ui.ports.importing import Brought


class MediaList(QListView):
    """The files. Dragged, they are files as a file manager drags them.

    Signals:
        chosen: these files should be inserted.
    """

    chosen = Signal(list)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryMediaList")
        self._services, self._items = services, QStandardItemModel(self)
        self._media: dict[str, MediaItem] = {}
        self._images = ImageReading(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._items)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._found)
        self._rows = Rows(self._picture_of, lambda index: ICONS[self._media[index.data(Role.KEY)].kind], self)
        self.setItemDelegate(self._rows)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.activated.connect(lambda index: self.chosen.emit(self.paths([index])))
        self._images.ready.connect(lambda path: self.viewport().update())
        services.pictures.ready.connect(lambda shot_id: self.viewport().update())

    def show_media(self, media: Sequence[MediaItem]) -> None:
        """Show these files."""
        if list(self._media.values()) == list(media):
            return
        self._media = {str(item.path): item for item in media}
        self._items.clear()
        for one in media:
            item = QStandardItem(one.path.name)
            item.setData(str(one.path), Role.KEY)
            item.setData(self._detail(one), Role.DETAIL)
            item.setData(not one.there, Role.FAULTY)
            item.setToolTip(str(one.path))
            self._items.appendRow(item)

    def retranslate(self) -> None:
        """Say everything in the language that holds now."""
        media = list(self._media.values())
        self._media = {}
        self.show_media(media)

    def search(self, words: str) -> None:
        """Show only files with these words in their names."""
        self._found.setFilterFixedString(words.strip())

    def paths(self, indexes: Sequence[QModelIndex]) -> list[Path]:
        """The files of some rows, in the order in which they are shown."""
        return [Path(index.data(Role.KEY)) for index in sorted(indexes, key=lambda index: index.row())]

    def mime_of(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What is dragged."""
        return mime.files_data(self.paths(indexes))

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag what is selected, with its picture in the hand."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        first = min(indexes, key=lambda index: index.row())
        drag = QDrag(self)
        drag.setMimeData(self.mime_of(indexes))
        picture = self._picture_of(first)
        drag.setPixmap(drag_picture(picture, str(first.data()), len(indexes), self.devicePixelRatioF(), self.font()))
        drag.setHotSpot(QPoint(20, 16))
        drag.exec(Qt.DropAction.CopyAction)

    def close_workers(self) -> None:
        """Read no more pictures."""
        self._images.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        super().paintEvent(event)
        paint_nothing(self, self._words_of_nothing())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._rows.thumbs.clear()
        super().changeEvent(event)

    def _words_of_nothing(self) -> str:
        if self._media:
            return self.tr("No file is called so")
        return self.tr("Files that you add or drop onto the storyboard are listed here.")

    def _detail(self, item: MediaItem) -> str:
        if not item.there:
            return self.tr("Not found: put it back, or add it again")
        kinds = {
            "image": self.tr("Picture"), "video": self.tr("Film"), "audio": self.tr("Sound"), "text": self.tr("Text"),
            "other": self.tr("File"),
        }  # fmt: skip
        return self.tr("{0}, used in the storyboard").format(kinds[item.kind]) if item.used else kinds[item.kind]

    def _picture_of(self, index: Index) -> QPixmap | None:
        item = self._media[index.data(Role.KEY)]
        if item.shot_id and (picture := self._services.pictures.picture(item.shot_id)) is not None:
            return picture
        return self._images.of(item.path) if item.kind == "image" and item.there else None


class DropPlace(QFrame):
    """A dashed field that says that files can be dropped here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryDropPlace")
        self._words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._words.setProperty("role", "faint")
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self._words)
        self._held = False

    def say(self, words: str) -> None:
        """Say what can be dropped."""
        self._words.setText(words)

    def hold(self, held: bool) -> None:
        """Something that can be dropped is held over it, or no more."""
        self._held = held
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dashed edge."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(theme.colour("accent" if self._held else "line"), 1.4)
            pen.setDashPattern([4, 4])
            painter.setPen(pen)
            painter.setBrush(theme.colour("accent", 30) if self._held else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRect(1, 1, self.width() - 3, self.height() - 3), 9, 9)


class MediaPanel(QWidget):
    """The files, the button and the place to drop files.

    Signals:
        chosen: these files should be inserted.
    """

    chosen = Signal(list)

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryMedia")
        self._document, self._brought = document, dict[str, None]()
        self.list, self._place = MediaList(services, self), DropPlace(self)
        """The files."""
        self._add = QPushButton(icon("image-plus"), "")
        self._add.setObjectName("libraryAddFiles")
        self._add.clicked.connect(self.ask_files)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self._add)
        column.addWidget(self.list, 1)
        column.addWidget(self._place)
        self.setAcceptDrops(True)
        self.list.chosen.connect(self.chosen)
        document.changed.connect(self._read)
        document.replaced.connect(self._brought.clear)
        services.importing.brought.connect(self._remember)
        self._retranslate()
        self._read()

    def ask_files(self) -> None:
        """Let the person choose files."""
        dialog = QFileDialog(self, self.tr("Add files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.chosen.emit([Path(name) for name in names]))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files can be dropped; what comes out of the list itself is here already."""
        if mime.files_of(event.mimeData()) and event.source() is not self.list:
            self._place.hold(True)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They still can."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QEvent) -> None:
        """They were taken elsewhere."""
        self._place.hold(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Files were dropped: they go behind the current shot."""
        self._place.hold(False)
        event.acceptProposedAction()
        self.chosen.emit(mime.files_of(event.mimeData()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._add.setText(self.tr("Add files…"))
        self._add.setToolTip(self.tr("Pictures, films, sounds and texts, after the current shot"))
        self._place.say(self.tr("Drop pictures, films, sounds or texts here"))
        self.list.setAccessibleName(self.tr("Own files"))
        self.list.retranslate()

    def _remember(self, request: int, brought: Brought) -> None:
        for shot in brought.shots:
            if shot.footage is not None:
                self._brought[shot.footage.file] = None
        if brought.music is not None:
            self._brought[brought.music] = None
        self._read()

    def _read(self) -> None:
        self.list.show_media(media_of(self._document.storyboard, self._document.base, self._brought))
