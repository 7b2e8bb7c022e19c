"""The circles of the sky as curves of directions: equator, ecliptic, meridian, grids, boundaries of constellations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import erfa
import numpy as np
from numpy.typing import NDArray

import assets
from engine.sky.catalogue import unit_vectors
from engine.sky.frame import Stage
from engine.sky.observer import galactic_matrix
from storyboard.model import GridCue

STEP_DEG = 2.0
B1875 = 2405889.25855
"""Julian date of the equinox along whose circles the constellations' boundaries run."""
HORIZONTAL = ("meridian", "horizon", "altazimuth", "compass")
"""Kinds that belong to the horizon: their directions are (east, north, zenith)."""
NAMES = {
    "equator": {"zh": "天赤道", "en": "Celestial equator"},
    "ecliptic": {"zh": "黄道", "en": "Ecliptic"},
    "meridian": {"zh": "子午圈", "en": "Meridian"},
    "horizon": {"zh": "地平圈", "en": "Horizon"},
    "galactic": {"zh": "银道", "en": "Galactic equator"},
}
COMPASS = {
    "zh": ("北", "东北", "东", "东南", "南", "西南", "西", "西北"),
    "en": ("N", "NE", "E", "SE", "S", "SW", "W", "NW"),
}


@dataclass(frozen=True)
class Curve:
    """A curve of directions (n, 3) and how strong it is beside the others of its kind."""

    directions: NDArray[np.float64]
    strength: float = 1.0


@dataclass(frozen=True)
class Mark:
    """A word at a direction (3,)."""

    direction: NDArray[np.float64]
    text: str


def curves_of(cue: GridCue, stage: Stage) -> list[Curve]:
    """The curves of a cue: directions of date, or horizontal ones for the kinds in HORIZONTAL."""
    turn = np.linspace(0, 2 * np.pi, round(360 / STEP_DEG) + 1)
    circle = unit_vectors(turn, np.zeros_like(turn))
    if cue.kind == "equator":
        return [Curve(circle @ _equinox(stage).T)]
    if cue.kind == "ecliptic":
        obliquity = float(erfa.obl06(*stage.path.moment.tt))
        return [Curve(circle @ _about_x(obliquity).T @ _equinox(stage).T)]
    if cue.kind == "galactic":
        return [Curve(circle @ galactic_matrix() @ stage.of_date.T)]
    if cue.kind == "meridian":
        half = np.linspace(0, np.pi, round(180 / STEP_DEG) + 1)
        return [Curve(np.stack([0 * half, np.cos(half), np.sin(half)], 1))]
    if cue.kind == "horizon":
        return [Curve(circle)]
    if cue.kind == "equatorial":
        return [Curve(c.directions @ _equinox(stage).T, c.strength) for c in _mesh(cue.step_deg, -90)]
    if cue.kind == "altazimuth":
        return _mesh(cue.step_deg, 0)
    if cue.kind == "boundaries":
        return [Curve(ring @ stage.of_date.T) for ring in boundaries()]
    return []


def marks_of(cue: GridCue, language: str, stage: Stage) -> list[Mark]:
    """The words of a cue, at directions as in :func:`curves_of`."""
    if cue.kind == "compass":
        return [Mark(_horizontal(45.0 * i, 0.0), name) for i, name in enumerate(COMPASS[language])]
    if cue.kind == "equatorial":
        hours = [Mark(unit_vectors(np.radians(15.0 * h), np.radians(0.9)), f"{h}h") for h in range(24)]
        rows = [Mark(unit_vectors(np.radians(90.0 * q + 1), np.radians(d)), f"{d:+d}°".replace("-", "−"))
                for q in range(4) for d in range(-75, 76, 15) if d]  # fmt: skip
        return [Mark(mark.direction @ _equinox(stage).T, mark.text) for mark in hours + rows]
    if cue.kind == "altazimuth":
        step = max(round(cue.step_deg), 10)
        around = [Mark(_horizontal(a, 0.9), f"{a}°") for a in range(0, 360, step)]
        return around + [Mark(_horizontal(a + 1, h), f"{h}°") for a in range(0, 360, 45) for h in range(step, 90, step)]
    return []


@lru_cache(maxsize=1)
def boundaries() -> tuple[NDArray[np.float64], ...]:
    """Rings of ICRS directions: the constellations' boundaries, whose sides follow circles of the equinox B1875."""
    to_1875 = np.asarray(erfa.pmat06(B1875, 0.0))
    data = json.loads((assets.folder("sky") / "constellation_bounds.json").read_text(encoding="utf-8"))
    rings = []
    for entry in data["bounds"]:
        corners = np.radians(np.array(entry["ring"], float))
        corners = np.concatenate([corners, corners[:1]])
        old = unit_vectors(corners[:, 0], corners[:, 1]) @ to_1875.T
        ra, dec = np.unwrap(np.arctan2(old[:, 1], old[:, 0])), np.arcsin(np.clip(old[:, 2], -1, 1))
        ring = [_side(ra[i : i + 2], dec[i : i + 2]) for i in range(len(ra) - 1)]
        rings.append(np.concatenate(ring) @ to_1875)
    return tuple(rings)


def _side(ra: NDArray[np.float64], dec: NDArray[np.float64]) -> NDArray[np.float64]:
    """Directions along one side, which keeps its right ascension or its declination."""
    length = max(abs(float(ra[1] - ra[0])) * np.cos(float(dec.mean())), abs(float(dec[1] - dec[0])))
    part = np.linspace(0, 1, max(2, int(np.ceil(np.degrees(length) / STEP_DEG)) + 1))
    return unit_vectors(ra[0] + part * (ra[1] - ra[0]), dec[0] + part * (dec[1] - dec[0]))


def _mesh(step_deg: float, lowest_deg: float) -> list[Curve]:
    """Meridians and parallels every ``step_deg``; the horizontal mesh counts from the north, which is its second axis,
    but a mesh looks the same from every axis."""
    up = np.radians(np.arange(lowest_deg, 90 + STEP_DEG / 2, STEP_DEG))
    turn = np.radians(np.arange(0, 360 + STEP_DEG / 2, STEP_DEG))
    curves = []
    for angle in np.arange(0, 360, step_deg):
        # near the pole only every sixth line goes on
        top = up if angle % (6 * step_deg) == 0 else up[np.abs(up) <= np.radians(90 - step_deg) + 1e-6]
        curves.append(Curve(unit_vectors(np.full(len(top), np.radians(angle)), top)))
    for height in np.arange(lowest_deg + (step_deg if lowest_deg < 0 else 0), 90, step_deg):
        main = 1.7 if abs(height) < 1e-6 else 1.0
        curves.append(Curve(unit_vectors(turn, np.full(len(turn), np.radians(height))), main))
    return curves


def _horizontal(azimuth_deg: float, altitude_deg: float) -> NDArray[np.float64]:
    """Direction (east, north, zenith) of an azimuth from north through east and an altitude."""
    return unit_vectors(np.radians(90 - azimuth_deg), np.radians(altitude_deg))


def _equinox(stage: Stage) -> NDArray[np.float64]:
    """Rotation (3, 3) from the true equator and equinox of date to the CIRS of date."""
    angle = stage.path.moment.equation_of_origins
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])


def _about_x(angle: float) -> NDArray[np.float64]:
    """Rotation (3, 3) that lifts the plane of x and y by an angle towards z."""
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])
