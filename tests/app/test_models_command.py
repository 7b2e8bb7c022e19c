"""``starloom models`` as a person or a script meets it: real processes, a hub on the loopback address."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.models.catalogue import card_of, cards
from tests.engine.models.hub_server import HubServer, pipeline_repository

ROOT = Path(__file__).resolve().parents[2]
MODEL = "wan2.1-t2v-1.3b"


@pytest.fixture
def hub() -> Iterator[HubServer]:
    source = card_of(MODEL).source
    assert source is not None
    server = HubServer({source.hub: pipeline_repository()})
    yield server
    server.close()


def _environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("HF_HUB_OFFLINE", "HF_TOKEN")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "LC_ALL": "C.UTF-8", "no_proxy": "*",
            "STARLOOM_DATA_DIR": str(folder / "数据"), **more}  # fmt: skip


def _run(folder: Path, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "app", *map(str, words)], cwd=folder, capture_output=True, text=True,
                          encoding="utf-8", env=_environment(folder, **more), timeout=120)  # fmt: skip


def _lines(done: subprocess.CompletedProcess[str]) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_model_is_listed_with_its_verdict(tmp_path: Path) -> None:
    rows = _lines(_run(tmp_path, "models", "list", "--json"))
    assert [row["id"] for row in rows] == [card.id for card in cards()]
    assert all(row["verdict"] in ("fits", "slow", "no") and row["reason"].endswith(".") for row in rows)
    done = _run(tmp_path, "models", "list")
    assert "wan2.2-t2v-a14b [+lightning]" in done.stdout
    assert str(tmp_path / "数据" / "models") in done.stdout


def test_fetched_listed_verified_repaired_removed(tmp_path: Path, hub: HubServer) -> None:
    done = _run(tmp_path, "models", "fetch", MODEL, "--endpoint", hub.url, "--json")
    assert done.returncode == 0, done.stderr
    *progress, last = _lines(done)
    assert last["new"] == last["bytes"] > 60_000
    assert all(line["event"] == "fetching" for line in progress)
    row = next(row for row in _lines(_run(tmp_path, "models", "list", "--json")) if row["id"] == MODEL)
    assert row["here"] == ["bf16", "fp8"]

    assert _run(tmp_path, "models", "verify", MODEL).returncode == 0
    expert = Path(last["folder"]) / "transformer" / "diffusion_pytorch_model.safetensors"
    expert.write_bytes(expert.read_bytes()[:-1] + b"?")
    damaged = _run(tmp_path, "models", "verify", MODEL)
    assert damaged.returncode == 3
    assert f"{expert} was changed" in damaged.stdout
    assert "--repair" in damaged.stdout
    assert _run(tmp_path, "settings", "models.endpoint", hub.url).returncode == 0
    assert _run(tmp_path, "models", "verify", MODEL, "--repair").returncode == 0
    (told,) = _lines(_run(tmp_path, "models", "verify", MODEL, "--json"))
    assert told["damaged"] == []

    (freed,) = _lines(_run(tmp_path, "models", "remove", MODEL, "--json"))
    assert freed["freed"] > last["bytes"]
    assert not Path(last["folder"]).exists()


def test_ctrl_c_keeps_what_came(tmp_path: Path, hub: HubServer) -> None:
    hub.misdeeds.pause_s = 0.2
    words = [sys.executable, "-m", "app", "models", "fetch", MODEL, "--endpoint", hub.url, "--json"]
    child = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             encoding="utf-8", env=_environment(tmp_path))  # fmt: skip
    assert child.stdout is not None
    while "transformer/diffusion" not in child.stdout.readline():
        pass
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=20)
    assert child.returncode == 130
    assert "the next fetch goes on from there" in said
    assert list((tmp_path / "数据" / "models" / MODEL).rglob("*.part"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [(("fetch", "sora"), 2, "There is no model 'sora' in the catalogue"),
     (("fetch", MODEL, "--weights", "int4"), 2, "no weights 'int4'"),
     (("fetch", MODEL, "--endpoint", "http://mirror.example"), 2, "must begin with https://"),
     (("fetch", MODEL, "--source", "cloud"), 2, "no source 'cloud'"),
     (("fetch", "fastwan2.2-ti2v-5b", "--source", "modelscope"), 2, "not known to be on ModelScope"),
     (("verify", MODEL), 2, "is not on this machine"), (("remove", MODEL), 2, "nothing to remove"),
     (("fetch", MODEL, "--endpoint", "http://127.0.0.1:9"), 3, "cannot be reached")],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, words: tuple[str, ...], code: int, said: str) -> None:
    done = _run(tmp_path, "models", *words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_fetching_can_be_switched_off(tmp_path: Path, hub: HubServer) -> None:
    assert _run(tmp_path, "settings", "models.offline", "on").returncode == 0
    done = _run(tmp_path, "models", "fetch", MODEL, "--endpoint", hub.url)
    assert (done.returncode, hub.asked) == (2, [])
    assert "starloom settings models.offline off" in done.stderr
