"""Noise for set pieces: tiles with a power-law spectrum, ridge lines, warping. All of it is periodic."""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import compiled
from engine.sky.light import f32

BLOCK = 8192
"""Long arrays are worked through so many values at a time: what is between two steps then stays in the cache."""


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
    height: int, width: int, beta: float, rng: np.random.Generator, *, aspect: float = 1.0, lowest: float = 1,
    rows: int | None = None,
) -> NDArray[np.float32]:
    """Gaussian noise (height, width), float32, mean 0, variance 1, that tiles in both directions.

    beta: the power spectrum falls as frequency to the -beta (2 rough, 3 cloud-like, 4 smooth).
    aspect: more than 1 stretches the shapes horizontally.
    lowest: no waves longer than the tile's height divided by this.
    rows: only the first so many of its rows (rows, width); they have no mean and variance of their own.
    """
    spectrum = np.empty((height, width // 2 + 1), np.complex64)
    spectrum.real = rng.standard_normal(spectrum.shape, dtype=np.float32)
    spectrum.imag = rng.standard_normal(spectrum.shape, dtype=np.float32)
    spectrum *= _amplitude(height, width, beta, aspect, lowest)
    waves = np.asarray(np.fft.ifft(spectrum, axis=0), np.complex64)
    noise = np.fft.irfft(waves[:rows], width, axis=1).astype(np.float32)
    if rows is None:
        noise -= noise.mean()
        return noise / max(float(noise.std()), 1e-12)
    return noise / max(_deviation(waves, width), 1e-12)


@lru_cache(maxsize=4)
def _amplitude(height: int, width: int, beta: float, aspect: float, lowest: float) -> NDArray[np.float32]:
    """Amplitudes (height, width // 2 + 1) of the waves of ``fft_noise``; none of frequency zero."""
    half = height // 2 + 1
    down = np.fft.fftfreq(height)[:half, None] * height
    across = np.fft.rfftfreq(width)[None] * width * (height / width)
    frequency = np.hypot(down, across * aspect)
    waves = np.where(frequency >= lowest, np.maximum(frequency, 1e-6) ** (-beta / 2), 0).astype(np.float32)
    waves[0, 0] = 0
    # upwards as downwards
    return np.concatenate([waves, waves[1 : height - half + 1][::-1]])


def _deviation(waves: NDArray[np.complex64], width: int) -> float:
    """Standard deviation of rows of mean zero, from the waves (h, width // 2 + 1) across each of them (Parseval): a
    wave stands for its mirror image too, but the first and, where the width is even, the last are real."""
    power = 2 * float(np.vdot(waves, waves).real)
    real = waves[:, [0, -1]] if width % 2 == 0 else waves[:, :1]
    power -= float((real.real**2 + 2 * real.imag**2).sum())
    return math.sqrt(power / len(waves)) / width


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
    positions = np.asarray(positions, np.float64)
    padded = np.concatenate([profile[-1:], profile, profile[:2]])
    values = np.empty(positions.shape, f32)
    flat, places = values.reshape(-1), positions.reshape(-1)
    for start in range(0, len(flat), BLOCK):
        part = slice(start, start + BLOCK)
        flat[part] = _curve(padded, places[part])
    return values


def _curve(padded: NDArray[np.float32], positions: NDArray[np.float64]) -> NDArray[np.float32]:
    """Values at some positions (n,) of a profile that goes on for one sample before and two after its period."""
    whole = np.floor(positions)
    t = (positions - whole).astype(f32)
    index = whole.astype(np.int64) % (len(padded) - 3)
    a, b, c, d = (padded.take(index + shift) for shift in range(4))
    curve = b + f32(0.5) * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    return np.asarray(curve, f32)


def warp(
    image: NDArray[np.float32], dx: NDArray[np.float32], dy: NDArray[np.float32], *, wrap_rows: bool = True
) -> NDArray[np.float32]:
    """The image (H, W) or (H, W, C) fetched at (x + dx, y + dy) pixels, bilinear; periodic across.

    Rows are periodic too unless ``wrap_rows`` is off, then they are clamped at the first and the last.
    """
    height, width = image.shape[:2]
    x, y = np.arange(width, dtype=f32) + dx, np.arange(height, dtype=f32)[:, None] + dy
    margin = 2
    padded = cv2.copyMakeBorder(image, margin, margin, margin, margin, cv2.BORDER_WRAP)
    across = _wrapped(x, width) + margin
    down = (_wrapped(y, height) if wrap_rows else np.clip(y, 0, height - 1)) + margin
    return np.asarray(cv2.remap(padded, across, down, cv2.INTER_LINEAR), f32)


def _wrapped(x: NDArray[np.floating], period: int) -> NDArray[np.floating]:
    """What is left of the places x after whole periods: as ``np.mod``, in a tenth of its time. Rounding may leave a
    place a hair outside, so that a tile needs a margin of one pixel."""
    return x - np.floor(x / period) * period


def sample_field(tile: NDArray[np.float32], x: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.float32]:
    """Values of a periodic tile (N, M) or (N, M, C) at the columns x and rows y, arrays of one shape, bilinear."""
    height, width = tile.shape[:2]
    padded = cv2.copyMakeBorder(tile, 1, 1, 1, 1, cv2.BORDER_WRAP)
    across, down = _wrapped(x, width).astype(f32) + f32(1), _wrapped(y, height).astype(f32) + f32(1)
    return np.asarray(cv2.remap(padded, across, down, cv2.INTER_LINEAR), f32)
