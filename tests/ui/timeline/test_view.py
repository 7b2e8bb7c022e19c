"""The timeline's keys, zoom, menus, drops, editors and what it tells assistive tools."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSlider, QToolButton

from storyboard import edits
from storyboard.model import Marker, Shot, Storyboard
from storyboard.templates import load_template
from tests.ui.timeline.conftest import Hand, Reel, Voices, child
from ui import mime, theme
from ui.document import Document
from ui.ports import Services
from ui.ports.takes import TakeState
from ui.timeline import TimelinePanel
from ui.timeline.hits import Hit, Part
from ui.timeline.inline import MarkerEditor, TransitionEditor
from ui.timeline.lanes import Lane
from ui.timeline.tips import tip
from ui.timeline.view import TimelineView
from ui.transport import Transport

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def ids(document: Document) -> list[str]:
    return [shot.id for shot in document.storyboard.shots]


def press(view: TimelineView, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(view, key, keys)


def test_keys_move_the_playhead(view: TimelineView, document: Document, transport: Transport) -> None:
    transport.seek(100)
    for key, keys, frame in (
        (Qt.Key.Key_Right, NONE, 101), (Qt.Key.Key_Left, NONE, 100), (Qt.Key.Key_Right, SHIFT, 124),
        (Qt.Key.Key_Left, SHIFT, 100), (Qt.Key.Key_Down, NONE, document.schedule.spans[1].start),
        (Qt.Key.Key_Up, NONE, 0), (Qt.Key.Key_End, NONE, transport.total - 1), (Qt.Key.Key_Home, NONE, 0),
    ):  # fmt: skip
        press(view, key, keys)
        assert transport.frame == frame, key


def test_keys_play(view: TimelineView, transport: Transport) -> None:
    press(view, Qt.Key.Key_Space)
    assert transport.rate == 1
    press(view, Qt.Key.Key_L)
    assert transport.rate == 2
    press(view, Qt.Key.Key_K)
    assert transport.rate == 0
    press(view, Qt.Key.Key_J)
    assert transport.rate == -1


def test_keys_edit(view: TimelineView, document: Document, transport: Transport) -> None:
    before = ids(document)
    document.select([before[1]])
    press(view, Qt.Key.Key_Right, ALT)
    assert ids(document)[:3] == [before[0], before[2], before[1]]
    press(view, Qt.Key.Key_Left, ALT)
    assert ids(document) == before
    press(view, Qt.Key.Key_D, CTRL)
    assert len(ids(document)) == len(before) + 1
    press(view, Qt.Key.Key_Delete)
    assert ids(document) == before
    press(view, Qt.Key.Key_A, CTRL)
    assert len(document.selection) == len(before)
    transport.seek(document.schedule.spans[3].start + 60)
    press(view, Qt.Key.Key_S)
    assert len(ids(document)) == len(before) + 1
    press(view, Qt.Key.Key_M)
    assert len(document.storyboard.markers) == 1
    press(view, Qt.Key.Key_Return)
    assert document.selection == (ids(document)[4],)


def test_brackets_trim_to_the_playhead(view: TimelineView, document: Document, transport: Transport) -> None:
    span = document.schedule.spans[2]
    transport.seek(span.start + 100)
    press(view, Qt.Key.Key_BracketRight)
    assert document.schedule.spans[2].frames == 101
    transport.seek(span.start + 40)
    press(view, Qt.Key.Key_BracketLeft)
    assert document.schedule.spans[2].frames == 61


def test_the_wheel_zooms_at_the_pointer_and_pans(view: TimelineView) -> None:
    def turn(x: float, steps: int, keys: Qt.KeyboardModifier) -> None:
        at = QPointF(x, 100)
        event = QWheelEvent(
            at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    frame = view.layout_now().scale.frame(700)
    turn(700, 8, CTRL)
    assert view.layout_now().scale.frame(700) == pytest.approx(frame, abs=1 / view.layout_now().scale.px)
    left = view.horizontalScrollBar().value()
    turn(700, -1, NONE)
    assert view.horizontalScrollBar().value() > left
    turn(700, 40, CTRL)
    assert view.viewing.scale().px == 8.0 and view.viewing.share == pytest.approx(1)
    press(view, Qt.Key.Key_F)
    layout = view.layout_now()
    assert layout.block(len(layout.spans) - 1).right() < layout.width and view.viewing.share == 0


def test_the_slider_and_the_buttons_zoom(panel: TimelinePanel, view: TimelineView) -> None:
    slider = child(panel, QSlider, "timelineZoom")
    slider.setValue(500)
    assert view.viewing.share == pytest.approx(0.5, abs=0.01)
    child(panel, QToolButton, "zoomIn").click()
    assert slider.value() > 500
    child(panel, QToolButton, "fit").click()
    assert slider.value() == 0


def test_the_playhead_is_followed_page_by_page(view: TimelineView, transport: Transport) -> None:
    view.viewing.zoom(4, 0)
    view.viewing.scroll(-100000)
    transport.play()
    edge = int(view.layout_now().scale.frame(view.viewport().width()))
    transport.advance(edge - 3)
    assert view.horizontalScrollBar().value() == 0
    transport.advance(edge + 3)
    assert view.layout_now().scale.x(transport.frame) < view.viewport().width() / 4


def labels(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]


def pick(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().split("\t")[0] == words).trigger()


def test_a_shots_menu_gives_its_length_back_to_the_line(view: TimelineView, document: Document) -> None:
    shot = ids(document)[1]
    document.edit("Fixed", lambda board: edits.with_duration(board, shot, 20))
    pick(view.menus.menu(Hit(Part.SHOT, 1, Lane.STORY), 0), "Length from the line")
    assert document.current.duration_s is None and document.selection == (shot,)
    pick(view.menus.menu(Hit(Part.SHOT, 1, Lane.STORY), 0), "Fixed length")
    assert document.current.duration_s == pytest.approx(document.span(shot).frames / 24, abs=0.001)


def test_a_take_is_asked_for_from_the_menu(view: TimelineView, document: Document, services: Services) -> None:
    pick(view.menus.menu(Hit(Part.SHOT, 2, Lane.STORY), 0), "Make a take")
    assert isinstance(services.takes, Reel) and services.takes.asked == [(ids(document)[2],)]


def test_a_transitions_menu_has_all_six_kinds(view: TimelineView, document: Document) -> None:
    menu = view.menus.menu(Hit(Part.TRANSITION, 1, Lane.STORY), 0)
    kinds = [action.objectName() for action in menu.actions() if action.objectName().startswith("transition-")]
    assert len(kinds) == 6
    pick(menu, "Star dissolve")
    assert document.schedule.spans[1].transition == "stars"
    pick(view.menus.menu(Hit(Part.TRANSITION, 1, Lane.STORY), 0), "Use everywhere")
    assert {span.transition for span in document.schedule.spans[:-1]} == {"stars"}


def test_lanes_have_menus_of_their_own(view: TimelineView, document: Document, services: Services) -> None:
    pick(view.menus.menu(Hit(Part.LANE, -1, Lane.CAPTIONS), 0), "Show captions in the picture")
    assert not document.storyboard.captions.enabled
    pick(view.menus.menu(Hit(Part.LANE, -1, Lane.MUSIC), 0), "Festival")
    assert document.storyboard.music.style == "festival"
    pick(view.menus.menu(Hit(Part.LANE, 0, Lane.NARRATION), 0), "Listen")
    assert isinstance(services.sound, Voices) and services.sound.heard == [document.storyboard.shots[0].line]
    pick(view.menus.menu(Hit(Part.HEADER, -1, Lane.NARRATION), 0), "Speak the lines")
    assert not document.storyboard.narration.enabled


def test_the_rulers_menu_marks_the_place(view: TimelineView, document: Document, transport: Transport) -> None:
    pick(view.menus.menu(Hit(Part.RULER, lane=Lane.RULER), 300), "Marker here")
    [mark] = document.storyboard.markers
    assert transport.frame == 300
    pick(view.menus.menu(Hit(Part.MARKER, lane=Lane.RULER, marker=mark), 300), "Remove marker")
    assert document.storyboard.markers == ()


def test_the_menu_key_opens_the_current_shots_menu(view: TimelineView, document: Document) -> None:
    document.select([ids(document)[7]])
    view.viewing.zoom(6, 0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), view.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(view, event)
    menu = view.findChild(QMenu, "timelineMenu")
    assert menu is not None and menu.isVisible() and "Duplicate" in labels(menu)
    assert document.selection == (ids(document)[7],)
    menu.close()


def test_a_length_is_typed_into_the_transition(view: TimelineView, hand: Hand, document: Document) -> None:
    hand.double(hand.cut(2))
    editor = child(view, TransitionEditor)
    assert editor.isVisible() and editor.kinds.count() == 6
    editor.field.setText("1.5 s")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert document.schedule.spans[2].overlap == 36 and document.undo_stack.count() == 1


def test_what_is_no_length_is_refused_calmly(view: TimelineView, document: Document, qtbot) -> None:
    view.menus.open_transition(1)
    editor = child(view, TransitionEditor)
    editor.field.setText("soon")
    with qtbot.waitSignal(document.refused) as told:
        QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert "soon" in told.args[0] and document.undo_stack.count() == 0


def test_escape_closes_an_editor_without_an_edit(view: TimelineView, document: Document) -> None:
    view.menus.open_transition(1)
    editor = child(view, TransitionEditor)
    editor.field.setText("48")
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert document.undo_stack.count() == 0


def test_a_mark_is_renamed_where_it_stands(view: TimelineView, document: Document) -> None:
    mark = Marker(shot=ids(document)[0], at_s=1)
    document.edit("Marker", lambda board: edits.with_marker(board, mark))
    pick(view.menus.menu(Hit(Part.MARKER, lane=Lane.RULER, marker=mark), 24), "Rename…")
    editor = child(view, MarkerEditor)
    editor.field.setText("The bridge")
    editor.close()
    assert document.storyboard.markers[0].text == "The bridge"


def drop(view: TimelineView, data, at: QPointF) -> tuple[QDragEnterEvent, QDropEvent]:
    buttons, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at.toPoint(), action, data, buttons, NONE)
    QApplication.sendEvent(view.viewport(), enter)
    event = QDropEvent(at, action, data, buttons, NONE)
    if enter.isAccepted():
        QApplication.sendEvent(view.viewport(), event)
    return enter, event


def test_a_legend_is_dropped_between_two_shots(view: TimelineView, hand: Hand, document: Document) -> None:
    before, legend = ids(document), load_template("orion", "en")
    drop(view, mime.template_data("orion"), hand.edge(1))
    after = [shot.text for shot in document.storyboard.shots]
    assert after[2 : 2 + len(legend.shots)] == [shot.text for shot in legend.shots]
    assert ids(document)[:2] == before[:2] and document.undo_stack.count() == 1


def test_shots_are_dropped_in_their_order(view: TimelineView, hand: Hand, document: Document) -> None:
    drop(view, mime.shots_data([Shot(id="x", text="one"), Shot(id="y", text="two")]), hand.edge(0))
    assert [shot.text for shot in document.storyboard.shots[1:3]] == ["one", "two"]


def test_files_go_to_the_import_and_other_things_are_not_taken(view, hand, document, editing, qtbot, tmp_path) -> None:
    with qtbot.waitSignal(editing.told):
        drop(view, mime.files_data([Path(tmp_path, "a.png")]), hand.edge(0))
    other = QMimeData()
    other.setText("words")
    assert not drop(view, other, hand.edge(0))[0].isAccepted()


def test_takes_are_marked(view: TimelineView, document: Document, services: Services) -> None:
    state, reel = view.desk.state, services.takes
    assert isinstance(reel, Reel)
    shot = ids(document)[0]
    assert "No take yet" in tip(view.desk, Hit(Part.SHOT, 0, Lane.STORY))
    reel.known[shot] = [TakeState("a" * 64, "sky", 1, "", "", current=False, there=True, chosen=True)]
    reel.changed.emit(shot)
    assert state.take_mark(shot).name == "STALE"
    reel.known[shot] = [TakeState("a" * 64, "sky", 1, "", "", current=True, there=True, chosen=True)]
    reel.changed.emit("")
    assert state.take_mark(shot).name == "READY"


def test_what_can_be_seen_is_painted(view: TimelineView, hand: Hand, document: Document) -> None:
    document.select([ids(document)[1]])
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    shot = hand.shot(0)
    assert image.pixelColor(shot.toPoint()).green() > 150  # its picture
    head = view.layout_now().block(1).topLeft().toPoint() + QPoint(40, 1)
    assert image.pixelColor(head) == QColor(theme.DARK.accent)  # the frame of the selected one
    line = view.layout_now().line_box(0, 4.0)
    assert line is not None
    words = image.copy(line.toAlignedRect())
    blue = QColor(theme.DARK.narration)
    assert any(words.pixelColor(x, words.height() // 2 + 8) == blue for x in range(words.width()))


def test_the_light_theme_repaints_it(view: TimelineView, qapp: QApplication) -> None:
    before = view.viewport().grab().toImage().pixelColor(view.viewport().width() - 4, 60)
    theme.apply(qapp, "light")
    QApplication.processEvents()
    after = view.viewport().grab().toImage().pixelColor(view.viewport().width() - 4, 60)
    assert before == QColor(theme.DARK.ground) and after == QColor(theme.LIGHT.ground)


def test_painting_part_by_part_gives_the_same_picture(view: TimelineView, hand: Hand, document: Document) -> None:
    view.viewing.zoom(1.5, 400)
    start = hand.edge(3)
    hand.press(start)
    for step in range(6):
        hand.move(start - QPointF(7 * step, 0))
        QApplication.processEvents()
    part_by_part = view.viewport().grab().toImage()
    view._painting.forget()
    assert view.viewport().grab().toImage() == part_by_part
    QTest.keyClick(view, Qt.Key.Key_Escape)


def test_little_on_the_timeline_says_what_can_be_dropped(view: TimelineView, document: Document) -> None:
    document.replace(Storyboard(shots=(Shot(id="a", text="a"),)))
    view.viewing.zoom(1.0, 0)
    QApplication.processEvents()
    image, layout = view.viewport().grab().toImage(), view.layout_now()
    y = round(layout.block(0).center().y())
    hint = [image.pixelColor(x, row) for x in range(round(layout.block(0).right()) + 40, view.viewport().width() - 20)
            for row in range(y - 6, y + 6)]  # fmt: skip
    assert any(colour == QColor(theme.DARK.faint) for colour in hint) or len({c.rgb() for c in hint}) > 3


def test_assistive_tools_see_a_list_of_shots(view: TimelineView, document: Document) -> None:
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Timeline"
    assert interface.childCount() == len(document.storyboard.shots)
    document.select([ids(document)[2]])
    third = interface.child(2)
    assert third.role() == QAccessible.Role.ListItem
    assert third.text(QAccessible.Text.Name) == "Shot 3, The Cowherd, 0:18 to 0:28, selected"
    state = third.state()
    assert state.selected and state.selectable and not interface.child(1).state().selected
    assert interface.indexOfChild(third) == 2
    rect = third.rect()
    assert interface.indexOfChild(interface.childAt(rect.center().x(), rect.center().y())) == 2
    view.viewing.zoom(8, 0)
    view.viewing.scroll(-10**6)
    assert interface.child(8).state().offscreen


def test_the_list_lives_and_dies_with_its_timeline(qtbot, document, transport, services, editing) -> None:
    for _ in range(3):
        panel = TimelinePanel(document, transport, services, editing)
        panel.show()
        interface = QAccessible.queryAccessibleInterface(panel.view)
        assert interface.child(0).text(QAccessible.Text.Name).startswith("Shot 1")
        del interface
        panel.close()
        panel.deleteLater()
        QApplication.processEvents()
        del panel
        gc.collect()


def test_focus_is_told(panel: TimelinePanel, view: TimelineView, document: Document, qtbot) -> None:
    panel.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus, timeout=5000)
    document.select([ids(document)[1]])
    interface = QAccessible.queryAccessibleInterface(view)
    focused = interface.focusChild()
    assert focused is not None and interface.indexOfChild(focused) == 1 and focused.state().focused
