"""Meteor showers by name: meteors that come from the shower's true radiant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order, element
from engine.sky.layers.night.meteors import Meteors
from storyboard.model import Element


@dataclass(frozen=True)
class ShowerFacts:
    """Radiant at maximum (degrees, J2000.0), speed at the top of the air (km/s), month and day of the maximum."""

    ra_deg: float
    dec_deg: float
    speed_km_s: float
    maximum: str


# values of the working list of visual meteor showers of the International Meteor Organization
SHOWERS = {
    "quadrantids": ShowerFacts(230, 49, 41, "01-04"),
    "lyrids": ShowerFacts(271, 34, 49, "04-22"),
    "perseids": ShowerFacts(48, 58, 59, "08-13"),
    "orionids": ShowerFacts(95, 16, 66, "10-21"),
    "leonids": ShowerFacts(152, 22, 71, "11-17"),
    "geminids": ShowerFacts(112, 33, 35, "12-14"),
}


@element("shower")
class Shower:
    """A meteor shower: many faint meteors and a few bright ones, all away from one point of the sky.

    Settings:
        name: "perseids", "geminids", "leonids", "orionids", "quadrantids" or "lyrids" (default perseids).
        count: number of meteors (default: about two a second).
        bright: how many of them are bright (default: one of five).
        region: [left, top, right, bottom] in reference pixels where they begin (default: the sky).
        strength: light (default 1).
        seed: other meteors (default 0).
    """

    order = Order.FAR_LIGHT

    def __init__(self, spec: Element, stage: Stage) -> None:
        """Raises:
        EngineError: no such shower.
        """
        name = str(spec.setting("name", "perseids")).lower()
        if name not in SHOWERS:
            raise EngineError(f"There is no meteor shower '{name}': use one of {', '.join(sorted(SHOWERS))}.")
        facts = SHOWERS[name]
        count = max(1, int(spec.setting("count", round(2.0 * stage.duration_s))))
        bright = min(count, max(0, int(spec.setting("bright", round(count / 5)))))
        seed, strength = int(spec.setting("seed", 0)), float(spec.setting("strength", 1.0))
        floor = stage.horizon if stage.horizon is not None else 720.0
        region = spec.setting("region", (10.0, 10.0, stage.reference_width - 10, max(floor - 70, 90.0)))
        # a fast meteor draws a longer line
        swift = facts.speed_km_s / 59
        self._groups = [
            Meteors(
                Element.model_validate(
                    {
                        "kind": "meteors",
                        "start_s": spec.start_s,
                        "radiant": (facts.ra_deg, facts.dec_deg),
                        "region": region,
                        "count": number,
                        "length": length * swift,
                        "strength": strength * light,
                        "seed": 2 * seed + group,
                    }
                ),
                stage,
            )
            for group, (number, length, light) in enumerate(((count - bright, 70.0, 0.42), (bright, 190.0, 1.25)))
            if number
        ]

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        for group in self._groups:
            group.paint(buffer, frame)
