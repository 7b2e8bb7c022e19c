"""A shore: sand at the edge of the sea, waves that run up and slide back, wet sand that mirrors the sky."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.arrays import periodic
from engine.sky.layers.land.ridges import FLASH_LIGHT, reference_columns
from engine.sky.layers.layer import Layer, Order, element
from engine.sky.layers.noise import fft_noise, sample_row, tile_at
from engine.sky.layers.water.sea import Sea, sea_horizon
from engine.sky.light import f32, smoothstep
from storyboard.model import Element

TILE = 256
SHRINK = 4
REACH = 1.06
"""Wet sand so far below the horizon mirrors the sky this many times as far above it."""


@compiled
def _beach_compiled(
    buffer, mirror, first, front, breaker, run_up, lace, sand, horizon, unit, middle, light, foam, break_light, churn
):
    """Paint the beach below the water's edge.

    front, breaker, run_up (W): heights in pixels of the water's edge now, of the crest that comes in, of the highest
    edge that is still wet; mirror (h, w, 3): the sky from row ``first`` to the horizon, shrunk by SHRINK; lace, sand:
    noise tiles; light (3, 3): dry sand lit, wet sand, air near the horizon; foam (3): its colour; break_light: of the
    crest.
    """
    height, width = buffer.shape[0], buffer.shape[1]
    rows, columns = mirror.shape[0], mirror.shape[1]
    top = f32(1e9)
    for x in range(width):
        top = min(top, min(front[x], breaker[x]) - f32(60) * unit)
    for y in range(max(0, int(top)), height):
        below_horizon = max(f32(y) + f32(0.5) - horizon, f32(1))
        away = f32(720) * unit / below_horizon
        near = below_horizon / (f32(150) * unit)
        v = away * f32(26)
        row = buffer[y]
        for x in range(width):
            d = f32(y) + f32(0.5) - front[x]
            u = (f32(x) - middle) / unit * away * f32(0.13)
            net = f32(0)
            spread = (f32(4) + f32(24) * near) * unit
            if d < f32(1.5) * unit:
                if d < -spread * f32(2):
                    # the crest that comes in
                    e = (f32(y) + f32(0.5) - breaker[x]) / (f32(2.0) * unit * near + f32(0.6))
                    if e > f32(-5) and e < f32(9) and break_light > f32(0):
                        net = tile_at(lace, u * f32(0.5) + f32(300), v * f32(0.3) + churn)
                        crest = math.exp(-e * e * f32(0.5)) if e < f32(0) else math.exp(-e * f32(0.45))
                        crest *= break_light * max(f32(0.35) + f32(0.55) * net, f32(0))
                        for c in range(3):
                            row[x, c] += crest * foam[c]
                    continue
                # a film of foam behind the edge, torn into lace the older it is
                old = -d / (spread * f32(2))
                net = tile_at(lace, u * f32(0.42) + f32(300), v * f32(0.62) + churn * f32(0.3))
                fine = tile_at(lace, u * f32(1.1) + f32(700), v * f32(1.5) - churn * f32(0.2))
                cover = f32(0.80) - f32(1.1) * max(old, f32(0)) - abs(net) * f32(1.0) - abs(fine) * f32(0.28)
                line = math.exp(-d * d / (f32(2.2) * unit * unit * (f32(0.4) + near) + f32(0.3)))
                a = min(max(max(cover * f32(1.3), line * f32(0.85)), f32(0)), f32(0.92))
                for c in range(3):
                    row[x, c] += a * (foam[c] - row[x, c])
                if d <= f32(0):
                    continue
            grain = tile_at(sand, u * f32(0.9) + f32(500), v * f32(0.7) + f32(500))
            broad = tile_at(lace, u * f32(0.05) + f32(100), v * f32(0.30) + f32(900))
            wet = f32(1) - min(
                max((f32(y) - run_up[x]) / (f32(26) * unit * (f32(0.4) + near)) + f32(0.25) * broad, f32(0)), f32(1)
            )
            tone = f32(1) + f32(0.17) * grain * min(near, f32(1)) + f32(0.13) * broad
            # the wet sand mirrors; the water sinks in where it ran out long ago
            i = int((horizon - f32(first) - below_horizon * f32(REACH)) / f32(SHRINK))
            bend = f32(1.8) * broad
            k = int((f32(x) + bend * unit * f32(4)) / f32(SHRINK))
            i, k = min(max(i, 0), rows - 1), min(max(k, 0), columns - 1)
            shine = wet * f32(0.62) / (f32(0.75) + f32(0.35) * near)
            a = min(max(d / (f32(1.2) * unit), f32(0)), f32(1)) if d < f32(1.5) * unit else f32(1)
            for c in range(3):
                dry = light[0, c] * tone
                base = dry + (light[1, c] * tone - dry) * wet
                colour = base + shine * mirror[i, k, c]
                row[x, c] += a * (colour - row[x, c])


def _beach_plain(
    buffer, mirror, first, front, breaker, run_up, lace, sand, horizon, unit, middle, light, foam, break_light, churn
) -> None:
    """The same with numpy."""
    top = max(0, int(min(np.minimum(front, breaker).min() - f32(60) * unit, f32(1e9))))
    if top >= buffer.shape[0]:
        return
    part = buffer[top:]
    y, x = np.arange(top, buffer.shape[0], dtype=f32)[:, None], np.arange(buffer.shape[1], dtype=f32)
    below_horizon = np.maximum(y + f32(0.5) - horizon, f32(1))
    away, near = f32(720) * unit / below_horizon, below_horizon / (f32(150) * unit)
    u, v = (x - middle) / unit * away * f32(0.13), away * f32(26)
    d, spread = y + f32(0.5) - front, (f32(4) + f32(24) * near) * unit
    # the crest that comes in
    e = (y + f32(0.5) - breaker) / (f32(2.0) * unit * near + f32(0.6))
    crest = np.where(e < 0, np.exp(-(np.minimum(e, 0) ** 2) * f32(0.5)), np.exp(-np.maximum(e, 0) * f32(0.45)))
    net = periodic(lace, u * f32(0.5) + f32(300), v * f32(0.3) + churn)
    crest *= break_light * np.maximum(f32(0.35) + f32(0.55) * net, f32(0))
    open_water = d < -spread * 2
    part += np.where(open_water & (e > -5) & (e < 9), crest, f32(0))[..., None] * foam
    # a film of foam behind the edge, torn into lace the older it is
    net = periodic(lace, u * f32(0.42) + f32(300), v * f32(0.62) + churn * f32(0.3))
    fine = periodic(lace, u * f32(1.1) + f32(700), v * f32(1.5) - churn * f32(0.2))
    cover = f32(0.80) - f32(1.1) * np.maximum(-d / (spread * 2), f32(0)) - np.abs(net) - np.abs(fine) * f32(0.28)
    line = np.exp(-d * d / (f32(2.2) * unit * unit * (f32(0.4) + near) + f32(0.3)))
    a = np.clip(np.maximum(cover * f32(1.3), line * f32(0.85)), 0, f32(0.92))
    part += np.where(open_water | (d >= f32(1.5) * unit), f32(0), a)[..., None] * (foam - part)
    # sand; wet, it mirrors, and the water sinks in where it ran out long ago
    grain = periodic(sand, u * f32(0.9) + f32(500), v * f32(0.7) + f32(500))
    broad = periodic(lace, u * f32(0.05) + f32(100), v * f32(0.30) + f32(900))
    wet = 1 - np.clip((y - run_up) / (f32(26) * unit * (f32(0.4) + near)) + f32(0.25) * broad, 0, 1)
    tone = (1 + f32(0.17) * grain * np.minimum(near, f32(1)) + f32(0.13) * broad)[..., None]
    i = ((horizon - f32(first) - below_horizon * f32(REACH)) / f32(SHRINK)).astype(np.int64)
    k = ((x + f32(1.8) * broad * unit * f32(4)) / f32(SHRINK)).astype(np.int64)
    seen = mirror[np.clip(i, 0, mirror.shape[0] - 1), np.clip(k, 0, mirror.shape[1] - 1)]
    shine = wet * f32(0.62) / (f32(0.75) + f32(0.35) * near)
    dry = light[0] * tone
    colour = dry + (light[1] * tone - dry) * wet[..., None] + shine[..., None] * seen
    a = np.where(d < f32(1.5) * unit, np.clip(d / (f32(1.2) * unit), 0, 1), f32(1))
    part += a[..., None] * (colour - part)


_beach = _beach_compiled if HAVE_NUMBA else _beach_plain


@element("shore")
class Shore:
    """The beach at the near edge of the sea. A scene without sea gets a calm one.

    Settings (reference pixels, 720 high):
        edge: height of the water's edge in the middle (default: 58 hundredths of the way from the horizon down).
        slant: how much lower the edge lies at the right than at the left (default -70: the sea opens to the left).
        swash: how far the waves run up and down (default 15); every_s: seconds from wave to wave (default 6.5).
        colour: [r, g, b], tint of the sand (default [1, 1, 1]).
        brightness: light of the whole (default 1).
        foam: light of the foam (default 1).
        seed: another line of the shore (default 0).
    """

    order = Order.WATER + 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("shore", int(spec.setting("seed", 0)))
        self._sea: Layer | None = None
        if not any(other.kind in ("sea", "lake") for other in stage.scene.elements):
            self._sea = Sea(Element.model_validate({"kind": "sea", "wind": 4.5}), stage)
        horizon = 566.0 if stage.horizon is None else min(stage.horizon, 690.0)
        self._edge = float(spec.setting("edge", horizon + 0.58 * (720 - horizon)))
        self._slant = float(spec.setting("slant", -70.0)) * min(1.0, (720 - horizon) / 150)
        self._swash = float(spec.setting("swash", 15.0)) * min(1.0, (720 - horizon) / 150)
        self._every = max(float(spec.setting("every_s", 6.5)), 1.0)
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float) * float(spec.setting("brightness", 1.0))
        self._sand = np.array([[0.0250, 0.0245, 0.0290], [0.0052, 0.0060, 0.0090], [0.0, 0.0, 0.0]]) * tint
        self._foam = float(spec.setting("foam", 1.0))
        self._line, self._scallop = fft_noise(TILE, TILE, 4.4, rng, lowest=2)[::128]
        self._lace = fft_noise(TILE, TILE, 2.4, rng, lowest=4)
        self._grain = fft_noise(TILE, TILE, 1.7, rng, lowest=3)
        self._phase = float(rng.uniform(0, 1))

    def _edges(self, frame: Frame) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], float]:
        """Heights (W,) in pixels of the water's edge, of the crest that comes in and of the wet line; light of the
        crest."""
        first, step = reference_columns(frame, 1.0)
        columns = first + step * np.arange(frame.stage.width)
        width = frame.stage.reference_width
        still = self._edge + self._slant * (columns / width - 0.5) + 7.0 * sample_row(self._line, columns * 0.09)
        turn = frame.time / self._every + self._phase
        wave, since = math.floor(turn), turn % 1.0
        # run up quickly, slide back slowly
        reach = self._swash * (math.sin(math.pi * min(since / 0.72, 1.0)) ** 1.3 if since < 0.72 else 0.0)
        rough = sample_row(self._scallop, columns * 0.42 + 37.0 * wave)
        before = sample_row(self._scallop, columns * 0.42 + 37.0 * (wave - 1))
        front = still + reach * (1 + 0.20 * rough) + 0.8 * np.sin(columns * 0.05 + 2.1 * frame.time)
        # the line of the highest reach dries before the next wave
        high = still + self._swash * (1 + 0.20 * before)
        now = still + self._swash * (1 + 0.20 * rough) * float(smoothstep(0.0, 0.36, since))
        wet = np.maximum(high - 5.0 * since, now)
        coming = still - (1 - since) ** 1.2 * 2.6 * self._swash - 3 * sample_row(self._line, columns * 0.16 + 100)
        glow = float(smoothstep(0.15, 0.6, since) * (1 - smoothstep(0.90, 1.0, since)))
        parts = [frame.to_pixels(0.0, line)[1].astype(f32) for line in (front, coming, np.maximum(wet, front))]
        return parts[0], parts[1], parts[2], glow

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        if self._sea is not None:
            self._sea.paint(buffer, frame)
        horizon = sea_horizon(frame)
        # no more of the sky than the lowest row mirrors, and a little for the blur
        last = min(max(int(horizon), SHRINK), buffer.shape[0])
        rows = int(REACH * max(buffer.shape[0] - horizon, 0)) // SHRINK + 4
        first = max(last % SHRINK, last - SHRINK * rows)
        size = (max(1, buffer.shape[1] // SHRINK), max(1, (last - first) // SHRINK))
        mirror = cv2.resize(buffer[first:last], size, interpolation=cv2.INTER_AREA)
        mirror = np.ascontiguousarray(cv2.blur(mirror, (3, 5)), f32)
        front, breaker, wet, glow = self._edges(frame)
        flash = FLASH_LIGHT * frame.flash
        ambient = np.array([0.060, 0.072, 0.098]) + 1.6 * flash
        _beach(
            buffer,
            mirror,
            first,
            front,
            breaker,
            wet,
            self._lace,
            self._grain,
            f32(horizon),
            f32(frame.unit),
            f32(float(frame.to_pixels(frame.stage.reference_width / 2, 0.0)[0])),
            (self._sand + 0.5 * flash).astype(f32),
            (ambient * self._foam).astype(f32),
            f32(glow),
            f32(2.0 * frame.time),
        )
