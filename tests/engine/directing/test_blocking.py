"""Where figures stand that a shot's words call up: measured in the painter's own camera."""

from __future__ import annotations

import numpy as np
import pytest

from engine.directing.blocking import block
from engine.directing.scene import scene_of, stage_notes
from engine.sky.camera import CameraPath
from engine.sky.figures import figure_names, load_figure, plane_directions
from storyboard.model import Canvas, Scene, Shot, Sky, Storyboard

ON_STARS = [name for name in figure_names() if not load_figure(name).on_screen]
INSIDE_X, INSIDE_Y = (-13.0, 1293.0), (-8.0, 640.0)
"""The picture, with a hair of what a drawing's frame leaves free; below it the captions."""


def _story(text: str, line: str = "", **canvas: object) -> tuple[Shot, Storyboard]:
    shot = Shot(id="a", text=text, line=line)
    return shot, Storyboard.model_validate({"shots": (shot,), "canvas": Canvas.model_validate(canvas)})


def _scene(text: str, line: str = "", **canvas: object) -> Scene:
    return scene_of(*_story(text, line, **canvas))


def _corners(name: str, scene: Scene, at_s: float, duration_s: float) -> np.ndarray:
    """Where the middles of the edges of a figure's frame stand at a time of a shot: (4, 2), left, right, top, bottom,
    pixels."""
    figure = load_figure(name)
    left, top, right, bottom = figure.frame
    x, y = (left + right) / 2, (top + bottom) / 2
    edges = np.array([[left, y], [right, y], [x, top], [x, bottom]], float)
    path = CameraPath(scene.view, scene.camera, Sky(), duration_s, 1280, 720)
    directions = plane_directions(figure, edges) @ path.moment.of_date_matrix().T
    return path.projection(at_s).project(directions)


@pytest.mark.parametrize("name", ON_STARS)
@pytest.mark.parametrize("ground", [False, True], ids=["sky", "ground"])
def test_one_figure_stands_upright_and_large_in_the_picture(name: str, ground: bool) -> None:
    view = block([load_figure(name)], ground, Sky()).view
    assert view is not None
    shot, board = _story("x")
    scene = scene_of(shot.model_copy(update={"scene": Scene(view=view)}), board)
    left, right, top, bottom = _corners(name, scene, 0.0, 5.0)
    for x, y in (left, right, top, bottom):
        assert INSIDE_X[0] < x < INSIDE_X[1] and INSIDE_Y[0] < y < INSIDE_Y[1], (name, x, y)
    upright = np.degrees(np.arctan2(abs(top[0] - bottom[0]), bottom[1] - top[1]))
    assert upright < 15
    taller, wider = (bottom[1] - top[1]) / 720, (right[0] - left[0]) / 1280
    assert max(taller, 0.8 * wider) > 0.33, (taller, wider)


def test_neighbours_stand_together_under_one_sky() -> None:
    scene = _scene("Andromeda and Perseus over the sea", "x" * 200)
    assert scene.camera.towards is None and scene.view.kind == "horizon"


def test_two_neighbours_stand_together_where_a_third_is_far_away() -> None:
    scene = _scene("The Bull, the Hunter and the pole star", "x" * 200)
    assert scene.camera.towards is None
    for name in ("taurus", "orion"):
        left, right, top, bottom = _corners(name, scene, 0.0, 8.0)
        assert 0 < left[0] < right[0] < 1280 and 0 < top[1] < bottom[1] < 680, name


LION_AND_HERO = (
    "The lion roars over the hills. Hercules strikes.",
    "The lion roars over the hills, and then Hercules comes.",
)


def test_the_camera_turns_to_whom_the_true_sky_has_far_away() -> None:
    scene = _scene(*LION_AND_HERO)
    turn = scene.camera
    assert turn.towards == "hercules"
    first, second = scene.figures
    assert first.start_s < turn.towards_start_s < second.start_s < turn.towards_start_s + turn.towards_s
    for name, at_s in (("leo", 0.0), ("hercules", turn.towards_start_s + turn.towards_s + 0.1)):
        left, right, top, bottom = _corners(name, scene, at_s, 8.0)
        assert 0 < left[0] < right[0] < 1280 and 0 < top[1] < bottom[1] < 640, name
        assert abs(top[0] - bottom[0]) < 0.2 * (bottom[1] - top[1]), name


def test_it_says_so() -> None:
    _, board = _story(*LION_AND_HERO)
    assert any("Leo and Hercules" in note for note in stage_notes(board))
    assert any("狮子与武仙" in note for note in stage_notes(board, "zh"))


def test_it_does_not_turn_where_there_is_no_time_or_no_need() -> None:
    text, line = LION_AND_HERO
    assert _scene(text, "Roar!").camera.towards is None
    assert _scene(text, line, width=1024, height=1024, projection="fulldome").camera.towards is None


def test_figures_of_the_set_stand_beside_each_other_inside_the_picture() -> None:
    scene = _scene("嫦娥飞向月宫。")
    spans = []
    for cue in scene.figures:
        assert cue.place is not None
        x, y, size = cue.place
        left, top, right, bottom = load_figure(cue.name).frame
        assert 0 <= x and x + size * (right - left) <= 1280
        assert 0 <= y and y + size * (bottom - top) <= 0.84 * 720, "above the captions"
        spans.append((x, x + size * (right - left)))
    assert [cue.name for cue in scene.figures] == ["change", "moon_palace"]
    assert spans[0][1] < spans[1][0] + 60


@pytest.mark.parametrize("text", ["嫦娥在草地上，玉兔在月宫，猎户看着他们。", "嫦娥和猎户", "嫦娥和猎户在海边"])
def test_figures_of_the_set_leave_room_for_one_on_its_stars(text: str) -> None:
    scene = _scene(text)
    left, right, top, bottom = _corners("orion", scene, 0.0, 5.0)
    placed = [cue for cue in scene.figures if cue.place is not None]
    assert placed and all(cue.name != "orion" for cue in placed)
    boxes = []
    for cue in placed:
        assert cue.place is not None
        x, y, size = cue.place
        frame = load_figure(cue.name).frame
        boxes.append((y, y + size * (frame[3] - frame[1])))
        assert x >= 0 and x + size * (frame[2] - frame[0]) < left[0] + 60, "it would stand before him"
    assert right[0] < 1290 and top[1] > -8 and bottom[1] < 640
    assert len(boxes) == 1 or boxes[0][1] <= boxes[1][0] + 10
