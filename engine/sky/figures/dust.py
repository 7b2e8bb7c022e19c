"""Star dust that gathers into a figure: where each grain settles, when, and how bright it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.figures.sheet import FigureSheet


@dataclass(frozen=True, eq=False)
class Dust:
    """``points`` (n, 2) in plane units, ``sources`` (n, 2) where the grains come from, ``times`` (n,) 0..1 when the pen
    passes their place, ``light`` (n,) relative brightness with mean 1, ``phases`` (n,) radians for twinkling."""

    points: NDArray[np.float64]
    sources: NDArray[np.float64]
    times: NDArray[np.float32]
    light: NDArray[np.float32]
    phases: NDArray[np.float32]


def dust_points(sheet: FigureSheet, count: int, seed: int, *, scatter: float = 0.35) -> Dust:
    """``count`` grains drawn from the ink, the light and a little of the body of a sheet.

    ``scatter``: spread of the sources as a share of the figure's size.
    """
    rng = np.random.default_rng(seed)
    planes = sheet.planes
    weight = planes[..., 0] * 0.75 + planes[..., 2] * 0.9 + planes[..., 4] * 0.03
    chance = weight.ravel().astype(np.float64)
    chance /= chance.sum()
    chosen = rng.choice(chance.size, count, p=chance)
    height, width = weight.shape
    pixels = np.stack([chosen % width, chosen // width], 1) + rng.random((count, 2))
    points = pixels / sheet.density + np.asarray(sheet.origin)
    times = sheet.times().ravel()[chosen]
    size = max(height, width) / sheet.density
    sources = points + rng.normal(0, 1, (count, 2)) * size * scatter * np.array([1.0, 0.65])
    light = rng.gamma(1.2, 1 / 1.2, count)
    return Dust(
        points,
        sources,
        np.clip(times, 0, 1).astype(np.float32),
        light.astype(np.float32),
        (rng.random(count) * 2 * np.pi).astype(np.float32),
    )
