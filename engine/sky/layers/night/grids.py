"""Circles and grids of the sky that draw themselves, with their names, and the compass points."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.circles import HORIZONTAL, NAMES, curves_of, marks_of
from engine.sky.layers.night.star_places import pixels_of, zenith_of
from engine.sky.light import blend_mask, ease_out, f32, lines, smoothstep
from engine.text.lettering import Lettering, render_text
from storyboard.model import GridCue

COLOURS = {
    "equator": (0.50, 0.78, 1.0), "ecliptic": (1.0, 0.76, 0.30), "meridian": (0.62, 1.0, 0.72),
    "horizon": (0.62, 1.0, 0.72), "equatorial": (0.40, 0.66, 1.0), "altazimuth": (0.52, 0.92, 0.66),
    "galactic": (0.86, 0.66, 1.0), "boundaries": (0.95, 0.42, 0.36), "compass": (1.0, 0.90, 0.70),
}  # fmt: skip
LIGHT = {"equatorial": 0.055, "altazimuth": 0.055, "boundaries": 0.075}
MAIN_LIGHT = 0.14
FADE_S = 1.4
NAME_SIZE, MARK_SIZE, COMPASS_SIZE = 17.0, 12.5, 27.0
BELOW_LAND = Order.LINES - 2
OVER_LAND = Order.SPARKS + 2


class Grid:
    """The lines and words of one cue."""

    def __init__(self, cue: GridCue, stage: Stage) -> None:
        self.order = OVER_LAND if cue.kind == "compass" else BELOW_LAND
        self._cue, self._horizontal = cue, cue.kind in HORIZONTAL
        self._colour = COLOURS[cue.kind]
        curves = curves_of(cue, stage)
        self._points = np.concatenate([curve.directions for curve in curves]) if curves else np.zeros((0, 3))
        self._strength = np.concatenate([np.full(len(c.directions), c.strength) for c in curves] or [np.zeros(0)])
        # where one curve ends and the next begins there is no stroke
        self._ends = np.cumsum([len(curve.directions) for curve in curves])[:-1] - 1
        self._along = np.concatenate([np.linspace(0, 1, len(c.directions)) for c in curves] or [np.zeros(0)])
        size = COMPASS_SIZE if cue.kind == "compass" else MARK_SIZE
        marks = marks_of(cue, stage.language, stage) if cue.labels else []
        self._marks = np.array([mark.direction for mark in marks]).reshape(-1, 3)
        style = "kai" if stage.language == "zh" else "serif"
        self._words = [
            render_text(mark.text, max(6.0, size * stage.unit * (0.8 if len(mark.text) == 2 and style == "serif" and
                        cue.kind == "compass" else 1.0)), style=style) for mark in marks
        ]  # fmt: skip
        self._name = self._named(stage) if cue.labels and cue.kind in NAMES else None

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the lines as far as they are drawn now, and the words."""
        shown = self._shown(frame)
        basis = _horizon_basis(frame)
        if shown <= 0 or (self._horizontal and basis is None):
            return
        if len(self._points):
            segments = self._segments(frame, basis, shown)
            if len(segments):
                lines(buffer, segments)
        self._write_marks(buffer, frame, basis, shown)
        if self._name is not None:
            number, word, shift = self._name
            place = self._pixels(self._points[number : number + 1], frame, basis)[0] + shift
            grown = float(smoothstep(self._cue.start_s + 0.6 * self._cue.draw_s,
                                     self._cue.start_s + self._cue.draw_s + FADE_S, frame.time))  # fmt: skip
            self._write(buffer, word, place, 0.62 * shown * grown)

    def _shown(self, frame: Frame) -> float:
        if frame.time < self._cue.start_s:
            return 0.0
        left = self._cue.strength
        if self._cue.fade_s is not None:
            left *= 1 - float(smoothstep(self._cue.fade_s, self._cue.fade_s + FADE_S, frame.time))
        return left

    def _pixels(
        self, directions: NDArray[np.float64], frame: Frame, basis: NDArray[np.float64] | None
    ) -> NDArray[np.float64]:
        """Horizontal circles stand where the air shows things; all others are lifted by it."""
        if self._horizontal and basis is not None:
            return frame.camera.project(directions @ basis)
        return pixels_of(directions, frame)

    def _segments(self, frame: Frame, basis: NDArray[np.float64] | None, shown: float) -> NDArray[np.float32]:
        directions = self._points @ basis if self._horizontal and basis is not None else self._points
        xy = self._pixels(self._points, frame, basis)
        zenith = zenith_of(frame)
        lowest = -1.0 if zenith is None else -0.004
        visible = frame.camera.visible(directions)
        seen = np.logical_and(visible, self._heights(directions, zenith) > lowest)
        width, height = frame.stage.width, frame.stage.height
        near = (np.abs(xy[:, 0] - width / 2) < width / 2 + 80) & (np.abs(xy[:, 1] - height / 2) < height / 2 + 80)
        step = xy[1:] - xy[:-1]
        length = np.hypot(step[:, 0], step[:, 1])
        drawn = seen[1:] & seen[:-1] & (near[1:] | near[:-1]) & (length < 0.4 * width)
        drawn[self._ends] = False
        grown = float(ease_out((frame.time - self._cue.start_s) / max(self._cue.draw_s, 1e-3)))
        light = smoothstep(0.0, 0.12, grown * 1.12 - self._along) * self._strength
        light = light * (LIGHT.get(self._cue.kind, MAIN_LIGHT) * shown)
        drawn &= light[:-1] > 0
        i = np.flatnonzero(drawn)
        one = np.ones(len(i))
        thick = 0.58 * frame.unit * one
        # a stroke's round ends reach beyond it: shortened so, two of them meet without a bead
        along = (xy[i + 1] - xy[i]) * np.minimum(1.25 * thick / np.maximum(length[i], 1e-6), 0.45)[:, None]
        colour = (part * one for part in self._colour)
        ends = (*(xy[i] + along).T, *(xy[i + 1] - along).T)
        return np.stack([*ends, light[i], light[i + 1], thick, *colour], 1).astype(np.float32)

    @staticmethod
    def _heights(directions: NDArray[np.float64], zenith: NDArray[np.float64] | None) -> NDArray[np.float64]:
        """Sine of the altitude; 0 where there is no horizon."""
        return np.zeros(len(directions)) if zenith is None else directions @ zenith

    def _write_marks(
        self, buffer: NDArray[np.float32], frame: Frame, basis: NDArray[np.float64] | None, shown: float
    ) -> None:
        if not self._words:
            return
        directions = self._marks @ basis if self._horizontal and basis is not None else self._marks
        up = frame.camera.visible(directions)
        zenith = zenith_of(frame)
        if zenith is not None and not self._horizontal:
            up &= directions @ zenith > 0
        grown = float(smoothstep(self._cue.start_s, self._cue.start_s + FADE_S, frame.time))
        strength = grown * shown * (0.9 if self._cue.kind == "compass" else 0.42)
        lift = -10.0 if self._cue.kind == "compass" else -2.0
        for i, (x, y) in enumerate(self._pixels(self._marks, frame, basis)):
            if up[i]:
                word = self._words[i]
                at = np.array([x - word.advance / 2 + word.width / 2, y + lift * frame.unit - word.height / 2])
                self._write(buffer, word, at, strength)

    def _write(
        self, buffer: NDArray[np.float32], word: Lettering | NDArray[np.float32], at: NDArray[np.float64], light: float
    ) -> None:
        """Add a word with its middle at a pixel, if all of it stands in the picture."""
        alpha = word if isinstance(word, np.ndarray) else word.alpha
        tall, wide = alpha.shape
        left, top = round(at[0] - wide / 2), round(at[1] - tall / 2)
        if light > 0 and left >= 0 and top >= 0 and left + wide <= buffer.shape[1] and top + tall <= buffer.shape[0]:
            r, g, b = (f32(part) for part in self._colour)
            blend_mask(buffer, alpha, left, top, r, g, b, f32(light))

    def _named(self, stage: Stage) -> tuple[int, NDArray[np.float32], NDArray[np.float64]] | None:
        """Point, word (turned along the line) and shift in pixels of the curve's name, right of the middle."""
        frame = stage.frame(stage.duration_s / 2)
        basis = _horizon_basis(frame)
        if self._horizontal and basis is None:
            return None
        xy = self._pixels(self._points, frame, basis)
        margin = np.array([0.12 * stage.width, 0.10 * stage.height])
        size = np.array([stage.width, stage.height])
        directions = self._points @ basis if self._horizontal and basis is not None else self._points
        inside = ((xy > margin) & (xy < size - margin)).all(1) & frame.camera.visible(directions)
        zenith = zenith_of(frame)
        if zenith is not None:
            inside &= directions @ zenith > 0.02
        inside[-1] = False
        if not inside.any():
            return None
        target = size * np.array([0.72, 0.4])
        number = int(np.argmin(np.where(inside, np.hypot(xy[:, 0] - target[0], xy[:, 1] - target[1]), np.inf)))
        along = xy[number + 1] - xy[number]
        along /= max(float(np.hypot(*along)), 1e-9)
        if along[0] < 0:
            along = -along
        text = NAMES[self._cue.kind][stage.language]
        chinese = stage.language == "zh"
        word = render_text(text, max(6.0, NAME_SIZE * stage.unit), style="kai" if chinese else "serif",
                           tracking=0.2 if chinese else 0.06)  # fmt: skip
        above = np.array([along[1], -along[0]]) * (0.72 * NAME_SIZE * stage.unit)
        return number, _turned(word.alpha, float(np.arctan2(along[1], along[0]))), above


def _turned(alpha: NDArray[np.float32], angle: float) -> NDArray[np.float32]:
    """A word turned clockwise by an angle in radians about its middle, on a square of its diagonal."""
    tall, wide = alpha.shape
    side = int(np.ceil(np.hypot(tall, wide))) + 2
    matrix = cv2.getRotationMatrix2D((wide / 2, tall / 2), -np.degrees(angle), 1.0)
    matrix[:, 2] += side / 2 - np.array([wide / 2, tall / 2])
    return np.ascontiguousarray(cv2.warpAffine(alpha, matrix, (side, side), flags=cv2.INTER_LINEAR), np.float32)


def _horizon_basis(frame: Frame) -> NDArray[np.float64] | None:
    """Rows east, north, zenith as directions of date now; None where there is no horizon."""
    zenith = zenith_of(frame)
    if zenith is None:
        return None
    north = np.array([0.0, 0.0, 1.0]) - zenith * zenith[2]
    north /= max(float(np.linalg.norm(north)), 1e-9)
    return np.array([np.cross(north, zenith), north, zenith], np.float64)
