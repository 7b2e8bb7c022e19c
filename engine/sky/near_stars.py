"""How fast the bright near stars come nearer or recede: what the catalogue lacks and deep time needs."""

from __future__ import annotations

import tomllib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

import assets


def radial_velocities(hips: NDArray[np.integer]) -> NDArray[np.float64]:
    """Radial velocity in km/s (positive: receding) of each HIP number, 0 where the table has none."""
    speeds = np.zeros(len(hips))
    for hip, speed in _table().items():
        speeds[hips == hip] = speed
    return speeds


@lru_cache(maxsize=1)
def _table() -> dict[int, float]:
    text = (assets.folder("sky") / "radial_velocities.toml").read_text(encoding="utf-8")
    return {row["hip"]: row["km_s"] for row in tomllib.loads(text)["stars"]}
