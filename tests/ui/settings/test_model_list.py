"""The settings show which models run here, and fetch, stop and remove them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.ports import Models, Services
from ui.ports.models import Fetching, ModelRow
from ui.settings import SettingsDialog

ROWS = (
    ModelRow("large", "Large", "no", "It needs a GPU.", fetch_bytes=126_000_000_000, licence="Apache-2.0"),
    ModelRow("small", "Small", "slow", "Card, 8 GB.", here=True, licence="Apache-2.0"),
    ModelRow("half", "Half", "fits", "Card, 24 GB.", partly=True, licence="Apache-2.0?"),
)


class Shelf(Models):
    """Models in memory that note what is asked of them."""

    def __init__(self) -> None:
        super().__init__()
        self.known: tuple[ModelRow, ...] = ()
        self.going: Fetching | None = None
        self.asked: list[tuple[str, ...]] = []

    def rows(self) -> tuple[ModelRow, ...]:
        return self.known

    def look(self) -> None:
        self.known = ROWS
        self.changed.emit()

    def fetching(self) -> Fetching | None:
        return self.going

    def fetch(self, name: str) -> None:
        self.asked.append(("fetch", name))
        self.going = Fetching(name)
        self.changed.emit()

    def stop(self) -> None:
        self.asked.append(("stop",))
        self.going = None
        self.told.emit("Stopped.")
        self.changed.emit()

    def remove(self, name: str) -> None:
        self.asked.append(("remove", name))


@pytest.fixture
def shelf(qapp: QApplication) -> Shelf:
    return Shelf()


@pytest.fixture
def dialog(shelf: Shelf, qtbot: QtBot) -> SettingsDialog:
    one = SettingsDialog(Services(models=shelf))
    qtbot.addWidget(one)
    one.show()
    one.show_page(4)
    return one


def _button(dialog: SettingsDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def _table(dialog: SettingsDialog) -> QTableWidget:
    found = dialog.findChild(QTableWidget, "models")
    assert found is not None
    return found


def _words(dialog: SettingsDialog, row: int) -> str:
    item = _table(dialog).item(row, 0)
    assert item is not None
    return item.text()


def test_every_model_says_whether_it_runs_and_why(dialog: SettingsDialog) -> None:
    assert _table(dialog).rowCount() == 3
    assert _words(dialog, 0) == "Large · does not run on this machine · 126.0 GB to fetch · Apache-2.0\nIt needs a GPU."
    assert _words(dialog, 1).startswith("Small · slow on this machine · on this disk")
    assert _words(dialog, 2).startswith("Half · fits this machine · only partly on this disk · Apache-2.0?")


@pytest.mark.parametrize("name", ["dark", "light"])
def test_the_sign_of_the_chosen_row_is_seen(qapp: QApplication, dialog: SettingsDialog, name: theme.Name) -> None:
    theme.apply(qapp, name)
    for row in range(3):
        item = _table(dialog).item(row, 0)
        assert item is not None
        sign = item.icon().pixmap(QSize(16, 16), QIcon.Mode.Selected).toImage()
        drawn = [sign.pixelColor(x, y) for x in range(16) for y in range(16)]
        strongest = max(drawn, key=lambda colour: colour.alpha())
        ground = QColor(theme.colours().raised)
        assert strongest.alpha() > 100 and abs(strongest.lightness() - ground.lightness()) > 50


def test_the_buttons_follow_the_row_that_is_chosen(dialog: SettingsDialog) -> None:
    enabled = []
    for row in range(3):
        _table(dialog).selectRow(row)
        enabled.append((_button(dialog, "fetchModel").isEnabled(), _button(dialog, "removeModel").isEnabled()))
    assert enabled == [(True, False), (False, True), (True, True)]
    assert not _button(dialog, "stopFetch").isEnabled()


def test_a_fetch_shows_how_far_it_is_and_can_be_stopped(dialog: SettingsDialog, shelf: Shelf) -> None:
    bar = dialog.findChild(QProgressBar, "fetchProgress")
    assert bar is not None
    assert not bar.isVisible()
    _table(dialog).selectRow(2)
    _button(dialog, "fetchModel").click()
    assert bar.isVisible()
    assert bar.maximum() == 0
    assert not _button(dialog, "fetchModel").isEnabled()
    shelf.going = Fetching("half", 30_000_000_000, 120_000_000_000)
    shelf.progressed.emit()
    assert (bar.value(), bar.maximum(), bar.text()) == (250, 1000, "30.0 GB of 120.0 GB")
    _button(dialog, "stopFetch").click()
    assert shelf.asked == [("fetch", "half"), ("stop",)]
    assert not bar.isVisible()
    assert dialog.message == "Stopped."


def test_removing_is_asked_for_twice(dialog: SettingsDialog, shelf: Shelf) -> None:
    _table(dialog).selectRow(1)
    remove = _button(dialog, "removeModel")
    remove.click()
    assert (remove.text(), shelf.asked) == ("Really remove", [])
    _table(dialog).selectRow(2)
    _table(dialog).selectRow(1)
    assert remove.text() == "Remove"
    remove.click()
    remove.click()
    assert shelf.asked == [("remove", "small")]
