"""What torch says of this machine's GPUs. Run as a program it answers in JSON, so that a process which only wants to
know (the doctor, the settings) never loads torch itself."""

from __future__ import annotations

import json
import sys
from typing import Any


def torch_facts() -> dict[str, Any]:
    """What torch can use: its version, the CUDA (or ROCm) devices with their memory in bytes, Metal, and what it says
    when a device cannot be used."""
    import torch

    facts: dict[str, Any] = {"torch": torch.__version__, "gpus": [], "mps": False, "fault": ""}
    try:
        if torch.cuda.is_available():
            facts["gpus"] = [_device(torch, index) for index in range(torch.cuda.device_count())]
        facts["mps"] = bool(torch.backends.mps.is_available())
    except (RuntimeError, AssertionError) as error:  # a driver that is too old, or a device that is lost
        facts["fault"] = str(error).strip().splitlines()[0]
    return facts


def _device(torch: Any, index: int) -> dict[str, Any]:
    free, total = torch.cuda.mem_get_info(index)
    with torch.cuda.device(index):
        bf16 = bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return {"index": index, "name": torch.cuda.get_device_name(index), "total": total, "free": free,
            "capability": list(torch.cuda.get_device_capability(index)), "bf16": bf16}  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(torch_facts()) + "\n")
