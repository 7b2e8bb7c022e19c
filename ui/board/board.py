"""The board: the storyboard as cards in reading order, with a slim row of tools above."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from ui.amounts import length
from ui.board.layout import LARGEST, SMALLEST
from ui.board.view import BoardView
from ui.document import Document
from ui.editing import Editing
from ui.icons import icon, pixmap
from ui.ports import Services
from ui.transport import Transport


class Board(QWidget):
    """The cards, how many they are and how long the film is, a button for a new shot, and the size of the cards."""

    def __init__(
        self, document: Document, transport: Transport, services: Services, editing: Editing,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("board")
        self._document = document
        self.view = BoardView(document, transport, services, editing, self)
        """The cards."""
        self._facts, self._add, self._size = QLabel(), QToolButton(), QSlider(Qt.Orientation.Horizontal)
        self._small, self._large = QLabel(), QLabel()
        self._lay_out()
        self.setFocusProxy(self.view)
        self._add.clicked.connect(self.view.add_shot)
        self._size.valueChanged.connect(self.view.set_card_width)
        self.view.card_width_changed.connect(self._size.setValue)
        document.timed.connect(self._say_facts)
        self._dress()

    def _lay_out(self) -> None:
        self._facts.setProperty("role", "faint")
        self._facts.setObjectName("boardFacts")
        self._add.setObjectName("boardAdd")
        self._add.setIcon(icon("plus"))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setProperty("flat", True)
        self._size.setObjectName("boardCardSize")
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setPageStep(40)
        self._size.setValue(self.view.card_width)
        self._size.setFixedWidth(130)
        row = QHBoxLayout()
        row.setContentsMargins(26, 8, 20, 2)
        row.setSpacing(8)
        row.addWidget(self._add)
        row.addWidget(self._facts)
        row.addStretch(1)
        for widget in (self._small, self._size, self._large):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.setTabOrder(self._add, self._size)
        self.setTabOrder(self._size, self.view)

    def flush(self) -> None:
        """Give the document what is being typed just now."""
        self.view.fields.flush()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._add.setText(self.tr("New shot"))
        self._add.setToolTip(self.tr("Add a shot at the end"))
        self._size.setToolTip(self.tr("Size of the cards (Ctrl and the mouse wheel)"))
        self._size.setAccessibleName(self.tr("Size of the cards"))
        ratio = self.devicePixelRatioF()
        self._small.setPixmap(pixmap("grid-3x3", 15, ratio, "faint"))
        self._large.setPixmap(pixmap("square", 15, ratio, "faint"))
        self._say_facts()

    def _say_facts(self) -> None:
        number = len(self._document.storyboard.shots)
        shots = self.tr("1 shot") if number == 1 else self.tr("{0} shots").format(number)
        self._facts.setText(f"{shots} · {length(self._document.schedule.duration_s)}")
