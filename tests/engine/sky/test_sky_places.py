"""Where the stars stand: observer and camera against independent references."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky import catalogue
from engine.sky.camera import CameraPath
from engine.sky.layers.night.star_places import rows_of
from engine.sky.observer import Moment, galactic_matrix, horizon_rotation, parse_time
from storyboard.model import Camera, Sky, View

BEIJING = Sky()
VEGA, ALTAIR, DENEB, BETELGEUSE, BELLATRIX, ANTARES = 91262, 97649, 102098, 27989, 25336, 80763


def altitude_azimuth(horizontal: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Altitude and azimuth (from north through east) in radians of horizontal unit vectors (..., 3)."""
    altitude = np.arcsin(np.clip(horizontal[..., 2], -1, 1))
    return altitude, np.arctan2(horizontal[..., 0], horizontal[..., 1]) % (2 * np.pi)


def _horizontal(hips: list[int], sky: Sky) -> tuple[np.ndarray, np.ndarray]:
    moment = Moment.at(parse_time(sky.time))
    angle = moment.earth_rotation_angle + np.radians(sky.longitude_deg)
    directions = moment.apparent(rows_of(catalogue.load(), hips))
    altitude, azimuth = altitude_azimuth(directions @ horizon_rotation(np.radians(sky.latitude_deg), angle).T)
    return np.degrees(altitude), np.degrees(azimuth)


def test_the_catalogue_holds_what_it_should() -> None:
    stars = catalogue.load(99.0)
    assert len(stars.hip) == 118_216
    assert [int((stars.v <= limit + 0.001).sum()) for limit in (4, 6, 6.5, 8)] == [519, 5044, 8874, 41411]
    assert np.all(np.diff(stars.v) >= 0)


def test_qixi_2026_over_beijing() -> None:
    """Vega almost in the zenith, Altair and Deneb where independent almanacs have them (degrees, airless)."""
    altitude, azimuth = _horizontal([VEGA, ALTAIR, DENEB], BEIJING)
    np.testing.assert_allclose(altitude, [88.90, 54.82, 66.50], atol=0.02)
    np.testing.assert_allclose(azimuth[1:], [146.6, 66.2], atol=0.06)


def test_against_skyfield() -> None:
    """200 stars at four dates within 1 arcsecond of precession and nutation by skyfield with the Earth's velocity by
    astronomy-engine: neither shares code with ERFA."""
    api = pytest.importorskip("skyfield.api")
    astronomy = pytest.importorskip("astronomy")
    stars = catalogue.load(6.0)
    picked = rows_of(stars, stars.hip[np.linspace(0, len(stars.hip) - 1, 200).astype(int)].tolist())
    timescale = api.load.timescale(builtin=True)
    for when in ("2026-08-19T13:00:00", "2020-01-01T00:00:00", "2024-06-21T03:30:00", "2000-10-20T18:00:00"):
        moment = Moment.at(parse_time(when))
        of_date = moment.apparent(picked) @ _equinox_from_cirs(moment).T
        days = moment.tt[0] + moment.tt[1] - 2451545.0
        years = days / 365.25
        ra = picked.ra + picked.pm_ra / np.cos(picked.dec) * years
        mean = catalogue.unit_vectors(ra, picked.dec + picked.pm_dec * years)
        state = astronomy.BaryState(astronomy.Body.Earth, astronomy.Time.FromTerrestrialTime(days))
        earth = np.array([state.vx, state.vy, state.vz]) / 173.1446327  # au a day over the speed of light
        seen = mean + earth
        seen /= np.linalg.norm(seen, axis=1, keepdims=True)
        reference = seen @ np.asarray(timescale.tt_jd(moment.tt[0] + moment.tt[1]).M).T
        apart = np.degrees(np.linalg.norm(of_date - reference, axis=1)) * 3600
        assert apart.max() < 1.0


def _equinox_from_cirs(moment: Moment) -> np.ndarray:
    angle = moment.equation_of_origins
    return np.array([[np.cos(angle), np.sin(angle), 0], [-np.sin(angle), np.cos(angle), 0], [0, 0, 1]])


def test_the_sky_is_not_mirrored() -> None:
    """North up, east left: Betelgeuse is left of Bellatrix, Altair left of Vega."""
    for left, right, ra, dec in ((BETELGEUSE, BELLATRIX, 83, 5), (ALTAIR, VEGA, 288, 24)):
        view = View(kind="sky", ra_deg=ra, dec_deg=dec, scale=700)
        path = CameraPath(view, Camera(), BEIJING, 5.0, 1280, 720)
        xy = path.projection(0.0).project(path.moment.apparent(rows_of(catalogue.load(), [left, right])))
        assert xy[0, 0] < xy[1, 0]


def test_projecting_and_back_gives_the_same_direction() -> None:
    path = CameraPath(View(azimuth_deg=120, centre=(0.5, 0.8)), Camera(pan_deg=8, tilt_deg=3), BEIJING, 5.0, 1280, 720)
    for time in (0.0, 2.5, 5.0):
        camera = path.projection(time)
        pixels = np.array([[0.0, 0.0], [640, 360], [1280, 720], [17, 700]])
        np.testing.assert_allclose(camera.project(camera.unproject(pixels)), pixels, atol=1e-6)


def test_the_horizon_stays_straight_and_level() -> None:
    path = CameraPath(View(azimuth_deg=200, centre=(0.5, 0.8)), Camera(pan_deg=10), BEIJING, 6.0, 1280, 720)
    for time in (0.0, 3.0, 6.0):
        camera = path.projection(time)
        row = np.stack([np.linspace(0, 1280, 9), np.full(9, 0.8 * 720)], -1)
        turn = path.moment.earth_rotation_angle + np.radians(BEIJING.longitude_deg) + 2 * np.pi / 86164.0905 * time
        horizontal = camera.unproject(row) @ horizon_rotation(np.radians(BEIJING.latitude_deg), turn).T
        np.testing.assert_allclose(horizontal[:, 2], 0, atol=1e-9)


def test_galactic_latitudes() -> None:
    """Known galactic latitudes in degrees."""
    stars = rows_of(catalogue.load(), [VEGA, ALTAIR, DENEB])
    latitude = np.degrees(np.arcsin((stars.directions @ galactic_matrix().T)[:, 2]))
    np.testing.assert_allclose(latitude, [19.2, -8.9, 2.0], atol=0.06)


def test_orion_and_scorpius_never_meet() -> None:
    """At Athens, when Antares rises Betelgeuse is about to set: their altitudes there are both near 0."""
    latitude = np.radians(37.98)
    moment = Moment.at(parse_time("2026-01-10T20:00:00Z"))
    directions = moment.apparent(rows_of(catalogue.load(), [BETELGEUSE, ANTARES]))
    angles = np.linspace(0, 2 * np.pi, 2000)
    altitudes = np.array([altitude_azimuth(directions @ horizon_rotation(latitude, a).T)[0] for a in angles])
    both_high = (np.degrees(altitudes) > 8).all(1)
    assert not both_high.any()


def test_star_colours_follow_b_minus_v() -> None:
    rgb = catalogue.colour_of(np.array([-0.2, 0.3, 0.8, 1.6]))
    ratio = rgb[:, 2] / rgb[:, 0]
    assert np.all(np.diff(ratio) < 0)
    np.testing.assert_allclose(rgb @ [0.2126, 0.7152, 0.0722], 1, rtol=1e-9)
