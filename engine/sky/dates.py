"""Times as a person writes them: ISO times, dates of the deep past, festivals of the lunar calendar, solstices.

    2026-08-19T13:00:00Z    2026-08-19 21:00+08:00    -2800-03-21    2026年8月19日    公元前2801年3月21日
    qixi 2026    中秋 2026    lantern 2025    winter solstice 755    冬至 755    spring equinox 2801 BC

Years are astronomical (0 is 1 BC, -2800 is 2801 BC); days before 15 October 1582 are of the Julian calendar. A clock
time without a zone is UTC (UT1 outside the years 1972 to 2027); "local" after it means local mean solar time. A date
without a clock time means the evening there: 21:00 local mean solar time, or, when it is not yet full night then, the
moment at which the Sun has sunk 18 degrees below the horizon, at the latest midnight. A season is the first one after
the first of January.
"""

from __future__ import annotations

import math
import re
import unicodedata

import astronomy
from lunar_python import Lunar

from engine.errors import BadInput
from engine.sky import calendar
from engine.sky.bodies import sun_altitude
from engine.sky.moment import J2000, Moment
from engine.sky.places import Place

YEARS = (-10000, 15000)
LUNAR_YEARS = (-700, 9999)
NIGHT = math.radians(-18)
EVENING, MIDNIGHT = 21 / 24, 1.0

# Month and day of the Chinese lunar calendar; day 0 is the last one of the month.
FESTIVALS: dict[str, tuple[int, int]] = {
    "spring festival": (1, 1), "lunar new year": (1, 1), "chinese new year": (1, 1), "春节": (1, 1), "春節": (1, 1),
    "lantern": (1, 15), "lantern festival": (1, 15), "元宵": (1, 15), "元宵节": (1, 15), "上元": (1, 15),
    "dragon head": (2, 2), "longtaitou": (2, 2), "龙抬头": (2, 2), "龍抬頭": (2, 2),
    "shangsi": (3, 3), "上巳": (3, 3),
    "dragon boat": (5, 5), "dragon boat festival": (5, 5), "duanwu": (5, 5), "端午": (5, 5), "端午节": (5, 5),
    "qixi": (7, 7), "double seventh": (7, 7), "七夕": (7, 7), "七夕节": (7, 7), "乞巧": (7, 7),
    "ghost festival": (7, 15), "zhongyuan": (7, 15), "中元": (7, 15), "中元节": (7, 15),
    "mid-autumn": (8, 15), "mid autumn": (8, 15), "mid-autumn festival": (8, 15), "moon festival": (8, 15),
    "中秋": (8, 15), "中秋节": (8, 15),
    "double ninth": (9, 9), "chongyang": (9, 9), "重阳": (9, 9), "重陽": (9, 9), "重阳节": (9, 9),
    "laba": (12, 8), "腊八": (12, 8), "臘八": (12, 8),
    "new year's eve": (12, 0), "chuxi": (12, 0), "除夕": (12, 0),
}  # fmt: skip

# Apparent longitude of the Sun in degrees.
SEASONS: dict[str, int] = {
    "spring equinox": 0, "vernal equinox": 0, "march equinox": 0,
    "summer solstice": 90, "june solstice": 90,
    "autumn equinox": 180, "autumnal equinox": 180, "fall equinox": 180, "september equinox": 180,
    "winter solstice": 270, "december solstice": 270,
} | {
    term: (number * 15 + 285) % 360
    for number, term in enumerate((
        "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
        "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
    ))
}  # fmt: skip

_CLOCK = re.compile(
    r"(?:(?<=\d)t|\s+|(?<=[日号]))(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*(z|utc|ut1?|local|当地|[+-]\d{1,2}:?\d{2})?$"
)
_DATE = re.compile(r"([+-]?\d{1,6})-(\d{1,2})-(\d{1,2})")
_CHINESE_DATE = re.compile(r"(公元前|前|-)?(?:公元)?(\d{1,5})年(\d{1,2})月(\d{1,2})[日号]?")
_YEAR = r"(?P<{0}>(?:公元前|前)\s*\d{{1,5}}年?|-?\d{{1,6}}(?:\s*bce?|\s*b\.c\.|\s*年)?)"
_NAMED = re.compile(
    rf"(?:{_YEAR.format('before')}\s*的?)?\s*(?P<name>[^\d]*?[^\d\s,-])??[\s,]*(?:{_YEAR.format('after')})?"
)


