"""Upright and square pictures: what a composition is about stays inside."""

from __future__ import annotations

import numpy as np
import pytest

from engine.directing.scene import scene_of
from engine.sky.figures import load_figure, plane_directions
from engine.sky.layers.night.star_places import apparent_directions
from engine.sky.painter import build_stage
from storyboard.model import Canvas, Scene, Sky, View
from storyboard.templates import load_template

SHAPES = {"upright": (1080, 1920), "square": (1080, 1080)}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("legend", ["qixi", "andromeda", "orion"])
def test_figures_and_named_stars_stay_inside(legend: str, shape: str) -> None:
    """All that lies inside the 16:9 picture of each shot at its first frame lies inside the narrow one."""
    width, height = SHAPES[shape]
    story = load_template(legend, "en")
    seen = 0
    for shot in story.shots:
        scene = scene_of(shot, story)
        wide, narrow = (
            build_stage(scene, canvas, story.sky, 8.0, 3, "en")
            for canvas in (Canvas(), Canvas(width=width, height=height))
        )
        hips = [label.hip for label in scene.labels]
        places = [apparent_directions(hips, wide)] if hips else []
        for cue in scene.figures:
            figure = load_figure(cue.name)
            if figure.plane is None or cue.place is not None:
                continue
            left, top, right, bottom = figure.frame
            corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], float)
            places.append(plane_directions(figure, corners) @ wide.of_date.T)
        for directions in places:
            in_wide = wide.frame(0.0).camera.project(directions)
            inside = (np.abs(in_wide - (640, 360)) < (640, 360)).all(1)
            in_narrow = narrow.frame(0.0).camera.project(directions[inside])
            assert (np.abs(in_narrow - (width / 2, height / 2)) < (width / 2, height / 2)).all(), shot.id
            seen += int(inside.sum())
    assert seen > 8


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (2560, 1080), (3840, 2160)])
def test_wide_pictures_show_the_composition_as_it_is(size: tuple[int, int]) -> None:
    stage = build_stage(Scene(view=View()), Canvas(width=size[0], height=size[1]), Sky(), 8.0, 3, "en")
    assert stage.framing is None
    assert stage.unit == size[1] / 720


def test_the_set_and_the_sky_are_framed_alike() -> None:
    """The middle of the aimed view and the horizon lie at the same pixels for the set and for the camera."""
    view = View(kind="horizon", azimuth_deg=180, scale=500, centre=(0.4, 0.8))
    stage = build_stage(Scene(view=view), Canvas(width=720, height=1280), Sky(), 8.0, 3, "en")
    frame = stage.frame(0.0)
    x, y = frame.to_pixels(0.4 * 1280, 0.8 * 720)
    assert (float(x), float(y)) == pytest.approx((frame.camera.centre_x, frame.camera.centre_y))
    assert frame.horizon_y == pytest.approx(frame.camera.centre_y)
