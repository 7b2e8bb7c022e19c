"""The head of the start page: the name before our own sky, and the field for words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.start.sentence_box import SentenceBox
from ui.widgets.night_sky import NightSky

FIELD_WIDTH, BACK_WIDTH = 780, 300


class Hero(NightSky):
    """Its words stand before a night sky in every theme.

    Signals:
        back_asked: the storyboard that is open shall be worked on again.
        open_asked: a file shall be opened.
        empty_asked: an empty storyboard shall be begun.
    """

    back_asked = Signal()
    open_asked = Signal()
    empty_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hero")
        self._title = ""
        self._name, self._line = QLabel("Starloom 织星", self), QLabel(self)
        self._name.setProperty("role", "display")
        self._line.setProperty("role", "subtitle")
        for label in (self._name, self._line):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence = SentenceBox(self)
        self.sentence.setMaximumWidth(FIELD_WIDTH)
        self._back, self._open, self._empty = QPushButton(self), QPushButton(self), QPushButton(self)
        self._back.setObjectName("backToStoryboard")
        self._back.hide()
        self._back.clicked.connect(self.back_asked)
        self._open.setObjectName("openFile")
        self._empty.setObjectName("openEmpty")
        self._open.clicked.connect(self.open_asked)
        self._empty.clicked.connect(self.empty_asked)
        self._lay_out()
        self._retranslate()

    def show_way_back(self, title: str) -> None:
        """Offer to go back to the storyboard that is open, by its title; "": none is."""
        self._title = title
        self._back.setVisible(bool(title))
        self._say_back()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            super().changeEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        icons = {self._back: "chevron-left", self._open: "folder-open", self._empty: "plus"}
        for button, name in icons.items():
            button.setProperty("ghost", True)
            button.setIcon(icon(name, "on_picture"))
            buttons.addWidget(button)
        buttons.insertStretch(1, 1)
        field = QHBoxLayout()
        field.addStretch(1)
        field.addWidget(self.sentence, 100)
        field.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 16, 32, 26)
        whole.setSpacing(4)
        whole.addLayout(buttons)
        whole.addWidget(self._name)
        whole.addWidget(self._line)
        whole.addSpacing(16)
        whole.addLayout(field)

    def _say_back(self) -> None:
        words = self.tr("Back to “{0}”").format(self._title)
        self._back.setText(self._back.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, BACK_WIDTH))
        self._back.setToolTip(words)

    def _retranslate(self) -> None:
        self._say_back()
        self._line.setText(self.tr("Tell a legend, and see it as a film under the real sky"))
        self._open.setText(self.tr("Open a script or storyboard…"))
        self._open.setToolTip(self.tr("Open a .starloom storyboard, a .starpack bundle, or a .txt or .md script"))
        self._empty.setText(self.tr("Empty storyboard"))
        self._empty.setToolTip(self.tr("Begin with one empty shot"))
