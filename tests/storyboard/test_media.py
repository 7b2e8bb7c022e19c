"""The person's own files that a storyboard uses."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from storyboard.errors import StoryboardError
from storyboard.file import load, save
from storyboard.media import (
    find_media,
    import_media,
    media_names,
    missing_media,
    name_beside,
    named_from_anywhere,
    renamed,
)
from storyboard.model import Footage, Music, Shot, Storyboard


def _story(folder: Path, music: str, content: bytes = b"music") -> Path:
    """A saved storyboard that uses a music file."""
    (folder / music).parent.mkdir(parents=True, exist_ok=True)
    (folder / music).write_bytes(content)
    path = folder / "故事.starloom"
    save(Storyboard(music=Music(file=music), shots=(Shot(id="a"),)), path)
    return path


def test_saving_notes_what_a_file_is_known_by(tmp_path: Path) -> None:
    path = _story(tmp_path, "曲 🎵.wav")
    record = load(path).media[0]
    assert (record.path, record.size) == ("曲 🎵.wav", 5)
    assert record.sha256 == hashlib.sha256(b"music").hexdigest()


def test_records_follow_the_files(tmp_path: Path) -> None:
    path = _story(tmp_path, "a.wav")
    (tmp_path / "a.wav").write_bytes(b"another music")
    changed = save(load(path), path)
    assert changed.media[0].size == 13
    assert load(path) == changed
    (tmp_path / "a.wav").unlink()
    assert save(changed, path).media == changed.media, "what is missing keeps what is known of it"
    without = changed.model_copy(update={"music": Music()})
    assert save(without, path).media == (), "what is not used any more is dropped"


def test_a_file_that_never_was_there_has_no_record(tmp_path: Path) -> None:
    board = save(Storyboard(music=Music(file="none.wav"), shots=(Shot(id="a"),)), tmp_path / "x.starloom")
    assert board.media == ()
    search = find_media(board, tmp_path / "x.starloom")
    assert (search.found, search.missing) == ({}, ("none.wav",))


@pytest.mark.parametrize("place", [".", "故事.media", "elsewhere/deep/er"])
def test_a_moved_and_renamed_file_is_found_by_its_bytes(tmp_path: Path, place: str) -> None:
    path = _story(tmp_path / "home", "old/a.wav")
    target = tmp_path / ("home" if place != "elsewhere/deep/er" else "") / place / "完全不同 name.flac"
    target.parent.mkdir(parents=True, exist_ok=True)
    (target.parent / "decoy.wav").write_bytes(b"musik")
    shutil.move(path.parent / "old" / "a.wav", target)
    board = load(path)
    assert missing_media(board, path.parent) == ("old/a.wav",)
    search = find_media(board, path, [tmp_path / "elsewhere"])
    assert (search.found, search.missing) == ({"old/a.wav": target}, ())
    again = save(renamed(board, {"old/a.wav": name_beside(target, path.parent)}), path)
    assert missing_media(again, path.parent) == ()
    assert [record.sha256 for record in again.media] == [record.sha256 for record in board.media]


def test_a_file_of_the_same_name_and_size_is_not_taken_for_it(tmp_path: Path) -> None:
    path = _story(tmp_path, "a.wav")
    (tmp_path / "a.wav").unlink()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.wav").write_bytes(b"musik")
    search = find_media(load(path), path, [tmp_path / "other"])
    assert (search.found, search.missing) == ({}, ("a.wav",))


def test_names_of_another_system_are_missing_and_found(tmp_path: Path) -> None:
    path = _story(tmp_path, "a.wav")
    board = renamed(load(path), {"a.wav": r"C:\Users\她\a.wav"})
    assert find_media(board, path).found == {r"C:\Users\她\a.wav": tmp_path / "a.wav"}


def test_an_imported_file_lies_beside_the_storyboard_once(tmp_path: Path) -> None:
    path = tmp_path / "故事.starloom"
    for name in ("a.WAV", "copy.wav"):
        (tmp_path / name).write_bytes(b"music")
        found = import_media(tmp_path / name, path)
        assert found == f"故事.media/{hashlib.sha256(b'music').hexdigest()}.wav"
    assert [file.read_bytes() for file in (tmp_path / "故事.media").iterdir()] == [b"music"]


def test_copying_can_be_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(bytes(3 << 20))
    seen: list[int] = []

    def go_on() -> None:
        seen.append(1)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_media(tmp_path / "a.mp4", tmp_path / "x.starloom", go_on)
    assert len(seen) == 2 and list((tmp_path / "x.media").iterdir()) == []


def test_what_cannot_be_imported_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"x")
    for name, words in (("a.exe", "no sound, picture or film"), ("none.wav", "none.wav")):
        with pytest.raises(StoryboardError, match=words):
            import_media(tmp_path / name, tmp_path / "x.starloom")
    assert not list(tmp_path.glob("*.media/*"))


def test_names_are_relative_below_the_storyboard_only(tmp_path: Path) -> None:
    assert name_beside(tmp_path / "a" / "b.wav", tmp_path) == "a/b.wav"
    assert name_beside(tmp_path / "b.wav", tmp_path / "a") == str(tmp_path.resolve() / "b.wav")


FILMED = Storyboard(
    music=Music(file="a.wav"),
    shots=(
        Shot(id="painted"),
        Shot(id="picture", footage=Footage(file="相册/父亲 📷.png", fit="contain")),
        Shot(id="film", footage=Footage(file="b.mp4", start_s=2.5)),
        Shot(id="film-2", footage=Footage(file="b.mp4", start_s=7.5)),
    ),
)


def _filmed(folder: Path) -> Path:
    """A saved storyboard of music, a picture and a film that two shots show."""
    for name, content in (("a.wav", b"music"), ("相册/父亲 📷.png", b"picture"), ("b.mp4", b"film")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    save(FILMED, folder / "故事.starloom")
    return folder / "故事.starloom"


def test_footage_is_known_by_its_bytes_too(tmp_path: Path) -> None:
    board = load(_filmed(tmp_path))
    assert media_names(board) == ("a.wav", "相册/父亲 📷.png", "b.mp4"), "each once, though two shots show one"
    assert {record.path: record.sha256 for record in board.media} == {
        "a.wav": hashlib.sha256(b"music").hexdigest(),
        "相册/父亲 📷.png": hashlib.sha256(b"picture").hexdigest(),
        "b.mp4": hashlib.sha256(b"film").hexdigest(),
    }


def test_moved_footage_is_found_again_in_every_shot_that_shows_it(tmp_path: Path) -> None:
    path = _filmed(tmp_path / "home")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.move(path.parent / "b.mp4", elsewhere / "other.mp4")
    shutil.move(path.parent / "相册" / "父亲 📷.png", elsewhere / "x.png")
    board = load(path)
    assert missing_media(board, path.parent) == ("相册/父亲 📷.png", "b.mp4")
    found = find_media(board, path, [elsewhere]).found
    again = save(renamed(board, {name: name_beside(file, path.parent) for name, file in found.items()}), path)
    assert missing_media(again, path.parent) == ()
    shown = [shot.footage for shot in again.shots]
    assert shown[0] is None and shown[1] is not None and shown[1].fit == "contain"
    assert [footage.start_s for footage in shown[2:] if footage] == [2.5, 7.5]
    assert {footage.file for footage in shown[2:] if footage} == {str(elsewhere / "other.mp4")}


def test_other_names_leave_the_other_shots_the_very_same() -> None:
    board = renamed(FILMED, {"b.mp4": "c.mp4"})
    assert [new is old for new, old in zip(board.shots, FILMED.shots, strict=True)] == [True, True, False, False]
    assert renamed(FILMED, {"none.wav": "x.wav"}) == FILMED


def test_whole_names_lead_to_the_files_from_every_folder(tmp_path: Path) -> None:
    board = named_from_anywhere(load(_filmed(tmp_path / "home")), tmp_path / "home")
    assert missing_media(board, tmp_path / "other") == ()
