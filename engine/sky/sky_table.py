"""What stands where: stars and bodies for an observer as rows of numbers, for a teacher and for checking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.sky import catalogue
from engine.sky.bodies import NAMES, BodyId, BodyPlace, bodies_at
from engine.sky.layers.night.star_places import rows_of
from engine.sky.observer import Observer
from engine.sky.refraction import extinction, refracted
from engine.sky.star_finder import names_of

BRIGHT = 3.0


@dataclass(frozen=True)
class SkyObject:
    """One star or body as an observer sees it.

    Right ascension and declination: apparent, topocentric, true equator and equinox of date. Altitude without air and
    with refraction. ``seen_magnitude``: dimmed by the air; None below the horizon. ``illuminated`` (0 to 1),
    ``diameter_arcmin`` and ``distance_au`` for bodies alone.
    """

    id: str
    ra_deg: float
    dec_deg: float
    altitude_deg: float
    azimuth_deg: float
    refracted_altitude_deg: float
    magnitude: float
    seen_magnitude: float | None
    names: dict[str, str]
    illuminated: float | None = None
    diameter_arcmin: float | None = None
    distance_au: float | None = None


def stars_seen(observer: Observer, hips: list[int]) -> list[SkyObject]:
    """Rows of stars, in the order of their HIP numbers given."""
    stars = rows_of(catalogue.load(), hips)
    directions = observer.apparent(stars)
    return [
        _row(observer, f"HIP {hip}", direction, float(v), names_of(hip))
        for hip, direction, v in zip(hips, directions, stars.v, strict=True)
    ]


def bodies_seen(observer: Observer, ids: list[str]) -> list[SkyObject]:
    """Rows of bodies by their ids ("sun", "moon", ...) or names in English or Chinese, in the order given.

    Raises:
        BadInput: no such body.
    """
    wanted = [_body_id(word) for word in ids]
    places = {body.id: body for body in bodies_at(observer.moment, observer.place)}
    return [_body_row(observer, places[body]) for body in wanted]


def brightest_up(observer: Observer, count: int) -> list[int]:
    """HIP numbers of the brightest stars above the horizon, brightest first."""
    stars = catalogue.load(BRIGHT)
    altitude, _ = observer.altitude_azimuth(observer.apparent(stars))
    return stars.hip[refracted(altitude) > 0][:count].tolist()


def _body_id(word: str) -> BodyId:
    for body, names in NAMES.items():
        if word.strip().casefold() in (body, *(name.casefold() for name in names.values())):
            return body
    raise BadInput(f"There is no body '{word}': use one of {', '.join(NAMES)}.")


def _body_row(observer: Observer, body: BodyPlace) -> SkyObject:
    facts = {
        "illuminated": round(body.illuminated, 4),
        "diameter_arcmin": round(float(np.degrees(body.angular_radius)) * 120, 4),
        "distance_au": round(body.distance_au, 8),
    }
    return _row(observer, NAMES[body.id]["en"], body.direction, body.magnitude, dict(NAMES[body.id]), **facts)


def _row(
    observer: Observer, id: str, direction: NDArray[np.float64], magnitude: float, names: dict[str, str], **facts: float
) -> SkyObject:
    ra, dec = np.degrees(observer.right_ascension_declination(direction))
    altitude, azimuth = observer.altitude_azimuth(direction)
    apparent = refracted(altitude)
    dimmed = magnitude + float(extinction(apparent, observer.place.altitude_m))
    return SkyObject(
        id=id,
        ra_deg=round(float(ra), 6),
        dec_deg=round(float(dec), 6),
        altitude_deg=round(float(np.degrees(altitude)), 6),
        azimuth_deg=round(float(np.degrees(azimuth)), 6),
        refracted_altitude_deg=round(float(np.degrees(apparent)), 6),
        magnitude=round(magnitude, 2),
        seen_magnitude=round(dimmed, 2) if apparent > 0 else None,
        names=names,
        **facts,
    )
