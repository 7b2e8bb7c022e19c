"""The Sun, the Moon and the planets as they stand for a place: where, how bright, how big, how lit.

The Earth, and with it the Sun, moves as in ERFA's ephemeris (Bretagnon's VSOP2000, simplified); the planets by
astronomy-engine (VSOP87, shortened); the Moon by astronomy-engine (Brown's theory) in the years 1900 to 2100 and by
ERFA (ELP 2000-82, as Meeus gives it) from 1800 back and 2200 on, between them by a mixture. Light time and aberration
are included.

How far off, in arcseconds, against the DE421 ephemeris in 1950 to 2050 and against Swiss Ephemeris before:
1950-2050: Sun 0.3, Moon 3, Mercury 6, Venus 14 at its nearest, Mars 7, Jupiter 8, Saturn 22, Uranus 18, Neptune 19.
Year 1000: Sun 1, Moon 5, planets 30. Year -1000: Sun 14, Moon 50, Venus 200, Saturn 800. Year -3000: Sun and Moon 60,
planets up to half a degree.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Literal

import astronomy
import erfa
import numpy as np
from numpy.typing import NDArray

from engine.sky.moment import J2000, Moment, horizon_rotation
from engine.sky.places import Place

BodyId = Literal["sun", "moon", "mercury", "venus", "mars", "jupiter", "saturn", "uranus", "neptune"]
Vector = NDArray[np.float64]
KILOMETRES_AN_AU = 149597870.7
AU_A_DAY = 173.1446326847  # speed of light
DAYS_A_CENTURY = 36525.0
MOONLIGHT_DAYS = 1.28 / 86400
RADIUS_KM: dict[BodyId, float] = {
    "sun": 695700.0, "moon": 1737.4, "mercury": 2440.5, "venus": 6051.8, "mars": 3396.2, "jupiter": 71492.0,
    "saturn": 60268.0, "uranus": 25559.0, "neptune": 24764.0,
}  # fmt: skip
NAMES: dict[BodyId, dict[str, str]] = {
    "sun": {"en": "Sun", "zh": "太阳"},
    "moon": {"en": "Moon", "zh": "月亮"},
    "mercury": {"en": "Mercury", "zh": "水星"},
    "venus": {"en": "Venus", "zh": "金星"},
    "mars": {"en": "Mars", "zh": "火星"},
    "jupiter": {"en": "Jupiter", "zh": "木星"},
    "saturn": {"en": "Saturn", "zh": "土星"},
    "uranus": {"en": "Uranus", "zh": "天王星"},
    "neptune": {"en": "Neptune", "zh": "海王星"},
}


@dataclass(frozen=True)
class BodyPlace:
    """A body of the solar system at a moment, seen from a place.

    ``direction`` (3,): apparent topocentric unit vector in the CIRS of date, without refraction, as the stars' are.
    ``distance_au`` from the place. ``magnitude`` V. ``angular_radius`` in radians. ``illuminated``: lit part of the
    disc, 0 to 1. ``bright_limb_angle``: position angle of the middle of the bright limb, and ``axis_angle``: of the
    body's north pole, both in radians from celestial north through east (towards the left, when north is up).
    """

    id: BodyId
    direction: Vector
    distance_au: float
    magnitude: float
    angular_radius: float
    illuminated: float
    bright_limb_angle: float
    axis_angle: float


def bodies_at(moment: Moment, place: Place) -> tuple[BodyPlace, ...]:
    """Sun, Moon and the planets Mercury to Neptune at a moment, seen from a place."""
    time = astronomy.Time.FromTerrestrialTime(moment.days)
    matrix = moment.of_date_matrix()
    observer = moment.observer_state(*place.radians)[0] / (KILOMETRES_AN_AU * 1000)
    sun = matrix @ _apparent("sun", moment.days) - observer
    return tuple(_place(body, time, matrix, observer, sun) for body in RADIUS_KM)


def sun_altitude(moment: Moment, place: Place) -> float:
    """Airless altitude of the Sun's middle in radians at a moment and place."""
    latitude, longitude, _ = place.radians
    sun = moment.of_date_matrix() @ _apparent("sun", moment.days)
    turned = horizon_rotation(latitude, moment.earth_rotation_angle + longitude) @ sun
    return float(np.arcsin(turned[2] / np.linalg.norm(turned)))


