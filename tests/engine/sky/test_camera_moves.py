"""The camera's moves: from figure to figure along the great circle, up from the Earth, after what moves, past what is
near, thunder's shake, the rack of focus."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from engine.errors import BadInput
from engine.sky.bodies import bodies_at
from engine.sky.figures import load_figure, plane_directions
from engine.sky.frame import Stage
from engine.sky.layers.beings.figure_motions import pose_of
from engine.sky.layers.night.star_places import apparent_directions, pixels_of
from engine.sky.observer import Observer
from engine.sky.painter import ShotPainter, build_stage
from storyboard.model import Camera, Canvas, Element, FigureCue, Look, Scene, Sky, View

VEGA, ALTAIR, RIGEL, BETELGEUSE = 91262, 97649, 24436, 27989
WINTER_EAST = View(kind="horizon", azimuth_deg=135, sidereal_h=2, scale=520, centre=(0.5, 0.82))
TIMES = np.linspace(0, 8, 17)


def _stage(
    camera: Camera, view: View | None = None, elements: tuple[Element, ...] = (), canvas: Canvas | None = None,
    figures: tuple[FigureCue, ...] = (),
) -> Stage:  # fmt: skip
    view = view or View(kind="sky", ra_deg=279.2347, dec_deg=38.7837, roll_deg=10, scale=900)
    scene = Scene(view=view, camera=camera, elements=elements, figures=figures)
    return build_stage(scene, canvas or Canvas(), Sky(), 8.0, 3, "en")


def _wander(stage: Stage, places: list[np.ndarray]) -> float:
    """How far (pixels) places (2,) at TIMES stray from the first one."""
    return float(np.hypot(*(np.array(places) - places[0]).T).max())


def _horizon_rows(stage: Stage, time: float) -> np.ndarray:
    """Rows of five points of the true horizon that lie across the picture."""
    frame = stage.frame(time)
    columns = np.linspace(40, stage.width - 40, 5)
    level = np.full(5, frame.camera.centre_y)
    seen = frame.camera.unproject(np.stack([columns, level], 1))
    assert np.abs(seen @ frame.camera.rotation[1]).max() < 1e-9, "the horizon is not where the camera's middle is"
    return frame.camera.project(seen)[:, 1]


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
    figure, camera = load_figure("orion"), stage.path.projection(5.0)
    left, top, right, bottom = figure.frame
    points = np.array([[(left + right) / 2, y] for y in (top, (top + bottom) / 2, bottom)])
    head, middle, foot = camera.project(plane_directions(figure, points) @ stage.of_date.T)
    np.testing.assert_allclose(middle, (640, 360), atol=1)
    assert abs(head[0] - foot[0]) < 0.01 * (foot[1] - head[1])


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
    for what in (999_999, "loom"):
        with pytest.raises(BadInput, match=str(what)):
            _stage(Camera(towards=what))
        with pytest.raises(BadInput, match=str(what)):
            _stage(Camera(follow=what))
    with pytest.raises(ValidationError, match="one of them"):
        Camera(follow=VEGA, towards=ALTAIR)


@pytest.mark.parametrize("projection", ["flat", "rectilinear"])
def test_a_followed_star_stays_while_the_sky_turns_over_a_straight_horizon(projection: str) -> None:
    canvas = Canvas.model_validate({"projection": projection})
    camera = Camera(push=0.1, turn_h=2.5, follow=RIGEL)
    stage = _stage(camera, WINTER_EAST, canvas=canvas)
    places, others = [], []
    for time in TIMES:
        frame = stage.frame(float(time))
        star, other = pixels_of(apparent_directions([RIGEL, BETELGEUSE], stage), frame)
        places.append(star)
        others.append(other)
        assert np.ptp(_horizon_rows(stage, float(time))) < 0.01
        assert frame.horizon_y == pytest.approx(frame.camera.centre_y, abs=0.01)
    assert _wander(stage, places) < 0.5
    assert _wander(stage, others) > 20, "the sky does not turn about the star"
    free = _stage(camera.model_copy(update={"follow": None}), WINTER_EAST, canvas=canvas)
    assert _wander(free, [pixels_of(apparent_directions([RIGEL], free), free.frame(float(t)))[0] for t in TIMES]) > 150


def test_a_followed_star_stays_while_a_free_view_comes_nearer_and_rolls() -> None:
    stage = _stage(Camera(push=0.8, roll_deg=12, pan_deg=4, follow=ALTAIR), View(kind="sky", ra_deg=290, dec_deg=20))
    places = [pixels_of(apparent_directions([ALTAIR], stage), stage.frame(float(t)))[0] for t in TIMES]
    assert _wander(stage, places) < 0.01
    assert abs(places[0][0] - 640) > 50


def test_the_moon_is_followed_too() -> None:
    sky = Sky()
    observer = Observer.of(sky)
    moon = next(body.direction for body in bodies_at(observer.moment, observer.place) if body.id == "moon")
    altitude, azimuth = observer.altitude_azimuth(moon)
    view = View(kind="horizon", azimuth_deg=float(np.degrees(azimuth)) - 10, centre=(0.5, 0.8))
    stage = _stage(Camera(push=0, turn_h=1.0, follow="moon"), view)
    places = [pixels_of(moon[None], stage.frame(float(t)))[0] for t in TIMES]
    assert abs(float(altitude)) < 1.2 and _wander(stage, places) < 2


@pytest.mark.parametrize("motion", ["fall", "rise"])
def test_a_moving_figure_is_kept_where_it_is(motion: str) -> None:
    cue = FigureCue(name="orion", motion=motion, motion_start_s=1, motion_s=5)
    plane = load_figure("orion").plane
    assert plane is not None
    view = View(kind="sky", ra_deg=plane.ra_deg, dec_deg=plane.dec_deg, roll_deg=plane.roll_deg, scale=800)
    ways = {}
    for follow in ("orion", None):
        stage = _stage(Camera(push=0, follow=follow), view, figures=(cue,))
        ways[follow] = _wander(stage, [_middle(cue, stage, float(time)) for time in TIMES])
    assert ways["orion"] < 0.01 < 20 < ways[None]


def _middle(cue: FigureCue, stage: Stage, time: float) -> np.ndarray:
    figure = load_figure(cue.name)
    left, top, right, bottom = figure.frame
    moved = pose_of(cue, figure, time).matrix @ np.array([(left + right) / 2, (top + bottom) / 2, 1])
    return stage.frame(time).camera.project(stage.of_date @ plane_directions(figure, moved[None, :2])[0])


def test_a_figure_of_the_set_is_kept_and_the_sky_goes_along() -> None:
    cue = FigureCue(name="orion", place=(400.0, 200.0, 0.5), motion="sink", motion_start_s=1, motion_s=5)
    stage = _stage(Camera(push=0, follow="orion"), WINTER_EAST, figures=(cue,))
    figure = load_figure("orion")
    kept, ground = [], []
    for time in TIMES:
        shift = pose_of(cue, figure, float(time)).matrix[:2, 2] * 0.5
        kept.append(np.array(stage.frame(float(time)).to_pixels(400 + shift[0], 200 + shift[1])))
        ground.append(stage.frame(float(time)).horizon_y)
    assert _wander(stage, kept) < 0.01
    assert abs(ground[-1] - ground[0]) > 60
    assert ground[-1] == pytest.approx(stage.frame(8.0).camera.centre_y)


@pytest.mark.parametrize("goal", [VEGA, "orion"])
def test_the_camera_looks_up_from_the_earth_and_the_ground_sinks_away(goal: int | str) -> None:
    """The horizon is a straight line wherever it goes; at last what was looked for stands in the middle."""
    view = View(kind="horizon", azimuth_deg=170, sidereal_h=18 if goal == VEGA else 4, centre=(0.5, 0.82))
    stage = _stage(Camera(push=0, towards=goal, towards_start_s=1, towards_s=5), view)
    if isinstance(goal, int):
        direction = apparent_directions([goal], stage)[0]
    else:
        left, top, right, bottom = load_figure(goal).frame
        middle = np.array([[(left + right) / 2, (top + bottom) / 2]])
        direction = stage.of_date @ plane_directions(load_figure(goal), middle)[0]
    heights = []
    for time in np.arange(0, 8.01, 0.25):
        assert np.ptp(_horizon_rows(stage, float(time))) < 0.01
        horizon = stage.frame(float(time)).horizon_y
        assert horizon == pytest.approx(stage.frame(float(time)).camera.centre_y, abs=0.01)
        heights.append(horizon)
    steps = np.diff(heights)
    assert np.allclose(heights[:5], heights[0]) and steps.min() > -1e-6
    assert steps[5] < 0.2 * steps.max() > steps[22], "it neither starts nor stops softly"
    assert heights[-1] > 760
    end = stage.frame(8.0).camera
    np.testing.assert_allclose(pixels_of(direction[None], stage.frame(8.0))[0], (640, 0.46 * 720), atol=2)
    assert float(end.scale_at(direction)) == pytest.approx(view.scale, rel=0.02), "looking up came nearer"


def test_what_stands_too_high_for_a_straight_horizon_is_refused() -> None:
    high = View(kind="horizon", azimuth_deg=180, sidereal_h=18.6)
    with pytest.raises(BadInput, match="too high"):
        _stage(Camera(follow=VEGA), high)
    with pytest.raises(BadInput, match="too high"):
        _stage(Camera(towards=VEGA), high, canvas=Canvas(projection="rectilinear"))


def test_in_an_orbit_the_set_turns_past_and_the_sky_stays() -> None:
    stage = _stage(Camera(push=0, orbit_deg=12), WINTER_EAST)
    first, last = stage.frame(0.0), stage.frame(8.0)
    rigel = apparent_directions([RIGEL], stage)
    assert _wander(stage, [pixels_of(rigel, first)[0], pixels_of(rigel, last)[0]]) < 1
    far, near = (float(last.to_pixels(640, 600, d)[0] - first.to_pixels(640, 600, d)[0]) for d in (0.5, 1.5))
    assert near == pytest.approx(3 * far) and abs(near) > 100
    assert float(stage.frame(4.0).to_pixels(640, 600)[0]) == pytest.approx(640)


def _detail(picture: np.ndarray) -> float:
    """Energy of what changes from one pixel to the next."""
    light = np.sqrt(picture.sum(-1))
    return float((np.diff(light, axis=0) ** 2).mean() + (np.diff(light, axis=1) ** 2).mean())


def test_a_rack_of_focus_softens_the_sky_and_then_the_set() -> None:
    camera = Camera(push=0, focus="set_to_sky", focus_start_s=2, focus_s=2)
    scene = Scene(view=WINTER_EAST, elements=(Element(kind="hills"), Element(kind="forest")))
    sky, land = slice(0, 190), slice(286, 302)
    details = {}
    for name, moves in (("sharp", Camera(push=0)), ("rack", camera)):
        painter = ShotPainter(
            scene.model_copy(update={"camera": moves}), canvas=Canvas(width=640, height=360), look=Look(), sky=Sky(),
            duration_s=6, seed=3, language="en",
        )  # fmt: skip
        lights = [painter.light(index) for index in (12, 130)]
        details[name] = [(_detail(light[sky]), _detail(light[land])) for light in lights]
    (sky_first, land_first), (sky_last, land_last) = np.array(details["rack"]) / np.array(details["sharp"])
    assert sky_first < 0.1 and land_first == pytest.approx(1, abs=0.02)
    assert sky_last == pytest.approx(1, abs=0.02) and land_last < 0.3


def test_soft_sky_keeps_its_light() -> None:
    scene = Scene(view=View(kind="sky", ra_deg=85, dec_deg=0), camera=Camera(push=0, focus="set"))
    canvas = Canvas(width=640, height=360)
    soft, sharp = (
        ShotPainter(
            scene.model_copy(update={"camera": Camera(push=0, focus=focus)}), canvas=canvas, look=Look(), sky=Sky(),
            duration_s=6, seed=3, language="en",
        ).light(0)
        for focus in ("set", "all")
    )  # fmt: skip
    assert soft.mean() == pytest.approx(sharp.mean(), rel=0.02)
