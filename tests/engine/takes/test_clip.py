"""Clips of the cache: what was painted comes back, dark gradients without bands, every frame where it is sought."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.takes.clip import LARGEST_LOSSLESS, ClipError, ClipWriter, clip_suffix, read_clip

LOSSLESS, LARGE = (1280, 720), (2560, 1440)


def _write(folder: Path, size: tuple[int, int], frames: list[np.ndarray], fps: int = 24) -> Path:
    path = folder / f"clip{clip_suffix(*size)}"
    with ClipWriter(path, *size, fps) as clip:
        for frame in frames:
            clip.write(frame)
    return path


def _night(size: tuple[int, int], number: int) -> np.ndarray:
    """A dark sky: light rises by six code values over the whole width, with the painter's least grain on it."""
    width, height = size
    dice = np.random.default_rng(number)
    ramp = np.linspace(18, 24, width)[None] + dice.normal(0, 1.25, (height, width))
    chroma = 128 + np.linspace(0, 2, width)[None] + dice.normal(0, 0.6, (height // 2, width))
    return np.clip(np.rint(np.concatenate([ramp, chroma])), 16, 240).astype(np.uint8)


def test_up_to_full_hd_a_clip_is_what_was_painted(tmp_path: Path) -> None:
    assert 1920 * 1080 <= LARGEST_LOSSLESS
    frames = [_night(LOSSLESS, number) for number in range(3)]
    for painted, read in zip(frames, read_clip(_write(tmp_path, LOSSLESS, frames)), strict=True):
        assert np.array_equal(painted, read)


def test_a_larger_clip_keeps_a_dark_gradient_without_bands(tmp_path: Path) -> None:
    width, height = LARGE
    frames = [_night(LARGE, number) for number in range(4)]
    for painted, read in zip(frames, read_clip(_write(tmp_path, LARGE, frames)), strict=True):
        before, after = painted[:height].astype(np.float64), read[:height].astype(np.float64)
        assert 10 * np.log10(255**2 / ((before - after) ** 2).mean()) > 48
        # a band is a step: where the painted light rises evenly, what is read must rise as evenly
        light = after.reshape(height, 64, width // 64).mean(axis=(0, 2))
        evenly = np.linspace(18, 24, width).reshape(64, -1).mean(axis=1)
        assert np.abs(light - evenly).max() < 0.15
        assert len(np.unique(after)) >= len(np.unique(before)) - 2


@pytest.mark.parametrize("size", [(320, 180), LARGE], ids=["lossless", "large"])
def test_every_frame_lies_where_it_is_sought(size: tuple[int, int], tmp_path: Path) -> None:
    frames = [np.full((size[1] * 3 // 2, size[0]), 16 + 6 * number, np.uint8) for number in range(30)]
    path = _write(tmp_path, size, frames, fps=12)
    for first in (0, 1, 11, 12, 13, 23, 24, 29):
        found = [int(np.median(frame[: size[1]])) for frame in read_clip(path, first, 2)]
        assert found == [16 + 6 * number for number in range(first, min(first + 2, 30))]


def test_a_cut_off_clip_is_told(tmp_path: Path) -> None:
    path = _write(tmp_path, (320, 180), [_night((320, 180), 0)] * 3)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(ClipError, match="cannot be read"):
        list(read_clip(path))
    with pytest.raises(ClipError, match="cannot be read"):
        list(read_clip(tmp_path / "none.avi"))