def _apparent(body: BodyId, days: float) -> Vector:
    """Apparent geocentric vector (3,) in au, ICRS axes, at days of terrestrial time since J2000.0."""
    if body == "moon":
        return _moon(days)
    sun_to_earth, earth, velocity = _earth(days)
    seen = -sun_to_earth
    for _ in range(3):
        emitted = days - float(np.linalg.norm(seen)) / AU_A_DAY
        then_to_earth, then_earth, _ = _earth(emitted)
        seen = _heliocentric(body, emitted) + (then_earth - then_to_earth) - earth
    distance = np.linalg.norm(seen)
    speed = velocity / AU_A_DAY
    bent = erfa.ab(seen / distance, speed, float(np.linalg.norm(sun_to_earth)), float(np.sqrt(1 - speed @ speed)))
    return np.asarray(bent * distance, np.float64)


def _earth(days: float) -> tuple[Vector, Vector, Vector]:
    """The Earth: heliocentric and barycentric place (3,) in au and barycentric velocity in au a day."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", erfa.ErfaWarning)  # warns outside 1900-2100; how far off it is, see above
        heliocentric, barycentric = erfa.epv00(J2000, days)
    return np.asarray(heliocentric["p"]), np.asarray(barycentric["p"]), np.asarray(barycentric["v"])


def _heliocentric(body: BodyId, days: float) -> Vector:
    if body == "sun":
        return np.zeros(3)
    place = astronomy.HelioVector(_astronomy_body(body), astronomy.Time.FromTerrestrialTime(days))
    return np.array([place.x, place.y, place.z])


def _moon(days: float) -> Vector:
    """Apparent geocentric vector of the Moon in au; it moves with the Earth, so that light time is its only shift."""
    old = min(max(abs(days) / DAYS_A_CENTURY - 1, 0.0), 1.0)
    place = np.zeros(3)
    if old < 1:
        brown = astronomy.GeoMoon(astronomy.Time.FromTerrestrialTime(days - MOONLIGHT_DAYS))
        place += (1 - old) * np.array([brown.x, brown.y, brown.z])
    if old > 0:
        place += old * np.asarray(erfa.moon98(J2000, days)["p"])
    return place


def _astronomy_body(body: BodyId) -> astronomy.Body:
    return astronomy.Body[body.capitalize()]


def _place(
    body: BodyId,
    time: astronomy.Time,
    matrix: Vector,
    observer: Vector,
    sun: Vector,
) -> BodyPlace:
    seen = matrix @ _apparent(body, time.tt) - observer
    distance = float(np.linalg.norm(seen))
    direction = seen / distance
    axis = astronomy.RotationAxis(_astronomy_body(body), time).north
    pole = matrix @ np.array([axis.x, axis.y, axis.z])
    to_sun = sun - seen
    phase = 1.0 if body == "sun" else (1 - direction @ to_sun / np.linalg.norm(to_sun)) / 2
    return BodyPlace(
        id=body,
        direction=direction,
        distance_au=distance,
        magnitude=float(astronomy.Illumination(_astronomy_body(body), time).mag),
        angular_radius=float(np.arcsin(RADIUS_KM[body] / KILOMETRES_AN_AU / distance)),
        illuminated=float(phase),
        bright_limb_angle=0.0 if body == "sun" else position_angle(direction, to_sun),
        axis_angle=position_angle(direction, pole),
    )


def position_angle(direction: Vector, towards: Vector) -> float:
    """Angle in radians, from north through east, in which a vector ``towards`` (3,) leads away from a unit vector
    ``direction`` (3,), both in one equatorial frame (z to the celestial north pole)."""
    east = np.array([-direction[1], direction[0], 0.0])
    north = np.cross(direction, east)
    return float(np.arctan2(towards @ east, towards @ north) % (2 * np.pi))
