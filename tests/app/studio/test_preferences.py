"""Settings hold at once and are written; the facts beside them come from the program itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import load_settings, settings_path
from app.studio.preferences import StudioPreferences
from app.webhook_endpoint import endpoint_path

WAIT_MS = 30_000


@pytest.fixture(autouse=True)
def _own_folders(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "FILMS"):
        monkeypatch.setenv(f"STARLOOM_{name}_DIR", str(tmp_path / name))


@pytest.fixture
def preferences() -> Iterator[StudioPreferences]:
    one = StudioPreferences()
    yield one
    one.close()


def test_what_is_changed_holds_at_once_and_next_time(preferences: StudioPreferences, tmp_path: Path) -> None:
    changes: list[bool] = []
    preferences.changed.connect(lambda: changes.append(True))
    preferences.change(theme="light", films_folder=tmp_path / "films 影片", notices=False, webhook_titles=True)
    preferences.change(theme="light")
    assert preferences.values().theme == "light" and changes == [True]
    preferences.close()
    written = json.loads(settings_path().read_text(encoding="utf-8"))
    assert written["studio"] == {"theme": "light", "films_folder": str(tmp_path / "films 影片")}
    again = StudioPreferences()
    assert again.values() == preferences.values()
    assert (again.values().notices, again.values().webhook_titles) == (False, True)
    again.close()


def test_settings_of_models_are_checked_and_tell_when_they_are_written(
    preferences: StudioPreferences, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STARLOOM_MODELS_DIR", raising=False)
    with qtbot.waitSignal(preferences.trouble) as said:
        assert not preferences.change_models(endpoint="hf-mirror.com")
    assert said.args == ["The hub's address 'hf-mirror.com' cannot be used: write it like https://hf-mirror.com."]
    with qtbot.waitSignal(preferences.models_changed, timeout=WAIT_MS):
        assert preferences.change_models(folder=str(tmp_path / "模型"), weights="fp8")
    assert (load_settings().models.folder, load_settings().models.weights) == (str(tmp_path / "模型"), "fp8")
    assert (preferences.models().folder, preferences.models().folder_fixed) == (tmp_path / "模型", False)
    assert preferences.change_models(folder="")
    assert preferences.models().folder == tmp_path / "DATA" / "models"
    assert "fp8" in preferences.models().known_weights


def test_what_is_no_model_for_frames_between_is_told(
    preferences: StudioPreferences, qtbot: QtBot, tmp_path: Path
) -> None:
    pytest.importorskip("onnxruntime")
    (tmp_path / "rife.onnx").write_bytes(b"no model")
    with qtbot.waitSignal(preferences.trouble, timeout=WAIT_MS) as said:
        preferences.try_between_model(str(tmp_path / "rife.onnx"))
    assert said.args and "rife.onnx" in said.args[0]
    assert preferences.models().interpolation == "" and preferences.models().known_attention[0] == "native"


def test_a_setting_that_cannot_be_written_is_told(
    preferences: StudioPreferences, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "file" / "data"))
    with qtbot.waitSignal(preferences.trouble, timeout=WAIT_MS) as said:
        preferences.change(theme="light")
    assert said.args and "cannot be written" in said.args[0]


def test_the_cache_is_counted_limited_and_cleared(preferences: StudioPreferences, qtbot: QtBot) -> None:
    assert preferences.cache().size is None
    with qtbot.waitSignal(preferences.counted, timeout=WAIT_MS):
        preferences.count()
    assert preferences.cache().size == 0
    with qtbot.waitSignal(preferences.counted, timeout=WAIT_MS):
        preferences.set_cache_limit(5_000_000_000)
    assert preferences.cache().limit == 5_000_000_000
    with qtbot.waitSignals([preferences.counted, preferences.told], timeout=WAIT_MS):
        preferences.make_room()


def test_the_webhook_is_kept_apart_and_forgotten(preferences: StudioPreferences, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preferences.trouble, timeout=WAIT_MS):
        assert not preferences.set_webhook("https://example.org/hook", "no secret")
    assert not preferences.values().webhook
    assert preferences.set_webhook("https://example.org/hook", preferences.new_secret())
    qtbot.waitUntil(lambda: preferences.webhook().has_secret, timeout=WAIT_MS)
    assert preferences.values().webhook and "example.org" in preferences.webhook().address
    assert endpoint_path().exists() and "example.org" not in settings_path().read_text(encoding="utf-8")
    preferences.switch_webhook_off()
    qtbot.waitUntil(lambda: not preferences.webhook().has_secret, timeout=WAIT_MS)
    assert not endpoint_path().exists() and not load_settings().webhook.enabled
    with qtbot.waitSignal(preferences.answered, timeout=WAIT_MS) as answer:
        preferences.test_webhook()
    assert answer.args and answer.args[0] is False


def test_folders_that_are_not_there_are_told(preferences: StudioPreferences, qtbot: QtBot, tmp_path: Path) -> None:
    assert [name for name, _ in preferences.folders()] == ["films", "cache", "data"]
    with qtbot.waitSignal(preferences.trouble) as said:
        preferences.open_folder(tmp_path / "none")
    assert said.args and "none" in said.args[0]
