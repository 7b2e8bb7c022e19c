"""The label of films with generated pictures: a mark that is seen at the start, and an entry in the file.

What both must be is said by GB 45438-2025 (in force since 1 September 2025): words with "AI" and "生成" at an edge or
corner of the starting picture, at least 5 % of the shorter side high, for at least two seconds (5.4); and one metadata
entry whose name contains AIGC, with seven fields of plain characters (6.1, Annex E).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import av
import av.error
import numpy as np

from engine.assembly.caption_art import SAFE_MARGIN, shaded
from engine.assembly.planes import Bitmap, Packed, PlanarBitmap
from engine.errors import BadInput, EngineError
from engine.text.lettering import Lettering, render_text
from storyboard.model import Canvas, Captions, Language

KEY = "AIGC"
GENERATED = "1"
"""Label: the content is generated."""
UNLABELLED = frozenset({"sky", "footage"})
"""Generators whose takes are no generated content in the standard's sense: painted from data, or filmed."""
TEXT: dict[Language, str] = {"zh": "本视频由AI生成", "en": "AI生成 · AI-generated"}

SHOWN_S, FADE_S = 3.0, 0.4
LEAST_HEIGHT = 0.05
_HEIGHT = 0.055
"""Height of a capital letter, the lowest of what is drawn, in shares of the shorter side."""
_WEIGHT = 0.008
_PLATE, _PLATE_COVER = (6, 8, 18), 0.42


def generated(generators: Iterable[str]) -> bool:
    """Whether a film whose takes were made by these generators is labelled unless the person decides otherwise."""
    return not set(generators) <= UNLABELLED


@dataclass(frozen=True)
class Label:
    """The metadata entry: who made the film, and the film's number with that producer."""

    producer: str
    produce_id: str

    def fields(self) -> dict[str, str]:
        """The seven fields in the standard's order. At its making the producer is also the first to pass it on."""
        return {
            "Label": GENERATED, "ContentProducer": self.producer, "ProduceID": self.produce_id, "ReservedCode1": "",
            "ContentPropagator": self.producer, "PropagateID": self.produce_id, "ReservedCode2": "",
        }  # fmt: skip

    def text(self) -> str:
        """The entry's value."""
        return json.dumps(self.fields(), separators=(",", ":"))


def new_label(producer: str, produce_id: str = "") -> Label:
    """A film's label; a number is made up where none is given.

    Raises:
        BadInput: the producer or the number has characters that the standard does not allow there.
    """
    label = Label(producer, produce_id or uuid.uuid4().hex)
    for what, value in (("producer", label.producer), ("number", label.produce_id)):
        odd = sorted({character for character in value if not _allowed(character)})
        if odd or not value:
            raise BadInput(
                f"The AI label's {what} '{value}' cannot be written: use Latin letters, digits and signs without "
                f"blanks{', not ' + ' '.join(odd) if odd else ''}."
            )
    return label


def _allowed(character: str) -> bool:
    """Of Annex E's characters all but the quotation mark and the backslash."""
    return "!" <= character <= "~" and character not in '"\\'


def read_label(path: Path) -> dict[str, str] | None:
    """The fields of a film's label, written plainly or wrapped in an object of its own; None where there is none.

    Raises:
        EngineError: the file cannot be read, or its label is none.
    """
    try:
        with av.open(str(path)) as container:
            found = [value for name, value in container.metadata.items() if KEY in name.upper()]
    except (av.error.FFmpegError, OSError) as error:
        raise EngineError(f"The film {path} cannot be read ({error}).") from error
    if not found:
        return None
    try:
        content = json.loads(found[0])
        fields = content.get(KEY, content)
        return {str(name): str(value) for name, value in fields.items()}
    except (ValueError, AttributeError) as error:
        raise EngineError(f"The AI label of {path} cannot be understood: {found[0][:80]}") from error


class Mark:
    """The mark of one size and length of film, to be drawn into the frames at its start."""

    def __init__(self, canvas: Canvas, language: Language, captions: Captions = Captions()) -> None:
        """``captions``: of the film; where they stand high the mark goes into the lower corner."""
        self.text = TEXT[language]
        self._low = captions.enabled and captions.place == "top"
        self.frames = round((SHOWN_S + FADE_S) * canvas.fps)
        self._fading = round(FADE_S * canvas.fps)
        self._bitmap = PlanarBitmap(mark_bitmap(self.text, canvas, self._low), canvas.width, canvas.height)

    def recipe(self, start: int, frames: int) -> list[object]:
        """What frames [start, start + frames) of the film show of it; empty where nothing."""
        return [self.text, start, self.frames, self._low] if start < self.frames and frames else []

    def draw(self, packed: Packed, number: int) -> None:
        """Draw it into film frame ``number``, in place; at full strength from the first frame on."""
        strength = min(1.0, (self.frames - number) / (self._fading + 1))
        if strength > 0:
            self._bitmap.draw(packed, strength)


def mark_bitmap(text: str, canvas: Canvas, low: bool = False) -> Bitmap:
    """The words on a faint dark plate: in the upper (or the lower) left corner, or where the viewer of a dome or a
    360-degree picture looks first."""
    row = _lettered(text, canvas)
    em = row.height
    pad_x, pad_y = round(0.45 * em), round(0.25 * em)
    ink = np.zeros((row.height + 2 * pad_y, row.ink_right - row.ink_left + 2 * pad_x), np.float32)
    ink[pad_y : pad_y + row.height, pad_x : pad_x + row.ink_right - row.ink_left] = row.alpha[
        :, row.ink_left : row.ink_right
    ]
    left, top = _place(canvas, ink.shape[1], ink.shape[0], low)
    return _on_plate(shaded(ink, em, left, top))


def _lettered(text: str, canvas: Canvas) -> Lettering:
    """The words, so large that their capitals have the wanted height."""
    probe = 200.0
    capital = _ink_rows(render_text("A", probe, weight=_WEIGHT))
    em = _HEIGHT * min(canvas.width, canvas.height) * probe / capital
    return render_text(text, min(max(em, 4.0), 512.0), weight=_WEIGHT)


def _ink_rows(row: Lettering) -> int:
    rows = np.flatnonzero(row.alpha.max(axis=1) > 0.5)
    return int(rows[-1] - rows[0]) + 1


def _place(canvas: Canvas, width: int, height: int, low: bool) -> tuple[int, int]:
    """Left and top of the mark."""
    if canvas.projection == "fulldome":
        return (canvas.width - width) // 2, round(0.86 * canvas.height) - height
    if canvas.projection == "equirect":
        return (canvas.width - width) // 2, canvas.height // 2 - height
    margin = round(SAFE_MARGIN * canvas.height)
    return round(SAFE_MARGIN * canvas.width), canvas.height - margin - height if low else margin


def _on_plate(bitmap: Bitmap) -> Bitmap:
    """The drawing over a faint dark plate of its own size."""
    cover = bitmap.cover + (1 - bitmap.cover) * np.float32(_PLATE_COVER)
    share = (bitmap.cover / cover)[..., None]
    colour = bitmap.colour * share + np.array(_PLATE, np.float32) * (1 - share)
    return Bitmap(bitmap.left, bitmap.top, np.rint(colour).astype(np.uint8), cover.astype(np.float32))
