"""Storm clouds: a drifting bank, silver against the sky behind it, lit from within by lightning."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Flash, Frame, Stage
from engine.sky.layers.arrays import bilinear, periodic
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import fft_noise, floor_index
from engine.sky.layers.overlay import lay_over
from engine.sky.layers.water.sea import DEFAULT_HORIZON
from engine.sky.layers.weather.cloud_shape import Bank, build_bank
from engine.sky.layers.weather.lightning import source_of
from engine.sky.light import f32, scratch
from storyboard.model import Element

BODY_LIGHT = np.array([0.0050, 0.0088, 0.0190])
SILVER_LIGHT = np.array([0.016, 0.025, 0.044])
FLASH_LIGHT = np.array([0.42, 0.50, 0.90])
SHRINK = 3
"""The bank is shaded at this part of the size of a picture 720 high, and of smaller ones: it is soft."""


@compiled
def _shade_compiled(out, sprite, tile, left, top, first, step, unit, drift, boil, lights, flashes):
    """Fill out (h, w, 4) premultiplied: the sprite fetched through two moving noises, lit.

    left, top: the sprite's pixel under the first pixel of ``out``; step: sprite pixels per pixel of ``out``; first: the
    row of the small picture that ``out`` begins with, so that the noises stand still when the bank's edge moves.
    tile (N, N, 2): displacements; drift, boil: how far the two copies of it have moved.
    lights (3, 3): body, silver, flash; flashes (n, 4): x, y in pixels of ``out``, strength, 1 / reach squared.
    """
    h, w = sprite.shape[0], sprite.shape[1]
    mask = tile.shape[0] - 1
    for y in range(out.shape[0]):
        v0 = top + f32(y) * step
        q1 = f32(y + first) / unit * f32(0.85) + boil + f32(512)
        q2 = f32(y + first) / unit * f32(2.3) - boil * f32(1.7) + f32(1024)
        i1, i2 = int(q1), int(q2)
        g1 = q1 - f32(i1)
        i1, j1, i2 = i1 & mask, (i1 + 1) & mask, i2 & mask
        for x in range(out.shape[1]):
            p = f32(x) / unit * f32(0.85) + drift + f32(512)
            k = int(p)
            f = p - f32(k)
            k, n = k & mask, (k + 1) & mask
            dx = (tile[i1, k, 0] + (tile[i1, n, 0] - tile[i1, k, 0]) * f) * (f32(1) - g1)
            dx += (tile[j1, k, 0] + (tile[j1, n, 0] - tile[j1, k, 0]) * f) * g1
            dy = (tile[i1, k, 1] + (tile[i1, n, 1] - tile[i1, k, 1]) * f) * (f32(1) - g1)
            dy += (tile[j1, k, 1] + (tile[j1, n, 1] - tile[j1, k, 1]) * f) * g1
            p = f32(x) / unit * f32(2.3) - drift * f32(0.6) + f32(1024)
            k = int(p)
            f = p - f32(k)
            k, n = k & mask, (k + 1) & mask
            dx += (tile[i2, k, 0] + (tile[i2, n, 0] - tile[i2, k, 0]) * f) * f32(0.32)
            dy += (tile[i2, k, 1] + (tile[i2, n, 1] - tile[i2, k, 1]) * f) * f32(0.32)
            u = left + f32(x) * step + dx * step * unit * f32(2.2)
            v = v0 + dy * step * unit * f32(2.2)
            i, j = floor_index(v), floor_index(u)
            if i < 0 or i >= h - 1 or j < 0 or j >= w - 1:
                out[y, x, 3] = f32(0)
                out[y, x, 0] = f32(0)
                out[y, x, 1] = f32(0)
                out[y, x, 2] = f32(0)
                continue
            fv, fu = v - f32(i), u - f32(j)
            w11 = fv * fu
            w10, w01 = fv - w11, fu - w11
            w00 = f32(1) - fv - fu + w11
            a = sprite[i, j, 0] * w00 + sprite[i, j + 1, 0] * w01
            a += sprite[i + 1, j, 0] * w10 + sprite[i + 1, j + 1, 0] * w11
            out[y, x, 3] = a
            if a <= f32(0.002):
                out[y, x, 3] = f32(0)
                out[y, x, 0] = f32(0)
                out[y, x, 1] = f32(0)
                out[y, x, 2] = f32(0)
                continue
            body = sprite[i, j, 1] * w00 + sprite[i, j + 1, 1] * w01
            body += sprite[i + 1, j, 1] * w10 + sprite[i + 1, j + 1, 1] * w11
            thin = sprite[i, j, 4] * w00 + sprite[i, j + 1, 4] * w01
            thin += sprite[i + 1, j, 4] * w10 + sprite[i + 1, j + 1, 4] * w11
            strike = f32(0)
            for n in range(flashes.shape[0]):
                ex, ey = f32(x) - flashes[n, 0], (f32(y) - flashes[n, 1]) * f32(1.25)
                near = flashes[n, 2] / (f32(1) + (ex * ex + ey * ey) * flashes[n, 3])
                near *= near / max(flashes[n, 2], f32(0.001))
                if near > f32(0.002):
                    side = f32(0.5) + f32(0.5) * ex / math.sqrt(ex * ex + f32(900) * unit * unit)
                    lit = sprite[i, j, 2] * side + sprite[i, j, 3] * (f32(1) - side)
                    strike += near * (f32(0.10) + f32(0.55) * lit + f32(0.55) * thin + f32(0.18) * body)
            out[y, x, 0] = a * (lights[0, 0] * body + lights[1, 0] * thin + lights[2, 0] * strike)
            out[y, x, 1] = a * (lights[0, 1] * body + lights[1, 1] * thin + lights[2, 1] * strike)
            out[y, x, 2] = a * (lights[0, 2] * body + lights[1, 2] * thin + lights[2, 2] * strike)


def _shade_plain(out, sprite, tile, left, top, first, step, unit, drift, boil, lights, flashes) -> None:
    """The same with numpy."""
    h, w = sprite.shape[:2]
    y, x = np.arange(out.shape[0], dtype=f32)[:, None], np.arange(out.shape[1], dtype=f32)
    line = y + f32(first)
    u, v = x / unit * f32(0.85) + drift + f32(512), line / unit * f32(0.85) + boil + f32(512)
    moved = np.stack([periodic(tile[..., k], u, v) for k in range(2)], -1)
    # the finer one is smooth across alone
    u = x / unit * f32(2.3) - drift * f32(0.6) + f32(1024)
    v = np.floor(line / unit * f32(2.3) - boil * f32(1.7) + f32(1024))
    moved += f32(0.32) * np.stack([periodic(tile[..., k], u, v) for k in range(2)], -1)
    moved *= step * unit * f32(2.2)
    u, v = left + x * step + moved[..., 0], top + y * step + moved[..., 1]
    inside = (u >= 0) & (u < w - 1) & (v >= 0) & (v < h - 1)
    u, v = np.where(inside, u, f32(0)), np.where(inside, v, f32(0))
    found = bilinear(sprite, v, u)
    cover, body, thin = found[..., 0], found[..., 1], found[..., 4]
    # as above, the light of flashes is that of the nearest pixel
    nearest = sprite[v.astype(np.int64), u.astype(np.int64)]
    from_left, from_right = nearest[..., 2], nearest[..., 3]
    strike = np.zeros_like(cover)
    for flash_x, flash_y, strength, inverse in flashes:
        ex, ey = x - flash_x, (y - flash_y) * f32(1.25)
        near = strength / (1 + (ex * ex + ey * ey) * inverse)
        near *= near / max(strength, f32(0.001))
        side = f32(0.5) + f32(0.5) * ex / np.sqrt(ex * ex + f32(900) * unit * unit)
        lit = from_left * side + from_right * (1 - side)
        shown = f32(0.10) + f32(0.55) * lit + f32(0.55) * thin + f32(0.18) * body
        strike += np.where(near > f32(0.002), near * shown, f32(0))
    cover = np.where(inside & (cover > f32(0.002)), cover, f32(0))
    out[..., :3] = cover[..., None] * (np.stack([body, thin, strike], -1) @ lights)
    out[..., 3] = cover


_shade = _shade_compiled if HAVE_NUMBA else _shade_plain


@element("clouds")
class Clouds:
    """A bank of cumulonimbus over the horizon.

    Settings:
        cover: 0..1, how much of the bank is filled (0.6).
        base: reference y of its foot (the horizon).
        height: of its highest tower, reference pixels (300).
        side: -1..1, at which end it heaps up (0.6, right).
        from_x, to_x: its ends, reference pixels (beyond both edges of the picture).
        drift: reference pixels a second (4).
        colour: multiplies its own light (1, 1, 1).
        opacity: 0..1 (0.96).
        seed: picks another bank (0).
    """

    order = Order.CLOUDS

    def __init__(self, spec: Element, stage: Stage) -> None:
        horizon = DEFAULT_HORIZON if stage.horizon is None else stage.horizon
        self._drift = float(spec.setting("drift", 4.0))
        travel = abs(self._drift) * stage.duration_s + 60
        self._bank = Bank(
            left=float(spec.setting("from_x", -travel)),
            right=float(spec.setting("to_x", stage.reference_width + travel)),
            base=float(spec.setting("base", horizon)),
            height=float(spec.setting("height", 300.0)),
            cover=min(max(float(spec.setting("cover", 0.6)), 0.0), 1.0),
            side=min(max(float(spec.setting("side", 0.6)), -1.0), 1.0),
            towers=tuple(self._tower(flash, stage) for flash in stage.flashes),
        )
        colour = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float)
        self._lights = np.stack([BODY_LIGHT * colour, SILVER_LIGHT * colour, FLASH_LIGHT]).astype(f32)
        random = stage.random("clouds", int(spec.setting("seed", 0)))
        self._scale = max(stage.unit * 0.62, 0.3)
        self._sprite = build_bank(self._bank, self._scale, random)
        self._sprite[..., 0] *= float(spec.setting("opacity", 0.96))
        noise = [fft_noise(256, 256, 3.0, random, lowest=5) for _ in range(2)]
        self._tile = np.ascontiguousarray(np.stack(noise, -1))

    def _tower(self, flash: Flash, stage: Stage) -> tuple[float, float]:
        """x and height of the cloud from which a flash falls, when it does."""
        x, y = source_of(flash)
        horizon = DEFAULT_HORIZON if stage.horizon is None else stage.horizon
        return x - self._drift * flash.peak_s + 25, max(horizon - y, 0) + 60

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Draw the bank small and lay it over the sky."""
        bank, unit = self._bank, frame.unit
        zoom = frame.zoom
        base = float(frame.to_pixels(0.0, bank.base)[1])
        shrink = max(round(SHRINK * unit), SHRINK)
        top = max(0, int(base - self._sprite.shape[0] / self._scale * unit * zoom))
        # its coarse pixels stand still in the picture: a grid that stepped with the camera would make the bank jump
        top -= top % shrink
        if base <= 2 or top >= buffer.shape[0]:
            return
        bottom = min(int(base) + 1, buffer.shape[0])
        rows = -(-(bottom - top) // shrink)
        columns = -(-buffer.shape[1] // shrink)
        corner = frame.to_pixels(bank.left + self._drift * frame.time, bank.base - bank.height * 1.25)
        step = shrink * self._scale / (unit * zoom)
        out = scratch("clouds", rows, columns, 4)
        _shade(
            out,
            self._sprite,
            self._tile,
            f32((0.5 - float(corner[0]) / shrink) * step - 0.5),
            f32((0.5 + (top - float(corner[1])) / shrink) * step - 0.5),
            top // shrink,
            f32(step),
            f32(unit / shrink),
            f32(frame.time * 1.9),
            f32(frame.time * 1.3),
            self._lights,
            self._flashes(frame, top, shrink),
        )
        lay_over(buffer[:bottom], out, top, shrink)

    def _flashes(self, frame: Frame, top: int, shrink: int) -> NDArray[np.float32]:
        """What burns now: places in pixels of the small picture, strength, inverse square reach."""
        burning = []
        for flash in frame.stage.flashes:
            light = flash.light(frame.time)
            if light > 0.004:
                x, y = (float(value) for value in frame.to_pixels(*source_of(flash)))
                reach = 46 * frame.unit * 2 / shrink
                burning.append((x / shrink, (y - 18 * frame.unit - top) / shrink, min(light, 1.4), 1 / (reach * reach)))
        return np.array(burning, f32).reshape(-1, 4)
