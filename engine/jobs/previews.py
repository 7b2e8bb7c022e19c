"""Small pictures of what jobs of video models are making, for whoever shows the queue, in this program or another."""

from __future__ import annotations

import contextlib
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.folders import cache_folder
from storyboard.atomic import write_atomically

MODEL = "model"
"""The phase of a job in which a video model is at work."""
WIDTH = 320
QUALITY = 85


def preview_path(job_id: int) -> Path:
    """Where a job's preview lies; there may be none."""
    return cache_folder("previews") / f"job-{job_id}.jpg"


def keep_preview(job_id: int, picture: NDArray[np.uint8]) -> None:
    """Keep a newer preview of a job, uint8 RGB (height, width, 3). One that cannot be written is not missed."""
    height = max(1, round(picture.shape[0] * WIDTH / picture.shape[1]))
    shown = cv2.resize(picture, (WIDTH, height), interpolation=cv2.INTER_CUBIC)
    _, data = cv2.imencode(".jpg", shown[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    with contextlib.suppress(OSError):
        write_atomically(preview_path(job_id), data.tobytes())


def drop_preview(job_id: int) -> None:
    """Remove a job's preview: it is done."""
    with contextlib.suppress(OSError):
        preview_path(job_id).unlink(missing_ok=True)
