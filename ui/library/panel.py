"""The library's panel: legends, own files and figures behind tabs, under one search field."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QTabWidget, QVBoxLayout, QWidget

from storyboard import edits
from storyboard.templates import load_template
from ui import mime
from ui.document import Document
from ui.editing import Editing
from ui.icons import icon
from ui.library.figures import Figures
from ui.library.legends import Legends
from ui.library.media_panel import MediaPanel
from ui.ports import Services


class LibraryPanel(QWidget):
    """Everything that can be put into a storyboard. What is chosen with Enter or a double click goes behind the current
    shot; dragged, it goes where it is dropped."""

    def __init__(
        self, document: Document, services: Services, editing: Editing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self._document, self._editing = document, editing
        self._search = QLineEdit()
        self._search.setObjectName("librarySearch")
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self.legends = Legends(document)
        self.media = MediaPanel(document, services)
        self.figures = Figures(services.understanding)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("libraryTabs")
        self.tabs.setDocumentMode(True)
        for page in (self.legends, self.media, self.figures):
            self.tabs.addTab(page, "")
        self._lay_out()
        self._search.textChanged.connect(self._find)
        self.tabs.currentChanged.connect(lambda index: self._say_search())
        self.legends.chosen.connect(self._insert_legend)
        self.media.chosen.connect(self._insert_files)
        self.figures.chosen.connect(self._add_figure)
        self._retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(8, 0, 8, 0)
        top.addWidget(self._search)
        column.addLayout(top)
        column.addWidget(self.tabs, 1)
        self.setMinimumWidth(200)

    def close_workers(self) -> None:
        """End the threads that read and draw pictures."""
        self.media.list.close_workers()
        self.figures.close_workers()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for index, words in enumerate((self.tr("Legends"), self.tr("Media"), self.tr("Figures"))):
            self.tabs.setTabText(index, words)
        self._say_search()

    def _say_search(self) -> None:
        hints = (self.tr("Search legends and shots"), self.tr("Search files"), self.tr("Search figures"))
        self._search.setPlaceholderText(hints[self.tabs.currentIndex()])
        self._search.setAccessibleName(hints[self.tabs.currentIndex()])
        self._search.setToolTip(self.tr("In Chinese or English"))

    def _find(self, words: str) -> None:
        self.legends.search(words)
        self.media.list.search(words)
        self.figures.search(words)

    def _behind_current(self) -> int:
        return self._document.index_of(self._document.current.id) + 1

    def _insert_legend(self, template_id: str, shot_id: str) -> None:
        if not shot_id:
            self._editing.insert_template(template_id, self._behind_current())
            return
        legend = load_template(template_id, self._document.storyboard.language)
        shots = [shot for shot in legend.shots if shot.id == shot_id]
        self._editing.drop(mime.shots_data(shots), self._behind_current())

    def _insert_files(self, paths: list[Path]) -> None:
        self._editing.insert_files(paths, self._behind_current())

    def _add_figure(self, figure: str, name: str) -> None:
        shot = self._document.current
        if self._document.edit(
            self.tr("Add figure"), lambda board: edits.with_figure(board, shot.id, figure, name)
        ):
            told = self.tr("{0} is now in the shot “{1}”.")
            if shot.scene is not None:
                told = self.tr("{0} is now in the shot “{1}”, on its stars; turn the camera if they lie outside.")
            self._editing.told.emit(told.format(name, shot.title or shot.id))
