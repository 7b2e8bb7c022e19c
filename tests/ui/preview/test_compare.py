"""Comparing takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from ui.document import Document
from ui.preview import Preview
from ui.preview.compare_view import CompareView
from ui.transport import Transport

# the offscreen platform says so of every window
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
A, B = "a" * 64, "b" * 64


@pytest.fixture
def compared(preview: Preview, document: Document, transport: Transport) -> CompareView:
    preview.show()
    transport.seek(document.schedule.spans[1].start + 12)
    preview.compare(document.storyboard.shots[1].id, A, B)
    return preview.compare_view


def colours(view: CompareView) -> list[tuple[int, int, int]]:
    """The colours in the middle of both pictures."""
    image = view.comparison.grab().toImage()
    middles = [rect.center().toPoint() for rect in view.comparison.rects()]
    found = [image.pixelColor(middle) for middle in middles]
    return [(colour.red(), colour.green(), colour.blue()) for colour in found]


def test_two_takes_lie_side_by_side_at_the_playhead(compared: CompareView) -> None:
    assert compared.isVisible() and compared.frame == 12
    assert colours(compared) == [(200, 0, 12), (0, 200, 12)]


def test_the_shorter_one_holds_its_last_frame(qtbot, compared: CompareView) -> None:
    for _ in range(40):
        qtbot.keyClick(compared, Qt.Key.Key_Right)
    assert compared.frame == 47
    assert colours(compared) == [(200, 0, 47), (0, 200, 29)]


def test_the_seam_of_the_wipe_is_dragged(qtbot, compared: CompareView) -> None:
    compared.set_mode("wipe")
    picture, comparison = compared.comparison.rects()[0], compared.comparison
    height = round(picture.center().y()) + 40
    left, right = (QPoint(round(picture.left() + picture.width() * share), height) for share in (0.3, 0.7))
    image = comparison.grab().toImage()
    assert image.pixelColor(left).red() == 200 and image.pixelColor(right).green() == 200
    qtbot.mousePress(comparison, Qt.MouseButton.LeftButton, pos=left)
    qtbot.mouseMove(comparison, left - QPoint(round(picture.width() * 0.1), 0))
    qtbot.mouseRelease(comparison, Qt.MouseButton.LeftButton)
    assert comparison.split == pytest.approx(0.3, abs=0.11)
    assert comparison.grab().toImage().pixelColor(left + QPoint(10, 0)).green() == 200
    qtbot.keyClick(comparison, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert comparison.split > 0.19


def test_they_play_in_step_and_stop_at_the_end(qtbot, compared: CompareView) -> None:
    qtbot.keyClick(compared, Qt.Key.Key_Space)
    assert compared.playing
    qtbot.waitUntil(lambda: compared.frame > 20, timeout=10_000)
    assert colours(compared)[0][2] - colours(compared)[1][2] in (0, 1), "both show the same frame"
    qtbot.waitUntil(lambda: not compared.playing, timeout=10_000)
    assert compared.frame == 47


def test_escape_goes_back(qtbot, preview: Preview, compared: CompareView) -> None:
    qtbot.keyClick(compared.comparison, Qt.Key.Key_Escape)
    assert not compared.isVisible() and preview.picture.isVisible()


def test_the_takes_are_called_by_number(compared: CompareView, preview: Preview) -> None:
    named = compared.comparison.grab().toImage()
    compared.comparison.set_names("", "")
    assert compared.comparison.grab().toImage() != named
