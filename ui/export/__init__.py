"""Exports: the dialog that asks for a film, and the line that says that it is made."""

from ui.export.dialog import ExportDialog
from ui.export.finished_bar import FinishedBar

__all__ = ["ExportDialog", "FinishedBar"]
