"""Plain keys belong to the focused control first, then to the window's menus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QSpinBox, QVBoxLayout, QWidget

from ui import keys
from ui.actions import Actions, Spec


class Window(QMainWindow):
    """A window with two actions of one key, a button, a number and a plain view."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.actions_of_window = Actions(self)
        for name, key in (("play", "Space"), ("earlier", "Up"), ("save", "Ctrl+S")):
            self.actions_of_window.add(Spec(name, "play", name, lambda name=name: self.done.append(name), (key,)))
        self.button, self.number, self.view = QPushButton("Press"), QSpinBox(), QWidget()
        self.button.clicked.connect(lambda: self.done.append("pressed"))
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setProperty(keys.OWN_KEYS, True)
        page = QWidget()
        column = QVBoxLayout(page)
        for widget in (self.button, self.number, self.view):
            column.addWidget(widget)
        self.setCentralWidget(page)
        self.plain = keys.PlainKeys(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.trigger(self.actions_of_window, event):
            super().keyPressEvent(event)


def shown(qtbot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return window


def test_a_focused_button_keeps_the_space_bar(qtbot) -> None:
    window = shown(qtbot)
    window.button.setFocus()
    qtbot.keyClick(window.button, Qt.Key.Key_Space)
    assert window.done == ["pressed"]


def test_a_number_keeps_its_arrows(qtbot) -> None:
    window = shown(qtbot)
    window.number.setFocus()
    qtbot.keyClick(window.number, Qt.Key.Key_Up)
    assert window.number.value() == 1 and window.done == []


def test_what_a_view_leaves_unused_comes_to_the_menus(qtbot) -> None:
    window = shown(qtbot)
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_Space)
    assert window.done == ["play"]


def test_commands_hold_everywhere(qtbot) -> None:
    window = shown(qtbot)
    window.button.setFocus()
    qtbot.keyClick(window.button, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.done == ["save"]
