"""The parts of a pipeline's folder, each loaded for itself: VAE, text encoder, experts.

Only safetensors and GGUF files are read, only from the disk, and no code of the folder's own is ever run.
"""

# pyright: reportPrivateImportUsage=false
# (diffusers loads its public names lazily, which checkers take for private)

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKLWan, GGUFQuantizationConfig, WanTransformer3DModel, WanVACETransformer3DModel
from safetensors import SafetensorError
from transformers import UMT5EncoderModel

from engine.diffusion.errors import ModelUnusable
from engine.diffusion.fp8 import kept_fp8
from engine.diffusion.libraries import need
from engine.diffusion.tokenizer import first_line
from engine.models.card import Installed
from engine.models.strategy import Strategy

LOCAL: dict[str, Any] = {"local_files_only": True, "use_safetensors": True}
_EXPERT = {"WanTransformer3DModel": WanTransformer3DModel, "WanVACETransformer3DModel": WanVACETransformer3DModel}
_FAULTS = (OSError, ValueError, RuntimeError, KeyError, TypeError, SafetensorError)


def load_vae(installed: Installed) -> Any:
    """The VAE, in fp32: in fp16 it gives black clips, and it is small.

    Raises:
        ModelUnusable: its files are missing or damaged.
    """
    return _loaded(installed, "vae", lambda: AutoencoderKLWan.from_pretrained(
        installed.folder, subfolder="vae", dtype=torch.float32, **LOCAL)).eval()  # fmt: skip


def load_text_encoder(installed: Installed, strategy: Strategy) -> Any:
    """The text encoder, in the strategy's type.

    Raises:
        ModelUnusable: its files are missing or damaged.
    """
    encoder = _loaded(installed, "text_encoder", lambda: UMT5EncoderModel.from_pretrained(
        installed.folder / "text_encoder", dtype=dtype_of(strategy), **LOCAL)).eval()  # fmt: skip
    if not bool(encoder.get_input_embeddings().weight.any()):
        # transformers 5.0 and 5.1 left the embeddings at zero without a word (transformers issue 43880)
        raise ModelUnusable(
            f"The text encoder in {installed.folder} was loaded empty: use the transformers that Starloom was set up "
            "with."
        )
    return encoder


def load_expert(installed: Installed, strategy: Strategy, name: str, whole: bool) -> Any:
    """One expert, ``name`` "transformer" or "transformer_2", in the form that the strategy asks for, in main memory.

    ``whole``: not in fp8 yet, since something is still to be added to its weights; `cast_down` does that afterwards.

    Raises:
        ModelUnusable: its files are missing or damaged.
        PackageMissing: GGUF files, and the package that reads them is not there.
    """
    dtype, folder = dtype_of(strategy), installed.folder
    kind = _expert_class(installed, name)
    if strategy.storage == "gguf":
        need("gguf", f"Reading the GGUF files of {installed.card.title}")
        path = _gguf_file(installed, strategy, name)
        quantised = GGUFQuantizationConfig(compute_dtype=dtype)
        load = lambda: kind.from_single_file(  # noqa: E731
            str(path), config=str(folder), subfolder=name, dtype=dtype, quantization_config=quantised,
            local_files_only=True)  # fmt: skip
    elif strategy.storage == "fp8":
        load = lambda: kept_fp8(installed, name, kind, dtype, whole)  # noqa: E731
    else:
        load = lambda: kind.from_pretrained(folder, subfolder=name, dtype=dtype, **LOCAL)  # noqa: E731
    return _loaded(installed, name, load).eval()


def cast_down(expert: Any, strategy: Strategy) -> None:
    """Keep an expert's matrices in fp8 where the strategy says so; each is widened while it works."""
    if strategy.storage == "fp8":
        expert.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=dtype_of(strategy))


def dtype_of(strategy: Strategy) -> torch.dtype:
    """The type that a strategy computes in."""
    return getattr(torch, strategy.dtype)


def _expert_class(installed: Installed, name: str) -> Any:
    place = installed.folder / name / "config.json"
    try:
        known = json.loads(place.read_text(encoding="utf-8")).get("_class_name", "")
    except (OSError, ValueError) as error:
        raise ModelUnusable(
            f"{installed.card.title} lacks {place} ({first_line(error)}): fetch the model again."
        ) from error
    if known not in _EXPERT:
        raise ModelUnusable(f"{place} describes a {known or 'model of no name'}, which Starloom cannot run: choose a "
                            "folder of a Wan model.")  # fmt: skip
    return _EXPERT[known]


def _gguf_file(installed: Installed, strategy: Strategy, name: str) -> Path:
    ours = [weights.id for weights in installed.card.weights if weights.storage == "gguf"]
    wanted = [strategy.weights] if strategy.weights else ours
    for weights in wanted:
        path = installed.gguf(weights).get(name)
        if path is not None and path.is_file():
            return path
    raise ModelUnusable(f"{installed.card.title} has no GGUF file of its {name} in {installed.folder / 'gguf'}: "
                        "fetch the model's GGUF weights, or choose others.")  # fmt: skip


def _loaded(installed: Installed, part: str, load: Any) -> Any:
    """What ``load`` gives; faults of the files in a sentence. Running out of memory is none of them."""
    try:
        return load()
    except torch.OutOfMemoryError:
        raise
    except _FAULTS as error:
        if "memory" in str(error) and "alloc" in str(error):
            raise
        raise ModelUnusable(
            f"The {part} of {installed.card.title} in {installed.folder} cannot be loaded ({first_line(error)}): "
            "verify the model, and fetch what is damaged again."
        ) from error
