"""The head of the start page: the name before our own sky, and the field for words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.start.sentence_box import SentenceBox
from ui.widgets.night_sky import NightSky

FIELD_WIDTH = 780


class Hero(NightSky):
    """Its words stand before a night sky in every theme.

    Signals:
        open_asked: a file shall be opened.
        empty_asked: an empty storyboard shall be begun.
    """

    open_asked = Signal()
    empty_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hero")
        self._name, self._line = QLabel("Starloom 织星", self), QLabel(self)
        self._name.setProperty("role", "display")
        self._line.setProperty("role", "subtitle")
        for label in (self._name, self._line):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence = SentenceBox(self)
        self.sentence.setMaximumWidth(FIELD_WIDTH)
        self._open, self._empty = QPushButton(self), QPushButton(self)
        self._open.setObjectName("openFile")
        self._empty.setObjectName("openEmpty")
        self._open.clicked.connect(self.open_asked)
        self._empty.clicked.connect(self.empty_asked)
        self._lay_out()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            super().changeEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button, name in ((self._open, "folder-open"), (self._empty, "plus")):
            button.setProperty("ghost", True)
            button.setIcon(icon(name, "on_picture"))
            buttons.addWidget(button)
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

    def _retranslate(self) -> None:
        self._line.setText(self.tr("Tell a legend, and see it as a film under the real sky"))
        self._open.setText(self.tr("Open a script or storyboard…"))
        self._open.setToolTip(self.tr("Open a .starloom storyboard, a .starpack bundle, or a .txt or .md script"))
        self._empty.setText(self.tr("Empty storyboard"))
        self._empty.setToolTip(self.tr("Begin with one empty shot"))
