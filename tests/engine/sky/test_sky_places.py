"""Where the stars stand: observer and camera against independent references."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky import catalogue
from engine.sky.camera import CameraPath
from engine.sky.layers.night.star_places import rows_of
from engine.sky.moment import Moment, horizon_rotation
from engine.sky.near_stars import radial_velocities
from engine.sky.observer import Observer, galactic_matrix
from engine.sky.places import place_of
from storyboard.model import Camera, Sky, View

BEIJING = Sky(latitude_deg=39.9042, longitude_deg=116.4074)
VEGA, ALTAIR, DENEB, BETELGEUSE, BELLATRIX, ANTARES = 91262, 97649, 102098, 27989, 25336, 80763


def altitude_azimuth(horizontal: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Altitude and azimuth (from north through east) in radians of horizontal unit vectors (..., 3)."""
    altitude = np.arcsin(np.clip(horizontal[..., 2], -1, 1))
    return altitude, np.arctan2(horizontal[..., 0], horizontal[..., 1]) % (2 * np.pi)


def _horizontal(hips: list[int], sky: Sky) -> tuple[np.ndarray, np.ndarray]:
    observer = Observer.of(sky)
    altitude, azimuth = observer.altitude_azimuth(observer.apparent(rows_of(catalogue.load(), hips)))
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
        moment = Observer.of(Sky(time=when)).moment
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
        turn = Observer.of(BEIJING).rotation_angle + 2 * np.pi / 86164.0905 * time
        horizontal = camera.unproject(row) @ horizon_rotation(np.radians(39.9042), turn).T
        np.testing.assert_allclose(horizontal[:, 2], 0, atol=1e-9)


def test_galactic_latitudes() -> None:
    """Known galactic latitudes in degrees."""
    stars = rows_of(catalogue.load(), [VEGA, ALTAIR, DENEB])
    latitude = np.degrees(np.arcsin((stars.directions @ galactic_matrix().T)[:, 2]))
    np.testing.assert_allclose(latitude, [19.2, -8.9, 2.0], atol=0.06)


def test_orion_and_scorpius_never_meet() -> None:
    """At Athens, when Antares rises Betelgeuse is about to set: their altitudes there are both near 0."""
    latitude = np.radians(37.98)
    moment = Observer.of(Sky(time="2026-01-10T20:00:00Z")).moment
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


def _year(year: float) -> Moment:
    days = (year - 2000) * 365.25
    return Moment((2451545.0, days), (2451545.0, days))


@pytest.mark.parametrize(
    ("hip", "year", "degrees"),
    [(68756, -2800, 0.10), (11767, 2102, 0.46), (91262, 13600, 5.7), (72607, -1060, 6.5), (102098, 10200, 7.5),
     (105199, 7550, 1.9)],
)  # fmt: skip
def test_stars_at_the_pole(hip: int, year: int, degrees: float) -> None:
    """How near Thuban, Polaris, Vega, Kochab, Deneb and Alderamin stand to the pole when they are nearest."""
    moment = _year(year)
    height = moment.apparent(rows_of(catalogue.load(), [hip]))[0, 2]
    assert np.degrees(np.arccos(height)) == pytest.approx(degrees, abs=0.06)


def test_known_separations() -> None:
    """Degrees between bright stars at J2000.0."""
    stars = rows_of(catalogue.load(), [VEGA, ALTAIR, DENEB, BETELGEUSE, ANTARES]).directions
    for a, b, degrees in ((0, 1, 34.195), (0, 2, 23.85), (2, 1, 38.02), (3, 4, 152.1)):
        assert np.degrees(np.arccos(stars[a] @ stars[b])) == pytest.approx(degrees, abs=0.05)


def test_transits_of_qixi_2026() -> None:
    """Vega crosses the meridian at 21:00:38 at 88.91 degrees, Altair at 22:14:40 at 59.04."""
    for hip, clock, degrees in ((VEGA, "21:00:38", 88.91), (ALTAIR, "22:14:40", 59.04)):
        altitude, azimuth = _horizontal([hip], Sky(time=f"2026-08-19 {clock}+08:00"))
        assert altitude[0] == pytest.approx(degrees, abs=0.01)
        assert abs(azimuth[0] - 180) * np.cos(np.radians(altitude[0])) < 0.02


@pytest.mark.parametrize(
    ("place", "year", "minutes"),
    [("Beijing", 2026, (-31, 19, 155)), ("Luoyang", -500, (22, 62, 142)), ("Luoyang", -2300, (36, 73, 143)),
     ("Athens", -500, (14, 57, 150)), ("Athens", 2026, (-24, 24, 148))],
)  # fmt: skip
def test_the_hunter_goes_down_as_the_scorpion_rises(place: str, year: int, minutes: tuple[int, int, int]) -> None:
    """Minutes from Antares rising to delta Orionis and to Betelgeuse setting, and from Antares setting to the belt
    rising, refraction included: precession has turned them against each other over the millennia."""
    where, moment = place_of(place), _year(year)
    stars = moment.apparent(rows_of(catalogue.load(), [25930, BETELGEUSE, ANTARES]))
    ra, dec = Observer(where, moment).right_ascension_declination(stars)
    latitude = where.radians[0]
    sine = (np.sin(np.radians(-0.574)) - np.sin(latitude) * np.sin(dec)) / (np.cos(latitude) * np.cos(dec))
    half_day = np.arccos(sine)
    rises, sets = ra - half_day, ra + half_day
    turns = np.array([sets[0] - rises[2], sets[1] - rises[2], rises[0] - sets[2]])
    np.testing.assert_allclose(((turns + np.pi) % (2 * np.pi) - np.pi) / (2 * np.pi) * 1436.07, minutes, atol=1.0)


def test_radial_velocity_matters_for_altair() -> None:
    """Nearly five thousand years ago Altair stood 79 arcseconds from where it would without its radial velocity."""
    speeds = radial_velocities(np.array([ALTAIR, VEGA, 32349, 37279, 69673, 71683, DENEB]))
    assert (speeds[:6] != 0).all() and speeds[6] == 0
    import erfa

    altair = rows_of(catalogue.load(), [ALTAIR])
    places = [
        erfa.pmsafe(altair.ra[0], altair.dec[0], altair.pm_ra[0] / np.cos(altair.dec[0]), altair.pm_dec[0],
                    altair.parallax[0], speed, 2451545.0, 0.0, 2451545.0, -4800 * 365.25)[:2]
        for speed in (0.0, speeds[0])
    ]  # fmt: skip
    a, b = (catalogue.unit_vectors(np.asarray(ra), np.asarray(dec)) for ra, dec in places)
    assert np.degrees(np.linalg.norm(a - b)) * 3600 == pytest.approx(79, abs=2)
