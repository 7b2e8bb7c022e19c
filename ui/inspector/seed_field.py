"""A seed: the storyboard's, or a number of one's own, thrown by a die."""

from __future__ import annotations

import random

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QWidget

from ui.icons import icon
from ui.inspector.fields import SwitchField
from ui.inspector.shared import SEVERAL

LARGEST = 2**31 - 1


class SeedField(QWidget):
    """Whether there is a number of its own, the number, and a die; ``always``: there always is one.

    Signals:
        edited: another seed; carries it, None for none of its own.
    """

    edited = Signal(object)

    def __init__(self, always: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._always = always
        self.own, self.number, self.dice = SwitchField(), QSpinBox(), QToolButton()
        self.own.setObjectName("ownSeed")
        self.number.setObjectName("seedNumber")
        self.dice.setObjectName("seedDice")
        self.number.setRange(0, LARGEST)
        self.number.setKeyboardTracking(False)
        self.number.setMinimumWidth(60)
        self.number.lineEdit().setTextMargins(4, 0, 0, 0)
        self.dice.setIcon(icon("dices"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.own)
        row.addWidget(self.number, 1)
        row.addWidget(self.dice)
        self.own.setVisible(not always)
        self.setFocusProxy(self.number if always else self.own)
        self.own.edited.connect(lambda on: self.edited.emit(self.number.value() if on else None))
        self.number.valueChanged.connect(lambda seed: self.edited.emit(seed))
        self.dice.clicked.connect(lambda: self.edited.emit(random.randrange(LARGEST)))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self.own.say(self.tr("own"), self.tr("Off: from the storyboard's seed. On: a number of its own."))
        self.number.setAccessibleName(self.tr("Seed"))
        self.number.setToolTip(self.tr("The same number gives the same picture"))
        self.dice.setAccessibleName(self.tr("Throw the dice"))
        self.dice.setToolTip(self.tr("Another number by chance"))

    def show_value(self, seed: object, otherwise: int) -> None:
        """Show a seed; ``otherwise``: the number that holds where there is none of its own."""
        self.own.show_value(SEVERAL if seed is SEVERAL else seed is not None)
        self.number.setEnabled(self._always or isinstance(seed, int))
        self.number.blockSignals(True)
        self.number.setValue(seed if isinstance(seed, int) else otherwise)
        self.number.blockSignals(False)
