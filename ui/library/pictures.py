"""Pictures of the legends' shots (assets/templates/pictures)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap

import assets
from storyboard.templates import load_template

WIDTH = 320


def template_picture(
    template_id: str, shot_id: str | None = None, width: int = WIDTH, folder: Path | None = None
) -> QPixmap | None:
    """A picture of a shot of a legend, ``width`` pixels wide; of the legend itself where no shot is named. None where
    there is no picture of it.

    Args:
        folder: where the pictures lie, those of the program when left out.
    """
    shot_id = shot_id or _cover(template_id)
    return _read(str((folder or assets.folder("templates") / "pictures") / f"{template_id}-{shot_id}.jpg"), width)


@lru_cache(maxsize=64)
def _cover(template_id: str) -> str:
    """The shot that stands for a legend: the height of its story."""
    return max(load_template(template_id, "en").shots, key=lambda shot: shot.intensity).id


@lru_cache(maxsize=256)
def _read(path: str, width: int) -> QPixmap | None:
    if not Path(path).is_file():
        return None
    reader = QImageReader(path)
    reader.setScaledSize(reader.size().scaled(QSize(width, 10 * width), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)
