"""Toning: the colours of a look, laid over the developed picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from storyboard.model import Look

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
PIVOT = 0.30
"""The code value, as a share of white, that contrast leaves where it is."""


class Toning:
    """Saturation, contrast and the tints of shadows and highlights. Reentrant; does nothing for a neutral look."""

    def __init__(self, look: Look) -> None:
        self._matrix: NDArray[np.float32] | None = None
        if look.saturation != 1:
            grey = np.tile(LUMA, (3, 1))
            self._matrix = (grey + look.saturation * (np.eye(3, dtype=np.float32) - grey)).astype(np.float32)
        self._table: NDArray[np.uint8] | None = None
        if look.contrast != 1 or look.shadows != (1, 1, 1) or look.highlights != (1, 1, 1):
            self._table = _table(look)

    def apply(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The toned picture (H, W, 3) uint8 RGB."""
        if self._matrix is not None:
            picture = np.asarray(cv2.transform(picture, self._matrix), np.uint8)
        if self._table is not None:
            picture = np.asarray(cv2.LUT(picture, self._table), np.uint8)
        return picture


def _table(look: Look) -> NDArray[np.uint8]:
    """Code values (1, 256, 3) for code values: contrast about the pivot, then tints weighted by brightness."""
    value = np.linspace(0, 1, 256, dtype=np.float64)
    below = PIVOT * (value / PIVOT) ** look.contrast
    above = 1 - (1 - PIVOT) * ((1 - value) / (1 - PIVOT)) ** look.contrast
    curve = np.where(value < PIVOT, below, above)[:, None]
    light = np.sqrt(curve)
    toned = curve * (np.array(look.shadows) * (1 - light) + np.array(look.highlights) * light)
    return np.clip(np.rint(toned * 255), 0, 255).astype(np.uint8)[None]
