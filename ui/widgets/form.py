"""Fields with their labels, in two columns or one under the other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

LABEL_WIDTH = 88


@dataclass(frozen=True)
class _Row:
    label: QLabel
    field: QWidget


class Form(QWidget):
    """Rows of a label and a field. The words come by ``say``, so that they can be said in another language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, _Row] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)

    def add(self, name: str, field: QWidget, above: bool = False) -> None:
        """One more row; ``above``: the label stands over the field, which has the whole width."""
        label = QLabel()
        label.setProperty("role", "faint")
        label.setBuddy(field)
        if not field.objectName():
            field.setObjectName(name)
        row = self._grid.rowCount()
        if above:
            self._grid.addWidget(label, row, 0, 1, 2)
            self._grid.addWidget(field, row + 1, 0, 1, 2)
        else:
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(field, row, 1)
        self._rows[name] = _Row(label, field)

    def say(self, name: str, words: str, tip: str = "") -> None:
        """The label of a row, and what the pointer over it tells."""
        row = self._rows[name]
        row.label.setText(words)
        row.field.setAccessibleName(words)
        for widget in (row.label, row.field):
            widget.setToolTip(tip or words)

    def show_row(self, name: str, shown: bool) -> None:
        """Show a row or hide it."""
        row = self._rows[name]
        row.label.setVisible(shown)
        row.field.setVisible(shown)
