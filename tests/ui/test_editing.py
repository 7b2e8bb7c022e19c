"""The commands of editing: what every view and menu does to the storyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from storyboard.model import Shot
from storyboard.templates import load_template
from ui import mime
from ui.document import Document
from ui.editing import Editing
from ui.ports import Importing
from ui.ports.importing import Brought
from ui.transport import Transport


class Handed(Importing):
    """Hands out what the test puts in, when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[Path]] = []

    def bring(self, paths) -> int:
        self.asked.append(list(paths))
        return len(self.asked)


@pytest.fixture
def importing() -> Handed:
    return Handed()


@pytest.fixture
def editing(document: Document, transport: Transport, importing: Handed) -> Editing:
    return Editing(document, transport, importing)


def ids(document: Document) -> list[str]:
    return [shot.id for shot in document.storyboard.shots]


def test_deleting_selects_the_shot_that_took_its_place(document: Document, editing: Editing) -> None:
    before = ids(document)
    document.select(before[2:4])
    editing.remove_selected()
    assert ids(document) == before[:2] + before[4:]
    assert document.selection == (before[4],)


def test_shots_move_as_one(document: Document, editing: Editing) -> None:
    before = ids(document)
    document.select([before[1], before[2]])
    editing.move_selected(1)
    assert ids(document)[:4] == [before[0], before[3], before[1], before[2]]
    editing.move_selected(-1)
    assert ids(document) == before
    document.select([before[0]])
    editing.move_selected(-1)
    assert ids(document) == before and document.undo_stack.count() == 2


def test_a_shot_is_split_where_the_playhead_stands(
    document: Document, editing: Editing, transport: Transport
) -> None:
    span = document.schedule.spans[1]
    transport.seek(span.start + 48)
    shot, at_s = editing.shot_under_playhead()
    assert (shot.id, at_s) == (span.shot_id, 2.0)
    editing.split_at_playhead()
    assert document.storyboard.shots[1].duration_s == 2.0
    assert document.selection == (document.storyboard.shots[2].id,)


def test_trimming_to_the_playhead_keeps_the_frame_that_is_seen(
    document: Document, editing: Editing, transport: Transport
) -> None:
    span = document.schedule.spans[1]
    transport.seek(span.start + 60)
    editing.trim_to_playhead("end")
    assert document.schedule.spans[1].frames == 61


def test_a_marker_is_set_at_the_playhead(document: Document, editing: Editing, transport: Transport) -> None:
    transport.seek(document.schedule.spans[2].start + 12)
    editing.add_marker()
    (mark,) = document.storyboard.markers
    assert (mark.shot, mark.at_s) == (document.schedule.spans[2].shot_id, 0.5)


def test_a_legend_is_put_where_it_is_dropped(document: Document, editing: Editing) -> None:
    before = ids(document)
    assert editing.drop(mime.template_data("orion"), 2)
    orion = load_template("orion", "en")
    assert ids(document)[:2] == before[:2] and ids(document)[2 + len(orion.shots) :] == before[2:]
    assert [shot.line for shot in document.storyboard.shots[2:4]] == [shot.line for shot in orion.shots[:2]]
    document.undo_stack.undo()
    assert ids(document) == before


def test_shots_travel_over_the_clipboard(document: Document, editing: Editing, qapp: QApplication) -> None:
    before = ids(document)
    document.select(before[:2])
    editing.copy()
    document.select([before[-1]])
    editing.paste()
    assert len(ids(document)) == len(before) + 2
    assert document.storyboard.shots[-2].line == document.storyboard.shots[0].line


def test_pasted_words_become_a_shot(document: Document, editing: Editing, qapp: QApplication) -> None:
    qapp.clipboard().setText("A comet over the lake.")
    document.select([ids(document)[0]])
    editing.paste()
    assert document.storyboard.shots[1].line == "A comet over the lake."


def test_files_come_in_later_at_the_place_where_they_were_dropped(
    document: Document, editing: Editing, importing: Handed, tmp_path: Path
) -> None:
    before = ids(document)
    editing.drop(mime.files_data([tmp_path / "b.png", tmp_path / "a.png"]), 3)
    assert [path.name for path in importing.asked[0]] == ["b.png", "a.png"] and ids(document) == before
    document.select([before[0]])
    editing.remove_selected()
    importing.brought.emit(1, Brought(shots=(Shot(id="b"), Shot(id="a"))))
    assert ids(document) == [*before[1:3], "b", "a", *before[3:]]


def test_a_file_that_cannot_be_used_is_told_and_the_others_come(
    document: Document, editing: Editing, importing: Handed, qtbot, tmp_path: Path
) -> None:
    editing.insert_files([tmp_path / "x.png"], 0)
    with qtbot.waitSignal(editing.fault) as told:
        importing.brought.emit(1, Brought(shots=(Shot(id="x"),), faults=("y.png is no picture.",)))
    assert told.args == ["y.png is no picture."] and ids(document)[0] == "x"


def test_dropped_music_is_the_storyboards(document: Document, editing: Editing, importing: Handed) -> None:
    editing.insert_files([Path("song.mp3")], 0)
    importing.brought.emit(1, Brought(music="song.mp3"))
    assert document.storyboard.music.file == "song.mp3"


def test_what_nobody_knows_is_not_taken(document: Document, editing: Editing) -> None:
    data = QMimeData()
    data.setData("application/x-other", b"x")
    assert not mime.takes(data) and not editing.drop(data, 0)
