"""LoRA files: small additions to an expert's weights, such as those that let it paint in four steps."""

# pyright: reportPrivateImportUsage=false
# (diffusers loads its public names lazily, which checkers take for private)

from __future__ import annotations

from pathlib import Path
from typing import Any

from diffusers import WanPipeline

from engine.diffusion.errors import ModelUnusable
from engine.diffusion.libraries import need
from engine.diffusion.tokenizer import first_line


def add_lora(expert: Any, path: Path, strength: float = 1.0) -> None:
    """Add a LoRA file (safetensors, the key layout of diffusers or of ComfyUI) to one expert. The file's alpha counts.

    Raises:
        PackageMissing: the package peft is not there.
        ModelUnusable: the file is missing, damaged, or made for another model.
    """
    need("peft", f"The LoRA file {path.name}")
    try:
        state, metadata = WanPipeline.lora_state_dict(
            str(path.parent), weight_name=path.name, use_safetensors=True, local_files_only=True,
            return_lora_metadata=True,
        )  # fmt: skip
        WanPipeline.load_lora_into_transformer(state, expert, adapter_name="lora", metadata=metadata)
        expert.set_adapters(["lora"], [strength])
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise ModelUnusable(
            f"The LoRA file {path} does not go with this model ({first_line(error)}): choose one that was made for it."
        ) from error
