"""Where the sky lies on its disc, and which names are written."""

from __future__ import annotations

import pytest

from ui.inspector.sky_disc import SkyDisc, labelled, star_radius
from ui.ports.understanding import MapStar

DISC = SkyDisc(100, 100, 90)


@pytest.mark.parametrize(
    ("altitude", "azimuth", "place"),
    [(90, 0, (100, 100)), (0, 0, (100, 10)), (0, 90, (10, 100)), (0, 180, (100, 190)), (0, 270, (190, 100)),
     (45, 180, (100, 145))],
)  # fmt: skip
def test_north_is_up_and_east_is_left(altitude, azimuth, place) -> None:
    assert DISC.place(altitude, azimuth) == pytest.approx(place)


@pytest.mark.parametrize("azimuth", [0, 30, 135, 200, 359])
def test_a_point_knows_its_azimuth(azimuth) -> None:
    assert DISC.azimuth(*DISC.place(20, azimuth)) == pytest.approx(azimuth)


def test_the_disc_ends_at_the_horizon() -> None:
    assert DISC.contains(100, 11) and not DISC.contains(100, 9) and DISC.contains(100, 5, rim=10)


def test_brighter_stars_are_larger() -> None:
    sizes = [star_radius(magnitude, 140) for magnitude in (-26, -1.4, 0, 2, 4.5)]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] < 5 and sizes[-1] > 0


def test_names_do_not_run_into_one_another() -> None:
    stars = (
        MapStar(50, 100, 1.0, "#ffffff", "Second"), MapStar(50.5, 100, 0.0, "#ffffff", "First"),
        MapStar(20, 250, 2.0, "#ffffff", "Far"), MapStar(10, 0, -1.0, "#ffffff"),
    )  # fmt: skip
    assert [star.name for star in labelled(stars, DISC, 60, 12, most=5)] == ["First", "Far"]
    assert [star.name for star in labelled(stars, DISC, 60, 12, most=1)] == ["First"]
