"""Figures and what hangs on stars near the horizon: lifted by the air with the stars themselves."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.layers.anchors import Anchor
from engine.sky.layers.night.star_places import apparent_directions, pixels_of, zenith_of
from engine.sky.lifting import InTheAir, LiftingCamera
from engine.sky.painter import build_layers, build_stage
from storyboard.model import Canvas, FigureCue, Scene, Sky, View

RISING = View(azimuth_deg=95, latitude_deg=35, sidereal_h=0.35, centre=(0.5, 0.8), scale=1500)
ORION = [26727, 26311, 25930, 27366, 24436, 25336]


def test_a_place_on_a_star_is_where_the_air_shows_the_star() -> None:
    stage = build_stage(Scene(view=RISING), Canvas(), Sky(), 8.0, 3, "en")
    frame = stage.frame(2.0)
    stars = apparent_directions(ORION, stage)
    zenith = zenith_of(frame)
    assert zenith is not None
    camera = LiftingCamera(frame.camera, zenith)
    places = pixels_of(stars, frame)
    low = np.arcsin(stars @ zenith) < np.radians(5)
    assert low.any() and (np.abs(frame.camera.project(stars) - places)[low].max(1) > 3).any()
    np.testing.assert_allclose(camera.project(stars), places, atol=1e-6)
    for hip, place in zip(ORION, places, strict=True):
        np.testing.assert_allclose(Anchor(hip, stage).pixels(frame), place, atol=1e-6)


@pytest.mark.parametrize("scale", [300.0, 640.0, 2000.0])
def test_looking_through_the_air_and_back_gives_the_same_pixel(scale: float) -> None:
    view = RISING.model_copy(update={"scale": scale})
    frame = build_stage(Scene(view=view), Canvas(), Sky(), 8.0, 3, "en").frame(2.0)
    zenith = zenith_of(frame)
    assert zenith is not None
    camera = LiftingCamera(frame.camera, zenith)
    # the ground begins at the row 576
    pixels = np.stack(np.meshgrid(np.linspace(0, 1280, 40), np.linspace(0, 580, 40)), -1)
    directions = camera.unproject(pixels)
    np.testing.assert_allclose(np.linalg.norm(directions, axis=-1), 1.0, atol=1e-5)
    np.testing.assert_allclose(camera.project(directions), pixels, atol=0.05)


def test_a_figure_and_its_hero_stars_are_seen_through_the_air() -> None:
    scene = Scene(view=RISING, figures=(FigureCue(name="orion", start_s=-9, dust=0),), milky_way=0, deep_sky=0)
    stage = build_stage(scene, Canvas(), Sky(), 8.0, 3, "en")
    figure, stars = (layer for layer in build_layers(stage, Sky()) if isinstance(layer, InTheAir))
    frame = stage.frame(2.0)
    pictures = []
    for paint in (figure.paint, figure.layer.paint, stars.paint):
        buffer = np.zeros((720, 1280, 3), np.float32)
        paint(buffer, frame)
        pictures.append(buffer.sum(-1))
    assert np.abs(pictures[0] - pictures[1]).max() > 0.1
    assert stage.horizon is not None
    for place in pixels_of(apparent_directions(ORION, stage), frame):
        left, top = np.round(place).astype(int) - 3
        part = pictures[2][top : top + 6, left : left + 6]
        if min(left, top) < 0 or part.shape != (6, 6) or place[1] > stage.horizon - 4 or part.max() < 1:
            continue
        rows, columns = np.unravel_index(part.argmax(), part.shape)
        assert abs(columns + left + 0.5 - place[0]) < 1 and abs(rows + top + 0.5 - place[1]) < 1
