"""The air: extinction towards the horizon and the glow of the night."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.light import veil

LOW_GLOW = np.array([0.0115, 0.0245, 0.041])
HIGH_GLOW = np.array([0.0026, 0.0058, 0.0200])
BASE_GLOW = np.array([0.0014, 0.0026, 0.0096])


class Atmosphere:
    """Row by row, since the horizon is straight: transmission and airglow by height above it."""

    order = Order.ATMOSPHERE

    def __init__(self, stage: Stage) -> None:
        self._tint = np.asarray(stage.scene.model_extra.get("air", (1.0, 1.0, 1.0)) if stage.scene.model_extra else 1.0)
        self._scale = stage.path.projection(0.0).scale

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Dim what is low and add the glow of the air."""
        rows = np.arange(buffer.shape[0]) + 0.5
        horizon = frame.horizon_y
        if horizon is None:
            height = np.full(len(rows), 0.8)
        else:
            # at least as tall as a wide view's air: a close view would otherwise show one flat glow
            height = np.clip((horizon - rows) / min(self._scale, 900 * frame.unit), 0, None)
        low, high = np.exp(-height / 0.12)[:, None], np.exp(-height / 0.5)[:, None]
        glow = (low * LOW_GLOW + high * HIGH_GLOW + BASE_GLOW) * self._tint
        kept = np.exp(-0.045 / (height + 0.04))
        veil(buffer, glow.astype(np.float32), kept.astype(np.float32))
