"""Single blades of grass near the eye: tapered, bent by the wind, some with seed heads."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import REFERENCE_HEIGHT, Frame, Stage
from engine.sky.layers.arrays import lay_in_order, runs
from engine.sky.layers.land.ridges import FLASH_LIGHT
from engine.sky.layers.noise import ridge_profile, sample_row
from engine.sky.light import f32

GUST = 1024
SLOW = 9.0
"""Standard deviation of the blur of the gusts: at the usual wind a quarter of a second passes over a blade."""


@compiled
def draw_blades_compiled(buffer, blades, shade, rim):
    """Blades over the buffer, back to front.

    blades (n, 9): root x, root y, height, sideways reach of the tip, width at the foot, length of the seed head (share
    of the height), width of the head, tone, phase; lengths in pixels. shade (n, 3) dark side, rim (3) light of the sky.
    """
    rows, columns = buffer.shape[0], buffer.shape[1]
    for n in range(blades.shape[0]):
        root_x, root_y, tall, reach, wide = blades[n, 0], blades[n, 1], blades[n, 2], blades[n, 3], blades[n, 4]
        head, head_wide, tone, phase = blades[n, 5], blades[n, 6], blades[n, 7], blades[n, 8]
        tip = root_y - tall
        for y in range(max(0, math.floor(tip)), min(rows, int(root_y) + 1)):
            s = (root_y - f32(y) - f32(0.5)) / tall
            if s < f32(0) or s > f32(1):
                continue
            bend = s * s * (f32(0.55) + f32(0.45) * s)
            x = root_x + reach * bend
            slope = reach * (f32(1.1) * s + f32(1.35) * s * s) / tall
            half = f32(0.5) * wide * (f32(1) - s) ** f32(0.75) + f32(0.12)
            if head > f32(0) and s > f32(1) - head:
                q = (s - f32(1) + head) / head
                fuzz = f32(0.8) + f32(0.2) * math.sin(f32(y) * f32(1.9) + phase)
                half += head_wide * fuzz * math.sin(f32(math.pi) * q) ** f32(0.7)
            half *= math.sqrt(f32(1) + slope * slope)
            left, right = x - half, x + half
            glow = tone * (f32(0.06) + f32(0.94) * s * s)
            for k in range(max(0, math.floor(left)), min(columns, math.floor(right) + 1)):
                a = min(f32(k) + f32(1), right) - max(f32(k), left)
                if a <= f32(0):
                    continue
                a = min(a, f32(1))
                side = min(max((x - f32(k) - f32(0.5)) / half, f32(-1)), f32(1))
                lit = glow * (f32(0.30) + f32(0.70) * max(side, f32(0)))
                buffer[y, k, 0] += a * (shade[n, 0] + rim[0] * lit - buffer[y, k, 0])
                buffer[y, k, 1] += a * (shade[n, 1] + rim[1] * lit - buffer[y, k, 1])
                buffer[y, k, 2] += a * (shade[n, 2] + rim[2] * lit - buffer[y, k, 2])


def draw_blades_plain(buffer, blades, shade, rim) -> None:
    """The same with numpy, all pixels of all blades at once."""
    root_x, root_y, tall, reach, wide, head, head_wide, tone, phase = blades.T
    first = np.maximum(0, np.floor(root_y - tall)).astype(np.int64)
    n, y = runs(first, np.minimum(buffer.shape[0], root_y.astype(np.int64) + 1))
    s = (root_y[n] - y.astype(f32) - f32(0.5)) / tall[n]
    n, y, s = (values[(s >= 0) & (s <= 1)] for values in (n, y, s))
    x = root_x[n] + reach[n] * s * s * (f32(0.55) + f32(0.45) * s)
    slope = reach[n] * (f32(1.1) * s + f32(1.35) * s * s) / tall[n]
    half = f32(0.5) * wide[n] * (1 - s) ** f32(0.75) + f32(0.12)
    seeds = (head[n] > 0) & (s > 1 - head[n])
    q = np.clip((s - 1 + head[n]) / np.where(seeds, head[n], f32(1)), 0, 1)
    fuzz = f32(0.8) + f32(0.2) * np.sin(y.astype(f32) * f32(1.9) + phase[n])
    half += np.where(seeds, head_wide[n] * fuzz * np.maximum(np.sin(f32(math.pi) * q), f32(0)) ** f32(0.7), f32(0))
    half *= np.sqrt(1 + slope * slope)
    left, right = x - half, x + half
    glow = tone[n] * (f32(0.06) + f32(0.94) * s * s)
    ends = np.minimum(buffer.shape[1], np.floor(right).astype(np.int64) + 1)
    row, k = runs(np.maximum(0, np.floor(left)).astype(np.int64), ends)
    middle = k.astype(f32)
    a = np.clip(np.minimum(middle + 1, right[row]) - np.maximum(middle, left[row]), 0, 1)
    side = np.clip((x[row] - middle - f32(0.5)) / half[row], -1, 1)
    lit = glow[row] * (f32(0.30) + f32(0.70) * np.maximum(side, f32(0)))
    lay_in_order(buffer, y[row], k, a, a[:, None] * (shade[n[row]] + rim * lit[:, None]))


draw_blades = draw_blades_compiled if HAVE_NUMBA else draw_blades_plain


class Blades:
    """Blades over the nearer half of a plain, thicker towards the eye, and three rows of tall ones along the edge."""

    def __init__(
        self,
        stage: Stage,
        rng: np.random.Generator,
        *,
        base: float,
        share: float,
        tallest: float,
        tint: NDArray[np.float64],
    ) -> None:
        """base: far edge of the plain; tallest: height of the tallest blades (reference pixels); share: 0 none .. 2
        many; tint: colour of the sky's light."""
        self._gusts = _soft(ridge_profile(GUST, 3.0, rng, 6))
        self._rim = np.array([0.075, 0.104, 0.150]) * tint
        field = _meadow(stage, rng, base, share)
        rows = [_row(stage, rng, row, share, tallest) for row in range(3)]
        blades = np.concatenate([field, *rows])
        self._blades = blades[:, :9]
        self._depth: Any = blades[:, 9]
        self._shade = blades[:, 10:11] * np.array([[0.0010, 0.0017, 0.0034]])
        self._pace = rng.uniform(0.75, 1.3, len(blades))
        # gusts cross the land at one speed: near the eye they pass faster
        self._near = np.clip((blades[:, 1] - base) / max(REFERENCE_HEIGHT - base, 1), 0.1, 1.2)

    def paint(self, buffer: NDArray[np.float32], frame: Frame, wind: float, direction: float) -> None:
        """Paint the blades as they stand now; ``wind`` 0 .. 2, ``direction`` 1 to the right or -1."""
        if not len(self._blades):
            return
        time, blades = frame.time, self._blades
        x, foot, tall, reach = blades[:, 0], blades[:, 1], blades[:, 2], blades[:, 3]
        phase = blades[:, 8]
        middle = frame.stage.reference_width / 2
        along = (x - middle) / self._near * 0.30 + 130 * self._near - direction * time * 40 * (0.5 + 0.5 * wind)
        gust = sample_row(self._gusts, along + 8 * GUST)
        tremble = np.sin(time * 2.3 * self._pace + phase) + 0.45 * np.sin(time * 5.1 * self._pace + 2.2 * phase)
        push = wind * direction * (0.10 + 0.105 * gust) + 0.018 * min(wind, 1.0) * tremble
        px, py = frame.to_pixels(x, foot, self._depth)
        zoom = frame.unit * (1 + (frame.zoom - 1) * self._depth)
        # a bent blade keeps its length
        sideways = reach + push * tall
        upright = tall / np.sqrt(1 + 0.8 * (sideways / tall) ** 2)
        tone = blades[:, 7] * (1 + 0.40 * wind * np.maximum(gust, -1.5))
        table = np.empty((len(blades), 9), np.float32)
        columns = (px, py, upright * zoom, sideways * zoom, blades[:, 4] * zoom, blades[:, 5], blades[:, 6] * zoom)
        for i, values in enumerate((*columns, tone, phase)):
            table[:, i] = values
        rim = self._rim + FLASH_LIGHT * 1.6 * frame.flash
        draw_blades(buffer, table, self._shade.astype(np.float32), rim.astype(np.float32))


