"""The main window with nothing behind it: its actions, menus and palette."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.amounts import time_code
from ui.command_palette import plain
from ui.document import Document
from ui.main_window import MainWindow
from ui.ports import Services, Takes


@pytest.fixture
def window(qtbot: QtBot, document: Document, tmp_path: Path) -> Iterator[MainWindow]:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    made = MainWindow(document, Services())
    made.show()
    made.show_workspace()
    qtbot.waitExposed(made)
    yield made
    made.workspace.library.close_workers()
    made.close()
    delete(made)  # before its document


def entries(menu: QMenu) -> list[QAction]:
    """All actions of a menu and of the menus in it."""
    found = []
    for action in menu.actions():
        inner = action.menu()
        found += entries(inner) if isinstance(inner, QMenu) else [action]
    return found


def test_every_action_has_words_and_stands_in_a_menu_and_in_the_palette(window: MainWindow) -> None:
    in_menus = {entry for menu in window.menuBar().findChildren(QMenu) for entry in entries(menu)}
    window.palette_of_commands.open()
    rows = window.palette_of_commands.findChild(QListWidget)
    assert rows is not None
    offered = {rows.item(row).data(Qt.ItemDataRole.UserRole) for row in range(rows.count())}
    for spec, action in window.actions_of_window:
        assert plain(action) and action.toolTip(), spec.name
        assert action in in_menus, spec.name
        assert action in offered or not action.isEnabled(), spec.name
    window.palette_of_commands.hide()


def test_no_shortcut_means_two_things(window: MainWindow) -> None:
    keys = Counter(keys.toString() for _, action in window.actions_of_window for keys in action.shortcuts())
    assert [words for words, times in keys.items() if times > 1] == []


def test_no_menu_has_two_entries_under_one_letter(window: MainWindow) -> None:
    letters = Counter(QKeySequence.mnemonic(top.text()).toString() for top in window.menuBar().actions())
    assert [letter for letter, times in letters.items() if times > 1] == []


def test_the_palette_runs_what_is_typed(window: MainWindow, document: Document) -> None:
    before = len(document.storyboard.shots)
    window.palette_of_commands.open()
    field = window.palette_of_commands.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "new sh")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(document.storyboard.shots) == before + 1 and not window.palette_of_commands.isVisible()


def test_what_cannot_be_done_on_the_start_page_is_not_offered(window: MainWindow) -> None:
    window.show_start()
    offered = {spec.name for spec, action in window.actions_of_window if action.isEnabled()}
    assert {"open", "settings", "quit", "palette", "keys", "about"} <= offered
    assert not offered & {"undo", "split", "export", "save", "play", "delete"}


def test_the_playhead_knows_the_films_length_before_the_views_do(window: MainWindow, document: Document) -> None:
    window.resize(1700, 900)  # room for the whole clock
    seen: list[int] = []
    document.timed.connect(lambda: seen.append(window.transport.total))
    document.replace(document.storyboard.model_copy(update={"shots": document.storyboard.shots[:1]}))
    assert set(seen) == {document.schedule.total_frames}
    clock = window.findChild(QLabel, "previewClock")
    assert clock is not None and clock.text().endswith(time_code(document.schedule.total_frames, document.schedule.fps))


def test_the_start_page_leads_back_to_the_storyboard(window: MainWindow, qtbot: QtBot, document: Document) -> None:
    window.show_start()
    back = window.start_page.findChild(QPushButton, "backToStoryboard")
    assert back is not None and back.isVisible()
    assert document.storyboard.title in back.toolTip()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert window.workspace.isVisible()


def test_the_library_steps_aside_where_there_is_no_room_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    library = window.workspace.library
    window.workspace.resize(1200, 700)
    assert not library.isHidden()
    window.workspace.resize(820, 700)
    assert library.isHidden()
    assert not window.actions_of_window["showLibrary"].isChecked()
    window.workspace.resize(1200, 700)
    assert not library.isHidden()


def test_languages_are_found_in_the_palette_and_what_is_not_found_is_said(window: MainWindow) -> None:
    palette = window.palette_of_commands
    palette.open()
    field, rows = palette.findChild(QLineEdit), palette.findChild(QListWidget)
    assert field is not None and rows is not None
    field.setText("language")
    assert rows.count() == 2
    field.setText("qqq")
    assert rows.count() == 1 and not rows.item(0).flags()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert palette.isVisible(), "nothing can be run"
    palette.hide()


def test_a_take_that_is_there_is_not_made_again(window: MainWindow, document: Document) -> None:
    asked: list[tuple[str, ...]] = []

    class There(Takes):
        def has_clip(self, shot_id: str) -> bool:
            return True

        def make(self, shot_ids: Collection[str], new_seed: bool = False) -> None:
            asked.append(tuple(shot_ids))

    window.commands.services = replace(window.commands.services, takes=There())
    window.actions_of_window["makeTake"].trigger()
    assert asked == []
    window.actions_of_window["anotherTake"].trigger()
    assert asked == [(document.current.id,)]
