"""Where single stars stand at the moment of a shot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.catalogue import Catalogue, load
from engine.sky.frame import Stage


def apparent_directions(hips: list[int], stage: Stage) -> NDArray[np.float64]:
    """Apparent unit vectors (n, 3) of date of stars by HIP number."""
    return stage.path.moment.apparent(rows_of(load(99.0), hips))


def rows_of(catalogue: Catalogue, hips: list[int]) -> Catalogue:
    """The part of a catalogue that holds these stars, in this order."""
    rows = catalogue.rows(hips)
    return Catalogue(**{name: getattr(catalogue, name)[rows] for name in Catalogue.__dataclass_fields__})
