"""A part of a long panel under a heading that folds it away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui import theme
from ui.icons import icon


class Section(QWidget):
    """A heading with an arrow and the widgets under it.

    Signals:
        folded: it was opened (False) or folded away (True).
    """

    folded = Signal(bool)

    def __init__(self, name: str, open: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Section")
        self._heading, self._summary, self._body = QToolButton(), QLabel(), QWidget()
        self._heading.setObjectName(f"{name}Heading")
        self._heading.setProperty("flat", True)
        self._heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._heading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._heading.clicked.connect(lambda: self.set_open(not self.is_open))
        self._words = ""
        self._summary.setProperty("role", "faint")
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 4, 0)
        head.addWidget(self._heading)
        head.addWidget(self._summary, 1)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(6, 2, 4, 8)
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 5, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._body)
        self._dress(open)

    def add(self, widget: QWidget) -> None:
        """One more widget under the heading."""
        self._column.addWidget(widget)

    def say(self, heading: str, summary: str = "") -> None:
        """The words of the heading, and a few that tell what is inside while it is folded."""
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._heading.setText(heading)
        self._heading.setAccessibleName(heading)
        self._heading.setToolTip(heading)
        self._words = summary
        self._summary.setText("" if self.is_open else summary)

    @property
    def is_open(self) -> bool:
        """Whether what is inside is shown."""
        return not self._body.isHidden()

    def set_open(self, open: bool) -> None:
        """Show what is inside, or fold it away."""
        if open != self.is_open:
            self._dress(open)
            self.folded.emit(not open)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin line over the heading parts it from what is above."""
        QPainter(self).fillRect(6, 0, self.width() - 10, 1, theme.colour("line", 150))

    def _dress(self, open: bool) -> None:
        self._body.setVisible(open)
        self._summary.setText("" if open else self._words)
        self._heading.setIcon(icon("chevron-down" if open else "chevron-right", "faint"))
