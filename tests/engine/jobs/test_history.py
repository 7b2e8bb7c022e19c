"""The history: films are written down once, and found again wherever they went."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.events import Event, FilmFinished, Noted
from engine.film_settings import FilmSettings
from engine.jobs.database import Database
from engine.jobs.history import History, record_film
from engine.jobs.whereabouts import Finder, Whereabouts
from storyboard.model import Shot, Storyboard

BOARD = Storyboard(title="牛郎织女 ✨", language="zh", shots=(Shot(id="a", line="银河"), Shot(id="b")))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "data" / "starloom.sqlite")


def _film(folder: Path, name: str = "film.mp4", content: bytes = b"film") -> FilmFinished:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return FilmFinished(folder / name, None, 48, 2.0, 7.5)


def _record(database: Database, finished: FilmFinished, job: str | None = None) -> int:
    number = record_film(
        finished, BOARD, base=finished.path.parent, settings=FilmSettings(), database=database, job=job
    )  # fmt: skip
    assert number is not None
    return number


def test_a_film_is_kept_with_its_storyboard(database: Database, tmp_path: Path) -> None:
    number = _record(database, _film(tmp_path / "影片 🌌"))
    film = History(Database(database.path)).film(number)
    assert film.path == tmp_path / "影片 🌌" / "film.mp4"
    assert (film.title, film.language, film.frames, film.duration_s, film.wall_s, film.size) == (
        "牛郎织女 ✨", "zh", 48, 2.0, 7.5, 4,
    )  # fmt: skip
    assert film.sha256 == "d0607f7ad2628b2af9158dfba06ce87166e66b15bf68f8f358f9aa27ccb7c321"
    assert film.program
    assert History(database).storyboard(number) == BOARD


def test_the_last_film_comes_first_and_numbers_are_not_used_again(database: Database, tmp_path: Path) -> None:
    numbers = [_record(database, _film(tmp_path, f"{name}.mp4")) for name in "abc"]
    history = History(database)
    assert [film.number for film in history.films()] == numbers[::-1]
    history.forget(numbers[-1])
    assert _record(database, _film(tmp_path, "d.mp4")) > numbers[-1]
    assert history.forget_all() == 3
    assert history.films() == []
    assert (tmp_path / "a.mp4").exists()
    with pytest.raises(BadInput, match="no film 1"):
        history.forget(1)


def test_a_job_done_again_after_a_crash_is_one_film(database: Database, tmp_path: Path) -> None:
    first = _record(database, _film(tmp_path, content=b"one"), job="job 5")
    again = _record(database, _film(tmp_path, content=b"other"), job="job 5")
    _record(database, _film(tmp_path, "other.mp4"), job="job 6")
    _record(database, _film(tmp_path, "third.mp4"))
    _record(database, _film(tmp_path, "fourth.mp4"))
    films = History(database).films()
    assert first == again
    assert len(films) == 4
    assert films[-1].size == 5


def test_a_history_that_cannot_be_written_loses_no_film(tmp_path: Path) -> None:
    broken = Database(tmp_path / "starloom.sqlite")
    broken.close()
    broken.path.write_bytes(b"this is no database" * 100)
    for name in ("starloom.sqlite-wal", "starloom.sqlite-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    said: list[Event] = []
    finished = _film(tmp_path)
    number = record_film(
        finished, BOARD, base=None, settings=FilmSettings(), report=said.append, database=broken
    )  # fmt: skip
    assert number is None
    (note,) = said
    assert isinstance(note, Noted)
    assert "The film is made, but the history does not know it" in note.message


def test_films_are_found_where_they_are_now(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "films"
    names = ("there", "touched", "changed", "gone", "renamed", "moved")
    numbers = {name: _record(database, _film(folder, f"{name}.mp4", name.encode() * 9)) for name in names}
    os.utime(folder / "touched.mp4", (1, 1))
    (folder / "changed.mp4").write_bytes(b"x" * len("changed" * 9))
    (folder / "gone.mp4").unlink()
    (folder / "renamed.mp4").rename(folder / "新名字.mp4")
    (tmp_path / "elsewhere").mkdir()
    (folder / "moved.mp4").rename(tmp_path / "elsewhere" / "moved.mp4")
    _film(folder, "decoy.mp4", b"y" * len("moved" * 9))
    history = History(database)
    finder = Finder(history.films())
    found = {name: finder.find(history.film(number)) for name, number in numbers.items()}
    assert found == {
        "there": Whereabouts("there", folder / "there.mp4"),
        "touched": Whereabouts("there", folder / "touched.mp4"),
        "changed": Whereabouts("changed", folder / "changed.mp4"),
        "gone": Whereabouts("gone", None),
        "renamed": Whereabouts("moved", folder / "新名字.mp4"),
        "moved": Whereabouts("moved", tmp_path / "elsewhere" / "moved.mp4"),
    }


def test_a_film_replaced_by_another_is_found_under_its_new_name(database: Database, tmp_path: Path) -> None:
    number = _record(database, _film(tmp_path, content=b"first"))
    (tmp_path / "film.mp4").rename(tmp_path / "kept.mp4")
    later = _record(database, _film(tmp_path, content=b"later"))
    history = History(database)
    finder = Finder(history.films())
    assert finder.find(history.film(number)) == Whereabouts("moved", tmp_path / "kept.mp4")
    assert finder.find(history.film(later)) == Whereabouts("there", tmp_path / "film.mp4")
