"""The camera's way through a shot: where it looks at every moment and how the ground moves with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.sky.light import ease_in_out
from engine.sky.moment import Moment, horizon_rotation
from engine.sky.moves import Aim, Guide, Shocks, shake
from engine.sky.observer import Observer
from engine.sky.projection import Projection, Rectilinear, Stereographic, aim
from engine.sky.refraction import refracted
from storyboard.model import Camera, Sky, View

NORTH_POLE = np.array([0.0, 0.0, 1.0])
ZENITH = np.array([0.0, 0.0, 1.0])
SIDEREAL_RATE = 2 * np.pi / 86164.0905
LOOKED_UP_TO = (0.5, 0.46)
"""Where in the picture stands at last what the camera looks up to, in fractions of width and height."""
STEEPEST = {Stereographic: 89.9, Rectilinear: 55.0}
"""Altitude in degrees to which a camera that keeps the horizon straight can look up: higher, a rectilinear picture
would be drawn out beyond recognition."""
HIGHEST_FOLLOWED = 80.0
"""Altitude in degrees over which what passes the zenith would spin the horizon round."""
TURNS = 24
CLOSE_ENOUGH = 0.02
"""Pixels within which the camera is turned to what it follows."""


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


@dataclass(frozen=True)
class _Stand:
    """Where the camera stands at a moment: magnification of sky and set, radians turned to the right from the view's
    azimuth, pixels by which sky and set are shifted, and pixels by which the set slides past under the sky."""

    zoom: float
    pan: float
    right: float
    down: float
    slide: float


class CameraPath:
    """The eased movement of a shot's camera.

    A horizon view looks at the altitude 0 with the principal point on the horizon line, so that the horizon stays
    straight; tilting and looking up move the principal point. A sky view aims at a right ascension and declination of
    J2000.0.
    """

    def __init__(
        self, view: View, camera: Camera, sky: Sky, duration_s: float, width: int, height: int,
        lens: type[Stereographic] | type[Rectilinear] = Stereographic, framing: Framing | None = None,
        shocks: Shocks = (), guide: Guide | None = None,
    ) -> None:  # fmt: skip
        """shocks: flashes whose thunder shakes the camera as much as the shot's camera says; guide: what it follows,
        or looks up to.

        Raises:
            BadInput: what leads the camera stands too high to be looked at over a straight horizon.
        """
        self._view, self._camera, self._duration_s = view, camera, duration_s
        self._flat_lens, self._guide = lens, guide
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
        self._unit = height / 720 if framing is None else framing.unit
        self._scale = view.scale * self._unit
        self.pivot = (view.centre[0] * width, view.centre[1] * height)
        if framing is not None:
            self.pivot = (
                framing.left + view.centre[0] * 1280 * self._unit, framing.top + view.centre[1] * 720 * self._unit
            )  # fmt: skip
        self._goal = np.array([LOOKED_UP_TO[0] * width, LOOKED_UP_TO[1] * height])
        self._first_altitude = 0.0
        if guide is not None and guide.direction is not None:
            if view.kind == "horizon":
                self._check_altitudes(guide.direction)
            if camera.follow is not None:
                self._first_altitude = self._altitude(guide.direction(0.0), 0.0)
                self._goal = self._camera_at(0.0, self._unguided(0.0)).project(self._shown(guide.direction(0.0), 0.0))

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

    def projection(self, time: float) -> Projection:
        """The camera at ``time`` seconds of the shot."""
        return self._camera_at(time, self._stand(time))

    def zenith(self, time: float) -> NDArray[np.float64] | None:
        """Direction (3,) of date of the zenith at ``time`` seconds of the shot; None where no horizon is claimed."""
        return self._to_horizon(time)[2] if self._view.kind == "horizon" else None

    def ground(self, time: float) -> Ground:
        """How the set has moved at ``time`` seconds of the shot."""
        stand = self._stand(time)
        panned = -stand.pan * self._scale * stand.zoom
        return Ground(stand.zoom, float(panned + stand.right + stand.slide), stand.down)

    def _eased(self, time: float) -> float:
        return float(ease_in_out(time / self._duration_s))

    def _camera_at(self, time: float, stand: _Stand) -> Projection:
        roll = np.radians(self._view.roll_deg + self._camera.roll_deg * (self._eased(time) - 0.5))
        scale = self._scale * stand.zoom
        centre_x, centre_y = self.pivot[0] + stand.right, self.pivot[1] + stand.down
        if self._view.kind == "sky":
            forward, upright_deg = self._aim.at(time)
            roll += np.radians(upright_deg - self._view.roll_deg)
            rotation = aim(self.of_date @ forward, self.of_date @ NORTH_POLE, roll)
            return self._flat_lens(rotation, centre_x - stand.pan * scale, centre_y, scale)
        azimuth = np.radians(self._view.azimuth_deg) + stand.pan
        forward = np.array([np.sin(azimuth), np.cos(azimuth), 0.0])
        rotation = aim(forward, ZENITH, roll) @ self._to_horizon(time)
        return self._flat_lens(rotation, centre_x, centre_y, scale)

    def _to_horizon(self, time: float) -> NDArray[np.float64]:
        """Rotation (3, 3) from directions of date to east, north, zenith at ``time`` seconds of the shot."""
        turned = self._angle + np.radians(self._camera.turn_h * 15) * (time / self._duration_s - 0.5)
        return horizon_rotation(self._latitude, turned + SIDEREAL_RATE * time)

    def _unguided(self, time: float) -> _Stand:
        """As the shot's camera moves by itself."""
        eased = self._eased(time)
        zoom = 1 + self._camera.push * eased
        scale = self._scale * zoom
        right, down = shake(time, self._shocks)
        return _Stand(
            zoom=float(zoom),
            pan=float(np.radians(self._camera.pan_deg) * eased),
            right=right * self._unit,
            down=float(np.radians(self._camera.tilt_deg) * eased * scale) + down * self._unit,
            slide=float(np.radians(self._camera.orbit_deg) * (0.5 - eased) * scale),
        )

    def _stand(self, time: float) -> _Stand:
        stand, guide = self._unguided(time), self._guide
        if guide is None:
            return stand
        if guide.direction is None:
            right, down = guide.drift(time)
            if self._view.kind == "horizon":
                # what stands on the set is kept by turning after it, so that the sky goes along
                stand = replace(stand, pan=stand.pan + right * self._unit / self._scale)
                right = 0.0
            moved = self._unit * stand.zoom
            return replace(stand, right=stand.right - right * moved, down=stand.down - down * moved)
        if self._view.kind == "sky":
            place = self._camera_at(time, stand).project(guide.direction(time))
            right, down = self._goal - place
            return replace(stand, right=stand.right + float(right), down=stand.down + float(down))
        return self._turned_to(guide.direction(time), time, stand)

    def _turned_to(self, direction: NDArray[np.float64], time: float, stand: _Stand) -> _Stand:
        """Over a horizon: turned until what leads the camera stands at its place, or on the way there."""
        way = 1.0
        if self._camera.towards is not None:
            way = float(ease_in_out((time - self._camera.towards_start_s) / self._camera.towards_s))
        if way <= 0:
            return stand
        close = self._closeness(direction, time)
        seen = self._shown(direction, time)
        east, north, _ = self._to_horizon(time) @ seen
        ahead = float(np.arctan2(east, north)) - float(np.radians(self._view.azimuth_deg))
        found = replace(stand, zoom=stand.zoom * close, pan=ahead)
        for _ in range(TURNS):
            camera = self._camera_at(time, found)
            right, down = self._goal - camera.project(seen)
            found = replace(found, down=found.down + float(down))
            if abs(right) < CLOSE_ENOUGH:
                break
            sideways = float(camera.scale_at(seen)) * max(float(np.hypot(east, north)), 0.1)
            found = replace(found, pan=found.pan - float(right) / sideways)
        turn = (found.pan - stand.pan + np.pi) % (2 * np.pi) - np.pi
        return replace(
            stand,
            zoom=stand.zoom * (1 + way * (close - 1)),
            pan=stand.pan + way * turn,
            down=stand.down + way * (found.down - stand.down),
        )

    def _closeness(self, direction: NDArray[np.float64], time: float) -> float:
        """Share of the scale at which what stands high looks no larger than at its first altitude: the picture is
        drawn out the more, the farther from the principal point."""
        half = 0.5 if self._flat_lens is Stereographic else 1.0
        now, first = self._altitude(direction, time), self._first_altitude
        return float((np.cos(half * now) / np.cos(half * first)) ** 2)

    def _altitude(self, direction: NDArray[np.float64], time: float) -> float:
        """Altitude in radians, without air."""
        return float(np.arcsin(np.clip(self._to_horizon(time)[2] @ direction, -1, 1)))

    def _shown(self, direction: NDArray[np.float64], time: float) -> NDArray[np.float64]:
        """A direction as the air shows it over a horizon."""
        if self._view.kind == "sky":
            return direction
        turn = self._to_horizon(time)
        east, north, up = turn @ direction
        altitude = float(refracted(np.arcsin(np.clip(up, -1, 1))))
        flat = np.cos(altitude) / max(float(np.hypot(east, north)), 1e-9)
        return turn.T @ np.array([east * flat, north * flat, np.sin(altitude)])

    def _check_altitudes(self, direction: Callable[[float], NDArray[np.float64]]) -> None:
        highest = STEEPEST[self._flat_lens]
        if self._camera.follow is not None:
            highest = min(highest, HIGHEST_FOLLOWED)
        met = max(
            np.degrees(self._altitude(direction(float(time)), float(time)))
            for time in np.linspace(0, self._duration_s, 9)
        )
        if met > highest:
            raise BadInput(
                f"What the camera looks at stands {met:.0f} degrees high, too high to be kept over a straight horizon: "
                "choose a view of the kind 'sky' or, for a rectilinear picture, the projection 'flat'."
            )


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
