"""Names beside stars glide along with them."""

from __future__ import annotations

import numpy as np

from engine.sky.layers.night.names import StarNames
from engine.sky.layers.night.star_places import apparent_directions, pixels_of
from engine.sky.painter import build_stage
from storyboard.model import Camera, Canvas, Scene, Sky, StarLabel, View

VEGA = 91262


def test_a_name_moves_by_parts_of_pixels() -> None:
    """While the camera pans slowly a name keeps its distance from its star to a seventh of a pixel."""
    view = View(kind="sky", ra_deg=279, dec_deg=38, scale=700)
    scene = Scene(view=view, camera=Camera(push=0.0, pan_deg=1.5, tilt_deg=0.7), labels=(StarLabel(hip=VEGA),))
    stage = build_stage(scene, Canvas(width=640, height=360), Sky(), 6.0, 5, "en")
    names = StarNames(scene.labels, stage)
    rows, columns = np.mgrid[0:360, 0:640] + 0.5
    apart = []
    for time in np.arange(3.2, 4.2, 1 / 24):
        frame = stage.frame(float(time))
        buffer = np.zeros((360, 640, 3), np.float32)
        names.paint(buffer, frame)
        light = buffer.sum(2)
        x, y = pixels_of(apparent_directions([VEGA], stage), frame)[0]
        apart.append(((columns * light).sum() / light.sum() - x, (rows * light).sum() / light.sum() - y))
    assert np.ptp(np.array(apart), axis=0).max() < 0.15
