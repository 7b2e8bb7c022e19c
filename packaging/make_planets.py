"""Make assets/sky/planets.npz, the ephemeris of engine/sky/planets.py. For developers; takes some minutes.

    PYTHONPATH=. python packaging/make_planets.py

Needs the packages of the test suite: `skyfield` and, in `skyfield-data`, the DE421 ephemeris of the Jet Propulsion
Laboratory (public domain; W. M. Folkner, J. G. Williams and D. H. Boggs 2009). The Sun, the planets, the Moon and Pluto
set out from their DE421 places of J2000.0 and move by Newton's law, by the Sun's share of Einstein's (first
post-Newtonian order) and by the flattening of the Sun. Asteroids and what is not round about the Earth and the Moon are
left out; the planets' places and speeds at the start are shifted by least squares so that 1900 to 2053 fits DE421 (to
0.004", Mars to 0.015"). Gragg, Bulirsch and Stoer's extrapolation carries all to both ends of time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import skyfield_data
from numba import njit
from numpy.polynomial import chebyshev
from numpy.typing import NDArray
from skyfield.api import load_file

import assets
from engine.sky import planets
from engine.sky.planets import FIRST_DAY, INNER, LAST_DAY, ORDER, PIECES, SPAN_DAYS, Pieces

Vector = NDArray[np.float64]
J2000 = 2451545.0
KILOMETRES_AN_AU = 149597870.6996262
LIGHT = 299792.458 * 86400 / KILOMETRES_AN_AU  # au a day
BODIES = ("sun", "mercury", "venus", "earth", "moon", "mars", "jupiter", "saturn", "uranus", "neptune", "pluto")
GM = np.array([
    132712440040.944, 22032.09, 324858.592, 398600.436233, 4902.800076, 42828.375214, 126712764.8, 37940585.2,
    5794548.6, 6836535.0, 977.0,
]) * 86400.0**2 / KILOMETRES_AN_AU**3  # fmt: skip
"""Of DE421, in au and days."""
EARTH, MOON = BODIES.index("earth"), BODIES.index("moon")
NUMBERS = {"sun": 10, "mercury": 1, "venus": 2, "earth_moon": 3, "mars": 4, "jupiter": 5, "saturn": 6, "uranus": 7,
           "neptune": 8, "pluto": 9}  # fmt: skip
"""Of the targets in DE421 as seen from the barycentre."""

POLE = np.array([0.12218, -0.42305, 0.89783])
"""The Sun's north pole, right ascension 286.13 and declination 63.87 degrees."""
FLATTENING = 2.0e-7 * (696000.0 / KILOMETRES_AN_AU) ** 2
STEP = 2.0  # days
COLUMNS = 7  # of the extrapolation
FIT_DAYS = (-36600.0, 19600.0)  # DE421's time, since J2000.0
FIT_EVERY = 20  # steps
ELEMENT_TERMS = 10


@njit
def forces(state: Vector, rate: Vector) -> None:
    """Fill ``rate`` (bodies, 6): speeds and accelerations of bodies at places and speeds ``state`` (bodies, 6)."""
    count = len(GM)
    rate[:, :3] = state[:, 3:]
    rate[:, 3:] = 0.0
    for i in range(count):
        for j in range(i):
            x, y, z = state[j, 0] - state[i, 0], state[j, 1] - state[i, 1], state[j, 2] - state[i, 2]
            square = x * x + y * y + z * z
            pull = 1.0 / (square * np.sqrt(square))
            here, there = pull * GM[j], pull * GM[i]
            rate[i, 3] += here * x
            rate[i, 4] += here * y
            rate[i, 5] += here * z
            rate[j, 3] -= there * x
            rate[j, 4] -= there * y
            rate[j, 5] -= there * z
    for i in range(1, count):
        x, y, z = state[i, 0] - state[0, 0], state[i, 1] - state[0, 1], state[i, 2] - state[0, 2]
        u, v, w = state[i, 3] - state[0, 3], state[i, 4] - state[0, 4], state[i, 5] - state[0, 5]
        square = x * x + y * y + z * z
        distance = np.sqrt(square)
        bent = GM[0] / (LIGHT * LIGHT * square * distance)
        outward, along = 4 * GM[0] / distance - (u * u + v * v + w * w), 4 * (x * u + y * v + z * w)
        flat = 1.5 * GM[0] * FLATTENING / (square * square * distance)
        height = x * POLE[0] + y * POLE[1] + z * POLE[2]
        outward = bent * outward + flat * (5 * height * height / square - 1)
        along *= bent
        poleward = -2 * flat * height
        back = GM[i] / GM[0]
        for k, (place, speed) in enumerate(((x, u), (y, v), (z, w))):
            more = outward * place + along * speed + poleward * POLE[k]
            rate[i, 3 + k] += more
            rate[0, 3 + k] -= back * more


