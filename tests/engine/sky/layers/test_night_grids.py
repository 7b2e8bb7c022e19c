"""Circles, grids, boundaries, compass points and deep-sky objects where they belong."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.catalogue import load, unit_vectors
from engine.sky.frame import Stage
from engine.sky.layers.night.circles import boundaries, curves_of, marks_of
from engine.sky.layers.night.constellation_lines import ConstellationLines
from engine.sky.layers.night.deep_sky import DeepSky
from engine.sky.layers.night.grids import Grid
from engine.sky.layers.night.star_places import pixels_of, rows_of, zenith_of
from engine.sky.painter import build_stage
from storyboard.model import Camera, Canvas, GridCue, LinesCue, Scene, Sky, View

GROUND = View(kind="horizon", azimuth_deg=180, scale=420, centre=(0.5, 0.9))


def _stage(view: View, language: str = "en") -> Stage:
    scene = Scene(view=view, camera=Camera(push=0.0))
    return build_stage(scene, Canvas(width=640, height=360), Sky(), 6.0, 5, language)


def _light(cue: GridCue, stage: Stage, time: float = 5.0) -> np.ndarray:
    buffer = np.zeros((stage.height, stage.width, 3), np.float32)
    Grid(cue, stage).paint(buffer, stage.frame(time))
    return buffer


def test_spica_and_regulus_lie_near_the_ecliptic_and_mintaka_near_the_equator() -> None:
    """Angles to the circles of date in degrees: known latitudes and declination (2026)."""
    stage = _stage(GROUND)
    directions = stage.path.moment.apparent(rows_of(load(99.0), [65474, 49669, 25930]))
    poles = {}
    for kind in ("ecliptic", "equator"):
        circle = curves_of(GridCue(kind=kind), stage)[0].directions
        pole = np.cross(circle[0], circle[40])
        poles[kind] = pole / np.linalg.norm(pole)
    apart = np.degrees(np.arcsin(directions @ poles["ecliptic"]))
    assert apart[0] == pytest.approx(-2.05, abs=0.05) and apart[1] == pytest.approx(0.46, abs=0.05)
    assert np.degrees(np.arcsin(directions[2] @ poles["equator"])) == pytest.approx(-0.28, abs=0.05)


def test_boundaries_part_the_constellations() -> None:
    """Betelgeuse lies inside the ring of Orion, Aldebaran does not; sides are finely divided."""
    rings = boundaries()
    assert len(rings) == 89
    betelgeuse, aldebaran = load(99.0).directions[load(99.0).rows([27989, 21421])]

    def winding(point: np.ndarray, ring: np.ndarray) -> float:
        east = np.cross([0.0, 0.0, 1.0], point)
        north = np.cross(point, east)
        angle = np.unwrap(np.arctan2(ring @ east, ring @ north))
        return abs(angle[-1] - angle[0]) / (2 * np.pi)

    around = [ring for ring in rings if ring.mean(0) @ betelgeuse > 0.9 and winding(betelgeuse, ring) > 0.9]
    assert len(around) == 1
    assert winding(aldebaran, around[0]) < 0.1
    for ring in rings:
        steps = np.degrees(np.arccos(np.clip((ring[1:] * ring[:-1]).sum(1), -1, 1)))
        assert steps.max() < 2.6


def test_grids_draw_on_and_fade() -> None:
    stage = _stage(GROUND)
    sums = [float(_light(GridCue(kind="altazimuth", start_s=1, draw_s=3, fade_s=4.2, labels=False), stage, t).sum())
            for t in (0.9, 1.5, 4.1, 5.9)]  # fmt: skip
    assert sums[0] == 0 and 0 < sums[1] < sums[2] and sums[3] < 0.1 * sums[2]


@pytest.mark.parametrize("kind", ["equator", "ecliptic", "galactic", "equatorial", "boundaries", "meridian"])
def test_every_circle_shows_over_the_ground_and_none_below(kind: str) -> None:
    stage = _stage(GROUND)
    light = _light(GridCue.model_validate({"kind": kind, "start_s": -5}), stage).sum(-1)
    assert light.max() > 0.05
    assert light[int(0.9 * 360) + 5 :].max() == 0


def test_south_stands_in_the_middle_of_a_look_to_the_south() -> None:
    stage = _stage(GROUND)
    zenith = zenith_of(stage.frame(0.0))
    assert zenith is not None
    names = {mark.text: mark.direction for mark in marks_of(GridCue(kind="compass"), "en", stage)}
    np.testing.assert_allclose(names["S"], [0, -1, 0], atol=1e-12)
    np.testing.assert_allclose(names["E"], [1, 0, 0], atol=1e-12)
    assert [mark.text for mark in marks_of(GridCue(kind="compass"), "zh", stage)][:2] == ["北", "东北"]
    light = _light(GridCue(kind="compass", start_s=-5), stage).sum(-1)
    middle = light[:, 300:340]
    assert middle.max() > 0.5
    assert abs(float((middle.sum(0) * np.arange(40)).sum() / middle.sum()) - 20) < 4


def test_a_figure_of_one_star_is_ringed() -> None:
    """天狼 is Sirius alone: a ring around it, nothing on it."""
    stage = _stage(View(kind="sky", ra_deg=101, dec_deg=-17, scale=900))
    buffer = np.zeros((360, 640, 3), np.float32)
    ConstellationLines(LinesCue(show=("天狼",), culture="chinese", start_s=-4), stage).paint(buffer, stage.frame(3.0))
    x, y = pixels_of(stage.path.moment.apparent(rows_of(load(99.0), [32349])), stage.frame(3.0))[0]
    rows, columns = np.nonzero(buffer.sum(-1) > 0.05)
    away = np.hypot(columns + 0.5 - x, rows + 0.5 - y)
    assert len(away) > 10 and away.min() > 2 and away.max() < 6


def test_andromeda_galaxy_lies_along_its_position_angle_where_the_camera_is_close() -> None:
    light, stage = _deep_sky(5000)
    y, x = np.mgrid[0:360, 0:640] + 0.5
    weight = light.sum(-1)
    direction = stage.of_date @ unit_vectors(np.radians(10.6848), np.radians(41.2691))
    px, py = pixels_of(direction[None], stage.frame(0.0))[0]
    dx, dy = x - px, y - py
    near = weight * (np.hypot(dx, dy) < 120)
    assert abs((dx * near).sum() / near.sum()) < 4 and abs((dy * near).sum() / near.sum()) < 4
    angle = 0.5 * np.arctan2(2 * (dx * dy * near).sum(), ((dx**2 - dy**2) * near).sum())
    # north is up and east to the left: a position angle of 35 degrees leans to the left of up
    assert np.degrees(angle) % 180 == pytest.approx((270 - 35) % 180, abs=6)
    assert _deep_sky(1000)[0].max() == 0


def _deep_sky(scale: float) -> tuple[np.ndarray, Stage]:
    stage = _stage(View(kind="sky", ra_deg=10.7, dec_deg=41.3, scale=scale))
    buffer = np.zeros((360, 640, 3), np.float32)
    DeepSky(stage, 1.0).paint(buffer, stage.frame(0.0))
    return buffer, stage
