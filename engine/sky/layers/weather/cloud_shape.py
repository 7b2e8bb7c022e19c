"""The shape of a storm bank: towers of heaped puffs, kept as a sprite that can be lit anew in every frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.layers.noise import fft_noise, sample_field
from engine.sky.light import f32

NOISE_STEP = 0.62  # noise samples per reference pixel

# channels of the sprite
ALPHA, BODY, LEFT, RIGHT, THIN = range(5)


@dataclass(frozen=True)
class Bank:
    """Where a bank of clouds stands, in reference pixels.

    left, right: its ends; base: its foot; height: of its highest tower; cover: 0..1, how much of it is filled;
    side: -1 heaps it up at the left end, 1 at the right one. towers: x and height of towers that must be there.
    """

    left: float
    right: float
    base: float
    height: float
    cover: float
    side: float
    towers: tuple[tuple[float, float], ...] = ()


def build_bank(bank: Bank, scale: float, random: np.random.Generator) -> NDArray[np.float32]:
    """The bank's sprite (h, w, 5): cover, light of the sky, from the left, from the right, and how thin it is.

    scale: pixels of the sprite per reference pixel. The last row is the base, the first 1.25 heights above it.
    """
    width, height = int((bank.right - bank.left) * scale), int(bank.height * 1.25 * scale)
    surface = np.full((height, width), -1e3, f32)
    _heap(surface, (_puffs(bank, random) * scale).astype(f32))
    inside = surface > -500
    # noise that chips the outline and ruffles the puffs, finer towards the edge
    y, x = np.mgrid[0:height, 0:width].astype(f32) * f32(NOISE_STEP / scale)
    coarse = sample_field(fft_noise(256, 256, 2.8, random, lowest=3), x, y)
    fine = sample_field(fft_noise(256, 256, 2.0, random, lowest=12), x, y)
    solid = cv2.GaussianBlur(inside.astype(f32), (0, 0), 5.0 * scale)
    near = cv2.GaussianBlur(inside.astype(f32), (0, 0), 1.2 * scale)
    ragged = 0.55 * near + 0.45 * solid + (0.10 * coarse + 0.07 * fine) * 4 * near * (1 - near * 0.9)
    alpha = np.clip((ragged - 0.30) / 0.34, 0, 1)
    alpha = alpha * alpha * (3 - 2 * alpha)
    # shreds of low cloud before the feet
    row = (np.arange(height, dtype=f32)[:, None] + f32(0.5)) / f32(height)
    shreds = sample_field(fft_noise(256, 256, 2.4, random, aspect=5.0, lowest=3), x, y)
    low = np.clip((shreds - 0.3) * 0.8, 0, 1) * np.exp(-(((row - 0.86) / 0.07) ** 2)) * min(1.0, 0.4 + bank.cover)
    alpha = np.maximum(alpha, 0.75 * low)
    # the feet dissolve in haze and rain
    # here the cloud hangs low, there one sees under it
    hanging = fft_noise(1, 512, 2.6, random, lowest=0.008)[0]
    hanging = np.interp(np.linspace(0, 1, width), np.linspace(0, 1, len(hanging)), hanging)
    shafts = np.clip(0.09 + 0.07 * hanging, 0.015, 0.25).astype(f32)
    foot = np.clip((1 - row) / shafts + 0.20 * coarse, 0, 1)
    alpha = alpha * foot * foot * (3 - 2 * foot)
    floor = cv2.GaussianBlur(np.where(inside, surface, 0), (0, 0), 9 * scale) / np.maximum(solid, 0.05)
    relief = np.where(inside, surface, floor)
    relief = cv2.GaussianBlur(relief, (0, 0), 1.1 * scale) + (2.4 * coarse + 0.9 * fine) * f32(scale)
    relief = cv2.GaussianBlur(relief, (0, 0), max(0.6 * scale, 0.4))
    across, down = cv2.Sobel(relief, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(relief, cv2.CV_32F, 0, 1, scale=0.125)
    normal = 1 / np.sqrt(1 + across * across + down * down)
    hollow = np.clip(0.75 + (relief - cv2.GaussianBlur(relief, (0, 0), 9 * scale)) / (26 * scale), 0.2, 1.4)
    depth = cv2.distanceTransform((alpha > 0.5).astype(np.uint8), cv2.DIST_L2, 5) / f32(scale)
    thin = np.exp(-depth / 13) * (0.55 + 0.45 * np.clip(down * normal * 1.2 + 0.3, 0, 1))

    def lambert(x: float, y: float, z: float) -> NDArray[np.float32]:
        return np.maximum((across * x + down * y + z) * normal, f32(0)).astype(f32)

    body = hollow * (0.22 + 1.15 * lambert(0.25, 0.80, 0.20) * (0.25 + 0.75 * (1 - row)))
    left, right = lambert(0.8, 0.4, 0.2) * hollow, lambert(-0.8, 0.4, 0.2) * hollow
    return np.stack([alpha, body, left, right, thin], -1).astype(f32)


def _puffs(bank: Bank, random: np.random.Generator) -> NDArray[np.float64]:
    """Balls (n, 4) of x, y, z, radius in reference pixels from the sprite's corner; smaller ones sit on larger ones."""
    length, foot = bank.right - bank.left, bank.height * 1.25
    skyline = _skyline(bank, random)
    balls: list[tuple[float, float, float, float]] = []
    for x in np.cumsum(random.uniform(8, 26, int(length / 14))):
        tall = float(np.interp(x, np.linspace(0, length, len(skyline)), skyline))
        if x > length or tall < 14:
            continue
        # a column of balls that grow smaller upwards, leaning with the wind
        up = random.uniform(0, 0.12) * tall
        while up < tall:
            rise = up / tall
            radius = (0.10 * bank.height + 0.16 * tall) * (1.05 - 0.70 * rise) * random.uniform(0.7, 1.15)
            balls.append((x + 22 * rise * rise + random.normal(0, 6), foot - up, random.uniform(-60, 60), radius))
            up += radius * random.uniform(0.6, 1.1)
    heaps = [np.array(balls).reshape(-1, 4)]
    for share, count in ((0.52, 9), (0.48, 7)):
        x, y, z, radius = np.repeat(heaps[-1], count, axis=0).T
        turn, tip = random.uniform(-0.25, np.pi + 0.25, len(x)), random.uniform(0.1, 1.2, len(x))
        reach = radius * random.uniform(0.72, 0.98, len(x))
        small = radius * share * random.uniform(0.6, 1.15, len(x))
        aside, up, front = np.cos(turn) * np.sin(tip), np.sin(turn) * np.sin(tip), np.cos(tip)
        children = np.stack([x + reach * aside, y - reach * up, z + reach * front, small], -1)
        heaps.append(children[small > 2.2])
    return np.concatenate(heaps)


