"""The aurora: curtains of light one behind the other, folded, green at the lower border and violet far up."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise, sample_field
from engine.sky.light import f32, smoothstep
from storyboard.model import Element

DEFAULT_HORIZON = 620.0
LINES = 1400
SHADES = 96
TILE = 256
PACE = 0.6
"""Of a quiet night: curtains that change slower than an eye follows them."""
GREEN = np.array([0.10, 1.00, 0.42])
TEAL = np.array([0.02, 0.26, 0.26])
VIOLET = np.array([0.62, 0.07, 0.80])
PINK = np.array([1.00, 0.22, 0.50])


@dataclass(frozen=True)
class Curtain:
    """One sheet of light.

    base: height of its lower border above the horizon, length: of its rays, sway: how far it bends up and down, fold:
    how far it folds back on itself sideways, all in reference pixels; pace: of its drift; light; place: row and offset
    of its noise; waves: number of its great folds across the picture.
    """

    base: float
    length: float
    sway: float
    fold: float
    pace: float
    light: float
    place: float
    waves: float


CURTAINS = (
    Curtain(92, 120, 26, 70, 0.6, 0.62, 11.0, 5.2),
    Curtain(172, 225, 52, 150, 0.8, 0.85, 83.0, 3.6),
    Curtain(300, 380, 92, 280, 1.0, 1.0, 171.0, 2.3),
    Curtain(235, 300, 70, 210, 0.9, 0.55, 213.0, 2.9),
)


def ray_colours() -> NDArray[np.float32]:
    """Light along a ray, (SHADES, 3), from a little below its lower border to its end.

    A soft lower edge with a rose seam, the green of oxygen above it, violet and blue where the air is thin and sunlit.
    """
    u = np.linspace(-0.10, 1.0, SHADES)
    edge = smoothstep(-0.09, 0.075, u) ** 1.6
    height = np.maximum(u, 0)
    green = edge * (0.8 * np.exp(-4.4 * height) + 0.5 * np.exp(-16.0 * height))
    teal = edge * np.exp(-2.6 * height) * smoothstep(0.02, 0.35, u)
    violet = smoothstep(0.10, 0.55, u) * np.exp(-2.4 * np.maximum(u - 0.2, 0))
    seam = np.exp(-(((u + 0.005) / 0.032) ** 2))
    colours = (
        green[:, None] * GREEN + teal[:, None] * TEAL + 0.62 * violet[:, None] * VIOLET + 0.17 * seam[:, None] * PINK
    )
    return np.ascontiguousarray(colours * (1 - smoothstep(0.62, 1.0, u))[:, None], np.float32)


@compiled
def draw_rays_compiled(out, x, y, length, light, shades, pole_x, pole_y):
    """Add rays to out (h, w, 3): feet x, y, lengths, light (n) in pixels of ``out``; they run together at the pole."""
    height, width = out.shape[0], out.shape[1]
    count = f32(shades.shape[0] - 2)
    for i in range(x.shape[0]):
        if light[i] < f32(1e-4):
            continue
        step = f32(1) / length[i]
        lean = (pole_x - x[i]) / (y[i] - pole_y)
        first = max(0, int(y[i] - length[i]) + 1)
        last = min(height, int(y[i] + f32(0.10) * length[i]))
        for row in range(first, last):
            above = y[i] - f32(row) - f32(0.5)
            p = (above * step + f32(0.10)) / f32(1.10) * count
            if p < f32(0) or p >= count:
                continue
            k = int(p)
            part = p - f32(k)
            column = x[i] + lean * above
            if column < f32(0) or column >= f32(width - 1):
                continue
            j = int(column)
            right = (column - f32(j)) * light[i]
            left = light[i] - right
            r = shades[k, 0] + (shades[k + 1, 0] - shades[k, 0]) * part
            g = shades[k, 1] + (shades[k + 1, 1] - shades[k, 1]) * part
            b = shades[k, 2] + (shades[k + 1, 2] - shades[k, 2]) * part
            pixel = out[row, j]
            pixel[0] += r * left
            pixel[1] += g * left
            pixel[2] += b * left
            pixel = out[row, j + 1]
            pixel[0] += r * right
            pixel[1] += g * right
            pixel[2] += b * right


def draw_rays_plain(out, x, y, length, light, shades, pole_x, pole_y) -> None:
    """The same with numpy: all rows of all rays at once."""
    height, width = out.shape[:2]
    bright = light >= f32(1e-4)
    x, y, length, light = x[bright], y[bright], length[bright], light[bright]
    rows = np.arange(height)
    first = (y - length).astype(np.int64)[:, None] + 1
    last = (y + f32(0.10) * length).astype(np.int64)[:, None]
    above = y[:, None] - (rows.astype(f32) + f32(0.5))
    place = (above / length[:, None] + f32(0.10)) / f32(1.10) * f32(shades.shape[0] - 2)
    column = x[:, None] + ((pole_x - x) / (y - pole_y))[:, None] * above
    inside = (rows >= first) & (rows < last) & (place >= 0) & (place < shades.shape[0] - 2)
    ray, row = np.nonzero(inside & (column >= 0) & (column < width - 1))
    place, column = place[ray, row], column[ray, row]
    k, j = place.astype(np.int64), column.astype(np.int64)
    shade = shades[k] + (shades[k + 1] - shades[k]) * (place - k).astype(f32)[:, None]
    right = (column - j).astype(f32) * light[ray]
    at, flat = 3 * (row * width + j), out.reshape(-1)
    for channel in range(3):
        np.add.at(flat, at + channel, shade[:, channel] * (light[ray] - right))
        np.add.at(flat, at + 3 + channel, shade[:, channel] * right)


draw_rays = draw_rays_compiled if HAVE_NUMBA else draw_rays_plain


@element("aurora")
class Aurora:
    """Northern lights: several curtains in depth that fold, drift and flicker.

    Settings (reference pixels, 720 high):
        base: height of the horizon under them (default: the view's horizon, else 620).
        curtains: number of curtains, 1..4 (default 4).
        height: multiplies how high they stand and reach (default 1).
        strength: light (default 1).
        pace: how fast they move (default 1).
        colour: [r, g, b], tint of the light (default [1, 1, 1]).
        start_s: when they begin; rise_s: seconds until they shine fully (default 0: at once).
        seed: other folds (default 0).
    """

    order = Order.FAR_LIGHT

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("aurora", int(spec.setting("seed", 0)))
        self._base = float(spec.setting("base", DEFAULT_HORIZON if stage.horizon is None else stage.horizon))
        self._curtains = CURTAINS[: max(1, min(4, int(spec.setting("curtains", 4))))]
        # they stand as high as the sky over the horizon allows
        self._height = float(spec.setting("height", 1.0)) * self._base / 576.0
        self._strength = float(spec.setting("strength", 1.0))
        self._pace = float(spec.setting("pace", 1.0))
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float)
        self._shades = np.ascontiguousarray(ray_colours() * tint, np.float32)
        self._start, self._rise = spec.start_s, float(spec.setting("rise_s", 0.0))
        self._broad = fft_noise(TILE, TILE, 3.4, rng, lowest=3)
        self._fine = fft_noise(TILE, TILE, 1.9, rng, lowest=10)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Draw the rays at half width and a quarter of the height, where they are smooth, and add them enlarged."""
        light = self._strength
        if self._rise > 0:
            light *= float(smoothstep(0, self._rise, frame.time - self._start))
        foot = float(frame.to_pixels(0.0, self._base)[1])
        bottom = min(int(foot) + 1, buffer.shape[0])
        if light <= 0 or bottom < 8:
            return
        columns, rows = (buffer.shape[1] + 1) // 2, (bottom + 3) // 4
        small = np.zeros((rows, columns, 3), np.float32)
        for curtain in self._curtains:
            self._paint_curtain(small, frame, curtain, foot, light)
        small = cv2.GaussianBlur(small, (0, 0), max(1.1 * frame.unit, 0.5), sigmaY=max(1.2 * frame.unit, 0.5))
        large = cv2.resize(small, (columns * 2, rows * 4), interpolation=cv2.INTER_LINEAR)
        target = buffer[:bottom]
        cv2.add(target, large[:bottom, : buffer.shape[1]], dst=target)

    def _paint_curtain(
        self, small: NDArray[np.float32], frame: Frame, curtain: Curtain, foot: float, light: float
    ) -> None:
        time = frame.time * PACE * self._pace * curtain.pace
        width = frame.stage.reference_width
        # noise per reference pixel, so that other shapes of picture show the same folds
        span = max(width, 720.0)
        s = np.linspace(-0.28, 1.28, LINES)[None] * (span / 1280)
        place = curtain.place

        def noise(tile: NDArray[np.float32], frequency: float, drift: float, churn: float, row: float):
            return sample_field(
                tile, s * frequency * 25.6 + place * 3 + drift * time, np.full_like(s, row + churn * time)
            )

        fold = noise(self._broad, curtain.waves, 1.1, 0.9, place)
        curl = noise(self._broad, curtain.waves * 2.7, -1.6, 1.3, place + 60)
        sway = noise(self._broad, curtain.waves, 1.1, 0.9, place + 7)
        x = s * 1280 + (width - span) / 2 + curtain.fold * (fold + 0.30 * curl)
        y = self._base - self._height * (curtain.base + curtain.sway * (0.8 * sway + 0.22 * curl))
        rays = noise(self._fine, 11.0, 7.0, 1.6, place)
        threads = noise(self._fine, 31.0, -9.0, 2.6, place + 99)
        patches = noise(self._broad, curtain.waves * 1.5, -3.2, 2.2, place + 130)
        glow = np.clip(0.76 + 0.17 * rays + 0.11 * threads, 0.16, None) ** 1.5
        glow *= np.clip(0.72 + 0.40 * patches, 0.10, None) ** 1.4
        length = (
            curtain.length * self._height * np.clip(0.92 + 0.22 * patches + 0.16 * rays + 0.07 * threads, 0.35, 1.7)
        )
        px, py = frame.to_pixels(x, y)
        unit, zoom = frame.unit, frame.zoom
        pole = frame.to_pixels(width * 0.5, self._base - 2100.0 * self._height)
        share = 0.17 * light * curtain.light * 640 / LINES * (span / 1280)
        draw_rays(
            small,
            (px[0] / 2).astype(f32),
            (py[0] / 4).astype(f32),
            np.maximum(length[0] * unit * zoom / 4, 1.0).astype(f32),
            (glow[0] * share * unit).astype(f32),
            self._shades,
            f32(float(pole[0]) / 2),
            f32(float(pole[1]) / 4),
        )
