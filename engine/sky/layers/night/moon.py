"""The Moon: a disc with its seas, its phase, earthshine and a faint halo."""

from __future__ import annotations

from dataclasses import dataclass

import astronomy
import cv2
import numpy as np
from numba import njit
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.anchors import anchor_of
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise
from engine.sky.light import KERNEL, f32, splat
from storyboard.model import Element

FACE = 256
EARTH_RADIUS_AU = 6371.0 / 149597870.7
MARIA = (
    (-0.42, 0.42, 0.30, 0.26, 1.0),
    (-0.60, 0.02, 0.24, 0.34, 0.9),
    (0.20, 0.46, 0.21, 0.18, 0.9),
    (0.34, 0.14, 0.22, 0.17, 1.0),
    (0.62, 0.30, 0.12, 0.15, 0.9),
    (0.58, -0.04, 0.17, 0.19, 0.75),
    (0.40, -0.24, 0.12, 0.11, 0.6),
    (-0.18, -0.32, 0.22, 0.18, 0.7),
    (-0.52, -0.36, 0.12, 0.11, 0.75),
    (-0.05, 0.78, 0.42, 0.07, 0.55),
    (0.02, 0.10, 0.14, 0.10, 0.5),
)
"""Seas of the near side as soft ovals: x to the west limb seen from the north up (right), y north, radii, depth."""


@dataclass(frozen=True)
class Phase:
    """lit: fraction of the disc that is lit, 0..1; bright_limb: direction of the bright limb in the picture, radians
    clockwise from the right; north: direction of the Moon's north, the same way."""

    lit: float
    bright_limb: float
    north: float


@njit(**KERNEL)
def _disc(buffer, face, x0, y0, radius, lx, ly, lz, nx, ny, light, earth, opacity):
    """face (FACE, FACE) albedo, north up; l: direction of the Sun (x right, y down, z to the eye); n: north (x, y)."""
    height, width = buffer.shape[0], buffer.shape[1]
    size = f32(face.shape[0])
    for y in range(max(0, int(y0 - radius) - 2), min(height, int(y0 + radius) + 3)):
        for x in range(max(0, int(x0 - radius) - 2), min(width, int(x0 + radius) + 3)):
            dx, dy = (f32(x) + f32(0.5) - x0) / radius, (f32(y) + f32(0.5) - y0) / radius
            square = dx * dx + dy * dy
            a = min(max((f32(1) - np.sqrt(square)) * radius + f32(0.5), f32(0)), f32(1)) * opacity
            if a <= f32(0):
                continue
            dz = np.sqrt(max(f32(1) - square, f32(0)))
            sun = dx * lx + dy * ly + dz * lz
            # a dusty ball: nearly flat towards the limb, a soft terminator
            lit = min(max(sun * f32(4.0) + f32(0.06), f32(0)), f32(1)) * (f32(0.55) + f32(0.45) * max(sun, f32(0)))
            up = dx * nx + dy * ny
            right = -dx * ny + dy * nx
            u = min(max(right * f32(0.5) + f32(0.5), f32(0)), f32(1)) * (size - f32(2))
            v = min(max(f32(0.5) - up * f32(0.5), f32(0)), f32(1)) * (size - f32(2))
            k, i = int(u), int(v)
            fu, fv = u - f32(k), v - f32(i)
            upper = face[i, k] + fu * (face[i, k + 1] - face[i, k])
            lower = face[i + 1, k] + fu * (face[i + 1, k + 1] - face[i + 1, k])
            albedo = upper + fv * (lower - upper)
            p = buffer[y, x]
            for c in range(3):
                p[c] = p[c] * (f32(1) - a) + a * albedo * (light[c] * lit + earth[c])


def moon_face(rng: np.random.Generator) -> NDArray[np.float32]:
    """Albedo (FACE, FACE) of the near side, north up: highlands, seas, a few rays."""
    y, x = np.mgrid[0:FACE, 0:FACE].astype(np.float32)
    x, y = x / (FACE / 2) - 1, 1 - y / (FACE / 2)
    rough = fft_noise(FACE, FACE, 2.2, rng, lowest=6)
    shore = fft_noise(FACE, FACE, 2.8, rng, lowest=5)
    albedo = 0.94 + 0.045 * rough
    for cx, cy, rx, ry, deep in MARIA:
        d = np.hypot((x - cx) / rx, (y - cy) / ry) + 0.16 * shore
        albedo -= 0.30 * deep / (1 + np.exp(np.minimum((d - 1) * 9, 40))) * np.clip(albedo, 0.5, 1)
    for cx, cy, size in ((-0.12, -0.68, 0.06), (-0.33, 0.16, 0.035), (-0.60, 0.13, 0.03), (0.55, 0.38, 0.02)):
        albedo += 0.16 * np.exp(-((np.hypot(x - cx, y - cy) / size) ** 2)) * (1 + 0.3 * rough)
    return cv2.GaussianBlur(np.clip(albedo, 0.35, 1.15), (0, 0), 0.8).astype(np.float32)


