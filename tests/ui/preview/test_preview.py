"""The preview: what it shows, its keys and bars, the full screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QSlider, QToolButton, QWidget

from storyboard import edits
from ui import theme
from ui.document import Document
from ui.preview import Preview
from ui.transport import Transport

# the offscreen platform says so of every window
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def shown(preview: Preview) -> int:
    """The number that the picture's grey says."""
    pixel = preview.picture.image.pixelColor(5, 5)
    return pixel.red() + 256 * pixel.green()


def tool(preview: Preview, name: str) -> QToolButton:
    found = preview.findChild(QToolButton, name)
    assert found is not None, name
    return found


def test_it_shows_the_frame_under_the_playhead(preview: Preview, transport: Transport, playback) -> None:
    transport.seek(300)
    assert shown(preview) == 300
    playback.late = {301}
    transport.seek(301)
    assert shown(preview) == 300, "the last picture stays until the next one is there"
    playback.bring(301)
    assert shown(preview) == 301


def test_a_film_that_stands_at_its_start_is_not_shown_black(
    preview: Preview, document: Document, transport: Transport
) -> None:
    assert shown(preview) == document.schedule.fade_frames > 0
    transport.seek(1)
    assert shown(preview) == 1


def test_another_film_begins_with_a_small_picture_of_its_own(
    preview: Preview, document: Document, playback
) -> None:
    assert not preview.picture.image.isNull()
    fade = document.schedule.fade_frames
    playback.late = set(range(100))
    document.replace(document.storyboard)
    assert preview.picture.image.isNull()
    playback.bring(fade)
    assert shown(preview) == fade


def test_a_late_frame_that_nobody_wants_any_more_is_not_shown(
    preview: Preview, transport: Transport, playback
) -> None:
    playback.late = {40, 41}
    transport.seek(30)
    transport.seek(40)
    transport.seek(41)
    playback.bring(40)
    assert shown(preview) == 30
    playback.bring(41)
    assert shown(preview) == 41


def test_waiting_is_seen_only_when_it_takes_long(qtbot, preview: Preview, transport: Transport, playback) -> None:
    playback.late = {40}
    transport.seek(40)
    assert not preview.picture.spinning
    qtbot.waitUntil(lambda: preview.picture.spinning, timeout=5000)
    playback.bring(40)
    assert not preview.picture.spinning


def test_a_draft_is_called_one(preview: Preview, transport: Transport, playback) -> None:
    playback.drafts = {10}
    transport.seek(10)
    assert preview.picture.draft
    transport.seek(11)
    assert not preview.picture.draft


def test_playing_follows_the_clock_and_stops_at_the_end(preview: Preview, transport: Transport, playback) -> None:
    transport.seek(100)
    transport.play()
    assert playback.started == [(100, 1.0, 0, transport.total, False)]
    playback.clock.emit(107)
    assert transport.frame == 107 and shown(preview) == 107
    playback.ended.emit()
    assert not transport.playing and playback.stopped == 1


def test_seeking_while_it_plays_goes_on_from_there(preview: Preview, transport: Transport, playback) -> None:
    transport.play()
    transport.seek(500)
    assert playback.started[-1][:2] == (500, 1.0)
    playback.clock.emit(501)
    assert len(playback.started) == 2, "the clock is nobody who seeks"


def test_a_looped_shot_is_played_between_its_ends(
    preview: Preview, transport: Transport, document: Document, playback
) -> None:
    span = document.schedule.spans[2]
    transport.seek(span.start + 30)
    tool(preview, "previewLoop").click()
    assert transport.loop_shot
    transport.play()
    assert playback.started == [(span.start + 30, 1.0, span.start, span.end, True)]
    tool(preview, "previewLoop").click()
    assert playback.started[-1][4] is False, "switched off while it runs"


@pytest.mark.parametrize(
    ("keys", "rate"), [("L", 1.0), ("LL", 2.0), ("LLLLL", 8.0), ("J", -1.0), ("JJ", -2.0), ("LLJ", 1.0), ("LK", 0.0)]
)
def test_j_k_l_shuttle(qtbot, preview: Preview, transport: Transport, keys: str, rate: float) -> None:
    transport.seek(400)
    for key in keys:
        qtbot.keyClick(preview, key)
    assert transport.rate == rate


def test_keys_step_and_leap(qtbot, preview: Preview, transport: Transport, document: Document) -> None:
    span = document.schedule.spans[1]
    transport.seek(span.start + 10)
    for key, modifier, frame in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, span.start + 11),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, span.start + 11 - document.schedule.fps),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, span.start),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, transport.total - 1),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
    ):
        qtbot.keyClick(preview, key, modifier)
        assert transport.frame == frame, key
    qtbot.keyClick(preview, Qt.Key.Key_Space)
    assert transport.playing
    qtbot.keyClick(preview, Qt.Key.Key_Right)
    assert not transport.playing and transport.frame == 1, "a step stops the film"


