"""The noise schedule of a model, always set from its card: the repositories carry other numbers than the official ones
(Wan2.2 issue 69, diffusers issue 12094)."""

# pyright: reportPrivateImportUsage=false
# (diffusers loads its public names lazily, which checkers take for private)

from __future__ import annotations

from typing import Any

import torch
from diffusers import FlowMatchLCMScheduler, UniPCMultistepScheduler

from engine.models.card import ModelCard


class FixedSteps(FlowMatchLCMScheduler):
    """Steps at given noise levels; each predicts the clean clip and adds new noise, drawn from ``generator``."""

    levels: tuple[float, ...] = ()
    generator: torch.Generator | None = None

    def set_timesteps(self, num_inference_steps: int | None = None, device: Any = None, **rest: Any) -> None:
        """Set the given levels, whatever number of steps is asked for."""
        super().set_timesteps(sigmas=list(self.levels), device=device)

    def step(
        self, model_output: Any, timestep: Any, sample: Any, generator: Any = None, return_dict: bool = True
    ) -> Any:
        """One step, with noise that the seed decides."""
        return super().step(model_output, timestep, sample, self.generator, return_dict)


def sampler_of(card: ModelCard, generator: torch.Generator) -> Any:
    """A new scheduler for one clip; ``generator`` draws the noise that it adds, if it does."""
    if card.solver == "lcm":
        sampler = FixedSteps(shift=1.0)
        sampler.levels, sampler.generator = card.sigmas, generator
        return sampler
    return UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, num_train_timesteps=1000, flow_shift=card.shift
    )


def largest_strength(card: ModelCard) -> float:
    """How far a start video may be painted over at most: with two experts it is the low-noise one that does it, and it
    knows only what lies below the boundary: sigma = shift * s / (1 + (shift - 1) * s) solved for s."""
    if card.boundary is None:
        return 1.0
    return card.boundary / (card.shift - card.boundary * (card.shift - 1))


def steps_of(card: ModelCard, asked: int | None) -> int:
    """How many steps a clip takes."""
    return len(card.sigmas) if card.solver == "lcm" else asked or card.steps
