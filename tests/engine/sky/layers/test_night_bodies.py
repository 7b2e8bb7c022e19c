"""Sun, Moon, planets and the light of dusk where they belong."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.atmosphere import dusk
from engine.sky.bodies import BodyPlace, bodies_at
from engine.sky.frame import Stage
from engine.sky.layers.night.bodies import Bodies
from engine.sky.layers.night.milky_way import MilkyWay
from engine.sky.layers.night.star_places import pixels_of
from engine.sky.observer import Observer
from engine.sky.painter import build_stage
from storyboard.model import Camera, Canvas, Scene, Sky, View

QIXI = Sky()
DEGREE = np.pi / 180


def _body(name: str, sky: Sky = QIXI) -> tuple[BodyPlace, float, float]:
    """A body and its ICRS right ascension and declination in degrees."""
    observer = Observer.of(sky)
    body = next(body for body in bodies_at(observer.moment, observer.place) if body.id == name)
    x, y, z = observer.moment.of_date_matrix().T @ body.direction
    return body, float(np.degrees(np.arctan2(y, x)) % 360), float(np.degrees(np.arcsin(z)))


def _light(view: View, sky: Sky = QIXI, **scene: object) -> tuple[np.ndarray, Stage]:
    stage = build_stage(
        Scene.model_validate({"view": view, "camera": Camera(push=0.0), "bodies": True, **scene}),
        Canvas(), sky, 6.0, 5, "en",
    )  # fmt: skip
    buffer = np.zeros((720, 1280, 3), np.float32)
    Bodies(stage, Observer.of(sky)).paint(buffer, stage.frame(0.0))
    return buffer, stage


def test_planets_are_coloured_points_at_their_places() -> None:
    warmth = {}
    for name in ("saturn", "mars", "uranus"):
        body, ra, dec = _body(name)
        light, stage = _light(View(kind="sky", ra_deg=ra, dec_deg=dec, scale=2000))
        x, y = pixels_of(body.direction[None], stage.frame(0.0))[0]
        patch = light[int(y) - 8 : int(y) + 9, int(x) - 8 : int(x) + 9]
        down, across = np.mgrid[0:17, 0:17] + 0.5
        weight = patch.sum(-1)
        assert int(x) - 8 + (across * weight).sum() / weight.sum() == pytest.approx(x, abs=0.3)
        assert int(y) - 8 + (down * weight).sum() / weight.sum() == pytest.approx(y, abs=0.3)
        warmth[name] = float(patch[..., 0].sum() / patch[..., 2].sum())
    assert warmth["mars"] > 2 * warmth["saturn"] > 2 * warmth["uranus"]


def test_the_moon_shows_its_phase_towards_the_sun() -> None:
    """Lit fraction of the disc and the side of its light, at Qixi and five days later."""
    for time in ("2026-08-19T13:00:00Z", "2026-08-24T14:00:00Z"):
        sky = Sky.model_validate({"time": time})
        body, ra, dec = _body("moon", sky)
        sun = _body("sun", sky)[0]
        light, stage = _light(View(kind="sky", ra_deg=ra, dec_deg=dec, scale=12000), sky)
        frame = stage.frame(0.0)
        at = pixels_of(body.direction[None], frame)[0]
        radius = body.angular_radius * 12000
        y, x = np.mgrid[0:720, 0:1280] + 0.5
        disc = np.hypot(x - at[0], y - at[1]) < radius
        bright = light[..., 1] > 0.2
        assert (bright & disc).sum() / disc.sum() == pytest.approx(body.illuminated, abs=0.05)
        lit = np.array([x[bright & disc].mean(), y[bright & disc].mean()]) - at
        near = body.direction + 0.01 * (sun.direction - body.direction * (sun.direction @ body.direction))
        towards = pixels_of((near / np.linalg.norm(near))[None], frame)[0] - at
        assert lit @ towards / np.linalg.norm(lit) / np.linalg.norm(towards) > np.cos(6 * DEGREE)


def test_what_has_set_is_not_painted() -> None:
    """Jupiter is down at Qixi; nothing of it may shine through the ground."""
    stage = build_stage(Scene(view=View(azimuth_deg=300), bodies=True), Canvas(), QIXI, 6.0, 5, "en")
    layer = Bodies(stage, Observer.of(QIXI))
    buffer = np.zeros((720, 1280, 3), np.float32)
    layer.paint(buffer, stage.frame(0.0))
    body = _body("jupiter")[0]
    x, y = pixels_of(body.direction[None], stage.frame(0.0))[0]
    if 0 <= x < 1280 and 0 <= y < 720:
        assert buffer[int(y), int(x)].max() == 0
    assert buffer.max() < 0.5


def test_dusk_glows_over_the_sun_and_blushes_opposite() -> None:
    here, there = np.zeros(1), np.full(1, np.pi)
    low, high = np.full(1, 2 * DEGREE), np.full(1, 60 * DEGREE)
    levels = []
    for altitude in (-3, -6, -9, -12, -15):
        sun = altitude * DEGREE
        over, opposite, zenith = dusk(low, here, sun)[0], dusk(low, there, sun)[0], dusk(high, here, sun)[0]
        assert over[0] > over[2] and zenith[2] > zenith[0]
        assert over.sum() > 1.5 * opposite.sum()
        levels.append(float(over.sum()))
    assert levels == sorted(levels, reverse=True)
    # the Belt of Venus lies higher when the Sun is lower, and is rosier than what is above and below it
    heights = np.linspace(0, 25, 251) * DEGREE
    peaks = []
    for altitude in (-1.5, -4.0):
        light = dusk(heights, np.full(251, np.pi), altitude * DEGREE)
        rosy = light[:, 0] / light[:, 2]
        peaks.append(int(rosy.argmax()))
        assert rosy.max() > 1.15 * rosy[0] and rosy.max() > 1.15 * rosy[-1]
    assert peaks[1] > peaks[0]


def test_nights_stay_as_they_are_without_asking() -> None:
    """Without twilight a scene whose time is noon is as dark as one at midnight."""
    skies = []
    for hour, twilight in (("04:00", False), ("16:00", False), ("11:40", True)):
        sky = Sky.model_validate({"time": f"2026-08-19T{hour}:00Z"})
        scene = Scene(view=View(azimuth_deg=280), twilight=twilight, milky_way=0.0)
        stage = build_stage(scene, Canvas(width=320, height=180), sky, 6.0, 5, "en")
        buffer = np.zeros((180, 320, 3), np.float32)
        MilkyWay(stage, 0.0).paint(buffer, stage.frame(0.0))
        skies.append(buffer)
    np.testing.assert_array_equal(skies[0], skies[1])
    assert skies[2].mean() > 5 * skies[0].mean()
