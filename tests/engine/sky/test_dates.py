"""Times as a person writes them."""

from __future__ import annotations

import astronomy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.errors import BadInput
from engine.sky import calendar
from engine.sky.bodies import sun_altitude
from engine.sky.dates import FESTIVALS, SEASONS, moment_of
from engine.sky.delta_t import delta_t
from engine.sky.moment import Moment
from engine.sky.places import Place, place_of

BEIJING = place_of("Beijing")
EVENING = "T13:14:22"  # 21:00 local mean solar time at Beijing


@given(some.integers(-3_700_000, 7_000_000))
def test_every_day_has_one_date(number: int) -> None:
    assert calendar.midnight(*calendar.date_of(number + 0.5)) == number + 0.5


@pytest.mark.parametrize(
    ("date", "julian_day"),
    [((2000, 1, 1), 2451544.5), ((1582, 10, 15), 2299160.5), ((1582, 10, 4), 2299159.5), ((837, 4, 10), 2026871.5),
     ((0, 1, 1), 1721057.5), ((-1000, 7, 12), 1356000.5), ((-4712, 1, 1), -0.5)],
)  # fmt: skip
def test_julian_days_of_the_textbook(date: tuple[int, int, int], julian_day: float) -> None:
    assert calendar.midnight(*date) == julian_day


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-08-19T13:00:00Z", "2026-08-19T13:00:00Z"),
        ("2026-08-19 21:00+08:00", "2026-08-19T13:00:00Z"),
        ("2026-08-19T21:00:30 +0800", "2026-08-19T13:00:30Z"),
        ("2026-08-19T13:00", "2026-08-19T13:00:00Z"),
        ("1972-01-01T00:00:00Z", "1972-01-01T00:00:00Z"),
        ("1971-12-31T23:59:59Z", "1971-12-31T23:59:59 UT1"),
        ("2027-12-31T23:59:59Z", "2027-12-31T23:59:59Z"),
        ("2028-01-01T00:00:00Z", "2028-01-01T00:00:00 UT1"),
        ("2026年8月19日 13:00", "2026-08-19T13:00:00Z"),
        ("-2800-03-21T20:00", "-2800-03-21T20:00:00 UT1"),
        ("−2800-03-21", f"-2800-03-21{EVENING} UT1"),
        ("公元前2801年3月21日", f"-2800-03-21{EVENING} UT1"),
        ("qixi 2026", f"2026-08-19{EVENING}Z"),
        ("Qixi, 2026", f"2026-08-19{EVENING}Z"),
        ("七夕 2025", f"2025-08-29{EVENING}Z"),
        ("2027年七夕", f"2027-08-08{EVENING}Z"),
        ("qixi 755", f"0755-08-18{EVENING} UT1"),
        ("qixi 2026 13:00Z", "2026-08-19T13:00:00Z"),
        ("qixi 2026 21:00 local", f"2026-08-19{EVENING}Z"),
        ("mid-autumn 2026", f"2026-09-25{EVENING}Z"),
        ("中秋 2026", f"2026-09-25{EVENING}Z"),
        ("lantern 2025", f"2025-02-12{EVENING}Z"),
        ("除夕 2025", f"2026-02-16{EVENING}Z"),
        ("winter solstice 755", f"0755-12-18{EVENING} UT1"),
        ("冬至 755", f"0755-12-18{EVENING} UT1"),
        ("winter solstice 2026", f"2026-12-22{EVENING}Z"),
        ("spring equinox 2801 BC", f"-2800-04-13{EVENING} UT1"),
        ("前2801年春分", f"-2800-04-13{EVENING} UT1"),
    ],
)
def test_what_people_write(text: str, written: str) -> None:
    assert moment_of(text, BEIJING).written() == written


@pytest.mark.parametrize(
    ("text", "words"),
    [("tonight", "qixi 2026"), ("", "no date"), ("2026", "no date"), ("qixi", "no date"), ("bogus 2026", "no date"),
     ("2026-02-30", "does not exist"), ("2026-13-01", "does not exist"), ("1582-10-10", "1582"),
     ("1900-02-29", "does not exist"), ("2026-08-19T25:00", "hours"), ("99999-01-01", "15000"),
     ("qixi -2800", "lunar calendar"), ("qixi 2026 2027", "no date"), ("2026-08-19T13:00 Mars", "no date")],
)  # fmt: skip
def test_what_is_no_time_is_told_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as caught:
        moment_of(text, BEIJING)
    assert "\n" not in str(caught.value)


