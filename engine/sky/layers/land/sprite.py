"""Buildings as baked pictures: drawn once for a shot, laid into every frame where the camera sees them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame
from engine.sky.layers.arrays import bilinear
from engine.sky.layers.land.ridges import FLASH_LIGHT
from engine.sky.layers.noise import floor_index
from engine.sky.light import f32

FINER = 2
Colour = tuple[float, float, float]
Points = list[tuple[float, float]]


@compiled
def _lay_compiled(buffer, texture, left, top, step, glow, flash):
    """Lay the texture (h, 6 w) over the buffer, six values a pixel: premultiplied colour, cover, answer to lightning,
    own light.

    left, top: pixel of its corner; step: texture pixels per pixel; glow, flash (3): colours of its own light and of
    the lightning now.
    """
    h, w = texture.shape[0], texture.shape[1] // 6
    height, width = buffer.shape[0], buffer.shape[1]
    glow_r, glow_g, glow_b = glow[0], glow[1], glow[2]
    flash_r, flash_g, flash_b = flash[0], flash[1], flash[2]
    for y in range(max(0, int(top) - 1), min(height, int(top + f32(h) / step) + 2)):
        v = (f32(y) + f32(0.5) - top) * step - f32(0.5)
        i = floor_index(v)
        if i < 0 or i >= h - 1:
            continue
        fv = v - f32(i)
        # whole rows, no views of single pixels: those would be counted, and counting is slow
        upper, lower, row = texture[i], texture[i + 1], buffer[y]
        for x in range(max(0, int(left) - 1), min(width, int(left + f32(w) / step) + 2)):
            u = (f32(x) + f32(0.5) - left) * step - f32(0.5)
            k = floor_index(u)
            if k < 0 or k >= w - 1:
                continue
            fu = u - f32(k)
            k *= 6
            some = upper[k + 3] + upper[k + 9] + lower[k + 3] + lower[k + 9]
            if some + upper[k + 5] + upper[k + 11] + lower[k + 5] + lower[k + 11] <= f32(1e-5):
                continue
            w11 = fv * fu
            w10, w01 = fv - w11, fu - w11
            w00 = f32(1) - fv - fu + w11
            cover = upper[k + 3] * w00 + upper[k + 9] * w01 + lower[k + 3] * w10 + lower[k + 9] * w11
            struck = upper[k + 4] * w00 + upper[k + 10] * w01 + lower[k + 4] * w10 + lower[k + 10] * w11
            own = upper[k + 5] * w00 + upper[k + 11] * w01 + lower[k + 5] * w10 + lower[k + 11] * w11
            r = upper[k] * w00 + upper[k + 6] * w01 + lower[k] * w10 + lower[k + 6] * w11
            g = upper[k + 1] * w00 + upper[k + 7] * w01 + lower[k + 1] * w10 + lower[k + 7] * w11
            b = upper[k + 2] * w00 + upper[k + 8] * w01 + lower[k + 2] * w10 + lower[k + 8] * w11
            clear = f32(1) - cover
            row[x, 0] = row[x, 0] * clear + r + struck * flash_r + own * glow_r
            row[x, 1] = row[x, 1] * clear + g + struck * flash_g + own * glow_g
            row[x, 2] = row[x, 2] * clear + b + struck * flash_b + own * glow_b


def _lay_plain(buffer, texture, left, top, step, glow, flash) -> None:
    """The same with numpy."""
    h, w = len(texture), texture.shape[1] // 6
    y = np.arange(max(0, int(top) - 1), min(buffer.shape[0], int(top + f32(h) / step) + 2))
    x = np.arange(max(0, int(left) - 1), min(buffer.shape[1], int(left + f32(w) / step) + 2))
    v = (y.astype(f32) + f32(0.5) - top) * step - f32(0.5)
    u = (x.astype(f32) + f32(0.5) - left) * step - f32(0.5)
    rows, columns = (v >= 0) & (v < h - 1), (u >= 0) & (u < w - 1)
    found = bilinear(texture.reshape(h, w, 6), v[rows, None], u[columns])
    place = np.ix_(y[rows], x[columns])
    light = found[..., :3] + found[..., 4:5] * flash + found[..., 5:] * glow
    buffer[place] = buffer[place] * (1 - found[..., 3:4]) + light


_lay = _lay_compiled if HAVE_NUMBA else _lay_plain


class Drawing:
    """A picture in the making: polygons and strokes in reference pixels, the origin at its foot's middle, y upwards."""

    def __init__(self, half_width: float, height: float, below: float, scale: float) -> None:
        """It reaches ``half_width`` to both sides, ``height`` up, ``below`` down; scale: pixels per reference pixel."""
        self.half_width, self.height, self.scale = half_width, height, scale
        self._fine = scale * FINER
        rows, columns = (int(np.ceil(size * scale)) + 2 for size in (height + below, 2 * half_width))
        self._texture = np.zeros((rows * FINER, columns * FINER, 6), np.float32)

    def _pixels(self, points: Points) -> NDArray[np.int32]:
        xy = np.asarray(points, float)
        x = (xy[:, 0] + self.half_width) * self._fine
        y = (self.height - xy[:, 1]) * self._fine
        return np.round(np.stack([x, y], 1) * 16).astype(np.int32)

    def _window(
        self, pixels: NDArray[np.int32], margin: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.int32], slice, slice]:
        """A mask for what lies around the points, the points within it, the rows and columns it covers."""
        low, high = pixels.min(0) // 16 - margin, pixels.max(0) // 16 + margin + 2
        height, width = self._texture.shape[:2]
        x0, x1 = (int(np.clip(value, 0, width)) for value in (low[0], high[0]))
        y0, y1 = (int(np.clip(value, 0, height)) for value in (low[1], high[1]))
        mask = np.zeros((max(y1 - y0, 0), max(x1 - x0, 0)), np.uint8)
        return mask, pixels - np.array([x0, y0], np.int32) * 16, slice(y0, y1), slice(x0, x1)

    def _blend(self, mask: NDArray[np.uint8], rows: slice, columns: slice, paint: tuple, opacity: float) -> None:
        if not mask.size:
            return
        upper, lower, flash, glow = paint
        cover = mask[..., None].astype(np.float32) * np.float32(opacity / 255)
        down = np.linspace(0, 1, len(mask), dtype=np.float32)[:, None, None]
        target = self._texture[rows, columns]
        colour = np.asarray(upper, np.float32) * (1 - down) + np.asarray(lower, np.float32) * down
        target *= 1 - cover
        target[..., :3] += cover * colour
        target[..., 3:4] += cover
        target[..., 4:5] += cover * flash
        target[..., 5:6] += cover * glow

    def fill(
        self,
        points: Points,
        upper: Colour,
        lower: Colour | None = None,
        *,
        flash: float = 0.5,
        glow: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        """A polygon shaded from ``upper`` to ``lower`` (linear colours); flash: how it answers lightning; glow: own
        light."""
        mask, pixels, rows, columns = self._window(self._pixels(points), 2)
        if mask.size:
            cv2.fillPoly(mask, [pixels], 255, cv2.LINE_AA, 4)
        self._blend(mask, rows, columns, (upper, upper if lower is None else lower, flash, glow), opacity)

    def box(
        self, x0: float, y0: float, x1: float, y1: float, upper: Colour, lower: Colour | None = None, **kind
    ) -> None:
        """An upright rectangle; ``kind`` as of ``fill``."""
        self.fill([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], upper, lower, **kind)

    def stroke(
        self,
        points: Points,
        thick: float,
        colour: Colour,
        *,
        flash: float = 1.0,
        glow: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        """A line of a thickness in reference pixels; thinner than a pixel it grows fainter instead."""
        wide = thick * self._fine
        mask, pixels, rows, columns = self._window(self._pixels(points), int(wide) + 2)
        if mask.size:
            cv2.polylines(mask, [pixels], False, 255, max(1, round(wide)), cv2.LINE_AA, 4)
        self._blend(mask, rows, columns, (colour, colour, flash, glow), opacity * min(1.0, wide))

    def shine(self, reach: float, share: float) -> None:
        """Let its own light fill the air around it: a soft halo of ``reach`` reference pixels."""
        small = cv2.resize(self._texture[..., 5], None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        halo = cv2.GaussianBlur(small, (0, 0), max(reach * self._fine / 4, 0.5))
        height, width = self._texture.shape[:2]
        self._texture[..., 5] += share * cv2.resize(halo, (width, height), interpolation=cv2.INTER_LINEAR)

    def fade_out(self, upper: float, lower: float) -> None:
        """Let everything vanish between two heights, as in mist at its foot."""
        rows = self.height - (np.arange(self._texture.shape[0], dtype=np.float32) + 0.5) / np.float32(self._fine)
        self._texture *= np.clip((rows - lower) / (upper - lower), 0, 1).astype(np.float32)[:, None, None]

    def baked(self) -> NDArray[np.float32]:
        """The texture (h, w, 6) at one pixel per picture pixel."""
        height, width = self._texture.shape[:2]
        shrunk = [
            cv2.resize(
                np.ascontiguousarray(self._texture[..., part]),
                (width // FINER, height // FINER),
                interpolation=cv2.INTER_AREA,
            )
            for part in (slice(0, 3), slice(3, 6))
        ]
        return np.ascontiguousarray(np.concatenate(shrunk, -1), np.float32)


class Sprite:
    """A baked picture that stands at a place of the set. Reentrant."""

    def __init__(self, drawing: Drawing, x: float, y: float, depth: float = 1.0) -> None:
        """x, y: where its foot's middle stands, reference pixels; depth: its parallax."""
        texture = drawing.baked()
        self._texture = texture.reshape(len(texture), -1)
        self._corner = (x - drawing.half_width, y - drawing.height)
        self._scale, self._depth = drawing.scale, depth

    def paint(self, buffer: NDArray[np.float32], frame: Frame, glow: NDArray[np.floating]) -> None:
        """Lay it over the buffer; glow: colour (3,) of its own light now."""
        left, top = frame.to_pixels(*self._corner, self._depth)
        right = float(frame.to_pixels(self._corner[0] + 1000.0, 0.0, self._depth)[0])
        step = self._scale * 1000.0 / (right - float(left))
        lightning = (FLASH_LIGHT * frame.flash).astype(f32)
        _lay(buffer, self._texture, f32(left), f32(top), f32(step), np.asarray(glow, f32), lightning)
