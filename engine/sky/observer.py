"""Somebody who looks at the sky: a place and a moment, and how the sky's directions stand for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.catalogue import Catalogue, unit_vectors
from engine.sky.dates import moment_of
from engine.sky.moment import Moment, horizon_rotation
from engine.sky.places import Place, place_of_sky
from storyboard.model import Sky

GALACTIC_POLE = unit_vectors(np.radians(192.85948), np.radians(27.12825))
GALACTIC_CENTRE = unit_vectors(np.radians(266.40510), np.radians(-28.93617))


def galactic_matrix() -> NDArray[np.float64]:
    """Rotation (3, 3) from ICRS to galactic coordinates (IAU 1958 pole and centre in ICRS)."""
    x = GALACTIC_CENTRE - GALACTIC_POLE * (GALACTIC_CENTRE @ GALACTIC_POLE)
    x /= np.linalg.norm(x)
    return np.stack([x, np.cross(GALACTIC_POLE, x), GALACTIC_POLE])


@dataclass(frozen=True)
class Observer:
    """A place and a moment."""

    place: Place
    moment: Moment

    @classmethod
    def of(cls, sky: Sky) -> Observer:
        """Who looks at a storyboard's sky.

        Raises:
            BadInput: its place or its time is not known.
        """
        place = place_of_sky(sky)
        return cls(place, moment_of(sky.time, place))

    @property
    def rotation_angle(self) -> float:
        """Local Earth rotation angle in radians."""
        return self.moment.earth_rotation_angle + self.place.radians[1]

    def horizon_matrix(self) -> NDArray[np.float64]:
        """Rotation (3, 3) from the CIRS of date to the horizontal frame (rows east, north, zenith)."""
        return horizon_rotation(self.place.radians[0], self.rotation_angle)

    def apparent(self, stars: Catalogue) -> NDArray[np.float64]:
        """Apparent topocentric directions (n, 3) of the stars, CIRS of date."""
        return self.moment.apparent(stars, self.place.radians)

    def altitude_azimuth(self, directions: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Airless altitude and azimuth (from north through east) in radians of CIRS directions (..., 3)."""
        turned = directions @ self.horizon_matrix().T
        altitude = np.arctan2(turned[..., 2], np.hypot(turned[..., 0], turned[..., 1]))
        return altitude, np.arctan2(turned[..., 0], turned[..., 1]) % (2 * np.pi)

    def right_ascension_declination(
        self, directions: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Right ascension and declination in radians, true equator and equinox of date, of CIRS directions (..., 3)."""
        ra = np.arctan2(directions[..., 1], directions[..., 0]) - self.moment.equation_of_origins
        return ra % (2 * np.pi), np.arctan2(directions[..., 2], np.hypot(directions[..., 0], directions[..., 1]))
