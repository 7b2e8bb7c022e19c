"""The camera's moves: from figure to figure along the great circle, and the shake of thunder."""

from __future__ import annotations

import numpy as np
import pytest

from engine.errors import BadInput
from engine.sky.figures import load_figure
from engine.sky.layers.night.star_places import apparent_directions
from engine.sky.painter import build_stage
from storyboard.model import Camera, Canvas, Element, Scene, Sky, View

VEGA, ALTAIR = 91262, 97649


def _stage(camera: Camera, view: View | None = None, elements: tuple[Element, ...] = ()):
    view = view or View(kind="sky", ra_deg=279.2347, dec_deg=38.7837, roll_deg=10, scale=900)
    scene = Scene(view=view, camera=camera, elements=elements)
    return build_stage(scene, Canvas(), Sky(), 8.0, 3, "en")


def test_the_camera_turns_from_star_to_star_along_the_great_circle() -> None:
    stage = _stage(Camera(push=0, towards=ALTAIR, towards_start_s=2.0, towards_s=4.0))
    vega, altair = apparent_directions([VEGA, ALTAIR], stage)
    pole = np.cross(vega, altair)
    pole /= np.linalg.norm(pole)
    way = []
    for time in np.arange(0, 8.01, 0.25):
        looked = stage.path.projection(float(time)).rotation[2]
        assert abs(looked @ pole) < 3e-4  # apparent places differ from mean ones by aberration
        way.append(np.degrees(np.arccos(np.clip(looked @ altair, -1, 1))))
    steps = -np.diff(way)
    assert np.allclose(way[:8], way[0]) and max(way[24:]) < 0.02
    assert steps.min() > -1e-6 and steps[8] < 0.2 * steps.max() > steps[22] / 0.2 * 0.04
    assert steps.argmax() in range(14, 18)


def test_a_figure_that_the_camera_turns_towards_stands_upright_in_the_middle() -> None:
    stage = _stage(Camera(push=0, towards="orion", towards_start_s=1, towards_s=3))
    plane = load_figure("orion").plane
    assert plane is not None
    end = _stage(Camera(push=0), View(kind="sky", ra_deg=plane.ra_deg, dec_deg=plane.dec_deg, roll_deg=plane.roll_deg))
    np.testing.assert_allclose(stage.path.projection(5.0).rotation, end.path.projection(5.0).rotation, atol=1e-9)


def test_thunder_shakes_sky_and_set_together_and_dies_away() -> None:
    storm = (Element.model_validate({"kind": "lightning", "times": [2.0]}),)
    view = View(kind="horizon", azimuth_deg=90, centre=(0.5, 0.8))
    calm, shaken = _stage(Camera(push=0), view, storm), _stage(Camera(push=0, shake=1.0), view, storm)
    moved = []
    for time in np.arange(0, 8, 1 / 24):
        a, b = calm.frame(float(time)), shaken.frame(float(time))
        sky = np.array([b.camera.centre_x - a.camera.centre_x, b.camera.centre_y - a.camera.centre_y])
        ground = np.subtract(b.to_pixels(300, 400), a.to_pixels(300, 400))
        np.testing.assert_allclose(sky, ground, atol=1e-9)
        moved.append(float(np.hypot(*sky)))
    moved = np.array(moved)
    assert moved[: 2 * 24].max() == 0
    assert 1.5 < moved.max() < 8
    assert moved[5 * 24 :].max() < 0.05


def test_what_is_not_in_the_sky_cannot_be_turned_to() -> None:
    for towards in (999_999, "loom"):
        with pytest.raises(BadInput, match=str(towards)):
            _stage(Camera(towards=towards))
