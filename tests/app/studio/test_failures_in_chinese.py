"""What goes wrong is told in Chinese in a Chinese window, and follows when the language changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QListWidget
from pytestqt.qtbot import QtBot

from app.settings import change_settings, with_part
from app.studio.studio import Studio
from engine.models.catalogue import cards
from storyboard.edits import with_shot
from storyboard.file import save
from storyboard.model import Footage, Sky, Storyboard
from tests.app.studio.queue.desk import small_board
from tests.app.studio.walking import english, rows_of, shown, words_of
from tests.app.studio.words.chinese import is_chinese
from ui import language, mime
from ui.inspector.take_card import TakeCard
from ui.ports.jobs import UNFINISHED, JobRow
from ui.queue.job_view import JobView

LONG_MS = 60_000
PROSE = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+\b")


@pytest.fixture(scope="module")
def studio(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("studio")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "FILMS", "MODELS"):
            patch.setenv(f"STARLOOM_{name}_DIR", str(folder / name))
        patch.setenv("XDG_STATE_HOME", str(folder))
        patch.setenv("no_proxy", "*")
        patch.delenv("HF_HUB_OFFLINE", raising=False)
        nobody = "http://127.0.0.1:9"  # no server answers there
        change_settings(lambda settings: with_part(settings, "models", endpoint=nobody))
        made = Studio()
        made.show()
        made.window.commands.set_language("zh")
        yield made
        made.window.hide()
        made.close()
        language.apply("en")


@pytest.fixture(autouse=True)
def _calm(studio: Studio) -> Iterator[None]:
    yield
    studio.window.messages.hide()
    studio.window.finished_bar.hide()
    language.apply("zh")


@pytest.fixture
def show(studio: Studio, qtbot: QtBot, tmp_path: Path) -> Callable[[Storyboard], None]:
    def show(board: Storyboard) -> None:
        path = tmp_path / "board.starloom"
        save(board, path)
        studio.open(path)
        qtbot.waitUntil(lambda: studio.document.path == path, timeout=LONG_MS)
        studio.window.messages.hide()

    return show


def told(studio: Studio, qtbot: QtBot) -> str:
    """What the message bar says, when it says something."""
    qtbot.waitUntil(lambda: bool(studio.window.messages.text), timeout=LONG_MS)
    return studio.window.messages.text


def made(studio: Studio, qtbot: QtBot) -> list[JobRow]:
    """Rows of the takes of all shots, when they are made or have failed."""
    studio.jobs.clear_finished()
    qtbot.waitUntil(lambda: not studio.jobs.state().rows, timeout=LONG_MS)
    studio.window.commands.make_all_takes()
    qtbot.waitUntil(
        lambda: bool(rows := studio.jobs.state().rows) and all(row.state not in UNFINISHED for row in rows),
        timeout=LONG_MS,
    )
    return list(studio.jobs.state().rows)


def test_a_damaged_film_and_a_folder_of_nothing_that_are_dropped(
    studio: Studio, qtbot: QtBot, tmp_path: Path, show: Callable[[Storyboard], None]
) -> None:
    show(small_board())
    film, folder = tmp_path / "away" / "film.mp4", tmp_path / "nothing"
    film.parent.mkdir()
    folder.mkdir()
    film.write_bytes(b"\x00\x00\x00 ftypisom" + b"nothing of it is a film" * 90)
    target = studio.window.workspace.timeline.view.viewport()
    data, place = mime.files_data((film, folder)), QPoint(target.width() // 2, target.height() // 3)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, QDragEnterEvent(place, *how))
    QApplication.sendEvent(target, QDropEvent(QPointF(place), *how))
    lines = told(studio, qtbot).split("\n")
    assert len(lines) == 2 and all(map(is_chinese, lines)), lines


def test_a_damaged_storyboard_and_one_of_wrong_values(studio: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    for name, content in (("cut.starloom", "{"), ("wrong.starloom", '{"format": "starloom", "shots": 3, "seed": "x"}')):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        studio.open(path)
        assert name in told(studio, qtbot) and is_chinese(told(studio, qtbot)), told(studio, qtbot)
        studio.window.messages.hide()


def test_what_was_told_follows_the_language(studio: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "cut.starloom"
    path.write_text("{", encoding="utf-8")
    studio.open(path)
    chinese = told(studio, qtbot)
    studio.window.tell("已保存")
    studio.window.commands.set_language("en")
    qtbot.waitUntil(lambda: "cannot be used" in studio.window.messages.text)
    bar = studio.window.statusBar()
    assert "已保存" not in [words for widget in shown(bar) for words in words_of(widget)]
    studio.window.say("Done.", "info")
    studio.window.commands.set_language("zh")
    qtbot.waitUntil(lambda: not studio.window.messages.text)  # what was done is not told in two languages
    studio.open(path)
    assert told(studio, qtbot) == chinese


def test_takes_of_a_picture_that_is_gone(
    studio: Studio, qtbot: QtBot, tmp_path: Path, show: Callable[[Storyboard], None]
) -> None:
    board = small_board()
    show(with_shot(board, board.shots[0].id, footage=Footage(file="gone.png")))
    failed = [row for row in made(studio, qtbot) if row.state == "failed"]
    assert len(failed) == 1 and "gone.png" in failed[0].reason and is_chinese(failed[0].reason), failed
    view = studio.window.queue_panel.findChild(JobView)
    assert view is not None
    assert any(failed[0].reason in words for words in rows_of(view))
    studio.window.commands.set_language("en")
    qtbot.waitUntil(lambda: any("gone.png is not there" in words for words in rows_of(view)))
    assert not any(failed[0].reason in words for words in rows_of(view))
    studio.window.commands.set_language("zh")
    qtbot.waitUntil(lambda: any(failed[0].reason in words for words in rows_of(view)))


def test_takes_by_a_model_that_is_not_here(
    studio: Studio, qtbot: QtBot, show: Callable[[Storyboard], None]
) -> None:
    show(small_board(generator="diffusion", model=cards()[0].id))
    assert {row.state for row in made(studio, qtbot)} == {"done"}
    shot = studio.document.storyboard.shots[0].id
    qtbot.waitUntil(lambda: bool(studio.services.takes.of(shot)), timeout=LONG_MS)
    [take] = studio.services.takes.of(shot)
    assert "由星空画师代替模型绘制" in take.note and is_chinese(take.note), take.note
    inspector = studio.window.workspace.inspector
    inspector.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: bool(inspector.findChildren(TakeCard)), timeout=LONG_MS)
    assert "星空画师" in inspector.findChildren(TakeCard)[0].toolTip().split("\n")


def test_a_film_that_cannot_be_made_is_told_in_both_languages(studio: Studio, qtbot: QtBot) -> None:
    bar = studio.window.finished_bar
    studio.jobs.film_failed.emit("七夕", "Shot one: The model failed (ValueError: x).")
    assert bar.text == "影片“七夕”未能完成。镜头 one：模型出错（ValueError: x）。"
    studio.window.commands.set_language("en")
    qtbot.waitUntil(lambda: bar.text.endswith("The model failed (ValueError: x)."))


def test_a_wrong_place_and_a_wrong_time(studio: Studio, qtbot: QtBot, show: Callable[[Storyboard], None]) -> None:
    inspector = studio.window.workspace.inspector
    for sky in (Sky(place="Atlantis"), Sky(place="Beijing", time="someday")):
        show(small_board(sky=sky))
        for page in (1, 0):
            inspector.tabs.setCurrentIndex(page)
            qtbot.wait(100)
            if page == 1:
                qtbot.waitUntil(lambda: any("没有地点" in words or "看不懂" in words for widget in shown(inspector)
                                            for words in words_of(widget)), timeout=LONG_MS)  # fmt: skip
            assert english(inspector) == set()


def test_an_export_to_where_nothing_can_be_written(
    studio: Studio, qtbot: QtBot, show: Callable[[Storyboard], None]
) -> None:
    show(small_board(sky=Sky(place="Atlantis")))
    studio.window.show_export()
    dialog = opened()
    qtbot.waitUntil(lambda: dialog.facts() is not None, timeout=LONG_MS)  # type: ignore[attr-defined]
    assert is_chinese(dialog.facts().fault), dialog.facts()  # type: ignore[attr-defined]
    assert all(map(is_chinese, dialog.facts().notes))  # type: ignore[attr-defined]
    dialog._form.set_folder(Path("/nowhere at all"))  # type: ignore[attr-defined]
    fault = studio.services.exporting.start(dialog.choices())  # type: ignore[attr-defined]
    assert "/nowhere at all" in fault and is_chinese(fault.replace("/nowhere at all", "")), fault
    dialog.reject()


def test_a_model_without_a_network_and_what_this_machine_has(studio: Studio, qtbot: QtBot) -> None:
    studio.window.show_settings()
    dialog = opened()
    dialog.findChildren(QListWidget)[0].setCurrentRow(4)
    with qtbot.waitSignal(studio.preferences.examined, timeout=LONG_MS):
        studio.preferences.examine()
    qtbot.waitUntil(lambda: bool(studio.services.models.rows()), timeout=LONG_MS)
    with qtbot.waitSignal(studio.services.models.trouble, timeout=LONG_MS):
        studio.services.models.fetch(cards()[-1].id)
    said = [words for widget in shown(dialog) for words in words_of(widget)]
    assert any("127.0.0.1" in words and is_chinese(words) for words in said), said
    facts = [words for fact in studio.preferences.machine() for words in (fact.detail, fact.remedy)]
    assert [words for words in facts if PROSE.search(words) and not is_chinese(words)] == []
    assert all(is_chinese(row.reason) for row in studio.services.models.rows())
    assert not any("steps" in row.title for row in studio.services.models.rows())
    dialog.reject()


def opened() -> QDialog:
    """The dialog that is open."""
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
