"""A comet: a green coma, a straight blue tail of ions in which rays stream, a broad bent tail of golden dust."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.night.light_sprite import SkyPlace, add_light
from engine.sky.layers.noise import fft_noise, sample_field
from engine.sky.light import f32, smoothstep, splat
from storyboard.model import Element

LONG, WIDE = 640, 400
HEAD_U, HEAD_V = 44.0, 110.0
GRAINS = 240_000
ION = np.array([0.30, 0.55, 1.15])
DUST = np.array([1.05, 0.86, 0.62])
COMA = np.array([0.55, 1.00, 0.78])


def dust_tail(rng: np.random.Generator) -> NDArray[np.float32]:
    """Light of the dust, (WIDE, LONG): grains that left the head at some time and feel the Sun's push more or less.

    In the comet's frame a grain of age a and push b has moved b a^2 away from the Sun and falls behind by about b a^3
    (the first terms of its orbit); bursts of dust show as bands across the tail.
    """
    age = rng.random(GRAINS) ** 0.75
    burst = 0.68 + 0.32 * np.sin(age * 47 + 1.5 * np.sin(age * 11))
    age = age[rng.random(GRAINS) < burst]
    push = 0.08 + 2.7 * rng.beta(1.1, 2.3, len(age))
    along = push * age**2 * 560
    aside = push * age**3 * 320 + rng.normal(0, 1, len(age)) * (1.6 + 7.0 * age)
    u, v = HEAD_U + along, HEAD_V + aside
    weight = 1 / (0.10 + age) ** 0.3
    inside = (u > 1) & (u < LONG - 2) & (v > 1) & (v < WIDE - 2)
    cells = v[inside].astype(np.int64) * LONG + u[inside].astype(np.int64)
    light = np.bincount(cells, weight[inside], WIDE * LONG).reshape(WIDE, LONG).astype(np.float32)
    fine, broad = cv2.GaussianBlur(light, (0, 0), 2.0), cv2.GaussianBlur(light, (0, 0), 7.0)
    light = 0.6 * fine + 0.4 * broad
    along, aside = np.arange(LONG, dtype=np.float32)[None], np.arange(WIDE, dtype=np.float32)[:, None]
    light = light * (1 - smoothstep(LONG * 0.45, LONG - 10, along)) * (1 - smoothstep(WIDE * 0.65, WIDE - 10, aside))
    return np.asarray(light / np.percentile(light[light > 0], 98.5), np.float32)


def ion_tail(rng: np.random.Generator) -> NDArray[np.float32]:
    """Light of the ions, (WIDE, LONG): a narrow bundle of rays that fans out a little."""
    u = np.arange(LONG, dtype=np.float32)[None] - f32(HEAD_U)
    v = np.arange(WIDE, dtype=np.float32)[:, None] - f32(HEAD_V)
    far = np.clip(u, 0, None)
    light = np.zeros((WIDE, LONG), np.float32)
    for _ in range(13):
        angle, bend = rng.normal(-0.055, 0.028), rng.normal(0, 0.000035)
        wide = 1.3 + far * 0.011 * rng.uniform(0.5, 1.6)
        reach = rng.uniform(220, 560)
        middle = far * angle + bend * far**2
        light += rng.uniform(0.3, 1.0) * np.exp(-0.5 * ((v - middle) / wide) ** 2) * np.exp(-far / reach) / wide**0.5
    light *= smoothstep(-6, 14, u) * (1 - smoothstep(LONG * 0.62, LONG - HEAD_U - 8, u))
    return np.asarray(light / light.max(), np.float32)


@element("comet")
class Comet:
    """A comet with its two tails.

    Settings (reference pixels, 720 high):
        ra_deg, dec_deg: where it stands on the sky, J2000.0 degrees; or x, y: its place in the picture (default the
            upper left third).
        angle_deg: direction of its tails, clockwise from the right (default -28: right and up).
        length: length of its tails (default 460).
        bend: 1 the dust bends clockwise, -1 the other way (default 1).
        speed: how far its head moves against the stars, reference pixels a second (default 1.2).
        strength: light (default 1).
        ion, dust: light of the blue and of the golden tail (default 1, 1).
        start_s: when it begins; rise_s: seconds until it shines fully (default 0).
        seed: other tails (default 0).
    """

    order = Order.ATMOSPHERE - 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        rng = stage.random("comet", int(spec.setting("seed", 0)))
        default = (stage.reference_width * 0.32, 230.0)
        self._place = SkyPlace(spec, stage, default, float(spec.setting("angle_deg", -28.0)))
        self._length = float(spec.setting("length", 460.0))
        self._bend = -1.0 if float(spec.setting("bend", 1.0)) < 0 else 1.0
        self._speed = float(spec.setting("speed", 1.2))
        self._strength = float(spec.setting("strength", 1.0))
        # in planes of red, green, blue
        dust, ion = DUST * 0.34 * float(spec.setting("dust", 1.0)), ION * 0.42 * float(spec.setting("ion", 1.0))
        self._dust = (dust[:, None, None] * dust_tail(rng)).astype(np.float32)
        self._ion = (ion[:, None, None] * ion_tail(rng)).astype(np.float32)
        self._stream = fft_noise(128, 128, 2.2, rng, lowest=3, aspect=2.5)
        self._start, self._rise = spec.start_s, float(spec.setting("rise_s", 0.0))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        light = self._strength
        if self._rise > 0:
            light *= float(smoothstep(0, self._rise, frame.time - self._start))
        if light <= 0:
            return
        at, angle = self._place.at(frame)
        unit = frame.unit * frame.zoom
        # it moves towards the Sun, away from its tails
        at = at - self._speed * frame.time * unit * np.array([np.cos(angle), np.sin(angle)])
        picture = self._tails(frame.time)
        picture *= f32(light)
        if self._bend < 0:
            picture = np.ascontiguousarray(picture[::-1])
        row = HEAD_V if self._bend > 0 else WIDE - HEAD_V
        add_light(buffer, picture, frame, at, angle, (HEAD_U, row), self._length / (LONG - HEAD_U) * unit)
        self._paint_head(buffer, at, light, unit)

    def _tails(self, time: float) -> NDArray[np.float32]:
        """Both tails now: condensations stream down the rays of the ions."""
        rows = np.arange(0, WIDE, 4, dtype=np.float32)[:, None]
        columns = np.arange(0, LONG, 4, dtype=np.float32)[None]
        u, v = np.broadcast_arrays(columns * f32(0.16) - f32(7.0 * time), rows * f32(0.30))
        knots = np.clip(1 + 0.42 * sample_field(self._stream, u, v), 0.15, None)
        knots = cv2.resize(knots, (LONG, WIDE), interpolation=cv2.INTER_LINEAR)
        planes = [ion * knots + dust for ion, dust in zip(self._ion, self._dust, strict=True)]
        return np.asarray(cv2.merge(planes), np.float32)

    def _paint_head(self, buffer: NDArray[np.float32], at: NDArray[np.float64], light: float, unit: float) -> None:
        size = np.array([1.15, 2.6, 6.0, 14.0, 30.0]) * unit * (self._length / 460) ** 0.5
        middle = np.array([2.4, 0.62, 0.20, 0.055, 0.014]) * light
        warm = np.array([1.0, 0.97, 0.86])
        share = np.array([0.0, 0.35, 0.8, 1.0, 1.0])[:, None]
        flux = (middle * 2 * np.pi * size**2)[:, None] * (warm + (COMA - warm) * share)
        x, y = (np.full(len(size), at[k], f32) for k in (0, 1))
        splat(buffer, x, y, flux.astype(f32), np.maximum(size, 0.8).astype(f32))
