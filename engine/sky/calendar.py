"""Calendar dates and Julian day numbers: the Julian calendar before 15 October 1582, the Gregorian from then on.

Years are astronomical: 0 is 1 BC, -2800 is 2801 BC. Formulas after Meeus, Astronomical Algorithms, chapter 7.
"""

from __future__ import annotations

import math

REFORM = (1582, 10, 15)
GREGORIAN_START = 2299160.5
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def midnight(year: int, month: int, day: int) -> float:
    """Julian day number at 0h of a date (it ends in .5).

    Raises:
        ValueError: there is no such date.
    """
    gregorian = (year, month, day) >= REFORM
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        raise ValueError("no such day in any year")
    number = _number(year, month, day, gregorian)
    if date_of(number) != (year, month, day):
        raise ValueError("no such day in that year")
    return number


def _number(year: int, month: int, day: int, gregorian: bool) -> float:
    if month <= 2:
        year, month = year - 1, month + 12
    century = math.floor(year / 100)
    correction = 2 - century + math.floor(century / 4) if gregorian else 0
    return math.floor(365.25 * (year + 4716)) + math.floor(30.6001 * (month + 1)) + day + correction - 1524.5


def date_of(julian_day: float) -> tuple[int, int, int]:
    """Year, month and day on which a Julian date falls."""
    day = math.floor(julian_day + 0.5)
    if day >= GREGORIAN_START:
        century = math.floor((day - 1867216.25) / 36524.25)
        day += 1 + century - math.floor(century / 4)
    shifted = day + 1524
    year = math.floor((shifted - 122.1) / 365.25)
    rest = shifted - math.floor(365.25 * year)
    month = math.floor(rest / 30.6001)
    date = rest - math.floor(30.6001 * month)
    month = month - 1 if month < 14 else month - 13
    return year - 4716 if month > 2 else year - 4715, month, date


def written(julian_day: float, fraction: float, zone: str) -> str:
    """A two-part Julian date as people write it: "2026-08-19T13:00:00Z", "-2800-03-21T12:15:00 UT1"."""
    seconds = round((((julian_day + 0.5) % 1) + fraction) * 86400)
    day = math.floor(julian_day + 0.5) - 0.5 + seconds // 86400
    seconds %= 86400
    year, month, date = date_of(day)
    years = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{years}-{month:02d}-{date:02d}T{clock}{zone}"
