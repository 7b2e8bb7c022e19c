"""A page of the inspector: panels under headings, in a column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.inspector.panel import Panel
from ui.widgets.section import Section


class Page(QScrollArea):
    """The column; a page says its headings in ``retranslate``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(10, 8, 8, 16)
        self.column.setSpacing(4)
        self.setWidget(inside)
        self.sections: dict[str, Section] = {}
        self.panels: list[Panel] = []

    def add(self, name: str, *panels: Panel, open: bool = True) -> None:
        """One more section of panels."""
        section = Section(name, open)
        for panel in panels:
            section.add(panel)
            self.panels.append(panel)
        self.sections[name] = section
        self.column.addWidget(section)

    def flush(self) -> None:
        """Tell the storyboard the words that were typed last."""
        for panel in self.panels:
            panel.flush()

    def retranslate(self) -> None:
        """Say the headings in the language that holds now."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
