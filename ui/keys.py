"""Plain keys: the focused widget's own first, the window's shortcuts where it has no use for them.

A shortcut of one key (Space, S, the arrows) in a window's menu would be taken away from a focused button, list or
field. So widgets keep such keys; those they leave unused come up to the window, which looks for its action.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QTabBar,
    QWidget,
)

from ui.actions import Actions

OWN_KEYS = "ownKeys"
"""Property of painted views that have keys of their own."""

_CONTROLS = (QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractSlider, QAbstractItemView, QTabBar)
_WITH_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class PlainKeys(QObject):
    """Watches the widget that has the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._watch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a control have a key before the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not event.modifiers() & _WITH_COMMAND and event.key() != Qt.Key.Key_F11:
                event.accept()
        return False

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        if new is not None and (isinstance(new, _CONTROLS) or new.property(OWN_KEYS)) and new.window() is self._window:
            self._watched = new
            new.installEventFilter(self)
            new.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None


def trigger(actions: Actions, event: QKeyEvent) -> bool:
    """Do what a key that no widget wanted is the shortcut of; whether there is such an action."""
    wanted = QKeySequence(event.keyCombination())
    for _, action in actions:
        if action.isEnabled() and wanted in action.shortcuts():
            action.trigger()
            return True
    return False
