"""What an export costs, and what keeps it from being made."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.studio.queue import film_facts
from app.studio.queue.film_size import film_size
from engine.jobs.history import FilmSize
from storyboard import edits
from tests.app.studio.queue.desk import Desk, small_board
from ui.ports.exporting import Choices, Facts

LONG = 60_000


def asked(qtbot: QtBot, desk: Desk, choices: Choices) -> Facts:
    with qtbot.waitSignal(desk.exporting.known, timeout=LONG) as known:
        desk.exporting.ask(choices)
    assert known.args is not None and known.args[0] == choices
    return known.args[1]


def test_what_is_cached_is_not_made_again(qtbot: QtBot, desk: Desk) -> None:
    choices = Choices(desk.folder / "film.mp4")
    before = asked(qtbot, desk, choices)
    assert (before.cached, before.to_make, before.seconds) == (0, 3, None)
    desk.jobs.open()
    with qtbot.waitSignal(desk.jobs.film_made, timeout=LONG):
        desk.exporting.start(choices)
    again = asked(qtbot, desk, choices)
    assert (again.cached, again.to_make) == (3, 0) and again.seconds is not None
    assert again.size == pytest.approx(choices.target.stat().st_size, rel=0.6), "learned from the film just made"
    desk.document.edit("Length", lambda board: edits.with_duration(board, "s1", 1.5))
    assert asked(qtbot, desk, choices).to_make == 1
    other = asked(qtbot, desk, Choices(desk.folder / "film.mp4", aspect="16:9"))
    assert (other.to_make, other.width, other.height) == (3, 114, 64), "another shape frames the sky anew"


def test_of_several_questions_the_last_one_is_answered(qtbot: QtBot, desk: Desk) -> None:
    answers: list[Choices] = []
    desk.exporting.known.connect(lambda choices, facts: answers.append(choices))
    for number in range(30):
        desk.exporting.ask(Choices(desk.folder / f"{number}.mp4"))
    qtbot.waitUntil(lambda: bool(answers) and answers[-1].target.name == "29.mp4", timeout=LONG)
    assert len(answers) < 10


@pytest.mark.parametrize(("name", "words"), [
    ("film.avi", ".mp4"), ("nowhere/film.mp4", "no folder"), (".mp4", ".mp4"), ("folder.mp4", "is a folder"),
])  # fmt: skip
def test_a_place_where_no_film_can_be_written(qtbot: QtBot, desk: Desk, name: str, words: str) -> None:
    (desk.folder / "folder.mp4").mkdir()
    choices = Choices(desk.folder / name)
    assert words in asked(qtbot, desk, choices).fault
    assert words in desk.exporting.start(choices)


def test_prores_needs_its_own_kind_of_file(desk: Desk) -> None:
    assert ".mov" in desk.exporting.start(Choices(desk.folder / "film.mp4", encoder="prores"))


def test_a_disk_without_room_is_told(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage(10**12, 10**12, 3_000_000))
    fault = asked(qtbot, desk, Choices(desk.folder / "film.mp4")).fault
    assert "free some space" in fault


def test_a_file_that_is_being_made_is_not_made_twice(qtbot: QtBot, desk: Desk) -> None:
    choices = Choices(desk.folder / "film.mp4")
    desk.jobs.pause()
    desk.exporting.start(choices)
    desk.jobs.open()
    qtbot.waitUntil(lambda: bool(desk.jobs.state().rows), timeout=LONG)
    assert "already" in asked(qtbot, desk, choices).fault and "already" in desk.exporting.start(choices)
    assert desk.exporting.start(Choices(desk.folder / "other.mp4")) == ""


def test_music_that_is_gone_and_scenes_that_are_not_understood(qtbot: QtBot, desk: Desk) -> None:
    music = desk.document.storyboard.music.model_copy(update={"enabled": True, "file": "gone.wav"})
    desk.document.replace(small_board("broken", music=music), base=desk.folder)
    assert "gone.wav" in asked(qtbot, desk, Choices(desk.folder / "film.mp4")).fault


def test_encoders_are_tried_in_the_background(qtbot: QtBot, desk: Desk) -> None:
    assert desk.exporting.encoders() == ("auto",)
    qtbot.waitUntil(lambda: "x264" in desk.exporting.encoders(), timeout=LONG)


def test_sizes_are_learned_from_films_of_the_same_kind() -> None:
    assert film_size(80, 1280, 720, "standard", "auto") == pytest.approx(29_000_000, rel=0.1)
    assert film_size(80, 1280, 720, "master", "auto") > 3 * film_size(80, 1280, 720, "standard", "auto")
    assert film_size(80, 1280, 720, "standard", "prores") > film_size(80, 1280, 720, "master", "x264")
    small = FilmSize(10_000_000, 80, 1280, 720, "standard", "auto")
    assert film_size(160, 1280, 720, "standard", "auto", [small]) == pytest.approx(20_000_000, rel=0.01)


def test_how_long_it_takes_counts_what_is_missing(desk: Desk) -> None:
    board, plan = desk.document.storyboard, desk.document.schedule
    speeds = {"film": 10.0, "take": 100.0, "score": 1.0, "speech": 0.1}
    film = 10.0 * plan.total_frames * 64 * 64 / 1e6
    assert film_facts.work_seconds(board, plan, [], {}) is None
    assert film_facts.work_seconds(board, plan, [], speeds) == pytest.approx(film)
    assert film_facts.work_seconds(board, plan, [4], {"film": 10.0}) is None
    whole = film_facts.work_seconds(board, plan, [400, 400], speeds)
    assert whole == pytest.approx(film + 100.0 * 800 * 64 * 64 / 1e6)


def test_paths_are_made_from_the_files_of_the_queue(desk: Desk) -> None:
    assert desk.exporting.size(Choices(Path("x.mp4"), preset="720p", aspect="16:9")) == (1280, 720)
    desk.document.replace(small_board(canvas=desk.document.storyboard.canvas.model_copy(
        update={"width": 1024, "height": 1024, "projection": "fulldome"})))  # fmt: skip
    assert desk.exporting.size(Choices(Path("x.mp4"), preset="720p")) is None
