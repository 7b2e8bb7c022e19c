"""The question before a window with unsaved edits is closed."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate

Answer = Literal["save", "leave", "stay"]


def ask_before_closing(window: QWidget) -> Answer:
    """Ask what becomes of unsaved edits: they are saved, left for next time (the start page offers them again), or the
    window stays open."""
    box = QMessageBox(window)
    box.setObjectName("closeQuestion")
    box.setText(translate("Closing", "This storyboard has unsaved edits."))
    box.setInformativeText(
        translate("Closing", "If you leave them for next time, the start page offers them again.")
    )
    save = box.addButton(translate("Closing", "Save"), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(
        translate("Closing", "Leave for next time"), QMessageBox.ButtonRole.DestructiveRole
    )
    box.addButton(translate("Closing", "Go on editing"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.exec()
    if box.clickedButton() is save:
        return "save"
    return "leave" if box.clickedButton() is leave else "stay"
