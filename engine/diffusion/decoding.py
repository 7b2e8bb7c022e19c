"""From latents to frames."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from engine.diffusion.faults import check_numbers
from engine.diffusion.watch import Watch


def decode(vae: Any, latents: torch.Tensor, watch: Watch, told: Callable[[int, int], None]) -> NDArray[np.uint8]:
    """Decode the latents of one clip, (1, channels, n, h, w), into uint8 RGB (frames, height, width, 3).

    ``told`` gets how many pieces are decoded, and of how many.

    Raises:
        SpoiltClip: the values are not numbers.
        Cancelled: within one piece of being asked to; the VAE can be used again.
    """
    total, done = pieces(vae, latents.shape), 0

    def one_more() -> None:
        nonlocal done
        done += 1
        told(min(done, total), total)

    check_numbers(latents)
    try:
        with torch.no_grad(), watch.decoding(one_more):
            video = vae.decode(scaled(vae, latents), return_dict=False)[0][0]
            return _pictures(video)
    finally:
        vae.clear_cache()


def pieces(vae: Any, shape: torch.Size | tuple[int, ...]) -> int:
    """How often a VAE calls its decoder for latents of a shape: once a latent frame, and once a tile of it."""
    frames, height, width = shape[2:]
    ratio = vae.spatial_compression_ratio
    whole = height <= vae.tile_sample_min_height // ratio and width <= vae.tile_sample_min_width // ratio
    if not vae.use_tiling or whole:
        return frames
    rows = math.ceil(height / (vae.tile_sample_stride_height // ratio))
    return frames * rows * math.ceil(width / (vae.tile_sample_stride_width // ratio))


def scaled(vae: Any, latents: torch.Tensor) -> torch.Tensor:
    """Latents as the VAE wants them, in the pipelines' own order of operations, so that the bits are the same."""
    latents = latents.to(vae.device, vae.dtype)
    mean = torch.tensor(vae.config.latents_mean).view(1, -1, 1, 1, 1).to(latents)
    inverse = 1.0 / torch.tensor(vae.config.latents_std).view(1, -1, 1, 1, 1).to(latents)
    return latents / inverse + mean


def _pictures(video: torch.Tensor) -> NDArray[np.uint8]:
    """A clip (3, frames, height, width) of -1 to 1 as pictures; frame by frame, for it may be large."""
    frames = np.empty((video.shape[1], *video.shape[2:], 3), np.uint8)
    for number in range(len(frames)):
        values = video[:, number].float()
        check_numbers(values)
        levels = (values * 0.5 + 0.5).clamp(0, 1).mul(255).round().to(torch.uint8)
        frames[number] = levels.permute(1, 2, 0).cpu().numpy()
    return frames
