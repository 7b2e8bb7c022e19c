"""The Moon's disc: seas and rays, phase, earthshine, a faint halo."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.layers.noise import fft_noise
from engine.sky.light import f32, splat

FACE = 256
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


@compiled
def draw_disc_compiled(buffer, face, x0, y0, radius, lx, ly, lz, nx, ny, light, earth, base):
    """face (FACE, FACE) albedo, north up; l: direction of the Sun (x right, y down, z to the eye); n: north (x, y);
    base: light of the air before the disc."""
    height, width = buffer.shape[0], buffer.shape[1]
    size = f32(face.shape[0])
    for y in range(max(0, int(y0 - radius) - 2), min(height, int(y0 + radius) + 3)):
        for x in range(max(0, int(x0 - radius) - 2), min(width, int(x0 + radius) + 3)):
            dx, dy = (f32(x) + f32(0.5) - x0) / radius, (f32(y) + f32(0.5) - y0) / radius
            square = dx * dx + dy * dy
            a = min(max((f32(1) - np.sqrt(square)) * radius + f32(0.5), f32(0)), f32(1))
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
                p[c] = p[c] * (f32(1) - a) + a * (base[c] + albedo * (light[c] * lit + earth[c]))


def draw_disc_plain(buffer, face, x0, y0, radius, lx, ly, lz, nx, ny, light, earth, base) -> None:
    """The same with numpy, in the box round the disc."""
    height, width = buffer.shape[:2]
    top, bottom = max(0, int(y0 - radius) - 2), min(height, int(y0 + radius) + 3)
    left, right = max(0, int(x0 - radius) - 2), min(width, int(x0 + radius) + 3)
    if top >= bottom or left >= right:
        return
    dx = (np.arange(left, right, dtype=f32) + f32(0.5) - x0) / radius
    dy = ((np.arange(top, bottom, dtype=f32) + f32(0.5) - y0) / radius)[:, None]
    square = dx * dx + dy * dy
    cover = np.clip((f32(1) - np.sqrt(square)) * radius + f32(0.5), f32(0), f32(1))[..., None]
    sun = dx * lx + dy * ly + np.sqrt(np.maximum(f32(1) - square, f32(0))) * lz
    lit = np.clip(sun * f32(4.0) + f32(0.06), f32(0), f32(1)) * (f32(0.55) + f32(0.45) * np.maximum(sun, f32(0)))
    across, up = -dx * ny + dy * nx, dx * nx + dy * ny
    u = np.clip(across * f32(0.5) + f32(0.5), f32(0), f32(1)) * f32(face.shape[0] - 2)
    v = np.clip(f32(0.5) - up * f32(0.5), f32(0), f32(1)) * f32(face.shape[0] - 2)
    k, i = u.astype(np.int64), v.astype(np.int64)
    fu, fv = (u - k).astype(f32), (v - i).astype(f32)
    upper = face[i, k] + fu * (face[i, k + 1] - face[i, k])
    lower = face[i + 1, k] + fu * (face[i + 1, k + 1] - face[i + 1, k])
    albedo = (upper + fv * (lower - upper))[..., None]
    box = buffer[top:bottom, left:right]
    box[...] = box * (f32(1) - cover) + cover * (base + albedo * (light * lit[..., None] + earth))


draw_disc = draw_disc_compiled if HAVE_NUMBA else draw_disc_plain


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


class MoonDisc:
    """Paints the Moon at a place of the picture; holds its face only."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._face = moon_face(rng)

    def paint(
        self,
        buffer: NDArray[np.float32],
        at: NDArray[np.float64],
        radius: float,
        phase: Phase,
        light: NDArray[np.float64],
        earthshine: float,
    ) -> None:
        """Lay the disc over what is behind it and add its halo; light (3,) of the full disc, radius in pixels."""
        height, width = buffer.shape[:2]
        if not (-8 * radius < at[0] < width + 8 * radius and -8 * radius < at[1] < height + 8 * radius):
            return
        # elongation from the lit fraction: k = (1 - cos e) / 2; the Sun stands before or behind the disc
        towards_eye = 2 * phase.lit - 1
        across = np.sqrt(max(1 - towards_eye**2, 0.0))
        sun = np.array([np.cos(phase.bright_limb) * across, np.sin(phase.bright_limb) * across, towards_eye])
        draw_disc(
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
            (0.95 * light).astype(np.float32),
            (np.array([0.014, 0.019, 0.030]) * earthshine * light).astype(np.float32),
            _air_around(buffer, at, radius),
        )
        self._paint_halo(buffer, at, radius, light * np.sqrt(phase.lit), sun)

    @staticmethod
    def _paint_halo(
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


def _air_around(buffer: NDArray[np.float32], at: NDArray[np.float64], radius: float) -> NDArray[np.float32]:
    """Light (3,) of the air before the Moon: what is seen close around it, without stars."""
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    columns = (at[0] + 1.2 * (radius + 1) * np.cos(angle)).astype(int)
    rows = (at[1] + 1.2 * (radius + 1) * np.sin(angle)).astype(int)
    inside = (columns >= 0) & (columns < buffer.shape[1]) & (rows >= 0) & (rows < buffer.shape[0])
    if not inside.any():
        return np.zeros(3, np.float32)
    return np.percentile(buffer[rows[inside], columns[inside]], 30, axis=0).astype(np.float32)
