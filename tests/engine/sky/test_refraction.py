"""What the air does: lift, airmass, extinction."""

from __future__ import annotations

import astronomy
import numpy as np
import pytest

from engine.sky.refraction import airmass, extinction, refracted


def test_saemundssons_values_and_another_program() -> None:
    for altitude in (-1.0, 0.0, 0.5, 1, 5, 10, 45, 80):
        lifted = float(np.degrees(refracted(np.radians(altitude)))) - altitude
        assert lifted == pytest.approx(astronomy.RefractionAngle(astronomy.Refraction.Normal, altitude), abs=0.0002)
    assert float(np.degrees(refracted(0.0))) * 60 == pytest.approx(28.98, abs=0.01)


def test_the_sky_stays_in_order_down_to_the_nadir() -> None:
    altitude = np.radians(np.linspace(-90, 90, 18001))
    lifted = refracted(altitude)
    assert (np.diff(lifted) > 0).all()
    assert (lifted >= altitude - 1e-12).all()
    assert lifted[0] == pytest.approx(-np.pi / 2) and lifted[-1] == pytest.approx(np.pi / 2, abs=1e-5)


def test_airmass_and_extinction() -> None:
    assert airmass(np.pi / 2) == pytest.approx(1, abs=1e-4)
    assert airmass(np.radians(30)) == pytest.approx(2, abs=0.01)
    assert airmass(0.0) == pytest.approx(40) == airmass(-0.3)
    assert extinction(np.pi / 2) == pytest.approx(0.28, abs=0.005)
    assert extinction(np.radians(10), 4000) < 0.5 * extinction(np.radians(10), 0)
