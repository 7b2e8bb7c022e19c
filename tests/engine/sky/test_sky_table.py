"""Rows of what stands where, and stars by what people call them."""

from __future__ import annotations

import numpy as np
import pytest

from engine.errors import BadInput
from engine.sky import catalogue
from engine.sky.dates import moment_of
from engine.sky.observer import Observer
from engine.sky.places import place_of
from engine.sky.sky_table import bodies_seen, brightest_up, stars_seen
from engine.sky.star_finder import names_of, star_of

BEIJING = place_of("Beijing")
QIXI = Observer(BEIJING, moment_of("2026-08-19T13:00Z", BEIJING))


@pytest.mark.parametrize(
    ("text", "hip"),
    [("91262", 91262), ("HIP 91262", 91262), ("hip91262", 91262), ("Vega", 91262), ("vega", 91262), ("织女一", 91262),
     ("織女一", 91262), ("织女", 91262), ("牛郎", 97649), ("天狼星", 32349), ("天狼", 32349), ("alpha Lyr", 91262),
     ("α Lyr", 91262), ("Alpha Lyrae", 91262), ("beta Ori", 24436), ("61 Cyg", 104214), ("Polaris", 11767),
     ("kappa1 Scl", 761)],
)  # fmt: skip
def test_stars_by_number_name_and_letter(text: str, hip: int) -> None:
    assert star_of(text) == hip


@pytest.mark.parametrize(("text", "words"), [("Vga", "vega"), ("999999", "118322"), ("Nibiru", "HIP"), ("", "HIP")])
def test_what_is_no_star_is_told(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        star_of(text)


def test_names() -> None:
    assert names_of(97649) == {"en": "Altair", "zh": "河鼓二", "pinyin": "Hégǔ II", "designation": "α Aql"}
    assert names_of(1) == {}


def test_rows_are_what_independent_almanacs_have() -> None:
    """Qixi 2026 at Beijing: airless altitude and azimuth of Vega, Altair and Deneb."""
    vega, altair, deneb = stars_seen(QIXI, [91262, 97649, 102098])
    assert (vega.altitude_deg, vega.azimuth_deg) == pytest.approx((88.90, 173.4), abs=0.05)
    assert (altair.altitude_deg, altair.azimuth_deg) == pytest.approx((54.82, 146.6), abs=0.01)
    assert (deneb.altitude_deg, deneb.azimuth_deg) == pytest.approx((66.50, 66.2), abs=0.01)
    assert vega.id == "HIP 91262" and vega.magnitude == 0.03
    assert altair.refracted_altitude_deg > altair.altitude_deg
    assert altair.seen_magnitude is not None and 0.2 < altair.seen_magnitude - altair.magnitude < 0.5


def test_bodies_by_names_of_both_languages() -> None:
    moon, saturn, sun = bodies_seen(QIXI, ["月亮", "Saturn", "sun"])
    assert [row.id for row in (moon, saturn, sun)] == ["Moon", "Saturn", "Sun"]
    assert moon.seen_magnitude is not None and moon.seen_magnitude > moon.magnitude
    assert saturn.seen_magnitude is None and saturn.altitude_deg < 0
    assert sun.diameter_arcmin == pytest.approx(31.6, abs=0.1)
    with pytest.raises(BadInput, match="pluto"):
        bodies_seen(QIXI, ["pluto"])


def test_the_brightest_that_are_up() -> None:
    hips = brightest_up(QIXI, 12)
    assert hips[:4] == [69673, 91262, 97649, 65474], "Arcturus, Vega, Altair, Spica"
    rows = stars_seen(QIXI, hips)
    assert all(row.refracted_altitude_deg > 0 for row in rows)
    assert np.all(np.diff([row.magnitude for row in rows]) >= 0)
    stars = catalogue.load(2.0)
    up = QIXI.altitude_azimuth(QIXI.apparent(stars))[0] > 0.01
    assert set(hips) <= set(stars.hip[up].tolist()) | set(hips[-1:])
