"""The curve of the music's intensity: its geometry, its mouse and its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from storyboard import edits
from ui.document import Document
from ui.inspector.curve import Frame, nearest, points
from ui.inspector.intensity_curve import IntensityCurve

FRAME = Frame(10, 10, 200, 100)


def test_points_stand_in_the_middle_of_their_shots(document: Document) -> None:
    plan = document.schedule
    places = points(plan, [0.5] * len(plan.spans), FRAME)
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert 10 < places[0][0] < places[-1][0] < 210
    assert {y for _, y in places} == {60.0}


def test_heights_and_intensities_are_each_other() -> None:
    for value in (0.0, 0.3, 1.0):
        assert FRAME.intensity_at(FRAME.y_of(value)) == pytest.approx(value)
    assert FRAME.intensity_at(-50) == 1.0 and FRAME.intensity_at(500) == 0.0
    assert nearest([(10, 0), (50, 0), (90, 0)], 66) == 1


@pytest.fixture
def curve(qtbot, document: Document) -> IntensityCurve:
    one = IntensityCurve(document)
    one.edited.connect(
        lambda index, value: document.edit(
            "i", lambda board: edits.with_shot(board, board.shots[index].id, intensity=value), f"c{one.sitting}"
        )
    )
    document.changed.connect(one.refresh)
    qtbot.addWidget(one)
    one.resize(300, 116)
    one.show()
    return one


def test_a_point_is_drawn_up_as_one_step(qtbot, document: Document, curve: IntensityCurve) -> None:
    x = round(curve._places()[2][0])
    qtbot.mousePress(curve, Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    for y in (50, 40, 20, 5):
        qtbot.mouseMove(curve, QPoint(x, y))
    qtbot.mouseRelease(curve, Qt.MouseButton.LeftButton, pos=QPoint(x, 5))
    assert document.storyboard.shots[2].intensity == 1.0
    assert document.undo_stack.count() == 1


def test_arrows_choose_and_move_a_point(qtbot, document: Document, curve: IntensityCurve) -> None:
    before = document.storyboard.shots[1].intensity
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(curve, key)
    assert document.storyboard.shots[1].intensity == pytest.approx(before + 0.1)
    assert "2" in curve.accessibleDescription()
    qtbot.keyClick(curve, Qt.Key.Key_End)
    assert curve.at == len(document.storyboard.shots) - 1
