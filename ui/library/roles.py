"""What the library's items carry beside their title."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """Roles of the library's items."""

    KEY = Qt.ItemDataRole.UserRole + 1
    """What names it: a legend's id, a shot's id in its legend, a file's path, a figure's id."""
    DETAIL = Qt.ItemDataRole.UserRole + 2
    """The faint words under its title."""
    WORDS = Qt.ItemDataRole.UserRole + 3
    """What the search looks through, in both languages."""
    FOOT = Qt.ItemDataRole.UserRole + 4
    """A short word in its corner."""
    FAULTY = Qt.ItemDataRole.UserRole + 5
    """Whether something is amiss with it."""
