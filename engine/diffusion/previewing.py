"""Previews while a clip is made, by a map of colours that is fitted when it lacks, and again to the first real clip."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from engine.diffusion.previews import (
    LatentColours,
    colours_file,
    fitted_to_clip,
    fitted_to_noise,
    kept_colours,
)
from engine.diffusion.reports import Previewed
from engine.models.card import Installed


class Previewing:
    """The previews of one model; ``keep``: its map outlives the program."""

    def __init__(self, installed: Installed, keep: bool) -> None:
        self._file = colours_file(installed) if keep else None
        self._colours = None if self._file is None else kept_colours(self._file)

    def of(self, step: int, vae: Any, sampler: Any, latents: torch.Tensor, ahead: int) -> Previewed:
        """What a clip after ``step`` steps is on its way to; ``ahead`` latent frames are left out."""
        if self._colours is None:
            self._set(fitted_to_noise(vae))
        assert self._colours is not None
        # what the sampler takes for the clean clip is clear long before the latents are
        clean = getattr(sampler, "model_outputs", [None])[-1]
        return Previewed(step, self._colours.pictures((latents if clean is None else clean)[:, :, ahead:]))

    def learn(self, latents: torch.Tensor, frames: NDArray[np.uint8]) -> None:
        """Fit the map to a decoded clip, the first time."""
        if self._colours is not None and not self._colours.from_clip:
            self._set(fitted_to_clip(latents, frames, self._colours))

    def _set(self, colours: LatentColours) -> None:
        self._colours = colours
        if self._file is not None:
            colours.kept(self._file)
