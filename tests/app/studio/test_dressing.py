"""Language and looks follow what is set, at once and without doing anything twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.studio.dressing import Dressing
from ui import language, theme
from ui.ports import Preferences
from ui.ports.preferences import Values


class Wardrobe(Preferences):
    """Values that can be changed."""

    kept = Values(theme="light", language="zh")

    def values(self) -> Values:
        return self.kept

    def change(self, **values: Any) -> None:
        self.kept = replace(self.kept, **values)
        self.changed.emit()


class Watcher(QObject):
    """Counts the changes of colours that a widget sees."""

    def __init__(self) -> None:
        super().__init__()
        self.styled = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.styled += event.type() == QEvent.Type.PaletteChange
        return False


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "dark")
    language.apply("en")


def test_windows_follow_what_is_set(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    wardrobe = Wardrobe()
    dressing = Dressing(qapp, wardrobe)
    assert theme.colours() is theme.LIGHT and language.current() == "zh"
    widget, watcher = QWidget(), Watcher()
    qtbot.addWidget(widget)
    widget.installEventFilter(watcher)
    widget.show()
    qtbot.waitExposed(widget)
    wardrobe.change(autosave=False)
    assert watcher.styled == 0
    wardrobe.change(theme="dark")
    assert watcher.styled > 0 and theme.colours() is theme.DARK
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    wardrobe.change(language="system")
    assert language.current() == "en"
    dressing.deleteLater()
