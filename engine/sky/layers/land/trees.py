"""Trees: silhouettes drawn once along a crest, lit from one side by the sky."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.land.ridges import FLASH_LIGHT, PERIOD, Ridge, reference_columns
from engine.sky.layers.noise import ridge_profile, sample_row
from engine.sky.light import f32
from storyboard.model import Element

SUPERSAMPLING = 4
SMALLEST = 0.12
"""A tree with less room than this, in the height of a tall one, does not stand."""

Polygons = list[NDArray[np.float64]]


def conifer(rng: np.random.Generator) -> Polygons:
    """A fir of height 1 standing at the origin, y up: drooping boughs, no two alike."""
    tiers = int(rng.integers(7, 12))
    wide = rng.uniform(0.13, 0.21)
    sides = []
    for sign in (-1.0, 1.0):
        points = [(0.0, 1.0)]
        for i in range(1, tiers + 1):
            down = (i / tiers) ** 0.92
            reach = wide * down**0.8 * rng.uniform(0.62, 1.12)
            y = 1 - 0.93 * down
            points += [(sign * reach, y - 0.012), (sign * reach * rng.uniform(0.40, 0.62), y + 0.018)]
        sides.append(points)
    lean = rng.normal(0, 0.02)
    outline = np.array(sides[0] + sides[1][::-1])
    outline[:, 0] += lean * outline[:, 1]
    return [outline, np.array([(-0.014, 0.1), (0.014, 0.1), (0.018, -0.05), (-0.018, -0.05)])]


_TRUNK = np.linspace(0, 1, 14)
_SWING = np.sin(_TRUNK * math.pi * 1.6)
_ROUND = np.linspace(0, 2 * math.pi, 26)
_CUSHION = np.stack([np.cos(_ROUND), 0.060 * np.sin(_ROUND)], 1)
_SAG = np.stack([0 * _ROUND, 0.03 * np.abs(np.cos(_ROUND))], 1)


def pine(rng: np.random.Generator) -> Polygons:
    """An old pine of height about 1: a bent trunk and flat cushions of needles, as in ink paintings."""
    bend, lean = rng.normal(0, 0.10), rng.normal(0, 0.16)
    x = lean * _TRUNK + bend * _SWING
    y = 0.94 * _TRUNK
    thick = 0.030 * (1.15 - _TRUNK)
    shapes = [np.array([(*(x - thick), *(x + thick)[::-1]), (*y, *y[::-1])]).T]
    for i in range(int(rng.integers(4, 7))):
        at = min(0.42 + 0.56 * i / 5 + rng.uniform(-0.05, 0.05), 0.99)
        sign = 1 if (i + int(rng.integers(2))) % 2 else -1
        foot_x, foot_y = float(np.interp(at, _TRUNK, x)), 0.94 * at
        long = rng.uniform(0.20, 0.38) * (1.28 - at)
        middle_x, middle_y = foot_x + sign * long * 0.62, foot_y + 0.045
        jag = 1 + 0.13 * rng.standard_normal((26, 1))
        shapes.append((middle_x, middle_y) + _CUSHION * (long, 1.0) * jag + _SAG)
        shapes.append(
            np.array(
                [(foot_x, foot_y - 0.05), (foot_x, foot_y - 0.025), (middle_x, middle_y + 0.01),
                 (middle_x, middle_y - 0.012)]
            )
        )  # fmt: skip
    return shapes


_BOLE = np.array([(-0.03, -0.05), (0.03, -0.05), (0.02, 0.4), (-0.02, 0.4)])
_CLUMP = np.stack([np.cos(np.linspace(0, 2 * math.pi, 22)), 0.9 * np.sin(np.linspace(0, 2 * math.pi, 22))], 1)


def broadleaf(rng: np.random.Generator) -> Polygons:
    """A round crown of leaf clumps, height about 0.8."""
    shapes = [_BOLE]
    for _ in range(int(rng.integers(7, 12))):
        middle = rng.normal(0, 0.15), 0.46 + rng.normal(0, 0.12)
        radius = rng.uniform(0.10, 0.19) * (1 + 0.14 * rng.standard_normal((22, 1)))
        shapes.append(middle + radius * _CLUMP)
    return shapes


SPECIES: dict[str, tuple[Callable[[np.random.Generator], Polygons], ...]] = {
    "conifers": (conifer,),
    "pines": (pine,),
    "leaves": (broadleaf,),
    "mixed": (conifer, conifer, pine, broadleaf),
    "garden": (pine, broadleaf, broadleaf),
}


@compiled
def _paint_compiled(buffer, strip, first_row, row_step, first_column, column_step, tops, talls, shades, light):
    """strip (h, w, 2): cover and lit edge, periodic across; rows and columns of the strip per pixel; tops (W): crest of
    the ground; talls (W): how far above it trees reach; shades (H, 3): colour of the trees in each row."""
    h, w = strip.shape[0], strip.shape[1]
    height, width = buffer.shape[0], buffer.shape[1]
    highest, lowest = f32(1e9), f32(-1e9)
    for x in range(width):
        highest = min(highest, tops[x] - talls[x])
        lowest = max(lowest, tops[x] + f32(2))
    for y in range(max(0, int(highest)), min(height, int(lowest) + 1)):
        v = first_row + row_step * y
        i = math.floor(v)
        if i < 0:
            continue
        if i >= h - 1:
            break
        fv = v - i
        shade_r, shade_g, shade_b = shades[y, 0], shades[y, 1], shades[y, 2]
        for x in range(width):
            if f32(y) > tops[x] + f32(2) or f32(y) < tops[x] - talls[x]:
                continue
            u = first_column + column_step * x
            u = u - w if u >= w else u
            k0 = int(u)
            fu = u - f32(k0)
            k1 = k0 + 1 if k0 + 1 < w else 0
            w00, w01, w10, w11 = (f32(1) - fu) * (f32(1) - fv), fu * (f32(1) - fv), (f32(1) - fu) * fv, fu * fv
            a = strip[i, k0, 0] * w00 + strip[i, k1, 0] * w01 + strip[i + 1, k0, 0] * w10 + strip[i + 1, k1, 0] * w11
            if a < f32(0.004):
                continue
            lit = strip[i, k0, 1] * w00 + strip[i, k1, 1] * w01 + strip[i + 1, k0, 1] * w10 + strip[i + 1, k1, 1] * w11
            buffer[y, x, 0] = buffer[y, x, 0] * (f32(1) - a) + shade_r * a + light[0] * lit
            buffer[y, x, 1] = buffer[y, x, 1] * (f32(1) - a) + shade_g * a + light[1] * lit
            buffer[y, x, 2] = buffer[y, x, 2] * (f32(1) - a) + shade_b * a + light[2] * lit


def _paint_plain(buffer, strip, first_row, row_step, first_column, column_step, tops, talls, shades, light) -> None:
    """The same with numpy."""
    h, w = strip.shape[:2]
    rows = np.arange(max(0, int((tops - talls).min())), buffer.shape[0])
    v = first_row + row_step * rows.astype(f32)
    rows = rows[(v >= 0) & (v < h - 1)]
    down = rows[:, None].astype(f32)
    n, x = np.nonzero((down <= tops + 2) & (down >= tops - talls))
    y = rows[n]
    v, u = first_row + row_step * y.astype(f32), first_column + column_step * x.astype(f32)
    u = np.where(u >= w, u - f32(w), u)
    i, j = v.astype(np.int64), u.astype(np.int64)
    # the strip is periodic across
    after = np.where(j + 1 < w, j + 1, 0)
    down, across = (v - i).astype(f32)[:, None], (u - j).astype(f32)[:, None]
    upper = strip[i, j] + (strip[i, after] - strip[i, j]) * across
    lower = strip[i + 1, j] + (strip[i + 1, after] - strip[i + 1, j]) * across
    found = upper + (lower - upper) * down
    seen = found[:, 0] >= f32(0.004)
    y, x, cover, lit = y[seen], x[seen], found[seen, :1], found[seen, 1:]
    buffer[y, x] = buffer[y, x] * (1 - cover) + shades[y] * cover + light * lit


_paint = _paint_compiled if HAVE_NUMBA else _paint_plain


class Treeline:
    """Trees standing on a ridge: one strip of silhouettes in the ridge's own coordinates."""

    def __init__(
        self,
        ridge: Ridge,
        stage: Stage,
        rng: np.random.Generator,
        *,
        species: str,
        size: float,
        density: float,
        side: float = -1.0,
        gaps: float = 0.5,
        room: NDArray[np.float64] | None = None,
    ) -> None:
        """size: height of a tall tree, reference pixels; density: trees per 100 reference pixels where they stand;
        side: -1 lit from the left; gaps: 0 trees everywhere .. 1 only in groves; room: (PERIOD,) height that trees may
        have along the ridge, in that of a tall one, None for their full height everywhere."""
        self._ridge = ridge
        self._scale = stage.unit * 1.1
        self._tallest = size * 1.25
        self._top = float(ridge.profile.max()) + self._tallest
        bottom = float(ridge.profile.min()) - 4
        rows = math.ceil((self._top - bottom) * self._scale) + 2
        columns = math.ceil(PERIOD * self._scale)
        self._columns_per_reference = columns / PERIOD
        cover = np.zeros((rows, columns), np.float32)
        grove = ridge_profile(PERIOD, 2.6, rng, 14)
        kinds = SPECIES[species]
        places = np.sort(rng.uniform(0, PERIOD, int(PERIOD / 100 * density * 1.6)))
        for place, ground in zip(places.tolist(), sample_row(ridge.profile, places).tolist(), strict=True):
            thick = float(grove[int(place)])
            if thick < (gaps - 0.55) * 1.8 + rng.normal(0, 0.35):
                continue
            tall = size * min(max(0.62 + 0.22 * thick + rng.normal(0, 0.18), 0.28), 1.25)
            shapes = kinds[int(rng.integers(len(kinds)))](rng)  # a clearing leaves the other trees as they are
            tall *= 1.0 if room is None else float(room[int(place)])
            if tall >= SMALLEST * size:
                self._stamp(cover, shapes, place, ground - 0.03 * tall, tall)
        soft = cv2.GaussianBlur(cover, (0, 0), 0.8 * self._scale)
        shift = max(1, round(1.2 * self._scale))
        lit = cover * np.clip(soft - np.roll(soft, (shift, int(side) * -shift), (0, 1)) * 1.0, 0, 1)
        self._strip = np.ascontiguousarray(np.stack([cover, lit], -1))
        self._reach = self._heights(cover)

    def _heights(self, cover: NDArray[np.float32]) -> NDArray[np.float32]:
        """How far trees reach above the crest, reference pixels, per column of the strip; 0 where none stands."""
        columns = cover.shape[1]
        rows = np.where((cover > 0).any(0), (cover > 0).argmax(0), len(cover))
        crest = sample_row(self._ridge.profile, np.arange(columns) / self._columns_per_reference)
        reach = np.maximum(self._top - (rows - 2) / self._scale - crest, 0).astype(np.float32)
        wide = np.pad(reach, 2, mode="wrap")  # a column of the picture lies between columns of the strip
        return np.maximum.reduce([wide[k : k + columns] for k in range(5)])

    def _stamp(self, cover: NDArray[np.float32], shapes: Polygons, place: float, foot: float, tall: float) -> None:
        """Draw a tree of a height over the cover, at a place of the ridge."""
        points = np.concatenate(shapes)
        x = (place + points[:, 0] * tall) * self._columns_per_reference
        y = (self._top - foot - points[:, 1] * tall) * self._scale
        x0, x1 = math.floor(x.min()) - 1, math.ceil(x.max()) + 2
        y0, y1 = max(0, math.floor(y.min()) - 1), min(len(cover), math.ceil(y.max()) + 2)
        patch = np.zeros(((y1 - y0) * SUPERSAMPLING, (x1 - x0) * SUPERSAMPLING), np.uint8)
        fixed = np.empty((len(points), 2), np.int32)
        fixed[:, 0] = np.round((x - x0 + 0.5) * (SUPERSAMPLING * 16))
        fixed[:, 1] = np.round((y - y0) * (SUPERSAMPLING * 16))
        end = 0
        for shape in shapes:
            start, end = end, end + len(shape)
            cv2.fillPoly(patch, [fixed[start:end]], 255, cv2.LINE_AA, 4)
        small = cv2.resize(patch, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        columns = np.arange(x0, x1) % cover.shape[1]
        cover[y0:y1, columns] = np.maximum(cover[y0:y1, columns], small)

    def paint(
        self,
        buffer: NDArray[np.float32],
        frame: Frame,
        top: NDArray[np.float32],
        shade: NDArray[np.float32],
        light: NDArray[np.float32],
    ) -> None:
        """Paint over the buffer.

        ``top`` (W) is the ridge's crest line in pixels, shade and light are linear colours; a shade for every row of
        the picture (H, 3) lets mist stand between the trees.
        """
        start, step = reference_columns(frame, self._ridge.depth)
        foot = float(frame.to_pixels(0.0, self._ridge.base, self._ridge.depth)[1])
        row_step = step * self._scale
        first_row = (self._top + (0.5 - foot) * step) * self._scale - 0.5
        first_column = (start % PERIOD) * self._columns_per_reference
        _paint(
            buffer,
            self._strip,
            f32(first_row),
            f32(row_step),
            f32(first_column),
            f32(step * self._columns_per_reference),
            top,
            self._talls(first_column, step, len(top)),
            np.ascontiguousarray(np.broadcast_to(shade, (len(buffer), 3)), np.float32),
            (light + FLASH_LIGHT * 1.2 * frame.flash).astype(np.float32),
        )

    def _talls(self, first_column: float, step: float, width: int) -> NDArray[np.float32]:
        """How far trees reach above the crest in every column of the picture, pixels."""
        columns = first_column + step * self._columns_per_reference * np.arange(width)
        return (self._reach[columns.astype(np.int64) % len(self._reach)] / np.float32(step)).astype(np.float32)


def species_of(spec: Element, default: str) -> str:
    """The setting ``trees``; an unknown name falls back to the default species."""
    name = str(spec.setting("trees", default))
    return name if name in SPECIES else default
