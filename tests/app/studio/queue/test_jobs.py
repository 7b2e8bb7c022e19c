"""The studio's queue: real films, held back, cancelled, taken up again, and told once."""

from __future__ import annotations

from pathlib import Path

import av
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from engine.jobs.notices import Notice
from engine.jobs.owner import this_program
from engine.jobs.queue import Queue
from storyboard import edits
from tests.app.studio.queue.desk import Desk, small_board
from ui.export import ExportDialog
from ui.ports import Services
from ui.ports.exporting import Choices
from ui.ports.jobs import JobRow

LONG = 60_000


def rows(desk: Desk, kind: str) -> list[JobRow]:
    return [row for row in desk.jobs.state().rows if row.kind == kind]


def test_from_the_dialog_to_a_film_that_can_be_read_back(qtbot: QtBot, desk: Desk) -> None:
    desk.jobs.open()
    services = Services(jobs=desk.jobs, exporting=desk.exporting, takes=desk.takes)
    desk.exporting._folder = desk.folder
    dialog = ExportDialog(desk.document, services)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.facts() is not None, timeout=LONG)
    facts = dialog.facts()
    assert facts is not None and (facts.cached, facts.to_make, facts.fault) == (0, 3, "")
    name, start = dialog.findChild(QLineEdit, "exportName"), dialog.findChild(QPushButton, "exportStart")
    assert name is not None and start is not None
    name.setText("两颗星.mp4")
    notices: list[Notice] = []
    desk.jobs.notice.connect(notices.append)
    with qtbot.waitSignals([desk.jobs.film_made, desk.jobs.films_changed, desk.jobs.notice], timeout=LONG):
        start.click()
    assert "两颗星" in notices[0].body
    target = desk.folder / "两颗星.mp4"
    with av.open(str(target)) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height) == (64, 64)
        assert sum(1 for _ in film.decode(stream)) == desk.document.schedule.total_frames
    (made,) = desk.jobs.films()
    assert (made.path, made.title, made.there) == (target, "两颗星", True)
    assert not desk.troubles and all(row.state == "done" for row in desk.jobs.state().rows)
    qtbot.waitUntil(lambda: desk.jobs.film_picture(made.number) is not None, timeout=LONG)
    for row in (*rows(desk, "take"), *rows(desk, "film")):
        qtbot.waitUntil(lambda row=row: desk.jobs.picture(row.id) is not None, timeout=LONG)
    qtbot.waitUntil(lambda: desk.takes.has_clip("s1"), timeout=LONG)


def test_jobs_are_held_cancelled_moved_and_taken_up_again(qtbot: QtBot, desk: Desk) -> None:
    desk.jobs.pause()
    for name in ("one", "two"):
        desk.document.replace(small_board(name), base=desk.folder)
        assert desk.exporting.start(Choices(desk.folder / f"{name}.mp4")) == ""
    desk.jobs.open()
    qtbot.waitUntil(lambda: len(rows(desk, "film")) == 2, timeout=LONG)
    state = desk.jobs.state()
    assert state.paused and [row.film_title for row in rows(desk, "film")] == ["one", "two"]
    assert [(row.shot_number, row.shot_title) for row in rows(desk, "take")[:2]] == [(1, "Star 0"), (2, "Star 1")]
    one, two = rows(desk, "film")
    desk.jobs.move(two.id, 1)
    qtbot.waitUntil(lambda: [row.film_title for row in rows(desk, "film")] == ["two", "one"], timeout=LONG)
    desk.jobs.cancel([one.id])
    qtbot.waitUntil(lambda: rows(desk, "film")[1].state == "cancelled", timeout=LONG)
    assert {row.state for row in desk.jobs.state().rows if row.film == one.film} == {"cancelled"}
    with qtbot.waitSignal(desk.jobs.film_made, timeout=LONG) as made:
        desk.jobs.resume()
    assert made.args == [desk.folder / "two.mp4"] and not (desk.folder / "one.mp4").exists()
    with qtbot.waitSignal(desk.jobs.film_made, timeout=LONG) as made:
        desk.jobs.retry([one.id])
    assert made.args == [desk.folder / "one.mp4"]
    desk.jobs.clear_finished()
    qtbot.waitUntil(lambda: desk.jobs.state().rows == (), timeout=LONG)


