"""How right the sky is: against skyfield with the DE421 ephemeris near now, against Swiss Ephemeris in deep time.

Neither shares code with ERFA or astronomy-engine. Both get this program's UT1, so that positions are compared and not
guesses of Delta T.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.sky import catalogue
from engine.sky.bodies import RADIUS_KM, bodies_at
from engine.sky.catalogue import Catalogue, unit_vectors
from engine.sky.dates import moment_of
from engine.sky.layers.night.star_places import rows_of
from engine.sky.moment import Moment
from engine.sky.near_stars import radial_velocities
from engine.sky.observer import Observer
from engine.sky.places import place_of

ARCSECOND = np.radians(1 / 3600)
MAS = ARCSECOND / 1000
SIX_PLACES = ("beijing", "athens", "quito", "sutherland", "tromso", "maunakea")
NEAR_NOW = ("1950-03-01T20:00Z", "1972-01-10T03:00Z", "1999-12-31T23:59:59Z", "2024-06-21T03:30Z",
            "2026-08-19T13:00Z", "2049-11-05T18:00Z")  # fmt: skip

# Arcseconds off against DE421 that are accepted in 1950-2050 (Venus is at its nearest on the first of these dates).
BODY_LIMITS = {"sun": 0.1, "moon": 3.7}
PLANET_LIMIT = 0.15
# The same against Swiss Ephemeris: so many, and more for every century from 2000. Its planets follow DE404 of 1996,
# which knew Jupiter, Uranus and Neptune less well than DE421; its inner planets lose DE404's track before -1350.
DEEP_LIMITS = {"moon": 4.0}
DEEP_LIMIT = 0.3
DEEP_GROWTH = {"sun": 0.1, "moon": 2.0, "mercury": 0.08, "venus": 0.2, "mars": 0.1, "jupiter": 0.25, "saturn": 0.02,
               "uranus": 0.25, "neptune": 0.8}  # fmt: skip


@lru_cache(maxsize=1)
def swiss() -> dict[str, Any]:
    return json.loads((Path(__file__).parent / "swiss_ephemeris.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def two_hundred() -> Catalogue:
    """Stars of all magnitudes to 6 and the fastest bright and near ones."""
    stars = rows_of(catalogue.load(), swiss()["hips"])
    assert len(stars.hip) == 200
    return stars


@pytest.fixture(scope="module")
def ephemeris() -> Iterator[Any]:
    api = pytest.importorskip("skyfield.api")
    data = pytest.importorskip("skyfield_data")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # another file of that package has expired; it is not read
        kernel = api.load_file(str(Path(data.get_skyfield_data_path()) / "de421.bsp"))
    yield kernel
    kernel.close()


def skyfield_time(moment: Moment) -> Any:
    from skyfield.api import load

    return load.timescale(builtin=True, delta_t=moment.delta_t_s).tt_jd(moment.tt[0], moment.tt[1])


def skyfield_place(ephemeris: Any, observer: Observer) -> Any:
    from skyfield.api import wgs84

    place = observer.place
    return ephemeris["earth"] + wgs84.latlon(place.latitude_deg, place.longitude_deg, place.altitude_m)


def apart(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Arcseconds between unit vectors (..., 3)."""
    return np.linalg.norm(np.atleast_2d(a - b), axis=-1) / ARCSECOND


def of_date(observer: Observer, directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unit vectors in the true equator and equinox of date."""
    return unit_vectors(*observer.right_ascension_declination(directions))


@pytest.mark.parametrize(("when", "place"), list(zip(NEAR_NOW, SIX_PLACES, strict=True)))
def test_200_stars_near_now_against_skyfield(ephemeris: Any, when: str, place: str) -> None:
    """Apparent topocentric right ascension and declination, airless altitude and azimuth: within 1 arcsecond."""
    from skyfield.api import Star

    stars = two_hundred()
    where = place_of(place)
    observer = Observer(where, moment_of(when, where))
    reference: Any = Star(
        ra_hours=np.degrees(stars.ra) / 15, dec_degrees=np.degrees(stars.dec), ra_mas_per_year=stars.pm_ra / MAS,
        dec_mas_per_year=stars.pm_dec / MAS, parallax_mas=np.maximum(stars.parallax * 1000, 1e-4),  # pyright: ignore[reportArgumentType]
        radial_km_per_s=radial_velocities(stars.hip),  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
    seen = skyfield_place(ephemeris, observer).at(skyfield_time(observer.moment)).observe(reference).apparent()
    directions = observer.apparent(stars)
    ra, dec, _ = seen.radec("date")
    assert apart(of_date(observer, directions), unit_vectors(ra.radians, dec.radians)).max() < 1.0
    altitude, azimuth, _ = seen.altaz()
    ours = observer.altitude_azimuth(directions)
    assert apart(unit_vectors(ours[1], ours[0]), unit_vectors(azimuth.radians, altitude.radians)).max() < 1.0


@pytest.mark.parametrize("year", swiss()["stars"])
def test_200_stars_in_deep_time_against_swiss_ephemeris(year: str) -> None:
    """Apparent geocentric places of date by another program's precession, space motion, nutation and aberration (fed
    with the same catalogue figures): within 5 arcseconds, and nearly all of them within a tenth."""
    days = (float(year) - 2000) * 365.25
    moment = Moment((2451545.0, days), (2451545.0, days))
    directions = Observer(place_of("greenwich"), moment).right_ascension_declination(moment.apparent(two_hundred()))
    off = apart(unit_vectors(*directions), unit_vectors(*np.radians(swiss()["stars"][year]).T))
    assert off.max() < 5.0
    assert np.quantile(off, 0.98) < 0.1


@pytest.mark.parametrize("year", [1100, 1500, 2500, 2950])
def test_mean_places_against_skyfields_precession(year: int) -> None:
    """The mean equator of date by skyfield's own IAU 2006 precession: within 1 arcsecond between 1000 and 3000."""
    precession = pytest.importorskip("skyfield.precessionlib")
    import erfa

    days = (year - 2000) * 365.25
    reference = np.asarray(precession.compute_precession(2451545.0 + days))
    ours = np.asarray(erfa.pmat06(2451545.0, days))
    stars = two_hundred().directions
    assert apart(stars @ ours.T, stars @ reference.T).max() < 1.0


