"""A storyboard that was open before, on the start page."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from ui.amounts import short_path
from ui.icons import icon
from ui.ports.shelf import Recent
from ui.start.card import Card
from ui.start.slides import Slides
from ui.start.words import when


class RecentCard(Card):
    """Opens its storyboard when it is pressed.

    Signals:
        opened: its path.
        removed: its path: it shall go off the list.
    """

    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, recent: Recent, picture: QPixmap | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"recent-{recent.path.stem}")
        self._recent = recent
        self._slides, self._title, self._time = Slides(self), QLabel(), QLabel()
        self._slides.set_picture(picture)
        self._remove = QToolButton(self)
        self._remove.setIcon(icon("x"))
        self._remove.setProperty("ghost", True)
        self._remove.clicked.connect(lambda: self.removed.emit(recent.path))
        self._remove.hide()
        words = QVBoxLayout()
        words.setContentsMargins(12, 9, 12, 10)
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._time)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2, 2, 2, 2)
        whole.setSpacing(0)
        whole.addWidget(self._slides)
        whole.addLayout(words)
        for label in (self._title, self._time):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._time.setProperty("role", "faint" if recent.there else "danger")
        self.clicked.connect(self._open)
        self.woken.connect(self._remove.show)
        self.left.connect(self._hide_remove)
        self.retranslate()

    def set_picture(self, picture: QPixmap | None) -> None:
        """Its picture is there."""
        self._slides.set_picture(picture)

    def retranslate(self) -> None:
        """Its title, and when it was open or that its file is missing."""
        title = self._recent.title or self._recent.path.stem
        self._say_title(title)
        self._time.setText(
            when(self._recent.saved, datetime.now(UTC)) if self._recent.there else self.tr("its file is missing")
        )
        self.setToolTip(short_path(self._recent.path))
        self.setAccessibleName(self.tr("Open {0}").format(title))
        self.setAccessibleDescription(f"{self._time.text()}, {self._recent.path}")
        self._remove.setToolTip(self.tr("Take it off this list; the file stays"))
        self._remove.setAccessibleName(self.tr("Take {0} off the list").format(title))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open, show where it lies, take it off the list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_it = menu.addAction(icon("folder-open"), self.tr("Open"), self._open)
        open_it.setEnabled(self._recent.there)
        show = menu.addAction(icon("folder"), self.tr("Show in folder"), self._show_folder)
        show.setEnabled(self._recent.path.parent.is_dir())
        menu.addSeparator()
        menu.addAction(icon("x"), self.tr("Take off the list"), lambda: self.removed.emit(self._recent.path))
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cross stands in the picture's corner."""
        super().resizeEvent(event)
        self._remove.adjustSize()
        self._remove.move(QPoint(self.width() - self._remove.width() - 9, 9))
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Another font may need another shortening."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.retranslate()

    def _say_title(self, title: str) -> None:
        room = max(40, self.width() - 28)
        self._title.setText(self._title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room))

    def _hide_remove(self) -> None:
        if not self._remove.hasFocus():
            self._remove.hide()

    def _open(self) -> None:
        self.opened.emit(self._recent.path)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._recent.path.parent)))
