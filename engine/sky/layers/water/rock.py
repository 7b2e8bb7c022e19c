"""A crag in the sea: dark stone with a rim of light, its mirror image, and the foam at its foot."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.arrays import bilinear
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise, floor_index
from engine.sky.layers.water.foam import foam_colour, fringe
from engine.sky.layers.water.ocean import Ocean
from engine.sky.layers.water.rock_shape import ALPHA, build_rock
from engine.sky.layers.water.sea import DEFAULT_HORIZON, waterline
from engine.sky.light import f32, scratch, smoothstep
from storyboard.model import Element
from storyboard.seeds import seed_for

RIPPLE_SIZE = 64

# unsigned indices: numba then spares the test for negative ones
uint = np.uintp

AMBIENT_LIGHT = np.array([0.0018, 0.0029, 0.0056])
MOON_LIGHT = np.array([0.010, 0.016, 0.028])
SKY_LIGHT = np.array([0.010, 0.017, 0.032])
FLASH_LIGHT = np.array([0.50, 0.60, 1.0])


@compiled
def relight_compiled(planes, lights, out):
    """out (n, 4): light and cover, premultiplied, of the pixels of a sprite given as planes (5, n); ``lights`` (4, 3)
    ambient, left, right, above."""
    cover, ambient, left, right, above = planes[0], planes[1], planes[2], planes[3], planes[4]
    flat, four = out.reshape(out.size), uint(4)
    for i in range(cover.shape[0]):
        i = uint(i)
        a, b, c, d, e = cover[i], ambient[i], left[i], right[i], above[i]
        flat[four * i] = a * (lights[0, 0] * b + lights[1, 0] * c + lights[2, 0] * d + lights[3, 0] * e)
        flat[four * i + uint(1)] = a * (lights[0, 1] * b + lights[1, 1] * c + lights[2, 1] * d + lights[3, 1] * e)
        flat[four * i + uint(2)] = a * (lights[0, 2] * b + lights[1, 2] * c + lights[2, 2] * d + lights[3, 2] * e)
        flat[four * i + uint(3)] = a


def relight_plain(planes, lights, out) -> None:
    """The same with numpy."""
    out[:, :3] = planes[:1].T * (planes[1:5].T @ lights)
    out[:, 3] = planes[0]


relight = relight_compiled if HAVE_NUMBA else relight_plain


@compiled
def draw_rock_compiled(buffer, lit, spans, left, top, magnify, line, first):
    """Draw the lit sprite with its corner at (left, top) pixels, above the waterline of the columns from ``first``.

    spans (h, 2): first and last column of every row that is not empty. line (n): height of the water in a column.
    """
    h, w = lit.shape[0], lit.shape[1]
    inverse = f32(1) / magnify
    for y in range(max(0, int(top)), min(buffer.shape[0], int(top + f32(h) * magnify) + 1)):
        v = (f32(y) + f32(0.5) - top) * inverse - f32(0.5)
        i = floor_index(v)
        if i < 0 or i >= h - 1:
            continue
        fv = v - f32(i)
        start = min(spans[i, 0], spans[i + 1, 0]) * magnify + left - f32(first) - f32(2)
        end = max(spans[i, 1], spans[i + 1, 1]) * magnify + left - f32(first) + f32(3)
        for k in range(max(0, int(start)), min(line.shape[0], int(end))):
            x = first + k
            cut = line[k] - f32(y)
            if x < 0 or x >= buffer.shape[1] or cut <= f32(0):
                continue
            u = (f32(x) + f32(0.5) - left) * inverse - f32(0.5)
            j = floor_index(u)
            if j < 0 or j >= w - 1:
                continue
            fu = u - f32(j)
            cut = min(cut, f32(1))
            w11 = fu * fv * cut
            w10, w01 = fv * cut - w11, fu * cut - w11
            w00 = cut - w01 - w10 - w11
            a = lit[i, j, 3] * w00 + lit[i, j + 1, 3] * w01 + lit[i + 1, j, 3] * w10 + lit[i + 1, j + 1, 3] * w11
            r = lit[i, j, 0] * w00 + lit[i, j + 1, 0] * w01 + lit[i + 1, j, 0] * w10 + lit[i + 1, j + 1, 0] * w11
            g = lit[i, j, 1] * w00 + lit[i, j + 1, 1] * w01 + lit[i + 1, j, 1] * w10 + lit[i + 1, j + 1, 1] * w11
            b = lit[i, j, 2] * w00 + lit[i, j + 1, 2] * w01 + lit[i + 1, j, 2] * w10 + lit[i + 1, j + 1, 2] * w11
            buffer[y, x, 0] = buffer[y, x, 0] * (f32(1) - a) + r
            buffer[y, x, 1] = buffer[y, x, 1] * (f32(1) - a) + g
            buffer[y, x, 2] = buffer[y, x, 2] * (f32(1) - a) + b


def draw_rock_plain(buffer, lit, spans, left, top, magnify, line, first) -> None:
    """The same with numpy. ``spans`` is not needed: what is empty covers nothing."""
    h, w = lit.shape[:2]
    y = np.arange(max(0, int(top)), min(buffer.shape[0], int(top + f32(h) * magnify) + 1))
    x = np.arange(max(0, first), min(buffer.shape[1], first + len(line)))
    v = (y.astype(f32) + f32(0.5) - top) / magnify - f32(0.5)
    u = (x.astype(f32) + f32(0.5) - left) / magnify - f32(0.5)
    rows, columns = (v >= 0) & (v < h - 1), (u >= 0) & (u < w - 1)
    y, x, v, u = y[rows], x[columns], v[rows], u[columns]
    cut = np.clip(line[x - first] - y[:, None].astype(f32), 0, 1)[..., None]
    light = bilinear(lit, v[:, None], u[None]) * cut
    place = np.ix_(y, x)
    buffer[place] = buffer[place] * (1 - light[..., 3:]) + light[..., :3]


draw_rock = draw_rock_compiled if HAVE_NUMBA else draw_rock_plain


@compiled
def mirror_rock_compiled(buffer, lit, left, top, magnify, line, first, slopes, horizon, scale, middle, deep, unit):
    """The lit sprite upside down below the waterline, broken by slopes (N, N, 2) laid out in perspective."""
    h, w = lit.shape[0], lit.shape[1]
    mask = slopes.shape[0] - 1
    inverse = f32(1) / magnify
    lowest = f32(0)
    for k in range(line.shape[0]):
        lowest = max(lowest, line[k])
    for y in range(max(0, int(horizon)), min(buffer.shape[0], int(lowest + deep) + 1)):
        depth = f32(y) + f32(0.5) - horizon
        away = scale / max(depth, f32(1))
        row = int(away * f32(40)) & mask
        for k in range(line.shape[0]):
            x = first + k
            below = f32(y) + f32(0.5) - line[k]
            if x < 0 or x >= buffer.shape[1] or below <= f32(0) or below > deep:
                continue
            q = (f32(x) - middle) * away / scale * f32(40) + f32(1024)
            column = int(q)
            part = q - f32(column)
            a, b = column & mask, (column + 1) & mask
            sx = slopes[row, a, 0] + (slopes[row, b, 0] - slopes[row, a, 0]) * part
            sz = slopes[row, a, 1] + (slopes[row, b, 1] - slopes[row, a, 1]) * part
            wobble = f32(1.4) * unit + f32(0.11) * below
            u = (f32(x) + f32(0.5) + sx * wobble - left) * inverse - f32(0.5)
            above = max(below * f32(0.92) + sz * wobble * f32(1.6), f32(0))
            v = (line[k] - above - top) * inverse - f32(0.5)
            i, j = floor_index(v + f32(0.5)), floor_index(u + f32(0.5))
            if i < 0 or j < 0 or i >= h - 1 or j >= w - 1:
                continue
            # nearest pixel: the ripples break it up anyway
            strength = f32(0.88) * math.sqrt(f32(1) - below / deep)
            a = lit[i, j, 3] * strength
            if a > f32(0.003):
                buffer[y, x, 0] = buffer[y, x, 0] * (f32(1) - a) + lit[i, j, 0] * strength * f32(0.7)
                buffer[y, x, 1] = buffer[y, x, 1] * (f32(1) - a) + lit[i, j, 1] * strength * f32(0.7)
                buffer[y, x, 2] = buffer[y, x, 2] * (f32(1) - a) + lit[i, j, 2] * strength * f32(0.7)


def mirror_rock_plain(buffer, lit, left, top, magnify, line, first, slopes, horizon, scale, middle, deep, unit) -> None:
    """The same with numpy."""
    h, w = lit.shape[:2]
    mask = len(slopes) - 1
    y = np.arange(max(0, int(horizon)), min(buffer.shape[0], int(max(line.max(), 0) + deep) + 1))
    x = np.arange(max(0, first), min(buffer.shape[1], first + len(line)))
    if not len(y) or not len(x):
        return
    line, centre, middles = line[x - first], x.astype(f32), (y.astype(f32) + f32(0.5))[:, None]
    away = scale / np.maximum(middles - horizon, f32(1))
    row = (away * f32(40)).astype(np.int64) & mask
    below = middles - line
    q = (centre - middle) * away / scale * f32(40) + f32(1024)
    column = q.astype(np.int64)
    near, far = slopes[row, column & mask], slopes[row, (column + 1) & mask]
    slope = near + (far - near) * (q - column.astype(f32))[..., None]
    wobble = f32(1.4) * unit + f32(0.11) * below
    u = (centre + f32(0.5) + slope[..., 0] * wobble - left) / magnify - f32(0.5)
    above = np.maximum(below * f32(0.92) + slope[..., 1] * wobble * f32(1.6), f32(0))
    v = (line - above - top) / magnify - f32(0.5)
    i, j = np.floor(v + f32(0.5)).astype(np.int64), np.floor(u + f32(0.5)).astype(np.int64)
    seen = (below > 0) & (below <= deep) & (i >= 0) & (j >= 0) & (i < h - 1) & (j < w - 1)
    # nearest pixel, as above
    strength = f32(0.88) * np.sqrt(np.maximum(1 - below / deep, f32(0)))
    light = lit[np.where(seen, i, 0), np.where(seen, j, 0)] * strength[..., None]
    light[~seen | (light[..., 3] <= f32(0.003))] = 0
    part = buffer[y[0] : y[-1] + 1, x[0] : x[-1] + 1]
    part[...] = part * (1 - light[..., 3:]) + light[..., :3] * f32(0.7)


mirror_rock = mirror_rock_compiled if HAVE_NUMBA else mirror_rock_plain


@element("rock")
class Rock:
    """A sea crag.

    Settings:
        x: its middle, reference pixels (570).
        y: reference height of the still water at its sides (the horizon + 52).
        width, height: reference pixels (380, 165).
        lean: -1..1, where its peak stands between its left and right end (-0.3).
        side: "left" or "right", from where the warm light comes ("left").
        warm: colour of the warm rim, linear (0.16, 0.095, 0.032); warm_strength (0.6); warm_start_s (0).
        foam: strength of the fringe at its foot (1).
        seed: picks another rock; the same number is the same rock in every shot (0).
    """

    order = Order.LAND

    def __init__(self, spec: Element, stage: Stage) -> None:
        self._reference_horizon = DEFAULT_HORIZON if stage.horizon is None else stage.horizon
        self._x = float(spec.setting("x", 570.0))
        self._y = float(spec.setting("y", self._reference_horizon + 52))
        width, height = float(spec.setting("width", 380.0)), float(spec.setting("height", 165.0))
        self._warm = np.asarray(spec.setting("warm", (0.16, 0.095, 0.032)), float)
        self._warm_strength = float(spec.setting("warm_strength", 0.6))
        self._warm_start = float(spec.setting("warm_start_s", 0.0))
        self._from_left = spec.setting("side", "left") == "left"
        self._foam = float(spec.setting("foam", 1.0))
        seed = seed_for(int(spec.setting("seed", 0)), "rock")
        random = np.random.default_rng([seed, 1])
        scale = stage.unit * (1 + 0.5 * max(stage.scene.camera.push, 0.0))
        self._sprite = build_rock(self._x, self._y, width, height, float(spec.setting("lean", -0.3)), scale, seed)
        self._planes = np.ascontiguousarray(self._sprite.pixels.reshape(-1, self._sprite.pixels.shape[2]).T)
        filled = self._sprite.pixels[..., ALPHA] > 0.002
        width_px = filled.shape[1]
        first, last = filled.argmax(1), width_px - filled[:, ::-1].argmax(1)
        self._spans = np.stack([np.where(filled.any(1), first, width_px), np.where(filled.any(1), last, 0)], -1).astype(
            f32
        )
        self._bow = 0.045 * width  # how far the front of its foot comes towards the viewer
        self._ripples = Ocean(26.0, 6.0, (0.30, 0.95), random, size=RIPPLE_SIZE)
        self._tile = fft_noise(128, 128, 1.8, random, lowest=4)
        foot = self._sprite.pixels[min(int(self._sprite.foot), self._sprite.pixels.shape[0] - 1), :, ALPHA]
        self._touching = np.convolve(foot, np.hanning(int(16 * scale) | 1) / (8 * scale), "same").astype(f32)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Mirror image, stone, foam."""
        sprite = self._sprite
        left, top = (float(value) for value in frame.to_pixels(sprite.left, sprite.top))
        magnify = frame.unit * frame.zoom / sprite.scale
        first = math.floor(left)
        columns = np.arange(first, first + int(sprite.pixels.shape[1] * magnify) + 1)
        middle = float(frame.to_pixels(self._x, 0.0)[0])
        u = np.clip((columns + 0.5 - middle) / (sprite.half_width * frame.unit * frame.zoom), -1, 1)
        line = (
            waterline(frame, columns / frame.unit, self._y) + self._bow * np.sqrt(1 - u * u) * frame.unit * frame.zoom
        )
        line = line.astype(f32)
        lights = self._lights(frame)
        horizon = float(frame.to_pixels(0.0, self._reference_horizon)[1])
        lit = scratch("rock", *sprite.pixels.shape[:2], 4)
        relight(self._planes, lights, lit.reshape(-1, 4))
        corner = (f32(left), f32(top), f32(magnify))
        mirror_rock(
            buffer,
            lit,
            *corner,
            line,
            first,
            self._ripples.slopes(frame.time),
            f32(horizon),
            f32(frame.stage.scene.view.scale * frame.unit * frame.zoom),
            f32(middle),
            f32(sprite.foot * magnify * 0.85),
            f32(frame.unit),
        )
        draw_rock(buffer, lit, self._spans, *corner, line, first)
        if self._foam > 0:
            weight = np.interp((columns + 0.5 - left) / magnify, np.arange(len(self._touching)), self._touching)
            light = foam_colour(frame, self._foam)
            fringe(
                buffer, self._tile, line, weight.astype(f32), first, f32(frame.unit), f32(15), f32(frame.time), *light
            )

    def _lights(self, frame: Frame) -> NDArray[np.float32]:
        """Light now (4, 3): ambient, from the left, from the right, from above."""
        lights = np.stack([AMBIENT_LIGHT, MOON_LIGHT * 0.5, MOON_LIGHT * 0.5, SKY_LIGHT])
        warm = self._warm * self._warm_strength * float(smoothstep(0, 2.0, frame.time - self._warm_start))
        lights[1 if self._from_left else 2] += warm
        lights[2 if self._from_left else 1] += MOON_LIGHT
        lights[3] += 0.10 * warm
        for flash in frame.stage.flashes:
            light = min(flash.light(frame.time), 1.5) * FLASH_LIGHT
            # a flash far behind lights both sides, one aside mostly its own
            right = 1 / (1 + math.exp(-(flash.x - self._x) / 90))
            lights[1] += 0.30 * (1 - right) * light
            lights[2] += 0.30 * right * light
            lights[3] += 0.08 * light
            lights[0] += 0.004 * light
        return lights.astype(f32)
