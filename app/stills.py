"""One small picture of every shot: for looking at a story at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2

from engine.generators.sky import SkyGenerator
from engine.lines import estimated_schedule
from storyboard.errors import StoryboardError
from storyboard.model import Storyboard

BEST_MOMENT = 0.72
QUALITY = 86


def paint_stills(storyboard: Storyboard, name: str, folder: Path, width: int) -> Iterator[Path]:
    """Paint each shot at its best moment into ``folder`` as NAME-NUMBER-SHOT.jpg, ``width`` pixels wide; yields paths.

    Raises:
        StoryboardError: the folder cannot be written.
    """
    plan = estimated_schedule(storyboard)
    generator = SkyGenerator()
    for span, shot in zip(plan.spans, storyboard.shots, strict=True):
        picture = generator.open(storyboard, shot, span.frames).paint(round(span.frames * BEST_MOMENT))
        height = round(picture.shape[0] * width / picture.shape[1])
        small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
        path = folder / f"{name}-{span.index + 1}-{shot.id}.jpg"
        _, data = cv2.imencode(".jpg", small[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.tobytes())
        except OSError as error:
            raise StoryboardError(f"{path} cannot be written ({error.strerror}): choose another folder.") from error
        yield path
