"""Meteor showers by name: meteors that come from the shower's true radiant, as many as its altitude lets us see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.camera import CameraPath
from engine.sky.catalogue import unit_vectors
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.night.meteors import Meteors
from storyboard.model import Element, Scene, Sky

DEFAULT = "perseids"
OVERHEAD_RATE = 3.0
"""Meteors a second with the radiant in the zenith."""
MOMENTS = 33
LOW_SHARE = 0.35
"""Share of the meteors below which a person is told that the radiant stands low."""


@dataclass(frozen=True)
class ShowerFacts:
    """Radiant at maximum (degrees, J2000.0), speed at the top of the air (km/s), month and day of the maximum, and what
    Chinese calls it."""

    ra_deg: float
    dec_deg: float
    speed_km_s: float
    maximum: str
    chinese: str


# values of the working list of visual meteor showers of the International Meteor Organization
SHOWERS = {
    "quadrantids": ShowerFacts(230, 49, 41, "01-04", "象限仪座流星雨"),
    "lyrids": ShowerFacts(271, 34, 49, "04-22", "天琴座流星雨"),
    "perseids": ShowerFacts(48, 58, 59, "08-13", "英仙座流星雨"),
    "orionids": ShowerFacts(95, 16, 66, "10-21", "猎户座流星雨"),
    "leonids": ShowerFacts(152, 22, 71, "11-17", "狮子座流星雨"),
    "geminids": ShowerFacts(112, 33, 35, "12-14", "双子座流星雨"),
}


@element("shower")
class Shower:
    """A meteor shower: many faint meteors and a few bright ones, all away from one point of the sky.

    Settings:
        name: "perseids", "geminids", "leonids", "orionids", "quadrantids" or "lyrids" (default perseids).
        count: number of meteors there would be with the radiant in the zenith (default: three a second). Under a true
            horizon they become as many fewer as the sine of its altitude, and none before it rises.
        bright: how many of those are bright (default: one of five).
        region: [left, top, right, bottom] in reference pixels where they begin (default: the sky).
        strength: light (default 1).
        seed: other meteors (default 0).
    """

    order = Order.FAR_LIGHT

    def __init__(self, spec: Element, stage: Stage) -> None:
        """Raises:
        EngineError: no such shower.
        """
        facts = facts_of(spec)
        count = max(1, int(spec.setting("count", round(OVERHEAD_RATE * stage.duration_s))))
        bright = min(count, max(0, int(spec.setting("bright", round(count / 5)))))
        seed, strength = int(spec.setting("seed", 0)), float(spec.setting("strength", 1.0))
        floor = stage.horizon if stage.horizon is not None else 720.0
        region = spec.setting("region", (10.0, 10.0, stage.reference_width - 10, max(floor - 70, 90.0)))
        # a fast meteor draws a longer line
        swift = facts.speed_km_s / 59
        # the last ones have a second to burn out
        moments = spec.start_s + np.linspace(0.0, max(stage.duration_s - spec.start_s - 1.2, 0.1), MOMENTS)
        rates = rates_of(facts, stage.path, moments)
        self._groups = [
            Meteors(
                Element.model_validate(
                    {
                        "kind": "meteors",
                        "times": _times(number, moments, rates, stage.random("shower", 2 * seed + group)),
                        "radiant": (facts.ra_deg, facts.dec_deg),
                        "region": region,
                        "length": length * swift,
                        "strength": strength * light,
                        "seed": 2 * seed + group,
                    }
                ),
                stage,
            )
            for group, (number, length, light) in enumerate(((count - bright, 70.0, 0.42), (bright, 190.0, 1.25)))
        ]

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        for group in self._groups:
            group.paint(buffer, frame)


def facts_of(spec: Element) -> ShowerFacts:
    """The shower that an element names.

    Raises:
        EngineError: no such shower.
    """
    name = str(spec.setting("name", DEFAULT)).lower()
    if name not in SHOWERS:
        raise EngineError(f"There is no meteor shower '{name}': use one of {', '.join(sorted(SHOWERS))}.")
    return SHOWERS[name]


def low_showers(scene: Scene, sky: Sky, language: str) -> list[tuple[str, float]]:
    """Names of a scene's showers whose radiant stands low or has not risen, and the share of their meteors that is
    seen; a shot of ten seconds stands for all.

    Raises:
        EngineError: no such shower.
    """
    named = [spec for spec in scene.elements if spec.kind == "shower"]
    if not named:
        return []
    path = CameraPath(scene.view, scene.camera, sky, 10.0, 1280, 720)
    found = []
    for spec in named:
        facts = facts_of(spec)
        share = float(rates_of(facts, path, np.linspace(0.0, 10.0, MOMENTS)).mean())
        if share < LOW_SHARE:
            name = str(spec.setting("name", DEFAULT)).title()
            found.append((facts.chinese if language == "zh" else name, share))
    return found


def rates_of(facts: ShowerFacts, path: CameraPath, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share (n) of a shower's meteors that is seen at times (n) in seconds of the shot: the sine of its radiant's
    altitude, as the zenithal hourly rate has it, 0 below the horizon; 1 where the view claims no horizon."""
    radiant = path.of_date @ unit_vectors(np.radians(facts.ra_deg), np.radians(facts.dec_deg))
    zeniths = [path.zenith(float(time)) for time in times]
    return np.array([1.0 if zenith is None else max(float(radiant @ zenith), 0.0) for zenith in zeniths])


def _times(
    count: int, moments: NDArray[np.float64], rates: NDArray[np.float64], rng: np.random.Generator
) -> list[float]:
    """When meteors light up, out of ``count`` with the radiant in the zenith: the denser the higher it stands at the
    moments (m), one in each of equal parts of the whole."""
    begun = np.concatenate([[0.0], np.cumsum((rates[1:] + rates[:-1]) / 2)]) / (len(moments) - 1)
    number = round(count * float(begun[-1]))
    parts = (np.arange(number) + rng.uniform(0.15, 0.85, number)) / max(number, 1)
    return [float(time) for time in np.interp(parts * begun[-1], begun, moments)]
