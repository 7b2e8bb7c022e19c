"""The camera's way through a shot: where it looks at every moment and how the ground moves with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.catalogue import unit_vectors
from engine.sky.light import ease_in_out
from engine.sky.observer import Moment, horizon_rotation, parse_time
from engine.sky.projection import Projection, aim
from storyboard.model import Camera, Sky, View

NORTH_POLE = np.array([0.0, 0.0, 1.0])
SIDEREAL_RATE = 2 * np.pi / 86164.0905


@dataclass(frozen=True)
class Ground:
    """How the set has moved since the first frame: magnification and shift in pixels."""

    zoom: float
    shift_x: float
    shift_y: float


class CameraPath:
    """The eased movement of a shot's camera.

    A horizon view looks at the altitude 0 with the principal point on the horizon line, so that the horizon stays
    straight; tilting moves the principal point. A sky view aims at a right ascension and declination of J2000.0.
    """

    def __init__(self, view: View, camera: Camera, sky: Sky, duration_s: float, width: int, height: int) -> None:
        self._view, self._camera, self._duration_s = view, camera, duration_s
        self._width, self._height = width, height
        self._moment = Moment.at(parse_time(sky.time))
        self.of_date: NDArray[np.float64] = self._moment.of_date_matrix()
        latitude = view.latitude_deg if view.latitude_deg is not None else sky.latitude_deg
        self._latitude = np.radians(latitude)
        if view.sidereal_h is None:
            self._angle = self._moment.earth_rotation_angle + np.radians(sky.longitude_deg)
        else:
            self._angle = np.radians(view.sidereal_h * 15) + self._moment.equation_of_origins
        self._scale = view.scale * height / 720
        self.pivot = (view.centre[0] * width, view.centre[1] * height)

    @property
    def moment(self) -> Moment:
        """The moment whose sky is shown."""
        return self._moment

    @property
    def horizon(self) -> float | None:
        """Height of the horizon at the first frame in reference pixels (720 high), None where there is none."""
        if self._view.horizon is not None:
            return self._view.horizon * 720
        return self._view.centre[1] * 720 if self._view.kind == "horizon" else None

    def _eased(self, time: float) -> float:
        return float(ease_in_out(time / self._duration_s))

    def projection(self, time: float) -> Projection:
        """The camera at ``time`` seconds of the shot."""
        ground = self.ground(time)
        eased = self._eased(time)
        roll = np.radians(self._view.roll_deg + self._camera.roll_deg * (eased - 0.5))
        pan = np.radians(self._camera.pan_deg) * eased
        scale = self._scale * ground.zoom
        centre_y = self.pivot[1] + ground.shift_y
        if self._view.kind == "sky":
            forward = self.of_date @ unit_vectors(np.radians(self._view.ra_deg), np.radians(self._view.dec_deg))
            rotation = aim(forward, self.of_date @ NORTH_POLE, roll)
            return Projection(rotation, self.pivot[0] + ground.shift_x, centre_y, scale)
        turned = self._angle + np.radians(self._camera.turn_h * 15) * (time / self._duration_s - 0.5)
        turned += SIDEREAL_RATE * time
        azimuth = np.radians(self._view.azimuth_deg) + pan
        forward = np.array([np.sin(azimuth), np.cos(azimuth), 0.0])
        horizontal = aim(forward, np.array([0.0, 0.0, 1.0]), roll)
        rotation = horizontal @ horizon_rotation(self._latitude, turned)
        return Projection(rotation, self.pivot[0], centre_y, scale)

    def ground(self, time: float) -> Ground:
        """How the set has moved at ``time`` seconds of the shot."""
        eased = self._eased(time)
        zoom = 1 + self._camera.push * eased
        scale = self._scale * zoom
        pan = np.radians(self._camera.pan_deg) * eased
        tilt = np.radians(self._camera.tilt_deg) * eased
        return Ground(float(zoom), float(-pan * scale), float(tilt * scale))
