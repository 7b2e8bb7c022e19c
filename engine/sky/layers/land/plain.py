"""A plain of grass at night: rows of grass to the horizon with wind running through them, blades near the eye."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import REFERENCE_HEIGHT, Frame, Stage
from engine.sky.layers.arrays import periodic
from engine.sky.layers.land.grass import Blades
from engine.sky.layers.land.ridges import FLASH_LIGHT, PERIOD, reference_columns
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise, ridge_profile, sample_row
from engine.sky.light import f32
from storyboard.model import Element

ROWS = 44
FIRST_ROW = 2.0
TILE = 512
PROFILE = 4096
LEVELS = 8
TALL = 0.17
COARSE = 8


def grass_profiles(rng: np.random.Generator) -> NDArray[np.float32]:
    """Outlines of a row of grass at LEVELS degrees of blur, (LEVELS, PROFILE, 2): height and tone of the blades.

    Level 0 has blades about 12 samples wide at the foot; each level halves the detail, so that far rows do not sparkle.
    """
    x = np.arange(PROFILE, dtype=float)
    height = np.zeros(PROFILE)
    tone = np.zeros(PROFILE)
    for root in rng.uniform(0, PROFILE, 900):
        tall = 0.35 + 0.65 * rng.beta(1.6, 1.8)
        lean = rng.normal(0, 9)
        wide = rng.uniform(3.0, 6.5)
        # a blade leans: the higher, the farther from its root
        middle = root + lean * 0.5
        near = np.arange(math.floor(middle - wide), math.ceil(middle + wide) + 1) % PROFILE
        away = (x[near] - root + PROFILE / 2) % PROFILE - PROFILE / 2
        blade = tall * np.clip(1 - np.abs(away - lean * 0.5) / wide, 0, 1) ** 0.55
        tone[near] = np.where(blade > height[near], rng.uniform(0.45, 1.3), tone[near])
        height[near] = np.maximum(height[near], blade)
    height = np.maximum(height, 0.30 + 0.10 * rng.random(PROFILE))
    tone = np.where(tone == 0, 0.5, tone)
    levels = [np.stack([height, tone], -1)]
    for level in range(1, LEVELS):
        kernel = np.hanning(2 ** (level + 1) + 1)
        kernel /= kernel.sum()
        blurred = [
            np.convolve(np.pad(levels[0][:, c], len(kernel), mode="wrap"), kernel, "same")[len(kernel) : -len(kernel)]
            for c in (0, 1)
        ]
        levels.append(np.stack(blurred, -1))
    return np.ascontiguousarray(np.stack(levels), np.float32)


@compiled
def _fetch(tile, u, v):
    """Bilinear value of a periodic TILE x TILE picture."""
    i, k = math.floor(v), math.floor(u)
    fv, fu = v - f32(i), u - f32(k)
    mask = tile.shape[0] - 1
    i0, i1, k0, k1 = i & mask, (i + 1) & mask, k & mask, (k + 1) & mask
    upper = tile[i0, k0] + fu * (tile[i0, k1] - tile[i0, k0])
    lower = tile[i1, k0] + fu * (tile[i1, k1] - tile[i1, k0])
    return upper + fv * (lower - upper)


@compiled
def _rows_compiled(rows, profiles, wind, land, edge, unit, drift, gust, tops, sheen):
    """Outline and light of every row of grass.

    rows (n, 8): foot in pixels, start and step of reference columns, distance below the horizon (reference pixels),
    offset into the profile, blur level, reach of the grass in reference pixels, row of the noise tiles.
    edge (W): how far the land rises at its far edge, pixels. Writes tops (n, W) pixels and sheen (n, W).
    """
    count, width = tops.shape
    for j in range(count):
        foot, start, step, below = rows[j, 0], rows[j, 1], rows[j, 2], rows[j, 3]
        offset, level, reach, place = rows[j, 4], int(rows[j, 5]), rows[j, 6], rows[j, 7]
        profile = profiles[level]
        fading = math.exp(-below / f32(14))
        blow, swell, patch = f32(0), f32(0), f32(0)
        blow_step, swell_step, patch_step = f32(0), f32(0), f32(0)
        share = f32(1) / f32(COARSE)
        for x in range(width):
            away = (start + step * x - f32(640)) / below
            if x % COARSE == 0:
                # wind and land change slowly: fetched at every COARSE-th column, linear between
                for end in range(2):
                    here = away + f32(COARSE * end) * step / below
                    w = _fetch(wind, here * f32(13) - drift, place * f32(1.6) + f32(64))
                    w += f32(0.5) * _fetch(wind, here * f32(37) - drift * f32(2.1), place * f32(4.1) + f32(9))
                    s = _fetch(land, here * f32(7), place)
                    q = _fetch(land, here * f32(23) + f32(104), place * f32(2.7) + f32(211))
                    if end == 0:
                        blow, swell, patch = gust * w, s, q
                    else:
                        blow_step, swell_step = (gust * w - blow) * share, (s - swell) * share
                        patch_step = (q - patch) * share
            u = away * f32(420) + offset + blow * f32(9)
            k = math.floor(u)
            fu = u - f32(k)
            k0, k1 = k & (PROFILE - 1), (k + 1) & (PROFILE - 1)
            g = profile[k0, 0] + fu * (profile[k1, 0] - profile[k0, 0])
            tone = profile[k0, 1] + fu * (profile[k1, 1] - profile[k0, 1])
            g = g * (f32(1) + f32(0.16) * patch - f32(0.13) * blow)
            tops[j, x] = foot - unit * (reach * g + below * f32(0.10) * swell) - edge[x] * fading
            bright = tone * (f32(0.72) + f32(0.20) * patch + f32(0.50) * max(blow, f32(-0.9)))
            sheen[j, x] = max(bright, f32(0.05))
            blow += blow_step
            swell += swell_step
            patch += patch_step


def _rows_plain(rows, profiles, wind, land, edge, unit, drift, gust, tops, sheen) -> None:
    """The same with numpy."""
    foot, start, step, below, offset, _, reach, place = (rows[:, k, None] for k in range(8))
    width = tops.shape[1]
    x = np.arange(width, dtype=f32)
    # wind and land at the ends of every COARSE columns, linear between
    ends = np.arange(-(-width // COARSE) + 1, dtype=f32) * f32(COARSE)
    here = (start + step * ends - f32(640)) / below
    blow = periodic(wind, here * f32(13) - drift, place * f32(1.6) + f32(64))
    blow += f32(0.5) * periodic(wind, here * f32(37) - drift * f32(2.1), place * f32(4.1) + f32(9))
    swell = periodic(land, here * f32(7), place)
    patch = periodic(land, here * f32(23) + f32(104), place * f32(2.7) + f32(211))
    blow, swell, patch = (_between(values, width) for values in (gust * blow, swell, patch))
    u = (start + step * x - f32(640)) / below * f32(420) + offset + blow * f32(9)
    whole = np.floor(u)
    k, level = whole.astype(np.int64), rows[:, 5, None].astype(np.int64)
    first = profiles[level, k & (PROFILE - 1)]
    found = first + (u - whole)[..., None] * (profiles[level, (k + 1) & (PROFILE - 1)] - first)
    grass = found[..., 0] * (1 + f32(0.16) * patch - f32(0.13) * blow)
    tops[...] = foot - unit * (reach * grass + below * f32(0.10) * swell) - edge * np.exp(-below / f32(14))
    bright = f32(0.72) + f32(0.20) * patch + f32(0.50) * np.maximum(blow, f32(-0.9))
    sheen[...] = np.maximum(found[..., 1] * bright, f32(0.05))


def _between(ends: NDArray[np.float32], width: int) -> NDArray[Any]:
    """Values (n, W) linear between those at every COARSE-th column (n, m)."""
    share = np.arange(COARSE, dtype=f32) / f32(COARSE)
    steps = (ends[:, 1:] - ends[:, :-1])[..., None] * share
    return (ends[:, :-1, None] + steps).reshape(len(ends), -1)[:, :width]


_rows = _rows_compiled if HAVE_NUMBA else _rows_plain


@compiled
def _field_compiled(buffer, tops, sheen, depths, tones):
    """tops, sheen (n, W) far to near; depths (n) pixels from tip to root; tones (n, 2, 3) root and tip colours."""
    count, width = tops.shape
    height = buffer.shape[0]
    now = np.zeros(width, np.int32)
    before = np.zeros(width, np.int32)
    first = f32(1e9)
    for x in range(width):
        first = min(first, tops[0, x])
    for y in range(max(0, int(first) - 1), height):
        row = buffer[y]
        middle = f32(y) + f32(0.5)
        for x in range(width):
            j = now[x]
            found = j
            if j + 1 < count and tops[j + 1, x] < middle + f32(0.5):
                found = j + 1
            if j + 2 < count and tops[j + 2, x] < middle + f32(0.5):
                found = j + 2
            if found != j:
                before[x] = j
                now[x] = found
                j = found
            below = middle - tops[j, x]
            a = below + f32(0.5)
            if a <= f32(0):
                continue
            t = min(max(below, f32(0)) / depths[j], f32(1))
            s = f32(1) - t
            s = s * s * sheen[j, x]
            r = tones[j, 0, 0] + tones[j, 1, 0] * s
            g = tones[j, 0, 1] + tones[j, 1, 1] * s
            b = tones[j, 0, 2] + tones[j, 1, 2] * s
            if a < f32(1):
                br, bg, bb = row[x, 0], row[x, 1], row[x, 2]
                if j > 0:
                    i = before[x]
                    t = min(max(middle - tops[i, x], f32(0)) / depths[i], f32(1))
                    s = f32(1) - t
                    s = s * s * sheen[i, x]
                    br = tones[i, 0, 0] + tones[i, 1, 0] * s
                    bg = tones[i, 0, 1] + tones[i, 1, 1] * s
                    bb = tones[i, 0, 2] + tones[i, 1, 2] * s
                r = br + a * (r - br)
                g = bg + a * (g - bg)
                b = bb + a * (b - bb)
            row[x, 0] = r
            row[x, 1] = g
            row[x, 2] = b


def _field_plain(buffer, tops, sheen, depths, tones) -> None:
    """The same with numpy, row by row of the picture."""
    width = tops.shape[1]
    now, before, x = np.zeros(width, np.int64), np.zeros(width, np.int64), np.arange(width)
    # two rows beyond the nearest that are never reached
    ends = np.concatenate([tops, np.full((2, width), np.inf, f32)])

    def shade(rows: NDArray[np.int64], middle: np.float32) -> NDArray[np.float32]:
        s = 1 - np.clip((middle - tops[rows, x]) / depths[rows], 0, 1)
        return tones[rows, 0] + tones[rows, 1] * (s * s * sheen[rows, x])[:, None]

    for y in range(max(0, int(tops[0].min()) - 1), buffer.shape[0]):
        middle = f32(y) + f32(0.5)
        found = np.where(ends[now + 1, x] < middle + f32(0.5), now + 1, now)
        found = np.where(ends[now + 2, x] < middle + f32(0.5), now + 2, found)
        before = np.where(found != now, now, before)
        now = found
        a = np.clip(middle - tops[now, x] + f32(0.5), 0, 1)[:, None]
        behind = np.where((now > 0)[:, None], shade(before, middle), buffer[y])
        colour = behind + a * (shade(now, middle) - behind)
        buffer[y] = np.where(a > 0, np.where(a < 1, colour, shade(now, middle)), buffer[y])


_field = _field_compiled if HAVE_NUMBA else _field_plain


@element("plain")
class Plain:
    """A wide plain of grass under the sky, with wind.

    Settings (reference pixels, 720 high):
        base: height of the far edge of the plain (default: the horizon, else 540).
        wind: strength of the wind, 0 still .. 2 strong (default 1).
        direction: 1 the wind blows to the right, -1 to the left (default 1).
        blades: how many blades stand near the eye, 0 none .. 2 many (default 1).
        blade_height: height of the tallest near blades (default 150).
        colour: [r, g, b] tint of the sky's light on the grass (default [1, 1, 1]).
        brightness: light of the whole (default 1).
        haze: [r, g, b] linear colour of the air at the far edge (default [0.010, 0.018, 0.034]).
        seed: another seed, another plain (default 0).
    """

    order = Order.LAND

    def __init__(self, spec: Element, stage: Stage) -> None:
        seed = int(spec.setting("seed", 0))
        rng = stage.random("plain", seed)
        self._base = float(spec.setting("base", stage.horizon if stage.horizon is not None else 540.0))
        self._wind = float(spec.setting("wind", 1.0))
        self._direction = 1.0 if float(spec.setting("direction", 1)) >= 0 else -1.0
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float) * float(spec.setting("brightness", 1.0))
        haze = np.asarray(spec.setting("haze", (0.010, 0.018, 0.034)), float)
        deepest = max(REFERENCE_HEIGHT - self._base, 30.0) * 1.35 + 20
        self._below = FIRST_ROW * (deepest / FIRST_ROW) ** (np.arange(ROWS) / (ROWS - 1))
        self._offsets = rng.uniform(0, PROFILE, ROWS)
        self._profiles = grass_profiles(rng)
        self._gusts = fft_noise(TILE, TILE, 3.0, rng, lowest=3, aspect=0.7)
        self._land = fft_noise(TILE, TILE, 3.2, rng, lowest=2, aspect=1.6)
        self._edge = ridge_profile(PERIOD, 2.9, rng, 6)
        self._places = 40 + 60 * np.log(self._below / FIRST_ROW)
        near = np.clip(np.log(self._below / 3) / np.log(60), 0, 1)[:, None]
        far = np.exp(-self._below / 16.0)[:, None]
        root = np.array([0.0017, 0.0027, 0.0054]) * (1.0 - 0.5 * near) + haze * 0.75 * far
        tip = np.array([0.0370, 0.0520, 0.0740]) * tint * (1.0 - 0.60 * near) * (1 - 0.5 * far) + haze * 0.3 * far
        self._tones = np.stack([root, tip], 1)
        self._near = near[:, 0]
        self._blades = Blades(
            stage,
            stage.random("plain", seed, "blades"),
            base=self._base,
            share=float(spec.setting("blades", 1.0)),
            tallest=float(spec.setting("blade_height", 150.0)),
            tint=tint,
        )

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        unit, width = frame.unit, frame.stage.width
        depth = 1 + 0.75 * self._near**1.5
        edge, foot = frame.to_pixels(0.0, self._base + self._below, depth)
        step = 1000 / (frame.to_pixels(1000.0, 0.0, depth)[0] - edge)
        start = (0.5 - edge) * step - (frame.stage.reference_width / 2 - 640)
        level = np.clip(np.log2(np.maximum(420 / self._below * step, 1e-3)) + 0.5, 0, LEVELS - 1)
        tall = self._below * TALL + 1.0
        columns = (foot, start, step, self._below, self._offsets, level, tall, self._places)
        rows = np.stack(columns, 1).astype(np.float32)
        zoom = unit * frame.zoom
        tops = np.empty((ROWS, width), np.float32)
        sheen = np.empty_like(tops)
        drift = frame.time * 11.0 * (0.5 + 0.5 * self._wind) * self._direction
        first, width_step = reference_columns(frame, 1.0)
        edge = sample_row(self._edge, first + width_step * np.arange(width)) * f32(2.6 * zoom)
        gust = f32(0.62 * self._wind)
        _rows(rows, self._profiles, self._gusts, self._land, edge, f32(zoom), f32(drift), gust, tops, sheen)
        tones = self._tones.copy()
        tones[:, 1] += FLASH_LIGHT * 0.9 * frame.flash
        depths = (tall * zoom * 1.15 + 0.5).astype(np.float32)
        _field(buffer, tops, sheen, depths, tones.astype(np.float32))
        self._blades.paint(buffer, frame, self._wind, self._direction)
