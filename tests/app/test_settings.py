"""Settings survive bad values, newer programs and damaged files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import _model_wishes
from app.commands.settings import settings as settings_command
from app.settings import (
    Settings,
    SettingsError,
    change_settings,
    load_settings,
    named_values,
    settings_path,
    with_part,
    with_value,
)
from engine.errors import BadInput
from engine.models.wishes import ModelWishes


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "数据 🌌"))


def _write(text: str) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings() == Settings()
    assert not load_settings().webhook.enabled
    assert not settings_path().exists()


def test_what_is_changed_is_there_next_time() -> None:
    change_settings(lambda settings: with_part(settings, "notices", desktop=False))
    change_settings(lambda settings: with_part(settings, "webhook", titles=True))
    settings = load_settings()
    assert not settings.notices.desktop
    assert settings.webhook.titles
    assert json.loads(settings_path().read_text(encoding="utf-8")) == {
        "notices": {"desktop": False}, "webhook": {"titles": True},
    }  # fmt: skip


def test_what_a_newer_program_wrote_is_kept() -> None:
    _write('{"cache": {"limit": 5}, "webhook": {"colour": "red", "enabled": true}}')
    change_settings(lambda settings: with_part(settings, "webhook", enabled=False))
    written = json.loads(settings_path().read_text(encoding="utf-8"))
    assert written == {"cache": {"limit": 5}, "webhook": {"colour": "red"}}


@pytest.mark.parametrize(
    ("text", "named"),
    [('{"notices": {"desktop": "perhaps"}, "webhook": {"titles": true}}', ["notices.desktop"]),
     ('{"notices": 7, "webhook": {"titles": true, "enabled": []}}', ["notices", "webhook.enabled"])],
)  # fmt: skip
def test_bad_values_are_told_and_stand_for_nothing(text: str, named: list[str]) -> None:
    _write(text)
    said: list[str] = []
    settings = load_settings(said.append)
    assert settings == with_part(Settings(), "webhook", titles=True)
    assert len(said) == len(named)
    for message, name in zip(said, named, strict=True):
        assert f"The setting {name} " in message


@pytest.mark.parametrize("text", ["{", "[]", "7", "\x00", "[" * 10000])
def test_a_damaged_file_is_told(text: str) -> None:
    _write(text)
    said: list[str] = []
    assert load_settings(said.append) == Settings()
    assert len(said) == 1
    assert "cannot be read" in said[0]


def test_a_value_is_set_by_its_name() -> None:
    settings = with_value(Settings(), "notices.desktop", "off")
    values = named_values(settings)
    assert (values["notices.desktop"], values["webhook.titles"], values["studio.theme"]) == (False, False, "dark")
    assert with_value(settings, "notices.desktop", "on") == Settings()
    with pytest.raises(BadInput, match=r"no setting 'nothing'.*notices.desktop"):
        with_value(settings, "nothing", "on")
    with pytest.raises(BadInput, match=r"notices.desktop cannot be 'perhaps'"):
        with_value(settings, "notices.desktop", "perhaps")


def test_speed_ups_are_settings_with_bounds() -> None:
    settings = with_value(with_value(Settings(), "models.step_cache", "first-block"), "models.cache_threshold", "0.1")
    values = named_values(with_value(settings, "models.compile", "on"))
    assert (values["models.step_cache"], values["models.cache_threshold"]) == ("first-block", 0.1)
    assert values["models.compile"] is True and values["models.attention"] == "native"
    for name, bad in (("step_cache", "second-block"), ("cache_threshold", "0"), ("cache_threshold", "2"),
                      ("attention", "flash_hub"), ("compile", "perhaps"), ("channels_last", "7")):  # fmt: skip
        with pytest.raises(BadInput, match=rf"^The setting models.{name} cannot be '{bad}': [^.]*(\.\d+)?[^.]*\.$"):
            with_value(Settings(), f"models.{name}", bad)


def test_what_a_speed_up_costs_stands_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    settings_command("models.step_cache", "first-block")
    told = " ".join(capsys.readouterr().out.split())
    assert "models.step_cache first-block Steps that change little reuse the last one" in told
    assert "models.cache_threshold 0.08 How much a step may change" in told and "studio.rate 1.0" in told


def test_what_is_set_is_what_models_are_made_with() -> None:
    assert _model_wishes() == ModelWishes()
    settings_command("models.attention", "_native_math")
    settings_command("models.channels_last", "on")
    assert _model_wishes() == ModelWishes(attention="_native_math", channels_last=True)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "file" / "data"))
    with pytest.raises(SettingsError, match="cannot be written"):
        change_settings(lambda settings: settings)
