"""Names in the sky: of constellations, in the middle of their stars, and of single stars, beside them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.catalogue import star_name
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.constellation_lines import COLOURS, figures_of
from engine.sky.layers.night.star_places import apparent_directions
from engine.sky.light import blend_mask, f32, smoothstep
from engine.text.lettering import Lettering, render_text
from storyboard.model import LinesCue, StarLabel

CONSTELLATION_SIZE = 21.0
STAR_SIZE = 19.0
FADE_S = 1.4
STAR_COLOUR = (1.0, 0.93, 0.80)


class ConstellationNames:
    """Names of the figures of one lines cue, letterspaced and faint, so that they stay behind the story."""

    order = Order.NAMES

    def __init__(self, cue: LinesCue, stage: Stage) -> None:
        self._words: list[Lettering] = []
        middles = []
        for figure in figures_of(cue):
            hips = sorted({hip for path in figure.paths for hip in path})
            middle = apparent_directions(hips, stage).mean(0)
            middles.append(middle / np.linalg.norm(middle))
            name = figure.names[stage.language]
            tracking = 0.35 if stage.language == "zh" else 0.18
            text = name if stage.language == "zh" else name.upper()
            size = CONSTELLATION_SIZE * (1.0 if stage.language == "zh" else 0.82)
            style = "kai" if stage.language == "zh" else "serif"
            self._words.append(render_text(text, max(6.0, size * stage.unit), style=style, tracking=tracking))
        self._middles = np.array(middles).reshape(-1, 3)
        self._start = cue.start_s + cue.draw_s * 0.7
        self._end = cue.fade_s
        self._strength = 0.34 * min(cue.strength, 1.0)
        self._colour = COLOURS[cue.culture]

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the names that are shown now."""
        shown = float(smoothstep(self._start, self._start + FADE_S, frame.time)) * self._strength
        if self._end is not None:
            shown *= 1 - float(smoothstep(self._end, self._end + FADE_S, frame.time))
        if shown <= 0:
            return
        horizon = frame.horizon_y if frame.stage.scene.view.kind == "horizon" else None
        for word, (x, y) in zip(self._words, frame.camera.project(self._middles), strict=True):
            if horizon is not None and y > horizon - word.height:
                continue
            _write(buffer, word, x - word.advance / 2, y, self._colour, shown, 12 * frame.unit)


class StarNames:
    """Names beside stars."""

    order = Order.NAMES

    def __init__(self, labels: tuple[StarLabel, ...], stage: Stage) -> None:
        self._labels = labels
        style = "kai" if stage.language == "zh" else "serif"
        size = max(6.0, STAR_SIZE * stage.unit)
        texts = [label.text or star_name(label.hip, stage.language) for label in labels]
        self._words = [render_text(text, size, style=style, weight=0.004) for text in texts]
        self._directions = apparent_directions([label.hip for label in labels], stage).reshape(-1, 3)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the names that are shown now."""
        for label, word, (x, y) in zip(
            self._labels, self._words, frame.camera.project(self._directions), strict=True
        ):
            shown = float(smoothstep(label.start_s, label.start_s + FADE_S, frame.time))
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
        blend_mask(buffer, word.alpha, round(column), round(row), r, g, b, f32(strength))
