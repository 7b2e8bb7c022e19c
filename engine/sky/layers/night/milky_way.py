"""The Milky Way: Axel Mellinger's panorama in galactic coordinates, with finer clouds than its pixels hold."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

import assets
from engine.folders import cached_array
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.noise import fft_noise, warp
from engine.sky.light import f32
from engine.sky.observer import galactic_matrix
from engine.sky.projection import Projection

TEXTURE_WIDTH = 4096
BAND_DEG = 50.0
FADE_DEG = 14.0
VERSION = 5
GRID = 32
TINT = np.array([0.90, 0.98, 1.14], np.float32)


@lru_cache(maxsize=1)
def texture() -> NDArray[np.float32]:
    """Surface brightness (h, 4096, 3), linear, galactic equirectangular: l falls to the right from +180, b from
    +BAND_DEG (first row) to -BAND_DEG."""
    return cached_array(f"milky-way-{VERSION}", lambda: _build().astype(np.float16)).astype(np.float32)


def _build(seed: int = 7) -> NDArray[np.float32]:
    width = TEXTURE_WIDTH
    height = round(width * BAND_DEG / 180)
    longitude = np.radians(180 - (np.arange(width) + 0.5) / width * 360)
    latitude = np.radians(BAND_DEG - (np.arange(height) + 0.5) / height * 2 * BAND_DEG)
    l, b = np.meshgrid(longitude, latitude)
    icrs = np.stack([np.cos(b) * np.cos(l), np.cos(b) * np.sin(l), np.sin(b)], -1) @ galactic_matrix()
    photograph = cv2.imread(str(assets.folder("sky") / "milkyway_mellinger.png"), cv2.IMREAD_COLOR)
    if photograph is None:
        raise FileNotFoundError("Starloom's picture of the Milky Way is missing: install Starloom again.")
    photograph = np.roll(photograph[:, ::-1, ::-1], photograph.shape[1] // 4, axis=1).astype(np.float32) / 255
    photograph = cv2.GaussianBlur(cv2.medianBlur(photograph, 3), (0, 0), 0.9)
    ra = np.arctan2(icrs[..., 1], icrs[..., 0]) % (2 * np.pi)
    dec = np.arcsin(np.clip(icrs[..., 2], -1, 1))
    light = cv2.remap(
        photograph,
        (ra / (2 * np.pi) * photograph.shape[1] - 0.5).astype(np.float32),
        ((0.5 - dec / np.pi) * photograph.shape[0] - 0.5).astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_WRAP,
    )
    light = np.maximum(light, 0) ** f32(1.75)
    rng = np.random.default_rng(seed)
    coarse = fft_noise(height, width, 2.6, rng, aspect=1.5, lowest=10)
    fine = fft_noise(height, width, 2.2, rng, aspect=1.2, lowest=30)
    drift_x, drift_y = fft_noise(height, width, 3.0, rng, lowest=4), fft_noise(height, width, 3.0, rng, lowest=4)
    clouds = np.exp(
        0.20 * warp(coarse, 26 * drift_x, 20 * drift_y) + 0.15 * warp(fine, 20 * drift_y, 16 * drift_x)
    )
    sparkle = cv2.GaussianBlur(rng.gamma(0.12, 1 / 0.12, (height, width)).astype(np.float32), (0, 0), 0.6)
    grey = light.mean(-1, keepdims=True)
    colour = grey + (light - grey) * 0.46
    shaped = colour * (clouds * (0.84 + 0.16 * sparkle))[..., None]
    edge = np.clip((BAND_DEG - np.abs(np.degrees(b))) / FADE_DEG, 0, 1)
    return (shaped * (edge * edge * (3 - 2 * edge))[..., None]).astype(np.float32)


class MilkyWay:
    """Paints the texture where the camera looks, at half size; it is the first layer and clears the buffer."""

    order = Order.MILKY_WAY

    def __init__(self, stage: Stage, strength: float) -> None:
        self._texture = texture()
        self._to_galactic = galactic_matrix() @ stage.of_date.T
        self._gain = (TINT * f32(0.72 * strength)).astype(np.float32)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Fill the buffer with the Milky Way's light."""
        height, width = buffer.shape[:2]
        small = ((width + 1) // 2, (height + 1) // 2)
        columns, rows = self._lookup(frame.camera, width, height, small)
        half = cv2.remap(self._texture, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        half *= self._gain
        cv2.resize(half, (width, height), dst=buffer, interpolation=cv2.INTER_LINEAR)

    def _lookup(
        self, camera: Projection, width: int, height: int, small: tuple[int, int]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Texture columns and rows of every half-size pixel, interpolated from a grid of every 32nd pixel."""
        x, y = np.meshgrid(np.arange(0, width + 2 * GRID, GRID), np.arange(0, height + 2 * GRID, GRID))
        seen = camera.unproject(np.stack([x, y], -1).astype(float)) @ self._to_galactic.T
        longitude = np.arctan2(seen[..., 1], seen[..., 0])
        middle = longitude[longitude.shape[0] // 2, longitude.shape[1] // 2]
        longitude = middle + np.angle(np.exp(1j * (longitude - middle)))
        latitude = np.degrees(np.arcsin(np.clip(seen[..., 2], -1, 1)))
        tall, wide = self._texture.shape[:2]
        columns = ((180 - np.degrees(longitude)) / 360 * wide - 0.5).astype(np.float32)
        rows = np.clip((BAND_DEG - latitude) / (2 * BAND_DEG) * tall - 0.5, 0, tall - 1.01).astype(np.float32)
        step = np.array([[2 / GRID, 0, 1 / GRID], [0, 2 / GRID, 1 / GRID]], np.float32)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        columns, rows = (
            np.asarray(cv2.warpAffine(grid, step, small, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32)
            for grid in (columns, rows)
        )
        return columns, rows
