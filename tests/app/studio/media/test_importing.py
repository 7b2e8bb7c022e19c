"""Files dropped on a storyboard: every kind becomes what it should, in order, and a bad one costs no other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from pytestqt.qtbot import QtBot

from app.studio.media.importing import StudioImporting
from app.studio.media.media_home import settled_names, untitled_media
from storyboard import edits
from storyboard.bundle import pack
from storyboard.file import save
from storyboard.media import media_names, missing_media, renamed
from storyboard.model import Footage, Music, Narration, Shot, Sky, Storyboard, Transition
from tests.engine.footage.made import counting, film, number_of, numbered, photo
from ui.document import Document
from ui.editing import Editing
from ui.ports.importing import Brought
from ui.transport import Transport

BOARD = Storyboard(shots=(Shot(id="first", text="sky"), Shot(id="last")))
WAIT_MS = 60_000


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def saved(tmp_path: Path) -> Document:
    """A document with a file in a folder of its own."""
    (tmp_path / "home").mkdir()
    document = Document(BOARD)
    document.replace(save(BOARD, tmp_path / "home" / "故事.starloom"), tmp_path / "home" / "故事.starloom")
    return document


@pytest.fixture
def importing(saved: Document) -> Iterator[StudioImporting]:
    one = StudioImporting(saved)
    yield one
    one.close()


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder that has nothing to do with the storyboard."""
    (tmp_path / "away").mkdir()
    return tmp_path / "away"


def _brought(qtbot: QtBot, importing: StudioImporting, *paths: Path) -> Brought:
    with qtbot.waitSignal(importing.brought, timeout=WAIT_MS) as told:
        number = importing.bring(paths)
    assert told.args is not None and told.args[0] == number
    return told.args[1]


def _tune(path: Path) -> Path:
    soundfile.write(path, 0.1 * np.random.default_rng(7).standard_normal((9_600, 2)), 48_000)
    return path


def test_a_picture_becomes_a_shot_and_comes_beside_the_storyboard(
    qtbot: QtBot, importing: StudioImporting, saved: Document, away: Path
) -> None:
    brought = _brought(qtbot, importing, photo(away / "外滩_2024  夜景.jpg", turned=True))
    [shot] = brought.shots
    assert (brought.faults, brought.notes, shot.title, shot.duration_s) == ((), (), "外滩 2024 夜景", None)
    assert shot.footage is not None and shot.footage.file.startswith("故事.media/")
    kept = saved.base / shot.footage.file
    with Image.open(kept) as copy:
        assert copy.size == (400, 300) and not copy.getexif(), "upright, and bare of where and when it was taken"
    board = edits.insert(saved.storyboard, 1, brought.shots)
    assert missing_media(board, saved.base) == ()


def test_what_lies_beside_the_storyboard_stays_where_it_is(
    qtbot: QtBot, importing: StudioImporting, saved: Document
) -> None:
    (saved.base / "bilder").mkdir()
    photo(saved.base / "bilder" / "a.jpg")
    brought = _brought(qtbot, importing, saved.base / "bilder" / "a.jpg", _tune(saved.base / "曲.wav"))
    assert [shot.footage.file for shot in brought.shots if shot.footage] == ["bilder/a.jpg"]
    assert brought.music == "曲.wav"
    assert not (saved.base / "故事.media").exists()


def test_a_film_becomes_a_shot_of_its_length_and_a_long_one_of_half_a_minute(
    qtbot: QtBot, importing: StudioImporting, saved: Document, away: Path
) -> None:
    counting(away / "short.mp4", 24, 2)
    film(away / "long.mp4", 2, (numbered(number) for number in range(150)))
    film(away / "blink.mp4", 24, [numbered(1)] * 4)
    brought = _brought(qtbot, importing, away / "short.mp4", away / "long.mp4", away / "blink.mp4")
    assert [shot.duration_s for shot in brought.shots] == [pytest.approx(2, abs=0.1), 30, None]
    assert brought.faults == () and len(brought.notes) == 1 and "long.mp4 lasts 1:15" in brought.notes[0]
    kept = [saved.base / shot.footage.file for shot in brought.shots if shot.footage]
    assert kept[0].read_bytes() == (away / "short.mp4").read_bytes(), "a film is not made worse by coming in"
    assert edits.insert(BOARD, 0, brought.shots).shots[0].id == "film"


