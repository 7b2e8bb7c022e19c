"""What this machine has for making films, in a table."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon
from ui.ports import Preferences
from ui.ports.preferences import MachineFact
from ui.settings.page import name

SIGNS = {"ok": ("circle-check", "good"), "note": ("info", "faint"), "warn": ("triangle-alert", "accent"),
         "missing": ("circle-x", "danger")}  # fmt: skip


class MachineTable(QWidget):
    """What was found, with what can be done where something is missing."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._table = QTableWidget(0, 2)
        self._table.setObjectName("machineFacts")
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().hide()
        self._table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self._table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._table.setShowGrid(False)
        self._table.setWordWrap(True)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self._again, self._copy = QPushButton(), QPushButton()
        self._again.setIcon(icon("refresh-cw"))
        self._copy.setIcon(icon("copy"))
        self._again.clicked.connect(self.look)
        self._copy.clicked.connect(self._copy_all)
        buttons = QHBoxLayout()
        buttons.addWidget(self._again)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.addWidget(self._table, 1)
        whole.addLayout(buttons)
        self.retranslate()
        preferences.examined.connect(self.follow)

    def look(self) -> None:
        """Look at the machine anew."""
        self._again.setEnabled(False)
        self._copy.setEnabled(bool(self._preferences.machine()))
        self._preferences.examine()

    def follow(self) -> None:
        """Show what was found."""
        facts = self._preferences.machine()
        self._again.setEnabled(True)
        self._copy.setEnabled(bool(facts))
        self._table.setRowCount(len(facts))
        for row, fact in enumerate(facts):
            sign, colour = SIGNS[fact.status]
            self._table.setItem(row, 0, QTableWidgetItem(icon(sign, colour, colour), fact.name))
            self._table.setItem(row, 1, QTableWidgetItem(_words(fact)))

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        self._again.setText(self.tr("Look again"))
        self._copy.setText(self.tr("Copy"))
        name(self._again, self.tr("Look at this machine again"))
        name(self._copy, self.tr("Copy the list as text, to ask for help with"))
        name(self._table, self.tr("What was found on this machine"))
        if self._preferences.machine():
            self.follow()

    def _copy_all(self) -> None:
        rows = (f"{fact.name} [{fact.status}]: {_words(fact)}" for fact in self._preferences.machine())
        QGuiApplication.clipboard().setText("\n".join(rows))


def _words(fact: MachineFact) -> str:
    return f"{fact.detail}\n{fact.remedy}" if fact.remedy else fact.detail