def moment_of(text: str, place: Place) -> Moment:
    """The moment that a person's words name, at a place.

    Raises:
        BadInput: the words name no time, or one outside the years -10000 to 15000.
    """
    words = unicodedata.normalize("NFKC", text).replace("−", "-").replace("–", "-").strip().casefold()
    clock = _CLOCK.search(words)
    day = _day_of(words[: clock.start()].strip() if clock else words, text, place)
    if clock is None:
        return _evening(day, place)
    hours, minutes, seconds = int(clock[1]), int(clock[2]), float(clock[3] or 0)
    if hours > 23 or minutes > 59 or seconds >= 60:
        raise BadInput(f"The sky's time '{text}' has no such hour: hours go to 23, minutes and seconds to 59.")
    fraction = (hours * 3600 + minutes * 60 + seconds) / 86400
    return Moment.of_clock(day, fraction - _zone_days(clock[4] or "z", place))


def _zone_days(zone: str, place: Place) -> float:
    """How far a zone's clock is ahead of Greenwich, in days."""
    if zone in ("local", "当地"):
        return place.longitude_deg / 360
    if zone[0] not in "+-":
        return 0.0
    digits = zone[1:].replace(":", "").zfill(4)
    return (1 if zone[0] == "+" else -1) * (int(digits[:2]) * 60 + int(digits[2:])) / 1440


def _day_of(words: str, text: str, place: Place) -> float:
    """Julian day number of 0h of the day that the words name."""
    if found := _DATE.fullmatch(words):
        return _midnight(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _CHINESE_DATE.fullmatch(words):
        year = int(found[2])
        year = 1 - year if found[1] in ("公元前", "前") else -year if found[1] == "-" else year
        return _midnight(year, int(found[3]), int(found[4]), text)
    named = _NAMED.fullmatch(words)
    if named is not None and named["name"] and bool(named["before"]) != bool(named["after"]):
        name = named["name"].strip().removeprefix("the ").removesuffix(" of")
        year = _year_of(named["before"] or named["after"])
        if name in FESTIVALS:
            return _festival(*FESTIVALS[name], year, text)
        if name in SEASONS:
            return _season(SEASONS[name], year, text, place)
    raise BadInput(
        f"The sky's time '{text}' is no date: write it like 2026-08-19T13:00:00Z, -2800-03-21, 'qixi 2026', "
        "'winter solstice 755' or '中秋 2026'."
    )


def _year_of(words: str) -> int:
    number = int(re.sub(r"[^\d-]", "", words))
    return 1 - number if words.startswith(("公元前", "前")) or "b" in words else number


def _midnight(year: int, month: int, day: int, text: str) -> float:
    _check_year(year, text)
    try:
        return calendar.midnight(year, month, day)
    except ValueError:
        raise BadInput(
            f"The sky's time '{text}' names a day that does not exist: look at the month and the day "
            "(4 October 1582 is followed by the 15th)."
        ) from None


def _check_year(year: int, text: str, years: tuple[int, int] = YEARS, what: str = "The sky is known") -> None:
    if not years[0] <= year <= years[1]:
        raise BadInput(f"{what} for the years {years[0]} to {years[1]}, not for '{text}': choose a year between them.")


def _festival(month: int, day: int, year: int, text: str) -> float:
    _check_year(year, text, LUNAR_YEARS, "The lunar calendar is known")
    if day:
        return float(Lunar.fromYmd(year, month, day).getSolar().getJulianDay())
    return float(Lunar.fromYmd(year + 1, 1, 1).getSolar().getJulianDay()) - 1


def _season(longitude: int, year: int, text: str, place: Place) -> float:
    """0h of the day, by the place's own mean solar time, on which the Sun first reaches a longitude in a year."""
    _check_year(year, text)
    start = astronomy.Time.FromTerrestrialTime(calendar.midnight(year, 1, 1) - J2000)
    found = astronomy.SearchSunLongitude(longitude, start, 370)
    assert found is not None, "the Sun passes every longitude within 370 days"
    ut1 = found.tt + J2000 - Moment.of_clock(J2000, found.tt).delta_t_s / 86400
    local = ut1 + place.longitude_deg / 360
    return calendar.midnight(*calendar.date_of(local))


def _evening(day: float, place: Place) -> Moment:
    """The evening of a day at a place: see the top of this file."""

    def at(local: float) -> Moment:
        return Moment.of_clock(day, local - place.longitude_deg / 360)

    if sun_altitude(at(EVENING), place) <= NIGHT:
        return at(EVENING)
    if sun_altitude(at(MIDNIGHT), place) >= NIGHT:
        return at(MIDNIGHT)
    early, late = EVENING, MIDNIGHT
    while late - early > 1 / 86400:
        middle = (early + late) / 2
        early, late = (early, middle) if sun_altitude(at(middle), place) <= NIGHT else (middle, late)
    return at(late)