@njit
def moved(start: Vector, step: float, count: int, columns: int) -> Vector:
    """Places and speeds (count + 1, bodies, 6) from a start (bodies, 6) on, after every step of so many days.

    Each step is extrapolated from modified midpoint rules of 2, 4, ... 2 columns parts; what rounding loses is carried
    over to the next step.
    """
    kept = np.empty((count + 1, *start.shape))
    kept[0] = start
    state, lost = start.copy(), np.zeros_like(start)
    first, rate = np.empty_like(start), np.empty_like(start)
    table = np.empty((columns, *start.shape))
    for number in range(count):
        forces(state, first)
        for column in range(columns):
            parts = 2 * (column + 1)
            part = step / parts
            before, now = np.zeros_like(start), part * first
            for _ in range(1, parts):
                forces(state + now, rate)
                before, now = now, before + 2 * part * rate
            forces(state + now, rate)
            table[column] = 0.5 * (before + now + part * rate)
            for row in range(column - 1, -1, -1):
                ratio = ((column + 1) / (row + 1)) ** 2 - 1
                table[row] = table[row + 1] + (table[row + 1] - table[row]) / ratio
        change = table[0] - lost
        after = state + change
        lost = (after - state) - change
        state = after
        kept[number + 1] = state
    return kept


def chosen(states: Vector) -> Vector:
    """Of all bodies' states (n, bodies, 6) those (n, 9, 6) of :data:`planets.ORDER`."""
    both = states[:, [EARTH, MOON]] * GM[[EARTH, MOON], None]
    states = states.copy()
    states[:, EARTH] = both.sum(1) / GM[[EARTH, MOON]].sum()
    return states[:, [BODIES.index("earth" if name == "earth_moon" else name) for name in ORDER]]


def from_sun(states: Vector) -> Vector:
    """Places (n, 8, 3) of the planets as seen from the Sun, of states (n, 9, 6)."""
    return (states[:, 1:] - states[:, :1])[..., :3]


class De421:
    """The DE421 ephemeris, in au and days."""

    def __init__(self) -> None:
        kernel: Any = load_file(str(Path(skyfield_data.get_skyfield_data_path()) / "de421.bsp"))
        self._pieces = {(piece.center, piece.target): piece for piece in kernel.spk.segments}

    def state(self, target: int, days: Vector, centre: int = 0) -> Vector:
        """Place and speed (..., 6) at days (...,) since J2000.0."""
        place, speed = self._pieces[centre, target].compute_and_differentiate(J2000 + days)
        return np.concatenate([np.moveaxis(place, 0, -1), np.moveaxis(speed, 0, -1)], axis=-1) / KILOMETRES_AN_AU

    def start(self) -> Vector:
        """All bodies (bodies, 6) at J2000.0."""
        now = np.zeros(())
        earth_moon = self.state(NUMBERS["earth_moon"], now)
        near = {"earth": earth_moon + self.state(399, now, 3), "moon": earth_moon + self.state(301, now, 3)}
        return np.array([near[name] if name in near else self.state(NUMBERS[name], now) for name in BODIES])


def fitted(ephemeris: De421) -> Vector:
    """The start (bodies, 6) at J2000.0 from which the planets keep nearest to DE421."""
    back, on = (round(days / STEP / FIT_EVERY) for days in FIT_DAYS)
    days = np.arange(back, on + 1, dtype=np.float64) * (STEP * FIT_EVERY)
    wanted = from_sun(np.stack([ephemeris.state(NUMBERS[name], days) for name in ORDER], axis=1))
    start = ephemeris.start()

    def shifted(shift: Vector) -> Vector:
        moved_start = start.copy()
        for row, name in zip(shift, ORDER[1:], strict=True):
            moved_start[[EARTH, MOON] if name == "earth_moon" else BODIES.index(name)] += row
        return moved_start - (GM[:, None] * moved_start).sum(0) / GM.sum()

    def track(shift: Vector) -> Vector:
        past, future = (
            chosen(moved(shifted(shift), sign * STEP, count * FIT_EVERY, COLUMNS)[::FIT_EVERY])
            for sign, count in ((-1, -back), (1, on))
        )
        return from_sun(np.concatenate([past[:0:-1], future]))

    shift = np.zeros((len(PIECES), 6))
    path, slopes = track(shift), []
    for part, little in enumerate([1e-7] * 3 + [1e-9] * 3):
        slopes.append((track(np.eye(6)[part] * little + shift) - path) / little)
    for _ in range(2):
        for planet in range(len(PIECES)):
            columns = np.stack([slope[:, planet].ravel() for slope in slopes], axis=1)
            size = np.abs(columns).max(0)
            shift[planet] += np.linalg.lstsq(columns / size, (wanted - path)[:, planet].ravel(), rcond=None)[0] / size
        path = track(shift)
        off = np.linalg.norm(wanted - path, axis=-1) / np.linalg.norm(wanted, axis=-1)
        print("off DE421 by at most", dict(zip(ORDER[1:], np.degrees(off.max(0)) * 3600, strict=True)))
    return shifted(shift)


