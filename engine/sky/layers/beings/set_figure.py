"""A figure of the set: placed in the picture, in the sea where there is one, with its mirror image and its wake."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.figures import NO_BOX, FigureData, FigureSheet, around, box_of, composite, scale_and_shift
from engine.sky.figures.styles import palette_of
from engine.sky.frame import Frame, Stage
from engine.sky.layers.beings.figure_motions import gestures_of, pose_of, shimmer_of
from engine.sky.layers.beings.figure_sheets import fill_of, moved, reveal_of, sheets_of, style_of
from engine.sky.layers.beings.joints import Pose, motion_of
from engine.sky.layers.beings.standing import Standing
from engine.sky.layers.beings.stone import Stone
from engine.sky.layers.layer import Order
from engine.sky.layers.water.mirror import WaterMirror, refill
from engine.sky.layers.water.sea import waterline_mask
from engine.sky.layers.water.wake import Wake
from engine.sky.light import f32, smoothstep, splat
from storyboard.model import FigureCue

EYE = ((1.4, 7.0), (4.5, 14.0), (13.0, 26.0))
"""Widths in reference pixels and light of an eye that glows."""
EYE_COLOUR = (1.0, 0.60, 0.20)
EYE_BREAKS = (0.45, 0.72)
"""From when to when it goes out in what turns to stone: before the stone has reached it."""


Box = tuple[int, int, int, int]


class SetFigure:
    """A figure of the set, not of the sky: placed in the picture, cut by the sea where there is one."""

    def __init__(self, cue: FigureCue, figure: FigureData, stage: Stage) -> None:
        self._cue, self._figure = cue, figure
        self._palette = palette_of(style_of(cue), cue.palette or figure.palette)
        self._standing = Standing(cue, figure, stage)
        zoom = max(stage.path.ground(t).zoom for t in (0.0, stage.duration_s))
        self._sheets = sheets_of(cue, figure, self._standing.size * stage.unit * zoom)
        self._in_water = any(spec.kind == "sea" for spec in stage.scene.elements)
        self._mirror = WaterMirror(stage, cue.name) if self._in_water else None
        gestures = [name for name, _, _ in gestures_of(cue)]
        self._stone = Stone(self._sheets, stage) if "petrify" in gestures else None
        self._wake = Wake(self._standing, stage) if self._in_water and "approach" in gestures else None
        self.order = Order.LAND - 1 if self._in_water else Order.FIGURES

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Lay the figure into the buffer as far as it is drawn."""
        cue = self._cue
        pose = pose_of(cue, self._figure, frame.time)
        if frame.time < cue.start_s or pose.shown <= 0:
            return
        if self._wake is not None:
            self._wake.paint(buffer, frame)
        to_screen = self._to_screen(frame, pose)
        laid = [(sheet, to_screen @ motion_of(self._figure, pose, part)) for sheet, part in self._sheets]
        petrified = self._stone if pose.stone > 0 else None
        box = around([box_of(sheet, matrix, buffer.shape) for sheet, matrix in laid])
        if not self._in_water and petrified is None:
            box = NO_BOX  # nothing behind it will be asked for
        behind = buffer[box[1] : box[3], box[0] : box[2]].copy()
        for sheet, matrix in laid if pose.stone < 1 else []:
            self._lay(buffer, sheet, matrix, pose, frame)
        if petrified is not None and box != NO_BOX:
            petrified.lay(buffer, behind, box, [matrix for _, matrix in laid], pose.stone, frame)
        if self._in_water and box != NO_BOX:
            self._put_water_back(buffer, behind, box, frame, pose)
        if "eye" in self._figure.marks:
            self._light_eye(buffer, to_screen @ pose.matrix, frame, pose)

    def _lay(
        self, buffer: NDArray[np.float32], sheet: FigureSheet, to_screen: NDArray[np.float64], pose: Pose, frame: Frame
    ) -> None:
        cue = self._cue
        composite(
            buffer, sheet, to_screen,
            reveal=reveal_of(cue, frame.time), fill=fill_of(cue, frame.time) * pose.shown,
            ink_gain=cue.strength * pose.shown * (1 + 3.0 * frame.flash), palette=self._palette, time_s=frame.time,
            sway=pose.sway, shimmer=shimmer_of(cue),
        )  # fmt: skip

    def _light_eye(
        self, buffer: NDArray[np.float32], to_screen: NDArray[np.float64], frame: Frame, pose: Pose
    ) -> None:
        """One warm eye in a dark body, as long as it is above the water; it breaks before the body."""
        x, y = moved(np.array(self._figure.marks["eye"], float)[None], to_screen)[0]
        sunk = self._waterline(frame, pose)[int(np.clip(x, 0, buffer.shape[1] - 1))] - y if self._in_water else 99.0
        unit = frame.unit * pose.nearness
        light = float(smoothstep(2, 30, sunk / unit)) * self._cue.strength * unit**2 * pose.shown**3
        light *= 1 - float(smoothstep(*EYE_BREAKS, pose.stone))
        light *= fill_of(self._cue, frame.time) * (0.9 + 0.1 * np.sin(frame.time * 2.1))
        if light <= 0:
            return
        place = np.full(len(EYE), x, np.float32), np.full(len(EYE), y, np.float32)
        colour = np.array([[light * gain * c for c in EYE_COLOUR] for _, gain in EYE], np.float32)
        splat(buffer, *place, colour, np.array([max(sigma * unit, 0.5) for sigma, _ in EYE], np.float32))

    def _waterline(self, frame: Frame, pose: Pose) -> NDArray[np.float32]:
        standing = self._standing
        return waterline_mask(frame, standing.nearer(0.0, standing.y + standing.height, pose.nearness)[1])

    def _to_screen(self, frame: Frame, pose: Pose) -> NDArray[np.float64]:
        standing = self._standing
        x0, y0 = frame.to_pixels(*standing.nearer(standing.x, standing.y, pose.nearness))
        scale = standing.size * pose.nearness * frame.unit * frame.zoom
        left, top = self._figure.frame[:2]
        return scale_and_shift(scale, float(x0) - left * scale, float(y0) - top * scale)

    def _put_water_back(
        self, buffer: NDArray[np.float32], behind: NDArray[np.float32], box: Box, frame: Frame, pose: Pose
    ) -> None:
        line = self._waterline(frame, pose)
        refill(buffer, behind, box[0], box[1], line, f32(2.5 * frame.unit * pose.nearness))
        if self._mirror is not None:
            self._mirror.paint(buffer, behind, box[0], box[1], line, frame)
