"""The Sun, the Moon and the planets as they stand for a place: where, how bright, how big, how lit.

The Sun, the Earth and the planets move as in this program's own ephemeris, :mod:`engine.sky.planets`, in the years
-3046 to 3009; before and after, the Earth as in ERFA's (Bretagnon's VSOP2000, simplified) and the planets by
astronomy-engine (VSOP87, shortened), which then miss by half a degree and more. The Moon is by astronomy-engine
(Brown's theory) in the years 1900 to 2100 and by ERFA (ELP 2000-82, as Meeus gives it) from 1800 back and 2200 on,
between them by a mixture. Light time, aberration and the bending of light by the Sun are included.

How far off, in arcseconds, at most: in 1950 to 2050, against the DE421 ephemeris, the Sun and the planets 0.15 and the
Moon 4. At -1000, against Swiss Ephemeris (Moshier's, after DE404 of 1996): Sun, Saturn 0.6, Mercury, Venus 1.3, Mars 5,
Jupiter 7, Uranus 4, Neptune 21, Moon 40. At -2800, the inner planets as seen from the Sun against the whole VSOP87: the
Earth 1.4, Mercury, Venus 4, Mars 6; the others against Swiss Ephemeris: Saturn 0.4, Jupiter 12, Uranus 8, Neptune 35,
Moon 55. So much two theories differ; where Uranus and Neptune truly were is not known to some arcseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import astronomy
import erfa
import numpy as np
from numpy.typing import NDArray

from engine.sky import planets
from engine.sky.moment import J2000, Moment, horizon_rotation
from engine.sky.places import Place

BodyId = Literal["sun", "moon", "mercury", "venus", "mars", "jupiter", "saturn", "uranus", "neptune"]
Vector = NDArray[np.float64]
KILOMETRES_AN_AU = 149597870.7
AU_A_DAY = 173.1446326847  # speed of light
DAYS_A_CENTURY = 36525.0
SUN_EDGE = 1e-6
"""Where the bending of light by the Sun stops growing, as ERFA counts it: behind the Sun's disc."""
MOONLIGHT_DAYS = 1.28 / 86400
MOON_SHARE = 1 / (1 + 81.3005690699)
"""Of the way from the Earth to the Moon, where their barycentre is (DE421)."""
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
    here = _on_earth(moment, place)
    sun = matrix @ _apparent("sun", moment.days, here)
    return tuple(_place(body, time, matrix, here, sun) for body in RADIUS_KM)


def sun_altitude(moment: Moment, place: Place) -> float:
    """Airless altitude of the Sun's middle in radians at a moment and place."""
    latitude, longitude, _ = place.radians
    sun = moment.of_date_matrix() @ _apparent("sun", moment.days, _on_earth(moment, place))
    turned = horizon_rotation(latitude, moment.earth_rotation_angle + longitude) @ sun
    return float(np.arcsin(turned[2] / np.linalg.norm(turned)))


def _on_earth(moment: Moment, place: Place) -> Vector:
    """Place in au and speed in au a day (2, 3) of somebody on the Earth from its centre, ICRS axes."""
    state = moment.observer_state(*place.radians) @ moment.of_date_matrix() / (KILOMETRES_AN_AU * 1000)
    return state * [[1.0], [86400.0]]


def _apparent(body: BodyId, days: float, here: Vector) -> Vector:
    """Apparent topocentric vector (3,) in au, ICRS axes, at days of terrestrial time since J2000.0.

    Args:
        body: which.
        days: when.
        here: place and speed (2, 3) on the Earth from its centre.
    """
    earth, velocity = _earth(days)
    eye = earth + here[0]
    from_sun = eye - _emitter("sun", days, 0.0)
    if body == "moon":
        seen, velocity = _moon(days) - here[0], here[1]  # it shares the Earth's own speed
    else:
        seen, velocity = _emitter(body, days, 0.0) - eye, velocity + here[1]
        for _ in range(3):
            seen = _emitter(body, days, float(np.linalg.norm(seen)) / AU_A_DAY) - eye
    distance, sun_away = float(np.linalg.norm(seen)), float(np.linalg.norm(from_sun))
    direction = seen / distance
    if body not in ("sun", "moon"):
        out = seen + from_sun
        direction = erfa.ld(1.0, direction, out / np.linalg.norm(out), from_sun / sun_away, sun_away, SUN_EDGE)
    speed = velocity / AU_A_DAY
    bent = erfa.ab(direction, speed, sun_away, float(np.sqrt(1 - speed @ speed)))
    return np.asarray(bent * distance, np.float64)


def _earth(days: float) -> tuple[Vector, Vector]:
    """The Earth's barycentric place (3,) in au and velocity in au a day."""
    if planets.covers(days):
        place, speed, _ = planets.motions(days)[:, planets.ORDER.index("earth_moon")]
        moon = erfa.moon98(J2000, days)
        return place - MOON_SHARE * np.asarray(moon["p"]), speed - MOON_SHARE * np.asarray(moon["v"])
    barycentric = _simplified_earth(days)[1]
    return np.asarray(barycentric["p"]), np.asarray(barycentric["v"])


def _emitter(body: BodyId, days: float, earlier: float) -> Vector:
    """The barycentric place (3,) in au of the Sun or a planet some part of a day earlier."""
    if planets.covers(days):
        place, speed, bend = planets.motions(days)[:, planets.ORDER.index(body)]
        return place - speed * earlier + bend * earlier**2
    heliocentric, barycentric = _simplified_earth(days - earlier)
    sun = np.asarray(barycentric["p"]) - np.asarray(heliocentric["p"])
    if body == "sun":
        return sun
    place = astronomy.HelioVector(_astronomy_body(body), astronomy.Time.FromTerrestrialTime(days - earlier))
    return sun + np.array([place.x, place.y, place.z])


def _simplified_earth(days: float) -> tuple[NDArray[np.void], NDArray[np.void]]:
    """The Earth's heliocentric and barycentric places and velocities outside the years of the ephemeris."""
    heliocentric, barycentric, _ = erfa.ufunc.epv00(J2000, days)  # without the warning outside 1900-2100
    return heliocentric, barycentric


def _moon(days: float) -> Vector:
    """Geocentric vector of the Moon in au, where it was when its light left."""
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
    here: Vector,
    sun: Vector,
) -> BodyPlace:
    seen = matrix @ _apparent(body, time.tt, here)
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
