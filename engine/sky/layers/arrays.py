"""What the twins of kernels are made of: lookups, runs and compositing of whole arrays at once.

In full precision, where OpenCV's remap rounds places to 1/32 of a pixel.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.sky.light import f32


def periodic(tile: NDArray[np.float32], u: NDArray[np.float32], v: NDArray[np.float32]) -> NDArray[Any]:
    """The periodic tile (N, N), N a power of two, at real columns u and rows v (broadcast), bilinear: ``tile_at``."""
    mask = tile.shape[0] - 1
    column, row = np.floor(u), np.floor(v)
    across, down = u - column, v - row
    a, c = column.astype(np.int64) & mask, row.astype(np.int64) & mask
    b, d = (a + 1) & mask, ((c + 1) & mask) * len(tile)
    c = c * len(tile)
    upper, lower = tile.take(c + a), tile.take(d + a)
    upper += (tile.take(c + b) - upper) * across
    lower += (tile.take(d + b) - lower) * across
    return upper + (lower - upper) * down


def bilinear(picture: NDArray[np.float32], rows: NDArray[np.float32], columns: NDArray[np.float32]) -> NDArray[Any]:
    """Pixels (..., C) of the picture (h, w, C) at real rows and columns (broadcast), each inside 0 .. h - 1, w - 1."""
    i = np.minimum(rows.astype(np.int64), picture.shape[0] - 2)
    j = np.minimum(columns.astype(np.int64), picture.shape[1] - 2)
    down, across = (rows - i).astype(f32)[..., None], (columns - j).astype(f32)[..., None]
    pixels, width = picture.reshape(-1, picture.shape[2]), picture.shape[1]
    at = i * width + j
    upper, lower = pixels.take(at, 0), pixels.take(at + width, 0)
    upper += (pixels.take(at + 1, 0) - upper) * across
    lower += (pixels.take(at + width + 1, 0) - lower) * across
    return upper + (lower - upper) * down


def runs(first: NDArray[np.integer], end: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All whole numbers first[n] .. end[n] - 1 of every n, one after the other: the n and the numbers, (m) each."""
    lengths = np.maximum(end - first, 0)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    started = np.cumsum(lengths) - lengths
    return owner, np.arange(len(owner)) - started[owner] + first[owner]


def lay_in_order(
    buffer: NDArray[np.float32],
    y: NDArray[np.int64],
    x: NDArray[np.int64],
    cover: NDArray[np.float32],
    light: NDArray[np.float32],
) -> None:
    """Composite dots over the buffer, each over those before it.

    y, x: their pixels (m); cover (m) 0..1; light (m, 3): their colours, premultiplied.
    """
    place = y * buffer.shape[1] + x
    order = np.argsort(place, kind="stable")
    place = place[order]
    opens = np.concatenate([[True], place[1:] != place[:-1]])[: len(place)]
    index = np.arange(len(place))
    turn = index - np.maximum.accumulate(np.where(opens, index, 0))
    # one dot of every pixel at a time
    order = order[np.argsort(turn, kind="stable")]
    for part in np.split(order, np.cumsum(np.bincount(turn))[:-1]) if len(order) else ():
        at = y[part], x[part]
        buffer[at] = buffer[at] * (1 - cover[part, None]) + light[part]
