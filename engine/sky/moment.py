"""A moment of time and what the Earth does at it: its axis, its rotation, its place and speed in space.

Inside the years 1000 to 3000 precession and nutation are IAU 2006/2000A. Outside, the long-term precession of Vondrak,
Capitaine and Wallace (2011) carries the axis, with the same nutation on it; the origin of right ascension of the
intermediate frame follows the axis by its definition (it does not rotate about it), integrated here from J2000.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import erfa
import numpy as np
from numpy.typing import NDArray

from engine.sky import calendar
from engine.sky.catalogue import Catalogue, unit_vectors
from engine.sky.delta_t import delta_t
from engine.sky.near_stars import radial_velocities

J2000 = 2451545.0
DAYS_A_YEAR = 365.25
IAU_YEARS = (1000.0, 3000.0)
UTC_DAYS = (calendar.midnight(1972, 1, 1), calendar.midnight(2028, 1, 1))
UTC_TT = (UTC_DAYS[0] + 42.184 / 86400 - 1e-9, UTC_DAYS[1] + 69.184 / 86400 - 1e-9)
"""The days in which a clock shows UTC, and their ends in terrestrial time."""


@dataclass(frozen=True)
class Moment:
    """A time as the two-part Julian dates that ERFA wants, of terrestrial time and of UT1 (the Earth's rotation)."""

    tt: tuple[float, float]
    ut1: tuple[float, float]

    @classmethod
    def of_clock(cls, midnight: float, day_fraction: float) -> Moment:
        """The moment of a clock at Greenwich: UTC in the years 1972 to 2027, UT1 in all others.

        Args:
            midnight: Julian day number of 0h (it ends in .5).
            day_fraction: time of the day, 0 to 1.
        """
        lag = delta_t(decimal_year(midnight + day_fraction)) / 86400
        if UTC_DAYS[0] <= midnight + day_fraction < UTC_DAYS[1]:
            tt1, tt2 = erfa.taitt(*erfa.utctai(midnight, day_fraction))
            return cls((float(tt1), float(tt2)), (float(tt1), float(tt2) - lag))
        return cls((midnight, day_fraction + lag), (midnight, day_fraction))

    @property
    def year(self) -> float:
        """Julian year of terrestrial time, e.g. 2026.63 (astronomical: 0 is 1 BC)."""
        return decimal_year(self.tt[0] + self.tt[1])

    @property
    def days(self) -> float:
        """Days of terrestrial time since J2000.0."""
        return (self.tt[0] - J2000) + self.tt[1]

    @property
    def delta_t_s(self) -> float:
        """Terrestrial time minus UT1 in seconds."""
        return ((self.tt[0] - self.ut1[0]) + (self.tt[1] - self.ut1[1])) * 86400

    @property
    def is_utc(self) -> bool:
        """Whether this moment's clock is UTC (else UT1)."""
        return UTC_TT[0] <= self.tt[0] + self.tt[1] < UTC_TT[1]

    @property
    def clock(self) -> tuple[float, float]:
        """Two-part Julian date on the clock at Greenwich, the reverse of :meth:`of_clock`."""
        if self.is_utc:
            day, part = erfa.taiutc(*erfa.tttai(*self.tt))
            return float(day), float(part)
        return self.ut1

    def written(self) -> str:
        """The clock at Greenwich as people write it: "2026-08-19T13:00:00Z", "-2800-03-21T12:15:00 UT1"."""
        return calendar.written(*self.clock, "Z" if self.is_utc else " UT1")

    @property
    def earth_rotation_angle(self) -> float:
        """Earth rotation angle in radians."""
        return float(erfa.era00(*self.ut1))

    @cached_property
    def _frame(self) -> tuple[NDArray[np.float64], float]:
        """Rotation from ICRS to the true equator and equinox of date, and the equation of the origins."""
        if IAU_YEARS[0] <= self.year <= IAU_YEARS[1]:
            return np.asarray(erfa.pnm06a(*self.tt)), float(erfa.eo06a(*self.tt))
        mean = np.asarray(erfa.ltpb(self.year))
        obliquity = float(np.arccos(np.clip(mean[2] @ erfa.ltecm(self.year)[2], -1, 1)))
        dpsi, deps = erfa.nut06a(*self.tt)
        true = np.asarray(erfa.numat(obliquity, dpsi, deps)) @ mean
        of_mean = float(erfa.eors(mean, _origin_locator(self.year)))
        return true, of_mean - float(dpsi * np.cos(obliquity))

    @property
    def equation_of_origins(self) -> float:
        """Equation of the origins in radians: Earth rotation angle minus apparent sidereal time."""
        return self._frame[1]

    @cached_property
    def _of_date(self) -> NDArray[np.float64]:
        if IAU_YEARS[0] <= self.year <= IAU_YEARS[1]:
            return np.asarray(erfa.c2i06a(*self.tt))
        true_equinox, origins = self._frame
        return np.asarray(erfa.rz(-origins, true_equinox))

    def of_date_matrix(self) -> NDArray[np.float64]:
        """Rotation (3, 3) from ICRS to the CIRS of date."""
        return self._of_date

    def observer_state(self, latitude: float, longitude: float, altitude_m: float) -> NDArray[np.float64]:
        """Position (m) and velocity (m/s) (2, 3) of a place on the Earth from its centre, in the CIRS of date."""
        state = erfa.pvtob(longitude, latitude, altitude_m, 0.0, 0.0, 0.0, self.earth_rotation_angle)
        return np.stack([np.asarray(state["p"]), np.asarray(state["v"])])

    def apparent(self, stars: Catalogue, place: tuple[float, float, float] | None = None) -> NDArray[np.float64]:
        """Apparent directions (n, 3) of the stars, CIRS of date: motion through space (with the radial velocity of the
        near bright ones), parallax, light bent by the Sun, aberration.

        Args:
            stars: which stars.
            place: latitude and longitude in radians and height in metres; None is the Earth's centre. It changes
                the aberration by at most 0.32 arcseconds.
        """
        moved, parallax = _moved(stars, self.tt)
        ra, dec = erfa.atciq(moved[0], moved[1], 0.0, 0.0, parallax, 0.0, self._astrometry(place))
        return unit_vectors(np.asarray(ra), np.asarray(dec))

    def _astrometry(self, place: tuple[float, float, float] | None) -> NDArray[np.void]:
        """ERFA's star-independent parameters with this moment's own axis in them."""
        matrix = self.of_date_matrix()
        state: NDArray[np.void] = np.zeros((), erfa.dt_pv)
        if place is not None:
            state["p"], state["v"] = self.observer_state(*place) @ matrix
        # good enough in deep time too; the bare function says so without a warning, which threads cannot hold back
        heliocentric, barycentric, _ = erfa.ufunc.epv00(*self.tt)
        astrometry = erfa.apcs(*self.tt, state, barycentric, heliocentric["p"])
        astrometry["bpn"] = matrix
        return astrometry


def horizon_rotation(latitude: float, rotation_angle: float) -> NDArray[np.float64]:
    """Rotation (3, 3) from the CIRS of date to the horizontal frame (rows east, north, zenith).

    Args:
        latitude: geographic latitude in radians.
        rotation_angle: local Earth rotation angle in radians (Earth rotation angle plus east longitude).
    """
    s, c = np.sin(rotation_angle), np.cos(rotation_angle)
    sl, cl = np.sin(latitude), np.cos(latitude)
    return np.array([[-s, c, 0.0], [-sl * c, -sl * s, cl], [cl * c, cl * s, sl]])


def decimal_year(julian_day: float) -> float:
    """Julian year of a Julian date, e.g. 2000.0 for 2451545.0."""
    return 2000 + (julian_day - J2000) / DAYS_A_YEAR


def _moved(stars: Catalogue, tt: tuple[float, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Right ascension and declination (2, n) and parallax of the stars after their way through space since J2000.0."""
    # it helps unknown parallaxes, which is wanted: the bare function does so without a warning
    ra, dec, _, _, parallax, _, _ = erfa.ufunc.pmsafe(
        stars.ra, stars.dec, stars.pm_ra / np.maximum(np.cos(stars.dec), 1e-9), stars.pm_dec, stars.parallax,
        radial_velocities(stars.hip), J2000, 0.0, *tt,
    )  # fmt: skip
    return np.stack([ra, dec]), np.asarray(parallax)


@lru_cache(maxsize=64)
def _origin_locator(year: float) -> float:
    """The CIO locator s in radians for the mean pole of a year: minus the integral of (X dY - Y dX) / (1 + Z) along the
    pole's way from J2000.0 (Capitaine and others 1986), by the midpoints of steps of at most five years."""
    steps = int(np.ceil(abs(year - 2000) / 5)) + 1
    pole = np.array([erfa.ltpb(epoch)[2] for epoch in np.linspace(2000.0, year, steps + 1)])
    middle, change = (pole[1:] + pole[:-1]) / 2, np.diff(pole, axis=0)
    turned = (middle[:, 0] * change[:, 1] - middle[:, 1] * change[:, 0]) / (1 + middle[:, 2])
    return -float(turned.sum())