def test_a_film_that_fails_is_told_once_and_can_be_mended(qtbot: QtBot, desk: Desk) -> None:
    music = desk.document.storyboard.music.model_copy(update={"enabled": True, "file": "gone.wav"})
    desk.document.replace(small_board("broken", music=music), base=desk.folder)
    failures: list[tuple[str, str]] = []
    desk.jobs.film_failed.connect(lambda *told: failures.append(told))
    desk.jobs.open()
    with qtbot.waitSignal(desk.jobs.film_failed, timeout=LONG):
        assert desk.exporting.start(Choices(desk.folder / "broken.mp4")) == ""
    qtbot.wait(700)
    assert [title for title, _ in failures] == ["broken"] and "gone.wav" in failures[0][1]
    assert "gone.wav" in rows(desk, "film")[0].reason


def test_what_runs_goes_back_to_its_place_when_the_studio_closes(qtbot: QtBot, desk: Desk) -> None:
    long = small_board("long")
    shots = tuple(shot.model_copy(update={"duration_s": 120.0}) for shot in long.shots)
    desk.document.replace(long.model_copy(update={"shots": shots}), base=desk.folder)
    desk.jobs.open()
    desk.exporting.start(Choices(desk.folder / "long.mp4"))
    qtbot.waitUntil(lambda: any(row.state == "running" for row in rows(desk, "take")), timeout=LONG)
    desk.jobs.close()
    queue = Queue()
    assert queue.unfinished() and not any(type(job.state).__name__ == "Running" for job in queue.jobs())
    assert queue.standing().owner == ""


def test_what_cannot_be_done_is_one_sentence(qtbot: QtBot, desk: Desk) -> None:
    desk.jobs.open()
    with qtbot.waitSignal(desk.jobs.trouble, timeout=LONG) as told:
        desk.jobs.cancel([77])
    assert told.args is not None and "no job 77" in told.args[0]


def test_another_program_at_work_is_noted(qtbot: QtBot, desk: Desk) -> None:
    import psutil

    parent = psutil.Process().parent()
    assert parent is not None
    with Queue().database.change() as change:
        change.execute("UPDATE queue_work SET owner = ?", (f"{parent.pid}@{parent.create_time():.2f}",))
    desk.jobs.open()
    qtbot.waitUntil(lambda: desk.jobs.state().worked_elsewhere, timeout=LONG)
    with Queue().database.change() as change:
        change.execute("UPDATE queue_work SET owner = ?", (this_program(),))
    qtbot.waitUntil(lambda: not desk.jobs.state().worked_elsewhere, timeout=LONG)


def test_unsaved_edits_are_filmed_and_the_history_opens_them_as_they_were(qtbot: QtBot, desk: Desk) -> None:
    desk.document.edit("Title", lambda board: edits.with_shot(board, "s0", title="Dusk"))
    desk.jobs.open()
    target = desk.folder / "film.mp4"
    with qtbot.waitSignals([desk.jobs.film_made, desk.jobs.films_changed], timeout=LONG):
        desk.exporting.start(Choices(target, burn_captions=False))
    assert desk.exporting.folder() == desk.folder, "the next film is put beside it"
    (made,) = desk.jobs.films()
    with qtbot.waitSignal(desk.jobs.reopened, timeout=LONG) as reopened:
        desk.jobs.reopen(made.number)
    assert reopened.args is not None
    board, base = reopened.args
    assert board.shots == desk.document.storyboard.shots and base == desk.document.base
    assert board.shots[0].title == "Dusk" and not board.captions.enabled
    with qtbot.waitSignal(desk.jobs.films_changed, timeout=LONG):
        desk.jobs.forget_film(made.number)
    assert desk.jobs.films() == () and target.exists()
    with qtbot.waitSignal(desk.jobs.trouble, timeout=LONG) as told:
        desk.jobs.reopen(made.number)
    assert told.args is not None and "no film" in told.args[0]


def test_a_queue_that_cannot_be_opened_says_so(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    desk.jobs.open()
    qtbot.waitUntil(lambda: desk.jobs.state().trouble != "", timeout=LONG)
    (tmp_path / "data").unlink()
    qtbot.waitUntil(lambda: desk.jobs.state().trouble == "", timeout=LONG)


def test_the_first_film_is_offered_the_persons_folder_which_is_made(desk: Desk) -> None:
    folder = desk.exporting.folder()
    assert folder.name == "mine" and folder.is_dir()
