"""The sheet of all shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.actions import Actions
from ui.command_palette import plain
from ui.menus import MENUS


class ShortcutsDialog(QDialog):
    """Every action that has a key, menu by menu."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(860, 620)
        columns = [QVBoxLayout(), QVBoxLayout()]
        for number, (menu, words) in enumerate(MENUS.items()):
            title = QCoreApplication.translate("Menus", words).replace("&", "")
            rows = [(plain(action), _keys(action)) for spec, action in actions if spec.menu == menu and _keys(action)]
            if rows:
                columns[number in (2, 3)].addWidget(_sheet(title, rows))
        page, row = QWidget(), QHBoxLayout()
        page.setLayout(row)
        row.setSpacing(36)
        for column in columns:
            column.addStretch(1)
            row.addLayout(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setAccessibleName(self.windowTitle())
        layout = QVBoxLayout(self)
        layout.addWidget(area)


def _keys(action) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "   ".join(keys.toString(native) for keys in action.shortcuts())


def _sheet(title: str, rows: list[tuple[str, str]]) -> QWidget:
    sheet, grid = QWidget(), QGridLayout()
    sheet.setLayout(grid)
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    grid.addWidget(heading, 0, 0, 1, 2)
    for number, (words, keys) in enumerate(rows, 1):
        shown = QLabel(keys)
        shown.setProperty("role", "faint")
        grid.addWidget(QLabel(words), number, 0)
        grid.addWidget(shown, number, 1)
    grid.setColumnStretch(0, 1)
    return sheet
