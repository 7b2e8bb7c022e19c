"""Putting speed-ups to a model's parts."""

# pyright: reportPrivateImportUsage=false
# (diffusers loads its public names lazily, which checkers take for private)

from __future__ import annotations

import subprocess
import time
from functools import lru_cache
from typing import Any

import torch
from diffusers import FirstBlockCacheConfig, MagCacheConfig, TaylorSeerCacheConfig
from diffusers.models.attention_dispatch import (
    AttentionBackendName,
    _check_attention_backend_requirements,
    dispatch_attention_fn,
)

from engine.diffusion.speedups import Speedups, suited
from engine.diffusion.tokenizer import first_line

_FAULTS = (RuntimeError, ValueError, ImportError, NotImplementedError, AssertionError, TypeError, KeyError)


def accelerate_expert(
    expert: Any, speedups: Speedups, *, blockwise: bool, device: str = "cpu"
) -> tuple[bool, list[str]]:
    """Set an expert's attention and compile its blocks, where that is wanted and works. ``device``: where they will
    work; ``blockwise``: they are moved there one by one. Whether they are compiled, and what was left out and why, a
    sentence each."""
    left_out = []
    fault = "" if speedups.attention == "native" else _attention_fault(speedups.attention)
    if fault:
        left_out.append(f"The attention '{speedups.attention}' does not work here ({fault}): the plain one is used.")
    # said even where it is the plain one: the choice of the last model holds for all of them
    expert.set_attention_backend("native" if fault else speedups.attention)
    if speedups.compile and not speedups.compiles:
        left_out.append(f"The blocks are not compiled: the step cache '{speedups.cache}' keeps them from it.")
    elif speedups.compile and (fault := _compiling_fault(device)):
        left_out.append(
            f"The blocks are not compiled, since torch.compile does not work here ({fault}): it needs a C++ compiler "
            "on a processor, and Triton on a GPU."
        )
    elif speedups.compile:
        # moving blocks in and out breaks the graph of a block (diffusers issue 12074), and so does a cache before them
        expert.compile_repeated_blocks(fullgraph=not blockwise and speedups.cache != "first-block")
        return True, left_out
    return False, left_out


def accelerate_vae(vae: Any, speedups: Speedups) -> None:
    """Set the order of a VAE's weights."""
    if not speedups.channels_last:
        return
    order = {4: torch.channels_last, 5: torch.channels_last_3d}
    for parameter in vae.parameters():
        if parameter.ndim in order:
            parameter.data = parameter.data.contiguous(memory_format=order[parameter.ndim])


def cache_steps(expert: Any, speedups: Speedups, steps: int, number: int = 0) -> None:
    """Let an expert reuse what changes little between ``steps`` steps, as wanted; a cache of before goes. 0: none.
    ``number``: of the expert, the one for high noise first."""
    if expert.is_cache_enabled:
        expert.disable_cache()
    config = _cache_config(suited(speedups, steps)[0], number)
    if config is not None:
        expert.enable_cache(config)


def _cache_config(speedups: Speedups, number: int) -> Any:
    if speedups.cache == "first-block":
        return FirstBlockCacheConfig(threshold=speedups.cache_threshold)
    if speedups.cache == "mag":
        ratios = speedups.mag_ratios[number]
        if not ratios:
            return None  # none of the steps are this expert's
        return MagCacheConfig(
            threshold=speedups.cache_threshold, num_inference_steps=len(ratios), mag_ratios=torch.tensor(ratios)
        )
    if speedups.cache == "taylor":
        return TaylorSeerCacheConfig()
    return None


@lru_cache
def _compiling_fault(device: str) -> str:
    """Why nothing can be compiled for a device, tried on a few numbers; "" when it can. The number is another one every
    time, so that no compiled code of before is found."""
    number = float(time.time_ns() % 10**9)
    try:
        compiled = torch.compile(lambda values: torch.sin(values * number), fullgraph=True)
        compiled(torch.ones(64, device=device))
    except (*_FAULTS, OSError, subprocess.SubprocessError) as error:
        return first_line(error)
    return ""


def _attention_fault(backend: str) -> str:
    """Why a kernel does not work here, tried on a few numbers; "" when it does. Those of a hub are code of others."""
    if "hub" in backend:
        return "it would be fetched from a hub"
    device = "cuda" if torch.cuda.is_available() else "cpu"
    dtype = torch.bfloat16 if device == "cuda" else torch.float32
    sample = torch.zeros(1, 128, 2, 128, device=device, dtype=dtype)
    try:
        _check_attention_backend_requirements(AttentionBackendName(backend))  # names the package that is missing
        dispatch_attention_fn(sample, sample, sample, backend=AttentionBackendName(backend))
    except _FAULTS as error:
        return first_line(error)
    return ""
