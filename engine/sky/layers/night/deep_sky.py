"""Clusters, nebulae and galaxies, which appear where the camera looks close."""

from __future__ import annotations

import json
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

import assets
from engine.sky.catalogue import Catalogue
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.atmosphere import Air, is_clear_behind
from engine.sky.layers.night.deep_sky_shapes import GAS, OPEN_CLUSTER, PLANETARY, SIDE, Shape, shape_of
from engine.sky.layers.night.field import met
from engine.sky.layers.night.star_places import above_ground, pixels_of
from engine.sky.layers.night.stars import close_gain, star_flux
from engine.sky.light import f32, smoothstep
from storyboard.seeds import seed_for

CLOSE = (1500.0, 2600.0)
"""Pixels per radian of a picture 720 high between which the objects appear."""
SMALLEST_PX = 2.0
EXPOSURE = 26.0
"""How much longer than an eye the picture looks at faint surfaces."""
SURFACE = (0.016, 0.24)
"""Darkest and brightest mean light of an object's surface."""
DIMMED = {"M 45": 0.13}
"""Share of a cluster's light that its mist has."""
BRIGHTNESS = {GAS: 0.17, OPEN_CLUSTER: 0.8, PLANETARY: 2.4}
"""What a type's surface has of that light: large nebulae are fainter than their stars, planetaries are compact."""
NEBULA_SIZE_ARCMIN = {"M 45": (110.0, 100.0)}
"""Axes of what is seen as one cloud where the catalogue gives the cluster's."""


class DeepSky:
    """The objects that the shot meets, each as a small picture that lies on the sky."""

    order = Order.STARS - 4

    def __init__(self, stage: Stage, strength: float) -> None:
        objects = _objects()
        directions = stage.path.moment.apparent(_as_stars(objects))
        near = np.flatnonzero(met(directions, stage)) if _closest(stage) > CLOSE[0] else np.zeros(0, np.int64)
        self._directions = directions[near]
        self._strength = strength
        self._gain = close_gain(stage)
        self._air = Air(stage) if is_clear_behind(stage.scene) else None
        self._shapes: list[Shape | None] = []
        self._objects = [objects[i] for i in near]
        self._majors = np.array([row[5] for row in self._objects])
        scales = _mean_scales(self._directions, stage)
        for scale, (name, kind, _, _, _, major, minor, _) in zip(scales, self._objects, strict=True):
            rng = np.random.default_rng(seed_for(1, "deep sky", name))
            shape = shape_of(name, kind, minor / major, rng)
            self._shapes.append(None if shape is None else _shrunk(shape, scale * np.radians(major / 60) / 2))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the objects that are large enough to be seen, dimmed by the air where that lies behind them already."""
        if not self._objects:
            return
        kept = None if self._air is None else self._air.rows(frame, np.arange(buffer.shape[0]) + 0.5)[0]
        scale = frame.camera.scale_at(self._directions)
        shown = self._strength * smoothstep(*CLOSE, scale / frame.unit)
        up = above_ground(self._directions, frame) & frame.camera.visible(self._directions) & (shown > 0)
        places = pixels_of(self._directions, frame)
        far = 2.9 * np.radians(self._majors / 120) * scale + 2
        up &= ((places > -far[:, None]) & (places < (buffer.shape[1::-1]) + far[:, None])).all(1)
        for i in np.flatnonzero(up).tolist():
            shape, (name, kind, _, _, magnitude, major, minor, angle) = self._shapes[i], self._objects[i]
            long = np.radians(major / 60) / 2 * scale[i]
            if shape is None or long < SMALLEST_PX * frame.unit:
                continue
            area = np.pi * long * long * minor / major / frame.unit**2
            light = np.clip(EXPOSURE * self._gain * float(star_flux(magnitude)) / area, *SURFACE) * shown[i]
            light *= DIMMED.get(name, 1.0 if name == "M 42" else BRIGHTNESS.get(kind, 1.0))
            axes = self._axes(i, places[i], frame, np.radians(angle)) * (np.radians(np.array([[major], [minor]]) / 120))
            _lay(buffer, shape, places[i], axes, float(light), kept)

    def _axes(self, i: int, at: NDArray[np.float64], frame: Frame, angle: float) -> NDArray[np.float64]:
        """Pixels per radian along the object's major and minor axis, as two rows (x, y)."""
        direction = self._directions[i]
        east = np.array([-direction[1], direction[0], 0.0])
        east /= max(float(np.linalg.norm(east)), 1e-9)
        north = np.cross(direction, east)
        step = 1e-3
        long = np.cos(angle) * north + np.sin(angle) * east
        short = np.sin(angle) * north - np.cos(angle) * east
        ends = direction + step * np.stack([long, short])
        return (pixels_of(ends / np.linalg.norm(ends, axis=1, keepdims=True), frame) - at) / step


