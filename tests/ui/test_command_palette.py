"""The command palette finds every action by its words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow

from ui.actions import Actions, Spec
from ui.command_palette import CommandPalette, rank_of


def test_all_typed_words_must_stand_in_the_name() -> None:
    assert rank_of("split play", "Split at the playhead", "") is not None
    assert rank_of("split end", "Split at the playhead", "") is None
    assert rank_of("", "Anything", "") is not None


def test_what_begins_so_comes_first_and_english_helps_too() -> None:
    begins, inside, english = rank_of("sp", "Split", ""), rank_of("li", "Split", ""), rank_of("split", "拆分", "&Split")
    assert begins and inside and english and begins < inside < english


def test_a_command_is_typed_chosen_and_done(qtbot) -> None:
    done: list[str] = []
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    actions = Actions(window)
    names = {"split": "&Split at the playhead", "save": "&Save", "shut": "Shut", "off": "Switch off"}
    for name, words in names.items():
        actions.add(Spec(name, "file", words, lambda name=name: done.append(name)))
    actions["off"].setEnabled(False)
    palette = CommandPalette(actions, window)
    window.show()
    palette.open()
    field = palette.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "s")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert done == ["shut"] and palette.isHidden()
    palette.open()
    qtbot.keyClicks(field, "switch")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert done == ["shut"]
