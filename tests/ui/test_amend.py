"""What is written into a document that the person did not do and cannot undo."""

from __future__ import annotations

from storyboard import edits
from storyboard.model import Storyboard, Take
from storyboard.takes import drop, with_take
from ui.document import Document

KEY = "a" * 64


def _with(shot: str):
    def written(board: Storyboard) -> Storyboard:
        there = any(known.id == shot for known in board.shots)
        return with_take(board, shot, Take(key=KEY)) if there else board

    return written


def _takes(document: Document, shot: str) -> list[str]:
    found = document.shot(shot)
    return [take.key for take in found.takes] if found is not None else []


def _title(document: Document, shot: str) -> str:
    found = document.shot(shot)
    return found.title if found is not None else ""


def test_a_take_is_there_before_and_after_every_edit(document: Document) -> None:
    first = document.storyboard.shots[0].id
    document.edit("Title", lambda board: edits.with_shot(board, first, title="Dawn"))
    document.edit("Delete", lambda board: edits.remove(board, {first}))
    document.undo_stack.undo()
    assert document.amend(_with(first))
    assert document.undo_stack.count() == 2 and document.undo_stack.index() == 1, "it is no step of its own"
    document.undo_stack.undo()
    assert _title(document, first) != "Dawn" and _takes(document, first) == [KEY]
    document.undo_stack.redo()
    assert _title(document, first) == "Dawn" and _takes(document, first) == [KEY]
    document.undo_stack.redo()
    assert document.shot(first) is None
    document.undo_stack.undo()
    assert _takes(document, first) == [KEY]


def test_a_take_that_was_dropped_stays_dropped(document: Document) -> None:
    first = document.storyboard.shots[0].id
    document.amend(_with(first))
    document.edit("Drop", lambda board: drop(board, first, KEY))
    assert _takes(document, first) == []
    document.undo_stack.undo()
    assert _takes(document, first) == [KEY]
    document.undo_stack.redo()
    assert _takes(document, first) == []


def test_it_is_told_once_and_what_is_known_already_is_not_told(document: Document) -> None:
    first = document.storyboard.shots[0].id
    document.undo_stack.setClean()
    told: list[bool] = []
    document.changed.connect(lambda: told.append(True))
    assert document.amend(_with(first)) and not document.amend(_with(first))
    assert told == [True]
    assert not document.undo_stack.isClean(), "the file does not have it"
