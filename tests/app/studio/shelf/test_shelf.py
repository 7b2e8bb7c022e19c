"""The shelf opens, saves and makes storyboards; what is not saved can always be had back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.document import OpenDocument
from app.studio.pictures.pictures import StudioPictures
from app.studio.shelf import recents
from app.studio.shelf.shelf import StudioShelf
from storyboard import file
from storyboard.backups import backups_of
from storyboard.bundle import pack, unpack
from storyboard.edits import with_part, with_shot
from storyboard.model import Shot, Storyboard
from storyboard.templates import load_template
from ui.document import Document
from ui.ports import Preferences
from ui.ports.preferences import Values

WAIT_MS = 20_000


class Liking(Preferences):
    """What a person likes, for the tests."""

    def __init__(self, liked: Values) -> None:
        super().__init__()
        self.liked = liked

    def values(self) -> Values:
        return self.liked


@pytest.fixture(autouse=True)
def _own_folders(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data 数据"))
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def document() -> Document:
    return Document(Storyboard(shots=(Shot(id="one"),)))


@pytest.fixture
def shelf(document: Document) -> Iterator[StudioShelf]:
    one = StudioShelf(document)
    yield one
    one.close()


def retitle(document: Document, title: str) -> None:
    assert document.edit("title", lambda board: board.model_copy(update={"title": title}))


def saved(shelf: StudioShelf, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shelf.saved, timeout=WAIT_MS):
        shelf.save(path)


def opened(shelf: StudioShelf, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shelf.opened, timeout=WAIT_MS):
        shelf.open_file(path)


def test_a_legend_begins_without_a_file(shelf: StudioShelf, document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shelf.opened):
        shelf.open_template("qixi", "zh")
    assert document.storyboard == load_template("qixi", "zh")
    assert document.path is None and not shelf.unsaved() and document.undo_stack.isClean()


def test_new_storyboards_speak_as_the_person_likes_it(document: Document) -> None:
    shelf = StudioShelf(document, preferences=Liking(Values(voice_zh="sit/cmn+m3", rate=0.9)))
    shelf.open_template("qixi", "zh")
    assert (document.storyboard.narration.voice, document.storyboard.narration.rate) == ("sit/cmn+m3", 0.9)
    shelf.open_sentence("Orion rises.")
    assert document.storyboard.narration.voice is None
    shelf.close()


def test_sentences_and_longer_texts_become_shots(shelf: StudioShelf, document: Document, qtbot: QtBot) -> None:
    shelf.open_sentence("猎户座升起。流星落下。")
    assert (len(document.storyboard.shots), document.storyboard.language) == (2, "zh")
    assert shelf.unsaved() and not document.undo_stack.isClean()
    shelf.open_sentence("# The Whale\n\nA whale swims.\n\nIt dives. It sings.")
    assert (document.storyboard.title, len(document.storyboard.shots)) == ("The Whale", 2)
    with qtbot.waitSignal(shelf.trouble) as said:
        shelf.open_sentence("a" * 2000)
    assert said.args and "at most 1500" in said.args[0]
    assert document.storyboard.title == "The Whale"


def test_saving_makes_the_document_clean_and_recent(
    shelf: StudioShelf, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    shelf.open_template("orion", "en")
    retitle(document, "Hunter")
    assert shelf.unsaved()
    saved(shelf, tmp_path / "hunter", qtbot)
    path = tmp_path / "hunter.starloom"
    assert file.load(path) == document.storyboard
    assert document.path == path and document.undo_stack.isClean() and not shelf.unsaved()
    qtbot.waitUntil(lambda: [one.path for one in shelf.recents()] == [path], timeout=WAIT_MS)
    assert shelf.recents()[0].title == "Hunter"
    document.undo_stack.undo()
    assert shelf.unsaved()


def test_a_recent_storyboard_has_the_picture_of_its_summit(
    document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    pictures = StudioPictures(document)
    shelf = StudioShelf(document, pictures)
    shelf.open_template("qixi", "en")
    path = tmp_path / "qixi.starloom"
    assert shelf.recent_picture(path) is None
    saved(shelf, path, qtbot)
    picture, summit = shelf.recent_picture(path), pictures.picture("bridge")
    assert picture is not None and summit is not None and picture.toImage() == summit.toImage()
    qtbot.waitUntil(recents.picture_file(path).is_file, timeout=WAIT_MS)
    shelf.close()
    later = StudioShelf(document)
    assert later.recent_picture(path) is not None
    later.close()
    pictures.close()


def test_an_edit_made_while_the_disk_works_is_still_unsaved(
    shelf: StudioShelf, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(shelf.saved, timeout=WAIT_MS):
        shelf.save(tmp_path / "a.starloom")
        retitle(document, "meanwhile")
    assert shelf.unsaved() and not document.undo_stack.isClean()
    assert document.storyboard.title == "meanwhile"
    assert file.load(tmp_path / "a.starloom").title == ""


def test_a_document_opened_while_the_disk_works_does_not_get_the_other_ones_file(
    shelf: StudioShelf, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    shelf.open_template("orion", "en")
    retitle(document, "Hunter")
    with qtbot.waitSignal(shelf.saved, timeout=WAIT_MS):
        shelf.save(tmp_path / "hunter.starloom")
        shelf.open_template("qixi", "en")
    assert document.path is None and document.storyboard.id == "qixi" and not shelf.unsaved()
    assert file.load(tmp_path / "hunter.starloom").title == "Hunter"
    qtbot.wait(100)
    assert shelf.recovered() == []


def test_what_cannot_be_opened_is_told_and_changes_nothing(
    shelf: StudioShelf, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    before = document.storyboard
    (tmp_path / "newer.starloom").write_text('{"format": "starloom", "version": 99, "shots": []}')
    (tmp_path / "picture.png").write_bytes(b"png")
    for name, words in (("newer.starloom", "newer Starloom"), ("none.starloom", "no file"), ("picture.png", "neither")):
        with qtbot.waitSignal(shelf.trouble, timeout=WAIT_MS) as said:
            shelf.open_file(tmp_path / name)
        assert said.args and words in said.args[0]
    with qtbot.waitSignal(shelf.trouble):
        shelf.save()
    with qtbot.waitSignal(shelf.trouble, timeout=WAIT_MS) as said:
        shelf.save(tmp_path / "no folder" / "a.starloom")
    assert said.args and "cannot be written" in said.args[0]
    assert document.storyboard is before


def test_scripts_and_bundles_open(shelf: StudioShelf, document: Document, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("# Tale\n\nOne.\n\nTwo.", encoding="utf-8")
    opened(shelf, tmp_path / "story.md", qtbot)
    assert document.storyboard.title == "Tale" and document.path is None and document.base == tmp_path
    file.save(document.storyboard, tmp_path / "tale.starloom")
    pack(tmp_path / "tale.starloom", tmp_path / "sent.starpack")
    for folder in ("sent", "sent 2"):
        opened(shelf, tmp_path / "sent.starpack", qtbot)
        assert document.path == tmp_path / folder / f"{folder}.starloom"


def test_another_document_leaves_unsaved_edits_recoverable(
    shelf: StudioShelf, document: Document, qtbot: QtBot
) -> None:
    told: list[str] = []
    shelf.told.connect(told.append)
    shelf.open_template("qixi", "en")
    retitle(document, "Mine")
    shelf.open_empty("en")
    assert "Mine" in told[0]
    qtbot.waitUntil(lambda: [one.title for one in shelf.recovered()] == ["Mine"], timeout=WAIT_MS)
    shelf.recover(shelf.recovered()[0].key)
    assert document.storyboard.title == "Mine" and shelf.unsaved() and not document.undo_stack.isClean()
    assert shelf.name_to_save().name == "qixi.recovered.starloom"
    qtbot.waitUntil(lambda: shelf.recovered() == [], timeout=WAIT_MS)
    shelf.open_empty("en")
    assert shelf.name_to_save().name == "story.starloom"
    qtbot.waitUntil(lambda: [one.title for one in shelf.recovered()] == ["Mine"], timeout=WAIT_MS)
    shelf.discard_recovered(shelf.recovered()[0].key)
    assert shelf.recovered() == []


def test_what_a_closed_program_had_not_saved_is_there_next_time(document: Document, qtbot: QtBot) -> None:
    shelf = StudioShelf(document)
    retitle(document, "Left")
    shelf.close()
    journals = list((recents.list_path().parent / "journals").glob("*.journal"))
    assert len(journals) == 1


def test_undone_edits_leave_no_journal(shelf: StudioShelf, document: Document, qtbot: QtBot) -> None:
    folder = recents.list_path().parent / "journals"
    retitle(document, "x")
    qtbot.waitUntil(lambda: len(list(folder.glob("*.journal"))) == 1, timeout=WAIT_MS)
    document.undo_stack.undo()
    assert not shelf.unsaved()
    qtbot.waitUntil(lambda: not list(folder.glob("*.journal")), timeout=WAIT_MS)


def test_a_file_changed_by_another_program_is_kept_and_told(
    shelf: StudioShelf, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shared.starloom"
    saved(shelf, path, qtbot)
    file.save(load_template("orion", "en"), path)
    theirs = path.read_bytes()
    told: list[str] = []
    shelf.told.connect(told.append)
    retitle(document, "Mine")
    saved(shelf, path, qtbot)
    assert "another program" in told[0]
    assert theirs in [backup.path.read_bytes() for backup in backups_of(path)]
    retitle(document, "Again")
    saved(shelf, path, qtbot)
    assert len(told) == 1


def test_media_come_along_into_another_folder(
    shelf: StudioShelf, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / "here" / "song.wav").write_bytes(b"la")
    board = with_part(document.storyboard, "music", file="song.wav")
    file.save(board, tmp_path / "here" / "a.starloom")
    opened(shelf, tmp_path / "here" / "a.starloom", qtbot)
    saved(shelf, tmp_path / "there" / "a.starloom", qtbot)
    song = document.storyboard.music.file
    assert song is not None and (tmp_path / "there" / song).samefile(tmp_path / "here" / "song.wav")
    assert file.load(tmp_path / "there" / "a.starloom").media[0].size == 2
    assert not shelf.unsaved()


def test_files_are_found_in_every_state_of_the_history_after_saving_elsewhere(
    shelf: StudioShelf, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / "here" / "song.wav").write_bytes(b"la")
    file.save(with_part(document.storyboard, "music", file="song.wav"), tmp_path / "here" / "a.starloom")
    opened(shelf, tmp_path / "here" / "a.starloom", qtbot)
    document.edit("No music", lambda board: with_part(board, "music", file=None))
    saved(shelf, tmp_path / "there" / "b.starloom", qtbot)
    steps = document.undo_stack.count()
    document.undo_stack.undo()
    song = document.storyboard.music.file
    assert steps == 1 and song is not None
    assert (document.base / song).samefile(tmp_path / "here" / "song.wav")


def test_a_bundle_holds_the_document_as_it_stands(
    shelf: StudioShelf, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "song.wav").write_bytes(b"la")
    file.save(with_part(document.storyboard, "music", file="song.wav"), tmp_path / "a.starloom")
    opened(shelf, tmp_path / "a.starloom", qtbot)
    document.edit("title", lambda board: board.model_copy(update={"title": "Shared"}))
    with qtbot.waitSignal(shelf.told, timeout=WAIT_MS) as told:
        shelf.save_bundle(tmp_path / "share")
    assert told.args and "share.starpack" in told.args[0] and shelf.unsaved()
    board = file.load(unpack(tmp_path / "share.starpack", tmp_path / "far"))
    assert board.title == "Shared" and len(board.media) == 1


def test_it_saves_by_itself_where_the_person_likes_that(
    document: Document, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.studio.shelf.journalling.AUTOSAVE_MS", 50)
    for autosave in (False, True):
        shelf = StudioShelf(document, preferences=Liking(Values(autosave=autosave)))
        saved(shelf, tmp_path / f"{autosave}.starloom", qtbot)
        document.edit("line", lambda board: with_shot(board, "one", line=f"{time.monotonic()}"))
        if autosave:
            with qtbot.waitSignal(shelf.saved, timeout=WAIT_MS):
                pass
        else:
            qtbot.wait(200)
        assert shelf.unsaved() is not autosave
        shelf.close()


def test_the_list_of_recent_ones_is_short_and_forgives_damage(tmp_path: Path) -> None:
    for number in range(recents.KEPT + 3):
        listed = recents.add(tmp_path / f"{number}.starloom", f"{number}")
    assert [one.title for one in listed][:2] == ["14", "13"] and len(listed) == recents.KEPT
    assert len(recents.forget(tmp_path / "14.starloom")) == recents.KEPT - 1
    recents.list_path().write_text('[{"path": 3}, 7, {"path": "/a", "title": "A", "at": "2026-01-01T00:00:00"}]')
    assert [one.title for one in recents.load()] == ["A"]
    recents.list_path().write_text("{")
    assert recents.load() == ()


def test_a_document_put_aside_keeps_its_journal_and_a_clean_one_none(tmp_path: Path) -> None:
    board = Storyboard(shots=(Shot(id="one"),))
    one = OpenDocument(None, folder=tmp_path)
    one.edit(board)
    kept = one.put_aside()
    assert kept is not None and kept.is_file()
    assert OpenDocument(None, folder=tmp_path).put_aside() is None