@pytest.mark.parametrize("when", NEAR_NOW)
def test_bodies_near_now_against_de421(ephemeris: Any, when: str) -> None:
    """Sun, Moon and planets, topocentric and apparent, within the limits above."""
    where = place_of("beijing")
    observer = Observer(where, moment_of(when, where))
    onlooker = skyfield_place(ephemeris, observer).at(skyfield_time(observer.moment))
    for body in bodies_at(observer.moment, where):
        target = ephemeris[body.id if body.id in ("sun", "moon") else f"{body.id} barycenter"]
        seen = onlooker.observe(target).apparent()
        ra, dec, distance = seen.radec("date")
        off = apart(of_date(observer, body.direction), unit_vectors(ra.radians, dec.radians))[0]
        assert off < BODY_LIMITS.get(body.id, PLANET_LIMIT), f"{body.id} at {when} is {off:.2f} arcseconds off"
        assert body.distance_au == pytest.approx(distance.au, rel=2e-4 if body.id == "moon" else 1e-6)
        if body.id != "sun":
            assert body.illuminated == pytest.approx(seen.fraction_illuminated(ephemeris["sun"]), abs=0.002)


@pytest.mark.parametrize("row", swiss()["bodies"], ids=lambda row: row["time"])
def test_bodies_in_deep_time_against_swiss_ephemeris(row: dict[str, Any]) -> None:
    where = place_of(row["place"])
    observer = Observer(where, moment_of(row["time"], where))
    centuries = abs(observer.moment.year - 2000) / 100
    bodies = {body.id: body for body in bodies_at(observer.moment, where)}
    for name, place in row["places"].items():
        off = apart(of_date(observer, bodies[name].direction), unit_vectors(*np.radians(place)))[0]
        limit = DEEP_LIMITS.get(name, DEEP_LIMIT) + DEEP_GROWTH[name] * centuries
        assert off < limit, f"{name} is {off:.2f} arcseconds off"


def test_magnitudes_of_the_planets_against_skyfield(ephemeris: Any) -> None:
    from skyfield.magnitudelib import planetary_magnitude

    where = place_of("beijing")
    moment = moment_of("2026-08-19T13:00Z", where)
    time = skyfield_time(moment)
    for body in bodies_at(moment, where):
        if body.id not in ("sun", "moon"):
            seen = ephemeris["earth"].at(time).observe(ephemeris[f"{body.id} barycenter"])
            assert body.magnitude == pytest.approx(float(planetary_magnitude(seen)), abs=0.15), body.id


def test_the_long_term_frame_joins_the_near_one() -> None:
    """At the years 1000 and 3000 one precession hands over to the other: no star jumps by more than 0.2 arcseconds."""
    stars = two_hundred()
    where = place_of("beijing")
    for inside, outside in ((1000 + 1e-6, 1000 - 1e-6), (3000 - 1e-6, 3000 + 1e-6)):
        places = []
        for year in (inside, outside):
            moment = Moment.of_clock(2451544.5 + round((year - 2000) * 365.25), 0.5)
            moment = Moment((2451545.0, (year - 2000) * 365.25), moment.ut1)
            places.append(of_date(Observer(where, moment), moment.apparent(stars)))
        assert apart(places[0], places[1]).max() < 0.2


def test_every_size_and_phase_is_of_this_world() -> None:
    for when in ("-3000-01-01", "1000-06-01", "10000-01-01"):
        where = place_of("xian")
        bodies = {body.id: body for body in bodies_at(moment_of(when, where), where)}
        assert set(bodies) == set(RADIUS_KM)
        assert 0.98 < bodies["sun"].distance_au < 1.02
        assert 0.0023 < bodies["moon"].distance_au < 0.0028
        assert all(0 <= body.illuminated <= 1 for body in bodies.values())
        assert np.degrees(bodies["moon"].angular_radius) * 120 == pytest.approx(31.5, abs=3)
