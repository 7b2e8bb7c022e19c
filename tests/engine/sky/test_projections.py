"""Projections: stars at their places in every kind of picture, the sense of the sky, seams and edges."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest

from engine.generators.sky import SkyGenerator
from engine.sky import catalogue
from engine.sky.catalogue import unit_vectors
from engine.sky.immersive import ImmersivePainter
from engine.sky.layers.night.daylight import Daylight
from engine.sky.layers.night.star_places import apparent_directions, lifted, zenith_of
from engine.sky.painter import ShotPainter
from engine.sky.projection import Equirectangular, Fulldome, Projection, Rectilinear, Stereographic, aim
from storyboard.model import Camera, Canvas, Element, FigureCue, LinesCue, Scene, Shot, Sky, Storyboard, View

CANVASES = {
    "flat": Canvas(width=1280, height=720),
    "rectilinear": Canvas(width=1280, height=720, projection="rectilinear"),
    "fulldome": Canvas(width=1024, height=1024, projection="fulldome"),
    "equirect": Canvas(width=2048, height=1024, projection="equirect"),
}
SMALL = {
    "fulldome": Canvas(width=512, height=512, projection="fulldome"),
    "equirect": Canvas(width=1024, height=512, projection="equirect"),
}
"""For what is as true in a small picture."""
LOW = View(kind="horizon", azimuth_deg=180, scale=600, centre=(0.5, 0.8))
WINTER = View(kind="sky", ra_deg=85, dec_deg=5, scale=640)
TURN = aim(np.array([0.36, 0.48, 0.8]), np.array([0.0, 0.0, 1.0]), 0.4)
CAMERAS = (
    Stereographic(TURN, 640, 360, 500.0), Rectilinear(TURN, 600, 330, 700.0), Fulldome(TURN, 1024),
    Fulldome(TURN, 1024, 0.3), Equirectangular(TURN, 2048),
)  # fmt: skip


def _painter(
    canvas: Canvas, view: View = WINTER, scene: Scene | None = None, sky: Sky | None = None
) -> ShotPainter | ImmersivePainter:
    scene = scene or Scene(milky_way=0.0, deep_sky=0.0)
    still = scene.camera.model_copy(update={"push": 0.0})
    scene = scene.model_copy(update={"view": view, "camera": still})
    storyboard = Storyboard(canvas=canvas, sky=sky or Sky(), shots=(Shot(id="a", scene=scene),))
    painter = SkyGenerator().open(storyboard, storyboard.shots[0], 96)
    assert isinstance(painter, ShotPainter | ImmersivePainter)
    return painter


@pytest.mark.parametrize("camera", CAMERAS, ids=lambda camera: type(camera).__name__)
def test_projecting_and_back_gives_the_same_direction(camera: Projection) -> None:
    rng = np.random.default_rng(1)
    directions = rng.standard_normal((400, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    seen = directions[camera.visible(directions)]
    assert len(seen) > 100
    np.testing.assert_allclose(camera.unproject(camera.project(seen)), seen, atol=1e-6)


@pytest.mark.parametrize("camera", CAMERAS, ids=lambda camera: type(camera).__name__)
def test_the_scale_is_that_of_a_small_step(camera: Projection) -> None:
    """``scale_at`` is the smaller of the two local scales, measured here by small steps in twelve directions."""
    for pixel in ([500.0, 300.0], [700.0, 380.0]):
        middle = camera.unproject(np.array(pixel))
        aside = np.cross(middle, [0.3, 0.5, 0.81])
        aside /= np.linalg.norm(aside)
        angles = np.linspace(0, np.pi, 60)[:, None]
        steps = middle + 1e-5 * (np.cos(angles) * aside + np.sin(angles) * np.cross(middle, aside))
        lengths = np.hypot(*(camera.project(steps) - camera.project(middle)).T) / 1e-5
        assert lengths.min() == pytest.approx(float(camera.scale_at(middle)), rel=0.01)


@cache
def _bare(projection: str) -> ShotPainter | ImmersivePainter:
    """A painter of the winter sky alone."""
    return _painter(CANVASES[projection])


@cache
def _small(projection: str) -> ShotPainter | ImmersivePainter:
    """The same, small."""
    return _painter(SMALL[projection])


@cache
def _still_air() -> ShotPainter | ImmersivePainter:
    """A 360-degree painter of the sky over Beijing, without a set."""
    return _painter(SMALL["equirect"], LOW)


@pytest.mark.parametrize("projection", CANVASES)
@pytest.mark.parametrize("index", [0, 61])
def test_fifty_stars_stand_within_a_third_of_a_pixel(projection: str, index: int) -> None:
    painter = _bare(projection)
    light = painter.light(index).sum(-1)
    places = _isolated(painter, index, light.shape)
    assert len(places) >= 50
    worst = []
    for x, y in places[:50]:
        left, top = int(x) - 3, int(y) - 3
        patch = light[top : top + 7, left : left + 7]
        around = light[top - 4 : top + 11, left - 4 : left + 11]
        patch = np.clip(patch - np.median(around) * 1.02, 0, None)
        rows, columns = np.mgrid[0:7, 0:7] + 0.5
        assert patch.sum() > 0, "no star there"
        worst.append(np.hypot(left + (columns * patch).sum() / patch.sum() - x,
                              top + (rows * patch).sum() / patch.sum() - y))  # fmt: skip
    assert max(worst) < 0.3


def _isolated(painter: ShotPainter | ImmersivePainter, index: int, shape: tuple[int, ...]) -> np.ndarray:
    """Predicted pixels of stars of magnitude 2.6 to 5.5 without neighbours, well inside the picture."""
    stars = catalogue.load(8.0)
    frame = painter.stage.frame(index / 24)
    directions = lifted(painter.stage.path.moment.apparent(stars), zenith_of(frame))
    places = frame.camera.project(directions)
    height, width = shape
    seen = frame.camera.visible(directions)
    # rows near the poles of a 360 picture are stretched: a star there is wider than the window
    margin = 12 if not isinstance(frame.camera, Equirectangular) else 250
    inside = seen & (places[:, 0] > 12) & (places[:, 0] < width - 12)
    inside &= (places[:, 1] > margin) & (places[:, 1] < height - margin)
    if isinstance(frame.camera, Fulldome):
        inside &= np.hypot(places[:, 0] - width / 2, places[:, 1] - height / 2) < width / 2 - 12
    places, v = places[inside], stars.v[inside]
    found = []
    for row in np.flatnonzero((v > 2.6) & (v < 5.5)):
        apart = np.hypot(*(places - places[row]).T)
        apart[row] = 99
        if apart[v < v[row] + 2.7].min() > 7.5 and apart[v < 2.6].min(initial=99) > 24:
            found.append(places[row])
    return np.array(found)


@pytest.mark.parametrize("projection", CANVASES)
def test_east_is_left_when_north_is_up(projection: str) -> None:
    """Betelgeuse is left of Bellatrix, and both above Rigel."""
    painter = _bare(projection)
    camera = painter.stage.frame(0.0).camera
    betelgeuse, bellatrix, rigel = camera.project(apparent_directions([27989, 25336, 24436], painter.stage))
    assert betelgeuse[0] < bellatrix[0]
    if projection == "fulldome":  # the front is at the bottom: up in the sky is towards the middle
        middle = np.array([512.0, 512.0])
        assert np.linalg.norm(betelgeuse - middle) < np.linalg.norm(rigel - middle)
        assert rigel[1] > 512
    else:
        assert betelgeuse[1] < rigel[1]


def test_the_dome_has_its_zenith_in_the_middle_and_its_front_at_the_bottom() -> None:
    """Over Beijing, looking south: the zenith in the middle, south at the bottom, east to the left; and tilted."""
    scene = Scene(milky_way=0, deep_sky=0)
    for tilt in (0.0, 20.0):
        canvas = SMALL["fulldome"].model_copy(update={"dome_tilt_deg": tilt})
        camera = _painter(canvas, LOW, scene).stage.frame(0.0).camera
        right, up, forward = camera.rotation
        np.testing.assert_allclose(camera.project(up), [256, 256 - tilt / 180 * 512], atol=1e-6)
        np.testing.assert_allclose(camera.project(forward), [256, 512 - tilt / 180 * 512], atol=1e-6)
        assert camera.project(-right)[0] < 15  # east


def test_nothing_lies_outside_the_dome() -> None:
    scene = Scene(elements=(Element(kind="mountains"), Element(kind="clouds")), figures=(FigureCue(name="orion"),))
    picture = _painter(SMALL["fulldome"], scene=scene).paint(60)
    place = np.arange(512) + 0.5 - 256
    outside = np.hypot(place[:, None], place[None]) > 256.5
    assert picture[outside].max() == 0
    assert np.median(picture[~outside].max(-1)) > 8


def test_the_360_picture_goes_on_beyond_its_seam() -> None:
    """The step over the seam is like the steps beside it, in a picture with mountains all around."""
    view = View(kind="horizon", azimuth_deg=180, scale=520, centre=(0.5, 0.86))
    scene = Scene(elements=(Element(kind="mountains"), Element(kind="clouds")), lines=(LinesCue(show=("UMa", "Cas")),))
    light = _painter(SMALL["equirect"], view, scene).light(60)
    wide = np.concatenate([light[:, -80:], light[:, :80]], 1).sum(-1)
    steps = np.abs(np.diff(np.sqrt(wide), axis=1)).mean(0)
    assert steps[79] < 1.25 * np.median(steps) + 1e-3


def test_the_horizon_of_the_set_lies_on_the_horizon_all_around() -> None:
    """Sea below the horizon in every direction, sky above: no gap and no step where plates meet."""
    bare = _still_air().light(30)
    sea = _painter(SMALL["equirect"], LOW, Scene(milky_way=0.0, deep_sky=0.0, elements=(Element(kind="sea"),))).light(
        30
    )
    changed = np.abs(sea - bare).sum(-1)
    assert changed[250:254].mean() < 0.1 * changed[258:262].mean()
    below = sea[260:280].mean((0, 2))
    assert below.min() > 0.2 * below.mean()
    smooth = np.convolve(np.concatenate([below[-10:], below, below[:10]]), np.ones(11) / 11, "same")[10:-10]
    assert np.abs(np.diff(np.log(smooth), prepend=np.log(smooth[-1]))).max() < 0.12


@pytest.mark.parametrize("projection", SMALL)
def test_a_figure_hangs_on_its_stars_everywhere(projection: str) -> None:
    """The middle of what Orion's drawing adds lies on the belt, in the dome and in the 360 picture."""
    figure = Scene(milky_way=0.0, deep_sky=0.0, figures=(FigureCue(name="orion", start_s=-9, dust=0),))
    painter = _painter(SMALL[projection], scene=figure)
    added = np.abs(painter.light(20) - _small(projection).light(20)).sum(-1)
    added = np.where(added > np.percentile(added, 99), added, 0)
    rows, columns = np.nonzero(added)
    belt = painter.stage.frame(0.0).camera.project(apparent_directions([26311], painter.stage))[0]
    assert np.hypot(np.median(columns) - belt[0], np.median(rows) - belt[1]) < 20