def flown(start: Vector) -> Vector:
    """States (n, 9, 6) of the Sun and the planets at every step from the first day of the ephemeris to its last."""

    def way(sign: int, days: float) -> list[Vector]:
        state, kept = start, []
        for _ in range(round(days / SPAN_DAYS)):
            states = moved(state, sign * STEP, round(SPAN_DAYS / STEP), COLUMNS)
            state = states[-1]
            kept.append(chosen(states[1:]))
        return kept

    past = np.concatenate(way(-1, -FIRST_DAY))[::-1]
    return np.concatenate([past, chosen(start[None]), *way(1, LAST_DAY)])


def kept_states(states: Vector) -> Vector:
    """The eight planets' states (n, 8, 6) as they are kept: the inner ones from the Sun, the others from the
    barycentre."""
    inner = states[:, 1 : 1 + INNER] - states[:, :1]
    return np.concatenate([inner, states[:, 1 + INNER :]], axis=1)


def elements(states: Vector, gm: float) -> Vector:
    """Equinoctial elements (n, 6), as :func:`planets.on_ellipses` wants them, of states (n, 6) about a mass."""
    place, speed = states[:, :3], states[:, 3:]
    distance = np.linalg.norm(place, axis=1)
    spin = np.cross(place, speed)
    pole = spin / np.linalg.norm(spin, axis=1)[:, None]
    p, q = pole[:, 0] / (1 + pole[:, 2]), -pole[:, 1] / (1 + pole[:, 2])
    scale = (1 + p * p + q * q)[:, None]
    ahead = np.stack([1 - p * p + q * q, 2 * p * q, -2 * p], axis=1) / scale
    aside = np.stack([2 * p * q, 1 + p * p - q * q, 2 * q], axis=1) / scale
    to_perihelion = np.cross(speed, spin) / gm - place / distance[:, None]
    k, h = (to_perihelion * ahead).sum(1), (to_perihelion * aside).sum(1)
    half_axis = 1 / (2 / distance - (speed**2).sum(1) / gm)
    root = np.sqrt(1 - h * h - k * k)
    beta = 1 / (1 + root)
    x, y = (place * ahead).sum(1) / half_axis, (place * aside).sum(1) / half_axis
    cosine = k + ((1 - k * k * beta) * x - h * k * beta * y) / root
    sine = h + ((1 - h * h * beta) * y - h * k * beta * x) / root
    longitude = np.arctan2(sine, cosine) + h * cosine - k * sine
    return np.stack([half_axis, np.unwrap(longitude), k, h, q, p], axis=1)


def mean_orbits(kept: Vector, days: Vector) -> Vector:
    """Chebyshev coefficients (8, 6, terms) of the mean ellipses of states (n, 8, 6) at days (n,)."""
    some = slice(None, None, 10)
    centre = np.where(np.arange(len(PIECES)) < INNER, 1 + planets.MASSES, 1 + planets.MASSES.sum()) * GM[0]
    time = planets.whole_time(days[some])
    fits = [
        chebyshev.chebfit(time, elements(kept[some, planet], centre[planet]), ELEMENT_TERMS - 1).T
        for planet in range(len(PIECES))
    ]
    return np.array(fits, np.float64)


def rounded(strayed: Vector, kind: Pieces) -> NDArray[np.int32]:
    """Whole steps (terms, 3, pieces) of the Chebyshev coefficients that fit a straying (n, 3) at every step of a span,
    its two ends among them."""
    points = round(kind.days / STEP)
    rows = np.arange(len(strayed) // points)[:, None] * points + np.arange(points + 1)
    fit = chebyshev.chebvander(np.linspace(-1, 1, points + 1), kind.terms - 1)
    found = np.linalg.lstsq(fit, strayed[rows].transpose(1, 2, 0).reshape(points + 1, -1), rcond=None)[0]
    return np.rint(found.reshape(kind.terms, 3, -1) / kind.step).astype(np.int32)


def packed(steps: list[NDArray[np.int32]]) -> NDArray[np.uint8]:
    """The bytes of which :func:`planets.unpacked` makes these steps again."""
    whole = np.concatenate([each.ravel() for each in steps])
    folded = np.where(whole < 0, -2 * whole - 1, 2 * whole).astype("<u4")
    return np.ascontiguousarray(folded.view(np.uint8).reshape(-1, 4).T[:3])


def main() -> None:
    """Integrate, fit and write the file."""
    kept = kept_states(flown(fitted(De421())))
    days = np.linspace(FIRST_DAY, LAST_DAY, len(kept))
    orbits = mean_orbits(kept, days)
    members: dict[str, NDArray[Any]] = {"orbits": orbits}
    points = round(SPAN_DAYS / STEP)
    for number in range(round((LAST_DAY - FIRST_DAY) / SPAN_DAYS)):
        part = slice(number * points, (number + 1) * points + 1)
        strayed = kept[part, :, :3].swapaxes(0, 1) - planets.on_ellipses(orbits, days[part])
        members[f"span_{number:02d}"] = packed([rounded(*each) for each in zip(strayed, PIECES, strict=True)])
    np.savez_compressed(assets.folder("sky") / planets.FILE, **members)  # pyright: ignore[reportArgumentType]


if __name__ == "__main__":
    main()
