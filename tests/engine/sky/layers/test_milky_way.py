"""The Milky Way: a shot's plate shows what the whole texture shows, and wide cameras do without a plate."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.sky.layers.night import milky_way
from engine.sky.layers.night.milky_way import MilkyWay, Panorama, Plate
from engine.sky.painter import build_stage
from storyboard.model import Camera, Canvas, Scene, Sky, View

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
    assert isinstance(plate._chart, Plate) and isinstance(whole._chart, Panorama)
    one, two = (cv2.GaussianBlur(_painted(layer, stage, time), (0, 0), 3) for layer in (plate, whole))
    assert np.corrcoef(one.ravel(), two.ravel())[0, 1] > 0.99
    assert np.abs(one - two).mean() < 0.04 * two.mean()


def test_without_strength_the_buffer_is_cleared() -> None:
    stage = build_stage(Scene(view=CYGNUS), Canvas(width=320, height=180), Sky(), 4.0, 1, "en")
    assert not _painted(MilkyWay(stage, 0.0), stage, 1.0).any()


def test_a_plate_takes_little_memory() -> None:
    stage = build_stage(Scene(view=CYGNUS), Canvas(width=1920, height=1080), Sky(), 8.0, 1, "en")
    chart = MilkyWay(stage, 1.0)._chart
    assert isinstance(chart, Plate)
    assert chart.picture.nbytes < 20e6
