"""Toning: the colours of a look, laid over the developed picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from storyboard.model import Look

LUMA = (np.float32(0.2126), np.float32(0.7152), np.float32(0.0722))
PIVOT = 0.30
"""The code value, as a share of white, that contrast leaves where it is."""
FINER = 4
"""Entries of the table for each code value: what is dark is stretched without steps."""


class Toning:
    """Saturation, contrast and the tints of shadows and highlights, as the grade applies them to code values.

    ``saturation`` comes first: 1 is neutral. ``table``: code values (3, 255 * FINER + 1) uint8 for every channel's code
    value in steps of 1 / FINER; (0, 0) for a look that changes nothing.
    """

    def __init__(self, look: Look) -> None:
        self.saturation = np.float32(look.saturation)
        neutral = look.saturation == look.contrast == 1 and look.shadows == look.highlights == (1, 1, 1)
        self.table = np.empty((0, 0), np.uint8) if neutral else _table(look)


def _table(look: Look) -> NDArray[np.uint8]:
    """Contrast about the pivot, then tints weighted by brightness."""
    value = np.linspace(0, 1, 255 * FINER + 1, dtype=np.float64)
    below = PIVOT * (value / PIVOT) ** look.contrast
    above = 1 - (1 - PIVOT) * ((1 - value) / (1 - PIVOT)) ** look.contrast
    curve = np.where(value < PIVOT, below, above)
    light = np.sqrt(curve)
    dark, bright = np.array(look.shadows)[:, None], np.array(look.highlights)[:, None]
    toned = curve * (dark * (1 - light) + bright * light)
    return np.clip(np.rint(toned * 255), 0, 255).astype(np.uint8)