def _mean_scales(directions: NDArray[np.float64], stage: Stage) -> NDArray[np.float64]:
    """Pixels per radian (n) at directions (n, 3) of date in the mean of the shot."""
    first, last = (stage.path.projection(time).scale_at(directions) for time in (0.0, stage.duration_s))
    return (first + last) / 2


def _shrunk(shape: Shape, long: float) -> Shape:
    """A shape that is shown much smaller than drawn, its longer semi-axis ``long`` pixels, would sparkle: it is made
    softer and as small as is enough, once for the shot."""
    small = long * 4 / SIDE
    if small >= 0.5:
        return shape
    soft = cv2.GaussianBlur(shape, (0, 0), min(0.35 / max(small, 0.02), 12.0))
    side = max(int(np.ceil(1.5 * small * SIDE)), 16)
    return np.asarray(cv2.resize(soft, (side, side), interpolation=cv2.INTER_AREA), np.float32)


def _lay(
    buffer: NDArray[np.float32], shape: Shape, at: NDArray[np.float64], axes: NDArray[np.float64], light: float,
    kept: NDArray[np.float32] | None,
) -> None:  # fmt: skip
    """Add a shape with its semi-axes along the rows of ``axes`` (pixels); kept (H): what the air lets through."""
    reach = 2 * np.abs(axes).sum(0) + 2
    left, top = np.maximum(np.floor(at - reach), 0).astype(int)
    right, bottom = np.minimum(np.ceil(at + reach), (buffer.shape[1], buffer.shape[0])).astype(int)
    if right <= left or bottom <= top or abs(float(np.linalg.det(axes))) < 1e-6:
        return
    # from a pixel of the window to the semi-axes' coordinates, and from those to the shape's columns and rows
    side = len(shape)
    back = np.linalg.inv(axes.T) * (side / 4)
    offset = back @ (np.array([left, top]) + 0.5 - at) + side / 2 - 0.5
    matrix = np.concatenate([back, offset[:, None]], 1)
    size = (int(right - left), int(bottom - top))
    part = cv2.warpAffine(shape, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    part *= f32(light) if kept is None else kept[top:bottom, None, None] * f32(light)
    buffer[top:bottom, left:right] += part


Row = tuple[str, int, float, float, float, float, float, float]


@lru_cache(maxsize=1)
def _objects() -> tuple[Row, ...]:
    """Name, type, right ascension and declination in degrees, V magnitude, axes in arcminutes, position angle in
    degrees."""
    folder = assets.folder("sky")
    data = json.loads((folder / "dso_bright.json").read_text(encoding="utf-8"))
    messier = json.loads((folder / "messier_vmag.json").read_text(encoding="utf-8"))["v_mag"]
    rows: list[Row] = []
    for name, _, kind, ra, dec, magnitude, major, minor, angle in data["rows"]:
        if major is None and name not in NEBULA_SIZE_ARCMIN:
            continue
        major, minor = NEBULA_SIZE_ARCMIN.get(name, (major, minor or major))
        v = float(messier.get(name, magnitude or 10.0))
        rows.append((name, kind, ra, dec, v, float(major or 0), float(minor or 0), float(angle or 0)))
    return tuple(rows)


def _as_stars(objects: tuple[Row, ...]) -> Catalogue:
    """The objects as stars that do not move."""
    count = len(objects)
    none = np.zeros(count)
    ra, dec, v = (np.array([row[i] for row in objects]) for i in (2, 3, 4))
    colour = np.ones((count, 3), np.float32)
    return Catalogue(np.zeros(count, np.int64), np.radians(ra), np.radians(dec), none, none, none,
                     v.astype(np.float32), np.zeros(count, np.float32), colour)  # fmt: skip


def _closest(stage: Stage) -> float:
    """Largest scale of the shot in pixels per radian of a picture 720 high."""
    return max(stage.path.projection(float(time)).scale for time in (0.0, stage.duration_s)) / stage.unit
