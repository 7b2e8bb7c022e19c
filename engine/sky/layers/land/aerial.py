"""Aerial perspective: how rows of land pale, veil and move with their distance, from the farthest to the nearest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.layers.land.ridges import Ridge
from engine.sky.light import f32

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class AerialPerspective:
    """What makes the rows of one kind of land look near or far. Colours are linear; pairs hold for far and near.

    air, ground, light: colours of the air, of the dark ground and of what the sky lights; tinted: whether the
    storyboard's tint colours the ground too.
    haze, thinning: air before the farthest row, a share of what is seen, and the power by which it thins.
    lit: share of the light. mist, clearing: light of the mist at the foot in that of the air, and the power of its
    change. reach, least: height of the mist in that of the row, and what is added to it, reference pixels.
    crest: mist left at the crest of the farthest row, 0..1. parallax: depth that the nearest row adds.
    """

    air: Colour
    ground: Colour
    light: Colour
    tinted: bool
    haze: float
    thinning: float
    lit: tuple[float, float]
    mist: tuple[float, float]
    clearing: float
    reach: tuple[float, float]
    least: float
    crest: float
    parallax: float = 0.6

    def ridge(
        self,
        profile: NDArray[np.float32],
        face: NDArray[np.float32],
        base: float,
        near: float,
        tall: float,
        tint: NDArray[np.float64],
    ) -> Ridge:
        """A row at a distance ``near``, 0 (far) .. 1, ``tall`` reference pixels high; without snow."""
        air, ground = np.array(self.air) * tint, np.array(self.ground) * (tint if self.tinted else 1.0)
        haze = self.haze * (1 - near) ** self.thinning
        return Ridge(
            profile=profile,
            face=face,
            base=base,
            depth=1 + self.parallax * near**1.3,
            shade=(air * haze + ground * (1 - haze)).astype(f32),
            light=(np.array(self.light) * tint * _between(self.lit, near)).astype(f32),
            snow=np.zeros(3, f32),
            mist=(air * _between(self.mist, near**self.clearing)).astype(f32),
            mist_height=tall * _between(self.reach, near) + self.least,
            mist_top=self.crest * (1 - near),
        )


def _between(pair: tuple[float, float], share: float) -> float:
    return pair[0] + (pair[1] - pair[0]) * share
