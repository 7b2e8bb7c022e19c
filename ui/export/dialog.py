"""The export: what the film is to be, what it costs, and its way into the queue."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.document import Document
from ui.export.fact_list import FactList, Line, lines_of
from ui.export.form import ExportForm
from ui.export.naming import file_name
from ui.export.shape import ShapePreview
from ui.ports import Services
from ui.ports.exporting import Choices, Facts
from ui.widgets.scroll import scrolled

QUIET_MS = 200
"""A change is looked up when none has followed for so long."""


class ExportDialog(QDialog):
    """Choices on the left, their costs on the right. Nothing waits here: the film is made in the queue. Shown by
    ``open()``; once it is closed it is gone.

    Signals:
        started: the film is in the queue; carries its path.
    """

    started = Signal(object)

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._document, self._services = document, services
        board = document.storyboard
        size = (board.canvas.width, board.canvas.height)
        self._form = ExportForm(file_name(board.title), services.exporting.folder(), size)
        self._form.set_captions(board.captions.enabled)
        if board.canvas.projection in ("fulldome", "equirect"):
            self._form.keep_shape()
        self._form.set_encoders(services.exporting.encoders())
        self._shape, self._size_says, self._facts = ShapePreview(), QLabel(), FactList()
        self._export, self._cancel, self._title = QPushButton(), QPushButton(), QLabel()
        self._asked: Choices | None = None
        self._known: Facts | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._ask)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show_shape()
        self._ask()
        self._form.begin()

    def choices(self) -> Choices:
        """What is chosen."""
        return self._form.choices()

    def facts(self) -> Facts | None:
        """What it costs; None while that is looked up."""
        return self._known

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "title")
        self._size_says.setProperty("role", "faint")
        self._size_says.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = QFrame()
        card.setProperty("role", "card")
        card.setMinimumWidth(320)
        side = QVBoxLayout(card)
        side.setContentsMargins(16, 16, 16, 16)
        side.setSpacing(10)
        side.addWidget(self._shape, 1)
        side.addWidget(self._size_says)
        side.addWidget(self._facts)
        middle = QHBoxLayout()
        middle.setSpacing(22)
        middle.addWidget(scrolled(self._form), 3)
        middle.addWidget(card, 2)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._cancel)
        below.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(14)
        column.addWidget(self._title)
        column.addLayout(middle, 1)
        column.addLayout(below)
        self._cancel.setObjectName("exportCancel")
        self._cancel.setAutoDefault(False)
        self._export.setObjectName("exportStart")
        self._export.setProperty("primary", True)
        self._export.setDefault(True)
        self.resize(900, 640)

    def _connect(self) -> None:
        exporting = self._services.exporting
        self._form.changed.connect(self._follow)
        self._form.folder_wanted.connect(self._choose_folder)
        self._export.clicked.connect(self._start)
        self._cancel.clicked.connect(self.reject)
        exporting.known.connect(self._know)
        exporting.encoders_changed.connect(self._offer_encoders)
        self._document.changed.connect(self._follow)
        self._services.jobs.changed.connect(self._quiet.start)
        self._services.pictures.ready.connect(self._show_shape)
        self.finished.connect(self.deleteLater)

    def _offer_encoders(self) -> None:
        self._form.set_encoders(self._services.exporting.encoders())

    def _follow(self) -> None:
        """Something else is chosen: show its shape at once, its costs when they are looked up."""
        self._show_shape()
        self._quiet.start()

    def _ask(self) -> None:
        self._asked = self.choices()
        self._services.exporting.ask(self._asked)
        if self._known is None:
            self._facts.say([Line("clock", self.tr("Looking up what is ready…"), "faint")])

    def _know(self, choices: Choices, facts: Facts) -> None:
        if choices == self._asked:
            self._known = facts
            there = choices.target if choices.target.is_file() else None
            self._facts.say(lines_of(facts, there))
            self._export.setEnabled(not facts.fault)

    def _show_shape(self) -> None:
        choices = self.choices()
        canvas = self._document.storyboard.canvas
        width, height = self._services.exporting.size(choices) or (canvas.width, canvas.height)
        picture = self._services.pictures.picture(self._document.current.id)
        self._shape.show_shape(width, height, picture, canvas.projection)
        says = self.tr("{0} × {1} · {2} frames a second")
        self._size_says.setText(says.format(width, height, canvas.fps))

    def _start(self) -> None:
        choices = self.choices()
        fault = self._services.exporting.start(choices)
        if fault:
            self._facts.say([Line("triangle-alert", fault, "danger")])
            return
        self.accept()
        self.started.emit(choices.target)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Where the film is put"), str(self.choices().target.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._put_into)
        dialog.open()

    def _put_into(self, folder: str) -> None:
        self._form.set_folder(Path(folder))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export"))
        self.setAccessibleName(self.tr("Export the film"))
        self._title.setText(self.tr("Export the film"))
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Close without exporting (Esc)"))
        self._export.setText(self.tr("Export"))
        self._export.setToolTip(self.tr("Put the film into the queue; you can go on working meanwhile"))
        self._show_shape()
        if self._asked is not None and self._known is not None:
            self._know(self._asked, self._known)
            self._quiet.start()  # what the facts say is asked for in the language that holds now
