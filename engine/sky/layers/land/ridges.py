"""Ridges of land one behind the other: profiles, the light on their slopes, the mist between them.

Mountains, hills and treelines are all ridges. A ridge is a height profile over a period of reference pixels, a small
texture of light on its face that follows its crest, and a band of mist at its foot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame
from engine.sky.layers.noise import fft_noise, sample_field, warp
from engine.sky.light import f32, smoothstep

PERIOD = 4096
FACE_ROWS = 56
ROW_STEP = 4.0
FLASH_LIGHT = np.array([0.085, 0.10, 0.16])
SLOPES = ((2.5, 0.30, 14.0), (8.0, 0.42, 40.0), (26.0, 0.50, 130.0))
"""How a crest's slope lights the face below it, fine to broad: reference pixels over which the slope is smoothed, its
weight, how deep it is seen."""


@dataclass(frozen=True)
class Ridge:
    """One ridge.

    profile: (PERIOD,) height above ``base`` in reference pixels, one sample a reference pixel, periodic.
    face: (FACE_ROWS, PERIOD, 2) light on the slope and snow, by depth below the crest and place along it.
    base: height of its foot in the picture, reference pixels. depth: parallax, 1 is as far as the horizon.
    shade, light, snow, mist: linear colours (3,) of the dark side, the lit side, snow and the mist at the foot.
    mist_height: reference pixels above the foot over which the mist thins out; mist_top: mist left at the crest, 0..1.
    """

    profile: NDArray[np.float32]
    face: NDArray[np.float32]
    base: float
    depth: float
    shade: NDArray[np.float32]
    light: NDArray[np.float32]
    snow: NDArray[np.float32]
    mist: NDArray[np.float32]
    mist_height: float
    mist_top: float


def lit_face(
    profile: NDArray[np.float32],
    rng: np.random.Generator,
    *,
    roughness: float = 1.0,
    light_side: float = -1.0,
    snow_line: float | None = None,
) -> NDArray[np.float32]:
    """Light and snow on the face of a ridge, (FACE_ROWS, PERIOD, 2) in 0..1.

    The slope of the crest decides which side of a spur is lit; going down, the spurs wander and fork.
    roughness: how strongly; light_side: -1 lit from the left, 1 from the right;
    snow_line: height above the base (reference pixels) over which snow lies, None for none.
    """
    rows = np.arange(FACE_ROWS, dtype=f32)[:, None] * f32(ROW_STEP)
    columns = np.arange(PERIOD, dtype=f32)
    wander = face_noise(3.0, rng, lowest=3)
    gullies = face_noise(2.3, rng, lowest=7, aspect=0.45)
    reach = 10 + 0.75 * rows
    place = columns[None] + wander * reach * 0.9 + gullies * np.minimum(rows, 40) * 0.10
    tripled = np.tile(profile, 3)[None]
    smooth = np.stack([cv2.GaussianBlur(tripled, (0, 0), width)[0, PERIOD : 2 * PERIOD] for width, _, _ in SLOPES], -1)
    facing = np.tanh(np.gradient(smooth, axis=0).astype(np.float32) * f32(light_side * -1.6))
    found = sample_field(facing[None], place, np.zeros_like(place))
    light = sum(found[..., k] * (weight * np.exp(-rows / lasting)) for k, (_, weight, lasting) in enumerate(SLOPES))
    steep = cv2.Sobel(warp(gullies, 5 * wander, 0 * wander), cv2.CV_32F, 1, 0, ksize=3)
    steep /= max(float(steep.std()), 1e-6)
    light += roughness * 0.17 * light_side * steep * np.clip(rows / 14, 0, 1)
    lit = np.clip(0.40 + 0.95 * roughness * light, 0, 1.25)
    crest = np.exp(-rows / 3.0) * np.clip(0.55 + light, 0.12, 1.2)
    snow = np.zeros_like(lit)
    if snow_line is not None:
        height = profile[None] - rows
        streaks = 9 * wander + 13 * gullies
        snow = smoothstep(snow_line - 6, snow_line + 22, height + streaks) * np.clip(0.30 + 0.95 * light, 0.05, 1)
    return np.ascontiguousarray(np.stack([lit + crest, snow], -1), np.float32)


def face_noise(beta: float, rng: np.random.Generator, lowest: float = 3, aspect: float = 1.0) -> NDArray[np.float32]:
    """Noise (FACE_ROWS, PERIOD) of variance 1, drawn at half the width."""
    noise = fft_noise(FACE_ROWS * 4, PERIOD // 2, beta, rng, lowest=lowest, aspect=aspect, rows=FACE_ROWS)
    return np.asarray(cv2.resize(noise, (PERIOD, FACE_ROWS), interpolation=cv2.INTER_LINEAR), np.float32)


@compiled
def _paint_compiled(buffer, tops, cover, steep, faces, column, row_step, mist_rows, drift, colours):
    """tops, steep, cover, drift (n, W); faces (n, R, C, 2); column (n, W) face column of each pixel column;
    row_step (n) face rows per pixel; mist_rows (n, H); colours (n, 4, 3) shade, light, snow, mist."""
    ridges, width = tops.shape
    height = buffer.shape[0]
    face_rows = faces.shape[1]
    for j in range(ridges):
        first, last = f32(1e9), f32(-1e9)
        for x in range(width):
            first = min(first, tops[j, x])
            last = max(last, cover[j, x])
        shade_r, shade_g, shade_b = colours[j, 0, 0], colours[j, 0, 1], colours[j, 0, 2]
        light_r, light_g, light_b = colours[j, 1, 0], colours[j, 1, 1], colours[j, 1, 2]
        snow_r, snow_g, snow_b = colours[j, 2, 0], colours[j, 2, 1], colours[j, 2, 2]
        mist_r, mist_g, mist_b = colours[j, 3, 0], colours[j, 3, 1], colours[j, 3, 2]
        face, down = faces[j], row_step[j]
        snowy = snow_r > f32(0)
        for y in range(max(0, int(first) - 2), min(height, int(last) + 1)):
            row = buffer[y]
            fog = mist_rows[j, y]
            for x in range(width):
                below = f32(y) + f32(0.5) - tops[j, x]
                a = below * steep[j, x] + f32(0.5)
                if a <= f32(0) or f32(y) > cover[j, x]:
                    continue
                m = min(fog * drift[j, x], f32(1))
                lit, snow = f32(0.3), f32(0)
                v = max(below, f32(0)) * down
                i = int(v)
                if i < face_rows - 1 and m < f32(0.97):
                    fv = v - f32(i)
                    k = column[j, x]
                    lit = face[i, k, 0] + fv * (face[i + 1, k, 0] - face[i, k, 0])
                    if snowy:
                        snow = face[i, k, 1] + fv * (face[i + 1, k, 1] - face[i, k, 1])
                clear = f32(1) - m
                r = clear * (shade_r + light_r * lit + snow_r * snow) + m * mist_r
                g = clear * (shade_g + light_g * lit + snow_g * snow) + m * mist_g
                b = clear * (shade_b + light_b * lit + snow_b * snow) + m * mist_b
                if a < f32(1):
                    r = row[x, 0] + a * (r - row[x, 0])
                    g = row[x, 1] + a * (g - row[x, 1])
                    b = row[x, 2] + a * (b - row[x, 2])
                row[x, 0] = r
                row[x, 1] = g
                row[x, 2] = b


def _paint_plain(buffer, tops, cover, steep, faces, column, row_step, mist_rows, drift, colours) -> None:
    """The same with numpy, ridge by ridge."""
    for j in range(len(tops)):
        shade, light, snow, mist = colours[j]
        first = max(0, int(min(tops[j].min(), f32(1e9))) - 2)
        end = min(buffer.shape[0], int(cover[j].max()) + 1)
        if first >= end:
            continue
        rows = np.arange(first, end, dtype=f32)[:, None]
        seen = ((rows + f32(0.5) - tops[j]) * steep[j] + f32(0.5) > 0) & (rows <= cover[j])
        y, x = np.nonzero(seen)
        y += first
        below = y.astype(f32) + f32(0.5) - tops[j, x]
        a = np.minimum(below * steep[j, x] + f32(0.5), f32(1))[:, None]
        m = np.minimum(mist_rows[j, y] * drift[j, x], f32(1))
        v = np.maximum(below, f32(0)) * row_step[j]
        bare = (v >= faces.shape[1] - 1) | (m >= f32(0.97))
        v[bare] = 0
        i, k = v.astype(np.int64), column[j, x]
        face = faces[j, i, k]
        face += (faces[j, i + 1, k] - face) * (v - i).astype(f32)[:, None]
        face[bare] = (0.3, 0.0)
        m = m[:, None]
        colour = (1 - m) * (shade + light * face[:, :1] + snow * face[:, 1:]) + m * mist
        behind = buffer[y, x]
        buffer[y, x] = behind + a * (colour - behind)


_paint = _paint_compiled if HAVE_NUMBA else _paint_plain


@compiled
def _outlines_compiled(profiles, fog, places, hidden, tops, steep, column, drift, cover):
    """Crest lines and what belongs to their columns.

    profiles (n, PERIOD); fog (PERIOD); places (n, 6): first reference x and step per pixel, foot in pixels, pixels per
    reference pixel, first place and step in the fog; hidden: first row that no ridge reaches. Writes tops, steep, drift
    and cover (n, W), the first row that a nearer ridge hides for good, and column (n, W).
    """
    ridges, width = tops.shape
    mask = PERIOD - 1
    for j in range(ridges):
        start, step, foot, scale = places[j, 0], places[j, 1], places[j, 2], places[j, 3]
        fog_start, fog_step = places[j, 4], places[j, 5]
        profile = profiles[j]
        for x in range(width):
            at = start + step * x
            k = math.floor(at)
            t = f32(at - k)
            a, b = profile[(k - 1) & mask], profile[k & mask]
            c, d = profile[(k + 1) & mask], profile[(k + 2) & mask]
            # Catmull-Rom
            half, third = c - a, f32(3) * (b - c) + d - a
            height = b + f32(0.5) * t * (half + t * (f32(2) * a - f32(5) * b + f32(4) * c - d + t * third))
            tops[j, x] = foot - scale * height
            column[j, x] = math.floor(at + 0.5) & mask
            at = fog_start + fog_step * x
            k = math.floor(at)
            t = f32(at - k)
            drift[j, x] = f32(1) + f32(0.16) * (fog[k & mask] + t * (fog[(k + 1) & mask] - fog[k & mask]))
        for x in range(width):
            slope = f32(0.5) * (tops[j, min(x + 1, width - 1)] - tops[j, max(x - 1, 0)])
            steep[j, x] = f32(1) / math.sqrt(f32(1) + slope * slope)
    for x in range(width):
        nearest = hidden
        for j in range(ridges - 1, -1, -1):
            cover[j, x] = nearest
            nearest = min(nearest, tops[j, x] + f32(2.5))


def _outlines_plain(profiles, fog, places, hidden, tops, steep, column, drift, cover) -> None:
    """The same with numpy."""
    start, step, foot, scale, fog_start, fog_step = (places[:, k, None] for k in range(6))
    x, mask = np.arange(tops.shape[1]), PERIOD - 1
    at = start + step * x
    ridge = np.arange(len(profiles))[:, None]
    k = np.floor(at).astype(np.int64)
    t = (at - k).astype(f32)
    a, b, c, d = (profiles[ridge, (k + shift) & mask] for shift in (-1, 0, 1, 2))
    third = f32(3) * (b - c) + d - a
    height = b + f32(0.5) * t * (c - a + t * (f32(2) * a - f32(5) * b + f32(4) * c - d + t * third))
    tops[...] = foot - scale * height
    column[...] = np.floor(at + 0.5).astype(np.int64) & mask
    at = fog_start + fog_step * x
    k = np.floor(at).astype(np.int64)
    near, far = fog[k & mask], fog[(k + 1) & mask]
    drift[...] = 1 + f32(0.16) * (near + (at - k).astype(f32) * (far - near))
    padded = np.pad(tops, ((0, 0), (1, 1)), mode="edge")
    slope = f32(0.5) * (padded[:, 2:] - padded[:, :-2])
    steep[...] = 1 / np.sqrt(1 + slope * slope)
    nearest = np.full(tops.shape[1], hidden, f32)
    for j in range(len(tops) - 1, -1, -1):
        cover[j] = nearest
        nearest = np.minimum(nearest, tops[j] + f32(2.5))


_outlines = _outlines_compiled if HAVE_NUMBA else _outlines_plain


def reference_columns(frame: Frame, depth: float) -> tuple[float, float]:
    """Reference x of the middle of the first pixel column at a depth, and the step per pixel."""
    x0, x1 = frame.to_pixels(np.array([0.0, 1000.0]), 0.0, depth)[0]
    step = 1000.0 / (x1 - x0)
    return (0.5 - x0) * step, step


@dataclass(frozen=True)
class Outlines:
    """Crest lines (n, W) in pixels and per column: 1 / length of the slope, face column, mist, the first row that a
    nearer ridge hides for good; per ridge: reference pixels per pixel and the foot in pixels."""

    tops: NDArray[np.float32]
    steep: NDArray[np.float32]
    column: NDArray[np.int32]
    drift: NDArray[np.float32]
    cover: NDArray[np.float32]
    step: list[float]
    foot: list[float]


class Ridges:
    """Several ridges, far to near, as one picture. ``ground`` says whether the nearest one reaches the lower edge."""

    def __init__(self, ridges: list[Ridge], drift: NDArray[np.float32], *, ground: bool = True) -> None:
        """drift: (PERIOD,) periodic noise of unit variance: how the mist varies along a ridge."""
        self.ridges = ridges
        self._profiles = np.ascontiguousarray(np.stack([ridge.profile for ridge in ridges]), np.float32)
        self._faces = np.ascontiguousarray(np.stack([ridge.face for ridge in ridges]))
        self._drift = drift
        self._ground = ground

    def outlines(self, frame: Frame) -> Outlines:
        """The crest lines now, far to near."""
        count, width = len(self.ridges), frame.stage.width
        places = np.empty((count, 6))
        for j, ridge in enumerate(self.ridges):
            start, step = reference_columns(frame, ridge.depth)
            foot = float(frame.to_pixels(0.0, ridge.base, ridge.depth)[1])
            slow = 0.55 + 0.1 * j
            drift = start * slow + frame.time * (5 + 2.5 * j) + 700 * j
            places[j] = start, step, foot, 1 / step, drift, step * slow
        step, foot = places[:, 1].tolist(), places[:, 2].tolist()
        ground = float(frame.stage.height)
        tops, steep, drift, cover = (np.empty((count, width), np.float32) for _ in range(4))
        column = np.empty((count, width), np.int32)
        hidden = f32(ground if self._ground else min(ground, foot[-1]))
        _outlines(self._profiles, self._drift, places, hidden, tops, steep, column, drift, cover)
        return Outlines(tops, steep, column, drift, cover, step, foot)

    def paint(
        self,
        buffer: NDArray[np.float32],
        frame: Frame,
        lines: Outlines | None = None,
        *,
        first: int = 0,
        last: int | None = None,
    ) -> Outlines:
        """Paint the ridges ``first`` to before ``last`` (all) over the buffer; returns the outlines of all.

        ``lines`` are the outlines where the caller has them already.
        """
        height = frame.stage.height
        lines = self.outlines(frame) if lines is None else lines
        chosen = self.ridges[first:last]
        part = slice(first, first + len(chosen))
        row_step = np.empty(len(chosen), np.float32)
        mist_rows = np.empty((len(chosen), height), np.float32)
        colours = np.empty((len(chosen), 4, 3), np.float32)
        rows = np.arange(height, dtype=np.float32) + f32(0.5)
        for j, ridge in enumerate(chosen):
            step, foot = lines.step[first + j], lines.foot[first + j]
            row_step[j] = step / ROW_STEP
            above = np.maximum(f32(foot) - rows, f32(0)) * f32(step / ridge.mist_height)
            mist_rows[j] = ridge.mist_top + (1 - ridge.mist_top) * np.exp(-(above ** f32(1.4)))
            colours[j] = _lit_by_flash(ridge, frame.flash)
        _paint(
            buffer, lines.tops[part], lines.cover[part], lines.steep[part], self._faces[part], lines.column[part],
            row_step, mist_rows, lines.drift[part], colours,
        )  # fmt: skip
        return lines


def _lit_by_flash(ridge: Ridge, flash: float) -> NDArray[np.float32]:
    """Colours (4, 3) of shade, light, snow and mist under lightning of strength ``flash``."""
    shares = np.array([0.0, 1.0, 2.0 if ridge.snow.any() else 0.0, 0.35])
    colours = np.stack([ridge.shade, ridge.light, ridge.snow, ridge.mist])
    return (colours + shares[:, None] * FLASH_LIGHT * flash).astype(np.float32)
