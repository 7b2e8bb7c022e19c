"""The doctor on the machine it runs on, and its judgement of machines it does not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.doctor import (
    DIFFUSION,
    LOOKS,
    MODELS,
    NEEDED,
    Finding,
    folder_finding,
    fonts_finding,
    gather,
    gpu_finding,
    model_finding,
    numba_finding,
    package_finding,
)
from app.model_store import ModelState
from engine.memory import memory_bytes
from engine.models.catalogue import cards
from engine.models.fitting import Fit, Strategy
from engine.models.folder import OnDisk


@pytest.fixture(scope="module")
def findings() -> dict[str, Finding]:
    return {finding.name: finding for finding in gather()}


def test_looks_at_everything_a_film_needs(findings: dict[str, Finding]) -> None:
    assert {"Python", "Libraries", "numba", "ffmpeg", "Encoders", "Fonts", "Voices", "GPU", "Processor and memory",
            "Data folder", "Cache folder", "Settings folder", "Log folder"} <= set(findings)


def test_this_machine_can_make_films(findings: dict[str, Finding]) -> None:
    assert [finding for finding in findings.values() if finding.status == "missing"] == []
    assert all(finding.detail for finding in findings.values())
    assert "numpy" in findings["Libraries"].detail
    assert findings["Encoders"].status == "ok"


def test_whatever_is_not_well_has_a_remedy(findings: dict[str, Finding]) -> None:
    assert all(bool(finding.remedy) == (finding.status in ("warn", "missing")) for finding in findings.values())


def test_judges_every_model(findings: dict[str, Finding]) -> None:
    for card in cards():
        assert findings[card.title].detail.partition(":")[0] in ("fits", "slow", "no")
    assert MODELS in LOOKS
    assert not {card.title for card in cards()} & {one.name for one in gather(without=tuple(LOOKS))}


def test_a_model_that_does_not_run_is_a_note_and_half_of_one_a_warning() -> None:
    card = cards()[0]
    state = ModelState(card, Fit("no", "It needs a GPU.", Strategy()), OnDisk(), 126.0)
    assert model_finding(state) == Finding(card.title, "note", "no: It needs a GPU.")
    half = replace(state, fit=replace(state.fit, verdict="fits"), disk=OnDisk(partly=True))
    assert model_finding(half).status == "warn"
    assert model_finding(half).remedy == f"starloom models fetch {card.id} brings the rest"
    whole = replace(half, disk=OnDisk(weights=("bf16",)))
    assert (model_finding(whole).status, "On this disk: bf16." in model_finding(whole).detail) == ("ok", True)


def test_counts_the_voices_of_both_languages(findings: dict[str, Finding]) -> None:
    assert findings["Voices"].status == "ok"
    assert "Chinese 0" not in findings["Voices"].detail
    assert "English 0" not in findings["Voices"].detail


def test_loads_neither_torch_nor_qt_nor_espeak_into_this_process() -> None:
    heavy = ("torch", "diffusers", "PySide6", "pyttsx3", "espeakng_loader")
    code = f"import sys; from app.doctor import gather; gather(); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_numba_films_are_slower_and_no_less() -> None:
    assert numba_finding("0.68.1", usable=True).status == "ok"
    for version, words in ((None, "missing"), ("0.68.1", "numba 0.68.1 cannot be imported")):
        finding = numba_finding(version, usable=False)
        assert finding.status == "warn" and finding.remedy
        assert finding.detail == f"{words}: films paint several times slower"


def test_a_needed_package_that_is_not_there_is_missing() -> None:
    versions = dict.fromkeys(NEEDED, "1.0") | {"numpy": None}
    finding = package_finding("Libraries", NEEDED, versions.get, "missing", "do this")
    assert (finding.status, finding.remedy) == ("missing", "do this")
    assert finding.detail.startswith("missing: numpy; found: opencv-python 1.0")


def test_no_diffusion_is_no_reason_to_stop() -> None:
    finding = package_finding("Diffusion libraries", DIFFUSION, lambda package: None, "warn", "do that")
    assert (finding.status, finding.detail) == ("warn", "missing: " + ", ".join(DIFFUSION))


@pytest.mark.parametrize(
    ("gpus", "torch", "status", "said"),
    [
        ([], None, "ok", "no NVIDIA GPU"),
        ([], "2.13.0+cpu", "ok", "torch 2.13.0+cpu"),
        (["H200, 143771 MiB, 580.65"], "2.13.0+cu130", "ok", "H200"),
        (["H200, 143771 MiB, 580.65"], "2.13.0+cpu", "warn", "H200"),
        (["H200, 143771 MiB, 580.65"], None, "warn", "no torch"),
    ],
)
def test_gpu(gpus: list[str], torch: str | None, status: str, said: str) -> None:
    finding = gpu_finding(gpus, torch)
    assert finding.status == status
    assert said in finding.detail
    assert ("--torch cuda" in finding.remedy) == (status == "warn")


def test_a_folder_that_does_not_exist_yet_is_judged_by_the_one_above(tmp_path: Path) -> None:
    finding = folder_finding("Cache folder", tmp_path / "星" / "not there")
    assert finding.status in ("ok", "warn")
    assert "GB free" in finding.detail
    assert not (tmp_path / "星").exists()


def test_a_folder_inside_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    finding = folder_finding("Data folder", tmp_path / "file" / "starloom")
    assert (finding.status, finding.detail) == ("warn", f"{tmp_path / 'file' / 'starloom'} cannot be written")


def test_a_font_that_is_no_font_is_found_out(tmp_path: Path) -> None:
    assert fonts_finding(tmp_path).status == "missing"
    (tmp_path / "Good.ttf").write_bytes(b"\x00\x01\x00\x00rest")
    assert fonts_finding(tmp_path) == Finding("Fonts", "ok", "Good")
    (tmp_path / "Bad.otf").write_bytes(b"version https://git-lfs")
    assert fonts_finding(tmp_path).detail == "damaged: Bad.otf"


def test_memory_is_more_than_python_takes() -> None:
    memory = memory_bytes()
    assert memory is None or memory > 100e6
