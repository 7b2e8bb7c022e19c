"""The maker of the ephemeris: its orbits and its packing are what the program reads."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from engine.sky import planets

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    pytest.importorskip("skyfield_data")
    spec = importlib.util.spec_from_file_location("make_planets", ROOT / "packaging" / "make_planets.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_elements_lead_back_to_the_place(maker: ModuleType) -> None:
    random = np.random.default_rng(3)
    states = np.concatenate([random.normal(size=(20, 3)), 0.6 * random.normal(size=(20, 3))], axis=1)
    states = states[(states[:, 3:] ** 2).sum(1) < 1.2 / np.linalg.norm(states[:, :3], axis=1)]
    assert len(states) > 5
    found = maker.elements(states, 1.0)
    orbits = np.concatenate([found[:, :, None], np.zeros((len(found), 6, 1))], axis=2)
    keep = found[:, 2] ** 2 + found[:, 3] ** 2 < 0.3
    assert np.abs(planets.on_ellipses(orbits, np.zeros(1))[keep, 0] - states[keep, :3]).max() < 1e-6


def test_unpacking_is_the_reverse_of_packing(maker: ModuleType) -> None:
    random = np.random.default_rng(4)
    steps = [
        random.integers(-90000, 90000, (kind.terms, 3, round(planets.SPAN_DAYS / kind.days))).astype(np.int32)
        for kind in planets.PIECES
    ]
    for before, after in zip(steps, planets.unpacked(maker.packed(steps)), strict=True):
        assert np.array_equal(before, after)
