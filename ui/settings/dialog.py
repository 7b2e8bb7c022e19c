"""The settings: pages beside a list of their names. What is changed holds at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon
from ui.ports import Services
from ui.settings.cache import CachePage
from ui.settings.cloud import CloudPage
from ui.settings.folders import FoldersPage
from ui.settings.general import GeneralPage
from ui.settings.models import ModelsPage
from ui.settings.narration import NarrationPage
from ui.settings.notices import NoticesPage
from ui.settings.page import Page, scrolled
from ui.widgets.message_bar import MessageBar

ICONS = ("settings", "folder", "hard-drive", "mic", "cpu", "bell", "cloud")
SIZE = QSize(900, 700)


class SettingsDialog(QDialog):
    """All settings of the program."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        preferences = services.preferences
        self._pages: tuple[Page, ...] = (
            GeneralPage(preferences), FoldersPage(preferences), CachePage(preferences),
            NarrationPage(preferences, services.sound), ModelsPage(preferences, services.models),
            NoticesPage(preferences), CloudPage(),
        )  # fmt: skip
        self._list, self._stack = QListWidget(), QStackedWidget()
        self._list.setObjectName("settingsPages")
        self._list.setFixedWidth(180)
        self._list.setIconSize(QSize(18, 18))
        self._message = MessageBar(self, services.worded)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.reject)
        for page, name in zip(self._pages, ICONS, strict=True):
            self._list.addItem(QListWidgetItem(icon(name), ""))
            self._stack.addWidget(page if page.scrolls else scrolled(page))
        self._lay_out()
        self._list.currentRowChanged.connect(self._show)
        preferences.trouble.connect(self._message.say)
        preferences.told.connect(lambda words: self._message.say(words, "good"))
        preferences.answered.connect(self._say_answer)
        services.sound.trouble.connect(self._message.say)
        services.models.trouble.connect(self._message.say)
        services.models.told.connect(lambda words: self._message.say(words, "good"))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter shall press only what has the focus
        self._retranslate()
        self.resize(SIZE)
        self._list.setCurrentRow(0)

    @property
    def message(self) -> str:
        """What the dialog's message bar says."""
        return self._message.text

    def show_page(self, number: int) -> None:
        """Turn to a page: 0 is the first."""
        self._list.setCurrentRow(number)

    def showEvent(self, event: QShowEvent) -> None:
        """Look up what the page in sight shows."""
        super().showEvent(event)
        self._pages[self._stack.currentIndex()].shown()
        self._list.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language; the pages have followed it already."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        below = QVBoxLayout()
        below.setContentsMargins(14, 10, 14, 12)
        below.addWidget(self._message)
        below.addWidget(self._buttons)
        right.addLayout(below)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._list)
        whole.addLayout(right, 1)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self._list.setAccessibleName(self.tr("Pages of the settings"))
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(self.tr("Close"))
        close.setToolTip(self.tr("Everything is kept already"))
        names = (self.tr("General"), self.tr("Folders"), self.tr("Cache"), self.tr("Narration"), self.tr("Models"),
                 self.tr("Notices"), self.tr("Cloud"))  # fmt: skip
        for row, words in enumerate(names):
            self._list.item(row).setText(words)

    def _show(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        if self.isVisible():
            self._pages[number].shown()

    def _say_answer(self, taken: bool, words: str) -> None:
        if taken:
            self._message.say(self.tr("The server took it ({0}).").format(words), "good")
        else:
            self._message.say(words)
