"""What is found out of a machine, from what its driver and torch say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.models.hardware import DriverGpu, best_gpu, look, parse_driver, trouble_with

GIB = 2**30


def test_looks_at_this_machine_without_loading_torch(tmp_path: Path) -> None:
    code = (f"import sys; from pathlib import Path; from engine.models.hardware import look; "
            f"look(Path({str(tmp_path)!r})); print('torch' in sys.modules)")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    found = look(tmp_path / "not" / "there")
    assert found.memory >= found.memory_free > 0
    assert found.disk_free > 0
    assert (found.commit is None) == (sys.platform != "win32")


def test_what_the_driver_says_is_understood() -> None:
    answer = "NVIDIA GeForce RTX 4090, 24564, 580.65.06, 8.9\nTesla K80, 11441, 470.223\nbroken\n"
    assert parse_driver(answer) == [
        DriverGpu("NVIDIA GeForce RTX 4090", 24564, "580.65.06", (8, 9)), DriverGpu("Tesla K80", 11441, "470.223"),
    ]  # fmt: skip
    assert parse_driver("") == []
    assert parse_driver(answer)[0].shown == "NVIDIA GeForce RTX 4090, 24564 MiB, driver 580.65.06"


@pytest.mark.parametrize(
    ("driver", "torch", "fault", "words"),
    [("580.65", None, "", "torch is not installed"), ("580.65", "2.13.0+cpu", "", "for processors only"),
     ("535.104", "2.13.0+cu130", "", "the NVIDIA driver 535.104 is too old for torch 2.13.0+cu130: update it to the "
                                     "580 series or newer"),
     ("470.82", "2.13.0+cu126", "", "update it to the 525 series"),
     ("580.65", "2.13.0+cu130", "no device", "torch cannot use Card (no device)"),
     ("unknown", "2.13.0+cu130", "", "it names no reason")],
)  # fmt: skip
def test_why_a_gpu_cannot_be_used(driver: str, torch: str | None, fault: str, words: str) -> None:
    assert words in trouble_with([DriverGpu("Card", 24564, driver)], torch, fault)
    assert trouble_with([], torch, fault) == ""


def test_the_gpu_with_the_most_memory_is_taken() -> None:
    facts = {"mps": False, "gpus": [
        {"index": 0, "name": "Small", "total": 8 * GIB, "free": 7 * GIB, "capability": [8, 6], "bf16": True},
        {"index": 1, "name": "Large", "total": 24 * GIB, "free": 23 * GIB, "capability": [7, 5], "bf16": False},
    ]}  # fmt: skip
    found = best_gpu(facts, 64 * GIB)
    assert found is not None
    assert (found.name, found.device, found.capability, found.bf16) == ("Large", "cuda:1", (7, 5), False)
    apple = best_gpu({"mps": True, "gpus": []}, 64 * GIB)
    assert apple is not None
    assert (apple.device, apple.total) == ("mps", 48 * GIB)
    assert best_gpu({"mps": False, "gpus": []}, 64 * GIB) is None
