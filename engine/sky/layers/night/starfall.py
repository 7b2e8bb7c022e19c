"""Starfall: the stars fall one after the other into their places, and a constellation is complete."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.cultures.known import culture_of
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.lights.trails import stroke
from engine.sky.layers.night.constellation_lines import ConstellationLines
from engine.sky.layers.night.star_places import apparent_directions, pixels_of
from engine.sky.layers.night.stars import Stars
from engine.sky.light import f32, smoothstep, splat, veil
from storyboard.model import Element, LinesCue

PIECES = 22
TRAIL = np.array([0.62, 0.80, 1.0])
NIGHT = np.array([0.0024, 0.0050, 0.0145])
KINDLES_S = 0.22
"""Seconds in which a star that has arrived takes over from the head of its trail."""


class FallingStars:
    """The darkness that hides the sky, and the stars that fall into it, as an element's settings say."""

    order = Order.ATMOSPHERE + 2

    def __init__(self, spec: Element, stage: Stage) -> None:
        """Raises:
        EngineError: no such constellation.
        """
        rng = stage.random("starfall", int(spec.setting("seed", 0)))
        culture = str(spec.setting("culture", "western"))
        name = self._name(spec.setting("show", None), culture, stage)
        self._stars = Stars(stage, 0.0)
        self._start = spec.start_s
        self._fall = max(float(spec.setting("fall_s", 0.45 * stage.duration_s)), 0.2)
        self._dark = min(max(float(spec.setting("dark", 0.94)), 0.0), 1.0)
        self._strength = float(spec.setting("strength", 1.0))
        self._chosen, own = self._choose(name, culture, max(0, int(spec.setting("count", 46))), stage)
        count = len(self._chosen)
        # the stars of the constellation come last
        turn = rng.random(count) * 0.72
        turn[own] = 0.45 + 0.55 * rng.random(int(own.sum()))
        self._leave = self._start + turn * self._fall
        self._lasts = rng.uniform(0.75, 1.25, count)
        self._from = np.stack([rng.normal(0, 150, count) - 40, -rng.uniform(330, 620, count)], 1)
        self._bow = rng.normal(0, 46, count)
        self._lines: ConstellationLines | None = None
        if name and bool(spec.setting("lines", not stage.scene.lines)):
            landed = float((self._leave + self._lasts)[own].max()) if own.any() else self._start + self._fall
            cue = LinesCue.model_validate({"show": (name,), "culture": culture, "start_s": landed - 0.2, "draw_s": 1.6})
            self._lines = ConstellationLines(cue, stage)
        self._done = float((self._leave + self._lasts).max()) if count else self._start

    @staticmethod
    def _name(show: str | None, culture: str, stage: Stage) -> str:
        if show is not None:
            if show not in culture_of(culture).figures:
                raise EngineError(f"The {culture} sky has no constellation '{show}': check its abbreviation or name.")
            return show
        for cue in stage.scene.lines:
            if cue.show and cue.culture == culture:
                return cue.show[0]
        return _nearest(culture, stage)

    def _choose(self, name: str, culture: str, count: int, stage: Stage) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Rows of ``Stars`` that fall, and which of them belong to the constellation."""
        frame = stage.frame(0.0)
        x, y, _, _ = self._stars.seen(frame)
        inside = np.flatnonzero((x > 0) & (x < stage.width) & (y > 0) & (y < stage.height))
        own: list[int] = []
        if name:
            hips = sorted({hip for path in culture_of(culture).figures[name].paths for hip in path})
            places = pixels_of(apparent_directions(hips, stage), frame)
            for px, py in places:
                away = np.hypot(x[inside] - px, y[inside] - py) if len(inside) else np.array([1e9])
                if len(inside) and away.min() < 3.0 * stage.unit:
                    own.append(int(inside[away.argmin()]))
        others = [int(row) for row in inside[: count + len(own)] if int(row) not in own][:count]
        rows = np.array([*own, *others], np.int64)
        return rows, np.arange(len(rows)) < len(own)

    def hidden(self, time: float) -> float:
        """How much of the sky is hidden at ``time`` seconds of the shot, 0..1."""
        return self._dark * (1 - float(smoothstep(self._done - 1.0, self._done + 1.4, time)))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        self.darken(buffer, frame)
        self.paint_falls(buffer, frame)

    def darken(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """A dark blue night instead of the stars, a little lighter towards the ground."""
        hidden = self.hidden(frame.time)
        if hidden > 0:
            rows = np.linspace(0.5, 1.5, buffer.shape[0])[:, None] * NIGHT * hidden
            veil(buffer, rows.astype(f32), np.full(buffer.shape[0], 1 - hidden, f32))

    def paint_falls(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """The falling stars, those that have arrived, and the lines between them."""
        hidden = self.hidden(frame.time)
        if len(self._chosen) and (hidden > 0 or frame.time < self._done + 2):
            self._paint_stars(buffer, frame, hidden)
        if self._lines is not None:
            self._lines.paint(buffer, frame)

    def _paint_stars(self, buffer: NDArray[np.float32], frame: Frame, hidden: float) -> None:
        """Those that have arrived shine as they will; those on their way draw a trail."""
        x, y, colour, sigma = (part[self._chosen] for part in self._stars.seen(frame))
        on_way = (frame.time - self._leave) / self._lasts
        landed = np.flatnonzero(on_way >= 1)
        if len(landed):
            late = frame.time - (self._leave + self._lasts)[landed]
            # a glint at the moment of arrival
            glint = 1 + 2.6 * self._strength * np.exp(-late / 0.35) * smoothstep(0, 0.08, late)
            # it takes over from the head of its trail, which fades as long
            kindled = smoothstep(0, KINDLES_S, late)
            light = colour[landed] * (hidden * glint * kindled + (1 - hidden) * (glint - 1))[:, None].astype(f32)
            for wider, share in ((1.0, 1.0), (3.2, 0.4)):
                splat(buffer, x[landed], y[landed], light * f32(share), sigma[landed] * f32(wider))
        falling = np.flatnonzero((on_way > 0) & (on_way < 1.35))
        if len(falling):
            goals = np.stack([x[falling], y[falling]], 1).astype(float)
            bright = np.clip((colour[falling].mean(1) / frame.unit**2 / 16) ** 0.5, 0.14, 0.9) * self._strength
            ended = np.maximum(on_way[falling] - 1, 0) * self._lasts[falling]
            self._paint_falls(buffer, goals, falling, on_way[falling], bright, frame.unit, ended)

    def _paint_falls(
        self,
        buffer: NDArray[np.float32],
        goals: NDArray[np.float64],
        which: NDArray[np.int64],
        on_way: NDArray[np.float64],
        bright: NDArray[np.floating],
        unit: float,
        ended: NDArray[np.float64],
    ) -> None:
        """Trails of n stars to their goals (n, 2) in pixels; on_way (n): 0 at the start, 1 on arrival; bright (n);
        ended (n): seconds since they arrived."""
        steps = np.linspace(0, 1, PIECES + 1)
        head = np.minimum(on_way, 1.0)[:, None]
        behind = np.maximum(head - 0.34, 0.0)
        # it brakes before it comes to rest
        eased = (1 - (1 - behind - (head - behind) * steps) ** 2.2)[..., None]
        starts = goals + self._from[which] * unit
        along = goals - starts
        aside = np.stack([-along[:, 1], along[:, 0]], 1) / np.maximum(np.hypot(*along.T), 1e-6)[:, None]
        aside *= self._bow[which, None] * unit
        points = starts[:, None] + along[:, None] * eased + aside[:, None] * (4 * eased * (1 - eased))
        seen = (1 - smoothstep(1.0, 1.35, on_way)) * smoothstep(0, 0.15, on_way)
        light = (bright * seen)[:, None] * steps**2.2
        thin = (0.5 + 0.65 * steps) * (0.6 + 0.7 * bright)[:, None] * unit
        colour = (TRAIL + (1 - TRAIL) * steps[:, None] ** 2).astype(f32)
        for trail in zip(points.astype(f32), light.astype(f32), np.maximum(thin, 0.55).astype(f32), strict=True):
            stroke(buffer, *trail, colour)
        head = ended < KINDLES_S
        x, y = points[head, -1].astype(f32).T
        light = bright[head] * (1 - smoothstep(0, KINDLES_S, ended[head])) * unit * unit
        tint = light[:, None] * np.array([0.9, 0.97, 1.1])
        for size, flux in ((1.0, 7.0), (4.0, 16.0)):
            sigma = np.full(len(x), max(size * unit, 0.7), f32)
            splat(buffer, np.ascontiguousarray(x), np.ascontiguousarray(y), (flux * tint).astype(f32), sigma)


@element("starfall")
class Starfall(FallingStars):
    """Bright stars fall from above into their true places; then the rest of the sky lights up and lines join the stars
    of a constellation.

    Settings:
        show: the constellation (like "UMa") or 星官 that they form (default: what the scene's lines show, else the
            western one nearest to the middle of the picture).
        culture: "western" or "chinese", where ``show`` is looked up (default western).
        count: how many other bright stars fall with it (default 46).
        start_s: when the first one falls (default 0); fall_s: seconds over which all of them set out (default: 45
            hundredths of the shot).
        lines: whether the element draws the lines itself (default: where the scene draws none).
        dark: how much of the sky stays hidden before, 0..1 (default 0.94).
        strength: light of the falling stars (default 1).
        seed: another order of falling (default 0).
    """


def _nearest(culture: str, stage: Stage) -> str:
    """The constellation that lies whole in the picture and nearest to the middle of its sky; "" where there is none."""
    camera = stage.path.projection(0.0)
    floor = stage.height if stage.horizon is None else min(stage.horizon * stage.unit, stage.height)
    middle = np.array([stage.width / 2, floor * 0.45])
    known = culture_of(culture).figures
    figures = {name: sorted({hip for path in figure.paths for hip in path}) for name, figure in known.items()}
    places = camera.project(apparent_directions([hip for hips in figures.values() for hip in hips], stage))
    ends = np.cumsum([len(hips) for hips in figures.values()])
    best, found = 1e9, ""
    for (name, hips), xy in zip(figures.items(), np.split(places, ends[:-1]), strict=True):
        low, high = (xy.min(0), xy.max(0)) if len(hips) >= 5 else (np.full(2, -1.0), np.zeros(2))
        if low.min() < 0 or high[0] > stage.width or high[1] > floor:
            continue
        away = float(np.hypot(*(xy.mean(0) - middle))) - 0.5 * float((high - low).max())
        if away < best:
            best, found = away, name
    return found
