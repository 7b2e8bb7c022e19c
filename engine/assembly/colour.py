"""RGB frames to the planes of video: BT.709, limited range, 4:2:0.

Luma and chroma follow ITU-R BT.709-6, items 3.2-3.5: Kr = 0.2126, Kb = 0.0722, Y' = 16 + 219 E'y and
C' = 128 + 224 E'c. A chroma sample stands on the left column of its 2x2 block and between the two rows
(the siting that H.264 assumes), so it is filtered 1-2-1 across and 1-1 down.
"""

from __future__ import annotations

import cv2
import numpy as np

from engine.kernel import HAVE_NUMBA, compiled

_KR, _KB = 0.2126, 0.0722
_KG = 1.0 - _KR - _KB
_LUMA = np.array([_KR, _KG, _KB]) * 219 / 255
_BLUE = np.array([-_KR, -_KG, 1 - _KB]) / (2 * (1 - _KB)) * 224 / 255
_RED = np.array([1 - _KR, -_KG, -_KB]) / (2 * (1 - _KR)) * 224 / 255

# Fixed point with 16 bits after the point; a chroma sample sums eight weights, so three bits more.
_YR, _YG, _YB = (np.int32(round(value * (1 << 16))) for value in _LUMA)
_UR, _UG, _UB = (np.int32(round(value * (1 << 16))) for value in _BLUE)
_VR, _VG, _VB = (np.int32(round(value * (1 << 16))) for value in _RED)


def rgb_to_yuv420(rgb: np.ndarray, luma: np.ndarray, blue: np.ndarray, red: np.ndarray) -> None:
    """Convert one frame into planes that the caller owns.

    Args:
        rgb: uint8 (height, width, 3), height and width even.
        luma: uint8 (height, width), C-contiguous, written.
        blue: uint8 (height / 2, width / 2), the Cb plane, written.
        red: the Cr plane, likewise.

    Raises:
        ValueError: shapes or types do not fit.
    """
    height, width = rgb.shape[:2]
    if rgb.dtype != np.uint8 or rgb.shape != (height, width, 3) or height % 2 or width % 2:
        raise ValueError(f"a uint8 RGB frame with even sides is needed, not {rgb.dtype} {rgb.shape}")
    if not (luma.flags.c_contiguous and blue.flags.c_contiguous and red.flags.c_contiguous):
        raise ValueError("the planes must be contiguous")
    if luma.shape != (height, width) or blue.shape != red.shape or blue.shape != (height // 2, width // 2):
        raise ValueError(
            f"planes {luma.shape}, {blue.shape}, {red.shape} do not fit a frame of {height} rows x {width}"
        )
    convert(np.ascontiguousarray(rgb), luma, blue, red)


def yuv420_planes(buffer: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Views of the luma, Cb and Cr planes in one packed uint8 buffer of shape (height * 3 / 2, width)."""
    height, width = buffer.shape[0] * 2 // 3, buffer.shape[1]
    flat, area = buffer.reshape(-1), height * width
    small = (height // 2, width // 2)
    return (
        flat[:area].reshape(height, width),
        flat[area : area + area // 4].reshape(small),
        flat[area + area // 4 :].reshape(small),
    )


@compiled
def convert_compiled(rgb, luma, blue, red):
    """Planes of a frame in 32-bit fixed point, rounding half up; flat inner loops, so that they can be vectorised."""
    height, width = luma.shape
    chroma_offset = np.int32((128 << 19) + (1 << 18))
    pair = np.empty(width * 3 + 3, np.uint16)  # two rows summed, with the first pixel repeated on its left
    soft = np.empty(width * 3 - 3, np.uint16)  # filtered 1-2-1 across
    for y in range(height >> 1):
        upper = rgb[2 * y].reshape(width * 3)
        lower = rgb[2 * y + 1].reshape(width * 3)
        _luma_row(upper, luma[2 * y])
        _luma_row(lower, luma[2 * y + 1])
        for i in range(width * 3):
            pair[i + 3] = np.uint16(upper[i]) + np.uint16(lower[i])
        pair[0], pair[1], pair[2] = pair[3], pair[4], pair[5]
        for i in range(width * 3 - 3):
            soft[i] = pair[i] + pair[i + 3] + pair[i + 3] + pair[i + 6]
        blue_row = blue[y]
        red_row = red[y]
        for x in range(width >> 1):
            r, g, b = np.int32(soft[6 * x]), np.int32(soft[6 * x + 1]), np.int32(soft[6 * x + 2])
            blue_row[x] = np.uint8((r * _UR + g * _UG + b * _UB + chroma_offset) >> np.int32(19))
            red_row[x] = np.uint8((r * _VR + g * _VG + b * _VB + chroma_offset) >> np.int32(19))


@compiled
def _luma_row(source, target):
    offset = np.int32((16 << 16) + (1 << 15))
    for x in range(target.shape[0]):
        r, g, b = np.int32(source[3 * x]), np.int32(source[3 * x + 1]), np.int32(source[3 * x + 2])
        target[x] = np.uint8((r * _YR + g * _YG + b * _YB + offset) >> np.int32(16))


def convert_plain(rgb, luma, blue, red) -> None:
    """The same with OpenCV; at most one code value apart."""
    luma[...] = cv2.transform(rgb, np.append(_LUMA, 16.0)[None, :])
    rows = rgb.astype(np.float32)
    rows = (rows[0::2] + rows[1::2]) * 0.5
    across = np.array([[0.25, 0.5, 0.25]], np.float32)
    sited = cv2.filter2D(rows, cv2.CV_32F, across, borderType=cv2.BORDER_REPLICATE)[:, 0::2]
    for plane, weights in ((blue, _BLUE), (red, _RED)):
        code = cv2.transform(np.ascontiguousarray(sited), np.append(weights, 128.0)[None, :])
        plane[...] = np.clip(np.floor(code + 0.5), 16, 240).astype(np.uint8)


convert = convert_compiled if HAVE_NUMBA else convert_plain
