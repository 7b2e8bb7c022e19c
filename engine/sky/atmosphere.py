"""The air as the painter needs it: starlight on its way through it, and the light of dusk, dawn and cities in it.

Colours are linear Rec.709; directions are given by altitude above the horizon and azimuth from the Sun, in radians.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.sky.refraction import airmass, refracted

EXTINCTION = np.array([0.095, 0.150, 0.235])
"""Magnitudes lost per airmass in red, green and blue through clear air."""
LOWEST_SINE = -0.03
TABLE_ROWS = 2048
CITY = np.array([0.120, 0.080, 0.047])
"""Radiance low over a big city: sodium and LED light mixed."""

SUN_DEG = np.array([-18.0, -15.0, -12.0, -9.0, -6.0, -4.0, -2.0, 0.0, 4.0])
"""Altitudes of the Sun in degrees for which the tables below hold."""
LOSS = np.array([0.0, 0.35, 1.3, 2.9, 5.0, 6.6, 8.2, 9.6, 11.0])
"""Magnitudes by which dusk outshines the stars: the naked-eye limit falls from 6.5 to 2 at -6 and below 0 at sunset."""
HIGH = np.array(
    [[0, 0, 0], [0.0005, 0.0014, 0.005], [0.0018, 0.0052, 0.018], [0.0060, 0.0165, 0.052], [0.0170, 0.0430, 0.118],
     [0.0310, 0.0720, 0.176], [0.0520, 0.1100, 0.238], [0.080, 0.155, 0.300], [0.13, 0.23, 0.40]]
)  # fmt: skip
"""Radiance of the sky high up, away from the Sun: the deep blue of ozone, then black."""
GLOW = np.array(
    [[0, 0, 0], [0.010, 0.005, 0.004], [0.055, 0.022, 0.008], [0.200, 0.078, 0.018], [0.500, 0.195, 0.036],
     [0.760, 0.310, 0.058], [0.880, 0.365, 0.070], [0.93, 0.43, 0.10], [1.0, 0.6, 0.25]]
)  # fmt: skip
"""Radiance at the horizon over the Sun: the twilight arch."""
ARCH_DEG = np.array([3.0, 4.0, 4.8, 5.8, 7.2, 8.5, 10.0, 12.0, 16.0])
"""Height over which the arch fades, in degrees."""
WIDTH_DEG = np.array([22.0, 28.0, 34.0, 42.0, 52.0, 60.0, 66.0, 72.0, 80.0])
"""Width of the arch to each side, in degrees of azimuth."""
BELT = np.array([0, 0, 0, 0.0, 0.18, 0.52, 1.0, 0.75, 0.0])
"""Strength of the Belt of Venus, the pink band over the Earth's shadow opposite the Sun."""


def _at(table: NDArray[np.floating], sun_altitude: float) -> NDArray[np.float64]:
    """A row of one of the tables above at an altitude of the Sun in radians."""
    degrees = float(np.clip(np.degrees(sun_altitude), SUN_DEG[0], SUN_DEG[-1]))
    columns = np.atleast_2d(table.T)
    row = np.array([np.interp(degrees, SUN_DEG, column) for column in columns])
    return row if table.ndim == 2 else row[0]


def stars_kept(sun_altitude: float, light_pollution: float) -> float:
    """Share of the starlight left beside a sky that the Sun (altitude in radians) and cities (0..1) brighten.

    Both stand for the eye and the exposure that follow the brighter sky; the ratios between stars stay true.
    """
    return float(10 ** (-0.4 * (float(_at(LOSS, sun_altitude)) + 3.2 * light_pollution)))


def dusk(
    altitude: NDArray[np.floating], from_sun: NDArray[np.floating], sun_altitude: float
) -> NDArray[np.float64]:
    """Radiance (..., 3) that dusk or dawn adds at altitudes and azimuths from the Sun, arrays of one shape, radians."""
    above = np.degrees(np.maximum(altitude, 0.0))[..., None]
    aside = np.degrees(np.abs(np.angle(np.exp(1j * np.asarray(from_sun)))))[..., None]
    depth = max(-float(np.degrees(sun_altitude)), 0.0)
    arch, width = float(_at(ARCH_DEG, sun_altitude)), float(_at(WIDTH_DEG, sun_altitude))
    lobe = np.exp(-0.5 * (aside / width) ** 2)
    high, glow = _at(HIGH, sun_altitude), _at(GLOW, sun_altitude)
    # the high sky: paler low down, darkest opposite the Sun; over the Sun red air swallows its blue
    light = high * (0.72 + 0.17 * np.cos(np.radians(aside)) + 0.42 * np.exp(-above / 22))
    light = light * (1 - np.array([0.15, 0.45, 0.86]) * lobe * np.exp(-above / (1.5 * arch)))
    # the arch: each colour fades over its own height, red lowest, so that orange turns to yellow and to pale green
    heights = arch * np.array([0.95, 1.15, 1.45])
    light = light + glow * (lobe + 0.02) * np.exp(-((above / heights) ** 1.1))
    return light + _belt(above, aside, depth, float(_at(BELT, sun_altitude)), high)


def _belt(
    above: NDArray[np.floating], aside: NDArray[np.floating], depth: float, strength: float, high: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The rosy band opposite the Sun and the blue-grey shadow of the Earth under it, which rises as the Sun sinks."""
    opposite = np.exp(-0.5 * ((180 - aside) / 58) ** 2) * strength
    edge = 1.2 + 1.45 * depth
    band = np.exp(-(((above - edge - 4.5) / 5.5) ** 2))
    shade = 1 / (1 + np.exp((above - edge) / 1.3))
    rose = np.array([0.115, 0.042, 0.062])
    return opposite * (band * rose - shade * high * np.array([0.72, 0.55, 0.26]))


def city_glow(altitude: NDArray[np.floating], light_pollution: float) -> NDArray[np.float64]:
    """Radiance (..., 3) of a city's light in the air at altitudes in radians: strongest low, a grey veil high up."""
    above = np.degrees(np.maximum(altitude, 0.0))[..., None]
    return CITY * light_pollution**1.4 * (0.26 + 0.74 * np.exp(-above / 17))


def kept_light(apparent_altitude: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """Share (..., 3) of light that passes the air at apparent altitudes in radians, 1 in the zenith."""
    paths = np.asarray(airmass(apparent_altitude))[..., None] - 1
    return 10 ** (-0.4 * EXTINCTION * paths)


@lru_cache(maxsize=1)
def air_table() -> NDArray[np.float32]:
    """What the air does to a star by the sine of its airless altitude, (TABLE_ROWS, 6), sines from LOWEST_SINE to 1.

    Columns 0, 1: a direction d is lifted to d * c0 + zenith * c1. Columns 2 to 4: kept red, green, blue light.
    Column 5: depth of its twinkling.
    """
    sine = np.linspace(LOWEST_SINE, 1, TABLE_ROWS)
    airless = np.arcsin(sine)
    apparent = np.asarray(refracted(airless))
    ratio = np.where(sine < 0.9999, np.cos(apparent) / np.maximum(np.cos(airless), 1e-6), 1.0)
    depth = np.minimum(0.05 + 0.032 * np.asarray(airmass(apparent)), 0.36)
    columns = (ratio, np.sin(apparent) - sine * ratio, *kept_light(apparent).T, depth)
    return np.ascontiguousarray(np.stack(columns, 1), np.float32)
