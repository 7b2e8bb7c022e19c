"""The Milky Way: a shot's plate shows what the whole texture shows, and wide cameras do without a plate."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.sky.layers.elements import build_element, element_kinds
from engine.sky.layers.layer import Order
from engine.sky.layers.night import milky_way
from engine.sky.layers.night.atmosphere import BEHIND_THE_AIR, Atmosphere
from engine.sky.layers.night.milky_way import MilkyWay, Panorama, Plate
from engine.sky.painter import build_stage
from storyboard.model import Camera, Canvas, Element, Scene, Sky, View

CYGNUS = View(kind="sky", ra_deg=305, dec_deg=40, roll_deg=30, scale=700)
ACROSS_THE_SEAM = View(kind="sky", ra_deg=86, dec_deg=29, scale=500)


def _painted(layer: MilkyWay, stage, time: float) -> np.ndarray:
    buffer = np.full((stage.height, stage.width, 3), 9.0, np.float32)
    layer.paint(buffer, stage.frame(time))
    return buffer


@pytest.mark.parametrize("view", [CYGNUS, ACROSS_THE_SEAM])
@pytest.mark.parametrize("time", [0.0, 4.0, 8.0])
def test_the_plate_shows_what_the_texture_shows(view: View, time: float, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene(view=view, camera=Camera(push=0.2, roll_deg=20, tilt_deg=4))
    stage = build_stage(scene, Canvas(width=640, height=360), Sky(), 8.0, 1, "en")
    plate = MilkyWay(stage, 1.0)
    monkeypatch.setattr(milky_way, "WIDEST_PLATE", 0.0)
    whole = MilkyWay(stage, 1.0)
    assert isinstance(plate._sight, Plate) and isinstance(whole._sight, Panorama)
    one, two = (cv2.GaussianBlur(_painted(layer, stage, time), (0, 0), 3) for layer in (plate, whole))
    assert np.corrcoef(one.ravel(), two.ravel())[0, 1] > 0.99
    assert np.abs(one - two).mean() < 0.04 * two.mean()


def test_without_strength_only_the_air_is_left() -> None:
    stage = build_stage(Scene(view=CYGNUS), Canvas(width=320, height=180), Sky(), 4.0, 1, "en")
    light = _painted(MilkyWay(stage, 0.0), stage, 1.0)
    assert np.allclose(light, light[0, 0]) and 0 < light.max() < 0.06


def test_the_air_is_the_same_before_the_milky_way_and_before_other_things() -> None:
    """Over a horizon at dusk, painted at once and as a layer of its own."""
    elements = (Element.model_validate({"kind": "nebula", "strength": 0.0}),)
    pictures = []
    for behind in ((), elements):
        view = View(kind="horizon", azimuth_deg=300, scale=500, centre=(0.5, 0.8))
        scene = Scene(view=view, elements=behind, twilight=True, light_pollution=0.3)
        stage = build_stage(scene, Canvas(width=640, height=360), Sky(), 4.0, 1, "en")
        buffer = _painted(MilkyWay(stage, 1.0), stage, 2.0)
        Atmosphere(stage).paint(buffer, stage.frame(2.0))
        pictures.append(buffer)
    assert np.abs(pictures[0] - pictures[1]).max() < 0.02 * pictures[1].max()


def test_what_lies_behind_the_air_is_known() -> None:
    stage = build_stage(Scene(view=CYGNUS), Canvas(width=320, height=180), Sky(), 4.0, 1, "en")
    behind = {kind for kind in element_kinds() if build_element(Element(kind=kind), stage).order < Order.ATMOSPHERE}
    assert behind == BEHIND_THE_AIR


def test_a_plate_takes_little_memory() -> None:
    stage = build_stage(Scene(view=CYGNUS), Canvas(width=1920, height=1080), Sky(), 8.0, 1, "en")
    sight = MilkyWay(stage, 1.0)._sight
    assert isinstance(sight, Plate)
    assert sight.chart.packed.nbytes < 7e6
