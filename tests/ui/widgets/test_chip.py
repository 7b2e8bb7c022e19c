"""Chips, and the rows they lie in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.section import Section


def test_only_the_cross_takes_a_thing_out(qtbot) -> None:
    chip = Chip("Orion", "user")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    with qtbot.assertNotEmitted(chip.clicked, wait=20):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 14, 12))


def test_the_keyboard_takes_a_thing_out(qtbot) -> None:
    chip = Chip("Orion", "user")
    qtbot.addWidget(chip)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(chip.clicked):
            qtbot.keyClick(chip, key)
    assert "Orion" in chip.accessibleName()


def test_a_chip_to_put_back_can_be_pressed_anywhere(qtbot) -> None:
    chip = Chip("Sea", "image", put_back=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))


def test_rows_break_where_the_width_ends(qtbot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = FlowLayout(box)
    for _ in range(5):
        chip = QWidget()
        chip.setFixedSize(90, 20)
        row.addWidget(chip)
    assert row.heightForWidth(1000) == 20
    assert row.heightForWidth(200) == 3 * 20 + 2 * 6
    box.resize(200, 100)
    box.show()
    places = [item.geometry().topLeft().toTuple() for number in range(5) if (item := row.itemAt(number)) is not None]
    assert places == [(0, 0), (96, 0), (0, 26), (96, 26), (0, 52)]


def test_a_section_folds_and_says_what_is_inside(qtbot) -> None:
    section = Section("look")
    inside = QWidget()
    section.add(inside)
    section.say("Look", "Starlight")
    qtbot.addWidget(section)
    section.show()
    heading = section.findChild(QWidget, "lookHeading")
    with qtbot.waitSignal(section.folded):
        qtbot.mouseClick(heading, Qt.MouseButton.LeftButton)
    assert not section.is_open and not inside.isVisible()
    qtbot.keyClick(heading, Qt.Key.Key_Space)
    assert section.is_open and inside.isVisible()
