"""The studio's models: judged, fetched, stopped and removed in the background, from a hub on the loopback address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import change_settings, with_part
from app.studio.models import StudioModels
from engine.models.catalogue import card_of
from tests.engine.models.hub_server import HubServer, pipeline_repository

WAIT_MS = 30_000
MODEL = "wan2.1-t2v-1.3b"


@pytest.fixture
def hub(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    source = card_of(MODEL).source
    assert source is not None
    server = HubServer({source.hub: pipeline_repository()})
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setenv("no_proxy", "*")
    change_settings(lambda settings: with_part(settings, "models", endpoint=server.url))
    yield server
    server.close()


@pytest.fixture
def models(hub: HubServer) -> Iterator[StudioModels]:
    one = StudioModels()
    yield one
    one.close()


def _here(models: StudioModels) -> bool:
    return any(row.here for row in models.rows() if row.name == MODEL)


def test_every_model_and_recipe_is_judged(models: StudioModels, qtbot: QtBot) -> None:
    assert models.rows() == ()
    models.look()
    qtbot.waitUntil(lambda: bool(models.rows()), timeout=WAIT_MS)
    names = [row.name for row in models.rows()]
    assert names[:2] == ["wan2.2-t2v-a14b", "wan2.2-t2v-a14b+lightning"]
    assert all(row.reason for row in models.rows())
    assert models.rows()[0].fetch_bytes > 100_000_000_000


def test_a_model_is_fetched_and_removed(models: StudioModels, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(models.told, timeout=WAIT_MS) as said:
        models.fetch(MODEL)
        going = models.fetching()
        assert going is not None and going.name == MODEL
    assert said.args is not None
    assert str(tmp_path / "models" / MODEL) in said.args[0]
    qtbot.waitUntil(lambda: _here(models), timeout=WAIT_MS)
    assert models.fetching() is None
    with qtbot.waitSignal(models.told, timeout=WAIT_MS):
        models.remove(MODEL)
    qtbot.waitUntil(lambda: not _here(models), timeout=WAIT_MS)
    assert not (tmp_path / "models" / MODEL).exists()


def test_a_fetch_is_stopped_and_what_came_is_kept(
    models: StudioModels, hub: HubServer, qtbot: QtBot, tmp_path: Path
) -> None:
    hub.misdeeds.pause_s = 0.1
    models.fetch(MODEL)
    qtbot.waitUntil(lambda: bool(list((tmp_path / "models").rglob("*.safetensors.part"))), timeout=WAIT_MS)
    with qtbot.waitSignal(models.told, timeout=2000) as said:
        models.stop()
    assert said.args == ["Stopped. What came is kept; the next fetch goes on from there."]
    assert models.fetching() is None
    assert list((tmp_path / "models").rglob("*.safetensors.part"))


def test_a_hub_that_is_gone_is_told(models: StudioModels, hub: HubServer, qtbot: QtBot) -> None:
    hub.close()
    with qtbot.waitSignal(models.trouble, timeout=WAIT_MS) as said:
        models.fetch(MODEL)
    assert said.args and "cannot be reached" in said.args[0]
    assert models.fetching() is None
