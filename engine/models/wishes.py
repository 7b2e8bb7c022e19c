"""What the person wishes of models in the whole program: where they lie, how they are held in memory, and what may be
done to be faster.

The program's settings belong to whoever starts it, which says here how to ask for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

StepCache = Literal["none", "first-block", "mag", "taylor"]
Attention = Literal[
    "native", "_native_cudnn", "_native_efficient", "_native_flash", "_native_math", "flash", "_flash_3", "flex",
    "sage", "xformers",
]  # fmt: skip
"""Kernels of diffusers that a person may choose; those that would be fetched from a hub are code of others."""


@dataclass(frozen=True)
class ModelWishes:
    """``folder``: "" is one among the user's data; ``offload`` and ``weights``: "auto" follows the machine; ``proxy``:
    for fetching, "" is the one that the environment names. The rest are speed-ups (`engine.diffusion.speedups`):
    ``step_cache`` and how little must change for it (``cache_threshold``), the ``attention`` kernel, ``compile`` the
    blocks, ``channels_last`` for the VAE; ``interpolation``: an ONNX file that makes frames between, "": ffmpeg
    does."""

    folder: str = ""
    offload: Literal["auto", "none", "model", "group", "group-stream", "disk"] = "auto"
    weights: str = "auto"
    proxy: str = ""
    step_cache: StepCache = "none"
    cache_threshold: float = 0.08
    attention: str = "native"
    compile: bool = False
    channels_last: bool = False
    interpolation: str = ""


_ask: Callable[[], ModelWishes] = ModelWishes


def ask_with(ask: Callable[[], ModelWishes]) -> None:
    """From now on wishes are what ``ask`` gives."""
    global _ask
    _ask = ask


def model_wishes() -> ModelWishes:
    """What the person wishes now."""
    return _ask()
