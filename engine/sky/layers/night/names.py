"""Names in the sky: of constellations, in the middle of their stars, and of single stars, beside them."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.cultures.culture import chosen_name, is_chinese
from engine.sky.cultures.known import star_name
from engine.sky.frame import Frame, Stage
from engine.sky.framing import smallest_letters
from engine.sky.layers.layer import Order
from engine.sky.layers.night.constellation_lines import colour_of_lines, figures_of
from engine.sky.layers.night.star_places import apparent_directions, pixels_of, risen
from engine.sky.light import blend_mask, f32, smoothstep
from engine.text.lettering import Lettering, render_text
from storyboard.model import LinesCue, StarLabel

CONSTELLATION_SIZE = 21.0
STAR_SIZE = 19.0
FADE_S = 1.4
STAR_COLOUR = (1.0, 0.93, 0.80)
EDGE = 2
"""Pixels around a name that its letters may reach into when it stands between whole pixels."""


class ConstellationNames:
    """Names of the figures of one lines cue, letterspaced and faint, so that they stay behind the story."""

    order = Order.NAMES

    def __init__(self, cue: LinesCue, stage: Stage) -> None:
        self._words: list[Lettering] = []
        middles, below = [], []
        for figure in figures_of(cue):
            name = chosen_name(figure.names, cue.naming, stage.language)
            if not figure.stars or not name:
                continue
            middle = apparent_directions(figure.stars, stage).mean(0)
            middles.append(middle / np.linalg.norm(middle))
            chinese = is_chinese(name)
            size = CONSTELLATION_SIZE * (1.0 if chinese else 0.82)
            style, tracking = ("kai", 0.35) if chinese else ("serif", 0.18)
            text = name if chinese else name.upper()
            pixels = max(6.0, size * stage.unit, smallest_letters(stage))
            self._words.append(render_text(text, pixels, style=style, tracking=tracking))
            # a single star's name stands under it, not on it
            below.append(1.35 * size if len(figure.stars) == 1 else 0.0)
        self._middles = np.array(middles).reshape(-1, 3)
        self._below = np.array(below)
        self._kept = _without_clashes(self._middles, self._words, stage)
        self._start = cue.start_s + cue.draw_s * 0.7
        self._end = cue.fade_s
        self._strength = 0.34 * min(cue.strength, 1.0)
        self._colour = colour_of_lines(cue)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the names that are shown now."""
        shown = float(smoothstep(self._start, self._start + FADE_S, frame.time)) * self._strength
        if self._end is not None:
            shown *= 1 - float(smoothstep(self._end, self._end + FADE_S, frame.time))
        if shown <= 0:
            return
        up = risen(self._middles, frame) * (frame.camera.visible(self._middles) & self._kept)
        places = pixels_of(self._middles, frame)
        for i in np.flatnonzero(up):
            word, (x, y) = self._words[i], places[i]
            y += self._below[i] * frame.unit
            _write(buffer, word, x - word.advance / 2, y, self._colour, shown * float(up[i]), 12 * frame.unit)


class StarNames:
    """Names beside stars."""

    order = Order.NAMES

    def __init__(self, labels: tuple[StarLabel, ...], stage: Stage) -> None:
        self._labels = labels
        size = max(6.0, STAR_SIZE * stage.unit, smallest_letters(stage))
        texts = [label.text or star_name(label.hip, stage.language, label.naming, label.culture) for label in labels]
        self._words = [
            render_text(text, size, style="kai" if is_chinese(text) else "serif", weight=0.004) for text in texts
        ]
        self._directions = apparent_directions([label.hip for label in labels], stage).reshape(-1, 3)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the names that are shown now."""
        seen = frame.camera.visible(self._directions)
        for i, (x, y) in enumerate(pixels_of(self._directions, frame)):
            label, word = self._labels[i], self._words[i]
            shown = float(seen[i]) * float(smoothstep(label.start_s, label.start_s + FADE_S, frame.time))
            if shown <= 0:
                continue
            gap = label.gap * frame.unit
            down = word.height * 0.32
            left, base = {
                "right": (x + gap, y + down),
                "left": (x - gap - word.advance, y + down),
                "above": (x - word.advance / 2, y - gap),
                "below": (x - word.advance / 2, y + gap + word.height * 0.7),
            }[label.side]
            _write(buffer, word, left, base, STAR_COLOUR, 0.85 * shown, 10 * frame.unit)


def _without_clashes(
    middles: NDArray[np.float64], words: list[Lettering], stage: Stage
) -> NDArray[np.bool_]:
    """Which names can stand in the picture without lying on one that comes before, in the middle of the shot."""
    frame = stage.frame(stage.duration_s / 2)
    kept = np.ones(len(words), bool)
    boxes: list[tuple[float, float, float, float]] = []
    for i, (x, y) in enumerate(pixels_of(middles, frame)):
        wide, tall = words[i].width / 2, words[i].height / 2
        box = (x - wide, y - tall, x + wide, y + tall)
        kept[i] = not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes)
        if kept[i]:
            boxes.append(box)
    return kept


def _write(
    buffer: NDArray[np.float32],
    word: Lettering,
    left: float,
    base: float,
    colour: tuple[float, float, float],
    strength: float,
    margin: float,
) -> None:
    """Add a word with its pen start at (left, base), faded where it would leave the picture."""
    height, width = buffer.shape[:2]
    column, row = left - word.origin_x, base - word.baseline
    inside = min(column, row, width - column - word.width, height - row - word.height)
    strength *= float(np.clip((inside + margin) / margin, 0, 1))
    if strength > 0:
        r, g, b = (f32(c) for c in colour)
        x, y = math.floor(column), math.floor(row)
        alpha = _moved(word.alpha, column - x, row - y)
        blend_mask(buffer, alpha, x - EDGE, y - EDGE, r, g, b, f32(strength))


def _moved(alpha: NDArray[np.float32], right: float, down: float) -> NDArray[np.float32]:
    """A mask moved by a part of a pixel, grown by ``EDGE`` on every side: a name glides along with its star."""
    rows, columns = alpha.shape
    size = (columns + 2 * EDGE, rows + 2 * EDGE)
    move = np.array([[1, 0, EDGE + right], [0, 1, EDGE + down]], np.float64)
    return np.clip(cv2.warpAffine(alpha, move, size, flags=cv2.INTER_CUBIC), 0, 1).astype(np.float32)
