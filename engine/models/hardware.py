"""What this machine has for running models: GPU, memory, disk. Finding out never loads torch into this process."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Any, Literal

from engine.memory import memory_bytes

PROBE_S = 120.0
"""Longest wait for torch to be loaded by the probing child: minutes on a slow disk, the first time."""
NEWEST_DRIVER, OLDER_DRIVER = 580, 525
"""Series of the NVIDIA driver that the CUDA 13 and the CUDA 12.6 builds of torch need."""
CUDA_AGAIN = "python3 packaging/bootstrap.py --torch cuda doctor"


@dataclass(frozen=True)
class Gpu:
    """A device that torch can use. Memory in bytes; ``capability`` is CUDA's (0, 0 where there is none); ``bf16``: it
    computes in bfloat16 itself."""

    name: str
    total: int
    free: int
    capability: tuple[int, int] = (0, 0)
    bf16: bool = True
    kind: Literal["cuda", "mps"] = "cuda"
    index: int = 0

    @property
    def device(self) -> str:
        """Its name for torch."""
        return self.kind if self.index == 0 else f"{self.kind}:{self.index}"


@dataclass(frozen=True)
class Hardware:
    """What a model can use, in bytes. ``trouble``: why a GPU that is there cannot be used, and what to do; ``commit``:
    how much more memory Windows can promise (memory and paging file), None elsewhere."""

    gpu: Gpu | None
    memory: int
    memory_free: int
    disk_free: int
    trouble: str = ""
    commit: int | None = None
    gguf: bool = True
    """The package that reads GGUF files is installed."""


@dataclass(frozen=True)
class DriverGpu:
    """A GPU as NVIDIA's driver describes it, whether or not torch can use it. Memory in MiB."""

    name: str
    total_mib: int
    driver: str
    capability: tuple[int, int] = (0, 0)

    @property
    def shown(self) -> str:
        """As a person reads it."""
        return f"{self.name}, {self.total_mib} MiB, driver {self.driver}"


def look(folder: Path) -> Hardware:
    """What this machine has; ``folder``: where models lie or will lie, whose disk is asked."""
    import psutil

    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    gpu, trouble = _gpu()
    memory = psutil.virtual_memory()
    total = min(memory_bytes() or memory.total, memory.total)
    return Hardware(gpu, total, min(memory.available, total), shutil.disk_usage(there).free, trouble, _commit(),
                    util.find_spec("gguf") is not None)  # fmt: skip


def driver_gpus() -> list[DriverGpu]:
    """The NVIDIA GPUs that the driver knows, by its program nvidia-smi; empty without it."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    asked = "--query-gpu=name,memory.total,driver_version,compute_cap"
    try:
        done = subprocess.run([program, asked, "--format=csv,noheader,nounits"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=30, check=False)  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return []
    return parse_driver(done.stdout) if done.returncode == 0 else []


def parse_driver(answer: str) -> list[DriverGpu]:
    """The GPUs in nvidia-smi's answer: name, memory in MiB, driver, compute capability (not told by old drivers)."""
    found = []
    for line in answer.splitlines():
        parts = [part.strip() for part in line.split(",")]
        if len(parts) < 3:
            continue
        major, _, minor = (parts[3] if len(parts) > 3 else "").partition(".")
        capability = (int(major), int(minor)) if major.isdigit() and minor.isdigit() else (0, 0)
        found.append(DriverGpu(parts[0], int(parts[1]) if parts[1].isdigit() else 0, parts[2], capability))
    return found


def trouble_with(gpus: list[DriverGpu], torch: str | None, fault: str = "") -> str:
    """Why torch cannot use the GPUs that the driver knows, and what to do; "" where there are none.

    Args:
        torch: the installed version, such as "2.13.0+cu130"; None without torch.
        fault: what torch said.
    """
    if not gpus:
        return ""
    name = gpus[0].name
    if torch is None:
        return f"torch is not installed, so {name} cannot be used: {CUDA_AGAIN}"
    if torch.endswith("+cpu"):
        return f"this build of torch is for processors only, so {name} cannot be used: {CUDA_AGAIN}"
    driver = int(re.match(r"\d*", gpus[0].driver)[0] or 0)  # type: ignore[index]
    needed = OLDER_DRIVER if "+cu126" in torch else NEWEST_DRIVER
    if 0 < driver < needed:
        return (f"the NVIDIA driver {gpus[0].driver} is too old for torch {torch}: "
                f"update it to the {needed} series or newer")  # fmt: skip
    return f"torch cannot use {name} ({fault or 'it names no reason'}): restart the machine, then {CUDA_AGAIN}"


def best_gpu(facts: dict[str, Any], memory: int) -> Gpu | None:
    """The device with the most memory in what torch says (`engine.models.probe`); a Mac's shares the machine's."""
    found = [
        Gpu(one["name"], one["total"], one["free"], tuple(one["capability"]), one["bf16"], "cuda", one["index"])
        for one in facts["gpus"]
    ]
    if not found and facts["mps"]:
        return Gpu("Apple GPU", memory * 3 // 4, memory * 3 // 4, kind="mps")  # Metal lends about three quarters
    return max(found, key=lambda gpu: (gpu.total, -gpu.index), default=None)


def _gpu() -> tuple[Gpu | None, str]:
    known = driver_gpus()
    try:
        torch = metadata.version("torch")
    except metadata.PackageNotFoundError:
        torch = None
    apple = sys.platform == "darwin"
    if torch is None or not (known or apple or "+rocm" in torch):
        return None, trouble_with(known, torch)
    facts = _facts()
    gpu = best_gpu(facts, memory_bytes() or 0)
    return gpu, "" if gpu else trouble_with(known, facts.get("torch", torch), facts["fault"])


def _facts() -> dict[str, Any]:
    """What torch says: of this process where it is loaded already, else of a child that ends again."""
    if "torch" in sys.modules:
        from engine.models.probe import torch_facts

        return torch_facts()
    nothing = {"gpus": [], "mps": False}
    command = [sys.executable, "-P", "-X", "utf8", "-m", "engine.models.probe"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    try:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              encoding="utf-8", timeout=PROBE_S, check=False)  # fmt: skip
        return json.loads(done.stdout.strip().splitlines()[-1])
    except subprocess.TimeoutExpired:
        return {**nothing, "fault": f"it did not answer within {PROBE_S:.0f} s"}
    except (OSError, ValueError, IndexError):
        return {**nothing, "fault": "it cannot be loaded"}


def _commit() -> int | None:
    """How much more memory Windows can promise to processes."""
    if sys.platform != "win32":
        return None

    class Status(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong)] + [
            (name, ctypes.c_ulonglong)
            for name in ("memory", "memory_free", "paging", "paging_free", "virtual", "virtual_free", "extended")
        ]

    status = Status()
    status.length = ctypes.sizeof(Status)
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.paging_free)
