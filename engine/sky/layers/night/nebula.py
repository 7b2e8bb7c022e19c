"""A nebula: a luminous cloud behind the stars, rose and teal gas, blue dust, dark lanes across it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.night.light_sprite import SkyPlace, add_light
from engine.sky.layers.noise import fft_noise, warp
from engine.sky.light import smoothstep
from storyboard.model import Element

SIDE = 640
PALETTES = {
    "rose": ((1.00, 0.24, 0.34), (0.16, 0.66, 0.74), (0.26, 0.38, 0.95)),
    "teal": ((0.86, 0.46, 0.20), (0.10, 0.72, 0.66), (0.16, 0.42, 0.80)),
    "violet": ((0.62, 0.22, 0.92), (0.28, 0.44, 1.00), (0.96, 0.36, 0.60)),
}
"""Linear colours of the outer gas, of the inner gas, of the dust that mirrors starlight."""


def _flowing(
    image: NDArray[np.floating], flow: tuple[NDArray[np.floating], NDArray[np.floating]]
) -> NDArray[np.float32]:
    """A noise (SIDE, SIDE) drawn along a flow."""
    dx, dy = flow
    return warp(np.asarray(image, np.float32), np.asarray(dx, np.float32), np.asarray(dy, np.float32))


def nebula_light(palette: str, rng: np.random.Generator) -> NDArray[np.float32]:
    """The light of a nebula, (SIDE, SIDE, 3)."""
    outer, inner, mirror = (np.array(colour, np.float32) for colour in PALETTES[palette])
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / (SIDE / 2) - 1
    broad, second, swirl_x, swirl_y = (fft_noise(SIDE, SIDE, 3.3, rng, lowest=2) for _ in range(4))
    fine = fft_noise(SIDE, SIDE, 2.7, rng, lowest=5)
    flow = 26 * swirl_x, 26 * swirl_y
    gas = _flowing(broad + 0.20 * fine, flow)
    veil = _flowing(second + 0.18 * fine, (flow[1], flow[0]))
    # an uneven outline: the cloud ends where its noise does, never at a circle
    reach = np.hypot(x * 1.0 + 0.12 * swirl_x, y * 1.25 + 0.12 * swirl_y)
    body = np.clip(1.05 - 1.35 * reach + 0.20 * gas, 0, None) ** 1.7 + 0.10 * np.clip(1 - reach, 0, None) ** 2
    body *= 1 - smoothstep(0.72, 0.97, np.maximum(np.abs(x), np.abs(y)))
    # fronts: where gas is pushed together it glows in thin bright edges
    edge = np.exp(-(((gas - 0.25) / 0.16) ** 2)) + 0.6 * np.exp(-(((veil + 0.15) / 0.11) ** 2))
    lanes = np.clip(
        1 - 1.15 * np.exp(-((_flowing(fine + 0.9 * second, flow) / 0.38) ** 2)) * smoothstep(0.10, 0.9, body), 0.16, 1
    )
    dark = smoothstep(0.20, 1.9, _flowing(second - 0.5 * broad, (0.6 * flow[1], 0.6 * flow[0])))
    hollow = np.exp(-((np.hypot(x - 0.06, y + 0.04) / 0.30) ** 2))
    light = (
        (body * (1 - 0.62 * hollow) * (0.50 + 0.55 * edge))[..., None] * outer
        + (body * hollow * (0.6 + 0.9 * edge))[..., None] * inner * 0.85
        + (np.clip(body - 0.12, 0, None) * smoothstep(0.0, 1.4, veil))[..., None] * mirror * 0.55
    )
    light = light * (lanes * (1 - 0.80 * dark))[..., None]
    light = cv2.GaussianBlur(light.astype(np.float32), (0, 0), 0.8)
    return np.ascontiguousarray(light / np.percentile(light.max(-1), 99.3), np.float32)


@element("nebula")
class Nebula:
    """A luminous cloud of gas and dust far behind the stars.

    Settings (reference pixels, 720 high):
        ra_deg, dec_deg: where it lies on the sky, J2000.0 degrees; or x, y: its place in the picture (default right of
            the middle, high up).
        size: its breadth (default 560).
        angle_deg: how it is turned, clockwise (default -18).
        palette: "rose", "teal" or "violet" (default rose); colour: [r, g, b], tint of it (default [1, 1, 1]).
        strength: light (default 1).
        pulse: how much its light breathes, 0..1 (default 0.10).
        start_s: when it begins; rise_s: seconds until it shines fully (default 0).
        seed: another cloud (default 0).
    """

    order = Order.STARS - 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        """Raises:
        EngineError: no such palette.
        """
        palette = str(spec.setting("palette", "rose"))
        if palette not in PALETTES:
            raise EngineError(f"A nebula has no palette '{palette}': use one of {', '.join(sorted(PALETTES))}.")
        self._place = SkyPlace(
            spec, stage, (stage.reference_width * 0.58, 250.0), float(spec.setting("angle_deg", -18.0))
        )
        self._size = float(spec.setting("size", 560.0))
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), np.float32)
        strength = 0.24 * float(spec.setting("strength", 1.0))
        light = nebula_light(palette, stage.random("nebula", int(spec.setting("seed", 0)))) * tint
        self._light = np.ascontiguousarray(light * np.float32(strength), np.float32)
        self._pulse = float(spec.setting("pulse", 0.10))
        self._start, self._rise = spec.start_s, float(spec.setting("rise_s", 0.0))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        level = 1 + self._pulse * float(np.sin(0.9 * frame.time))
        if self._rise > 0:
            level *= float(smoothstep(0, self._rise, frame.time - self._start))
        if level <= 0:
            return
        at, angle = self._place.at(frame)
        magnify = self._size / SIDE * frame.unit * frame.zoom
        add_light(buffer, self._light * np.float32(level), frame, at, angle, (SIDE / 2, SIDE / 2), magnify)
