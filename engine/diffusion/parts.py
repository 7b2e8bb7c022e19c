"""The loaded parts of one model: its VAE and its experts, each where the strategy wants it when it is needed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from engine.diffusion.accelerating import accelerate_expert, accelerate_vae, cache_steps
from engine.diffusion.components import cast_down, load_expert, load_vae
from engine.diffusion.loras import add_lora
from engine.diffusion.placing import BLOCKWISE, empty, place
from engine.diffusion.reports import LoadingPart, Part, Reporter
from engine.diffusion.speedups import Speedups, suited
from engine.diffusion.watch import Watch, blocks_of
from engine.folders import cache_folder
from engine.memory import give_back
from engine.models.card import Installed
from engine.models.strategy import Strategy

FIRST, SECOND = "transformer", "transformer_2"


class Parts:
    """Loads what is asked for, and keeps it. With ``strategy.late_expert`` one expert is in memory at a time, with
    ``strategy.offload`` "model" one is on the device at a time."""

    def __init__(
        self, installed: Installed, strategy: Strategy, speedups: Speedups, watch: Watch,
        loras: Mapping[str, Path] | None = None,
        given: Mapping[str, Callable[[], Any]] | None = None,
    ) -> None:
        """
        Args:
            loras: LoRA file of each expert, by its name; the ones that the card's recipe asks for when left out.
            given: makers of parts ("vae", "transformer", "transformer_2") that do not lie in the folder.
        """  # fmt: skip
        self.installed, self.strategy = installed, strategy
        self.report: Reporter = lambda report: None
        self._speedups, self._watch = speedups, watch
        self._loras = installed.loras if loras is None else loras
        self._given = given or {}
        self._vae: Any = None
        self._experts: dict[str, Any] = {}
        self._disk: Path | None = None
        self._steps = 0
        self._left_out: list[str] = []

    @property
    def two(self) -> bool:
        """Whether the model has an expert for high noise and one for low noise."""
        return self.installed.card.experts == 2

    @property
    def vae(self) -> Any:
        """The VAE, on the device."""
        if self._vae is None:
            self._tell("VAE")
            vae = self._made("vae", lambda: load_vae(self.installed))
            accelerate_vae(vae, self._speedups)
            vae.to(self.strategy.device)
            if self.strategy.tiling:
                vae.enable_tiling()
            self._watch.attach_vae(vae)
            self._vae = vae
        return self._vae

    @property
    def remarks(self) -> list[str]:
        """Speed-ups that are wished for and left out, and why: a sentence each."""
        cache = suited(self._speedups, self._steps)[1]
        return list(dict.fromkeys([*self._left_out, *([cache] if cache else [])]))

    def tile(self, tiling: bool) -> None:
        """Encode and decode in tiles from now on, or whole; tiles save memory, and change the picture a little."""
        if self._vae is not None and tiling:
            self._vae.enable_tiling()
        elif self._vae is not None:
            self._vae.disable_tiling()

    def begin(self, steps: int) -> None:
        """Make ready for a clip of so many steps that may be cached; 0: they may not."""
        self._steps = steps
        for name, expert in self._experts.items():
            cache_steps(expert, self._speedups, steps, int(name == SECOND))

    def expert(self, name: str) -> Any:
        """One expert, ready to work."""
        other = SECOND if name == FIRST else FIRST
        if self.strategy.late_expert and other in self._experts:
            self._drop(other)
        expert = self._held(name)
        if self.strategy.offload == "model":
            if other in self._experts:
                self._experts[other].to("cpu")
            expert.to(self.strategy.device)
        return expert

    def both(self) -> tuple[Any, Any]:
        """The experts as they stand when the first one is to begin; the second is None where it is to come late."""
        first = self.expert(FIRST)
        return first, self._held(SECOND) if self.two and not self.strategy.late_expert else None

    def rest(self) -> None:
        """Free the device for decoding, where the strategy has one part there at a time."""
        if self.strategy.offload == "model":
            for expert in self._experts.values():
                expert.to("cpu")

    def interrupted(self) -> None:
        """A clip ended before its time: where blocks are copied in ahead of their turn, the order of turns may be
        lost, and the experts are loaded anew."""
        if self.strategy.device == "cuda" and self.strategy.offload in ("group-stream", "disk"):
            for name in list(self._experts):
                self._drop(name)

    def close(self) -> None:
        """Let go of everything."""
        for name in list(self._experts):
            self._drop(name)
        if self._vae is not None:
            empty(self._vae)
            self._vae = None
        if self._disk is not None:
            shutil.rmtree(self._disk, ignore_errors=True)
            self._disk = None

    def _tell(self, part: Part) -> None:
        self._watch.check("load")
        self.report(LoadingPart(part))

    def _made(self, name: str, load: Callable[[], Any]) -> Any:
        return self._given.get(name, load)()

    def _held(self, name: str) -> Any:
        if name not in self._experts:
            self._tell("model" if not self.two else "high-noise expert" if name == FIRST else "low-noise expert")
            self._experts[name] = self._loaded(name)
        return self._experts[name]

    def _loaded(self, name: str) -> Any:
        lora, strategy = self._loras.get(name), self.strategy
        expert = self._made(name, lambda: load_expert(self.installed, strategy, name, whole=lora is not None))
        if lora is not None:
            add_lora(expert, lora)  # before fp8: peft cannot add to 8 bits
        cast_down(expert, strategy)
        compiled, left_out = accelerate_expert(
            expert, self._speedups, blockwise=strategy.offload in BLOCKWISE, device=strategy.device
        )
        self._left_out += left_out
        if strategy.offload != "model":
            place(expert, strategy, self._block_folder(name))
        self._watch.attach(blocks_of(expert, compiled), "block")
        cache_steps(expert, self._speedups, self._steps, int(name == SECOND))
        return expert

    def _block_folder(self, name: str) -> Path | None:
        if self.strategy.offload != "disk":
            return None
        if self._disk is None:
            self._disk = Path(tempfile.mkdtemp(prefix="blocks-", dir=cache_folder("blocks")))
        return self._disk / name

    def _drop(self, name: str) -> None:
        empty(self._experts.pop(name), None if self._disk is None else self._disk / name)
        give_back()
        free_device()


def free_device() -> None:
    """Hand what the device's allocator keeps for later back to the device."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    elif torch.backends.mps.is_available():
        torch.mps.empty_cache()
