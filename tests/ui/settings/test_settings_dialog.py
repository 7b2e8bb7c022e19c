"""The settings show what holds, change it at once, and say what goes wrong inside their own window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSlider,
    QTableWidget,
    QTabWidget,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from storyboard.version import VERSION
from ui import theme
from ui.ports import Preferences, Services, Sound
from ui.ports.preferences import CacheFacts, MachineFact, ModelChoices, Values
from ui.ports.sound import VoiceChoice
from ui.settings import AboutDialog, SettingsDialog
from ui.settings.cache import size_words

Kind = TypeVar("Kind", bound=QWidget)
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Drawer(Preferences):
    """Preferences in memory that note what is asked of them."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = Values(films_folder=Path("/films"))
        self.asked: list[tuple[Any, ...]] = []
        self.found: tuple[MachineFact, ...] = ()
        self.size = CacheFacts()
        self.held = ModelChoices(
            folder=Path("/models"), known_weights=("bf16", "fp8"), known_attention=("native", "sage")
        )

    def values(self) -> Values:
        return self.kept

    def change(self, **values: Any) -> None:
        self.kept = replace(self.kept, **values)
        self.changed.emit()

    def models(self) -> ModelChoices:
        return self.held

    def change_models(self, **values: Any) -> bool:
        if values.get("proxy", "").startswith("socks"):
            self.trouble.emit("The proxy cannot be used.")
            return False
        self.held = replace(self.held, **values)
        self.changed.emit()
        return True

    def try_between_model(self, path: str) -> None:
        self.asked.append(("between", path))

    def folders(self) -> tuple[tuple[str, Path], ...]:
        return (("films", self.kept.films_folder), ("cache", Path("/cache")))

    def open_folder(self, path: Path) -> None:
        self.asked.append(("folder", path))

    def cache(self) -> CacheFacts:
        return self.size

    def count(self) -> None:
        self.size = CacheFacts(7_000_000_000, 20_000_000_000)
        self.counted.emit()

    def set_cache_limit(self, limit: int) -> None:
        self.asked.append(("limit", limit))

    def make_room(self) -> None:
        self.asked.append(("room",))
        self.told.emit("7 MB are free again.")

    def machine(self) -> tuple[MachineFact, ...]:
        return self.found

    def examine(self) -> None:
        self.found = (MachineFact("GPU", "warn", "none", "buy one"), MachineFact("Fonts", "ok", "two"))
        self.examined.emit()

    def new_secret(self) -> str:
        return "whsec_new"

    def set_webhook(self, address: str, secret: str) -> bool:
        self.asked.append(("webhook", address, secret))
        if not address.startswith("https://"):
            self.trouble.emit("The address must begin with https://.")
            return False
        self.change(webhook=True)
        return True


