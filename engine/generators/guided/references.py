"""Pictures of the characters of a shot, for models that take them."""

from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np

from engine.diffusion.request import Pictures
from engine.directing.prompt import characters_of
from engine.directing.scene import scene_of
from engine.errors import EngineError
from engine.footage.kept import kept_picture
from engine.media.errors import shown
from engine.media.source import file_named
from storyboard.media import measured_file
from storyboard.model import Shot, Storyboard

MOST = 4
"""Pictures that a clip is given; more would outweigh its own frames."""


def reference_names(storyboard: Storyboard, shot: Shot) -> tuple[str, ...]:
    """Names of the pictures of the characters that a shot shows, each once."""
    characters = characters_of(storyboard, shot, scene_of(shot, storyboard))
    return tuple(dict.fromkeys(name for one in characters for name in one.references))[:MOST]


def reference_digests(storyboard: Storyboard, shot: Shot, base: Path | None) -> list[str]:
    """What the bytes of those pictures are known by."""
    digests = []
    for name in reference_names(storyboard, shot):
        measured = measured_file(file_named(name, base))
        digests.append(measured[0] if measured is not None else f"missing: {name}")
    return digests


def reference_pictures(
    storyboard: Storyboard, shot: Shot, base: Path | None, width: int, height: int, cancel: threading.Event
) -> tuple[Pictures, ...]:
    """Those pictures, uint8 RGB of the model's size: whole, in the middle of white, as VACE was taught with.

    Raises:
        EngineError: one is missing or no picture.
    """
    return tuple(
        _fitted(_read(name, base, cancel), width, height) for name in reference_names(storyboard, shot)
    )


def _read(name: str, base: Path | None, cancel: threading.Event) -> Pictures:
    path = file_named(name, base)
    measured = measured_file(path)
    if measured is None:
        raise EngineError(
            f"{shown(name)}, a picture of a character, is not there: find it with starloom relink, or take it out."
        )
    return kept_picture(path, measured[0], cancel)[..., :3]


def _fitted(picture: Pictures, width: int, height: int) -> Pictures:
    scale = min(width / picture.shape[1], height / picture.shape[0])
    wide, high = max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale))
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    left, top = (width - wide) // 2, (height - high) // 2
    fitted = np.full((height, width, 3), 255, np.uint8)
    fitted[top : top + high, left : left + wide] = cv2.resize(picture, (wide, high), interpolation=kind)
    return fitted
