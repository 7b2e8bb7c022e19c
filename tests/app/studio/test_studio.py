"""The whole studio in one window: every page, panel and dialog, in both languages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.studio.studio import Studio
from storyboard.templates import load_template
from tests.app.studio.walking import beyond_tab, by_tab, english, nameless, place_of, shown
from ui import language, theme
from ui.workspace import View

REST_MS = 60
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def studio(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("studio")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "FILMS"):
            patch.setenv(f"STARLOOM_{name}_DIR", str(folder / name))
        patch.setenv("XDG_STATE_HOME", str(folder))
        made = Studio()
        made.show()
        yield made
        made.window.hide()
        made.close()
        language.apply("en")
        theme.apply(qapp, "dark")


Visit = Callable[[str, QWidget], None]


def walk(studio: Studio, spoken: language.Name, visit: Visit) -> None:
    """Go through all pages, panels and dialogs in a language."""
    window = studio.window
    window.commands.set_language(spoken)
    window.show_start()
    rested(lambda: visit("the start page", window))
    studio.document.replace(load_template("qixi", spoken))
    window.show_workspace()
    for number in range(3):
        window.workspace.library.tabs.setCurrentIndex(number)
        rested(lambda: visit("the library", window))
    for number in (1, 0):
        window.workspace.inspector.tabs.setCurrentIndex(number)
        rested(lambda: visit("the inspector", window))
    panels = ("queue", "history")
    window.show_view("board")
    for name in panels:
        window.toggle_panel(name)
    window.say("!", "info")
    rested(lambda: visit("the panels", window))
    for name in panels:
        window.toggle_panel(name)
    window.show_view("timeline")
    window.palette_of_commands.open()
    rested(lambda: visit("the palette", window.palette_of_commands))
    window.palette_of_commands.hide()
    for show in (window.show_export, window.show_settings, window.show_about, window.show_keys):
        show()
        walk_dialog(visit)


def walk_dialog(visit: Visit) -> None:
    """Go through the pages of the dialog that is open, and close it."""
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    pages = dialog.findChildren(QListWidget)
    for row in range(pages[0].count() if pages else 1):
        if pages:
            pages[0].setCurrentRow(row)
        rested(lambda: visit(dialog.objectName(), dialog))
    dialog.reject()
    QTest.qWait(REST_MS)


def rested(look: Callable[[], None]) -> None:
    """Look when what was asked for has come."""
    QTest.qWait(REST_MS)
    look()


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_every_control_has_a_name_and_is_reached_by_keys(studio: Studio, spoken: language.Name) -> None:
    without_name: set[str] = set()
    without_tab: set[str] = set()

    def visit(where: str, top: QWidget) -> None:
        without_name.update(f"{where}: {place}" for place in nameless(top))
        if where != "the palette":  # its field moves in its list
            without_tab.update(f"{where}: {place}" for place in beyond_tab(top))

    walk(studio, spoken, visit)
    assert without_name == set()
    assert without_tab == set()


def test_no_english_word_is_left_in_chinese(studio: Studio, qtbot: QtBot) -> None:
    walk(studio, "en", lambda where, top: None)
    left: set[str] = set()
    for _ in range(4):  # what was said in English just before goes by itself
        left.clear()
        walk(studio, "zh", lambda where, top: left.update(f"{where}: {words}" for words in english(top)))
        if not left:
            break
        qtbot.wait(4000)
    menus = [action.text() for _, action in studio.window.actions_of_window]
    assert left == set()
    assert [words for words in menus if not any("\u4e00" <= letter <= "\u9fff" for letter in words)] == []


def test_everything_has_the_name_that_tests_and_tools_know_it_by(studio: Studio) -> None:
    found: set[str] = set()
    walk(studio, "en", lambda where, top: found.update(widget.objectName() for widget in shown(top)))
    assert found >= {"startPage", "templatePicker", "board", "timeline", "preview", "inspector", "queuePanel",
                     "undoHistory", "exportDialog"}  # fmt: skip
    assert studio.window.language_menu.objectName() == "languageMenu"


@pytest.mark.parametrize("view", ["timeline", "board"])
def test_tab_goes_round_the_whole_workspace(studio: Studio, qtbot: QtBot, view: View) -> None:
    window = studio.window
    studio.document.replace(load_template("qixi", "en"))
    window.show_view(view)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    reached: list[QWidget] = []
    for _ in range(300):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in reached:
            break
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert by_tab(window) - {place_of(widget) for widget in reached} == set()


def test_theme_and_language_change_while_the_program_runs(studio: Studio, qtbot: QtBot) -> None:
    window = studio.window
    window.commands.set_language("en")
    window.commands.set_theme("light")
    qtbot.waitUntil(lambda: theme.colours() is theme.LIGHT)
    light = window.grab().toImage().pixelColor(5, window.height() // 2).lightness()
    window.commands.set_theme("dark")
    qtbot.waitUntil(lambda: theme.colours() is theme.DARK)
    assert window.grab().toImage().pixelColor(5, window.height() // 2).lightness() < 60 < light
    before = window.actions_of_window["export"].text()
    window.commands.set_language("zh")
    qtbot.waitUntil(lambda: window.actions_of_window["export"].text() != before)
    assert [action.data() for action in window.language_menu.actions() if action.isChecked()] == ["zh"]


def test_the_window_comes_soon_and_without_what_is_heavy() -> None:
    """In a fresh process; the limit is wide, since machines that run tests are slow."""
    words = (
        "import sys, time; began = time.monotonic()\n"
        "from app.studio.studio import Studio\n"
        "studio = Studio(); studio.show(); studio.app.processEvents()\n"
        "print(time.monotonic() - began, *(name for name in ('torch', 'diffusers', 'jieba') if name in sys.modules))\n"
        "studio.close()\n"
    )
    answer = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, timeout=120)
    seconds, *heavy = answer.stdout.split()
    assert float(seconds) < 15 and heavy == [], answer.stderr