def test_dusk_glows_where_the_sun_went_down_and_cities_all_around() -> None:
    """Columns of a 360-degree picture, ten degrees over the horizon."""
    dark = _still_air().light(0)
    dusk = _painter(
        SMALL["equirect"], LOW, Scene(milky_way=0.0, deep_sky=0.0, twilight=True), Sky(time="2026-08-19T11:50:00Z")
    )
    glow = np.median((dusk.light(0) - dark)[222:232], 0)
    sun = Daylight(dusk.stage).sun
    assert sun is not None
    place = dusk.stage.frame(0.0).camera.project(sun)[0]
    warm = np.convolve(np.tile(glow[:, 0] - glow[:, 2], 3), np.ones(25) / 25, "same")[1024:2048]
    away = (float(np.argmax(warm)) - place + 512) % 1024 - 512
    assert abs(away) < 60
    assert np.percentile(glow[:, 2], 3) > 0.02
    city = _painter(SMALL["equirect"], LOW, Scene(milky_way=0.0, deep_sky=0.0, light_pollution=0.9)).light(0)
    veil = np.median((city - dark)[222:232], 0).mean(-1)
    low, high = np.percentile(veil, (5, 95))
    assert low > 0.02 and high < 1.25 * low
    assert np.median(city[300:] - dark[300:]) < 0.1 * veil.mean(), "the ground glows"


