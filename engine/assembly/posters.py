"""Posters: a still of every shot, and a cover with the film's title lettered over the finest of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.assembly.encoding import BT709, LIMITED_RANGE
from engine.assembly.planes import Packed, video_frame
from engine.text.faces import Style
from engine.text.lettering import Lettering, halo, render_text
from storyboard.file import write_atomically
from storyboard.model import Language

Picture = NDArray[np.uint8]
"""An RGB picture, (height, width, 3)."""

Drawing = NDArray[np.floating]
"""A picture or a coverage on its way."""

JPEG_QUALITY = 92
INK, GOLD, NIGHT = (255, 246, 226), (226, 190, 120), (5, 7, 18)
LINE: dict[Language, str] = {"zh": "织星 · 真实的星空下", "en": "STARLOOM · UNDER THE REAL SKY"}
_LONGEST_ROW = {"kai": 10, "serif": 20}
_TALLEST_COLUMN = 9


def rgb_of(packed: Packed) -> Picture:
    """A packed frame as an RGB picture."""
    frame: Any = video_frame(packed)
    frame.colorspace, frame.color_range = BT709, LIMITED_RANGE
    return np.asarray(frame.to_ndarray(format="rgb24"))


def write_jpeg(picture: Picture, path: Path) -> None:
    """Write a picture; the file appears when it is whole.

    Raises:
        OSError: it cannot be written.
    """
    _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    write_atomically(path, data.tobytes())


def finest(pictures: Sequence[Picture]) -> Picture:
    """The picture for a cover: much to see in the middle and above, and calm below, where the title will stand."""
    return max(pictures, key=_appeal)


def _appeal(picture: Picture) -> float:
    rows, columns = 36, 64
    grey = cv2.resize(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (columns, rows), interpolation=cv2.INTER_AREA)
    seen = grey.astype(np.float32)
    above, below = seen[: rows * 2 // 3], seen[rows * 2 // 3 :]
    return float(above.std() + 0.5 * np.percentile(above, 98) / 4 - 0.5 * below.std())


def cover(picture: Picture, title: str, language: Language) -> Picture:
    """A picture with the title of its film: in rows over its lower part, or, where a Chinese title has a tall picture,
    in a column as on a scroll."""
    height, width = picture.shape[:2]
    upright = language == "zh" and height > width and 0 < len(title) <= _TALLEST_COLUMN and not title.isascii()
    shaded = _shaded(picture, upright)
    if title.strip():
        ink = _column(title.strip(), width, height) if upright else _rows(title.strip(), width, height)
        shaded = _inked(shaded, ink, INK, min(width, height) * 0.012)
    foot, rule = _foot(LINE[language], width, height)
    shaded = _inked(shaded, rule, GOLD, 0.0)
    return np.clip(np.rint(_inked(shaded, foot, GOLD, min(width, height) * 0.006)), 0, 255).astype(np.uint8)


def _shaded(picture: Picture, upright: bool) -> Drawing:
    """The picture darkened towards its edges and where letters will stand."""
    height, width = picture.shape[:2]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    low = np.clip((y - (0.72 if upright else 0.48)) / 0.42, 0, 1)
    dark = 1 - 0.78 * low * low * (3 - 2 * low)
    dark = dark * (1 - 0.28 * np.clip(x * x * 0.8 + (2 * y - 1) ** 2 * 0.5 - 0.35, 0, 1))
    if upright:
        side = np.clip((x - 0.2) / 0.8, 0, 1)
        dark = dark * (1 - 0.5 * side * np.clip((0.8 - y) / 0.3, 0, 1))
    night = np.array(NIGHT, np.float32)
    return picture * dark[..., None] + night * (1 - dark[..., None])


def _style(text: str) -> Style:
    return "serif" if all(ord(character) < 0x2E80 for character in text) else "kai"


def _rows(title: str, width: int, height: int) -> Drawing:
    """Coverage of the title in one or two rows, centred above the foot."""
    style = _style(title)
    texts = _broken(title, _LONGEST_ROW[style])
    tracking = 0.02 if style == "serif" else 0.1
    em = min(0.15 * height, 0.17 * width) / (1.0 if len(texts) == 1 else 1.25)
    rows = _lettered(texts, em, style, tracking)
    widest = max(row.ink_right - row.ink_left for row in rows)
    if widest > 0.84 * width:
        em *= 0.84 * width / widest
        rows = _lettered(texts, em, style, tracking)
    ink = np.zeros((height, width), np.float32)
    base = 0.855 * height - 0.3 * em
    for number, row in enumerate(reversed(rows)):
        left = (width - (row.ink_right - row.ink_left)) / 2 - row.ink_left
        _lay(ink, row, round(left), round(base - number * 1.22 * em - row.baseline))
    return ink


def _lettered(texts: Sequence[str], em: float, style: Style, tracking: float) -> list[Lettering]:
    return [render_text(text, min(max(em, 4.0), 512.0), style=style, weight=0.009, tracking=tracking) for text in texts]


def _broken(title: str, longest: int) -> list[str]:
    """The title in one row, or in two of much the same length, broken where a word or a clause ends."""
    if len(title) <= longest:
        return [title]
    ends = [place for place, character in enumerate(title) if character in " ：:，,—·"]
    if not ends:
        return [title]
    place = min(ends, key=lambda end: abs(end + 0.5 - len(title) / 2))
    rows = [title[: place + 1].strip(" ：:，,—·"), title[place + 1 :].strip()]
    return [row for row in rows if row]


def _column(title: str, width: int, height: int) -> Drawing:
    """Coverage of the title from top to bottom along the right side."""
    letters = [letter for letter in title if not letter.isspace()]
    em = min(0.15 * width, 0.56 * height / (1.12 * len(letters)))
    ink = np.zeros((height, width), np.float32)
    centre, top = width - 0.09 * width - em / 2, 0.08 * height
    for number, row in enumerate(_lettered(letters, em, "kai", 0.0)):
        left = centre - (row.ink_right - row.ink_left) / 2 - row.ink_left
        _lay(ink, row, round(left), round(top + number * 1.12 * em + 0.86 * em - row.baseline))
    return ink


def _foot(text: str, width: int, height: int) -> tuple[Drawing, Drawing]:
    """Coverage of the line below the title, and of the rule between them."""
    em = max(4.0, 0.034 * min(height, width))
    row = render_text(text, em, style=_style(text), tracking=0.16)
    ink, rule = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    left = (width - (row.ink_right - row.ink_left)) / 2 - row.ink_left
    _lay(ink, row, round(left), round(0.935 * height - row.baseline))
    middle, half, thick = round(0.883 * height), round(0.11 * min(width, height)), max(1, round(height / 540))
    across = np.abs(np.arange(width) - width / 2) / max(1, half)
    rule[middle : middle + thick] = 0.9 * np.clip(1.6 * (1 - across), 0, 1)
    return ink, rule


def _lay(ink: Drawing, row: Lettering, left: int, top: int) -> None:
    """Add a row of letters, cut at the borders."""
    first_row, first_column = max(0, top), max(0, left)
    part = row.alpha[first_row - top :, first_column - left :]
    target = ink[first_row : first_row + part.shape[0], first_column : first_column + part.shape[1]]
    np.maximum(target, part[: target.shape[0], : target.shape[1]], out=target)


def _inked(
    picture: Drawing, ink: Drawing, colour: tuple[int, int, int], shadow_px: float
) -> Drawing:
    """The letters over the picture, with a soft shadow around them where ``shadow_px`` is given."""
    if shadow_px > 0.3:
        dark = 0.6 * np.clip(1.4 * halo(ink, 0, shadow_px), 0, 1)[..., None]
        picture = picture * (1 - dark) + np.array(NIGHT, np.float32) * dark
    return picture * (1 - ink[..., None]) + np.array(colour, np.float32) * ink[..., None]
