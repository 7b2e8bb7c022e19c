"""One row of text as a coverage bitmap, with the place of its baseline."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from engine.errors import EngineError
from engine.text.faces import Style, face_index, sized

STAND_IN = "□"
_FREETYPE = threading.Lock()  # FreeType faces must not be used by two threads at once


@dataclass(frozen=True, eq=False)
class Lettering:
    """Text drawn once.

    ``alpha`` is float32 (height, width), 0 to 1, read-only. The pen starts at column ``origin_x`` on row ``baseline``
    of the bitmap and ends ``advance`` pixels further right. ``ink_left`` and ``ink_right`` bound the drawn columns.
    """

    alpha: np.ndarray
    origin_x: float
    baseline: float
    advance: float
    ink_left: int
    ink_right: int

    @property
    def height(self) -> int:
        """Rows of the bitmap."""
        return self.alpha.shape[0]

    @property
    def width(self) -> int:
        """Columns of the bitmap."""
        return self.alpha.shape[1]


@dataclass(frozen=True)
class _Run:
    """Neighbouring characters of one face, at a pen position in fine pixels."""

    text: str
    font: ImageFont.FreeTypeFont
    pen: float
    advance: float


@lru_cache(maxsize=1024)
def render_text(
    text: str, size_px: float, *, style: Style = "kai", weight: float = 0.0, tracking: float = 0.0
) -> Lettering:
    """Draw one row of text, unhinted and finely antialiased. Cached; safe to call from several threads.

    Args:
        text: one row; line breaks count as blanks. What no font has is drawn as a box, emoji are left out.
        size_px: the em in pixels, 4 to 512.
        style: "kai" for Chinese and mixed text, "serif" for text in Latin or Greek letters alone.
        weight: thickness added around every stroke, in ems; 0.006 looks semi-bold, 0.012 bold.
        tracking: extra space between characters, in ems.

    Raises:
        EngineError: the size is out of range.
        FontMissing: a font of the program is missing.
    """
    if not 4 <= size_px <= 512:
        raise EngineError(f"Text of {size_px:g} pixels cannot be drawn: choose a size from 4 to 512 pixels.")
    fine = 4 if size_px <= 80 else 2
    size = max(1, round(size_px * fine))
    stroke = weight * size
    with _FREETYPE:
        runs = _runs(_drawable(text), style, size, tracking * size)
        return _draw(runs, fine, stroke)


def _drawable(text: str) -> str:
    kept = []
    for character in unicodedata.normalize("NFC", text):
        if character in "\n\r\t":
            kept.append(" ")
        elif face_index(character) is not None:
            kept.append(character)
        elif unicodedata.category(character) not in ("So", "Sk", "Cf", "Cc", "Cn", "Co", "Cs", "Mn", "Me"):
            kept.append(STAND_IN)
    return "".join(kept)


def _runs(text: str, style: Style, size: int, tracking: float) -> list[_Run]:
    runs: list[_Run] = []
    pen = 0.0
    for piece, index in _pieces(text, style, single=tracking != 0):
        font = sized(index, size)
        advance = font.getlength(piece) + tracking
        runs.append(_Run(piece, font, pen, advance))
        pen += advance
    return runs


def _pieces(text: str, style: Style, *, single: bool) -> list[tuple[str, int]]:
    pieces: list[tuple[str, int]] = []
    for character in text:
        index = face_index(character, style) or 0
        if pieces and not single and pieces[-1][1] == index:
            pieces[-1] = (pieces[-1][0] + character, index)
        else:
            pieces.append((character, index))
    return pieces


def _draw(runs: list[_Run], fine: int, stroke: float) -> Lettering:
    boxes = [
        (run.pen + left, top, run.pen + right, bottom)
        for run in runs
        for left, top, right, bottom in [run.font.getbbox(run.text, anchor="ls", stroke_width=stroke)]
        if right > left
    ]
    advance = (runs[-1].pen + runs[-1].advance) / fine if runs else 0.0
    if not boxes:
        return _finished(np.zeros((1, 1), np.float32), 0.0, 0.0, advance)
    left = int(np.floor(min(box[0] for box in boxes) / fine)) - 1
    top = int(np.floor(min(box[1] for box in boxes) / fine)) - 1
    right = int(np.ceil(max(box[2] for box in boxes) / fine)) + 1
    bottom = int(np.ceil(max(box[3] for box in boxes) / fine)) + 1
    canvas = Image.new("L", ((right - left) * fine, (bottom - top) * fine))
    pencil = ImageDraw.Draw(canvas)
    for run in runs:
        place = (run.pen - left * fine, -top * fine)
        pencil.text(place, run.text, fill=255, font=run.font, anchor="ls", stroke_width=stroke)
    small = cv2.resize(np.asarray(canvas), (right - left, bottom - top), interpolation=cv2.INTER_AREA)
    return _finished(small.astype(np.float32) / 255, float(-left), float(-top), advance)


def _finished(alpha: np.ndarray, origin_x: float, baseline: float, advance: float) -> Lettering:
    alpha.flags.writeable = False
    columns = np.flatnonzero(alpha.max(axis=0) > 0.05)
    ink = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, 0)
    return Lettering(alpha, origin_x, baseline, advance, *ink)


def halo(alpha: np.ndarray, radius_px: float, softness_px: float) -> np.ndarray:
    """Coverage of a soft outline around a bitmap, same shape as ``alpha`` (pad it first so that the halo has room).

    The shape is grown by ``radius_px`` and its edge blurred with a Gaussian of ``softness_px``.
    """
    grown = np.asarray(alpha, np.float32)
    if radius_px > 0:
        reach = int(np.ceil(radius_px))
        y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        grown = cv2.dilate(grown, (np.hypot(x, y) <= radius_px + 0.3).astype(np.uint8))
    if softness_px > 0:
        grown = cv2.GaussianBlur(grown, (0, 0), softness_px)
    return np.clip(grown, 0, 1)
