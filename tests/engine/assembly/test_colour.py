"""RGB to the planes of BT.709 video."""

from __future__ import annotations

import numpy as np
import pytest

from engine.assembly.colour import convert_plain, rgb_to_yuv420, yuv420_planes

KNOWN = {  # BT.709 limited range, from the definition: black, white, grey, the primaries
    (0, 0, 0): (16, 128, 128),
    (255, 255, 255): (235, 128, 128),
    (128, 128, 128): (126, 128, 128),
    (255, 0, 0): (63, 102, 240),
    (0, 255, 0): (173, 42, 26),
    (0, 0, 255): (32, 240, 118),
}


def _planes(height: int, width: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return yuv420_planes(np.zeros((height * 3 // 2, width), np.uint8))


@pytest.mark.parametrize("convert", [rgb_to_yuv420, convert_plain])
@pytest.mark.parametrize(("rgb", "codes"), KNOWN.items())
def test_known_colours(convert, rgb: tuple[int, int, int], codes: tuple[int, int, int]) -> None:
    planes = _planes(8, 12)
    convert(np.full((8, 12, 3), rgb, np.uint8), *planes)
    for plane, code in zip(planes, codes, strict=True):
        assert np.all(plane == code)


@pytest.mark.parametrize("shape", [(2, 2), (6, 10), (48, 70), (180, 320)])
def test_kernel_and_plain_way_agree_within_one_code(shape: tuple[int, int]) -> None:
    frame = np.random.default_rng(7).integers(0, 256, (*shape, 3), dtype=np.uint8)
    kernel, plain = _planes(*shape), _planes(*shape)
    rgb_to_yuv420(frame, *kernel)
    convert_plain(frame, *plain)
    for one, other in zip(kernel, plain, strict=True):
        assert np.abs(one.astype(int) - other).max() <= 1
        assert np.mean(one != other) < 0.01


def test_rounding_has_no_bias() -> None:
    frame = np.random.default_rng(3).integers(0, 256, (200, 200, 3), dtype=np.uint8)
    luma, blue, red = _planes(200, 200)
    rgb_to_yuv420(frame, luma, blue, red)
    exact = 16 + (frame @ np.array([0.2126, 0.7152, 0.0722])) * 219 / 255
    assert abs(float(np.mean(luma - exact))) < 0.01
    assert float(np.abs(luma - exact).max()) <= 0.501


def test_chroma_stands_on_the_left_column() -> None:
    """A ramp of red across: a sample sited left has the value of its even column, not of the middle of the block."""
    frame = np.zeros((4, 64, 3), np.uint8)
    frame[..., 0] = np.arange(64) * 4
    planes = _planes(4, 64)
    rgb_to_yuv420(frame, *planes)
    left = 128 + frame[0, 0::2, 0] * (1 - 0.2126) / (2 * (1 - 0.2126)) * 224 / 255
    assert np.abs(planes[2][0, 1:] - left[1:]).max() <= 0.51


def test_a_frame_that_is_a_view_is_converted_like_its_copy() -> None:
    frame = np.random.default_rng(1).integers(0, 256, (40, 60, 3), dtype=np.uint8)[:, ::-1]
    one, other = _planes(40, 60), _planes(40, 60)
    rgb_to_yuv420(frame, *one)
    rgb_to_yuv420(frame.copy(), *other)
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("frame", "planes"),
    [
        (np.zeros((5, 4, 3), np.uint8), (4, 4)),
        (np.zeros((4, 4, 3), np.float32), (4, 4)),
        (np.zeros((4, 6, 3), np.uint8), (4, 4)),
    ],
)
def test_what_does_not_fit_is_refused(frame: np.ndarray, planes: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"needed|fit"):
        rgb_to_yuv420(frame, *_planes(*planes))
