"""Constellation and 星官 lines that draw themselves as glowing strokes, with a gap before every star."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.cultures.culture import LineFigure
from engine.sky.cultures.known import culture_of
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.star_places import above_ground, apparent_directions, pixels_of, risen
from engine.sky.light import ease_out, lines, smoothstep
from storyboard.model import LinesCue

GAP = 7.0
LIGHT = 0.16
EVERYTHING = "*"
RING_SIDES = 14
FADE_S = 1.6


def figures_of(cue: LinesCue) -> list[LineFigure]:
    """The line figures that a cue shows.

    Raises:
        EngineError: there is no such culture, or it has no such figure.
    """
    culture = culture_of(cue.culture)
    found: list[LineFigure] = []
    for name in cue.show:
        if name == EVERYTHING:
            found.extend(culture.all_figures())
        elif name in culture.figures:
            found.append(culture.figures[name])
        else:
            raise EngineError(f"The {cue.culture} sky has no constellation '{name}': check its abbreviation or name.")
    return found


def colour_of_lines(cue: LinesCue) -> tuple[float, float, float]:
    """Linear colour of a cue's lines and names."""
    return culture_of(cue.culture).colour


class ConstellationLines:
    """All lines of one cue."""

    order = Order.LINES

    def __init__(self, cue: LinesCue, stage: Stage) -> None:
        starts, ends, begin, finish, alone, alone_begin = [], [], [], [], [], []
        for figure in figures_of(cue):
            segments = [pair for path in figure.paths for pair in zip(path[:-1], path[1:], strict=True)]
            for i, (a, b) in enumerate(segments):
                starts.append(a)
                ends.append(b)
                begin.append(cue.start_s + cue.draw_s * i / len(segments) * 0.8)
                finish.append(cue.start_s + cue.draw_s * ((i / len(segments)) * 0.8 + 0.2 + 0.8 / len(segments) * 0.6))
            if not segments and figure.stars:
                alone.append(figure.stars[0])
                alone_begin.append(cue.start_s + 0.5 * cue.draw_s)
        self._alone = apparent_directions(alone, stage).reshape(-1, 3)
        self._alone_begin = np.array(alone_begin)
        self._light = LIGHT * cue.strength
        self._fade_s = cue.fade_s
        self._colour = colour_of_lines(cue)
        self._used = bool(starts)
        if not starts:
            return
        both = apparent_directions(starts + ends, stage)
        self._a, self._b = both[: len(starts)], both[len(starts) :]
        self._begin, self._finish = np.array(begin), np.array(finish)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the strokes as far as they are drawn now."""
        if self._used:
            segments = self._segments(frame)
            if len(segments):
                lines(buffer, segments)
        if len(self._alone):
            rings = self._rings(frame)
            if len(rings):
                lines(buffer, rings)

    def _light_now(self, frame: Frame) -> float:
        if self._fade_s is None:
            return self._light
        return self._light * (1 - 0.85 * float(smoothstep(self._fade_s, self._fade_s + FADE_S, frame.time)))

    def _rings(self, frame: Frame) -> NDArray[np.float32]:
        """Small rings around the figures that are a single star."""
        grown = ease_out((frame.time - self._alone_begin) / 0.9)
        at = pixels_of(self._alone, frame)
        size = (frame.stage.width, frame.stage.height)
        shown = (grown > 0) & above_ground(self._alone, frame) & ((at > -20) & (at < np.add(size, 20))).all(1)
        at, grown = at[shown], grown[shown]
        turns = np.linspace(0, 2 * np.pi, RING_SIDES + 1)
        corners = GAP * frame.unit * np.stack([np.cos(turns), np.sin(turns)], 1)
        light, one = self._light_now(frame) * 0.8, np.ones(len(at))
        return np.concatenate(
            [np.stack([*(at + corners[i]).T, *(at + corners[i + 1]).T, light * grown, light * grown,
                       0.6 * frame.unit * one, *(part * one for part in self._colour)], 1)
             for i in range(RING_SIDES)]
        ).astype(np.float32)  # fmt: skip

    def _segments(self, frame: Frame) -> NDArray[np.float32]:
        unit = frame.unit
        a, b = pixels_of(self._a, frame), pixels_of(self._b, frame)
        along = b - a
        length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-3)
        # longer strokes than the picture come from behind the camera
        longest = 2 * np.hypot(frame.stage.width, frame.stage.height)
        shown = (frame.time >= self._begin) & (length > 2.2 * GAP * unit) & (length < longest)
        up = np.minimum(risen(self._a, frame), risen(self._b, frame))
        shown &= up > 0
        shown &= frame.camera.visible(self._a) & frame.camera.visible(self._b)
        along /= length[:, None]
        start, end = a + along * GAP * unit, b - along * GAP * unit
        drawn = ease_out((frame.time - self._begin) / (self._finish - self._begin))
        tip = start + (end - start) * drawn[:, None]
        one = np.ones(len(a))
        light = self._light_now(frame) * up
        r, g, b_ = self._colour
        body = np.stack(
            [start[:, 0], start[:, 1], tip[:, 0], tip[:, 1], light, light, 0.66 * unit * one,
             r * one, g * one, b_ * one], 1,
        )  # fmt: skip
        growing = shown & (drawn < 0.999)
        tail = tip - along * (10 * unit * np.minimum(drawn * 9, 1))[:, None]
        pen = np.stack(
            [tail[:, 0], tail[:, 1], tip[:, 0], tip[:, 1], 0 * one, 1.5 * up, 0.95 * unit * one,
             r * one, (g + 0.05) * one, (b_ + 0.1) * one], 1,
        )  # fmt: skip
        return np.concatenate([body[shown], pen[growing]]).astype(np.float32)
