"""The small buttons in the titles of panels: Qt names them for those who cannot see them, and gives them no tips."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QDockWidget


def explain_buttons(dock: QDockWidget) -> None:
    """Say in tips, in the language that holds now, what the buttons in a panel's title do."""
    tips = {
        "qt_dockwidget_closebutton": QCoreApplication.translate("Docks", "Close this panel"),
        "qt_dockwidget_floatbutton": QCoreApplication.translate("Docks", "Float this panel, or put it back"),
    }
    for name, tip in tips.items():
        button = dock.findChild(QAbstractButton, name)
        if button is not None:
            button.setToolTip(tip)
