"""Small pictures of shots on disk: painted by the sky generator, or the first frame of a shot's footage."""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from app.crash import record
from engine.errors import EngineError
from engine.folders import cache_folder, mark_used
from storyboard.atomic import write_atomically
from storyboard.errors import StoryboardError
from storyboard.model import Canvas, Shot, Storyboard
from storyboard.templates import PICTURE_LANGUAGE, load_template, picture_path, template_ids

WIDTH = 320
PAINTED_WIDTH = 640
"""Fine lines come out better when they are painted larger than shown; it takes no longer."""
QUALITY = 82
IMAGES = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp"}


@dataclass(frozen=True)
class Wanted:
    """A picture of one moment of a shot. Equal ones look the same: what is only heard or chosen is left out."""

    shot: Shot
    board: Storyboard
    seconds: int
    moment: float
    base: Path

    @property
    def frames(self) -> int:
        """Length of the shot in frames."""
        return max(1, self.seconds * self.board.canvas.fps)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return WIDTH, max(2, round(WIDTH * self.board.canvas.height / self.board.canvas.width))


def wanted_of(storyboard: Storyboard, shot: Shot, frames: int, moment: float, base: Path) -> Wanted:
    """What a picture of a shot of the storyboard depends on. Lengths count in whole seconds, so that typing a line does
    not paint at every letter."""
    seen = shot.model_copy(update={
        "title": "", "line": "", "duration_s": None, "intensity": 0.0, "hit": False, "transition": None, "voice": None,
        "takes": (), "chosen": None,
    })  # fmt: skip
    board = Storyboard(
        id=storyboard.id, language=storyboard.language, seed=storyboard.seed, canvas=storyboard.canvas,
        look=storyboard.look, sky=storyboard.sky, characters=storyboard.characters, shots=(seen,),
    )  # fmt: skip
    return Wanted(seen, board, max(1, round(frames / storyboard.canvas.fps)), moment, base)


def template_picture(wanted: Wanted) -> QImage | None:
    """The ready picture of a legend's shot that stands as the legend has it, in any language; None of any other."""
    board = wanted.board
    if board.id not in template_ids() or wanted.shot.footage is not None:
        return None
    legend = _legend(board.id, board.language)
    shot = next((shot for shot in legend.shots if shot.id == wanted.shot.id), None)
    if shot is None or wanted != wanted_of(legend, shot, wanted.frames, wanted.moment, wanted.base):
        return None
    return read(picture_path(board.id, shot.id), *wanted.size)


def needs_no_painting(wanted: Wanted) -> bool:
    """Whether a legend's ready picture says all: the names of stars in it are in the storyboard's language."""
    return wanted.board.language == PICTURE_LANGUAGE


@lru_cache(maxsize=16)
def _legend(template_id: str, language: str) -> Storyboard:
    return load_template(template_id, language)


def read(path: Path, width: int, height: int) -> QImage | None:
    """A picture of the disk, inside a size; None where it is missing or damaged."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def write(image: QImage, path: Path) -> None:
    """Keep a small picture on the disk, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(content, QByteArray(b"jpg"))
    writer.setQuality(QUALITY)
    writer.write(image)
    write_atomically(path, bytes(content.data().data()))


def make(wanted: Wanted, cancel: threading.Event) -> QImage | None:
    """The picture, from the disk where it lies there, else painted and kept; None where that fails."""
    try:
        if wanted.shot.footage is not None:
            return _first_frame(wanted, wanted.shot.footage.file, wanted.shot.footage.start_s)
        path = _kept_as(wanted)
        found = read(path, *wanted.size)
        if found is not None:
            mark_used(path)
            return found
        image = _painted(wanted, cancel)
        write(image, path)
        return image
    except (EngineError, StoryboardError, OSError):
        return None
    except Exception as error:  # noqa: BLE001 - a fault of one shot's painter must not cost the others
        record(error)
        return None


def _small(board: Storyboard) -> Storyboard:
    """The storyboard on a small canvas of the same shape."""
    canvas = board.canvas
    square = canvas.projection in ("fulldome", "equirect")
    height = PAINTED_WIDTH * canvas.height // canvas.width if square else PAINTED_WIDTH * canvas.height / canvas.width
    small = canvas.model_copy(update={"width": PAINTED_WIDTH, "height": max(64, 2 * round(height / 2))})
    return board.model_copy(update={"canvas": Canvas.model_validate(small.model_dump())})


def _kept_as(wanted: Wanted) -> Path:
    """The file of a picture in the cache, named by everything that it depends on."""
    from engine.content import content_key
    from engine.generators.sky import SkyGenerator

    recipe: dict[str, Any] = SkyGenerator().recipe(_small(wanted.board), wanted.shot, wanted.frames)
    key = content_key({"picture": recipe, "moment": wanted.moment, "width": WIDTH})
    return cache_folder("thumbnails") / f"{key[:40]}.jpg"


def _painted(wanted: Wanted, cancel: threading.Event) -> QImage:
    """Kernels that this machine has not compiled yet are compiled by a process of their own: here that would stop the
    windows."""
    from engine.directing.scene import scene_of
    from engine.generators.sky import SkyGenerator
    from engine.sky.warming import Warming

    kinds = (element.kind for element in scene_of(wanted.shot, wanted.board).elements)
    with Warming(kinds, processes=1) as warming:
        warming.finish(lambda event: None, cancel)
    painter = SkyGenerator().open(_small(wanted.board), wanted.shot, wanted.frames)
    return _scaled(painter.paint(min(round(wanted.frames * wanted.moment), wanted.frames - 1)), wanted)


def _first_frame(wanted: Wanted, name: str, start_s: float) -> QImage | None:
    path = wanted.base / name
    if path.suffix.lower() in IMAGES:
        image = read(path, WIDTH * 2, WIDTH * 2)
        return None if image is None else _fitted(image, wanted)
    import av
    from av.error import FFmpegError

    from engine.media.allowed import OPTIONS, address

    try:
        with av.open(address(str(path)), options=dict(OPTIONS)) as container:
            if start_s:
                container.seek(int(start_s * 1_000_000))
            frame = next(container.decode(video=0))
            return _fitted(_image(frame.to_ndarray(format="rgb24")), wanted)
    except (FFmpegError, StopIteration, IndexError):
        return None


def _fitted(image: QImage, wanted: Wanted) -> QImage:
    """Footage in the canvas's shape: covering it, or whole before black."""
    width, height = wanted.size
    footage = wanted.shot.footage
    cover = footage is None or footage.fit == "cover"
    how = Qt.AspectRatioMode.KeepAspectRatioByExpanding if cover else Qt.AspectRatioMode.KeepAspectRatio
    scaled = image.scaled(width, height, how, Qt.TransformationMode.SmoothTransformation)
    left, top = (scaled.width() - width) // 2, (scaled.height() - height) // 2
    return scaled.copy(left, top, width, height).convertToFormat(QImage.Format.Format_RGB888)


def _scaled(picture: np.ndarray, wanted: Wanted) -> QImage:
    ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return _image(picture).scaled(*wanted.size, ignore, smooth)


def _image(picture: np.ndarray) -> QImage:
    picture = np.ascontiguousarray(picture)
    height, width, _ = picture.shape
    return QImage(picture.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def lower_priority() -> None:
    """This thread gives way to the windows and to films that are made; where the system knows that for threads."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
