"""How a model is held in memory while it works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Strategy:
    """One way to hold a model, from the fastest that fits to the one that saves most.

    ``device``: "cuda", "mps" or "cpu"; ``dtype``: "bfloat16", "float16" or "float32"; ``storage``: "as-is", "fp8" or
    "gguf"; ``offload``: "none" (all stays on the device), "model" (one component at a time), "group" (a few blocks at
    a time), "group-stream" (the same while the next ones are copied), "disk" (blocks lie on the disk, not in memory).
    ``late_expert``: the second expert is loaded when its steps begin; ``drop_text_encoder``: it goes once the prompts
    are read. ``max_frames`` and ``max_pixels`` (of one frame) bound a clip; None leaves the model's own. ``weights``
    names the form of the card's weights; "" takes what lies in the folder.
    """

    device: str = "cpu"
    dtype: str = "float32"
    storage: str = "as-is"
    offload: str = "none"
    tiling: bool = False
    late_expert: bool = False
    drop_text_encoder: bool = False
    max_frames: int | None = None
    max_pixels: int | None = None
    weights: str = ""
