"""Dragging on the timeline, by the events of a pointer through the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from storyboard import edits
from storyboard.model import Marker
from tests.ui.timeline.conftest import Hand, child
from ui.document import Document
from ui.timeline import TimelinePanel
from ui.timeline.lanes import Lane
from ui.timeline.view import TimelineView
from ui.transport import Transport

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def ids(document: Document) -> list[str]:
    return [shot.id for shot in document.storyboard.shots]


def test_a_shot_dragged_behind_another_goes_there(view: TimelineView, hand: Hand, document: Document) -> None:
    before = ids(document)
    hand.drag(hand.shot(1), hand.edge(3))
    assert ids(document) == [before[0], before[2], before[3], before[1], *before[4:]]
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert ids(document) == before


def test_a_ghost_and_a_mark_show_where_it_would_go(view: TimelineView, hand: Hand) -> None:
    hand.press(hand.shot(1))
    hand.move(hand.edge(4))
    assert view.pointer.shown.ghosts == (1,) and view.pointer.shown.insertion == 5
    hand.release(hand.edge(4))
    assert view.pointer.shown.ghosts == ()


def test_dropped_in_place_nothing_is_edited(hand: Hand, document: Document) -> None:
    hand.drag(hand.shot(2), hand.shot(2) + QPointF(12, 0))
    assert document.undo_stack.count() == 0


def test_alt_drags_a_copy(hand: Hand, document: Document) -> None:
    count = len(ids(document))
    hand.drag(hand.shot(0), hand.edge(2), ALT)
    assert len(ids(document)) == count + 1
    assert document.storyboard.shots[3].text == document.storyboard.shots[0].text


def test_several_selected_shots_go_together(hand: Hand, document: Document) -> None:
    before = ids(document)
    hand.click(hand.shot(0))
    hand.click(hand.shot(2), CTRL)
    assert document.selection == (before[0], before[2])
    hand.drag(hand.shot(2), hand.edge(4))
    assert ids(document)[:5] == [before[1], before[3], before[4], before[0], before[2]]


def test_shift_selects_all_between(hand: Hand, document: Document) -> None:
    hand.click(hand.shot(1))
    hand.click(hand.shot(4), SHIFT)
    assert document.selection == tuple(ids(document)[1:5])
    hand.click(hand.shot(2))
    assert document.selection == (ids(document)[2],)


def test_a_rubber_band_selects_what_it_touches(view: TimelineView, hand: Hand, document: Document) -> None:
    start = hand.frame(document.schedule.spans[2].start + 40, Lane.CAPTIONS)
    hand.drag(start, QPointF(hand.shot(4).x(), start.y() - 70))
    assert document.selection == tuple(ids(document)[2:5])
    hand.click(hand.frame(10, Lane.EFFECTS))
    assert document.selection == ()


@pytest.mark.parametrize("part", ["shot", "end", "start", "cut", "band", "ruler"])
def test_escape_leaves_everything_as_it_was(
    view: TimelineView, hand: Hand, document: Document, transport: Transport, part: str
) -> None:
    document.select([ids(document)[1]])
    transport.seek(50)
    before = document.storyboard
    start = {
        "shot": hand.shot(3), "end": hand.edge(3), "start": hand.edge(3, start=True), "cut": hand.cut(3),
        "band": hand.frame(900, Lane.EFFECTS), "ruler": hand.frame(600),
    }[part]  # fmt: skip
    selected = document.selection
    hand.press(start)
    hand.move(start + QPointF(60, 3))
    hand.move(start + QPointF(120, 3))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.pointer.busy
    hand.move(start + QPointF(180, 3))
    hand.release(start + QPointF(180, 3))
    assert document.storyboard is before and document.undo_stack.count() == 0
    assert transport.frame == 50
    assert part == "shot" or document.selection == selected


def test_the_right_edge_trims_and_what_follows_moves_along(hand: Hand, document: Document) -> None:
    old, after = document.schedule.spans[2], document.schedule.spans[3].start
    hand.drag(hand.edge(2), hand.edge(2) - QPointF(30, 0), ALT)
    new = document.schedule.spans[2]
    assert new.frames < old.frames and new.start == old.start
    assert document.schedule.spans[3].start - after == new.frames - old.frames
    assert document.storyboard.shots[2].duration_s == pytest.approx(new.frames / 24, abs=0.02)
    assert document.undo_stack.count() == 1


def test_the_left_edge_trims_the_beginning(view: TimelineView, hand: Hand, document: Document) -> None:
    old = document.schedule.spans[2]
    document.edit("Marker", lambda board: edits.with_marker(board, Marker(shot=old.shot_id, at_s=6)))
    pixels = 60
    moved = round(pixels / view.viewing.scale().px)
    hand.drag(hand.edge(2, start=True), hand.edge(2, start=True) + QPointF(pixels, 0), ALT)
    new = document.schedule.spans[2]
    assert new.start == old.start and old.frames - new.frames == pytest.approx(moved, abs=2)
    assert document.storyboard.markers[0].at_s == pytest.approx(6 - (old.frames - new.frames) / 24, abs=0.01)


def test_an_edge_holds_on_to_the_playhead_but_not_with_alt(
    view: TimelineView, hand: Hand, document: Document, transport: Transport
) -> None:
    span = document.schedule.spans[2]
    document.edit("Trim", lambda board: edits.with_duration(board, span.shot_id, 12))
    span = document.schedule.spans[2]
    transport.seek(span.start + 203)
    target = QPointF(view.layout_now().scale.x(transport.frame) + 4, hand.edge(2).y())
    grip = hand.edge(2)
    edge_x = view.layout_now().block(2).right()
    hand.press(grip)
    hand.move(target - QPointF(edge_x - grip.x(), 0))
    assert view.pointer.shown.snap == transport.frame
    hand.release(target)
    assert document.schedule.spans[2].end == transport.frame
    document.undo_stack.undo()
    hand.press(grip)
    hand.move(target - QPointF(edge_x - grip.x(), 0), ALT)
    assert view.pointer.shown.snap is None
    QTest.keyClick(view, Qt.Key.Key_Escape)


def test_a_trim_is_shown_before_it_is_made(view: TimelineView, hand: Hand, document: Document) -> None:
    hand.press(hand.edge(2))
    hand.move(hand.edge(2) + QPointF(40, 0))
    trial = view.pointer.shown.trial
    assert trial is not None and trial[1].total_frames > document.schedule.total_frames
    assert "+" in view.pointer.shown.says
    QTest.keyClick(view, Qt.Key.Key_Escape)


def test_no_shot_is_trimmed_to_nothing(hand: Hand, document: Document) -> None:
    hand.drag(hand.edge(1), hand.edge(1) - QPointF(2000, 0))
    assert document.schedule.spans[1].frames == round(edits.SHORTEST_S * 24)


def test_a_cut_dragged_over_its_neighbour_becomes_a_crossfade(hand: Hand, document: Document) -> None:
    shot = ids(document)[2]
    document.edit("Cut", lambda board: edits.with_transition(board, shot, kind="cut"))
    hand.drag(hand.cut(2), hand.cut(2) + QPointF(25, 0))
    span = document.schedule.spans[2]
    assert span.transition == "crossfade" and span.overlap > 10


def test_an_overlap_grows_away_from_its_middle_and_ends_as_a_cut(
    view: TimelineView, hand: Hand, document: Document
) -> None:
    view.viewing.zoom(3, 500)
    view.viewing.show_frame(document.schedule.spans[1].start, page=True)
    zone = view.layout_now().overlap(1)
    right = QPointF(zone.right() - 4, zone.center().y())
    old = document.schedule.spans[1].overlap
    hand.drag(right, right + QPointF(30, 0))
    assert document.schedule.spans[1].overlap == old + 10
    zone = view.layout_now().overlap(1)
    left = QPointF(zone.left() + 4, zone.center().y())
    hand.drag(left, left + QPointF(400, 0))
    assert document.schedule.spans[1].transition == "cut" and document.schedule.spans[1].overlap == 0


def test_the_ruler_moves_the_playhead_and_holds_on_to_cuts(
    view: TimelineView, hand: Hand, document: Document, transport: Transport
) -> None:
    hand.click(hand.frame(700), ALT)
    assert transport.frame == 700
    start = document.schedule.spans[3].start
    hand.click(hand.frame(start) + QPointF(3, 0))
    assert transport.frame == start
    hand.click(hand.frame(500) + QPointF(3, 0))
    assert transport.frame == 500  # a caption begins there


def test_without_snapping_nothing_is_held(
    panel: TimelinePanel, hand: Hand, document: Document, transport: Transport
) -> None:
    child(panel, QToolButton, "snap").click()
    start = document.schedule.spans[3].start
    hand.click(hand.frame(start) + QPointF(3, 0))
    assert transport.frame != start


def test_a_mark_is_gone_to(hand: Hand, document: Document, transport: Transport) -> None:
    span = document.schedule.spans[4]
    document.edit("Marker", lambda board: edits.with_marker(board, Marker(shot=span.shot_id, at_s=1)))
    hand.click(hand.frame(span.start + 24) + QPointF(2, 0))
    assert transport.frame == span.start + 24


def test_a_click_looks_at_another_shot_and_leaves_the_playhead_in_its_own(
    hand: Hand, document: Document, transport: Transport
) -> None:
    hand.click(hand.shot(3))
    plan = document.schedule
    assert transport.frame == plan.entry(3) == plan.spans[2].end, "the shot before is gone there"
    transport.seek(plan.entry(3) + 30)
    hand.click(hand.shot(3))
    assert transport.frame == plan.entry(3) + 30
    transport.play()
    hand.click(hand.shot(1))
    assert transport.frame == plan.entry(3) + 30, "what runs is not disturbed"


def test_a_double_click_goes_to_the_shot(hand: Hand, document: Document, transport: Transport) -> None:
    hand.double(hand.shot(5))
    assert transport.frame == document.schedule.entry(5)


def test_dragging_at_the_edge_scrolls(
    view: TimelineView, hand: Hand, document: Document, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.viewing.zoom(3, 500)
    view.viewing.scroll(-10000)
    monkeypatch.setattr("ui.timeline.pointer.QApplication.mouseButtons", lambda: Qt.MouseButton.LeftButton)
    hand.press(hand.shot(0))
    hand.move(QPointF(view.viewport().width() - 5, hand.shot(0).y()))
    insertion = view.pointer.shown.insertion or 0
    qtbot.waitUntil(lambda: view.horizontalScrollBar().value() > 900, timeout=10000)
    assert (view.pointer.shown.insertion or 0) > insertion
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert document.undo_stack.count() == 0
