"""Panels beside the page, whose title buttons follow the language."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QWidget

from ui.widgets.labelled import name_button


class Dock(QDockWidget):
    """A panel. Qt names the buttons in its title once, in the language that holds when it is made: they are named here
    instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_buttons()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name_buttons()
        super().changeEvent(event)

    def _name_buttons(self) -> None:
        tips = {
            "qt_dockwidget_closebutton": self.tr("Close this panel"),
            "qt_dockwidget_floatbutton": self.tr("Float this panel, or put it back"),
        }
        for name, tip in tips.items():
            button = self.findChild(QAbstractButton, name)
            if button is not None:
                name_button(button, "", tip)
