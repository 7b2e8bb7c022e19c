"""The start page asks the shelf for what is chosen, shows what the shelf holds, and keeps its shape."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui import language, motion
from ui.ports import Services, Shelf
from ui.ports.shelf import Recent, Recovered
from ui.start import StartPage
from ui.start.card_grid import columns_for
from ui.start.recent_card import RecentCard
from ui.start.recovered_row import RecoveredRow
from ui.start.slides import Slides
from ui.start.template_card import TemplateCard
from ui.start.words import shots_words, when

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


class Notebook(Shelf):
    """A shelf that writes down what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[object, ...]] = []
        self.kept: list[Recent] = []
        self.left: list[Recovered] = []

    def template_seconds(self, template_id: str, language: str) -> float:
        return 81.5 if template_id == "qixi" else 0.0

    def recents(self) -> list[Recent]:
        return self.kept

    def recovered(self) -> list[Recovered]:
        return self.left

    def open_template(self, template_id: str, language: str) -> None:
        self.asked.append(("template", template_id, language))

    def open_sentence(self, words: str) -> None:
        self.asked.append(("sentence", words))

    def open_empty(self, language: str) -> None:
        self.asked.append(("empty", language))

    def open_file(self, path: Path) -> None:
        self.asked.append(("file", path))

    def recover(self, key: str) -> None:
        self.asked.append(("recover", key))

    def discard_recovered(self, key: str) -> None:
        self.asked.append(("discard", key))

    def forget_recent(self, path: Path) -> None:
        self.asked.append(("forget", path))


@pytest.fixture
def shelf(qapp: QApplication) -> Notebook:
    return Notebook()


@pytest.fixture
def page(shelf: Notebook, qtbot: QtBot) -> StartPage:
    one = StartPage(Services(shelf=shelf))
    qtbot.addWidget(one)
    one.resize(1280, 740)
    one.show()
    return one


def card(page: StartPage, template_id: str) -> TemplateCard:
    found = page.findChild(TemplateCard, f"template-{template_id}")
    assert found is not None
    return found


def press(page: QWidget, name: str, qtbot: QtBot) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_legend_begins_in_the_language_chosen_on_its_card(page: StartPage, shelf: Notebook, qtbot: QtBot) -> None:
    chinese = card(page, "qixi").findChild(QToolButton, "template-qixi-zh")
    assert chinese is not None
    qtbot.mouseClick(chinese, Qt.MouseButton.LeftButton)
    assert shelf.asked == []
    assert "七夕" in card(page, "qixi").accessibleName()
    qtbot.mouseClick(card(page, "qixi"), Qt.MouseButton.LeftButton)
    card(page, "orion").setFocus()
    qtbot.keyClick(card(page, "orion"), Qt.Key.Key_Return)
    assert shelf.asked == [("template", "qixi", "zh"), ("template", "orion", "en")]


def test_cards_say_how_long_their_films_are_once_that_is_known(page: StartPage) -> None:
    assert "9 shots · 1:22" in card(page, "qixi").accessibleDescription()
    assert card(page, "orion").accessibleDescription().endswith("8 shots")


def test_enter_makes_a_storyboard_of_a_sentence_and_shift_enter_a_line(
    page: StartPage, shelf: Notebook, qtbot: QtBot
) -> None:
    field = page.hero.sentence.findChild(QWidget, "sentence")
    assert field is not None
    create = page.findChild(QPushButton, "createFromSentence")
    assert create is not None and not create.isEnabled()
    qtbot.keyClicks(field, "Snow falls")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "on hills")
    assert create.isEnabled() and shelf.asked == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert shelf.asked == [("sentence", "Snow falls\non hills")]
    assert page.hero.sentence.text, "what failed may be tried again"
    shelf.opened.emit()
    assert page.hero.sentence.text == ""


def test_the_field_grows_with_a_longer_text(page: StartPage, qtbot: QtBot) -> None:
    field = page.hero.sentence.findChild(QPlainTextEdit, "sentence")
    assert field is not None
    one_row = field.height()
    field.setPlainText("One.\n\nTwo.\n\nThree.")
    qtbot.waitUntil(lambda: field.height() > 2 * one_row)
    most = field.height()
    field.setPlainText("\n".join("abcdefghijklmnopqrstuvwxyz"))
    qtbot.waitUntil(lambda: field.height() > most)
    assert field.height() < 6 * one_row
    field.clear()
    qtbot.waitUntil(lambda: field.height() == one_row)


def test_examples_and_the_empty_storyboard(page: StartPage, shelf: Notebook, qtbot: QtBot) -> None:
    press(page, "example-1", qtbot)
    assert "Orion" in page.hero.sentence.text
    press(page, "createFromSentence", qtbot)
    press(page, "openEmpty", qtbot)
    assert [asked[0] for asked in shelf.asked] == ["sentence", "empty"]


def test_files_may_be_dropped_anywhere(page: StartPage, shelf: Notebook, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.starloom")), QUrl.fromLocalFile(str(tmp_path / "b.txt"))])
    place, copy = QPointF(300, 600), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), copy, data, left, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(place, copy, data, left, none))
    assert shelf.asked == [("file", tmp_path / "a.starloom")]


