"""Noise tiles: their statistics, their periods, their helpers."""

from __future__ import annotations

import numpy as np
import pytest

from engine.sky.layers.noise import fft_noise, floor_index, ridge_profile, sample_field, sample_row, tile_at, warp


@pytest.mark.parametrize(("height", "width"), [(128, 128), (64, 200)])
def test_noise_has_unit_variance_and_tiles(height: int, width: int) -> None:
    noise = fft_noise(height, width, 3.0, np.random.default_rng(3))
    assert noise.dtype == np.float32 and noise.shape == (height, width)
    assert abs(noise.mean()) < 1e-4 and noise.std() == pytest.approx(1, abs=1e-3)
    inner = np.abs(np.diff(noise, axis=0)).mean()
    seam = np.abs(noise[0] - noise[-1]).mean()
    assert seam < 2 * inner


def test_a_steeper_spectrum_is_smoother_and_an_aspect_stretches_it() -> None:
    def roughness(noise: np.ndarray, axis: int) -> float:
        return float(np.abs(np.diff(noise, axis=axis)).mean())

    rough, smooth = (fft_noise(128, 128, beta, np.random.default_rng(1)) for beta in (2.0, 4.0))
    assert roughness(smooth, 0) < 0.5 * roughness(rough, 0)
    wide = fft_noise(128, 128, 3.0, np.random.default_rng(1), aspect=4.0)
    assert roughness(wide, 1) < 0.6 * roughness(wide, 0)


def test_noise_does_not_repeat_within_its_tile() -> None:
    noise = fft_noise(256, 256, 2.4, np.random.default_rng(2), lowest=4)
    spectrum = np.abs(np.fft.fft2(noise)) ** 2
    correlation = np.fft.ifft2(spectrum).real
    correlation /= correlation[0, 0]
    correlation[:48, :48] = correlation[-48:, :48] = correlation[:48, -48:] = correlation[-48:, -48:] = 0
    assert correlation.max() < 0.3


def test_ridge_is_periodic_and_sharp_upwards() -> None:
    ridge = ridge_profile(1024, 3.6, np.random.default_rng(4))
    assert ridge.dtype == np.float32 and ridge.std() == pytest.approx(1, abs=1e-3)
    assert abs(ridge[0] - ridge[-1]) < 0.5
    bend = np.roll(ridge, 1) - 2 * ridge + np.roll(ridge, -1)
    # crests are corners: the strongest bends are downward ones
    assert -bend.min() > 1.5 * bend.max()


def test_rows_are_sampled_through_their_values_and_round_their_period() -> None:
    ridge = ridge_profile(256, 2.2, np.random.default_rng(4))
    assert np.allclose(sample_row(ridge, np.arange(-256.0, 512.0)), np.tile(ridge, 3), atol=1e-5)
    between = sample_row(ridge, np.array([10.5]))[0]
    assert min(ridge[9:13]) - 0.5 < between < max(ridge[9:13]) + 0.5


def test_warp_moves_and_wraps() -> None:
    noise = fft_noise(64, 96, 3.0, np.random.default_rng(6))
    still = np.zeros_like(noise)
    assert np.array_equal(warp(noise, still, still), noise)
    assert np.allclose(warp(noise, still + 7, still - 3), np.roll(noise, (3, -7), (0, 1)), atol=1e-5)
    clamped = warp(noise, still, still + 200, wrap_rows=False)
    assert np.allclose(clamped, noise[-1], atol=1e-5)


def test_fields_are_sampled_round_the_tile() -> None:
    noise = fft_noise(32, 48, 3.0, np.random.default_rng(6))
    y, x = np.mgrid[0:32, 0:48].astype(np.float32)
    assert np.allclose(sample_field(noise, x, y), noise, atol=1e-4)
    assert np.allclose(sample_field(noise, x - 48, y + 64), noise, atol=1e-4)


def test_kernels_sample_a_tile_anywhere() -> None:
    noise = fft_noise(64, 64, 3.0, np.random.default_rng(8))
    assert [floor_index(np.float32(x)) for x in (2.5, -2.5, -3.0, 0.0)] == [2, -3, -3, 0]
    assert tile_at(noise, np.float32(-1), np.float32(65)) == pytest.approx(noise[1, 63])
    middle = tile_at(noise, np.float32(10.5), np.float32(20))
    assert middle == pytest.approx((noise[20, 10] + noise[20, 11]) / 2, abs=1e-5)
