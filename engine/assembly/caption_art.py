"""Captions drawn into frames: warm white letters with a soft dark outline, low or high in the title-safe area."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from engine.assembly.captions import Caption
from engine.assembly.planes import Bitmap, Packed, PlanarBitmap
from engine.text.faces import Style
from engine.text.lettering import Lettering, halo, render_text
from storyboard.model import Captions

FADE_FRAMES = 4
SAFE_MARGIN = 0.05
"""Title-safe: nothing of a caption lies nearer than this fraction of the picture to its edge (SMPTE ST 2046-1)."""

SIZES = {"small": 0.8, "normal": 1.0, "large": 1.3}
_EM = 40 / 720
_LATIN_EM = 39 / 720
_ROW_STEP = 1.32
_INK = (255, 250, 238)
_SHADE = (4, 6, 16)
_WEIGHT = 0.007
_KEPT = 24


class CaptionTrack:
    """The captions of a film of one size, ready to be drawn into any of its frames, in any order, by any thread."""

    def __init__(
        self, captions: Sequence[Caption], width: int, height: int,
        draw: Callable[[Sequence[str]], Bitmap] | None = None,
    ) -> None:
        """``draw`` makes the picture of a caption's rows; left out, they stand flat in the lower part of the frame."""
        self._captions = sorted(captions, key=lambda caption: caption.start_frame)
        self._starts = [caption.start_frame for caption in self._captions]
        self._width, self._height = width, height
        self._draw = draw or partial(caption_bitmap, width=width, height=height)
        self._bitmaps: OrderedDict[int, PlanarBitmap] = OrderedDict()
        self._lock = threading.Lock()

    def draw(self, packed: Packed, frame_index: int) -> None:
        """Draw the caption of film frame ``frame_index``, if it has one, into a packed frame, in place."""
        number = bisect_right(self._starts, frame_index) - 1
        strength = self._strength(number, frame_index)
        if strength > 0:
            self._bitmap(number).draw(packed, strength)

    def _strength(self, number: int, frame_index: int) -> float:
        """0 to 1. Captions that touch change at once; an end towards an empty screen fades."""
        if number < 0 or frame_index >= self._captions[number].end_frame:
            return 0.0
        caption = self._captions[number]
        after_start = frame_index - caption.start_frame + 1
        before_end = caption.end_frame - frame_index
        touches_before = number > 0 and self._captions[number - 1].end_frame == caption.start_frame
        touches_after = number + 1 < len(self._captions) and self._starts[number + 1] == caption.end_frame
        steps = FADE_FRAMES + 1
        rise = 1.0 if touches_before else after_start / steps
        fall = 1.0 if touches_after else before_end / steps
        return min(1.0, rise, fall)

    def _bitmap(self, number: int) -> PlanarBitmap:
        with self._lock:
            bitmap = self._bitmaps.get(number)
            if bitmap is None:
                bitmap = PlanarBitmap(self._draw(self._captions[number].lines), self._width, self._height)
                self._bitmaps[number] = bitmap
                if len(self._bitmaps) > _KEPT:
                    self._bitmaps.popitem(last=False)
            return bitmap


def caption_bitmap(lines: Sequence[str], width: int, height: int, style: Captions = Captions()) -> Bitmap:
    """Draw the rows of a caption, centred, the last one standing on the safe area's lower edge or the first one hanging
    from its upper edge."""
    rows, em = _lettered(lines, width, height, SIZES[style.size])
    step = _ROW_STEP * em
    pad = int(np.ceil(0.28 * em))
    ink_width = max(1, *(row.ink_right - row.ink_left for row in rows))
    above = max(row.baseline for row in rows)
    below = max(row.height - row.baseline for row in rows)
    box_width = min(width, ink_width + 2 * pad)
    box_height = min(height, int(np.ceil(above + step * (len(rows) - 1) + below)) + 2 * pad)
    ink = np.zeros((box_height, box_width), np.float32)
    for number, row in enumerate(rows):
        x = round((box_width - (row.ink_right - row.ink_left)) / 2) - row.ink_left
        y = round(pad + above + step * number - row.baseline)
        _place(ink, row.alpha, x, y)
    margin = round(SAFE_MARGIN * height)
    top = margin - pad if style.place == "top" else min(height - margin - (box_height - pad), height - box_height)
    return shaded(ink, em, (width - box_width) // 2, max(0, top))


def _lettered(lines: Sequence[str], width: int, height: int, size: float) -> tuple[list[Lettering], float]:
    """The rows and their em in pixels: smaller than wanted only where a row would leave the safe area."""
    latin = all(ord(character) < 0x2E80 for line in lines for character in line)
    style: Style = "serif" if latin else "kai"
    em = max(8.0, size * (_LATIN_EM if latin else _EM) * min(height, width * 0.75))
    widest = width * (1 - 2 * SAFE_MARGIN)
    rows = [render_text(line, em, style=style, weight=_WEIGHT) for line in lines]
    longest = max(row.ink_right - row.ink_left for row in rows)
    if longest > widest:
        em = max(4.0, em * widest / longest * 0.99)
        rows = [render_text(line, em, style=style, weight=_WEIGHT) for line in lines]
    return rows, em


def _place(ink: np.ndarray, alpha: np.ndarray, x: int, y: int) -> None:
    """Add a bitmap at (x, y), cut at the borders."""
    left, top = max(0, x), max(0, y)
    right, bottom = min(ink.shape[1], x + alpha.shape[1]), min(ink.shape[0], y + alpha.shape[0])
    if right > left and bottom > top:
        part = alpha[top - y : bottom - y, left - x : right - x]
        target = ink[top:bottom, left:right]
        np.maximum(target, part, out=target)


def shaded(ink: np.ndarray, em: float, left: int, top: int) -> Bitmap:
    """Letters (coverage, with room around them) over a tight outline over a wide faint shadow, as one colour picture
    and its coverage."""
    outline = halo(ink, 0.05 * em, 0.025 * em)
    drop = np.roll(halo(ink, 0.03 * em, 0.075 * em), (round(0.03 * em), round(0.02 * em)), axis=(0, 1))
    shade = 1 - (1 - 0.82 * outline) * (1 - 0.5 * np.clip(1.5 * drop, 0, 1))
    cover = ink + (1 - ink) * shade
    share = np.where(cover > 0, ink / np.maximum(cover, 1e-6), 0)[..., None]
    colour = np.array(_INK, np.float32) * share + np.array(_SHADE, np.float32) * (1 - share)
    return Bitmap(left, top, np.rint(colour).astype(np.uint8), np.ascontiguousarray(cover, np.float32))
