"""Experts in 8 bits: the matrices of the blocks are converted once, tensor by tensor, and kept beside the model.

Time, norm and modulation tensors stay in fp32, as diffusers has them; everything else is in the type it computes in.
Converting never holds more than one file of the result in memory.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from accelerate import init_empty_weights
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file

from engine.models.card import Installed
from engine.models.converted import MADE_OF, converted_place, is_of, mark_of
from storyboard.atomic import PART

FP8 = torch.float8_e4m3fn
FILE_BYTES = 4 * 10**9
_SPARE = 1.05
_FULL = ("rope", "time_embedder", "scale_shift_table", "norm1", "norm2", "norm3")
"""Parts of a tensor's name that diffusers keeps in fp32 (WanTransformer3DModel._keep_in_fp32_modules)."""
_BLOCKS = ("blocks.", "vace_blocks.")


def kept_fp8(installed: Installed, name: str, kind: Any, dtype: torch.dtype, whole: bool) -> Any:
    """An expert from its fp8 files, which are made first where they lack and the disk has room.

    ``whole``: all matrices widened to ``dtype``, so that something can be added to them.

    Raises:
        OSError, SafetensorError: the model's files are missing or damaged.
    """
    source = installed.folder / name
    target = converted_place(installed.folder) / name
    if not is_of(target, source):
        try:
            _convert(source, target, dtype)
        except (OSError, SafetensorError):  # no room, or a damaged source, which is told below
            shutil.rmtree(_part(target), ignore_errors=True)
    if is_of(target, source):
        files = sorted(target.glob("*.safetensors"))
        try:
            return _model(kind, source, (load_file(str(file)) for file in files), dtype, whole)
        except (OSError, SafetensorError):  # damaged: made again next time
            shutil.rmtree(target, ignore_errors=True)
    return _model(kind, source, ({key: tensor} for key, tensor in _converted(source, dtype)), dtype, whole)


def fp8_bytes(source: Path) -> int:
    """How large the fp8 files of an expert are at most."""
    return sum(_reduced(file) for file in source.glob("*.safetensors"))


def _convert(source: Path, target: Path, dtype: torch.dtype) -> None:
    """Write the fp8 files; whole or not at all.

    Raises:
        OSError: the source cannot be read, or the disk is full.
    """
    part = _part(target)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    if shutil.disk_usage(part).free < fp8_bytes(source) * _SPARE:
        raise OSError("no room")
    tensors: dict[str, torch.Tensor] = {}
    held, number = 0, 0
    for key, tensor in _converted(source, dtype):
        tensors[key] = tensor
        held += tensor.nbytes
        if held >= FILE_BYTES:
            save_file(tensors, str(part / f"{number:03d}.safetensors"))
            tensors, held, number = {}, 0, number + 1
    save_file(tensors, str(part / f"{number:03d}.safetensors"))
    (part / MADE_OF).write_text(json.dumps(mark_of(source)), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    os.replace(part, target)


def _converted(source: Path, dtype: torch.dtype) -> Iterator[tuple[str, torch.Tensor]]:
    files = sorted(source.glob("*.safetensors"))
    if not files:
        raise OSError(f"{source} has no safetensors file")
    for file in files:
        with safe_open(str(file), "pt") as stream:
            for key in stream.keys():  # noqa: SIM118 - not a dict
                yield key, _cast(key, stream.get_tensor(key), dtype)


def _cast(key: str, tensor: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    if any(part in key for part in _FULL):
        return tensor.to(torch.float32)
    # by way of the type it computes in, so that kept files and those cast while loading are the same to the bit
    tensor = tensor.to(dtype)
    return tensor.to(FP8) if key.startswith(_BLOCKS) and tensor.ndim == 2 and "norm" not in key else tensor


def _model(kind: Any, source: Path, parts: Iterator[dict[str, torch.Tensor]], dtype: torch.dtype, whole: bool) -> Any:
    config = kind.load_config(str(source), local_files_only=True)
    with init_empty_weights(include_buffers=False):
        model = kind.from_config(config)
    missing = set(model.state_dict())
    for tensors in parts:
        if whole:
            tensors = {key: tensor.to(dtype) if tensor.dtype == FP8 else tensor for key, tensor in tensors.items()}
        unknown = model.load_state_dict(tensors, strict=False, assign=True).unexpected_keys
        if unknown:
            raise OSError(f"{source} holds {unknown[0]}, which the model does not have")
        missing -= set(tensors)
    if missing:
        raise OSError(f"{source} lacks {min(missing)}")
    return model.requires_grad_(False)


def _part(target: Path) -> Path:
    return target.with_name(target.name + PART)


def _reduced(file: Path) -> int:
    """Bytes of a file's tensors, the matrices in 8 bits, the rest at most in 32."""
    with safe_open(str(file), "pt") as stream:
        total = 0
        for key in stream.keys():  # noqa: SIM118 - not a dict
            shape = stream.get_slice(key).get_shape()
            count = 1
            for side in shape:
                count *= side
            total += count if key.startswith(_BLOCKS) and len(shape) == 2 else 4 * count
        return total
