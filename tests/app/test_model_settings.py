"""Settings of models are kept only where they can be used; the sentence says what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import Settings, with_value
from engine.errors import BadInput


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("models.endpoint", "hf-mirror.com", "write it like https://hf-mirror.com"),
        ("models.endpoint", "http://hf-mirror.com", "must begin with https://"),
        ("models.proxy", "127.0.0.1:7890", "write it like http://127.0.0.1:7890"),
        ("models.proxy", "socks5://127.0.0.1:7890", "write it like http://127.0.0.1:7890"),
        ("models.proxy", "http://me:secret@127.0.0.1:7890", "HTTPS_PROXY in the environment"),
        ("models.weights", "fp4", "choose one of auto, bf16"),
        ("models.offload", "sometimes", "models.offload cannot be 'sometimes'"),
    ],
)
def test_what_cannot_be_used_is_refused(name: str, text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        with_value(Settings(), name, text)
    assert sentence in str(refused.value)
    assert str(refused.value).count(".") <= 8 and "secret" not in str(refused.value)


def test_what_can_be_used_is_kept_tidily(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = with_value(Settings(), "models.endpoint", " https://hf-mirror.com/ ")
    settings = with_value(settings, "models.proxy", "http://127.0.0.1:7890/")
    settings = with_value(settings, "models.folder", "模型")
    assert settings.models.endpoint == "https://hf-mirror.com"
    assert settings.models.proxy == "http://127.0.0.1:7890"
    assert settings.models.folder == str(tmp_path / "模型")
    settings = with_value(with_value(settings, "models.folder", ""), "models.proxy", "")
    assert (settings.models.folder, settings.models.proxy) == ("", "")


def test_a_file_is_no_folder_for_models(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="is a file: choose a folder for models"):
        with_value(Settings(), "models.folder", str(tmp_path / "file" / "models"))


def test_one_bad_value_of_before_does_not_keep_others_from_being_set() -> None:
    before = Settings.model_validate({"models": {"endpoint": "nowhere", "weights": "old"}})
    assert with_value(before, "models.offline", "on").models.offline
