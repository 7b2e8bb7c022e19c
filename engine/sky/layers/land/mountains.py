"""Mountains: ridges one behind the other, each with a character of its own, mist between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.land.aerial import AerialPerspective
from engine.sky.layers.land.ridges import PERIOD, Ridges, lit_face
from engine.sky.layers.layer import Order, element
from engine.sky.layers.noise import ridge_profile, sample_row
from engine.sky.light import smoothstep
from storyboard.model import Element

DEFAULT_BASE = 630.0
ROCK = AerialPerspective(
    air=(0.0150, 0.0240, 0.0520), ground=(0.0014, 0.0022, 0.0050), light=(0.0085, 0.0125, 0.0235), tinted=False,
    haze=0.56, thinning=1.5, lit=(1.0, 0.35), mist=(1.75, 0.33), clearing=1.0, reach=(0.42, 0.30), least=12.0,
    crest=0.16, parallax=0.55,
)  # fmt: skip
SNOW = np.array([0.062, 0.074, 0.105])
DUSK = np.array([0.0, 0.0003, 0.0012])
"""Light that the mist in the valleys has of its own."""


@dataclass(frozen=True)
class Character:
    """What makes one ridge unlike the next.

    alpine: share of single pointed peaks against rolling noise; spacing: reference pixels between such peaks;
    beta, waves: spectral slope of the rolling part and number of its longest waves around the period;
    teeth: height of the fine jags; rough: contrast of its face; lean: how strongly its peaks lean over.
    """

    alpine: float
    spacing: float
    beta: float
    waves: float
    teeth: float
    rough: float
    lean: float


CHARACTERS = (
    Character(0.90, 150, 3.0, 6, 0.050, 1.25, 0.4),
    Character(0.50, 240, 3.2, 5, 0.034, 1.1, -0.9),
    Character(0.65, 120, 3.2, 8, 0.036, 1.0, 0.5),
    Character(0.15, 300, 3.3, 4, 0.024, 0.85, 0.8),
    Character(0.0, 300, 3.5, 7, 0.012, 0.6, -0.5),
)


def _peaks(spacing: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Pointed peaks with concave flanks of unlike steepness, heights 0..1, periodic."""
    x = np.arange(PERIOD, dtype=float)
    line = np.zeros(PERIOD)
    for place in np.cumsum(np.clip(rng.gamma(2.2, 1 / 2.2, int(PERIOD / spacing)), 0.25, 2.8) * spacing) % PERIOD:
        tall = rng.uniform(0.40, 1.0) ** 1.3
        away = (x - place + PERIOD / 2) % PERIOD - PERIOD / 2
        reach = np.where(away < 0, rng.uniform(0.7, 1.5), rng.uniform(0.7, 1.5)) * spacing * (0.55 + 0.75 * tall)
        flank = np.clip(1 - np.abs(away) / reach, 0, 1)
        line = np.maximum(line, tall * (0.55 * flank + 0.45 * flank**2.2))
    return line


def crest(character: Character, rng: np.random.Generator) -> NDArray[np.float32]:
    """A profile (PERIOD,) of heights between about 0.1 and 1."""
    x = np.arange(PERIOD, dtype=float)
    rolling = 0.44 + 0.19 * ridge_profile(PERIOD, character.beta, rng, character.waves)
    swell = ridge_profile(PERIOD, 4.0, rng, 2)
    line = character.alpine * _peaks(character.spacing, rng) + (1 - character.alpine) * rolling + 0.07 * swell
    lean = ridge_profile(PERIOD, 3.6, rng, 12)
    line = sample_row(line.astype(np.float32), x + character.lean * 14 * lean)
    jags = ridge_profile(PERIOD, 2.9, rng, 30) + 0.22 * ridge_profile(PERIOD, 2.4, rng, 130)
    height = line + character.teeth * jags * (0.35 + 0.8 * np.clip(line, 0, 1))
    # valleys level out instead of falling under the foot
    return np.maximum(height, 0.10 + 0.05 * np.tanh(height * 4)).astype(np.float32)


