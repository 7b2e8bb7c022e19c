"""Twins of the kernels of light.py in numpy and OpenCV, and what the twins of other layers build on.

Colours are float32, buffers H x W x 3 without gaps in memory.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

f32 = np.float32

_WIDE = 40
"""Windows of more pixels across than this are added one by one, smaller ones many at once."""
_AT_ONCE = 1 << 17
"""Pixels of small windows that are added at once: what fits into the fast memory."""


def add_windows(
    buffer: NDArray[np.float32],
    left: NDArray[np.integer],
    top: NDArray[np.integer],
    across: NDArray[np.float32],
    down: NDArray[np.float32],
    light: NDArray[np.float32],
) -> None:
    """Add windows of light: light (n, 3) times the weights across (n, w) and down (n, h), from (left, top) (n) on.

    What lies outside of the picture is left out.
    """
    height, width = buffer.shape[:2]
    if across.shape[1] > _WIDE:
        for i in range(len(left)):
            _add_window(buffer, int(left[i]), int(top[i]), across[i], down[i], light[i])
        return
    flat = buffer.reshape(-1)
    step = max(1, _AT_ONCE // (across.shape[1] * down.shape[1]))
    for start in range(0, len(left), step):
        part = slice(start, start + step)
        x, y = left[part, None] + np.arange(across.shape[1]), top[part, None] + np.arange(down.shape[1])
        weight_x = np.where((x >= 0) & (x < width), across[part], f32(0))
        weight_y = np.where((y >= 0) & (y < height), down[part], f32(0))
        row, column = np.clip(y, 0, height - 1) * (3 * width), np.clip(x, 0, width - 1) * 3
        at = (row[:, :, None] + column[:, None, :]).ravel()
        weight = weight_y[:, :, None] * weight_x[:, None, :]
        for channel in range(3):
            np.add.at(flat, at + channel, (weight * light[part, channel, None, None]).ravel())


def _add_window(
    buffer: NDArray[np.float32],
    left: int,
    top: int,
    across: NDArray[np.float32],
    down: NDArray[np.float32],
    light: NDArray[np.float32],
) -> None:
    height, width = buffer.shape[:2]
    x0, x1 = max(0, -left), min(len(across), width - left)
    y0, y1 = max(0, -top), min(len(down), height - top)
    if x0 >= x1 or y0 >= y1:
        return
    row = across[x0:x1, None] * light
    buffer[top + y0 : top + y1, left + x0 : left + x1] += down[y0:y1, None, None] * row


def add_gaussians(
    buffer: NDArray[np.float32],
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    light: NDArray[np.float32],
    sigma: NDArray[np.float32],
    reach: NDArray[np.integer],
) -> None:
    """Add Gaussians of light (n, 3) in the middle, widths sigma (n), over ``reach`` (n) pixels to either side."""
    height, width = buffer.shape[:2]
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    seen = (row + reach >= 0) & (row - reach < height) & (column + reach >= 0) & (column - reach < width)
    for r in np.unique(reach[seen]):
        mine = np.flatnonzero(seen & (reach == r))
        inverse = (f32(-0.5) / (sigma[mine] * sigma[mine]))[:, None]
        pixels = np.arange(-int(r), int(r) + 1) + 0.5
        left, top = column[mine] - r, row[mine] - r
        dx = (column[mine, None] + pixels - x[mine, None]).astype(f32)
        dy = (row[mine, None] + pixels - y[mine, None]).astype(f32)
        add_windows(buffer, left, top, np.exp(dx * dx * inverse), np.exp(dy * dy * inverse), light[mine])


def splat_plain(buffer, x, y, colour, sigma) -> None:
    """Add Gaussian points, group by group of the same reach."""
    light = colour * (f32(0.15915494) / (sigma * sigma))[:, None]
    add_gaussians(buffer, x, y, light, sigma, np.maximum(np.ceil(sigma * f32(3) - f32(0.5)).astype(np.int64), 1))


def lines_plain(buffer, segments) -> None:
    """Add lines of Gaussian profile, one box per line."""
    height, width = buffer.shape[:2]
    for x0, y0, x1, y1, a0, a1, sigma, r, g, b in segments:
        margin = f32(3.2) * sigma
        top, bottom = max(0, int(min(y0, y1) - margin)), min(height, int(max(y0, y1) + margin) + 2)
        left, right = max(0, int(min(x0, x1) - margin)), min(width, int(max(x0, x1) + margin) + 2)
        if top >= bottom or left >= right:
            continue
        dx, dy = x1 - x0, y1 - y0
        x = np.arange(left, right, dtype=f32) + f32(0.5) - x0
        y = (np.arange(top, bottom, dtype=f32) + f32(0.5) - y0)[:, None]
        u = np.clip((x * dx + y * dy) / (dx * dx + dy * dy + f32(1e-9)), f32(0), f32(1))
        d = (x - u * dx) ** 2 + (y - u * dy) ** 2
        light = np.exp(d * (f32(-0.5) / (sigma * sigma))) * (a0 + (a1 - a0) * u)
        light[d > margin * margin] = 0
        buffer[top:bottom, left:right] += light[..., None] * np.array([r, g, b], f32)


def polyline_plain(buffer, points, light, sigma, r, g, b) -> None:
    """Add a line of Gaussian profile through points (n, 2)."""
    same = np.broadcast_to(np.array([sigma, r, g, b], f32), (len(points) - 1, 4))
    lines_plain(buffer, np.column_stack([points[:-1], points[1:], light[:-1], light[1:], same]).astype(f32))


def veil_plain(buffer, colours, transmission) -> None:
    """Per row: buffer = buffer * transmission + colour."""
    buffer *= transmission[:, None, None]
    buffer += colours[:, None]


def blend_mask_plain(buffer, mask, left, top, r, g, b, strength) -> None:
    """Add colour * mask * strength where the mask lies inside the picture."""
    h, w = mask.shape
    y0, y1 = max(0, -top), min(h, buffer.shape[0] - top)
    x0, x1 = max(0, -left), min(w, buffer.shape[1] - left)
    if y0 < y1 and x0 < x1:
        light = mask[y0:y1, x0:x1, None] * strength
        buffer[top + y0 : top + y1, left + x0 : left + x1] += light * np.array([r, g, b], f32)


def halve_plain(source, row, out) -> None:
    """Mean of every 2 x 2 pixels; ``row`` is not needed."""
    height, width = out.shape[0], out.shape[1] // 3
    wide = source[: 2 * height, : 6 * width].reshape(2 * height, 2 * width, 3)
    out[...] = cv2.resize(wide, (width, height), interpolation=cv2.INTER_AREA).reshape(height, 3 * width)
