"""Sun, Moon and planets: known events, and how they are lit."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.bodies import BodyPlace, bodies_at, position_angle
from engine.sky.dates import moment_of
from engine.sky.observer import Observer
from engine.sky.places import Place, place_of
from engine.sky.refraction import refracted

BEIJING = place_of("Beijing")


def seen(when: str, place: Place = BEIJING) -> tuple[Observer, dict[str, BodyPlace]]:
    moment = moment_of(when, place)
    return Observer(place, moment), {body.id: body for body in bodies_at(moment, place)}


def separation_arcmin(bodies: dict[str, BodyPlace]) -> float:
    return float(np.degrees(np.arccos(bodies["sun"].direction @ bodies["moon"].direction)) * 60)


def test_the_moon_of_qixi_2026() -> None:
    """44.6 % lit, altitude 9.25 degrees in the south-west: a boat that is lit towards the Sun."""
    observer, bodies = seen("2026-08-19T13:00Z")
    moon = bodies["moon"]
    altitude, azimuth = np.degrees(observer.altitude_azimuth(moon.direction))
    assert (altitude, azimuth) == pytest.approx((9.25, 228.5), abs=0.05)
    assert moon.illuminated == pytest.approx(0.446, abs=0.004)
    assert np.degrees(moon.bright_limb_angle) == pytest.approx(287, abs=1), "lit from the west"
    assert moon.magnitude == pytest.approx(-9.8, abs=0.3)


@pytest.mark.parametrize(
    ("body", "when", "altitude_arcmin"),
    [("venus", "20:46:02", -34), ("saturn", "21:05:37", -34), ("moon", "22:06:15", -49), ("sun", "20:45:40", -1080)],
)
def test_rises_and_sets_of_qixi_2026(body: str, when: str, altitude_arcmin: float) -> None:
    """At almanac times the body is where an almanac says it rises or sets: 34' below the horizon (its limb: 49')."""
    observer, bodies = seen(f"2026-08-19 {when}+08:00")
    altitude, _ = observer.altitude_azimuth(bodies[body].direction)
    assert np.degrees(altitude) * 60 == pytest.approx(altitude_arcmin, abs=0.6)


def test_refraction_lifts_the_setting_sun_onto_the_horizon() -> None:
    observer, bodies = seen("2026-03-20 18:24:30+08:00")
    altitude, _ = observer.altitude_azimuth(bodies["sun"].direction)
    assert -0.6 < np.degrees(altitude) < -0.3
    assert np.degrees(refracted(altitude)) == pytest.approx(np.degrees(altitude) + 0.52, abs=0.06)


@pytest.mark.parametrize(
    ("place", "when", "limit"),
    [("Luxor", "2027-08-02T10:05Z", 0.5), ("Shanghai", "2009-07-22T01:39Z", 1.0), ("Nineveh", "-762-06-15T07:37", 6.0)],
)
def test_eclipses_of_the_sun(place: str, when: str, limit: float) -> None:
    """Total at Luxor in 2027 and at Shanghai in 2009; at Nineveh on 15 June 763 BC nearly so, as its eponym list has it
    (as far as Delta T of that time is known)."""
    _, bodies = seen(when, place_of(place))
    assert separation_arcmin(bodies) < limit
    assert bodies["moon"].angular_radius > bodies["sun"].angular_radius


def test_the_total_eclipse_of_babylon() -> None:
    """15 April 136 BC, described on two clay tablets: the Moon covers the Sun but for a few arcminutes."""
    closest = min(
        separation_arcmin(seen(f"-135-04-15T05:{minute:02d}", place_of("Babylon"))[1]) for minute in range(10, 59, 3)
    )
    assert closest < 3


def test_full_and_new_moons() -> None:
    _, full = seen("2026-03-03T11:34Z")
    assert full["moon"].illuminated > 0.998
    _, new = seen("2026-02-17T12:01Z")
    assert new["moon"].illuminated < 0.002


def test_venus_is_a_crescent_when_she_is_near() -> None:
    _, bodies = seen("2025-03-20T12:00Z")
    venus = bodies["venus"]
    assert venus.illuminated < 0.02 and np.degrees(venus.angular_radius) * 7200 > 55


def test_position_angles_count_from_north_through_east() -> None:
    here = np.array([1.0, 0.0, 0.0])
    assert position_angle(here, np.array([1.0, 0.0, 0.1])) == pytest.approx(0)
    assert position_angle(here, np.array([1.0, 0.1, 0.0])) == pytest.approx(np.pi / 2)
    assert position_angle(here, np.array([1.0, 0.0, -0.1])) == pytest.approx(np.pi)


def test_parallax_moves_the_moon_and_not_neptune() -> None:
    """Parallax: two places see the Moon up to two degrees apart, and Neptune at the same place."""
    _, north = seen("2026-08-19T13:00Z", place_of("Tromsø"))
    _, south = seen("2026-08-19T13:00Z", place_of("Cape Town"))
    apart = np.degrees(np.arccos(north["moon"].direction @ south["moon"].direction))
    assert 1.0 < apart < 2.0
    assert np.degrees(np.arccos(north["neptune"].direction @ south["neptune"].direction)) < 0.001


def test_the_moons_north_is_near_the_skys_north() -> None:
    """The axis of the Moon leans by at most 25 degrees from celestial north, Saturn's by what its rings show."""
    for when in ("2026-01-10T12:00Z", "2026-08-19T13:00Z", "1054-07-04T21:00"):
        _, bodies = seen(when)
        assert abs((np.degrees(bodies["moon"].axis_angle) + 180) % 360 - 180) < 25.5
    assert np.degrees(bodies["mars"].angular_radius) * 3600 < 13
