"""The open storyboard: edits, their history, what is selected."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

from storyboard import edits
from ui.document import Document


def test_an_edit_is_undone_and_redone(document: Document) -> None:
    before = document.storyboard
    first = before.shots[0].id
    assert document.edit("Title", lambda board: edits.with_shot(board, first, title="Dawn"))
    assert document.current.title == "Dawn" and document.undo_stack.undoText() == "Title"
    document.undo_stack.undo()
    assert document.storyboard is before
    document.undo_stack.redo()
    assert document.current.title == "Dawn"


def test_what_changes_nothing_leaves_no_step(document: Document) -> None:
    first = document.storyboard.shots[0]
    assert not document.edit("Move", lambda board: edits.move(board, {first.id}, 0))
    assert not document.edit("Title", lambda board: edits.with_shot(board, first.id, title=first.title))
    assert document.undo_stack.count() == 0


def test_typing_is_one_step_until_something_else_is_done(document: Document) -> None:
    first = document.storyboard.shots[0].id
    for words in ("S", "St", "Sta"):
        document.edit("Text", lambda board, words=words: edits.with_shot(board, first, text=words), merge="text")
    document.edit("Title", lambda board: edits.with_shot(board, first, title="T"))
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.current.text not in ("S", "St", "Sta")


def test_a_refused_edit_is_told_and_changes_nothing(document: Document, qtbot) -> None:
    before = document.storyboard
    with qtbot.waitSignal(document.refused) as told:
        assert not document.edit("Split", lambda board: edits.split(board, board.shots[0].id, 0.1, 5.0))
    assert "0.5 seconds" in told.args[0] and document.storyboard is before


def test_the_selection_goes_where_its_shots_go(document: Document) -> None:
    ids = [shot.id for shot in document.storyboard.shots]
    document.select(ids[1:3])
    document.edit("Delete", lambda board: edits.remove(board, {ids[1]}))
    assert document.selection == (ids[2],)
    heard: list[tuple[str, ...]] = []
    document.changed.connect(lambda: heard.append(document.selection))
    document.edit("Delete", lambda board: edits.remove(board, {ids[2]}))
    assert document.selection == () and document.current.id == ids[0]
    assert heard == [()], "whoever hears of the change asks for no shot that is gone"


def test_lines_that_were_spoken_move_the_shots(legend, qtbot) -> None:
    seconds = {shot.id: 5.0 for shot in legend.shots}
    document = Document(legend, lambda board: seconds)
    before = document.schedule.total_frames
    seconds[legend.shots[0].id] = 9.0
    with qtbot.waitSignal(document.timed):
        document.retime()
    assert document.schedule.total_frames == before + 4 * 24
    assert document.undo_stack.count() == 0


def test_void_calls_keep_their_references() -> None:
    """PySide6 6.12.0 drops a reference to None at every void call on Python < 3.12, until the program aborts."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("name")
    assert sys.getrefcount(None) > before - 500


def test_a_trial_shows_what_an_edit_would_make_and_keeps_nothing(document: Document) -> None:
    before, first = document.storyboard, document.storyboard.shots[0].id
    tried = document.trial(lambda board: edits.with_duration(board, first, 30))
    assert tried is not None and tried[1].spans[0].frames == 30 * 24 and tried[0].shots[0].duration_s == 30
    assert document.storyboard is before and document.undo_stack.count() == 0
    assert document.trial(lambda board: edits.split(board, first, 0.1, 5.0)) is None
