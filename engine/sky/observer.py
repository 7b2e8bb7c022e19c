"""From the catalogue to the sky of a date and a place: apparent directions and the rotations that carry them.

Positions by ERFA (IAU 2006/2000A): proper motion, parallax, light bending, aberration, precession-nutation. Directions
of date are CIRS unit vectors; a local Earth rotation angle turns them into the horizontal frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import erfa
import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.catalogue import Catalogue, unit_vectors

GALACTIC_POLE = unit_vectors(np.radians(192.85948), np.radians(27.12825))
GALACTIC_CENTRE = unit_vectors(np.radians(266.40510), np.radians(-28.93617))


def galactic_matrix() -> NDArray[np.float64]:
    """Rotation (3, 3) from ICRS to galactic coordinates (IAU 1958 pole and centre in ICRS)."""
    x = GALACTIC_CENTRE - GALACTIC_POLE * (GALACTIC_CENTRE @ GALACTIC_POLE)
    x /= np.linalg.norm(x)
    return np.stack([x, np.cross(GALACTIC_POLE, x), GALACTIC_POLE])


def parse_time(text: str) -> datetime:
    """An ISO 8601 time; without a zone it is UTC.

    Raises:
        EngineError: not such a time.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise EngineError(
            f"The sky's time '{text}' is no date: write it like 2026-08-19T13:00:00Z."
        ) from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


@dataclass(frozen=True)
class Moment:
    """A time as the two-part Julian dates that ERFA wants: terrestrial time and UT1 (taken equal to UTC)."""

    tt: tuple[float, float]
    ut1: tuple[float, float]

    @classmethod
    def at(cls, time: datetime) -> Moment:
        """The moment of a UTC time."""
        day = erfa.dtf2d("UTC", time.year, time.month, time.day, time.hour, time.minute, time.second)
        tai = erfa.utctai(*day)
        tt = erfa.taitt(*tai)
        return cls((float(tt[0]), float(tt[1])), (float(day[0]), float(day[1])))

    @property
    def earth_rotation_angle(self) -> float:
        """Earth rotation angle in radians."""
        return float(erfa.era00(*self.ut1))

    @property
    def equation_of_origins(self) -> float:
        """Equation of the origins in radians: Earth rotation angle minus apparent sidereal time."""
        return float(erfa.eo06a(*self.tt))

    def of_date_matrix(self) -> NDArray[np.float64]:
        """Rotation (3, 3) from ICRS to the CIRS of date."""
        return np.asarray(erfa.c2i06a(*self.tt))

    def apparent(self, stars: Catalogue) -> NDArray[np.float64]:
        """Apparent geocentric directions (n, 3) of the stars, CIRS of date."""
        astrom, _ = erfa.apci13(*self.tt)
        cos_dec = np.maximum(np.cos(stars.dec), 1e-9)
        ra, dec = erfa.atciq(
            stars.ra, stars.dec, stars.pm_ra / cos_dec, stars.pm_dec, np.maximum(stars.parallax, 1e-7), 0.0, astrom
        )
        return unit_vectors(np.asarray(ra), np.asarray(dec))


def horizon_rotation(latitude: float, rotation_angle: float) -> NDArray[np.float64]:
    """Rotation (3, 3) from the CIRS of date to the horizontal frame (rows east, north, zenith).

    Args:
        latitude: geographic latitude in radians.
        rotation_angle: local Earth rotation angle in radians (Earth rotation angle plus east longitude).
    """
    s, c = np.sin(rotation_angle), np.cos(rotation_angle)
    sl, cl = np.sin(latitude), np.cos(latitude)
    return np.array([[-s, c, 0.0], [-sl * c, -sl * s, cl], [cl * c, cl * s, sl]])

