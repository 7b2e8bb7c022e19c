"""What the air does to starlight: it lifts everything near the horizon and dims it.

Refraction after Saemundsson (1986), for 1010 hPa and 10 °C: R' = 1.02 / tan(h + 10.3 / (h + 5.11)), h the airless
altitude in degrees. Airmass after Rozenberg (1966), of the apparent altitude. Extinction after Green (1992): molecules,
ozone and a clear sky's dust, thinner the higher the place.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LOWEST = float(np.radians(-1.0))


def refracted(altitude: float | NDArray[np.floating]) -> NDArray[np.float64]:
    """Apparent altitude in radians of an airless altitude in radians; any shape.

    Below -1 degree, where the formula has no meaning, the lift fades linearly to none at the nadir, so that the sky
    stays whole and ordered there.
    """
    airless = np.asarray(altitude, np.float64)
    degrees = np.degrees(np.maximum(airless, LOWEST))
    minutes = 1.02 / np.tan(np.radians(degrees + 10.3 / (degrees + 5.11)))
    fade = np.minimum((airless + np.pi / 2) / (LOWEST + np.pi / 2), 1.0)
    return airless + np.radians(np.maximum(minutes, 0.0) / 60) * fade


def airmass(altitude: float | NDArray[np.floating]) -> NDArray[np.float64]:
    """Air between us and a star, 1 in the zenith and 40 at the horizon, of its apparent (refracted) altitude in
    radians; below the horizon it stays 40."""
    height = np.sin(np.maximum(np.asarray(altitude, np.float64), 0.0))
    return 1 / (height + 0.025 * np.exp(-11 * height))


def extinction(altitude: float | NDArray[np.floating], altitude_m: float = 0.0) -> NDArray[np.float64]:
    """Magnitudes lost on the way through clear air at an apparent altitude in radians, from a place so many metres
    above the sea: 0.28 in the zenith at sea level, 0.12 on a mountain of 4 km."""
    kilometres = max(altitude_m, 0.0) / 1000
    per_airmass = 0.1451 * np.exp(-kilometres / 7.996) + 0.016 + 0.120 * np.exp(-kilometres / 1.5)
    return per_airmass * airmass(altitude)
