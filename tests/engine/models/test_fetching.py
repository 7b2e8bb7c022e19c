"""Whole models: what is needed comes, in the end all of it, and damage is found and named."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine.errors import BadInput, Cancelled
from engine.models.card import ModelCard
from engine.models.converted import mark_of
from engine.models.download import DiskError
from engine.models.fetching import LOCK, FetchProgress, fetch_model, remove_model, repair_model
from engine.models.folder import installed, on_disk
from engine.models.hub import HuggingFace, ModelScope
from engine.models.manifest import NAME, ManifestError, read_manifest
from engine.models.verifying import remove_damaged, verify_model
from tests.engine.models.hub_server import COMMIT, REPOSITORY, HubServer, weights_file

EXPERT = "transformer/diffusion_pytorch_model.safetensors"


def _fetch(card: ModelCard, models: Path, hub: HubServer, weights: str = "bf16", kind: str = "hub") -> list:
    told: list[FetchProgress] = []
    place = ModelScope(hub.url) if kind == "modelscope" else HuggingFace(hub.url)
    fetch_model(card, card.weights_called(weights), models, place, told.append, threading.Event(), kind=kind,
                first_wait_s=0.01)  # fmt: skip
    return told


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", ["hub", "modelscope"])
def test_a_model_comes_with_what_it_needs_and_nothing_that_runs(
    hub: HubServer, card: ModelCard, tmp_path: Path, kind: str
) -> None:
    told = _fetch(card, tmp_path, hub, kind=kind)
    names = _names(tmp_path / "tiny")
    assert {"model_index.json", EXPERT, "transformer_2/diffusion_pytorch_model.safetensors", NAME} <= names
    assert not {name for name in names if name.endswith((".py", ".bin", ".md", ".png", ".part")) or name == LOCK}
    data = hub.repositories[REPOSITORY]
    assert all((tmp_path / "tiny" / name).read_bytes() == data[name] for name in names - {NAME})
    assert told[-1].done == told[-1].total == sum(len(data[name]) for name in names - {NAME})
    assert [one.done for one in told] == sorted(one.done for one in told)
    found = installed(card, tmp_path)
    assert found is not None
    assert found.has("bf16")
    assert not found.has("gguf-q4")


def test_gguf_comes_in_the_place_of_the_experts(hub: HubServer, card: ModelCard, tmp_path: Path) -> None:
    _fetch(card, tmp_path, hub, "gguf-q4")
    names = _names(tmp_path / "tiny")
    assert EXPERT not in names
    assert "transformer/config.json" in names
    found = installed(card, tmp_path)
    assert found is not None
    assert [path.read_bytes()[:5] for path in found.gguf("gguf-q4").values()] == [b"GGUFh", b"GGUFl"]
    assert on_disk(card, tmp_path).weights == ("gguf-q4",)


def test_a_recipe_brings_its_loras(hub: HubServer, card: ModelCard, tmp_path: Path) -> None:
    _fetch(card, tmp_path, hub)
    fast = card.sampled_by("lightning")
    assert installed(fast, tmp_path) is None
    _fetch(fast, tmp_path, hub)
    found = installed(fast, tmp_path)
    assert found is not None
    assert {part: path.name for part, path in found.loras.items()} == {
        "transformer": "high.safetensors", "transformer_2": "low.safetensors",
    }  # fmt: skip
    assert all(path.is_file() for path in found.loras.values())
    assert found.card.steps == 4
    assert on_disk(card, tmp_path).recipes == ("lightning",)


def test_a_second_fetch_asks_for_nothing_and_holds_to_the_first_commit(
    hub: HubServer, card: ModelCard, tmp_path: Path
) -> None:
    _fetch(card, tmp_path, hub)
    manifest = read_manifest(tmp_path / "tiny")
    assert manifest is not None
    assert {part.revision for part in manifest.parts.values()} == {COMMIT}
    hub.asked.clear()
    _fetch(card, tmp_path, hub)
    assert hub.asked == []


def test_a_stopped_fetch_is_partly_here_and_goes_on(hub: HubServer, card: ModelCard, tmp_path: Path) -> None:
    hub.misdeeds.pause_s = 0.02
    cancel = threading.Event()

    def told(progress: FetchProgress) -> None:
        if progress.path == EXPERT and progress.done > progress.total // 3:
            cancel.set()

    with pytest.raises(Cancelled):
        fetch_model(card, card.weights[0], tmp_path, HuggingFace(hub.url), told, cancel)
    there = on_disk(card, tmp_path)
    assert there.partly
    assert there.weights == ()
    hub.misdeeds.pause_s = 0
    _fetch(card, tmp_path, hub)
    assert len(hub.ranges()) == 1
    assert on_disk(card, tmp_path).weights == ("bf16", "fp8")


def test_a_killed_fetch_of_a_model_goes_on_and_its_lock_is_no_hindrance(
    hub: HubServer, card: ModelCard, tmp_path: Path
) -> None:
    hub.misdeeds.pause_s = 0.03
    code = (
        "import sys, threading\nfrom dataclasses import replace\nfrom pathlib import Path\n"
        "from engine.models.card import Source\nfrom engine.models.catalogue import card_of\n"
        "from engine.models.fetching import fetch_model\nfrom engine.models.hub import HuggingFace\n"
        f"card = replace(card_of('wan2.2-t2v-a14b'), id='tiny', source=Source({REPOSITORY!r}))\n"
        f"fetch_model(card, card.weights[0], Path({str(tmp_path)!r}), HuggingFace({hub.url!r}),\n"
        "            lambda told: print(told.path, flush=True), threading.Event())\n"
    )
    root = Path(__file__).resolve().parents[3]
    child = subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True,
                             env={**os.environ, "PYTHONPATH": str(root)})  # fmt: skip
    assert child.stdout is not None
    while EXPERT not in child.stdout.readline():
        pass
    with pytest.raises(BadInput, match="being fetched already"):
        _fetch(card, tmp_path, hub)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert (tmp_path / "tiny" / LOCK).exists()
    hub.misdeeds.pause_s = 0
    _fetch(card, tmp_path, hub)
    assert verify_model(card, tmp_path, threading.Event()).faults == ()
    assert not (tmp_path / "tiny" / LOCK).exists()


def test_a_flipped_bit_a_cut_file_and_a_missing_one_are_named_and_repaired(
    hub: HubServer, card: ModelCard, tmp_path: Path
) -> None:
    _fetch(card, tmp_path, hub)
    folder = tmp_path / "tiny"
    data = bytearray((folder / EXPERT).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / EXPERT).write_bytes(data)
    vae = folder / "vae" / "diffusion_pytorch_model.safetensors"
    vae.write_bytes(vae.read_bytes()[:-1])
    (folder / "tokenizer" / "tokenizer.json").unlink()
    told: list[tuple[int, int]] = []
    found = verify_model(card, tmp_path, threading.Event(), lambda path, done, total: told.append((done, total)))
    assert {fault.path.relative_to(folder).as_posix(): fault.words for fault in found.faults} == {
        EXPERT: "was changed: its sum is another one",
        "vae/diffusion_pytorch_model.safetensors":
            f"is cut short ({vae.stat().st_size} of {vae.stat().st_size + 1} bytes)",
        "tokenizer/tokenizer.json": "is missing",
    }  # fmt: skip
    assert told[-1] == (found.size, found.size)
    remove_damaged(found)
    hub.asked.clear()
    repair_model(card, tmp_path, HuggingFace(hub.url), lambda progress: None, threading.Event())
    assert len(hub.asked) == 3
    assert verify_model(card, tmp_path, threading.Event()).faults == ()


def test_a_file_that_was_cut_later_is_fetched_anew(hub: HubServer, card: ModelCard, tmp_path: Path) -> None:
    _fetch(card, tmp_path, hub)
    (tmp_path / "tiny" / EXPERT).write_bytes(b"short")
    assert on_disk(card, tmp_path).partly
    _fetch(card, tmp_path, hub)
    assert (tmp_path / "tiny" / EXPERT).read_bytes() == hub.repositories[REPOSITORY][EXPERT]


def test_too_little_disk_is_said_before_anything_comes(
    hub: HubServer, card: ModelCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1_900_000_000))
    with pytest.raises(DiskError, match=r"2\.0 GB are needed at .* and 1\.9 GB are free: make room"):
        _fetch(card, tmp_path, hub)
    assert not any("/resolve/" in path for path, _, _ in hub.asked)


def test_offline_says_so_and_uses_what_is_here(
    hub: HubServer, card: ModelCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(BadInput, match="HF_HUB_OFFLINE forbids the network"):
        _fetch(card, tmp_path, hub)
    assert hub.asked == []
    monkeypatch.delenv("HF_HUB_OFFLINE")
    _fetch(card, tmp_path, hub)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert _fetch(card, tmp_path, hub)[-1].done > 0


def test_removing_takes_one_form_of_weights_or_all(hub: HubServer, card: ModelCard, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing to remove"):
        remove_model(card, tmp_path)
    _fetch(card, tmp_path, hub)
    _fetch(card, tmp_path, hub, "gguf-q4")
    assert remove_model(card, tmp_path, card.weights_called("gguf-q4")) == 60_008
    assert on_disk(card, tmp_path).weights == ("bf16", "fp8")
    fast = card.sampled_by("lightning")
    with pytest.raises(BadInput, match="no lightning on this machine"):
        remove_model(fast, tmp_path)
    _fetch(fast, tmp_path, hub)
    assert remove_model(fast, tmp_path) > 10_000
    assert on_disk(card, tmp_path).recipes == ()
    assert remove_model(card, tmp_path) > 100_000
    assert not (tmp_path / "tiny").exists()


def test_weights_converted_here_are_looked_at_and_removed_with_those_they_were_made_of(
    hub: HubServer, card: ModelCard, tmp_path: Path
) -> None:
    _fetch(card, tmp_path, hub)
    _fetch(card, tmp_path, hub, "gguf-q4")
    folder = tmp_path / "tiny"
    for name in ("transformer", "transformer_2"):
        made = folder / "fp8" / name
        made.mkdir(parents=True)
        (made / "000.safetensors").write_bytes(weights_file(7000))
        (made / "made_of.json").write_text(json.dumps(mark_of(folder / name)), encoding="utf-8")
    (folder / "fp8" / "transformer.part").mkdir()
    size = sum(path.stat().st_size for path in (folder / "fp8").rglob("*") if path.is_file())
    found = verify_model(card, tmp_path, threading.Event())
    assert (found.converted, found.to_fetch) == (size, False) and size > 14_000
    assert [(fault.path.name, fault.words) for fault in found.faults] == [
        ("transformer.part", "was only half converted"),
    ]  # fmt: skip
    (folder / "fp8" / "transformer" / "000.safetensors").write_bytes(weights_file(7000)[:-9])
    os.utime(next((folder / "transformer_2").glob("*.safetensors")), ns=(1, 1))
    found = verify_model(card, tmp_path, threading.Event())
    assert {fault.path.name: fault.words for fault in found.faults} == {
        "transformer": "is cut short", "transformer.part": "was only half converted",
        "transformer_2": "was converted from other weights",
    }  # fmt: skip
    remove_damaged(found)
    again = verify_model(card, tmp_path, threading.Event())
    assert (again.faults, again.converted) == ((), 0)

    (folder / "fp8" / "transformer").mkdir()
    (folder / "fp8" / "transformer" / "000.safetensors").write_bytes(weights_file(7000))
    there = sum(path.stat().st_size for path in folder.rglob("*.safetensors") if "transformer" in path.parent.name)
    assert remove_model(card, tmp_path, card.weights_called("bf16")) == there
    assert not (folder / "fp8").exists() and on_disk(card, tmp_path).weights == ("gguf-q4",)


def test_a_damaged_list_of_files_is_one_sentence(card: ModelCard, tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    outside = {"path": "a", "place": "../../a", "size": 1, "kind": "git", "digest": "d"}
    part = {"hub": "hub", "repository": "r", "revision": "x", "files": [outside]}
    for content in ("{", "[]", json.dumps({"model": "tiny", "parts": {"base": part}})):
        (tmp_path / "tiny" / NAME).write_text(content, encoding="utf-8")
        with pytest.raises(ManifestError, match="remove it and fetch the model again"):
            on_disk(card, tmp_path)
