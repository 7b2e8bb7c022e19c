"""The shape of a crag: overlapping walls of broken stone, kept as a sprite that can be lit anew in every frame."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.folders import cached_array
from engine.sky.layers.noise import fft_noise, ridge_profile, sample_field, sample_row
from engine.sky.light import f32

MARGIN, SUNK = 14.0, 22.0
"""Reference pixels beside the crag and below the still water that its sprite holds."""
CARVING = 1
"""Raise it when the same numbers shall give another rock: it is part of the name in the cache."""

# channels of the sprite
ALPHA, AMBIENT, LEFT, RIGHT, TOP = range(5)


@dataclass(frozen=True)
class RockSprite:
    """pixels (h, w, 5): cover, ambient light, light from the left, from the right, from above.

    scale: pixels of the sprite per reference pixel; left, top: its corner in reference pixels of the first frame;
    foot: row of the sprite at which the still water stands.
    """

    pixels: NDArray[np.float32]
    scale: float
    left: float
    top: float
    foot: float
    half_width: float


def build_rock(
    x: float, waterline: float, width: float, height: float, lean: float, scale: float, seed: int
) -> RockSprite:
    """A crag centred at reference x, its foot at the reference height ``waterline``; carved once, then kept on disk.

    lean: -1 puts its peak over the left end, 1 over the right one. scale: pixels per reference pixel.
    """
    rows = int((height * 1.18 + SUNK) * scale)
    foot = rows - SUNK * scale
    name = f"rock-{CARVING}-{seed}-{width:g}-{height:g}-{lean:g}-{scale:.5g}"
    pixels = cached_array(name, lambda: _carved(width, height, lean, scale, np.random.default_rng(seed)))
    return RockSprite(pixels, scale, x - width / 2 - MARGIN, waterline - foot / scale, foot, width / 2)


def _carved(
    width: float, height: float, lean: float, scale: float, random: np.random.Generator
) -> NDArray[np.float32]:
    """The pixels of ``RockSprite``."""
    columns, rows = int((width + 2 * MARGIN) * scale), int((height * 1.18 + SUNK) * scale)
    u = ((np.arange(columns) + 0.5) / scale - MARGIN) / width * 2 - 1
    sprite = np.zeros((rows, columns, 5), f32)
    stone = _Stone(rows, columns, scale, random)
    for part in _buttresses(lean, random):
        crest = _crest(u, part, random) * height
        _place(sprite, crest, part, rows - SUNK * scale, scale, stone)
    return sprite


@dataclass(frozen=True)
class _Buttress:
    """One wall of the crag: middle, half width and height in units of the whole; how near; tilt of its strata."""

    middle: float
    half: float
    height: float
    nearness: float
    peak: float


def _buttresses(lean: float, random: np.random.Generator) -> list[_Buttress]:
    """Back to front: the main peak, then lower and nearer walls to both sides."""
    parts = [_Buttress(lean * 0.15, 0.80, 1.0, 0.0, lean)]
    count = 5
    for i in range(count):
        nearness = (i + 1) / count
        side = (-1 if i % 2 else 1) * (1 if lean <= 0 else -1)
        middle = lean * 0.30 + side * random.uniform(0.12, 0.52) * (0.6 + 0.5 * nearness)
        half = random.uniform(0.22, 0.38)
        tall = max(0.22, (0.88 - abs(middle - lean * 0.4) * 0.75) * (1 - 0.55 * nearness)) * random.uniform(0.8, 1.1)
        middle = float(np.clip(middle, -0.96 + half, 0.96 - half))
        parts.append(_Buttress(middle, half, tall, nearness, float(random.uniform(-0.6, 0.6))))
    return parts


def _crest(u: NDArray[np.floating], part: _Buttress, random: np.random.Generator) -> NDArray[np.float64]:
    """Height of a wall's crest over -1..1, in units of the crag's height: ledges and risers, chipped by erosion."""
    rough = ridge_profile(512, 2.3, random, lowest=5)
    # the outline runs straight from knot to knot: stone breaks along planes
    knots = np.cumsum(random.uniform(0.018, 0.075, 90)) - 1.25
    v = (knots - part.middle) / part.half
    peak = part.peak * 0.45
    reach = np.where(v < peak, (v - peak) / (1 + peak), (v - peak) / (1 - peak))
    reach = np.abs(reach) + 0.05 * sample_row(rough, (knots + 2) * 60 + 17)
    # steep near the top, spreading towards the water
    # the top is flat enough to stand on
    envelope = np.clip(1.16 * (1 - np.clip(reach, 0, 1.6)), -0.3, 1)
    # the side the peak leans to is a cliff, the other one a slope
    steep = (v - peak) * part.peak > 0
    power = np.where(steep, 0.58, 1.02) if part.nearness == 0 else np.where(steep, 0.62, 0.80)
    envelope = np.sign(envelope) * np.abs(envelope) ** power
    steps = 4.5 if part.nearness == 0 else 3.0
    shifted = envelope * steps + 0.5 * sample_row(rough, (knots + 2) * 34)
    ledge = np.floor(shifted)
    riser = np.clip((shifted - ledge - 0.30) / 0.42, 0, 1)
    terraced = (ledge + riser) / steps
    corners = 0.38 * envelope + 0.62 * terraced + random.normal(0, 0.022, len(knots))
    height = np.interp(u, knots, corners)
    return height * part.height


class _Stone:
    """Broken stone: cells of flat faces, each tilted its own way, the same for all walls of a crag."""

    def __init__(self, rows: int, columns: int, scale: float, random: np.random.Generator) -> None:
        y, x = np.mgrid[0:rows, 0:columns].astype(f32)
        self._x, self._y = x / f32(scale), y / f32(scale)
        self._bend = sample_field(fft_noise(256, 256, 3.0, random, lowest=3), self._x, self._y)
        self._bend_across = sample_field(fft_noise(256, 256, 3.0, random, lowest=3), self._x, self._y)
        self.grain = sample_field(fft_noise(256, 256, 1.6, random, lowest=16), self._x * 1.7, self._y * 1.7)
        self._random = random

    def faces(self, size: float, stretch: float, dip: float, tilt: float) -> tuple[NDArray[np.float32], ...]:
        """Tilt across, tilt down, offset (-1..1) and distance to the nearest crack of the cell of every pixel.

        size: reference pixels of a cell across the beds; stretch: how much longer it is along them.
        """
        c, s = f32(np.cos(dip)), f32(np.sin(dip))
        x, y = self._x + 2.2 * self._bend, self._y + 2.2 * self._bend_across
        along, across = (c * x + s * y) / f32(size * stretch), (c * y - s * x) / f32(size)
        # bricks: every second row is shifted, so that cracks do not run through
        cell_y = np.floor(across).astype(np.int64)
        best = np.full(along.shape, 9, f32)
        second = best.copy()
        chosen = np.zeros(along.shape, np.int64)
        table = self._random.random((64, 64, 5)).astype(f32)
        for dy in (-1, 0, 1):
            row = cell_y + dy
            shifted = along + f32(0.5) * (row & 1)
            cell_x = np.floor(shifted).astype(np.int64)
            for dx in (-1, 0, 1):
                column = cell_x + dx
                key = (row & 63) * 64 + (column & 63)
                jitter = table.reshape(-1, 5)[key]
                ex = shifted - column - f32(0.15) - f32(0.7) * jitter[..., 0]
                ey = across - row - f32(0.15) - f32(0.7) * jitter[..., 1]
                distance = np.abs(ex) + np.abs(ey)
                nearer = distance < best
                second = np.where(nearer, best, np.minimum(second, distance))
                chosen = np.where(nearer, key, chosen)
                best = np.where(nearer, distance, best)
        values = table.reshape(-1, 5)[chosen]
        across_tilt, down_tilt = (values[..., 2] * 2 - 1) * f32(tilt), (values[..., 3] * 1.6 - 1) * f32(tilt)
        return across_tilt, down_tilt, values[..., 4] * 2 - 1, (second - best) * f32(size)


def _place(
    sprite: NDArray[np.float32],
    crest: NDArray[np.float64],
    part: _Buttress,
    foot: float,
    scale: float,
    stone: _Stone,
) -> None:
    """Draw one wall over those behind it."""
    rows, columns = sprite.shape[:2]
    dip = 0.55 * part.peak + 0.35
    large = stone.faces(15, 2.1, dip, 0.85)
    small = stone.faces(6.5, 1.9, dip + 0.15, 0.50)
    tiny = stone.faces(3.0, 1.6, dip - 0.2, 0.22)
    row = np.arange(rows, dtype=f32)[:, None]
    # whole blocks stand out of the wall or are broken off, which makes corners and small overhangs in its outline
    out = (2.6 * large[2] + 1.5 * small[2] + 0.4 * tiny[2]) * f32(scale)
    reach = np.clip(np.arange(columns)[None] + out, 0, columns - 1)
    top = np.interp(reach, np.arange(columns), foot - crest * scale).astype(f32) + f32(0.7) * out
    cover = cv2.GaussianBlur(np.clip(row - top + f32(0.5), 0, 1), (0, 0), 0.55)
    depth = np.maximum(row - top, 0) / f32(scale)  # reference pixels below the crest
    inside = cv2.distanceTransform((cover > 0.5).astype(np.uint8), cv2.DIST_L2, 3) / f32(scale)
    bulge = cv2.GaussianBlur(f32(22) * np.sqrt(np.clip(inside / 50, 0, 1)), (0, 0), 2.5 * scale)
    soft = max(0.35 * scale, 0.3)
    across = cv2.Sobel(bulge, cv2.CV_32F, 1, 0) * f32(0.125 * scale)
    down = cv2.Sobel(bulge, cv2.CV_32F, 0, 1) * f32(0.125 * scale)
    across += cv2.GaussianBlur(large[0] + small[0] + tiny[0], (0, 0), soft) + f32(0.10) * stone.grain
    down += cv2.GaussianBlur(large[1] + small[1] + tiny[1], (0, 0), soft)
    normal = 1 / np.sqrt(1 + across * across + down * down)

    def lambert(x: float, y: float, z: float) -> NDArray[np.float32]:
        return np.clip((across * x + down * y + z) * normal, 0, None)

    edge = np.exp(-np.maximum(inside - 0.6, 0) / 1.8)
    broad = np.exp(-inside / 18)
    # what lies low is in the shadow of the walls before it and wet
    fade = np.clip((f32(foot + 6 * scale) - row) / f32(60 * scale), 0.10, 1)
    crack = np.clip(large[3] / 1.6, 0, 1) * np.clip(0.45 + small[3] / 1.6, 0, 1)
    hollow = cv2.GaussianBlur((0.25 + 0.75 * crack).astype(f32), (0, 0), soft)
    side = (0.10 + 0.34 * broad) * hollow * fade + 1.5 * edge * np.sqrt(fade)
    layers = np.stack(
        [
            cover,
            hollow * (0.45 + 0.40 * part.nearness) * (0.4 + 0.6 * fade) * (0.8 + 0.5 * lambert(0.1, 0.6, 0.6))
            + 0.12 * np.exp(-depth / 6),
            lambert(0.85, 0.35, 0.0) ** 1.4 * side,
            lambert(-0.85, 0.35, 0.0) ** 1.4 * side,
            lambert(0.0, 0.90, 0.1) ** 1.4 * ((0.25 + 0.2 * broad) * hollow + 1.1 * edge) * (0.5 + 0.5 * fade),
        ],
        -1,
    ).astype(f32)
    keep = 1 - cover[..., None]
    # the wall behind is darker just above the crest of this one: it lies in its shade
    shade = cv2.GaussianBlur(cover, (0, 0), 6 * scale)[..., None] if part.nearness > 0 else f32(0)
    sprite[..., 1:] *= keep * (1 - f32(0.8) * np.minimum(shade * 2, 1))
    sprite[..., 0] = np.maximum(sprite[..., 0], cover)
    sprite[..., 1:] += layers[..., 1:] * cover[..., None]