def test_what_fills_the_sky_is_there_in_every_direction() -> None:
    """Trails of the stars, an aurora and rain stand around the viewer, over the horizon and not only in front."""
    bare = _still_air().light(40)
    trails = Scene(milky_way=0.0, deep_sky=0.0, camera=Camera(push=0), elements=(Element(kind="star_trails"),))
    for scene, rows in (
        (trails, slice(80, 200)),
        (Scene(milky_way=0.0, deep_sky=0.0, elements=(Element(kind="aurora"),)), slice(80, 220)),
        (Scene(milky_way=0.0, deep_sky=0.0, elements=(Element(kind="rain"),)), slice(150, 300)),
    ):
        added = np.abs(_painter(SMALL["equirect"], LOW, scene).light(40) - bare).sum(-1)
        parts = added[rows].reshape(rows.stop - rows.start, 8, 128).mean((0, 2))
        assert parts.min() > 0.25 * parts.mean(), scene.elements[0].kind
        if scene is trails:
            assert added[270:].max() < 1e-3


def test_meteors_of_a_shower_come_from_its_radiant_all_over_the_dome() -> None:
    """The brightest pixels of a streak and the radiant lie on one great circle, on every side of it."""
    shower = Element.model_validate({"kind": "shower", "name": "perseids", "count": 24})
    painter = _painter(SMALL["fulldome"], LOW, Scene(milky_way=0.0, deep_sky=0.0, elements=(shower,)))
    bare = _painter(SMALL["fulldome"], LOW)
    radiant = painter.stage.of_date @ unit_vectors(np.radians(48.0), np.radians(58.0))
    sides, checked = set(), 0
    for index in (20, 45, 70):
        added = np.clip(painter.light(index) - bare.light(index), 0, None).sum(-1)
        count, labels, boxes, _ = cv2.connectedComponentsWithStats((added > 0.05).astype(np.uint8))
        camera = painter.stage.frame(index / 24).camera
        for part in range(1, count):
            if boxes[part, cv2.CC_STAT_AREA] < 30:
                continue
            rows, columns = np.nonzero(labels == part)
            seen = camera.unproject(np.stack([columns, rows], 1) + 0.5)
            far = np.argmin(seen @ seen[0])
            ends = seen[far], seen[np.argmin(seen @ seen[far])]
            length = np.arccos(np.clip(ends[0] @ ends[1], -1, 1))
            if length < np.radians(6):
                continue
            circle = np.cross(*ends) / np.sin(length)
            assert abs(circle @ radiant) < 0.2
            checked += 1
            middle = np.array([columns.mean(), rows.mean()]) - 256
            sides.add(tuple(middle > 0))
    assert checked >= 6 and len(sides) >= 3