def _skyline(bank: Bank, random: np.random.Generator) -> NDArray[np.float64]:
    """Heights of the bank in reference pixels from its left to its right end: broad shoulders, some high towers."""
    length = bank.right - bank.left
    place = np.linspace(0, 1, 512)
    toward = place if bank.side > 0 else 1 - place
    lean = 1 - abs(bank.side) + abs(bank.side) * (0.10 + 1.15 * toward**1.6)
    heights = np.full(len(place), 0.30)
    for _ in range(max(3, int(length / 150))):
        width = random.uniform(45, 130) / length
        heights += random.uniform(0.15, 0.75) * np.exp(-(((place - random.random()) / width) ** 2))
    # the main tower, where the bank heaps up
    tower = 0.5 + 0.5 * np.sign(bank.side) * random.uniform(0.45, 0.75)
    heights += 0.8 * abs(bank.side) * np.exp(-((np.abs(place - tower) * length / 190) ** 3))
    rough = fft_noise(1, 512, 2.0, random, lowest=0.02)[0]
    heights = np.minimum(heights, 1.0) * (0.35 + 0.75 * bank.cover) + 0.04 * rough - 0.30 * (1 - bank.cover)
    # towers lean on the clouds around them, so the bank is whole where it is high
    skyline = bank.height * np.clip(heights * lean, 0, 1.08)
    for x, tall in bank.towers:
        near = np.exp(-(((bank.left + place * length - x) / (60 + 0.35 * tall)) ** 4))
        skyline = np.maximum(skyline, min(tall, 1.08 * bank.height) * near * (1 + 0.10 * rough))
    return skyline


@compiled
def _heap_compiled(surface, balls):
    """Raise the surface (h, w) to the front of the balls (n, 4) of x, y, z, radius in pixels."""
    height, width = surface.shape
    for n in range(balls.shape[0]):
        x, y, z, radius = balls[n, 0], balls[n, 1], balls[n, 2], balls[n, 3]
        for i in range(max(0, int(y - radius)), min(height, int(y + radius) + 1)):
            dy = f32(i) + f32(0.5) - y
            for j in range(max(0, int(x - radius)), min(width, int(x + radius) + 1)):
                dx = f32(j) + f32(0.5) - x
                square = radius * radius - dx * dx - dy * dy
                if square > f32(0):
                    surface[i, j] = max(surface[i, j], z + math.sqrt(square))


def _heap_plain(surface, balls) -> None:
    """The same with numpy, ball by ball."""
    height, width = surface.shape
    for x, y, z, radius in balls:
        first, end = max(0, int(y - radius)), min(height, int(y + radius) + 1)
        left, right = max(0, int(x - radius)), min(width, int(x + radius) + 1)
        dy = np.arange(first, end, dtype=f32)[:, None] + f32(0.5) - y
        dx = np.arange(left, right, dtype=f32) + f32(0.5) - x
        square = radius * radius - dx * dx - dy * dy
        part = surface[first:end, left:right]
        front = np.where(square > 0, z + np.sqrt(np.maximum(square, f32(0))), part)
        np.maximum(part, front, out=part)


_heap = _heap_compiled if HAVE_NUMBA else _heap_plain
