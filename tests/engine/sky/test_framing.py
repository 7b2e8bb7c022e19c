"""Upright, square and rectilinear pictures: what a composition is about stays inside."""

from __future__ import annotations

import numpy as np
import pytest

from engine.directing.scene import scene_of, stage_notes
from engine.sky.figures import load_figure, plane_directions
from engine.sky.framing import MARGIN
from engine.sky.layers.night.constellation_lines import figures_of
from engine.sky.layers.night.star_places import apparent_directions
from engine.sky.painter import ShotPainter, build_stage
from engine.sky.projection import Rectilinear
from engine.text.lettering import render_text
from storyboard.model import Camera, Canvas, Element, FigureCue, LinesCue, Look, Scene, Sky, StarLabel, View
from storyboard.templates import load_template
from storyboard.timing import schedule

SHAPES = {"upright": (1080, 1920), "square": (1080, 1080)}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("legend", ["qixi", "andromeda", "orion", "guardians"])
def test_figures_and_named_stars_stay_inside(legend: str, shape: str) -> None:
    """All that lies inside the 16:9 picture of each shot at its first frame lies inside the narrow one."""
    width, height = SHAPES[shape]
    story = load_template(legend, "en")
    seen = 0
    for shot in story.shots:
        scene = scene_of(shot, story)
        wide, narrow = (
            build_stage(scene, canvas, story.sky_of(shot), 8.0, 3, "en")
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


@pytest.mark.parametrize("shape", SHAPES)
def test_a_figure_that_the_camera_turns_to_stays_inside_too(shape: str) -> None:
    width, height = SHAPES[shape]
    camera = Camera(push=0.05, towards="hercules", towards_start_s=2.0, towards_s=3.0)
    view = View(kind="sky", ra_deg=160, dec_deg=18, scale=900, centre=(0.5, 0.47))
    scene = Scene(view=view, camera=camera, figures=(FigureCue(name="leo"), FigureCue(name="hercules")))
    stage = build_stage(scene, Canvas(width=width, height=height), Sky(), 7.0, 3, "en")
    for name, time in (("leo", 0.0), ("hercules", 6.5)):
        left, top, right, bottom = load_figure(name).frame
        edges = np.array([[left, (top + bottom) / 2], [right, (top + bottom) / 2]], float)
        at = stage.frame(time).camera.project(plane_directions(load_figure(name), edges) @ stage.of_date.T)
        assert ((at[:, 0] > 0) & (at[:, 0] < width)).all(), name


@pytest.mark.parametrize("legend", ["qixi", "andromeda", "orion", "guardians"])
def test_a_lens_that_keeps_circles_straight_crops_nothing(legend: str) -> None:
    """What of figures, constellations and named stars lies inside the flat picture lies inside the rectilinear one, and
    no nearer to its edges than the margin unless the flat one has it there; at the beginning, middle and end."""
    story = load_template(legend, "en")
    straight = seen = 0
    for shot in story.shots:
        scene = scene_of(shot, story)
        flat, lens = (
            build_stage(scene, Canvas(projection=projection), story.sky_of(shot), 10.0, 3, "en")
            for projection in ("flat", "rectilinear")
        )
        straight += isinstance(lens.path.projection(0.0), Rectilinear)
        hips = [label.hip for label in scene.labels]
        hips += [hip for cue in scene.lines if "*" not in cue.show for f in figures_of(cue) for hip in f.stars]
        places = [apparent_directions(hips, flat)] if hips else []
        for cue in scene.figures:
            figure = load_figure(cue.name)
            if figure.plane is not None and cue.place is None:
                left, top, right, bottom = figure.frame
                x, y = np.meshgrid(np.linspace(left, right, 9), np.linspace(top, bottom, 9))
                places.append(plane_directions(figure, np.stack([x.ravel(), y.ravel()], 1)) @ flat.of_date.T)
        for time in (0.0, 5.0, 10.0):
            for directions in places:
                rooms = []
                for stage in (flat, lens):
                    xy = stage.frame(time).camera.project(directions)
                    rooms.append(np.concatenate([xy, (1280, 720) - xy], 1))
                inside = (rooms[0] > 0).all(1)
                if scene.view.kind == "horizon":
                    inside &= rooms[0][:, 1] < flat.frame(time).camera.centre_y
                assert (rooms[1] - np.minimum(rooms[0], MARGIN))[inside].min(initial=0.0) > -3, shot.id
                seen += int(inside.sum())
    assert seen > 20 and straight >= len(story.shots) - 2


def test_a_person_hears_which_shots_are_too_wide_for_the_lens() -> None:
    story = load_template("orion", "en")
    straight = story.model_copy(update={"canvas": Canvas(projection="rectilinear")})
    assert stage_notes(story) == []
    notes = stage_notes(straight)
    assert [note.split(":")[0] for note in notes] == ["boast", "tonight"] and "flat" in notes[0]


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


def test_a_view_of_lines_alone_is_framed_by_its_constellations() -> None:
    view = View(kind="sky", ra_deg=230, dec_deg=60, scale=560)
    scene = Scene(view=view, lines=(LinesCue(show=("UMa", "UMi")),))
    stages = [build_stage(s, Canvas(width=1080, height=1920), Sky(), 8.0, 3, "en") for s in (scene, Scene(view=view))]
    hips = [54061, 67301, 11767, 72607]  # Dubhe, Alkaid, Polaris, Kochab
    outside = []
    for stage in stages:
        places = stage.frame(0.0).camera.project(apparent_directions(hips, stage))
        outside.append(int((np.abs(places - (540, 960)) > (540, 960)).any(1).sum()))
    assert outside[0] == 0 < outside[1]


def test_names_in_an_upright_picture_are_large_enough_to_read() -> None:
    """As tall as letters of 20 pixels in a picture 1080 wide, however small the composition becomes."""
    view = View(kind="sky", ra_deg=84, dec_deg=8, scale=640)
    labels = tuple(
        StarLabel(hip=hip, text=text, start_s=-9) for hip, text in ((27989, "HHH"), (37279, "."), (9884, "."))
    )
    canvas = Canvas(width=1080, height=1920)
    scene = Scene(view=view, labels=labels, milky_way=0, deep_sky=0)
    painters = [
        ShotPainter(s, canvas=canvas, look=Look(), sky=Sky(), duration_s=4, seed=3, language="en")
        for s in (scene, scene.model_copy(update={"labels": labels[1:]}))
    ]
    assert painters[0].stage.unit < 0.96
    added = np.abs(np.subtract(*(painter.light(24) for painter in painters))).sum(-1)
    tall = np.ptp(np.flatnonzero((added > 0.5).any(1)))
    alpha = render_text("HHH", 20, style="serif", weight=0.004).alpha
    assert tall >= np.ptp(np.flatnonzero((alpha > 0.3).any(1)))


@pytest.mark.parametrize("fps", [24, 25, 30, 50, 60])
def test_the_same_moment_is_the_same_picture_at_every_frame_rate(fps: int) -> None:
    """Linear light, which has no grain: a second into the shot, motion, waves and camera stand alike."""
    scene = Scene(
        view=View(kind="horizon", azimuth_deg=135, sidereal_h=2, centre=(0.5, 0.8)),
        camera=Camera(push=0.2, pan_deg=5, turn_h=0.5), figures=(FigureCue(name="orion", start_s=0),),
        elements=(Element(kind="sea"), Element(kind="clouds"), Element(kind="meteors")),
    )  # fmt: skip
    lights = [
        ShotPainter(
            scene, canvas=Canvas(width=320, height=180, fps=rate), look=Look(), sky=Sky(), duration_s=4, seed=3,
            language="en",
        ).light(2 * rate)
        for rate in (24, fps)
    ]  # fmt: skip
    np.testing.assert_array_equal(lights[0], lights[1])


@pytest.mark.parametrize("fps", [24, 25, 30, 50, 60])
def test_a_film_lasts_as_long_at_every_frame_rate(fps: int) -> None:
    story = load_template("qixi", "en")
    spoken = {shot.id: 5.0 for shot in story.shots}
    plans = [schedule(story.model_copy(update={"canvas": Canvas(fps=rate)}), spoken) for rate in (24, fps)]
    assert plans[1].fps == fps
    for slow, fast in zip(plans[0].spans, plans[1].spans, strict=True):
        assert fast.frames / fps == pytest.approx(slow.frames / 24, abs=2 / 24)
