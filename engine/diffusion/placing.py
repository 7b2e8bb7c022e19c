"""Where a model's parts lie while they wait and while they work: the device, main memory, or the disk."""

# pyright: reportPrivateImportUsage=false
# (diffusers loads its public names lazily, which checkers take for private)

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import torch
from diffusers.hooks import apply_group_offloading
from torch import nn

from engine.models.strategy import Strategy

BLOCKWISE = ("group", "group-stream", "disk")


def place(model: Any, strategy: Strategy, disk: Path | None = None, *, leaves: bool = False) -> None:
    """Put a model where it works: on the device, or block by block on its way there and back.

    ``disk``: an empty folder for the blocks of a model that lies on the disk. ``leaves``: not blocks but single layers
    are moved, for a model whose blocks are not at its top.
    """
    device = torch.device(strategy.device)
    if strategy.offload not in BLOCKWISE:
        model.to(device)
        return
    # copying beside the computing is a matter of CUDA streams; elsewhere a block is moved when its turn comes
    streams = strategy.offload != "group" and device.type == "cuda"
    apply_group_offloading(
        model, onload_device=device, offload_type="leaf_level" if leaves else "block_level",
        num_blocks_per_group=None if leaves else 1, use_stream=streams,
        low_cpu_mem_usage=streams,
        offload_to_disk_path=str(disk) if strategy.offload == "disk" and disk is not None else None,
    )  # fmt: skip


def fits_beside(model: nn.Module, strategy: Strategy, spare: float = 1.5e9) -> bool:
    """Whether a model still fits on the device, with ``spare`` bytes to work in."""
    if strategy.device != "cuda":
        return True
    free, _ = torch.cuda.mem_get_info()
    return free > size_of(model) + spare


def size_of(model: nn.Module) -> int:
    """Bytes of a model's weights."""
    return sum(tensor.nbytes for tensor in (*model.parameters(), *model.buffers()))


def empty(model: nn.Module, disk: Path | None = None) -> None:
    """Take everything out of a model that is not needed any more, so that whoever still holds it holds nothing."""
    for module in list(model.modules()):
        vars(module).clear()
    if disk is not None:
        shutil.rmtree(disk, ignore_errors=True)
