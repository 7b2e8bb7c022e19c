"""Buttons with a sign and words."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton


def name_button(button: QAbstractButton, text: str, tip: str) -> None:
    """Give a button its words, room between them and its sign, and what it says to those who cannot see it."""
    button.setText(f" {text}" if text and not button.icon().isNull() else text)
    button.setToolTip(tip)
    button.setAccessibleName(text or tip)
