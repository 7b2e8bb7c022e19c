"""A baked picture of light that rides on the sky: a comet, a nebula. Added to the buffer, turned with the stars."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.catalogue import unit_vectors
from engine.sky.frame import Frame, Stage
from engine.sky.layers.noise import floor_index
from engine.sky.light import f32
from storyboard.model import Element


@compiled
def add_texture_compiled(buffer, texture, x0, y0, along, across, origin_u, origin_v, floor):
    """Add a texture (h, w, 3): (along, -across) and (across, along) are texture pixels per pixel right and down, from
    the texture's point (origin_u, origin_v), which lies at the pixel (x0, y0); nothing below the row ``floor``."""
    h, w = texture.shape[0], texture.shape[1]
    height, width = min(buffer.shape[0], int(floor)), buffer.shape[1]
    square = along * along + across * across
    left, right, top, bottom = f32(1e9), f32(-1e9), f32(1e9), f32(-1e9)
    for corner in range(4):
        u = f32(w if corner & 1 else 0) - origin_u
        v = f32(h if corner & 2 else 0) - origin_v
        x, y = x0 + (u * along - v * across) / square, y0 + (u * across + v * along) / square
        left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
    for y in range(max(0, int(top) - 1), min(height, int(bottom) + 2)):
        dy = f32(y) + f32(0.5) - y0
        for x in range(max(0, int(left) - 1), min(width, int(right) + 2)):
            dx = f32(x) + f32(0.5) - x0
            u = origin_u + dx * along + dy * across - f32(0.5)
            v = origin_v - dx * across + dy * along - f32(0.5)
            i, k = floor_index(v), floor_index(u)
            if i < 0 or k < 0 or i >= h - 1 or k >= w - 1:
                continue
            fu, fv = u - f32(k), v - f32(i)
            w11 = fv * fu
            w10, w01 = fv - w11, fu - w11
            w00 = f32(1) - fv - fu + w11
            a, b, c, d = texture[i, k], texture[i, k + 1], texture[i + 1, k], texture[i + 1, k + 1]
            p = buffer[y, x]
            p[0] += a[0] * w00 + b[0] * w01 + c[0] * w10 + d[0] * w11
            p[1] += a[1] * w00 + b[1] * w01 + c[1] * w10 + d[1] * w11
            p[2] += a[2] * w00 + b[2] * w01 + c[2] * w10 + d[2] * w11


def add_texture_plain(buffer, texture, x0, y0, along, across, origin_u, origin_v, floor) -> None:
    """The same with OpenCV, in the box round the turned texture."""
    h, w = texture.shape[:2]
    height, width = min(buffer.shape[0], int(floor)), buffer.shape[1]
    square = along * along + across * across
    u, v = np.array([0, w, 0, w], f32) - origin_u, np.array([0, 0, h, h], f32) - origin_v
    x, y = x0 + (u * along - v * across) / square, y0 + (u * across + v * along) / square
    left, right = max(0, int(x.min()) - 1), min(width, int(x.max()) + 2)
    top, bottom = max(0, int(y.min()) - 1), min(height, int(y.max()) + 2)
    if left >= right or top >= bottom:
        return
    dx = np.arange(left, right, dtype=f32) + f32(0.5) - x0
    dy = (np.arange(top, bottom, dtype=f32) + f32(0.5) - y0)[:, None]
    u = origin_u + dx * along + dy * across - f32(0.5)
    v = origin_v - dx * across + dy * along - f32(0.5)
    light = cv2.remap(texture, u, v, cv2.INTER_LINEAR)
    light[(u < 0) | (v < 0) | (u >= w - 1) | (v >= h - 1)] = 0
    buffer[top:bottom, left:right] += light


add_texture = add_texture_compiled if HAVE_NUMBA else add_texture_plain


class SkyPlace:
    """A place on the sky and a direction there; both turn with the stars."""

    def __init__(self, spec: Element, stage: Stage, default: tuple[float, float], angle_deg: float) -> None:
        """From the settings ``ra_deg`` and ``dec_deg`` (J2000.0), or ``x`` and ``y`` in reference pixels of the first
        frame (``default``). angle_deg: direction in the picture at the first frame, clockwise from the right."""
        camera = stage.path.projection(0.0)
        ra = spec.setting("ra_deg", None)
        if ra is None:
            x, y = float(spec.setting("x", default[0])), float(spec.setting("y", default[1]))
            pixel = np.array(stage.frame(0.0).to_pixels(x, y), float)
            self._direction = camera.unproject(pixel)
        else:
            dec = float(spec.setting("dec_deg", 0.0))
            self._direction = stage.of_date @ unit_vectors(np.radians(float(ra)), np.radians(dec))
            pixel = camera.project(self._direction)
        angle = math.radians(angle_deg)
        ahead = pixel + 4.0 * stage.unit * np.array([math.cos(angle), math.sin(angle)])
        self._ahead = camera.unproject(ahead)

    def at(self, frame: Frame) -> tuple[NDArray[np.float64], float]:
        """Pixels (2,) and the direction now, radians clockwise from the right."""
        here, there = frame.camera.project(self._direction), frame.camera.project(self._ahead)
        return here, math.atan2(float(there[1] - here[1]), float(there[0] - here[0]))


def add_light(
    buffer: NDArray[np.float32],
    texture: NDArray[np.float32],
    frame: Frame,
    at: NDArray[np.floating],
    angle: float,
    origin: tuple[float, float],
    magnify: float,
) -> None:
    """Add a picture of light (h, w, 3) whose point ``origin`` (column, row) lies at the pixel ``at``.

    angle: radians clockwise that its rows are turned; magnify: pixels per texture pixel.
    """
    step = 1 / magnify
    horizon = frame.horizon_y if frame.stage.scene.view.kind == "horizon" else None
    floor = float(buffer.shape[0]) if horizon is None else min(max(horizon, 0.0), float(buffer.shape[0]))
    add_texture(
        buffer,
        texture,
        f32(at[0]),
        f32(at[1]),
        f32(math.cos(angle) * step),
        f32(math.sin(angle) * step),
        f32(origin[0]),
        f32(origin[1]),
        f32(floor),
    )
