"""Pictures of the person's own, kept as upright copies in our own formats."""

from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np

from engine.errors import EngineError
from engine.folders import cache_folder, mark_used
from engine.footage.light import Picture
from engine.media.importing import import_media

FOLDER = "footage"
KEPT = (".png", ".jpg")
"""The endings of pictures in our own formats."""


def kept_picture(path: Path, sha256: str, cancel: threading.Event | None) -> Picture:
    """The pixels of a picture, (H, W, 3) or with its opacity (H, W, 4), from our own upright copy of it; a limited
    process makes that.

    Raises:
        EngineError: it is no picture, or our copy is damaged.
        Cancelled: ``cancel`` was set.
    """
    folder = cache_folder(FOLDER)
    kept = next((file for ending in KEPT if (file := folder / f"{sha256}{ending}").is_file()), None)
    if kept is None:
        kept = import_media(path, folder, cancel).path
    mark_used(kept)
    read = cv2.imdecode(np.frombuffer(kept.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
    if read is None:
        raise EngineError(f"{kept} is damaged: remove it, it is made again.")
    pixels = np.asarray(read, np.uint8)
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], 3, 2)
    order = [2, 1, 0, 3] if pixels.shape[2] == 4 else [2, 1, 0]
    return np.ascontiguousarray(pixels[..., order])
