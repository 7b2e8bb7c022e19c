"""Pages of the settings: a title, a sentence, and rows of a label and what is set."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget


class Rows(QWidget):
    """Rows of a label and what is set. Says its words anew when the language changes; descendants say them in
    ``retranslate``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(18)
        self._rows.setVerticalSpacing(10)
        self._rows.setColumnStretch(1, 1)
        self.body = QVBoxLayout(self)
        self.body.setSpacing(6)
        self.body.addLayout(self._rows)

    def row(self, *widgets: QWidget, wide: bool = False) -> QLabel:
        """One more row; returns its label, which names the first widget. ``wide``: it takes all the room there is."""
        label = QLabel()
        label.setBuddy(widgets[0])
        number = self._rows.rowCount()
        self._rows.addWidget(label, number, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for place, widget in enumerate(widgets, 1):
            align = Qt.AlignmentFlag(0) if wide or place > 1 else Qt.AlignmentFlag.AlignLeft
            self._rows.addWidget(widget, number, place, align)
        return label

    def note(self, *, under_rows: bool = True) -> QLabel:
        """A sentence below a row, in the column of what is set (or across the page)."""
        label = QLabel()
        label.setProperty("role", "faint")
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        if under_rows:
            self._rows.addWidget(label, self._rows.rowCount(), 1, 1, -1)
        else:
            self.body.addWidget(label)
        return label

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class Page(Rows):
    """Rows under a title and a sentence."""

    scrolls = False
    """What is in it scrolls by itself, so that it is never higher than the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._intro = QLabel(), QLabel()
        self._title.setProperty("role", "title")
        self._intro.setProperty("role", "faint")
        self._intro.setWordWrap(True)
        self.body.setContentsMargins(28, 24, 28, 20)
        self.body.insertWidget(0, self._title)
        self.body.insertWidget(1, self._intro)
        self.body.insertSpacing(2, 12)

    def say(self, title: str, intro: str) -> None:
        """The page's title and its sentence."""
        self._title.setText(title)
        self._intro.setText(intro)
        self._intro.setVisible(bool(intro))
        self.setAccessibleName(title)

    def shown(self) -> None:
        """The page is in sight: look up what it shows."""


def scrolled(page: QWidget) -> QScrollArea:
    """A page in an area that scrolls where the window is lower than the page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls along with the field that has the focus
    area.setWidget(page)
    return area


def name(widget: QWidget, words: str, tip: str = "") -> None:
    """What a control is called for those who do not see it, and its tip."""
    widget.setAccessibleName(words.replace("&", ""))
    widget.setToolTip(tip or words.replace("&", ""))