def test_an_untitled_storyboards_files_wait_until_it_is_saved(qtbot: QtBot, tmp_path: Path, away: Path) -> None:
    document = Document(BOARD)
    importing = StudioImporting(document)
    brought = _brought(qtbot, importing, photo(away / "a.png"), counting(away / "b.mp4", 24, 1))
    importing.close()
    files = [Path(shot.footage.file) for shot in brought.shots if shot.footage]
    assert all(file.is_absolute() and file.is_relative_to(untitled_media()) for file in files)
    document.edit("Insert", lambda board: edits.insert(board, 1, brought.shots))
    path = tmp_path / "neu" / "Reise.starloom"
    path.parent.mkdir()
    board = save(_settled(document.storyboard, document.base, path), path)
    assert {name.partition("/")[0] for name in (record.path for record in board.media)} == {"Reise.media"}
    assert missing_media(board, path.parent) == () and len(board.media) == 2
    assert settled_names(media_names(board), path.parent, path) == {}
    elsewhere = _settled(board, path.parent, tmp_path / "other.starloom")
    assert missing_media(elsewhere, tmp_path) == ()


def _settled(board: Storyboard, base: Path, path: Path) -> Storyboard:
    return renamed(board, settled_names(media_names(board), base, path))


def test_music_comes_once(qtbot: QtBot, importing: StudioImporting, away: Path) -> None:
    brought = _brought(qtbot, importing, _tune(away / "eins.wav"), photo(away / "a.jpg"), _tune(away / "zwei.flac"))
    assert brought.music is not None and brought.music.endswith(".wav") and len(brought.shots) == 1
    assert len(brought.faults) == 1 and brought.faults[0].startswith("zwei.flac was left out")


def test_scripts_and_subtitles_speak_and_know_their_language(
    qtbot: QtBot, importing: StudioImporting, away: Path
) -> None:
    (away / "script.md").write_text("# Title\n\nOrion rises.\n\nThe plain is dark.\nNarration: He comes.\n")
    (away / "故事.txt").write_text("牛郎星在天河东。\n\n织女星在天河西。\n", encoding="gb18030")
    (away / "a.srt").write_text(
        "1\n00:00:00,000 --> 00:00:02,000\nShe weaves\n\n2\n00:00:02,000 --> 00:00:03,000\nthe clouds.\n\n"
        "3\n00:00:03,500 --> 00:00:05,000\nHe waits.\n"
    )
    (away / "b.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\n天河\n\n00:02.000 --> 00:03.000\n鹊桥\n", "utf-8")
    names = ("script.md", "故事.txt", "a.srt", "b.vtt")
    brought = _brought(qtbot, importing, *(away / name for name in names))
    assert brought.faults == ()
    assert [(shot.line, shot.language) for shot in brought.shots] == [
        ("Orion rises.", None), ("He comes.", None), ("牛郎星在天河东。", "zh"), ("织女星在天河西。", "zh"),
        ("She weaves the clouds.", None), ("He waits.", None), ("天河", "zh"), ("鹊桥", "zh"),
    ]  # fmt: skip


def test_a_storyboard_and_a_bundle_bring_their_shots_and_files(
    qtbot: QtBot, importing: StudioImporting, saved: Document, away: Path
) -> None:
    photo(away / "a.jpg")
    _tune(away / "t.wav")
    other = Storyboard(
        language="zh", sky=Sky(place="Luoyang"), narration=Narration(voice="x"), music=Music(file="t.wav"),
        transition=Transition(kind="black"),
        shots=(Shot(id="first", line="一"), Shot(id="b", footage=Footage(file="a.jpg", fit="contain")),
               Shot(id="c", sky=Sky(place="Xi'an"), footage=Footage(file="gone.jpg"))),
    )  # fmt: skip
    save(other, away / "other.starloom")
    whole = other.model_copy(update={"shots": other.shots[:2]})
    save(whole, away / "whole.starloom")
    pack(away / "whole.starloom", away / "whole.starpack")
    brought = _brought(qtbot, importing, away / "other.starloom", away / "whole.starpack")
    assert [shot.id for shot in brought.shots] == ["first", "b", "c", "first", "b"] and brought.music is None
    first, picture, gone = brought.shots[:3]
    assert (first.language, first.voice, first.transition) == ("zh", "x", Transition(kind="black"))
    assert first.sky == Sky(place="Luoyang") and gone.sky == Sky(place="Xi'an")
    assert picture.footage is not None and picture.footage.fit == "contain"
    assert (saved.base / picture.footage.file).read_bytes() == (away / "a.jpg").read_bytes()
    assert brought.shots[4].footage == picture.footage, "equal bytes lie there once"
    assert gone.footage is not None and gone.footage.file == str(away / "gone.jpg")
    assert len(brought.faults) == 1 and "gone.jpg" in brought.faults[0]


def test_several_files_and_folders_keep_their_order(qtbot: QtBot, importing: StudioImporting, away: Path) -> None:
    folder = away / "Urlaub"
    folder.mkdir()
    for name in ("IMG_10.jpg", "IMG_2.jpg", "img_1.jpg"):
        photo(folder / name, 64, 48)
    (folder / "Thumbs.db").write_bytes(b"x")
    photo(folder / ".hidden.jpg", 64, 48)
    (away / "empty").mkdir()
    progress: list[tuple[int, int]] = []
    importing.progress.connect(lambda number, done, total: progress.append((done, total)))
    brought = _brought(qtbot, importing, photo(away / "z.jpg"), folder, away / "empty", photo(away / "a.jpg"))
    assert [shot.title for shot in brought.shots] == ["z", "img 1", "IMG 2", "IMG 10", "a"]
    assert brought.faults == ("The folder empty holds no pictures, films, sounds, texts or storyboards.",)
    assert progress == [(done, 5) for done in range(6)]