@element("mountains")
class Mountains:
    """Mountain ridges with aerial perspective.

    Settings (reference pixels, 720 high):
        base: height of the foot of the farthest ridge (default: the horizon, else 630).
        height: height of the highest ridge (default 150).
        ridges: number of ridges, 1..5 (default 4).
        spread: how far below ``base`` the foot of the nearest ridge lies (default 95).
        snow: 0 none .. 1 snow far down the far ridges (default 0).
        peak: x of the place where the far ridges rise highest (default none).
        gap: [x, width], a place where all ridges are low, for a figure or a rising star (default none).
        light: "left" or "right", where the light on the slopes comes from (default left).
        colour: [r, g, b], tint of mist and air (default [1, 1, 1]).
        brightness: light of the whole (default 1).
        far: true draws the mountains behind water and figures and ends them at ``base`` (default false).
        seed: another seed, another range (default 0).
    """

    order = Order.LAND - 2

    def __init__(self, spec: Element, stage: Stage) -> None:
        far = bool(spec.setting("far", False))
        self.order = Order.LIGHTNING + 1 if far else Order.LAND - 2
        seed = int(spec.setting("seed", 0))
        base = float(spec.setting("base", stage.horizon if stage.horizon is not None else DEFAULT_BASE))
        height = float(spec.setting("height", 150.0))
        count = max(1, min(5, int(spec.setting("ridges", 4))))
        spread = 0.0 if far else float(spec.setting("spread", 95.0))
        snow = float(spec.setting("snow", 0.0))
        side = 1.0 if spec.setting("light", "left") == "right" else -1.0
        tint = np.asarray(spec.setting("colour", (1.0, 1.0, 1.0)), float) * float(spec.setting("brightness", 1.0))
        shape = self._shape(spec, stage)
        ridges = []
        for j in range(count):
            near = j / max(count - 1, 1)
            character = CHARACTERS[round(near * (len(CHARACTERS) - 1))] if count > 1 else CHARACTERS[0]
            rng = stage.random("mountains", seed, j)
            tall = height * (1 - 0.42 * near)
            profile = (crest(character, rng) * tall * (1 + (shape - 1) * (1 - 0.5 * near))).astype(np.float32)
            line = None if snow <= 0 or near > 0.75 else tall * (0.95 - 0.62 * snow + 0.35 * near)
            face = lit_face(profile, rng, roughness=character.rough, light_side=side, snow_line=line)
            ridge = ROCK.ridge(profile, face, base + spread * near**1.15, near, tall, tint)
            snowy = SNOW * tint * (1 - 0.45 * near) if line is not None else np.zeros(3)
            ridges.append(replace(ridge, mist=(ridge.mist + DUSK).astype(np.float32), snow=snowy.astype(np.float32)))
        self._ridges = Ridges(
            ridges, ridge_profile(PERIOD, 3.2, stage.random("mountains", seed, "mist"), 5), ground=not far
        )

    @staticmethod
    def _shape(spec: Element, stage: Stage) -> NDArray[np.float64]:
        """Factor of height along the period: a highest place, a gap."""
        x = np.arange(PERIOD, dtype=float)
        # the part of the period left of the picture's edge is its far end
        x = np.where(x > (PERIOD + stage.reference_width) / 2, x - PERIOD, x)
        shape = np.ones(PERIOD)
        peak = spec.setting("peak", None)
        if peak is not None:
            shape = 0.62 + 0.62 * np.exp(-(((x - float(peak)) / 270) ** 2))
        gap = spec.setting("gap", None)
        if gap is not None:
            distance = np.abs(x - float(gap[0])) / max(float(gap[1]), 1.0)
            shape = shape * (0.22 + 0.78 * smoothstep(0.35, 1.1, distance))
        return shape

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        self._ridges.paint(buffer, frame)
