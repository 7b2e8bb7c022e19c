"""torch, diffusers and transformers, set up to stay quiet, offline and without code of others."""

from __future__ import annotations

import importlib.util
import os
from functools import lru_cache

from engine.diffusion.errors import PackageMissing

_NEEDED = ("torch", "diffusers", "transformers", "accelerate", "safetensors", "ftfy")
_SETTINGS = {
    "DIFFUSERS_DISABLE_REMOTE_CODE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # the default allocator splinters while blocks come and go
    "PYTORCH_CUDA_ALLOC_CONF": "expandable_segments:True",
}


@lru_cache(maxsize=1)
def prepare_libraries() -> None:
    """Set the libraries up, once, before they are used; loads them, which takes seconds.

    Raises:
        PackageMissing: one of them is not installed.
    """
    missing = [name for name in _NEEDED if not installed(name)]
    if missing:
        raise PackageMissing(
            f"The diffusion generator needs {', '.join(missing)}: set Starloom up again with the part 'diffusion'."
        )
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    import diffusers
    import transformers

    for library in (diffusers.utils.logging, transformers.utils.logging):
        library.set_verbosity_error()
        library.disable_progress_bar()


def installed(package: str) -> bool:
    """Whether a package is there, without loading it."""
    return importlib.util.find_spec(package) is not None


def need(package: str, purpose: str) -> None:
    """See that an optional package is there.

    Raises:
        PackageMissing: it is not.
    """
    if not installed(package):
        raise PackageMissing(f"{purpose} needs the package {package}: install it, or choose other weights.")
