"""Whether pictures may move by themselves: not where the person does not want it, and never without a screen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

SCREENLESS = ("offscreen", "minimal", "vnc")

_wanted = True


def want(wanted: bool) -> None:
    """The person likes moving pictures, or not; holds from the next movement on."""
    global _wanted
    _wanted = wanted


def allowed() -> bool:
    """Whether something may begin to move."""
    if not _wanted or QGuiApplication.platformName() in SCREENLESS:
        return False
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
