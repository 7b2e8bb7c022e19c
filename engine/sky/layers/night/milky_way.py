"""The Milky Way: Axel Mellinger's panorama in galactic coordinates, with finer clouds than its pixels hold."""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

import assets
from engine.folders import cached_array
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.atmosphere import Air, is_clear_behind
from engine.sky.layers.night.backdrop import Chart, fill, nodes
from engine.sky.layers.noise import fft_noise, warp
from engine.sky.light import f32
from engine.sky.observer import galactic_matrix
from engine.sky.projection import aim

TEXTURE_WIDTH = 4096
BAND_DEG = 50.0
FADE_DEG = 14.0
VERSION = 5
GRID = 32
STRIP = 96
"""Rows that are baked at once."""
WIDEST_PLATE = math.radians(112)
LARGEST_PLATE = 1.6e6
"""Pixels of a plate at most."""
NO_LIGHT = np.zeros((0, 0), np.float32)
TINT = np.array([0.90, 0.98, 1.14], np.float32)


def texture() -> NDArray[np.float32]:
    """Surface brightness (h, 4096, 3), linear, galactic equirectangular: l falls to the right from +180, b from
    +BAND_DEG (first row) to -BAND_DEG."""
    return _stored().astype(np.float32)


def _stored() -> NDArray[np.float16]:
    """The texture on disk."""
    return cached_array(f"milky-way-{VERSION}", lambda: _build().astype(np.float16), mapped=True)


def _build(seed: int = 7) -> NDArray[np.float32]:
    """The texture, made in strips and with few planes at once: it is baked while other work needs memory too."""
    width = TEXTURE_WIDTH
    height = round(width * BAND_DEG / 180)
    latitude = np.radians(BAND_DEG - (np.arange(height) + 0.5) / height * 2 * BAND_DEG)
    light, clouds = _photographed(latitude), _clouds(height, np.random.default_rng(seed))
    edge = np.clip((BAND_DEG - np.abs(np.degrees(latitude))) / FADE_DEG, 0, 1)
    edge = (edge * edge * (3 - 2 * edge))[:, None, None]
    for strip in _strips(height):
        grey = light[strip].mean(-1, keepdims=True)
        shaped = (grey + (light[strip] - grey) * 0.46) * clouds[strip, :, None]
        light[strip] = shaped * edge[strip]
    return light


def _strips(height: int) -> Iterator[slice]:
    """All rows, STRIP at a time."""
    return (slice(top, min(top + STRIP, height)) for top in range(0, height, STRIP))


