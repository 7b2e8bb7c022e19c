"""Trimming at the playhead: the end goes, or the beginning, and a film goes on from where it was cut."""

from __future__ import annotations

import pytest

from storyboard.model import Footage, Shot, Storyboard
from ui.document import Document
from ui.editing import Editing
from ui.ports import Importing
from ui.transport import Transport


@pytest.fixture
def film() -> Document:
    return Document(Storyboard(shots=(Shot(id="a", duration_s=6, footage=Footage(file="a.mp4", start_s=1)),)))


def _at(document: Document, frame: int) -> Editing:
    transport = Transport()
    transport.set_total(document.schedule.total_frames)
    transport.seek(frame)
    return Editing(document, transport, Importing())


def test_the_beginning_is_cut_off_with_the_films(film: Document, qapp: object) -> None:
    _at(film, 48).trim_to_playhead("start")
    assert (film.current.duration_s, film.current.footage) == (4, Footage(file="a.mp4", start_s=3))
    film.undo_stack.undo()
    assert film.current.duration_s == 6


def test_the_end_is_cut_off_behind_the_frame_that_is_seen(film: Document, qapp: object) -> None:
    _at(film, 47).trim_to_playhead("end")
    assert (film.current.duration_s, film.current.footage) == (2, Footage(file="a.mp4", start_s=1))
