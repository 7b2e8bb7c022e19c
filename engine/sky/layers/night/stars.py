"""The stars: catalogue to V 8 at their apparent places, and faint ones that thicken the Milky Way."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from engine.sky.catalogue import colour_of, load
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.milky_way import BAND_DEG, texture
from engine.sky.light import KERNEL, f32, splat
from engine.sky.observer import galactic_matrix

FAINTEST = 8.0
FAINT_COUNT = 40_000
GAIN = 30.0
MAGNITUDE_SLOPE = -0.74
SMALLEST_SIGMA = 0.80
GLARE = ((2.6, 0.45), (7.0, 0.55))
"""Widths and shares of flux of the light that the eye scatters around bright stars."""
GLARE_FAINTEST = 2.6


@njit(**KERNEL)
def _place(directions, rotation, v, rgb, phase, rate, time, cx, cy, scale, unit, horizon, gain, x, y, colour, sigma):
    """Pixels, flux and width of every star now.

    Flux falls as exp(-0.74 V): gentler than the true exp(-0.92 V), so that a screen shows eight magnitudes at once.
    Extinction, reddening and scintillation grow with the air mass; each star has its own phase and rate (P4).
    """
    for i in range(v.shape[0]):
        a, b, c = directions[i, 0], directions[i, 1], directions[i, 2]
        z = rotation[2, 0] * a + rotation[2, 1] * b + rotation[2, 2] * c
        sigma[i] = f32(1)
        if z < f32(-0.6):
            x[i] = f32(-999)
            y[i] = f32(-999)
            continue
        stretch = f32(2) / (f32(1) + z) * scale
        px = cx + (rotation[0, 0] * a + rotation[0, 1] * b + rotation[0, 2] * c) * stretch
        py = cy - (rotation[1, 0] * a + rotation[1, 1] * b + rotation[1, 2] * c) * stretch
        if py > horizon:
            px = f32(-999)
            py = f32(-999)
        x[i] = px
        y[i] = py
        height = max((horizon - py) / scale, f32(0))
        air = f32(1) / (height + f32(0.10))
        kept = math.exp(f32(-0.10) * air)
        depth = min(f32(0.06) + f32(0.03) * air, f32(0.36)) * (f32(0.55) + f32(0.45) * math.sin(phase[i] * f32(7)))
        twinkle = (
            f32(1)
            + depth * math.sin(rate[i] * time + phase[i]) * math.sin(rate[i] * f32(0.413) * time + phase[i] * f32(1.7))
            + depth * f32(0.5) * math.sin(rate[i] * f32(1.73) * time + phase[i] * f32(3.1))
        )
        flux = math.exp(f32(MAGNITUDE_SLOPE) * v[i]) * gain * max(twinkle, f32(0.1)) * kept * unit * unit
        sigma[i] = unit * (f32(SMALLEST_SIGMA) + f32(0.09) * max(f32(0), f32(4) - v[i]))
        lost = f32(1) - kept
        shift = f32(0)
        if v[i] < f32(2.5):
            shift = depth * f32(0.5) * math.sin(rate[i] * f32(1.3) * time + phase[i] * f32(2))
        colour[i, 0] = rgb[i, 0] * flux * (f32(1) + shift)
        colour[i, 1] = rgb[i, 1] * flux * (f32(1) - f32(0.22) * lost)
        colour[i, 2] = rgb[i, 2] * flux * (f32(1) - f32(0.5) * lost) * (f32(1) - shift)


def seen_colour(rgb: NDArray[np.float32], v: NDArray[np.float32]) -> NDArray[np.float32]:
    """Star colours as an eye sees them: saturated for bright stars, pale for faint ones (P3)."""
    grey = (rgb @ np.array([0.2126, 0.7152, 0.0722], np.float32))[:, None]
    saturation = np.clip(1.35 - 0.17 * v, 0.35, 1.2)[:, None]
    return (np.clip(grey + (rgb - grey) * saturation, 0.02, None) * np.array([0.97, 1.0, 1.06])).astype(np.float32)


class Stars:
    """All stars that the camera can meet during the shot."""

    order = Order.STARS

    def __init__(self, stage: Stage, milky_way: float) -> None:
        catalogue = load(FAINTEST)
        directions = stage.path.moment.apparent(catalogue)
        v, rgb = catalogue.v, seen_colour(catalogue.rgb, catalogue.v)
        if milky_way > 0:
            faint, faint_v, faint_rgb = _faint_stars(FAINT_COUNT)
            directions = np.concatenate([directions, faint @ stage.of_date.T])
            v, rgb = np.concatenate([v, faint_v]), np.concatenate([rgb, faint_rgb])
        met = _met(directions, stage)
        rng = np.random.default_rng(11)
        phase = (rng.random(len(v)) * 2 * np.pi).astype(np.float32)
        rate = (5 + rng.random(len(v)) * 15).astype(np.float32)
        self._directions = np.ascontiguousarray(directions[met], np.float32)
        self._v, self._rgb = v[met].astype(np.float32), np.ascontiguousarray(rgb[met], np.float32)
        self._phase, self._rate = phase[met], rate[met]
        self._bright = np.flatnonzero(self._v < GLARE_FAINTEST)
        # keep the look when zooming: more field per pixel needs the same light per star, a close view a bit more
        self._gain = f32(GAIN * np.clip(stage.path.projection(0.0).scale / stage.unit / 640, 0.8, 1.5))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the stars."""
        x, y, colour, sigma = self.seen(frame)
        splat(buffer, x, y, colour, sigma)
        bright = self._bright
        for wider, share in GLARE:
            splat(buffer, x[bright], y[bright], colour[bright] * f32(share), sigma[bright] * f32(wider))

    def seen(self, frame: Frame) -> tuple[NDArray[np.float32], ...]:
        """Pixels x and y, flux (n, 3) and width in pixels of every star at this moment, brightest first."""
        count = len(self._v)
        x, y, sigma = (np.empty(count, np.float32) for _ in range(3))
        colour = np.empty((count, 3), np.float32)
        camera = frame.camera
        horizon = frame.horizon_y if frame.stage.scene.view.kind == "horizon" else None
        _place(
            self._directions,
            camera.rotation.astype(np.float32),
            self._v,
            self._rgb,
            self._phase,
            self._rate,
            f32(frame.time),
            f32(camera.centre_x),
            f32(camera.centre_y),
            f32(camera.scale),
            f32(frame.unit),
            f32(horizon if horizon is not None else frame.stage.height * 1.6),
            self._gain,
            x,
            y,
            colour,
            sigma,
        )
        return x, y, colour, sigma


