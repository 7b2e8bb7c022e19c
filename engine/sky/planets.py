"""Where the Sun and the planets are in space, in the years -3046 to 3009, from this program's own ephemeris.

``assets/sky/planets.npz`` was made by ``packaging/make_planets.py``: the motion of the Sun, the planets, the Moon and
Pluto integrated from the places that the DE421 ephemeris of the Jet Propulsion Laboratory has for 1900 to 2053. It
holds, for every body, a mean ellipse whose elements change slowly, and what the body strays from it in Chebyshev
polynomials over short pieces of time, rounded to whole steps of about a twentieth of an arcsecond and cut into spans of
a century, of which only those are read that are asked for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

import assets

Vector = NDArray[np.float64]
ORDER = ("sun", "mercury", "venus", "earth_moon", "mars", "jupiter", "saturn", "uranus", "neptune")
INNER = 4
"""So many planets from the Sun outwards are kept as seen from the Sun, the others as seen from the barycentre."""
MASSES = np.array([
    22032.09, 324858.592, 403503.236310, 42828.375214, 126712764.8, 37940585.2, 5794548.6, 6836535.0,
]) / 132712440040.944  # fmt: skip
"""Of the planets (with their moons) in masses of the Sun, as in DE421 (Folkner and others 2009)."""
FILE = "planets.npz"
SPAN_DAYS = 36864.0
FIRST_DAY, LAST_DAY = -50 * SPAN_DAYS, 10 * SPAN_DAYS
"""From and to when the ephemeris goes, in days of terrestrial time since J2000.0."""

AROUND = np.array([-0.25, 0.0, 0.25])


class Pieces(NamedTuple):
    """How a planet's straying from its ellipse is kept: days a piece, coefficients a piece, au a step."""

    days: float
    terms: int
    step: float


PIECES = (
    Pieces(64, 12, 1e-7), Pieces(192, 14, 5e-8), Pieces(192, 12, 6e-8), Pieces(384, 16, 6e-8),
    Pieces(2048, 12, 5e-7), Pieces(2048, 10, 1e-6), Pieces(6144, 10, 2e-6), Pieces(12288, 10, 4e-6),
)  # fmt: skip


def covers(days: float) -> bool:
    """Whether the ephemeris knows a day (of terrestrial time since J2000.0) and the days around it."""
    return FIRST_DAY + 1 <= days <= LAST_DAY - 1


@lru_cache(maxsize=64)
def motions(days: float) -> Vector:
    """Places in au, speeds in au a day and halved accelerations in au a day squared (3, 9, 3), ICRS axes, from the
    barycentre of the solar system, in :data:`ORDER`. They are the parabola through three places a quarter of a day
    apart, which serves for as long as light comes from Neptune.

    Args:
        days: of terrestrial time since J2000.0; :func:`covers` must hold.
    """
    times = days + AROUND
    kept = (on_ellipses(_orbits(), times) + _strayed(times)).swapaxes(0, 1)
    sun = -np.einsum("p,tpx->tx", MASSES, kept) / (1 + MASSES[:INNER].sum())
    kept[:, :INNER] += sun[:, None]
    before, now, after = np.concatenate([sun[:, None], kept], axis=1)
    apart = AROUND[2]
    found = np.stack([now, (after - before) / (2 * apart), (after - 2 * now + before) / (2 * apart**2)])
    found.flags.writeable = False
    return found


def on_ellipses(orbits: Vector, days: Vector) -> Vector:
    """Places (bodies, times, 3) on the mean ellipses.

    Args:
        orbits: (bodies, 6, terms) Chebyshev coefficients, over the ephemeris's whole time, of the equinoctial elements
            (Broucke and Cefola 1972): half axis, mean longitude, e cos and e sin of the perihelion's longitude,
            tan(i/2) cos and tan(i/2) sin of the node's.
        days: (times,) of terrestrial time since J2000.0.
    """
    long, longitude, k, h, q, p = np.moveaxis(chebyshev.chebval(whole_time(days), np.moveaxis(orbits, -1, 0)), 1, 0)
    eccentric = longitude.copy()
    for _ in range(3):  # leaves less than 1e-12
        sine, cosine = np.sin(eccentric), np.cos(eccentric)
        eccentric -= (eccentric + h * cosine - k * sine - longitude) / (1 - h * sine - k * cosine)
    sine, cosine = np.sin(eccentric), np.cos(eccentric)
    beta = 1 / (1 + np.sqrt(1 - h * h - k * k))
    x = long * ((1 - h * h * beta) * cosine + h * k * beta * sine - k)
    y = long * ((1 - k * k * beta) * sine + h * k * beta * cosine - h)
    scale = 1 + p * p + q * q
    return np.stack([
        (x * (1 - p * p + q * q) + y * 2 * p * q) / scale,
        (x * 2 * p * q + y * (1 + p * p - q * q)) / scale,
        (y * 2 * q - x * 2 * p) / scale,
    ], axis=-1)  # fmt: skip


def whole_time(days: Vector) -> Vector:
    """The ephemeris's whole time mapped onto -1 to 1."""
    return (2 * days - FIRST_DAY - LAST_DAY) / (LAST_DAY - FIRST_DAY)


def unpacked(data: NDArray[np.uint8]) -> tuple[NDArray[np.int32], ...]:
    """The steps of all planets in one span, each (terms, 3, pieces), from its bytes (3, steps): all lowest bytes first,
    then the middle ones, then the highest, with the sign in the lowest bit."""
    low, middle, high = data.astype(np.int32)
    folded = low | middle << 8 | high << 16
    whole = np.where(folded & 1, -(folded + 1) // 2, folded // 2)
    shapes = [(kind.terms, 3, round(SPAN_DAYS / kind.days)) for kind in PIECES]
    ends = np.cumsum([np.prod(shape) for shape in shapes])[:-1]
    return tuple(each.reshape(shape) for each, shape in zip(np.split(whole, ends), shapes, strict=True))


def _strayed(times: Vector) -> Vector:
    """How far (8, 3, 3) in au the planets are off their ellipses at three times close together, by the polynomials that
    hold at the middle one."""
    number = int((times[1] - FIRST_DAY) // SPAN_DAYS)
    into = times - FIRST_DAY - number * SPAN_DAYS
    lengths = np.array([kind.days for kind in PIECES])[:, None]
    pieces = into[1] // lengths
    powers = chebyshev.chebvander(2 * (into / lengths - pieces) - 1, max(kind.terms for kind in PIECES) - 1)
    return np.stack([
        power[:, : kind.terms] @ (steps[:, :, piece] * kind.step)
        for power, kind, steps, piece in zip(powers, PIECES, _span(number), pieces[:, 0].astype(int), strict=True)
    ])  # fmt: skip


@lru_cache(maxsize=1)
def _orbits() -> Vector:
    return _read("orbits")


@lru_cache(maxsize=8)
def _span(number: int) -> tuple[NDArray[np.int32], ...]:
    return unpacked(_read(f"span_{number:02d}"))


def _read(name: str) -> NDArray[Any]:
    with np.load(assets.folder("sky") / FILE) as file:
        return file[name]
