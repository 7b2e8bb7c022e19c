"""Pictures laid into places of another shape."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPixmap


def covering(picture: QPixmap, place: QRect) -> QRect:
    """The middle part of a picture that has the shape of a place: drawn there it fills it, and nothing is squeezed."""
    width = min(picture.width(), round(picture.height() * place.width() / place.height()))
    height = min(picture.height(), round(picture.width() * place.height() / place.width()))
    return QRect((picture.width() - width) // 2, (picture.height() - height) // 2, width, height)
