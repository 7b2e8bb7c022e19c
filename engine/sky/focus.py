"""Depth of field: the sky or the set out of focus, and the rack from one to the other."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame
from engine.sky.layers.layer import Layer, Order
from engine.sky.light import ease_in_out, f32, halve, scratch, smoothstep
from storyboard.model import Camera

STEP = 4
"""What is blurred is blurred at so many times smaller a size."""
SHARPEST = 0.3
SOFT = 2.4
"""Between these blurs (standard deviations in reference pixels) the sharp picture gives way to the small one."""
TOUCHED = 1e-6
"""Change of light by which a pixel is known to belong to the set."""


class Focus:
    """Paints the layers of a shot back to front, what is not in focus softly.

    Names stay sharp, and so does what floats before all else: rain, mist, sparks.
    """

    def __init__(self, camera: Camera, layers: Sequence[Layer]) -> None:
        self._camera = camera
        self._sky = [layer for layer in layers if layer.order < Order.NAMES]
        self._names = [layer for layer in layers if layer.order == Order.NAMES]
        self._set = [layer for layer in layers if Order.NAMES < layer.order < Order.NEAR]
        self._near = [layer for layer in layers if layer.order >= Order.NEAR]

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Fill the buffer."""
        sky_blur, set_blur = self.blurs(frame.time)
        _paint(self._sky, buffer, frame)
        if sky_blur > SHARPEST:
            _soften(buffer, sky_blur, frame.unit)
        _paint(self._names, buffer, frame)
        if set_blur > SHARPEST and self._set:
            self._paint_soft_set(buffer, frame, set_blur)
        else:
            _paint(self._set, buffer, frame)
        _paint(self._near, buffer, frame)

    def blurs(self, time: float) -> tuple[float, float]:
        """Blur of the sky and of the set at ``time`` seconds, standard deviations in reference pixels."""
        way = float(ease_in_out((time - self._camera.focus_start_s) / self._camera.focus_s))
        sky, land = {
            "all": (0.0, 0.0), "sky": (0.0, 1.0), "set": (1.0, 0.0),
            "sky_to_set": (way, 1 - way), "set_to_sky": (1 - way, way),
        }[self._camera.focus]  # fmt: skip
        return sky * self._camera.focus_blur, land * self._camera.focus_blur

    def _paint_soft_set(self, buffer: NDArray[np.float32], frame: Frame, blur: float) -> None:
        """The set painted over the sky, then blurred together with where it lies, so that no sky is smeared into it."""
        sky = scratch("focus sky", *buffer.shape)
        np.copyto(sky, buffer)
        before = _small(buffer)
        _paint(self._set, buffer, frame)
        after = _small(buffer)
        change = cv2.absdiff(after, before)
        covered = change[..., 0] + change[..., 1] + change[..., 2] > TOUCHED
        sigma, rows = _sigma(blur * frame.unit), np.flatnonzero(covered.any(1))
        if not len(rows):
            return
        # above the set nothing changes
        first = max(0, int(rows[0]) - math.ceil(3 * sigma) - 1)
        cover = covered[first:].astype(f32)
        light = cv2.GaussianBlur(after[first:] * cover[..., None], (0, 0), sigma)
        share = cv2.GaussianBlur(cover, (0, 0), sigma)
        light /= np.maximum(share, f32(1e-4))[..., None]
        under, target = sky[STEP * first :], buffer[STEP * first :]
        weight = _large(np.asarray(share, f32), target.shape)
        large, shown = _large(np.asarray(light, f32), target.shape), _share(blur)
        if shown == 1:
            cv2.blendLinear(under, large, 1 - weight, weight, dst=target)
        else:
            cv2.addWeighted(target, 1 - shown, cv2.blendLinear(under, large, 1 - weight, weight), shown, 0, dst=target)


def _paint(layers: Sequence[Layer], buffer: NDArray[np.float32], frame: Frame) -> None:
    for layer in layers:
        layer.paint(buffer, frame)


def _soften(buffer: NDArray[np.float32], blur: float, unit: float) -> None:
    """Blur a picture in place."""
    small = np.asarray(cv2.GaussianBlur(_small(buffer), (0, 0), _sigma(blur * unit)), f32)
    share = _share(blur)
    if share == 1:
        _large(small, buffer.shape, buffer)
    else:
        cv2.addWeighted(buffer, 1 - share, _large(small, buffer.shape), share, 0, dst=buffer)


def _sigma(blur: float) -> float:
    """Standard deviation in pixels of the small picture for a blur in pixels: making small and large again blurs too,
    by the variance of a box and of a tent as wide as the step."""
    return math.sqrt(max(blur * blur / STEP**2 - 1 / 12 - 1 / 6, 0.04))


def _small(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """A quarter of the size of a picture (h, w, 3), sides rounded up."""
    height, width = picture.shape[:2]
    half = scratch("focus half", height // 2, width // 2, 3)
    row = scratch("focus row", 3 * width)
    halve(picture.reshape(height, 3 * width), row, half.reshape(height // 2, 3 * (width // 2)))
    size = (-(-width // STEP), -(-height // STEP))
    return np.asarray(cv2.resize(half, size, interpolation=cv2.INTER_AREA), f32)


def _large(
    small: NDArray[np.float32], shape: tuple[int, ...], out: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    """A small picture (h, w) or (h, w, 3) at the size of ``shape``, in two steps, so that no grid shows."""
    height, width = shape[:2]
    half = cv2.resize(small, ((width + 1) // 2, (height + 1) // 2), interpolation=cv2.INTER_LINEAR)
    whole = scratch(f"focus {small.ndim}", height, width, *small.shape[2:]) if out is None else out
    return np.asarray(cv2.resize(half, (width, height), dst=whole, interpolation=cv2.INTER_LINEAR), f32)


def _share(blur: float) -> float:
    """How much of the soft picture shows, beside the sharp one."""
    return float(smoothstep(SHARPEST, SOFT, blur))
