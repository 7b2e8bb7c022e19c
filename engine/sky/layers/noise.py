"""Noise for set pieces: tiles with a power-law spectrum, ridge lines, warping. All of it is periodic."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import compiled
from engine.sky.light import f32


@compiled
def floor_index(x):
    """The largest whole number not above the float32 x: for kernels, where math.floor is a slow library call."""
    whole = int(x)
    return whole - 1 if f32(whole) > x else whole


@compiled
def tile_at(tile, u, v):
    """The periodic tile (N, N), N a power of two, at the real column u and row v, bilinear: for kernels."""
    mask = tile.shape[0] - 1
    iu, iv = floor_index(u), floor_index(v)
    fu, fv = u - f32(iu), v - f32(iv)
    a, b, c, d = iu & mask, (iu + 1) & mask, iv & mask, (iv + 1) & mask
    upper = tile[c, a] + (tile[c, b] - tile[c, a]) * fu
    lower = tile[d, a] + (tile[d, b] - tile[d, a]) * fu
    return upper + (lower - upper) * fv


def fft_noise(
    height: int, width: int, beta: float, rng: np.random.Generator, *, aspect: float = 1.0, lowest: float = 1
) -> NDArray[np.float32]:
    """Gaussian noise (height, width), float32, mean 0, variance 1, that tiles in both directions.

    beta: the power spectrum falls as frequency to the -beta (2 rough, 3 cloud-like, 4 smooth).
    aspect: more than 1 stretches the shapes horizontally.
    lowest: no waves longer than the tile's height divided by this.
    """
    down = np.fft.fftfreq(height)[:, None] * height
    across = np.fft.rfftfreq(width)[None] * width * (height / width)
    frequency = np.hypot(down, across * aspect)
    amplitude = np.where(frequency >= lowest, np.maximum(frequency, 1e-6) ** (-beta / 2), 0).astype(np.float32)
    amplitude[0, 0] = 0
    shape = (height, width // 2 + 1)
    spectrum = rng.standard_normal(shape, dtype=np.float32) + 1j * rng.standard_normal(shape, dtype=np.float32)
    noise = np.fft.irfft2(spectrum * amplitude, s=(height, width)).astype(np.float32)
    noise -= noise.mean()
    return noise / max(float(noise.std()), 1e-12)


def ridge_profile(count: int, beta: float, rng: np.random.Generator, lowest: float = 4) -> NDArray[np.float32]:
    """A periodic profile (count,) of unit variance: rounded shoulders and sharp crests, as mountain ridges have.

    beta: spectral slope of the profile; lowest: the number of its longest waves around the period.
    """
    frequency = np.fft.rfftfreq(count) * count
    amplitude = np.where(frequency >= lowest, np.maximum(frequency, 1e-6) ** (-beta / 2), 0)
    waves = rng.standard_normal((2, len(frequency))) + 1j * rng.standard_normal((2, len(frequency)))
    smooth, folded = np.fft.irfft(waves * amplitude, n=count, axis=-1)
    smooth = smooth / max(float(smooth.std()), 1e-12)
    folded = folded / max(float(folded.std()), 1e-12)
    # a folded wave has sharp crests; only part of it, so that the line is not all teeth
    profile = smooth - 0.9 * np.abs(folded)
    profile -= profile.mean()
    return (profile / max(float(profile.std()), 1e-12)).astype(np.float32)


def sample_row(profile: NDArray[np.float32], positions: NDArray[np.floating]) -> NDArray[np.float32]:
    """Values of a periodic profile (count,) at real positions in samples, by a cubic Catmull-Rom curve."""
    count = len(profile)
    positions = np.asarray(positions, np.float64)
    whole = np.floor(positions)
    t = (positions - whole).astype(np.float32)
    index = whole.astype(np.int64)
    a, b, c, d = (profile[(index + shift) % count] for shift in (-1, 0, 1, 2))
    curve = b + f32(0.5) * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    return curve.astype(f32)


def warp(
    image: NDArray[np.float32], dx: NDArray[np.float32], dy: NDArray[np.float32], *, wrap_rows: bool = True
) -> NDArray[np.float32]:
    """The image (H, W) or (H, W, C) fetched at (x + dx, y + dy) pixels, bilinear; periodic across.

    Rows are periodic too unless ``wrap_rows`` is off, then they are clamped at the first and the last.
    """
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x + dx, y + dy
    margin = 2
    padded = cv2.copyMakeBorder(image, margin, margin, margin, margin, cv2.BORDER_WRAP)
    across = np.mod(x, np.float32(width)) + margin
    down = (np.mod(y, np.float32(height)) if wrap_rows else np.clip(y, 0, height - 1)) + margin
    return np.asarray(cv2.remap(padded, across, down, cv2.INTER_LINEAR), f32)


def sample_field(tile: NDArray[np.float32], x: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.float32]:
    """Values of a periodic tile (N, M) at the columns x and rows y, arrays of one shape, bilinear."""
    height, width = tile.shape
    padded = cv2.copyMakeBorder(tile, 1, 1, 1, 1, cv2.BORDER_WRAP)
    across, down = np.mod(x, width).astype(f32) + f32(1), np.mod(y, height).astype(f32) + f32(1)
    return np.asarray(cv2.remap(padded, across, down, cv2.INTER_LINEAR), f32)
