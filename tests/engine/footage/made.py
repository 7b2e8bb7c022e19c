"""Small pictures and films for the tests of footage, made on the fly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np
from PIL import Image

BITS = 8


def numbered(number: int, width: int = 160, height: int = 96) -> np.ndarray:
    """A frame that shows its number as bars: white ones and black ones, the lowest bit at the left."""
    picture = np.full((height, width, 3), 40, np.uint8)
    for bit in range(BITS):
        left, right = width * bit // BITS, width * (bit + 1) // BITS
        picture[height // 4 :, left:right] = 235 if number >> bit & 1 else 20
    return picture


def number_of(picture: np.ndarray) -> int:
    """The number that a frame shows."""
    height, width = picture.shape[:2]
    row = picture[height * 5 // 8, :, 1]
    return sum(1 << bit for bit in range(BITS) if row[width * (2 * bit + 1) // (2 * BITS)] > 128)


def film(path: Path, fps: int, frames: Iterable[np.ndarray], options: dict[str, str] | None = None) -> Path:
    """A film of RGB frames, H.264."""
    with av.open(str(path), "w", options=options or {}) as container:
        stream = container.add_stream("libx264", rate=fps, options={"crf": "10", "preset": "ultrafast", "g": "17"})
        for number, picture in enumerate(frames):
            if not number:
                stream.height, stream.width, stream.pix_fmt = *picture.shape[:2], "yuv420p"
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(stream.encode(None))
    return path


def counting(path: Path, fps: int, seconds: float) -> Path:
    """A film whose frames show their numbers."""
    return film(path, fps, (numbered(number) for number in range(round(fps * seconds))))


def photo(path: Path, width: int = 400, height: int = 300, turned: bool = False) -> Path:
    """A photograph that is red above and blue below when it is shown upright. ``turned``: taken with the telephone held
    upright, so that the file says by how much it is to be turned."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[: height // 2] = (220, 30, 30)
    picture[height // 2 :] = (30, 30, 220)
    image = Image.fromarray(picture)
    exif = Image.Exif()
    if turned:
        image = image.transpose(Image.Transpose.ROTATE_90)
        exif[0x0112] = 6
    image.save(path, exif=exif, quality=95)
    return path
