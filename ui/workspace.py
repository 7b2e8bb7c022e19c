"""The page on which a storyboard is worked on: library, preview and inspector above, timeline or board below."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ui.board import Board
from ui.document import Document
from ui.editing import Editing
from ui.icons import icon
from ui.inspector import Inspector
from ui.library import LibraryPanel
from ui.ports import Services
from ui.preview import Preview
from ui.timeline import TimelinePanel
from ui.transport import Transport

View = Literal["timeline", "board"]
SHARES: dict[View, tuple[int, int]] = {"timeline": (56, 44), "board": (38, 62)}
"""Of the height, above and below the splitter."""


class Workspace(QWidget):
    """All panels of one storyboard."""

    view_changed = Signal(str)

    def __init__(
        self, document: Document, transport: Transport, services: Services, editing: Editing,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("workspace")
        self.library = LibraryPanel(document, services, editing)
        self.preview = Preview(document, transport, services)
        self.inspector = Inspector(document, transport, services)
        self.timeline = TimelinePanel(document, transport, services, editing)
        self.board = Board(document, transport, services, editing)
        self._above = _splitter(Qt.Orientation.Horizontal, self.library, self.preview, self.inspector)
        self._above.setStretchFactor(1, 1)
        self.preview.setMinimumWidth(380)
        self._above.setSizes([250, 700, 330])
        self._views = QStackedWidget()
        self._views.addWidget(self.timeline)
        self._views.addWidget(self.board)
        self._switch = _ViewSwitch(self)
        self._switch.chosen.connect(self.show_view)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._switch)
        row.addWidget(self._views, 1)
        self._halves = _splitter(Qt.Orientation.Vertical, self._above, below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._halves)
        self._sizes: dict[View, list[int]] = {}
        self._aside = False
        self._view: View = "timeline"
        self.inspector.compare_requested.connect(
            lambda first, second: self.preview.compare(document.current.id, first, second)
        )
        self._place_halves()

    @property
    def view(self) -> View:
        """Which view of the storyboard is shown below."""
        return self._view

    def show_view(self, view: View) -> None:
        """Show the timeline or the board; each remembers how high it was."""
        if view != self._view:
            self._sizes[self._view] = self._halves.sizes()
            self._view = view
            self._views.setCurrentWidget(self.timeline if view == "timeline" else self.board)
            self._place_halves()
        self._switch.show_chosen(view)
        self.view_changed.emit(view)

    def flush(self) -> None:
        """Give the document what is being typed just now."""
        self.inspector.flush()
        self.board.flush()

    def focus_view(self) -> None:
        """Give the keyboard to the timeline or the board."""
        (self.timeline.view if self._view == "timeline" else self.board.view).setFocus()

    def toggle(self, name: str) -> bool:
        """Show or hide the library or the inspector; whether it is shown now."""
        panel = self.library if name == "library" else self.inspector
        panel.setVisible(panel.isHidden())
        self._aside = False
        return not panel.isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where not all panels have room beside each other, the library steps aside until they have."""
        super().resizeEvent(event)
        panels = (self.library, self.preview, self.inspector)
        handles = self._above.handleWidth() * (len(panels) - 1)
        roomy = self.width() >= sum(panel.minimumWidth() for panel in panels) + handles
        if self._aside == roomy and self.library.isHidden() == self._aside:
            self._aside = not roomy
            self.library.setVisible(roomy)
            self.view_changed.emit(self._view)

    def _place_halves(self) -> None:
        self._halves.setSizes(self._sizes.get(self._view) or [10 * share for share in SHARES[self._view]])


class _ViewSwitch(QWidget):
    """Two buttons at the left edge: timeline and board."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 6)
        column.setSpacing(4)
        for name, picture in (("timeline", "list-video"), ("board", "layout-grid")):
            button = QToolButton()
            button.setObjectName(f"{name}Switch")
            button.setIcon(icon(picture))
            button.setCheckable(True)
            button.setProperty("flat", True)
            button.clicked.connect(lambda checked=False, name=name: self.chosen.emit(name))
            group.addButton(button)
            column.addWidget(button)
            self._buttons[name] = button
        column.addStretch(1)
        self._buttons["timeline"].setChecked(True)
        self._retranslate()

    def show_chosen(self, view: str) -> None:
        """Mark the view that is shown."""
        self._buttons[view].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for name, words in (("timeline", self.tr("Timeline")), ("board", self.tr("Board"))):
            self._buttons[name].setToolTip(words)
            self._buttons[name].setAccessibleName(words)


def _splitter(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(5)
    splitter.setChildrenCollapsible(False)
    for widget in widgets:
        splitter.addWidget(widget)
    return splitter