class Voices(Sound):
    """Two voices that note what they are asked to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[Any, ...]] = []

    def voices(self) -> tuple[VoiceChoice, ...]:
        return (VoiceChoice("a", "Annie", ("zh",)), VoiceChoice("b", "Bob", ("en",)))

    def listen(self, key: str, line: str, language: str, voice: str | None, rate: float) -> None:
        self.said.append((language, voice, rate))
        self.listening.emit(key)


@pytest.fixture
def drawer(qapp: QApplication) -> Drawer:
    return Drawer()


@pytest.fixture
def voices(qapp: QApplication) -> Voices:
    return Voices()


@pytest.fixture
def dialog(drawer: Drawer, voices: Voices, qtbot: QtBot) -> SettingsDialog:
    one = SettingsDialog(Services(preferences=drawer, sound=voices))
    qtbot.addWidget(one)
    one.show()
    return one


def part(dialog: QWidget, kind: type[Kind], name: str) -> Kind:
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


def test_general_settings_hold_at_once(dialog: SettingsDialog, drawer: Drawer, qtbot: QtBot) -> None:
    menu = part(dialog, QComboBox, "languageChoice")
    assert [menu.itemText(number) for number in range(3)] == ["As the system", "简体中文", "English"]
    menu.setCurrentIndex(1)
    menu.activated.emit(1)
    part(dialog, QCheckBox, "autosave").click()
    part(dialog, QCheckBox, "motion").click()
    assert (drawer.kept.language, drawer.kept.autosave, drawer.kept.motion) == ("zh", False, False)


def test_the_cache_is_counted_when_its_page_is_shown(dialog: SettingsDialog, drawer: Drawer) -> None:
    assert drawer.size.size is None
    dialog.show_page(2)
    assert "7.0 GB of 20.0 GB" in {label.text() for label in dialog.findChildren(QLabel)}
    limit = part(dialog, QDoubleSpinBox, "cacheLimit")
    assert limit.value() == 20 and drawer.asked == []
    limit.setValue(30)
    part(dialog, QPushButton, "makeRoom").click()
    assert drawer.asked == [("limit", 30_000_000_000), ("room",)]
    assert dialog.message == "7 MB are free again."
    assert size_words(230_000_000) == "230 MB"


def test_a_voice_is_chosen_and_listened_to(
    dialog: SettingsDialog, drawer: Drawer, voices: Voices, qtbot: QtBot
) -> None:
    dialog.show_page(3)
    menu = part(dialog, QComboBox, "voice-en")
    assert [menu.itemText(number) for number in range(menu.count())] == ["The language's first voice", "Bob"]
    menu.setCurrentIndex(1)
    menu.activated.emit(1)
    slider = part(dialog, QSlider, "rate")
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert (drawer.kept.voice_en, drawer.kept.rate) == ("b", 1.05)
    listen = part(dialog, QPushButton, "listen-en")
    listen.click()
    assert voices.said == [("en", "b", 1.05)]
    assert listen.text() == "Stop"
    voices.listening.emit("")
    assert listen.text() == "Listen"


def test_the_machine_is_looked_at_and_copied(dialog: SettingsDialog, drawer: Drawer) -> None:
    dialog.show_page(4)
    table = part(dialog, QTableWidget, "machineFacts")
    item = table.item(0, 1)
    assert table.rowCount() == 2 and item is not None and item.text() == "none\nbuy one"
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy").click()
    assert QGuiApplication.clipboard().text() == "GPU [warn]: none\nbuy one\nFonts [ok]: two"


def test_models_are_fetched_and_held_as_it_is_set(dialog: SettingsDialog, drawer: Drawer, qtbot: QtBot) -> None:
    dialog.show_page(4)
    for menu, key in (("modelsSource", "modelscope"), ("modelsOffload", "disk"), ("modelsWeights", "fp8")):
        box = part(dialog, QComboBox, menu)
        box.setCurrentIndex(box.findData(key))
        box.activated.emit(box.currentIndex())
    mirror = part(dialog, QLineEdit, "modelsEndpoint")
    qtbot.keyClicks(mirror, "https://hf-mirror.com")
    qtbot.keyClick(mirror, Qt.Key.Key_Return)
    held = drawer.held
    assert (held.source, held.offload, held.weights) == ("modelscope", "disk", "fp8")
    assert held.endpoint == "https://hf-mirror.com"
    assert "The least memory of all, and by far the slowest." in {each.text() for each in dialog.findChildren(QLabel)}


def test_what_makes_models_faster_stands_beside_its_price(
    dialog: SettingsDialog, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.show_page(4)
    threshold = part(dialog, QDoubleSpinBox, "cacheThreshold")
    assert not threshold.isEnabled()
    for menu, key in (("stepCache", "first-block"), ("attention", "sage")):
        box = part(dialog, QComboBox, menu)
        box.setCurrentIndex(box.findData(key))
        box.activated.emit(box.currentIndex())
    assert any("with 40 steps about half the time" in label.text() for label in dialog.findChildren(QLabel))
    threshold.setValue(0.1)
    part(dialog, QCheckBox, "compileBlocks").click()
    held = drawer.held
    assert (held.step_cache, held.cache_threshold, held.attention, held.compile) == ("first-block", 0.1, "sage", True)
    assert threshold.isEnabled() and not part(dialog, QPushButton, "betweenByFfmpeg").isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/rife.onnx", ""))
    part(dialog, QPushButton, "chooseBetweenModel").click()
    assert drawer.asked == [("between", "/rife.onnx")]
    drawer.change_models(interpolation="/models/rife.onnx")
    assert part(dialog, QLabel, "betweenModel").text() == "rife.onnx"
    part(dialog, QPushButton, "betweenByFfmpeg").click()
    assert drawer.held.interpolation == ""


def test_an_address_that_cannot_be_used_stays_to_be_corrected(
    dialog: SettingsDialog, drawer: Drawer, qtbot: QtBot
) -> None:
    dialog.show_page(4)
    proxy = part(dialog, QLineEdit, "modelsProxy")
    qtbot.keyClicks(proxy, "socks5://x")
    qtbot.keyClick(proxy, Qt.Key.Key_Return)
    assert dialog.message == "The proxy cannot be used."
    drawer.changed.emit()
    assert (proxy.text(), drawer.held.proxy) == ("socks5://x", "")
    proxy.clear()
    qtbot.keyClicks(proxy, "http://x:1")
    qtbot.keyClick(proxy, Qt.Key.Key_Return)
    assert drawer.held.proxy == "http://x:1"
    drawer.held = replace(drawer.held, proxy="http://y:1")
    drawer.changed.emit()
    assert proxy.text() == "http://y:1"


def test_nothing_is_fetched_where_that_is_switched_off(dialog: SettingsDialog, drawer: Drawer) -> None:
    dialog.show_page(4)
    part(dialog, QCheckBox, "modelsOffline").click()
    assert drawer.held.offline
    assert not part(dialog, QComboBox, "modelsSource").isEnabled()
    assert "switched off" in part(dialog, QPushButton, "fetchModel").toolTip()


def test_a_folder_that_the_environment_names_is_not_changed_here(dialog: SettingsDialog, drawer: Drawer) -> None:
    drawer.held = replace(drawer.held, folder_fixed=True)
    drawer.changed.emit()
    assert not part(dialog, QPushButton, "changeModelsFolder").isEnabled()
    assert any("STARLOOM_MODELS_DIR" in label.text() for label in dialog.findChildren(QLabel))


def test_the_webhook_is_switched_on_or_says_why_not(dialog: SettingsDialog, drawer: Drawer) -> None:
    dialog.show_page(5)
    address, secret = part(dialog, QLineEdit, "webhookAddress"), part(dialog, QLineEdit, "webhookSecret")
    assert not part(dialog, QPushButton, "testWebhook").isEnabled()
    address.setText("ftp://x")
    part(dialog, QPushButton, "newSecret").click()
    part(dialog, QPushButton, "keepWebhook").click()
    assert "https://" in dialog.message and secret.text() == "whsec_new"
    address.setText("https://x")
    part(dialog, QPushButton, "keepWebhook").click()
    assert drawer.asked[-1] == ("webhook", "https://x", "whsec_new")
    assert secret.text() == "" and part(dialog, QPushButton, "testWebhook").isEnabled()
    drawer.answered.emit(True, "204")
    assert dialog.message == "The server took it (204)."
    drawer.answered.emit(False, "410")
    assert dialog.message == "410"


def test_folders_are_shown_and_opened(dialog: SettingsDialog, drawer: Drawer) -> None:
    dialog.show_page(1)
    part(dialog, QPushButton, "open-cache").click()
    drawer.change(films_folder=Path("/elsewhere"))
    assert drawer.asked == [("folder", Path("/cache"))]
    assert str(Path("/elsewhere")) in {label.text() for label in dialog.findChildren(QLabel)}


def test_every_control_says_what_it_is(dialog: SettingsDialog) -> None:
    pages = part(dialog, QListWidget, "settingsPages")
    assert pages.count() == 7
    for kind in (QPushButton, QComboBox, QCheckBox, QLineEdit, QSlider, QDoubleSpinBox):
        for control in dialog.findChildren(kind):
            if not control.objectName().startswith("qt_"):
                assert control.accessibleName() or control.text(), control.objectName()  # type: ignore[union-attr]


def test_about_names_version_credits_and_licences(qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    about.show()
    assert any(VERSION in label.text() for label in about.findChildren(QLabel))
    credits = part(about, QTextBrowser, "credits").toPlainText()
    tabs = about.findChild(QTabWidget)
    assert tabs is not None
    tabs.setCurrentIndex(1)
    licences = part(about, QTextBrowser, "licences").toPlainText()
    assert "Axel Mellinger" in credits and "|" not in credits
    assert "Apache License" in licences and "SIL OPEN FONT LICENSE" in licences.upper() and "ISC" in licences


def test_links_of_the_credits_follow_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    assert theme.DARK.accent in part(about, QTextBrowser, "credits").toHtml()
    theme.apply(qapp, "light")
    QApplication.sendEvent(about, QEvent(QEvent.Type.PaletteChange))
    assert theme.LIGHT.accent in part(about, QTextBrowser, "credits").toHtml()