def test_the_wheel_goes_by_frames(preview: Preview, transport: Transport) -> None:
    transport.seek(50)
    for notch in (-120, -60, -60, 120):
        place = QPointF(100, 100)
        QApplication.sendEvent(
            preview.picture,
            QWheelEvent(
                place, place, QPoint(), QPoint(0, notch), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip
    assert transport.frame == 51


def test_the_scrub_bar_holds_the_film_while_it_is_held(qtbot, preview: Preview, transport: Transport, playback) -> None:
    preview.show()
    scrub = preview.controls.scrub
    transport.play(2.0)
    qtbot.mousePress(scrub, Qt.MouseButton.LeftButton, pos=QPoint(scrub.width() // 2, 8))
    assert not transport.playing
    assert abs(transport.frame - transport.total // 2) < transport.total / 100
    qtbot.mouseRelease(scrub, Qt.MouseButton.LeftButton, pos=QPoint(scrub.width() // 2, 8))
    assert transport.rate == 2.0


def test_page_keys_go_from_shot_to_shot(qtbot, preview: Preview, transport: Transport, document: Document) -> None:
    starts = [span.start for span in document.schedule.spans]
    for key, number in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageUp, 1)):
        qtbot.keyClick(preview.controls.scrub, key)
        assert transport.frame == starts[number]


def test_the_clock_reads_the_playhead(preview: Preview, transport: Transport, document: Document) -> None:
    transport.seek(24 * 62 + 5)
    assert preview.controls.bar.time_words.startswith("1:02.05 / ")
    document.edit("Shorter", lambda board: edits.remove(board, {shot.id for shot in board.shots[1:]}))
    assert transport.total == document.schedule.total_frames
    assert preview.controls.bar.time_words == "0:08.15 / 0:08.16" and transport.frame == transport.total - 1


def test_the_volume_reaches_the_playback(preview: Preview, playback) -> None:
    slider = preview.findChild(QSlider, "previewVolume")
    assert slider is not None and playback.volume == 0.8
    slider.setValue(30)
    assert playback.volume == 0.3
    tool(preview, "previewMute").click()
    assert playback.volume == 0.0
    slider.setValue(50)
    assert playback.volume == 0.5, "whoever turns it up wants to hear it"


def test_guides_are_drawn_over_the_picture(preview: Preview) -> None:
    plain = preview.picture.grab().toImage()
    for action in tool(preview, "previewGuides").menu().actions():
        action.trigger()
    ruled = preview.picture.grab().toImage()
    rect = preview.picture.picture_rect()
    place = QPoint(round(rect.left() + rect.width() / 3), round(rect.center().y() / 2))
    assert plain.pixelColor(place) != ruled.pixelColor(place)
    assert tool(preview, "previewGuides").isChecked()


def test_the_full_screen_plays_on_and_hides_its_bar(qtbot, preview: Preview, transport: Transport, playback) -> None:
    preview.show()
    qtbot.keyClick(preview, Qt.Key.Key_F11)
    full = preview.full_screen
    assert full is not None and full.isVisible() and full.controls.isVisible()
    transport.seek(200)
    assert full.picture.image.pixelColor(5, 5).red() == 200
    qtbot.keyClick(full, Qt.Key.Key_Space)
    assert transport.playing
    qtbot.waitUntil(lambda: not full.controls.isVisible(), timeout=10_000)
    qtbot.mouseMove(full.picture, QPoint(30, 30))
    qtbot.mouseClick(full.picture, Qt.MouseButton.LeftButton)
    assert full.controls.isVisible() and not transport.playing
    qtbot.keyClick(full, Qt.Key.Key_Escape)
    assert preview.full_screen is None and not full.isVisible()


def test_it_follows_the_shape_of_the_film(preview: Preview, document: Document) -> None:
    preview.show()
    document.edit("Tall", lambda board: edits.with_part(board, "canvas", width=720, height=1280))
    rect = preview.picture.picture_rect()
    assert rect.height() / rect.width() == pytest.approx(1280 / 720)


def test_what_is_prepared_is_said(qtbot, preview: Preview, transport: Transport, playback) -> None:
    playback.late = {9}
    transport.seek(9)
    qtbot.waitUntil(lambda: preview.picture.spinning, timeout=5000)
    before = preview.picture.grab().toImage()
    playback.preparing.emit(2, 9)
    assert preview.picture.grab().toImage() != before


def test_everything_has_a_name_and_a_key(preview: Preview) -> None:
    preview.show()
    for widget in preview.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            assert widget.accessibleName(), widget.objectName()
            assert widget.objectName()


def test_it_follows_the_theme(qapp: QApplication, preview: Preview) -> None:
    preview.picture.resize(400, 400)
    edge = [preview.picture.grab().toImage().pixelColor(5, 5)]
    theme.apply(qapp, "light")
    edge.append(preview.picture.grab().toImage().pixelColor(5, 5))
    assert edge == [QColor(theme.DARK.sunken), QColor(theme.LIGHT.sunken)]
