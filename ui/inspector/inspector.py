"""The inspector: everything about the current shot and about the story, to be seen and changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from ui.document import Document
from ui.icons import icon
from ui.inspector.shot_page import ShotPage
from ui.inspector.story_page import StoryPage
from ui.ports import Services
from ui.transport import Transport


class Inspector(QWidget):
    """Two pages: the shot and the story. Only the page that is seen follows the storyboard; the other one catches up
    when it is turned to.

    Signals:
        compare_requested: two takes of the current shot should be seen side by side; carries their keys.
    """

    compare_requested = Signal(str, str)

    def __init__(
        self, document: Document, transport: Transport, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self._document, self._transport, self._flushing = document, transport, False
        self.shot, self.story = ShotPage(document, services), StoryPage(document, services)
        self.shot.setObjectName("shotPage")
        self.story.setObjectName("storyPage")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("inspectorTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.shot, icon("clapperboard"), "")
        self.tabs.addTab(self.story, icon("book-open"), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.setMinimumWidth(290)
        self.shot.compare_requested.connect(self._compare)
        self.tabs.currentChanged.connect(self.refresh)
        document.changed.connect(self.refresh)
        document.selection_changed.connect(self._turn_to_selection)
        self._retranslate()
        self.refresh()

    def sizeHint(self) -> QSize:
        """A column beside the picture."""
        return QSize(330, 640)

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        if not self._flushing:
            page = self.tabs.currentWidget()
            assert isinstance(page, ShotPage | StoryPage)
            page.refresh()

    def flush(self) -> None:
        """Tell the storyboard the words that were typed last; before it is saved or closed."""
        self._flushing = True
        self.shot.flush()
        self.story.flush()
        self._flushing = False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.refresh()
        super().changeEvent(event)

    def _turn_to_selection(self) -> None:
        # what was typed belongs to the shots that were shown until now
        self.flush()
        self.refresh()

    def _compare(self, first: str, second: str) -> None:
        self._transport.pause()
        self.compare_requested.emit(first, second)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Inspector"))
        for number, (words, tip) in enumerate((
            (self.tr("Shot"), self.tr("The selected shot")), (self.tr("Story"), self.tr("The whole film")),
        )):  # fmt: skip
            self.tabs.setTabText(number, words)
            self.tabs.setTabToolTip(number, tip)