def _soft(profile: NDArray[np.float32]) -> NDArray[np.float32]:
    """A periodic profile (n,) without what is finer than SLOW, of the same spread: blades are heavy, and answer to no
    shorter gust."""
    waves = np.fft.rfftfreq(len(profile))
    soft = np.fft.irfft(np.fft.rfft(profile) * np.exp(-2 * (np.pi * waves * SLOW) ** 2), len(profile))
    return (soft * (float(np.std(profile)) / max(float(np.std(soft)), 1e-9))).astype(f32)


def _meadow(stage: Stage, rng: np.random.Generator, base: float, share: float) -> NDArray[np.float64]:
    """Blades all over the nearer field, sorted from far to near, (n, 11): the columns of ``draw_blades``, parallax,
    brightness of the dark side."""
    room = max(REFERENCE_HEIGHT - base, 30.0)
    count = int(1150 * share * stage.reference_width / 1280)
    near = np.sort(0.20 + 0.88 * rng.random(count) ** 1.1)
    middle, half = stage.reference_width / 2, stage.reference_width / 2 + 60
    # tussocks: most blades gather around a few hundred places of the land
    tussock = rng.uniform(-1, 1, (max(1, count // 7), 2))
    member = rng.integers(len(tussock), size=count)
    spread = rng.normal(0, 1, count)
    x = middle + half * tussock[member, 0] + spread * 15 * near
    x = np.where(rng.random(count) < 0.35, middle + half * rng.uniform(-1, 1, count), x)
    tall = room * near * 0.21 * (0.45 + 0.75 * rng.beta(2, 2, count))
    reach = tall * (0.14 * spread + rng.normal(0, 0.16, count))
    wide = 2.6 * near * rng.uniform(0.6, 1.2, count) + 0.25
    headed = rng.random(count) < 0.07
    head = np.where(headed, rng.uniform(0.18, 0.28, count), 0)
    tone = rng.uniform(0.15, 0.85, count) * (0.95 - 0.35 * near)
    phase = rng.uniform(0, 2 * math.pi, count)
    columns = (x, base + room * near, tall, reach, wide, head, 0.9 * near, tone, phase)
    return np.stack([*columns, 1 + 0.75 * near, 1.25 - 0.55 * near], 1)


def _row(stage: Stage, rng: np.random.Generator, row: int, share: float, tallest: float) -> NDArray[np.float64]:
    """One of three rows of tall blades along the lower edge, columns as in ``_meadow``."""
    foot, size, usual = ((714, 0.46, 130), (738, 0.72, 100), (776, 1.0, 60))[row]
    width = stage.reference_width + 240
    count = int(usual * share * width / 1520)
    tussocks = rng.uniform(-120, width - 120, max(3, count // 9))
    tuft = rng.integers(len(tussocks), size=count)
    spread = rng.normal(0, 1, count)
    lone = rng.random(count) < 0.25
    x = np.where(lone, rng.uniform(-120, width - 120, count), tussocks[tuft] + spread * 24 * (0.6 + size))
    tall = tallest * size * (0.35 + 0.65 * rng.beta(2.0, 1.8, count)) * np.where(lone, 0.75, 1)
    headed = rng.random(count) < (0.16, 0.22, 0.26)[row]
    tall = np.where(headed, np.maximum(tall, tallest * size * 0.8) * 1.12, tall)
    reach = tall * (0.16 * spread + rng.normal(0, 0.13, count))
    wide = (1.3 + 2.9 * size) * rng.uniform(0.7, 1.25, count) * np.where(headed, 0.5, 1)
    head = np.where(headed, rng.uniform(0.16, 0.26, count), 0)
    head_wide = (0.7 + 1.05 * size) * rng.uniform(0.7, 1.2, count)
    tone = rng.uniform(0.35, 1.15, count) * (0.9, 0.75, 0.6)[row]
    columns = (x, foot + rng.uniform(0, 14, count), tall, reach, wide, head, head_wide, tone)
    depth, dark = np.full(count, (1.8, 2.1, 2.5)[row]), np.full(count, (0.75, 0.5, 0.25)[row])
    return np.stack([*columns, rng.uniform(0, 2 * math.pi, count), depth, dark], 1)
