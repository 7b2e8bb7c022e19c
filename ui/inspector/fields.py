"""Fields for choices, numbers and shares; each shows a value and tells by ``edited`` when the person changes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from ui.icons import icon
from ui.inspector.shared import SEVERAL

Choice = tuple[Any, str] | tuple[Any, str, str]
"""A value, its words, and perhaps the name of its icon."""


class ChoiceField(QComboBox):
    """One of several values. The wheel turns it only while it has the focus, so that a panel can be scrolled over it.

    Signals:
        edited: another value was chosen; carries it.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda index: self.edited.emit(self._choices[index][0]))

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """What can be chosen; the chosen value stays where it is among them."""
        if list(choices) == self._choices:
            return
        index = self.currentIndex()
        value = self._choices[index][0] if 0 <= index < len(self._choices) else SEVERAL
        self._choices = list(choices)
        with QSignalBlocker(self):
            self.clear()
            for choice in self._choices:
                if len(choice) == 3:
                    self.addItem(icon(choice[2]), choice[1])
                else:
                    self.addItem(choice[1])
        self.show_value(value)

    def show_value(self, value: object) -> None:
        """Show a value; one that cannot be chosen here is told by its own name."""
        index = next((number for number, choice in enumerate(self._choices) if choice[0] == value), -1)
        if index < 0:
            self.setPlaceholderText(self.tr("Several") if value is SEVERAL else "" if value is None else str(value))
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn it only while it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberField(QDoubleSpinBox):
    """A number with its unit; told when it was typed to its end.

    Signals:
        edited: another number; carries it.
    """

    edited = Signal(float)

    def __init__(
        self, least: float, most: float, step: float, decimals: int = 1, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(70)
        self.lineEdit().setTextMargins(4, 0, 0, 0)
        self.sitting = 0
        self.valueChanged.connect(self.edited)

    def show_value(self, value: object) -> None:
        """Show a number."""
        with QSignalBlocker(self):
            if isinstance(value, int | float):
                if round(float(value), self.decimals()) != self.value() or not self.text():
                    self.setValue(float(value))
            else:
                self.lineEdit().clear()
                self.lineEdit().setPlaceholderText(self.tr("Several"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Steps from now on are one step of the history."""
        self.sitting += 1
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn it only while it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Slider(QSlider):
    """A slider that the wheel does not move, so that a panel can be scrolled over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ShareField(QWidget):
    """A slider between two numbers, with the number beside it.

    Signals:
        edited: another number; carries it.
    """

    edited = Signal(float)

    def __init__(self, least: float = 0.0, most: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.sitting = 0
        self._slider, self._says = _Slider(Qt.Orientation.Horizontal), QLabel()
        self._slider.setRange(0, 100)
        self._slider.setPageStep(10)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._slider.valueChanged.connect(self._tell)
        self._slider.sliderPressed.connect(self._begin)
        self._says.setProperty("role", "faint")
        self._says.setFixedWidth(34)
        self._says.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self._slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._slider, 1)
        row.addWidget(self._says)

    @property
    def slider(self) -> QSlider:
        """What is drawn at."""
        return self._slider

    def setAccessibleName(self, name: str) -> None:
        """The slider is what is read out."""
        super().setAccessibleName(name)
        self._slider.setAccessibleName(name)

    def show_value(self, value: object) -> None:
        """Show a number."""
        if not isinstance(value, int | float):
            self._says.setText("···")
            return
        place = round(100 * (value - self._least) / (self._most - self._least))
        with QSignalBlocker(self._slider):
            self._slider.setValue(place)
        self._says.setText(f"{value:.2f}")

    def _tell(self, place: int) -> None:
        value = round(self._least + (self._most - self._least) * place / 100, 3)
        self._says.setText(f"{value:.2f}")
        self.edited.emit(value)

    def _begin(self) -> None:
        self.sitting += 1


class SwitchField(QCheckBox):
    """Yes or no; half where several shots differ.

    Signals:
        edited: it was switched; carries which way.
    """

    edited = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(lambda: self.edited.emit(self.checkState() != Qt.CheckState.Unchecked))

    def show_value(self, value: object) -> None:
        """Show it."""
        self.setTristate(value is SEVERAL)
        state = Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
        self.setCheckState(Qt.CheckState.PartiallyChecked if value is SEVERAL else state)

    def say(self, words: str, tip: str = "") -> None:
        """Its words."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(tip or words)
