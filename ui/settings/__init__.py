"""What a person sets for the whole program, and what the program says of itself."""

from __future__ import annotations

from ui.settings.about import AboutDialog
from ui.settings.dialog import SettingsDialog

__all__ = ["AboutDialog", "SettingsDialog"]
