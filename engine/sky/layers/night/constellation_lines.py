"""Constellation and 星官 lines that draw themselves as glowing strokes, with a gap before every star."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.catalogue import LineFigure, line_figures
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.star_places import apparent_directions
from engine.sky.light import ease_out, lines, smoothstep
from storyboard.model import LinesCue

GAP = 7.0
COLOURS = {"western": (1.0, 0.82, 0.52), "chinese": (0.72, 0.90, 1.0)}
LIGHT = 0.16


def figures_of(cue: LinesCue) -> list[LineFigure]:
    """The line figures that a cue shows.

    Raises:
        EngineError: the culture has no such figure.
    """
    known = line_figures(cue.culture)
    for name in cue.show:
        if name not in known:
            raise EngineError(f"The {cue.culture} sky has no constellation '{name}': check its abbreviation or name.")
    return [known[name] for name in cue.show]


class ConstellationLines:
    """All lines of one cue."""

    order = Order.LINES

    def __init__(self, cue: LinesCue, stage: Stage) -> None:
        starts, ends, begin, finish = [], [], [], []
        for figure in figures_of(cue):
            segments = [pair for path in figure.paths for pair in zip(path[:-1], path[1:], strict=True)]
            for i, (a, b) in enumerate(segments):
                starts.append(a)
                ends.append(b)
                begin.append(cue.start_s + cue.draw_s * i / len(segments) * 0.8)
                finish.append(cue.start_s + cue.draw_s * ((i / len(segments)) * 0.8 + 0.2 + 0.8 / len(segments) * 0.6))
        self._used = bool(starts)
        if not starts:
            return
        both = apparent_directions(starts + ends, stage)
        self._a, self._b = both[: len(starts)], both[len(starts) :]
        self._begin, self._finish = np.array(begin), np.array(finish)
        self._light = LIGHT * cue.strength
        self._fade_s = cue.fade_s
        self._colour = COLOURS[cue.culture]

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the strokes as far as they are drawn now."""
        if not self._used:
            return
        segments = self._segments(frame)
        if len(segments):
            lines(buffer, segments)

    def _segments(self, frame: Frame) -> NDArray[np.float32]:
        unit = frame.unit
        a, b = frame.camera.project(self._a), frame.camera.project(self._b)
        along = b - a
        length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-3)
        horizon = frame.horizon_y if frame.stage.scene.view.kind == "horizon" else None
        # longer strokes than the picture come from behind the camera
        longest = 2 * np.hypot(frame.stage.width, frame.stage.height)
        shown = (frame.time >= self._begin) & (length > 2.2 * GAP * unit) & (length < longest)
        if horizon is not None:
            shown &= (a[:, 1] < horizon) & (b[:, 1] < horizon)
        along /= length[:, None]
        start, end = a + along * GAP * unit, b - along * GAP * unit
        drawn = ease_out((frame.time - self._begin) / (self._finish - self._begin))
        tip = start + (end - start) * drawn[:, None]
        one = np.ones(len(a))
        light = self._light
        if self._fade_s is not None:
            light *= 1 - 0.85 * float(smoothstep(self._fade_s, self._fade_s + 1.6, frame.time))
        r, g, b_ = self._colour
        body = np.stack(
            [start[:, 0], start[:, 1], tip[:, 0], tip[:, 1], light * one, light * one, 0.66 * unit * one,
             r * one, g * one, b_ * one], 1,
        )  # fmt: skip
        growing = shown & (drawn < 0.999)
        tail = tip - along * (10 * unit * np.minimum(drawn * 9, 1))[:, None]
        pen = np.stack(
            [tail[:, 0], tail[:, 1], tip[:, 0], tip[:, 1], 0 * one, 1.5 * one, 0.95 * unit * one,
             r * one, (g + 0.05) * one, (b_ + 0.1) * one], 1,
        )  # fmt: skip
        return np.concatenate([body[shown], pen[growing]]).astype(np.float32)

