"""The air: extinction towards the horizon, the glow of the night, the colours of dusk and dawn, the light of cities."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.atmosphere import city_glow, dusk
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.daylight import NIGHT, Daylight
from engine.sky.layers.night.star_places import zenith_of
from engine.sky.light import veil
from storyboard.model import Scene

LOW_GLOW = np.array([0.0115, 0.0245, 0.041])
HIGH_GLOW = np.array([0.0026, 0.0058, 0.0200])
BASE_GLOW = np.array([0.0014, 0.0026, 0.0096])
HIGH = 0.8
"""Altitude in radians that a view without horizon is taken to look at."""
CELL = 16
"""The light of dusk is worked out for squares of so many pixels of a picture 720 high, and smoothed between them."""


BEHIND_THE_AIR = {"comet", "nebula", "star_trails"}
"""Elements between the Milky Way and the air; they are as rare as bright."""


def is_clear_behind(scene: Scene) -> bool:
    """Whether nothing of a scene but the Milky Way has the air laid over it, so that both are painted at once."""
    return all(spec.kind not in BEHIND_THE_AIR for spec in scene.elements)


class Air:
    """Row by row, since the horizon is straight: transmission and airglow by height above it; over that the light that
    the Sun or a city puts into the air, by direction."""

    def __init__(self, stage: Stage) -> None:
        self._tint = np.asarray(stage.scene.model_extra.get("air", (1.0, 1.0, 1.0)) if stage.scene.model_extra else 1.0)
        self._scale = stage.path.projection(0.0).scale
        self._pollution = stage.scene.light_pollution
        self._daylight = Daylight(stage)

    def rows(self, frame: Frame, y: NDArray[np.floating]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """What the air lets through (n) and its glow (n, 3) at the heights ``y`` (n) in pixels."""
        horizon = frame.horizon_y
        if horizon is None:
            height = np.full(1, HIGH)
        else:
            # at least as tall as a wide view's air: a close view would otherwise show one flat glow
            height = np.clip((horizon - y) / min(self._scale, 900 * frame.unit), 0, None)
        low, high = np.exp(-height / 0.12)[:, None], np.exp(-height / 0.5)[:, None]
        glow = (low * LOW_GLOW + high * HIGH_GLOW + BASE_GLOW) * self._tint
        # a faint surface drowns sooner than points of light
        kept = np.exp(-0.045 / (height + 0.04)) * self._daylight.stars_kept(frame) ** 1.6
        kept, glow = np.broadcast_to(kept, len(y)), np.broadcast_to(glow, (len(y), 3))
        return np.ascontiguousarray(kept, np.float32), np.ascontiguousarray(glow, np.float32)

    def scattered(self, frame: Frame, width: int, height: int) -> NDArray[np.float32] | None:
        """Light (height, width, 3) of the Sun and of cities over the whole picture, at any size; None at night."""
        sun_altitude = self._daylight.sun_altitude(frame)
        if self._pollution <= 0 and sun_altitude <= NIGHT:
            return None
        stage = frame.stage
        columns, rows = (max(2, round(size / (CELL * frame.unit))) for size in (stage.width, stage.height))
        x, y = (np.arange(columns) + 0.5) * stage.width / columns, (np.arange(rows) + 0.5) * stage.height / rows
        seen = frame.camera.unproject(np.stack(np.meshgrid(x, y), -1))
        zenith = zenith_of(frame)
        altitude = np.full((rows, columns), HIGH) if zenith is None else np.arcsin(np.clip(seen @ zenith, -1, 1))
        light = city_glow(altitude, self._pollution)
        if zenith is not None and self._daylight.sun is not None:
            light += dusk(altitude, _azimuth_from(self._daylight.sun, seen, zenith), sun_altitude)
        large = cv2.resize(light.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        return np.asarray(large, np.float32)


class Atmosphere:
    """Lays the air over what is behind it. Where that is the Milky Way alone, its layer has painted both at once."""

    order = Order.ATMOSPHERE

    def __init__(self, stage: Stage) -> None:
        self._air = None if is_clear_behind(stage.scene) else Air(stage)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Dim what is low and add the glow of the air."""
        if self._air is None:
            return
        kept, glow = self._air.rows(frame, np.arange(buffer.shape[0]) + 0.5)
        veil(buffer, glow, kept)
        scattered = self._air.scattered(frame, buffer.shape[1], buffer.shape[0])
        if scattered is not None:
            buffer += scattered


def _azimuth_from(
    sun: NDArray[np.float64], seen: NDArray[np.float64], zenith: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Azimuth of directions (..., 3), counted from the Sun's, in radians."""
    ahead = sun - zenith * (sun @ zenith)
    ahead /= max(float(np.linalg.norm(ahead)), 1e-9)
    aside = np.cross(zenith, ahead)
    return np.arctan2(seen @ aside, seen @ ahead)
