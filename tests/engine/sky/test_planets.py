"""The program's own ephemeris: one motion without seams from its first day to its last."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.planets import FIRST_DAY, LAST_DAY, MASSES, ORDER, PIECES, SPAN_DAYS, covers, motions

ARCSECOND = np.radians(1 / 3600)


def test_it_ends_where_it_says() -> None:
    assert covers(FIRST_DAY + 1) and covers(LAST_DAY - 1)
    assert not covers(FIRST_DAY) and not covers(LAST_DAY)
    for days in (FIRST_DAY + 1, LAST_DAY - 1):
        assert np.isfinite(motions(days)).all()


@pytest.mark.parametrize("span", [1, 30, 50, 59])
def test_it_has_no_seams(span: int) -> None:
    """Where a span or a piece of time ends and the next begins, no planet jumps by a quarter of an arcsecond."""
    seams = [FIRST_DAY + span * SPAN_DAYS + kind.days * part for kind in PIECES for part in range(2)]
    for seam in seams:
        before, after = motions(seam - 1e-6)[0], motions(seam + 1e-6)[0]
        jump = np.linalg.norm(after - before, axis=1)[1:] / np.linalg.norm(after[1:] - after[0], axis=1)
        assert (jump < 0.25 * ARCSECOND).all(), dict(zip(ORDER[1:], jump / ARCSECOND, strict=True))


def test_speeds_and_bends_lead_to_the_next_place() -> None:
    for days in (-1.7e6 + 7, -4e5 + 7, 9000.3):
        place, speed, bend = motions(days)
        for later, limit in ((-0.2, 5e-7), (-0.01, 5e-8), (0.17, 5e-7)):
            step = place + speed * later + bend * later**2
            assert np.abs(step - motions(days + later)[0]).max() < limit


def test_the_barycentre_rests() -> None:
    place = motions(-123456.7)[0]
    assert place[0] + MASSES @ place[1:] == pytest.approx(0, abs=1e-12)


def test_the_planets_stay_where_they_belong() -> None:
    """Least and greatest distances from the Sun in au over all its time (the ellipses change little in it)."""
    near = {"mercury": 0.307, "venus": 0.715, "earth_moon": 0.98, "mars": 1.38, "jupiter": 4.9, "saturn": 8.8,
            "uranus": 18.2, "neptune": 29.7}  # fmt: skip
    far = {"mercury": 0.467, "venus": 0.731, "earth_moon": 1.02, "mars": 1.68, "jupiter": 5.5, "saturn": 10.3,
           "uranus": 20.2, "neptune": 30.5}  # fmt: skip
    for days in np.linspace(FIRST_DAY + 1, LAST_DAY - 1, 120):
        place = motions(float(days))[0]
        distance = dict(zip(ORDER[1:], np.linalg.norm(place[1:] - place[0], axis=1), strict=True))
        assert all(near[name] < distance[name] < far[name] for name in distance), (days, distance)