def test_bad_files_are_told_one_by_one_and_the_others_come(
    qtbot: QtBot, importing: StudioImporting, saved: Document, away: Path
) -> None:
    (away / "text.mp4").write_text("no film at all\n" * 99)
    (away / "letter.docx").write_bytes(b"PK\x03\x04" + bytes(99))
    whole = counting(away / "whole.mp4", 24, 1).read_bytes()
    (away / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    (away / "newer.starloom").write_text('{"format": "starloom", "version": 99, "shots": [{"id": "a"}]}')
    (away / "broken.starloom").write_text('{"format": "starloom", "shots": [{"id": ')
    (away / "empty.txt").write_text("\n")
    (away / "broken.starpack").write_bytes(b"PK")
    names = ("text.mp4", "letter.docx", "cut.mp4", "none.png", "newer.starloom", "broken.starloom", "empty.txt",
             "broken.starpack")  # fmt: skip
    good = photo(away / "good.jpg")
    brought = _brought(qtbot, importing, *(away / name for name in names), good)
    assert [shot.title for shot in brought.shots] == ["good"]
    words = ("is of no kind", "is an archive", "cut.mp4 cannot be used", "no file none.png", "newer Starloom",
             "broken.starloom cannot be used", "no words", "broken.starpack is no bundle")  # fmt: skip
    assert len(brought.faults) == len(words)
    for fault, expected in zip(brought.faults, words, strict=True):
        assert expected in fault and "\n" not in fault and str(away) not in fault, fault
    assert {file.suffix for file in (saved.base / "故事.media").iterdir()} == {".jpg"}, "nothing else is left behind"


def test_files_asked_for_another_document_are_not_brought_to_this_one(
    qtbot: QtBot, importing: StudioImporting, saved: Document, away: Path
) -> None:
    number = importing.bring([photo(away / f"{place}.jpg") for place in range(3)])
    with qtbot.waitSignal(importing.brought, timeout=WAIT_MS) as told:
        saved.replace(BOARD)
    assert told.args == [number, Brought()]


def test_a_storyboard_that_is_saved_elsewhere_meanwhile_still_finds_its_files(
    qtbot: QtBot, importing: StudioImporting, saved: Document, tmp_path: Path, away: Path
) -> None:
    number = importing.bring([photo(away / "a.jpg")])
    with qtbot.waitSignal(importing.brought, timeout=WAIT_MS) as told:
        saved.saved_as(saved.storyboard, tmp_path / "away" / "copy.starloom")
    assert told.args is not None and told.args[0] == number
    board = edits.insert(saved.storyboard, 0, told.args[1].shots)
    assert missing_media(board, saved.base) == ()


def test_dropped_files_come_to_their_place_as_one_step(
    qtbot: QtBot, importing: StudioImporting, saved: Document, away: Path
) -> None:
    editing = Editing(saved, Transport(), importing)
    said: list[str] = []
    editing.fault.connect(said.append)
    editing.told.connect(said.append)
    with qtbot.waitSignal(importing.brought, timeout=WAIT_MS):
        editing.insert_files([photo(away / "b.jpg"), photo(away / "a.jpg"), away / "none.png"], 1)
    titles = [shot.title for shot in saved.storyboard.shots]
    assert titles == ["", "b", "a", ""] and len(saved.selection) == 2
    assert saved.undo_stack.count() == 1 and "no file none.png" in said[-1]
    saved.undo_stack.undo()
    assert len(saved.storyboard.shots) == 2


def test_a_folder_that_cannot_be_written_is_told(
    qtbot: QtBot, importing: StudioImporting, saved: Document, away: Path
) -> None:
    (saved.base / "故事.media").write_bytes(b"a file is in the way")
    brought = _brought(qtbot, importing, photo(away / "a.jpg"), _tune(away / "b.wav"))
    assert brought.shots == () and brought.music is None and len(brought.faults) == 2
    assert all("故事.media" in fault for fault in brought.faults)
    assert os.listdir(away)  # the files themselves are untouched


def test_brought_footage_can_be_shown(qtbot: QtBot, importing: StudioImporting, saved: Document, away: Path) -> None:
    from engine.generators.registry import ShotGenerator

    brought = _brought(qtbot, importing, counting(away / "b.mp4", 30, 2))
    board = edits.insert(saved.storyboard, 0, brought.shots)
    painter = ShotGenerator(saved.base).open(board, board.shots[0], 48)
    assert number_of(painter.paint(24)) == 30
