"""The camera's way through a shot: where it looks at every moment and how the ground moves with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.light import ease_in_out
from engine.sky.moment import Moment, horizon_rotation
from engine.sky.moves import Aim, Shocks, shake
from engine.sky.observer import Observer
from engine.sky.projection import Projection, Rectilinear, Stereographic, aim
from storyboard.model import Camera, Sky, View

NORTH_POLE = np.array([0.0, 0.0, 1.0])
SIDEREAL_RATE = 2 * np.pi / 86164.0905


@dataclass(frozen=True)
class Ground:
    """How the set has moved since the first frame: magnification and shift in pixels."""

    zoom: float
    shift_x: float
    shift_y: float


@dataclass(frozen=True)
class Framing:
    """Where a composition of 1280 x 720 reference pixels lies in a picture of another shape: pixels per reference
    pixel, and the pixel of its upper left corner."""

    unit: float
    left: float
    top: float


class CameraPath:
    """The eased movement of a shot's camera.

    A horizon view looks at the altitude 0 with the principal point on the horizon line, so that the horizon stays
    straight; tilting moves the principal point. A sky view aims at a right ascension and declination of J2000.0.
    """

    def __init__(
        self, view: View, camera: Camera, sky: Sky, duration_s: float, width: int, height: int,
        lens: type[Stereographic] | type[Rectilinear] = Stereographic, framing: Framing | None = None,
        shocks: Shocks = (),
    ) -> None:  # fmt: skip
        """shocks: flashes whose thunder shakes the camera as much as the shot's camera says."""
        self._view, self._camera, self._duration_s = view, camera, duration_s
        self._width, self._height, self._flat_lens = width, height, lens
        self._aim = Aim(view, camera)
        self._shocks = tuple((time, strength * camera.shake) for time, strength in shocks if camera.shake > 0)
        self._observer = Observer.of(sky)
        self._moment = self._observer.moment
        self.of_date: NDArray[np.float64] = self._moment.of_date_matrix()
        latitude = view.latitude_deg if view.latitude_deg is not None else self._observer.place.latitude_deg
        self._latitude = np.radians(latitude)
        if view.sidereal_h is None:
            self._angle = self._observer.rotation_angle
        else:
            self._angle = np.radians(view.sidereal_h * 15) + self._moment.equation_of_origins
        self._scale = view.scale * (height / 720 if framing is None else framing.unit)
        self.pivot = (view.centre[0] * width, view.centre[1] * height)
        if framing is not None:
            unit = framing.unit
            self.pivot = (framing.left + view.centre[0] * 1280 * unit, framing.top + view.centre[1] * 720 * unit)

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
            forward, upright_deg = self._aim.at(time)
            roll += np.radians(upright_deg - self._view.roll_deg)
            rotation = aim(self.of_date @ forward, self.of_date @ NORTH_POLE, roll)
            return self._flat_lens(rotation, self.pivot[0] + ground.shift_x, centre_y, scale)
        turned = self._angle + np.radians(self._camera.turn_h * 15) * (time / self._duration_s - 0.5)
        turned += SIDEREAL_RATE * time
        azimuth = np.radians(self._view.azimuth_deg) + pan
        forward = np.array([np.sin(azimuth), np.cos(azimuth), 0.0])
        horizontal = aim(forward, np.array([0.0, 0.0, 1.0]), roll)
        rotation = horizontal @ horizon_rotation(self._latitude, turned)
        return self._flat_lens(rotation, self.pivot[0] + self._shaken(time)[0], centre_y, scale)

    def ground(self, time: float) -> Ground:
        """How the set has moved at ``time`` seconds of the shot."""
        eased = self._eased(time)
        zoom = 1 + self._camera.push * eased
        scale = self._scale * zoom
        pan = np.radians(self._camera.pan_deg) * eased
        tilt = np.radians(self._camera.tilt_deg) * eased
        right, down = self._shaken(time)
        return Ground(float(zoom), float(-pan * scale) + right, float(tilt * scale) + down)

    def _shaken(self, time: float) -> tuple[float, float]:
        """Shift (right, down) in pixels by thunder."""
        right, down = shake(time, self._shocks)
        unit = self._scale / self._view.scale
        return right * unit, down * unit


class SteeredPath(CameraPath):
    """The way of a viewer who may look anywhere: a shot's sky through a lens that is fixed in the viewer's frame.

    The viewer's frame has rows right, up, forward: the shot's camera, tipped down by ``lift`` radians so that the
    horizon of its set is in front and what it aims at stands ``lift`` above that.
    """

    def __init__(
        self, view: View, camera: Camera, sky: Sky, duration_s: float, lift: float,
        lens: Callable[[NDArray[np.float64]], Projection],
        pivot: tuple[float, float] = (0.0, 0.0), horizon: float | None = None,
    ) -> None:  # fmt: skip
        """lens: the projection for a viewer's frame (3, 3); pivot, horizon: as of the picture that the lens makes."""
        super().__init__(view, camera, sky, duration_s, 1280, 720)
        c, s = np.cos(lift), np.sin(lift)
        self._lift = np.array([[1.0, 0, 0], [0, c, s], [0, -s, c]])
        self._lens, self._set_horizon, self.pivot = lens, horizon, pivot

    @property
    def horizon(self) -> float | None:
        """Height of the set's horizon in reference pixels, None where there is none."""
        return self._set_horizon

    def viewer(self, time: float) -> NDArray[np.float64]:
        """Rotation (3, 3) from directions of date to the viewer's frame."""
        return self._lift @ super().projection(time).rotation

    def projection(self, time: float) -> Projection:
        """The lens at ``time`` seconds of the shot."""
        return self._lens(self.viewer(time))

    def ground(self, time: float) -> Ground:
        """Nothing moves: a viewer who stands in the set would be shaken by a push or a tilt."""
        return Ground(1.0, 0.0, 0.0)