def test_recent_storyboards_open_and_leave_the_list(
    page: StartPage, shelf: Notebook, qtbot: QtBot, tmp_path: Path
) -> None:
    there, gone = tmp_path / "there.starloom", tmp_path / "gone.starloom"
    shelf.kept = [Recent(there, "There", NOW, True), Recent(gone, "Gone", NOW, False)]
    shelf.changed.emit()
    cards = page.findChildren(RecentCard)
    assert [one.accessibleName() for one in cards] == ["Open There", "Open Gone"]
    assert "missing" in cards[1].accessibleDescription()
    qtbot.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    remove = cards[1].findChild(QToolButton)
    assert remove is not None
    cards[1].woken.emit()
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert shelf.asked == [("file", there), ("forget", gone)]
    shelf.kept = shelf.kept[:1]
    shelf.changed.emit()
    assert [one for one in page.findChildren(RecentCard) if not one.isHidden()] == [cards[0]]


def test_recovered_work_is_opened_or_let_go_and_taken_back(qtbot: QtBot) -> None:
    row = RecoveredRow(Recovered("k", "Chang'e", NOW, Path("/x/moon.starloom"), 7), goes_ms=60)
    qtbot.addWidget(row)
    row.show()
    buttons = {button.text(): button for button in row.findChildren(QPushButton)}
    gone: list[str] = []
    row.let_go.connect(gone.append)
    with qtbot.waitSignal(row.opened):
        qtbot.mouseClick(buttons["Open recovered"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons["Let it go"], Qt.MouseButton.LeftButton)
    assert row.going and buttons["Undo"].isVisible() and not buttons["Open recovered"].isVisible()
    qtbot.mouseClick(buttons["Undo"], Qt.MouseButton.LeftButton)
    qtbot.wait(120)
    assert gone == [] and not row.going
    qtbot.mouseClick(buttons["Let it go"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: gone == ["k"], timeout=5000)


def test_recovered_work_stands_on_the_page_until_the_shelf_has_it_no_more(page: StartPage, shelf: Notebook) -> None:
    shelf.left = [Recovered("k", "", NOW, None, 2)]
    shelf.changed.emit()
    assert len(page.findChildren(RecoveredRow)) == 1
    shelf.changed.emit()
    assert len(page.findChildren(RecoveredRow)) == 1
    shelf.left = []
    shelf.changed.emit()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert page.findChildren(RecoveredRow) == []


def test_the_tab_key_goes_as_the_eye_does(page: StartPage, shelf: Notebook, tmp_path: Path) -> None:
    shelf.left = [Recovered("k", "Moon", NOW, None, 2)]
    shelf.kept = [Recent(tmp_path / "there.starloom", "There", NOW, True)]
    shelf.changed.emit()
    QApplication.processEvents()
    names, one = [], page.hero.sentence.findChild(QWidget, "sentence")
    assert one is not None
    one.setFocus()
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused is None or not page.focusNextChild():
            break
        names.append(focused.objectName() or focused.accessibleName())
    wanted = ["sentence", "example-1", "openFile", "Open recovered: Moon", "template-andromeda",
              "template-andromeda-zh", "template-qixi", "recent-there"]  # fmt: skip
    assert set(wanted) <= set(names), names
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)


def test_columns_follow_the_width(page: StartPage, qtbot: QtBot) -> None:
    assert [columns_for(width, 270, 3, 4) for width in (200, 560, 900, 1920)] == [1, 2, 3, 3]
    page.resize(1000, 700)
    qtbot.waitUntil(lambda: page.templates.columns == 3)
    cards = [card(page, name) for name in ("andromeda", "orion", "qixi")]
    assert len({one.width() for one in cards} | {one.height() for one in cards}) <= 3
    assert all(one.geometry().right() <= page.templates.width() for one in cards)
    page.resize(700, 700)
    qtbot.waitUntil(lambda: page.templates.columns == 2)


def test_nothing_moves_by_itself_where_nothing_may(page: StartPage) -> None:
    assert not motion.allowed()
    assert not page.hero.moving
    slides = card(page, "qixi").findChild(Slides)
    assert slides is not None
    home = slides.shown
    slides.start()
    slides.turn_to(2)
    assert slides.shown == 2
    slides.rest()
    assert slides.shown == home == 7


def test_the_page_changes_its_language(page: StartPage) -> None:
    try:
        language.apply("zh")
        QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
        assert card(page, "qixi").language == "zh"
    finally:
        language.apply("en")


def test_times_are_said_as_people_say_them() -> None:
    assert when(NOW - timedelta(seconds=20), NOW) == "just now"
    assert when(NOW - timedelta(minutes=12), NOW) == "12 min ago"
    assert when(NOW - timedelta(hours=2), NOW).startswith("today, ")
    assert when(NOW - timedelta(days=1), NOW).startswith("yesterday, ")
    assert "2026" in when(NOW - timedelta(days=30), NOW)
    assert shots_words(1) == "1 shot"
