"""Small pictures of an unfinished clip: a linear map from latent channels to colours, fitted by least squares.

The map is fitted once for a VAE, first to smooth random latents that it decodes, then to the first real clip; it is
kept in the cache.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from engine.content import content_key
from engine.diffusion.decoding import scaled
from engine.folders import cache_folder
from engine.models.card import Installed

_SAMPLES, _SIDE, _COARSE = 8, 16, 4
_TRUST = 0.02
"""How much the map fitted before weighs against a real clip, as a share of that clip's latents."""


@dataclass(frozen=True, eq=False)
class LatentColours:
    """The map: ``weights`` float32 (channels + 1, 3), its last row the colour of zeros; colours are 0 to 1.
    ``from_clip``: it has seen a real clip."""

    weights: NDArray[np.float32]
    from_clip: bool = False

    def pictures(self, latents: torch.Tensor) -> NDArray[np.uint8]:
        """Latents (1, channels, n, h, w) as uint8 RGB (n, h, w, 3)."""
        weights = torch.from_numpy(self.weights).to(latents.device)
        colours = torch.einsum("cnhw,cr->nhwr", latents[0].float(), weights[:-1]) + weights[-1]
        return (colours.clamp(0, 1) * 255).round().to(torch.uint8).cpu().numpy()

    def kept(self, path: Path) -> None:
        """Write the map to a file; a disk that is full is no trouble, it is fitted again."""
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                np.save(stream, np.vstack([self.weights, np.full((1, 3), float(self.from_clip), np.float32)]))
            os.replace(temporary, path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)


def fitted(
    latents: NDArray[np.float32], colours: NDArray[np.float32], before: LatentColours | None = None
) -> LatentColours:
    """The map that turns latents (n, channels) into colours (n, 3) of 0 to 1 best, near the one of ``before``: a clip
    of the night knows little of bright colours."""
    known = np.hstack([latents, np.ones((len(latents), 1), np.float32)]).astype(np.float64)
    start = np.zeros((known.shape[1], 3)) if before is None else before.weights.astype(np.float64)
    trust = 1e-6 if before is None else _TRUST * len(latents)
    change = np.linalg.solve(known.T @ known + trust * np.eye(known.shape[1]), known.T @ (colours - known @ start))
    return LatentColours((start + change).astype(np.float32), before is not None)


def fitted_to_noise(vae: Any) -> LatentColours:
    """The map of a VAE that has decoded nothing yet, from smooth random latents."""
    generator = torch.Generator("cpu").manual_seed(0)
    shape = (_SAMPLES, vae.config.z_dim, _COARSE, _COARSE)
    coarse = torch.randn(shape, generator=generator)
    smooth = torch.nn.functional.interpolate(coarse, (_SIDE, _SIDE), mode="bilinear")
    with torch.no_grad():
        video = vae.decode(scaled(vae, smooth.unsqueeze(2)), return_dict=False)[0]
    small = torch.nn.functional.adaptive_avg_pool2d(video[:, :, 0].float() * 0.5 + 0.5, _SIDE).cpu()
    return fitted(_rows(smooth.numpy()), _rows(small.numpy()))


def fitted_to_clip(latents: torch.Tensor, frames: NDArray[np.uint8], before: LatentColours) -> LatentColours:
    """The map of a decoded clip: latents (1, channels, n, h, w) and its frames, uint8 RGB (frames, H, W, 3)."""
    count, height, width = latents.shape[2:]
    step = 1 if count == 1 else (len(frames) - 1) // (count - 1)
    colours = np.empty((count, 3, height, width), np.float32)
    for number in range(count):
        seen = frames[max(step * (number - 1) + 1, 0) : step * number + 1]
        mean = np.mean([cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA) for frame in seen], 0) / 255
        colours[number] = np.moveaxis(mean, -1, 0)
    return fitted(_rows(latents[0].float().cpu().transpose(0, 1).numpy()), _rows(colours), before)


def colours_file(installed: Installed) -> Path:
    """Where the map of a model's VAE is kept; another one when its files change."""
    files = sorted((installed.folder / "vae").glob("*"))
    version = [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files]
    return cache_folder("previews") / f"{content_key([str(installed.folder), version])[:32]}.npy"


def kept_colours(path: Path) -> LatentColours | None:
    """The map that was kept, if any."""
    try:
        rows = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return LatentColours(rows[:-1], bool(rows[-1, 0])) if rows.ndim == 2 and rows.shape[1] == 3 else None


def _rows(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, channels, h, w) as (n h w, channels)."""
    return np.moveaxis(values, 1, -1).reshape(-1, values.shape[1])
