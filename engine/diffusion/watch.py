"""Stopping at once: a look at the cancel event before every block of a model and every piece the VAE decodes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from diffusers.models.autoencoders.autoencoder_kl_wan import WanResidualBlock
from torch import nn

from engine.errors import Cancelled

Stage = str
"""Where the work is: "load", "text", "encode", "step", "block", "decode", "layer" or "done"."""
Before = Callable[[Stage], None]
"""Called before every piece of work; what it raises ends the clip."""


def nothing(stage: Stage) -> None:
    """Let the work go on."""


class Watch:
    """Knows whether the clip shall stop, wherever the work is just now."""

    def __init__(self, before: Before = nothing) -> None:
        self._before = before
        self._cancel: threading.Event | None = None
        self._decoding: Callable[[], None] | None = None

    def check(self, stage: Stage) -> None:
        """Go on, or not.

        Raises:
            Cancelled: the clip was cancelled.
        """
        if self._cancel is not None and self._cancel.is_set():
            raise Cancelled("The clip was cancelled.")
        self._before(stage)

    @contextmanager
    def during(self, cancel: threading.Event | None) -> Iterator[None]:
        """Heed ``cancel`` meanwhile."""
        self._cancel = cancel
        try:
            yield
        finally:
            self._cancel = None

    @contextmanager
    def decoding(self, told: Callable[[], None]) -> Iterator[None]:
        """Call ``told`` after every piece that the VAE decodes meanwhile."""
        self._decoding = told
        try:
            yield
        finally:
            self._decoding = None

    def attach(self, modules: Any, stage: Stage) -> None:
        """Look before every call of these modules from now on."""
        for module in modules:
            module.register_forward_pre_hook(lambda *_: self.check(stage))

    def attach_vae(self, vae: Any) -> None:
        """Look before all that a VAE encodes and decodes and before its layers, and count what it has decoded."""
        self.attach([vae.encoder], "encode")
        self.attach([vae.decoder], "decode")
        # one piece may take a second and more on a processor
        self.attach([layer for layer in vae.modules() if isinstance(layer, WanResidualBlock)], "layer")
        vae.decoder.register_forward_hook(lambda *_: self._decoding() if self._decoding is not None else None)


def blocks_of(model: nn.Module, compiled: bool) -> list[nn.Module]:
    """What of a transformer to watch: its blocks; where those are compiled, which hooks would hinder, itself."""
    if compiled:
        return [model]
    return [block for name in ("blocks", "vace_blocks") for block in getattr(model, name, ())]
