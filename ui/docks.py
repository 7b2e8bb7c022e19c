"""The small buttons in the titles of panels, which Qt names once, in the language that holds when they are made."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QDockWidget

from ui.widgets.labelled import name_button


def name_buttons(dock: QDockWidget) -> None:
    """Name the buttons that close a panel and loosen it from the window in the language that holds now."""
    tips = {
        "qt_dockwidget_closebutton": QCoreApplication.translate("Docks", "Close this panel"),
        "qt_dockwidget_floatbutton": QCoreApplication.translate("Docks", "Float this panel, or put it back"),
    }
    for name, tip in tips.items():
        button = dock.findChild(QAbstractButton, name)
        if button is not None:
            name_button(button, "", tip)
