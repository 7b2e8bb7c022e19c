"""A row of buttons of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ui.widgets.labelled import name_button


class Segments(QWidget):
    """Values to choose one of; arrow keys go on to the next.

    Signals:
        changed: another value was chosen.
    """

    changed = Signal()

    def __init__(self, name: str, values: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for number, value in enumerate(values):
            button = QToolButton()
            button.setObjectName(f"{name}{number}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, number)
            self._buttons[value] = button
            row.addWidget(button)
        self._buttons[values[0]].setChecked(True)
        self.setFocusProxy(self._buttons[values[0]])
        self._group.idClicked.connect(lambda _: self.changed.emit())

    @property
    def value(self) -> str:
        """What is chosen."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def choose(self, value: str) -> None:
        """Choose a value."""
        if value != self.value:
            self._buttons[value].setChecked(True)
            self.changed.emit()

    def name(self, value: str, text: str, tip: str, sign: QIcon | None = None) -> None:
        """What a value is called, and what it means."""
        button = self._buttons[value]
        if sign is not None:
            button.setIcon(sign)
            button.setIconSize(QSize(18, 18))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        name_button(button, text, tip)
        button.setAccessibleName(f"{text}, {tip}")
