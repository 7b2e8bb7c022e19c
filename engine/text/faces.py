"""The typefaces that come with the program, and which of them has a character."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

import assets
from engine.errors import EngineError
from engine.text.character_map import characters_of

Style = Literal["kai", "serif"]

FACE_FILES = ("StarloomKai-Regular.ttf", "GentiumBookPlus-Regular.ttf")
"""Files in assets/fonts."""

ORDERS: dict[Style, tuple[int, ...]] = {"kai": (0, 1), "serif": (1, 0)}
"""A character is drawn with the first face of its style's order that has it."""


class FontMissing(EngineError):
    """A font that belongs to the program is not there or cannot be read."""


@dataclass(frozen=True)
class Face:
    """One font file and the code points it can draw."""

    path: Path
    characters: frozenset[int]


@lru_cache(maxsize=1)
def faces() -> tuple[Face, ...]:
    """The faces, one for each of ``FACE_FILES``.

    Raises:
        FontMissing: a font file is missing or damaged.
    """
    return tuple(_load(assets.folder("fonts") / name) for name in FACE_FILES)


def _load(path: Path) -> Face:
    try:
        return Face(path, characters_of(path))
    except (OSError, ValueError) as error:
        raise FontMissing(f"The font {path} cannot be read ({error}): install Starloom again.") from error


def face_index(character: str, style: Style = "kai") -> int | None:
    """Which face draws this character in this style; ``None`` when none does."""
    code, all_faces = ord(character), faces()
    for index in ORDERS[style]:
        if code in all_faces[index].characters:
            return index
    return None


def missing_characters(text: str) -> set[str]:
    """Characters of ``text`` that no face can draw (line breaks and tabs aside)."""
    return {character for character in text if character not in "\n\r\t" and face_index(character) is None}


@lru_cache(maxsize=96)
def sized(index: int, size: int) -> ImageFont.FreeTypeFont:
    """Face ``index`` at ``size`` pixels to the em, with plain left-to-right layout (the same on every system).

    Raises:
        FontMissing: the font file is damaged.
    """
    path = faces()[index].path
    try:
        return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise FontMissing(f"The font {path} cannot be read ({error}): install Starloom again.") from error
