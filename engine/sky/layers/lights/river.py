"""The river of light: star dust that flows in strands along a way through the sky."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.lights.light_paths import STEPS, light_path
from engine.sky.layers.lights.trails import Band, soft_bands
from engine.sky.layers.noise import ridge_profile, sample_row
from engine.sky.light import ease_in_out, smoothstep, splat
from storyboard.model import Element

STRANDS = 7
SILVER = (0.74, 0.90, 1.28)
GOLD = np.array([1.0, 0.78, 0.42])
NEVER = -1e3


def passing_times(start_s: float, draw_s: float) -> NDArray[np.float64]:
    """When the head of an eased stroke passes the STEPS + 1 points of its way (seconds of the shot)."""
    t = np.linspace(0, 1, 400)
    return start_s + draw_s * np.interp(np.linspace(0, 1, STEPS + 1), ease_in_out(t), t)


class Stream:
    """The water of the river: flowing dust and the soft light under it."""

    def __init__(self, rng: np.random.Generator, *, count: int, width: float, colour: NDArray[np.float64]) -> None:
        """width: half width of the open river in reference pixels; colour: linear tint (3,)."""
        self._width, self._colour = width, colour
        strand = rng.integers(STRANDS, size=count)
        loose = rng.random(count) < 0.34
        self._u = rng.random(count)
        self._speed = rng.uniform(0.010, 0.026, count) * np.where(loose, 0.6, 1.0)
        self._offset = np.where(loose, rng.normal(0, 0.62, count), rng.normal(0, 0.11, count))
        self._in_strand = np.where(loose, 0.0, 1.0)
        self._swing = rng.uniform(0.25, 0.80, STRANDS)[strand]
        self._ripples = 2 * np.pi * rng.uniform(0.8, 2.3, STRANDS)[strand]
        self._phase = rng.uniform(0, 2 * np.pi, STRANDS)[strand] + rng.normal(0, 0.16, count)
        self._pace = rng.uniform(0.10, 0.28, STRANDS)[strand]
        self._mass = rng.gamma(0.45, 1.2, count) * np.where(loose, 0.7, 1.0)
        self._twinkle = rng.uniform(0, 2 * np.pi, count)
        warm = (rng.random(count) < 0.16)[:, None]
        # the bed bends and its width changes, so that it never looks like a beam
        self._bend = ridge_profile(512, 4.4, rng, 3)
        self._breadth = 1 + 0.22 * ridge_profile(512, 3.2, rng, 4)
        self._thick = np.clip(1 + 0.30 * ridge_profile(512, 2.8, rng, 7), 0.25, 1.9)
        self._rgb = np.where(warm, GOLD * 0.95, np.array(SILVER)) * colour

    def paint(
        self,
        buffer: NDArray[np.float32],
        frame: Frame,
        points: NDArray[np.float64],
        open_: NDArray[np.float64],
        light: NDArray[np.float64],
    ) -> None:
        """points (STEPS + 1, 2) pixels of the way; open_ (STEPS + 1) 0..1 how wide the river is there; light
        (STEPS + 1) how bright."""
        if light.max() < 1e-3:
            return
        unit, time = frame.unit * frame.zoom, frame.time
        along = np.linspace(0, 300, STEPS + 1)
        half = self._width * unit * open_ * np.clip(sample_row(self._breadth.astype(np.float32), along), 0.45, 1.6)
        # ends melt away
        ends = np.sin(np.pi * np.clip(np.linspace(0.02, 0.98, STEPS + 1), 0, 1)) ** 0.35
        shown = light * ends
        normal = np.gradient(points, axis=0)
        normal = np.stack([-normal[:, 1], normal[:, 0]], 1) / np.maximum(np.hypot(*normal.T), 1e-6)[:, None]
        bend = 0.34 * sample_row(self._bend, along + 1.5 * time) * self._width * unit * np.clip(open_ - 0.1, 0, 1)
        middle = points + normal * bend[:, None]
        thick = shown * sample_row(self._thick.astype(np.float32), along - 2.5 * time)
        wide = Band(0.026 * shown, np.maximum(0.62 * half, 6 * unit), _tinted(0.50, 0.66, 1.25, self._colour))
        core = Band(0.036 * thick, np.maximum(0.25 * half, 4 * unit), _tinted(0.70, 0.84, 1.20, self._colour))
        soft_bands(buffer, middle[::2], [_every_second(wide), _every_second(core)])
        u = (self._u + self._speed * time) % 1.0
        table = np.column_stack([half, middle, normal, shown]).astype(np.float32)
        half, x, y, across, down, shown = _along(table, u * STEPS)
        meander = self._swing * np.sin(self._ripples * u + (self._phase - self._pace * time))
        aside = (self._in_strand * meander + self._offset) * half
        x, y = x + aside * across, y + aside * down
        glitter = 0.62 + 0.38 * np.sin(time * (1.2 + 0.5 * self._twinkle) + 3 * self._twinkle)
        flux = self._mass * glitter * shown * 0.62 * frame.unit**2
        height, width = buffer.shape[:2]
        chosen = np.flatnonzero((flux > 2e-3) & (x > -4) & (x < width + 4) & (y > -4) & (y < height + 4))
        colour = (flux[chosen, None] * self._rgb[chosen]).astype(np.float32)
        size = np.full(len(chosen), 0.85 * frame.unit, np.float32)
        splat(buffer, x[chosen].astype(np.float32), y[chosen].astype(np.float32), colour, size)


def _along(table: NDArray[np.float32], at: NDArray[np.float64]) -> NDArray[np.float32]:
    """Columns (k, n) of a table (STEPS + 1, k) between its rows, at places (n) 0..STEPS, linear."""
    index = np.minimum(at.astype(np.int64), STEPS - 1)
    part = (at - index).astype(np.float32)
    lower = table.T.copy()
    step = np.diff(lower, axis=1)
    return np.asarray(lower[:, index] + step[:, index] * part, np.float32)


def _tinted(r: float, g: float, b: float, colour: NDArray[np.float64]) -> tuple[float, float, float]:
    return (r * float(colour[0]), g * float(colour[1]), b * float(colour[2]))


def _every_second(band: Band) -> Band:
    return Band(band.light[::2], band.sigma[::2], band.colour)


@element("river")
class River:
    """A river of light across the sky.

    Settings:
        points: [[x, y] or HIP number, ...], the way in reference pixels (720 high) or through stars.
        galactic: true (along the galactic equator through the view) or [from, to] galactic longitudes in degrees.
        reverse: true lets it run the other way (default false).
        start_s: when it begins to appear (default 0); draw_s: seconds until it has run its way (default 4; 0: it is
            there from the start).
        width: half width in reference pixels (default 52).
        density: amount of dust (default 1).
        strength: light (default 1).
        colour: [r, g, b] tint (default [1, 1, 1]).
        fade_s: when it fades again (default never), over two seconds.
    """

    order = Order.BRIDGE - 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        self._path = light_path(spec, stage)
        draw = float(spec.setting("draw_s", 4.0))
        self._passes = passing_times(spec.start_s, draw) if draw > 0 else np.full(STEPS + 1, NEVER)
        self._strength = float(spec.setting("strength", 1.0))
        self._fade = spec.setting("fade_s", None)
        self._stream = Stream(
            stage.random("river", int(spec.setting("seed", 0))),
            count=int(4600 * float(spec.setting("density", 1.0))),
            width=float(spec.setting("width", 52.0)),
            colour=np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float),
        )

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        since = frame.time - self._passes
        light = self._strength * smoothstep(0, 1.2, since) * (1 + 0.8 * np.exp(-np.maximum(since, 0) / 0.7))
        if self._fade is not None:
            light = light * (1 - smoothstep(0, 2.0, frame.time - float(self._fade)))
        if light.max() < 1e-3:
            return
        open_ = 0.45 + 0.55 * smoothstep(0, 2.5, since)
        self._stream.paint(buffer, frame, self._path.points(frame), open_, light)