@element("moon")
class Moon:
    """The Moon.

    Settings:
        true: true puts it where it stands at the storyboard's time and place, in its true phase (default false).
        x, y: place in reference pixels (720 high) otherwise (default upper left); hip, shift: beside a star.
        radius: radius of the disc in reference pixels (default 15, larger than life; true size: 0 means to scale).
        lit: lit fraction of the disc, 0..1 (default 0.446); limb_deg: direction of the bright limb, degrees clockwise
            from the right (default 40: right and down, a Moon of the evening). Both come from the sky when ``true``.
        strength: light (default 1).
        earthshine: light of the dark part (default 1).
    """

    order = Order.ATMOSPHERE - 2

    def __init__(self, spec: Element, stage: Stage) -> None:
        self._face = moon_face(stage.random("moon"))
        self._true = bool(spec.setting("true", False))
        self._radius = float(spec.setting("radius", 15.0))
        self._strength, self._earth = float(spec.setting("strength", 1.0)), float(spec.setting("earthshine", 1.0))
        self._lit = float(spec.setting("lit", 0.446))
        self._limb = np.radians(float(spec.setting("limb_deg", 40.0)))
        self._anchor = None
        self._moon = self._sun = np.zeros(3)
        if self._true:
            self._moon, self._sun, self._lit = _sky_of(stage)
        else:
            self._anchor = anchor_of(spec, stage, (stage.reference_width * 0.2, 200.0))

    def _phase(self, frame: Frame, at: NDArray[np.float64]) -> Phase:
        if not self._true:
            return Phase(self._lit, self._limb, -np.pi / 2 + 0.35)
        # the Sun lights the limb that lies towards it along the great circle
        towards = self._sun - self._moon * float(self._sun @ self._moon)
        towards /= max(float(np.linalg.norm(towards)), 1e-9)
        step = 0.01
        limb = frame.camera.project(self._moon * np.cos(step) + towards * np.sin(step)) - at
        pole = np.array([0.0, 0.0, 1.0])
        up = pole - self._moon * float(pole @ self._moon)
        north = frame.camera.project(self._moon + 0.01 * up / np.linalg.norm(up)) - at
        return Phase(self._lit, float(np.arctan2(limb[1], limb[0])), float(np.arctan2(north[1], north[0])))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        at = frame.camera.project(self._moon) if self._anchor is None else self._anchor.pixels(frame)
        radius = self._radius * frame.unit * frame.zoom
        if self._radius <= 0:
            radius = np.radians(0.26) * frame.camera.scale
        height, width = buffer.shape[:2]
        if not (-8 * radius < at[0] < width + 8 * radius and -8 * radius < at[1] < height + 8 * radius):
            return
        phase = self._phase(frame, at)
        # elongation from the lit fraction: k = (1 - cos e) / 2; the Sun stands before or behind the disc
        towards_eye = 2 * phase.lit - 1
        across = np.sqrt(max(1 - towards_eye**2, 0.0))
        sun = np.array([np.cos(phase.bright_limb) * across, np.sin(phase.bright_limb) * across, towards_eye])
        warm = np.array([1.0, 0.96, 0.86]) * self._strength
        _disc(
            buffer,
            self._face,
            f32(at[0]),
            f32(at[1]),
            f32(radius),
            f32(sun[0]),
            f32(sun[1]),
            f32(sun[2]),
            f32(np.cos(phase.north)),
            f32(np.sin(phase.north)),
            (0.95 * warm).astype(np.float32),
            (np.array([0.014, 0.019, 0.030]) * self._earth).astype(np.float32),
            f32(1.0),
        )
        self._paint_halo(buffer, at, radius, warm * np.sqrt(phase.lit), sun)

    def _paint_halo(
        self,
        buffer: NDArray[np.float32],
        at: NDArray[np.float64],
        radius: float,
        light: NDArray[np.float64],
        sun: NDArray[np.float64],
    ) -> None:
        middle = at + sun[:2] * radius * 0.45
        sizes = np.array([1.5, 3.6, 8.0]) * radius
        bright = np.array([0.030, 0.010, 0.0036])
        flux = (bright * 2 * np.pi * sizes**2)[:, None] * light * np.array([0.80, 0.92, 1.12])
        x, y = (np.full(3, middle[i], np.float32) for i in (0, 1))
        splat(buffer, x, y, flux.astype(np.float32), sizes.astype(np.float32))


def _sky_of(stage: Stage) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Directions of date of Moon and Sun and the lit fraction of the Moon.

    In a view with a horizon the Moon is seen from the ground, up to a degree lower than from the Earth's centre; the
    zenith is the camera's up axis, since such a camera looks along the horizon.
    """
    tt1, tt2 = stage.path.moment.tt
    time = astronomy.Time.FromTerrestrialTime(tt1 - 2451545.0 + tt2)
    moon, sun = (
        stage.of_date @ np.array([vector.x, vector.y, vector.z])
        for vector in (astronomy.GeoMoon(time), astronomy.GeoVector(astronomy.Body.Sun, time, True))
    )
    view = stage.scene.view
    if view.kind == "horizon":
        rotation, roll = stage.path.projection(0.0).rotation, np.radians(view.roll_deg)
        zenith = np.cos(roll) * rotation[1] + np.sin(roll) * rotation[0]
        moon = moon - zenith * EARTH_RADIUS_AU
    lit = astronomy.Illumination(astronomy.Body.Moon, time).phase_fraction
    return moon / np.linalg.norm(moon), sun / np.linalg.norm(sun), float(lit)
