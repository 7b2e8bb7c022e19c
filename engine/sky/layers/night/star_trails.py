"""Star trails: the arcs that the stars draw around the pole while the shutter stays open."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.catalogue import load
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.night.stars import seen_colour
from engine.sky.light import ease_in_out, f32
from engine.sky.light_plain import add_windows
from storyboard.model import Element

STEPS, FINEST = 20, math.radians(4.0)
"""Pieces of a trail at least, and the longest of them: radians of turning."""


@compiled
def draw_arcs_compiled(buffer, points, light, fade, floor):
    """Add thin arcs: points (n, m, 2) in pixels, light (n, 3) per pixel of length, fade (m) along them; nothing below
    the row ``floor``. Each step is spread by a quadratic B-spline, so that the lines neither crawl nor break."""
    height, width = min(buffer.shape[0], int(floor)), buffer.shape[1]
    weight_x, weight_y = np.empty(3, np.float32), np.empty(3, np.float32)
    for i in range(points.shape[0]):
        for j in range(points.shape[1] - 1):
            x0, y0, x1, y1 = points[i, j, 0], points[i, j, 1], points[i, j + 1, 0], points[i, j + 1, 1]
            if max(x0, x1) < f32(1) or min(x0, x1) > f32(width - 2) or max(y0, y1) < f32(1):
                continue
            if min(y0, y1) > f32(height - 2):
                continue
            length = math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0))
            count = int(length * f32(1.1)) + 1
            share = length / f32(count)
            for k in range(count):
                t = (f32(k) + f32(0.5)) / f32(count)
                x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
                column, row = int(x), int(y)
                if column < 1 or row < 1 or column >= width - 1 or row >= height - 1:
                    continue
                level = (fade[j] + (fade[j + 1] - fade[j]) * t) * share
                d, e = x - f32(column) - f32(0.5), y - f32(row) - f32(0.5)
                weight_x[0], weight_x[2] = f32(0.5) * (f32(0.5) - d) ** 2, f32(0.5) * (f32(0.5) + d) ** 2
                weight_x[1] = f32(1) - weight_x[0] - weight_x[2]
                weight_y[0], weight_y[2] = f32(0.5) * (f32(0.5) - e) ** 2, f32(0.5) * (f32(0.5) + e) ** 2
                weight_y[1] = f32(1) - weight_y[0] - weight_y[2]
                for a in range(3):
                    for b in range(3):
                        w = weight_y[a] * weight_x[b] * level
                        pixel = buffer[row - 1 + a, column - 1 + b]
                        pixel[0] += w * light[i, 0]
                        pixel[1] += w * light[i, 1]
                        pixel[2] += w * light[i, 2]


def draw_arcs_plain(buffer, points, light, fade, floor) -> None:
    """The same with numpy: all steps of all arcs at once."""
    height, width = min(buffer.shape[0], int(floor)), buffer.shape[1]
    start, end = points[:, :-1], points[:, 1:]
    low, high = np.minimum(start, end), np.maximum(start, end)
    seen = (high >= 1).all(-1) & (low[..., 0] <= width - 2) & (low[..., 1] <= height - 2)
    arc, step = np.nonzero(seen)
    start, way = start[arc, step], end[arc, step] - start[arc, step]
    length = np.sqrt((way * way).sum(-1))
    count = (length * f32(1.1)).astype(np.int64) + 1
    # one entry per point: which step it is of and how far along
    of = np.repeat(np.arange(len(count)), count)
    t = ((np.arange(len(of)) - (np.cumsum(count) - count)[of] + 0.5) / count[of]).astype(f32)
    at = start[of] + way[of] * t[:, None]
    inside = ((at >= 1) & (at.astype(np.int64) < (width - 1, height - 1))).all(-1)
    of, t, at = of[inside], t[inside], at[inside]
    fall = fade[step + 1] - fade[step]
    level = (fade[step][of] + fall[of] * t) * (length / count).astype(f32)[of]
    corner = at.astype(np.int64)
    offset = (at - corner - 0.5).astype(f32)
    outer, inner = f32(0.5) * (f32(0.5) - offset) ** 2, f32(0.5) * (f32(0.5) + offset) ** 2
    weights = np.stack([outer, f32(1) - outer - inner, inner], -1)
    left, top = corner[:, 0] - 1, corner[:, 1] - 1
    add_windows(buffer, left, top, weights[:, 0], weights[:, 1], light[arc[of]] * level[:, None])


draw_arcs = draw_arcs_compiled if HAVE_NUMBA else draw_arcs_plain


@element("star_trails")
class StarTrails:
    """The trails of the stars, growing with time.

    Where the camera itself turns with the hours (``turn_h``) the trails lie behind the moving stars; else they grow out
    of the stars.

    Settings:
        hours: hours of exposure that the shot gathers (default 2.5; where the camera turns, its own).
        faintest: magnitude of the faintest stars that leave a trail (default 5.6).
        strength: light (default 1).
        start_s: when the shutter opens (default 0).
        grow_s: seconds over which the trails grow (default: to the end of the shot).
    """

    order = Order.STARS + 2

    def __init__(self, spec: Element, stage: Stage) -> None:
        catalogue = load(min(float(spec.setting("faintest", 5.6)), 6.5))
        directions = stage.path.moment.apparent(catalogue)
        self._start = spec.start_s
        self._grow = float(spec.setting("grow_s", max(stage.duration_s - spec.start_s, 0.1)))
        self._turning = stage.scene.camera.turn_h
        self._hours = self._turning if self._turning else float(spec.setting("hours", 2.5))
        met = self._met(directions, stage)
        self._directions = directions[met]
        colour = seen_colour(catalogue.rgb[met], catalogue.v[met])
        flux = np.exp(-0.50 * catalogue.v[met]).astype(np.float32)[:, None]
        self._light = np.ascontiguousarray(0.85 * float(spec.setting("strength", 1.0)) * flux * colour, np.float32)

    def _met(self, directions: NDArray[np.float64], stage: Stage) -> NDArray[np.bool_]:
        """Which stars come into the picture while the sky turns."""
        met = np.zeros(len(directions), bool)
        for time in (0.0, stage.duration_s):
            camera = stage.path.projection(time)
            for hours in np.linspace(-abs(self._hours), abs(self._hours), 7):
                xy = camera.project(_turned(directions, np.radians(15.0 * hours)))
                met |= (xy[:, 0] > -8) & (xy[:, 0] < stage.width + 8) & (xy[:, 1] > -8) & (xy[:, 1] < stage.height + 8)
        return met

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        passed = frame.time - self._start
        if passed <= 0 or not len(self._directions):
            return
        if self._turning:
            # the camera's own turning, constant over the shot
            angle = -math.radians(15.0 * self._hours) * passed / frame.stage.duration_s
        else:
            grown = 0.35 * min(passed / self._grow, 1.0) + 0.65 * float(ease_in_out(passed / self._grow))
            angle = math.radians(15.0 * self._hours) * grown
        steps = max(STEPS, math.ceil(abs(angle) / FINEST))
        turns = np.linspace(0.0, angle, steps + 1)
        points = np.stack([frame.camera.project(_turned(self._directions, turn)) for turn in turns], 1)
        # a piece longer than the picture comes from behind the camera
        longest = np.abs(np.diff(points, axis=1)).max((1, 2))
        kept = longest < 0.1 * frame.stage.width
        fade = np.ones(steps + 1)
        fade[-1] = 1.6 if not self._turning else 0.35
        horizon = frame.horizon_y if frame.stage.scene.view.kind == "horizon" else None
        floor = frame.stage.height if horizon is None else min(max(horizon, 0.0), frame.stage.height)
        draw_arcs(
            buffer,
            np.ascontiguousarray(points[kept], f32),
            np.ascontiguousarray(self._light[kept] * f32(frame.unit)),
            fade.astype(f32),
            f32(floor),
        )


def _turned(directions: NDArray[np.float64], angle: float) -> NDArray[np.float64]:
    """Directions (n, 3) of date that the turning sky has carried westward by an angle in radians."""
    c, s = math.cos(angle), math.sin(angle)
    # the sky turns towards smaller right ascension in the frame of the ground
    x = c * directions[:, 0] + s * directions[:, 1]
    y = -s * directions[:, 0] + c * directions[:, 1]
    return np.stack([x, y, directions[:, 2]], -1)