def _photographed(latitude: NDArray[np.float64]) -> NDArray[np.float32]:
    """The photograph's light (h, TEXTURE_WIDTH, 3), linear, at rows of these galactic latitudes in radians."""
    photograph = cv2.imread(str(assets.folder("sky") / "milkyway_mellinger.png"), cv2.IMREAD_COLOR)
    if photograph is None:
        raise FileNotFoundError("Starloom's picture of the Milky Way is missing: install Starloom again.")
    photograph = np.roll(photograph[:, ::-1, ::-1], photograph.shape[1] // 4, axis=1).astype(np.float32) / 255
    photograph = cv2.GaussianBlur(cv2.medianBlur(photograph, 3), (0, 0), 0.9)
    longitude = np.radians(180 - (np.arange(TEXTURE_WIDTH) + 0.5) / TEXTURE_WIDTH * 360)
    light = np.empty((len(latitude), TEXTURE_WIDTH, 3), np.float32)
    for strip in _strips(len(latitude)):
        l, b = np.meshgrid(longitude, latitude[strip])
        icrs = np.stack([np.cos(b) * np.cos(l), np.cos(b) * np.sin(l), np.sin(b)], -1) @ galactic_matrix()
        ra = np.arctan2(icrs[..., 1], icrs[..., 0]) % (2 * np.pi)
        dec = np.arcsin(np.clip(icrs[..., 2], -1, 1))
        seen = cv2.remap(
            photograph,
            (ra / (2 * np.pi) * photograph.shape[1] - 0.5).astype(np.float32),
            ((0.5 - dec / np.pi) * photograph.shape[0] - 0.5).astype(np.float32),
            cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_WRAP,
        )
        light[strip] = np.maximum(seen, 0) ** f32(1.75)
    return light


def _clouds(height: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Factors of light (height, TEXTURE_WIDTH): clouds finer than the photograph's pixels, and unresolved stars."""
    width = TEXTURE_WIDTH
    coarse = fft_noise(height, width, 2.6, rng, aspect=1.5, lowest=10)
    fine = fft_noise(height, width, 2.2, rng, aspect=1.2, lowest=30)
    drift_x, drift_y = fft_noise(height, width, 3.0, rng, lowest=4), fft_noise(height, width, 3.0, rng, lowest=4)
    coarse = 0.20 * warp(coarse, 26 * drift_x, 20 * drift_y)
    clouds = np.exp(coarse + 0.15 * warp(fine, 20 * drift_y, 16 * drift_x))
    del coarse, fine, drift_x, drift_y
    sparkle = cv2.GaussianBlur(rng.gamma(0.12, 1 / 0.12, (height, width)).astype(np.float32), (0, 0), 0.6)
    return np.asarray(clouds * (0.84 + 0.16 * sparkle), f32)


class Panorama:
    """The whole texture as a chart: for cameras that see or sweep too much of the sky for a plate."""

    def __init__(self) -> None:
        self.chart = Chart.of(texture(), around=True)

    def places(self, galactic: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Columns and rows of galactic unit vectors (h, w, 3), without a jump between neighbours."""
        return _texture_places(galactic)


class Plate:
    """The part of the sky that a shot's camera meets, as a small stereographic picture around its middle."""

    def __init__(self, galactic: NDArray[np.float64], up: NDArray[np.float64], density: float) -> None:
        """galactic: unit vectors (n, 3) all around what must be on it; up (3,): where its rows begin, best as those of
        the picture, which are then found side by side; density: pixels per radian in its middle."""
        middle = galactic.mean(0)
        self._axes = aim(middle / np.linalg.norm(middle), up)
        plane = self._plane(galactic)
        low, high = plane.min(0), plane.max(0)
        margin = 0.03 * float((high - low).max()) + 0.02
        self._low, size = low - margin, high - low + 2 * margin
        self._density = min(density, math.sqrt(LARGEST_PLATE / float(size[0] * size[1])))
        width, height = (max(4, int(value)) for value in np.ceil(size * self._density))
        self.chart = Chart.of(self._bake(width, height))

    def _plane(self, galactic: NDArray[np.float64]) -> NDArray[np.float64]:
        """Stereographic x right, y down (..., 2) in radians from the plate's middle."""
        seen = galactic @ self._axes.T
        return np.asarray(seen[..., :2] * np.array([2.0, -2.0]) / (1 + seen[..., 2:]), np.float64)

    def _bake(self, width: int, height: int) -> NDArray[np.float32]:
        """Look the texture up, of which only the part that is needed comes into memory."""
        at = (_nodes(width, height) / self._density + self._low) * np.array([0.5, -0.5])
        square = (at * at).sum(-1, keepdims=True)
        seen = np.concatenate([2 * at, 1 - square], -1) / (1 + square)
        columns, rows = _texture_places(seen @ self._axes)
        stored = _stored()
        # where the texture ends there is no light, whatever the column; near a pole those are all
        lit = cv2.dilate(((rows > 0) & (rows < rows.max())).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        met = columns[lit] if lit.any() else columns[:1, :1]
        left, right = int(np.floor(met.min())) - 1, int(np.ceil(met.max())) + 2
        top, bottom = max(int(rows.min()) - 1, 0), min(int(rows.max()) + 3, stored.shape[0])
        part = np.take(stored[top:bottom], np.arange(left, right) % stored.shape[1], axis=1).astype(np.float32)
        columns, rows = _between((columns - left, rows - top), width, height)
        return np.asarray(cv2.remap(part, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), f32)

    def places(self, galactic: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Columns and rows of galactic unit vectors (h, w, 3)."""
        at = (self._plane(galactic) - self._low) * self._density - 0.5
        return at[..., 0], at[..., 1]


def _nodes(width: int, height: int) -> NDArray[np.float64]:
    """Places x, y (h, w, 2) of every GRID-th pixel of a picture and a little beyond, from half a cell outside on."""
    x, y = (GRID * (np.arange(side // GRID + 3) - 0.5) for side in (width, height))
    return np.stack(np.meshgrid(x, y), -1).astype(np.float64)


def _between(
    values: tuple[NDArray[np.float64], NDArray[np.float64]], width: int, height: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Two values at ``_nodes`` to the values at all pixels (height, width). Bilinear."""
    size = values[0].shape[1] * GRID, values[0].shape[0] * GRID
    inside = slice(GRID, GRID + height), slice(GRID, GRID + width)
    x, y = (cv2.resize(value.astype(f32), size, interpolation=cv2.INTER_LINEAR)[inside] for value in values)
    return np.asarray(x, f32), np.asarray(y, f32)


def _texture_places(galactic: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Columns and rows of the texture at galactic unit vectors (h, w, 3); columns run on past the seam."""
    longitude = np.arctan2(galactic[..., 1], galactic[..., 0])
    middle = longitude[longitude.shape[0] // 2, longitude.shape[1] // 2]
    longitude = middle + (longitude - middle + np.pi) % (2 * np.pi) - np.pi
    latitude = np.degrees(np.arcsin(np.clip(galactic[..., 2], -1, 1)))
    tall = round(TEXTURE_WIDTH * BAND_DEG / 180)
    columns = (180 - np.degrees(longitude)) / 360 * TEXTURE_WIDTH - 0.5
    return columns, np.clip((BAND_DEG - latitude) / (2 * BAND_DEG) * tall - 0.5, 0, tall - 1.01)


class Nothing:
    """The chart of a sky without a Milky Way."""

    def __init__(self) -> None:
        self.chart = Chart.of(np.zeros((2, 2, 3), np.float32))

    def places(self, galactic: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The same place for all unit vectors (h, w, 3)."""
        return np.zeros(galactic.shape[:-1]), np.zeros(galactic.shape[:-1])


class MilkyWay:
    """Paints a chart of the sky where the camera looks, at half size, and the air before it; as the first layer it
    fills the buffer, whatever that held. Where other things lie behind the air, that is left to a layer of its own."""

    order = Order.MILKY_WAY

    def __init__(self, stage: Stage, strength: float) -> None:
        self._to_galactic = galactic_matrix() @ stage.of_date.T
        self._sight = self._sight_of(stage) if strength > 0 else Nothing()
        self._gain = TINT * f32(0.72 * strength)
        self._air = Air(stage) if is_clear_behind(stage.scene) else None

    def _sight_of(self, stage: Stage) -> Plate | Panorama:
        """A plate of all that the shot's camera meets, where that is not half the sky."""
        x, y = np.meshgrid(np.linspace(0, stage.width, 9), np.linspace(0, stage.height, 9))
        pixels = np.stack([x, y], -1).reshape(-1, 2)
        cameras = [stage.frame(float(time)).camera for time in np.linspace(0, stage.duration_s, 9)]
        met = np.concatenate([camera.unproject(pixels) for camera in cameras]) @ self._to_galactic.T
        middle = met.mean(0)
        if (met @ middle).min() < math.cos(WIDEST_PLATE) * float(np.linalg.norm(middle)):
            return Panorama()
        closest = max(camera.scale for camera in cameras)
        top, bottom = cameras[len(cameras) // 2].unproject(pixels[[4, -5]]) @ self._to_galactic.T
        return Plate(met, top - bottom, min(0.75 * closest, TEXTURE_WIDTH / (2 * np.pi)))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Fill the buffer with the Milky Way's light, seen through the air."""
        height, width = buffer.shape[:2]
        seen = frame.camera.unproject(nodes(width, height)) @ self._to_galactic.T
        fill(buffer, self._sight.chart, self._sight.places(seen), self._gain, self._air_now(frame))

    def _air_now(self, frame: Frame) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """What the air lets through, its glow and the light scattered in it at the pixels of the half-size picture."""
        width, height = (frame.stage.width + 1) // 2, (frame.stage.height + 1) // 2
        if self._air is None:
            return np.ones(height, np.float32), np.zeros((height, 3), np.float32), NO_LIGHT
        scattered = self._air.scattered(frame, width, height)
        kept, glow = self._air.rows(frame, 2.0 * np.arange(height) + 1)
        return kept, glow, NO_LIGHT if scattered is None else scattered.reshape(height, 3 * width)