def _met(directions: NDArray[np.float64], stage: Stage) -> NDArray[np.bool_]:
    """Which stars come into the picture at some moment of the shot."""
    met = np.zeros(len(directions), bool)
    for time in np.linspace(0, stage.duration_s, 7):
        xy = stage.path.projection(float(time)).project(directions)
        margin = 60 * stage.unit
        met |= (np.abs(xy[:, 0] - stage.width / 2) < stage.width / 2 + margin) & (
            np.abs(xy[:, 1] - stage.height / 2) < stage.height / 2 + margin
        )
    return met


def _faint_stars(count: int) -> tuple[NDArray[np.float64], NDArray[np.float32], NDArray[np.float32]]:
    """Directions (ICRS), magnitudes and colours of stars below the catalogue's limit, thick where the Milky Way is
    bright. They stand for the unresolved light, not for real stars."""
    rng = np.random.default_rng(5)
    light = texture().mean(-1)
    height, width = light.shape
    latitude = BAND_DEG - (np.arange(height) + 0.5) / height * 2 * BAND_DEG
    density = (light**1.1 * np.cos(np.radians(latitude))[:, None]).ravel().astype(np.float64)
    cells = rng.choice(density.size, count, p=density / density.sum())
    l = np.radians(180 - (cells % width + rng.random(count)) / width * 360)
    b = np.radians(BAND_DEG - (cells // width + rng.random(count)) / height * 2 * BAND_DEG)
    directions = np.stack([np.cos(b) * np.cos(l), np.cos(b) * np.sin(l), np.sin(b)], 1) @ galactic_matrix()
    v = 7.6 + 1.7 * rng.random(count) ** 0.6
    return directions, v.astype(np.float32), colour_of(rng.normal(0.55, 0.35, count).clip(-0.3, 1.8)).astype(np.float32)
