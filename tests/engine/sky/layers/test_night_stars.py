"""The stars in the picture: at their places, as bright and as coloured as the catalogue says, never popping."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.sky.atmosphere import EXTINCTION, stars_kept
from engine.sky.catalogue import Catalogue, load
from engine.sky.frame import Stage
from engine.sky.layers.night.field import met
from engine.sky.layers.night.star_places import lifted, pixels_of, zenith_of
from engine.sky.layers.night.stars import Stars, star_flux
from engine.sky.painter import build_stage
from engine.sky.refraction import airmass, refracted
from storyboard.model import Camera, Canvas, Scene, Sky, View

FIELDS = ((85.0, 5.0), (130.0, 20.0), (200.0, 40.0), (20.0, 25.0), (250.0, -30.0), (340.0, -15.0))
PROJECTIONS: dict[str, dict[str, object]] = {"flat": {}}
"""Settings of a view by the projection they give it."""


def _stage(view: View, camera: Camera | None = None, duration_s: float = 6.0) -> Stage:
    scene = Scene(view=view, camera=camera or Camera(push=0.0), milky_way=0.0)
    return build_stage(scene, Canvas(), Sky(), duration_s, 5, "en")


def _close_view(ra_deg: float, dec_deg: float, **settings: object) -> View:
    return View.model_validate({"kind": "sky", "ra_deg": ra_deg, "dec_deg": dec_deg, "scale": 1500, **settings})


def _isolated(stage: Stage, stars: Catalogue, apart: float, weaker: float) -> NDArray[np.int64]:
    """Stars (rows) well inside the picture with nothing brighter than ``weaker`` magnitudes below them nearby."""
    directions = stage.path.moment.apparent(stars)
    xy = pixels_of(directions, stage.frame(0.0))
    seen = stage.frame(0.0).camera.visible(directions)
    near = np.flatnonzero(seen & ((xy > -40) & (xy < (stage.width + 40, stage.height + 40))).all(1))
    found = []
    for i in near:
        if not ((xy[i] > 40) & (xy[i] < (stage.width - 40, stage.height - 40))).all():
            continue
        away = np.hypot(*(xy[near] - xy[i]).T)
        rivals = (away < apart) & (near != i) & (stars.v[near] < stars.v[i] + weaker)
        if not rivals.any():
            found.append(i)
    return np.array(found, np.int64)


def _painted(stage: Stage, times: NDArray[np.floating]) -> NDArray[np.float64]:
    """Mean light (H, W, 3) of the stars alone over some moments of a sky that does not turn."""
    layer = Stars(stage, 0.0)
    light = np.zeros((stage.height, stage.width, 3), np.float32)
    for time in times:
        layer.paint(light, stage.frame(float(time)))
    return light.astype(float) / len(times)


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_fifty_stars_stand_within_a_third_of_a_pixel(projection: str) -> None:
    catalogue = load(8.0)
    errors = []
    for ra, dec in FIELDS[:3]:
        stage = _stage(_close_view(ra, dec, **PROJECTIONS[projection]))
        light = _painted(stage, np.zeros(1)).sum(-1)
        xy = pixels_of(stage.path.moment.apparent(catalogue), stage.frame(0.0))
        rows = [i for i in _isolated(stage, catalogue, 22.0, 4.0) if 3.5 < catalogue.v[i] < 7.0]
        for x, y in xy[rows]:
            left, top = int(x) - 4, int(y) - 4
            patch = light[top : top + 9, left : left + 9]
            down, across = np.mgrid[0:9, 0:9] + 0.5
            found = np.array([left + (across * patch).sum() / patch.sum(), top + (down * patch).sum() / patch.sum()])
            errors.append(float(np.hypot(*(found - (x, y)))))
    assert len(errors) >= 50
    assert max(errors) < 0.3


def test_flux_ratios_of_a_hundred_stars_are_true() -> None:
    """Light summed over the pixels against 10^(-0.4 V), within a tenth; twinkling is averaged out."""
    catalogue = load(8.0)
    ratios, magnitudes = [], []
    for ra, dec in FIELDS:
        stage = _stage(_close_view(ra, dec, scale=1900))
        light = _painted(stage, np.linspace(0, 5.9, 16)) @ [0.2126, 0.7152, 0.0722]
        xy = pixels_of(stage.path.moment.apparent(catalogue), stage.frame(0.0))
        for i in _isolated(stage, catalogue, 34.0, 4.6):
            if catalogue.v[i] > 7.2:
                continue
            x, y = xy[i]
            reach = 26 if catalogue.v[i] < 3.2 else 9
            patch = light[int(y) - reach : int(y) + reach + 1, int(x) - reach : int(x) + reach + 1]
            ratios.append(patch.sum() / star_flux(float(catalogue.v[i])))
            magnitudes.append(float(catalogue.v[i]))
    ratios = np.array(ratios) / np.median(ratios)
    assert len(ratios) >= 100
    assert min(magnitudes) < 3 and max(magnitudes) > 6.5
    assert np.abs(ratios - 1).max() < 0.10


def test_colours_are_in_the_order_of_b_minus_v() -> None:
    catalogue = load(8.0)
    warmth, bv = [], []
    for ra, dec in FIELDS[:4]:
        stage = _stage(_close_view(ra, dec))
        light = _painted(stage, np.zeros(1))
        xy = pixels_of(stage.path.moment.apparent(catalogue), stage.frame(0.0))
        for i in _isolated(stage, catalogue, 20.0, 4.0):
            if 3.5 < catalogue.v[i] < 4.9:
                x, y = xy[i].astype(int)
                red, _, blue = light[y - 3 : y + 4, x - 3 : x + 4].sum((0, 1))
                warmth.append(float(np.log(red / blue)))
                bv.append(float(catalogue.bv[i]))
    assert len(bv) >= 12
    order = np.argsort(bv)
    ranks = np.argsort(np.argsort(np.array(warmth)[order]))
    assert np.corrcoef(ranks, np.arange(len(ranks)))[0, 1] > 0.95


def test_the_air_lifts_reddens_and_dims_what_is_low() -> None:
    stage = _stage(View(kind="horizon", azimuth_deg=150, scale=420, centre=(0.5, 0.95)))
    frame = stage.frame(0.0)
    zenith = zenith_of(frame)
    assert zenith is not None
    catalogue = load(8.0)
    directions = stage.path.moment.apparent(catalogue)
    layer = Stars(stage, 0.0)
    x, y, flux, _ = layer.seen(frame)
    inside = np.flatnonzero((x > 0) & (x < 1280) & (y > 0) & (y < 720))
    xy = pixels_of(directions, frame)
    dimmed, expected, reddened = [], [], []
    for i in inside[:400]:
        row = int(np.argmin(np.hypot(xy[:, 0] - x[i], xy[:, 1] - y[i])))
        altitude = float(np.arcsin(directions[row] @ zenith))
        green = flux[i, 1] / star_flux(float(catalogue.v[row]))
        lost = EXTINCTION[1] * (float(airmass(refracted(altitude))) - 1)
        dimmed.append(-2.5 * np.log10(green))
        expected.append(lost)
        reddened.append(np.log(flux[i, 0] / flux[i, 2]))
    slope = np.polyfit(expected, dimmed, 1)[0]
    assert 0.85 < slope < 1.15
    low = np.array(expected) > 0.6
    assert np.median(np.array(reddened)[low]) > np.median(np.array(reddened)[~low]) + 0.05
    # half a degree at the horizon, a minute of arc at 45 degrees
    level = np.cross(zenith, [0.0, 0.0, 1.0])
    level /= np.linalg.norm(level)
    for degrees, minutes in ((0.0, 29.0), (45.0, 1.0)):
        airless = np.cos(np.radians(degrees)) * level + np.sin(np.radians(degrees)) * zenith
        shown = lifted(airless[None], zenith)[0]
        rise = (np.degrees(np.arcsin(shown @ zenith)) - degrees) * 60
        assert rise == pytest.approx(minutes, abs=0.4)
        assert np.linalg.norm(shown) == pytest.approx(1, abs=1e-6)


def test_no_star_pops_while_the_sky_turns() -> None:
    """Every star that is in the picture at some moment of a fast turn was among those the layer knows."""
    view = View(kind="horizon", azimuth_deg=90, scale=420, centre=(0.5, 0.9))
    stage = _stage(view, Camera(push=0.3, turn_h=9.0), 8.0)
    directions = stage.path.moment.apparent(load(6.0))
    known = met(directions, stage)
    for time in np.linspace(0, 8, 41):
        xy = pixels_of(directions, stage.frame(float(time)))
        inside = ((xy > -30) & (xy < (stage.width + 30, stage.height + 30))).all(1)
        inside &= stage.frame(float(time)).camera.visible(directions)
        assert not (inside & ~known).any()
    assert known.mean() < 0.9


def test_stars_fade_beside_dusk_and_cities() -> None:
    kept = [stars_kept(np.radians(altitude), 0.0) for altitude in (-18, -12, -6, 0)]
    assert kept[0] == 1 and all(a > 2 * b for a, b in zip(kept, kept[1:], strict=False))
    assert stars_kept(np.radians(-18), 1.0) < 0.1