@pytest.mark.parametrize("form", SMALL)
@pytest.mark.parametrize("view", [LOW, WINTER], ids=["ground", "free"])
def test_stars_fall_into_a_dark_that_is_even_all_around(form: str, view: View) -> None:
    """The darkness hides as much of the sky behind the viewer as in front, without an edge."""
    canvas = SMALL[form]
    scene = Scene(milky_way=1.0, deep_sky=0.0, elements=(Element.model_validate({"kind": "starfall", "count": 0}),))
    bare = scene.model_copy(update={"elements": ()})
    fall, whole = (_painter(canvas, view, one) for one in (scene, bare))
    before, sky = fall.light(2), whole.light(2)
    camera = fall.stage.frame(0.0).camera
    x, y = np.meshgrid(np.arange(canvas.width) + 0.5, np.arange(canvas.height) + 0.5)
    rays = camera.unproject(np.stack([x, y], -1)) @ camera.rotation.T
    above = (rays[..., 1] > 0.05) & camera.visible(camera.unproject(np.stack([x, y], -1)))
    # before the first star falls, 6 % of the sky's own light shows under a glow that depends on the altitude alone
    altitude = np.arcsin(rays[..., 1].clip(-1, 1))[..., None] if view is LOW else 0.8
    glow = 0.94 * np.array([0.0024, 0.0050, 0.0145]) * (1.5 - 2 / np.pi * altitude)
    np.testing.assert_allclose(before[above], (0.06 * sky + glow)[above], atol=2e-4)
