"""How much a model's blocks change its latents from step to step, measured once: what the mag cache decides by.

The ratio of a step is the mean over all tokens of how long the blocks' residual (what they add) is, over its length at
the step before: the formula of MagCache, as diffusers has it. The first step of an expert has the ratio 1.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import torch

from engine.diffusion.calls import guidance_of
from engine.diffusion.components import load_expert
from engine.diffusion.maker import ClipMaker
from engine.diffusion.parts import FIRST, SECOND
from engine.diffusion.reports import Reporter, no_report
from engine.diffusion.request import ClipRequest
from engine.diffusion.speedups import Ratios
from engine.errors import BadInput, EngineError
from engine.models.card import Installed, ModelCard
from engine.models.strategy import Strategy

SMALLEST = 1e-8


def calibrated(
    installed: Installed, strategy: Strategy, steps: int, report: Reporter = no_report,
    cancel: threading.Event | None = None, *, small: bool = False,
) -> Ratios:
    """Make one clip of so many steps, and measure the ratios of each expert. ``small``: a short one of half the width.

    Raises:
        BadInput: this kind of model has no such ratios.
        EngineError: the clip cannot be made; says why.
        Cancelled: ``cancel`` was set.
    """  # fmt: skip
    card = installed.card
    if card.family == "wan-vace":
        raise BadInput(f"{card.title} adds a control to its blocks, which the mag cache's ratios do not know.")
    return ratios_of_clip(installed, strategy, _request(card, steps, small), report, cancel)


def ratios_of_clip(
    installed: Installed, strategy: Strategy, asked: ClipRequest, report: Reporter = no_report,
    cancel: threading.Event | None = None, given: Mapping[str, Callable[[], Any]] | None = None,
) -> Ratios:
    """Make this clip, and measure the ratios of each expert. ``given``: makers of parts that lie in no folder.

    Raises:
        EngineError: the clip cannot be made; says why.
        Cancelled: ``cancel`` was set.
    """  # fmt: skip
    card, steps = installed.card, asked.steps or installed.card.steps
    parts = given or {}
    calls = 2 if guidance_of(asked, card)[0] > 1 else 1
    measured: dict[str, _Measured] = {}

    def loader(name: str) -> Callable[[], Any]:
        def load() -> Any:
            load_own = partial(load_expert, installed, strategy, name, whole=name in installed.loras)
            expert = parts.get(name, load_own)()
            measured[name] = _Measured(expert, calls)
            return expert

        return load

    names = (FIRST, SECOND)[: card.experts]
    maker = ClipMaker(installed, strategy, given={**parts, **{name: loader(name) for name in names}})
    try:
        maker.make(asked, report, cancel)
    finally:
        maker.close()
    ratios = tuple(measured[name].ratios if name in measured else () for name in names)
    if sum(map(len, ratios)) != steps:
        raise EngineError(
            f"The steps of {card.title} could not be measured in one go, since the memory did not suffice: close other "
            "programs and try again."
        )
    return ratios


def _request(card: ModelCard, steps: int, small: bool) -> ClipRequest:
    width, height, frames = card.width, card.height, card.frames
    if small:
        width, height = (max(side // 2 // card.size_step, 1) * card.size_step for side in (width, height))
        frames = min(frames, 4 * card.frame_step + 1)
    first = None
    if "text" not in card.starts:
        random = np.random.default_rng(0)
        first = np.full((height, width, 3), (6, 9, 24), np.uint8)
        places = random.integers(0, width * height, width * height // 400)
        first.reshape(-1, 3)[places] = random.integers(60, 256, (len(places), 1))
    asked = ClipRequest("the stars turn above a dark sea", card.negative, width, height, frames, 1)
    return replace(asked, steps=steps, first=first)


class _Measured:
    """Looks at what an expert's blocks are given and give, with and without guidance by turns."""

    def __init__(self, expert: Any, calls: int) -> None:
        """``calls``: how often an expert works in a step."""
        self._calls, self._number = calls, 0
        self._given: Any = None
        self._before: dict[int, torch.Tensor] = {}
        self._found: list[float] = []
        expert.blocks[0].register_forward_pre_hook(self._note_given)
        expert.blocks[-1].register_forward_hook(self._note_made)

    @property
    def ratios(self) -> tuple[float, ...]:
        """One for each step, the mean of its calls."""
        rows = np.array(self._found).reshape(-1, self._calls).mean(axis=1)
        return tuple(round(float(ratio), 5) for ratio in rows)

    def _note_given(self, block: Any, given: tuple[Any, ...]) -> None:
        self._given = given[0]

    def _note_made(self, block: Any, given: tuple[Any, ...], made: Any) -> None:
        turn = self._number % self._calls
        residual = (made - self._given).float()
        before = self._before.get(turn)
        ratio = 1.0
        if before is not None:
            long, last = torch.linalg.norm(residual, dim=-1), torch.linalg.norm(before, dim=-1)
            ratio = float((long / (last + SMALLEST)).mean())
        self._found.append(ratio)
        self._before[turn], self._number, self._given = residual, self._number + 1, None