def test_there_was_a_leap_day_in_the_julian_year_1500() -> None:
    assert moment_of("1500-02-29", BEIJING).written().startswith("1500-02-29")


@pytest.mark.parametrize("festival", ["七夕", "中秋", "lantern"])
@pytest.mark.parametrize("year", [-200, 755, 1054, 2026, 3000])
def test_the_moon_agrees_with_the_lunar_calendar(festival: str, year: int) -> None:
    """The seventh of a lunar month is near first quarter, the fifteenth near full moon."""
    moment = moment_of(f"{festival} {year}", BEIJING)
    phase = astronomy.MoonPhase(astronomy.Time.FromTerrestrialTime(moment.days))
    day = FESTIVALS[festival][1]
    assert phase == pytest.approx((day - 0.2) * 360 / 29.53, abs=17)


@pytest.mark.parametrize("name", ["冬至", "夏至", "春分", "秋分", "清明", "winter solstice"])
@pytest.mark.parametrize("year", [-2800, 755, 2026])
def test_the_sun_agrees_with_the_seasons(name: str, year: int) -> None:
    moment = moment_of(f"{name} {year}", BEIJING)
    longitude = astronomy.SunPosition(astronomy.Time.FromTerrestrialTime(moment.days)).elon
    assert abs((longitude - SEASONS[name] + 180) % 360 - 180) < 1.1


def test_a_date_alone_is_the_dark_evening() -> None:
    """Full night at 21:00 where that is so, later in a northern summer, midnight where it never gets dark."""
    winter, summer = moment_of("2026-01-10", BEIJING), moment_of("2026-06-21", BEIJING)
    assert np.degrees(sun_altitude(winter, BEIJING)) < -18
    assert np.degrees(sun_altitude(summer, BEIJING)) == pytest.approx(-18, abs=0.01)
    assert summer.written() > "2026-06-21T13:14:22Z"
    north = Place("", 70.0, 0.0)
    assert moment_of("2026-06-21", north).written() == "2026-06-22T00:00:00Z"


def test_delta_t() -> None:
    """Against the table of Morrison and Stephenson (2004), seconds, and measured values."""
    for year, seconds, limit in ((-1000, 25400, 60), (0, 10580, 10), (1000, 1570, 10), (1500, 200, 5), (1800, 14, 1),
                                 (1955, 31.1, 0.3), (2000, 63.83, 0.01), (2020, 69.36, 0.01)):  # fmt: skip
        assert delta_t(year) == pytest.approx(seconds, abs=limit)
    years = np.arange(-3000, 4000, 0.5)
    steps = np.abs(np.diff([delta_t(year) for year in years]))
    assert steps.max() < 30, "no jump anywhere"


@pytest.mark.parametrize("text", ["1960-01-01T00:00Z", "1972-07-01T00:00Z", "2016-12-31T23:59Z", "2026-08-19T13:00Z"])
def test_ut1_stays_with_utc_and_with_skyfields_measured_table(text: str) -> None:
    api = pytest.importorskip("skyfield.api")
    moment = moment_of(text, BEIJING)
    clock, ut1 = moment.clock, moment.ut1
    assert abs((clock[0] - ut1[0]) + (clock[1] - ut1[1])) * 86400 < 0.9
    measured = api.load.timescale(builtin=True).tt_jd(sum(moment.tt)).delta_t
    assert moment.delta_t_s == pytest.approx(measured, abs=0.2)


def test_a_clock_gives_back_its_own_time() -> None:
    for text in ("2026-08-19T13:00:00Z", "-2800-03-21T20:00", "9000-01-01T00:00", "1972-01-01T00:00"):
        moment = moment_of(text, BEIJING)
        assert Moment.of_clock(*moment.clock).days == pytest.approx(moment.days, abs=1e-8)
