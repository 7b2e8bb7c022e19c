"""Settings: the models of the diffusion generator, whether they run here, and fetching and removing them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon
from ui.ports.models import ModelRow, Models
from ui.settings.cache import size_words
from ui.settings.page import name

SIGNS = {"fits": ("circle-check", "good"), "slow": ("clock", "accent"), "no": ("circle-x", "faint")}
THOUSAND = 1000
LEAST_HEIGHT = 250
"""Four models are in sight at once."""


class ModelList(QWidget):
    """A table of models; the buttons below it act on the row that is chosen."""

    def __init__(self, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._offline = False
        self._sure = ""  # the model whose removal was asked for once
        self._table = QTableWidget(0, 1)
        self._fetch, self._stop, self._remove = QPushButton(), QPushButton(), QPushButton()
        self._bar = QProgressBar()
        for widget, word in ((self._table, "models"), (self._fetch, "fetchModel"), (self._stop, "stopFetch"),
                             (self._remove, "removeModel"), (self._bar, "fetchProgress")):  # fmt: skip
            widget.setObjectName(word)
        for button, sign in ((self._fetch, "download"), (self._stop, "square"), (self._remove, "trash-2")):
            button.setIcon(icon(sign))
            button.setAutoDefault(False)
        self._lay_out()
        self._table.itemSelectionChanged.connect(self._choose)
        self._fetch.clicked.connect(lambda: self._models.fetch(self._chosen()))
        self._stop.clicked.connect(self._models.stop)
        self._remove.clicked.connect(self._ask_or_remove)
        models.changed.connect(self.follow)
        models.progressed.connect(self._show_progress)
        self.retranslate()

    def set_offline(self, offline: bool) -> None:
        """Whether the settings forbid fetching."""
        self._offline = offline
        name(self._fetch, self._fetch.text(), self._fetch_tip())
        self._enable()

    def follow(self) -> None:
        """Show what is known of every model."""
        rows, chosen = self._models.rows(), self._chosen()
        self._table.blockSignals(True)
        self._table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            sign, colour = SIGNS[row.verdict]
            item = QTableWidgetItem(icon(sign, colour, colour), f"{row.title} · {self._standing(row)}\n{row.reason}")
            item.setData(Qt.ItemDataRole.UserRole, row.name)
            item.setToolTip(row.reason)
            self._table.setItem(number, 0, item)
        names = [row.name for row in rows]
        self._table.selectRow(names.index(chosen) if chosen in names else 0)
        self._table.blockSignals(False)
        self._enable()
        self._show_progress()

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        self._fetch.setText(self.tr("Fetch"))
        self._stop.setText(self.tr("Stop"))
        name(self._table, self.tr("Models for generated pictures"))
        name(self._fetch, self._fetch.text(), self._fetch_tip())
        name(self._stop, self.tr("Stop fetching; what came is kept"))
        name(self._remove, self.tr("Remove the chosen model from this disk"))
        name(self._bar, self.tr("How much of the model has come"))
        self.follow()

    def _lay_out(self) -> None:
        table = self._table
        table.verticalHeader().hide()
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(LEAST_HEIGHT)
        below = QHBoxLayout()
        for widget in (self._fetch, self._stop, self._remove):
            below.addWidget(widget)
        below.addWidget(self._bar, 1)
        below.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.addWidget(table, 1)
        whole.addLayout(below)

    def _verdict(self, row: ModelRow) -> str:
        return {"fits": self.tr("fits this machine"), "slow": self.tr("slow on this machine"),
                "no": self.tr("does not run on this machine")}[row.verdict]  # fmt: skip

    def _standing(self, row: ModelRow) -> str:
        if row.here:
            where = self.tr("on this disk")
        elif row.partly:
            where = self.tr("only partly on this disk")
        else:
            where = self.tr("{0} to fetch").format(size_words(row.fetch_bytes))
        return " · ".join((self._verdict(row), where, row.licence))

    def _fetch_tip(self) -> str:
        if self._offline:
            return self.tr("Fetching is switched off under Fetching")
        return self.tr("Fetch the chosen model, or the rest of it")

    def _chosen(self) -> str:
        item = self._table.item(self._table.currentRow(), 0)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _row(self) -> ModelRow | None:
        chosen = self._chosen()
        return next((row for row in self._models.rows() if row.name == chosen), None)

    def _choose(self) -> None:
        self._sure = ""
        self._enable()

    def _enable(self) -> None:
        row, busy = self._row(), self._models.fetching() is not None
        self._fetch.setEnabled(row is not None and not row.here and not busy and not self._offline)
        self._stop.setEnabled(busy)
        self._remove.setEnabled(row is not None and (row.here or row.partly) and not busy)
        self._remove.setText(self.tr("Really remove") if row and row.name == self._sure else self.tr("Remove"))

    def _show_progress(self) -> None:
        going = self._models.fetching()
        self._bar.setVisible(going is not None)
        if going is None:
            return
        self._bar.setRange(0, THOUSAND if going.total else 0)  # 0, 0: it moves to and fro
        if going.total:
            self._bar.setValue(THOUSAND * going.done // going.total)
            self._bar.setFormat(self.tr("{0} of {1}").format(size_words(going.done), size_words(going.total)))

    def _ask_or_remove(self) -> None:
        chosen = self._chosen()
        if self._sure != chosen:
            self._sure = chosen
        else:
            self._sure = ""
            self._models.remove(chosen)
        self._enable()
