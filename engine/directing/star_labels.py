"""Stars that the words of a shot name: each glows when its name is heard, and the name is written beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from engine.directing import lexicon
from engine.directing.entry import Entry, Word, capitalised
from engine.directing.sky_names import numbered_stars, proper_stars, star_meant
from engine.directing.word_index import WordIndex
from engine.sky.catalogue import load
from engine.sky.figures import FigureData, directions_to_plane
from storyboard.model import Element, StarLabel

MOST = 7
"""Stars whose names are written in one shot."""
UNHEARD_S, BEFORE_S = 2.6, 0.2
"""When names come that the line does not speak; how long before its name a star begins to glow."""
REACH = 24.0
"""Reach of a star's glow, reference pixels."""
GAP, CLEAR, WIDEST = 19.0, 8.0, 120.0
"""Reference pixels between a star and its name: alone, beyond the edge of a figure's drawing, and at most."""
TALL = 0.62 * 720
"""Height in reference pixels at which a figure is seen, about."""


@dataclass(frozen=True)
class NamedStar:
    """A star that a text names: its HIP number, its name as it stands there, and the place."""

    hip: int
    name: str
    place: int


def stars_in(text: str) -> list[NamedStar]:
    """The stars that a text names, each once, in their order."""
    stars: dict[int, NamedStar] = {}
    for start, end, entry in _index().found(text):
        name = text[start:end]
        written = name if not name[0].islower() else ""
        stars.setdefault(entry.stars[0], NamedStar(entry.stars[0], written, start))
    return list(stars.values())[:MOST]


def labels_of(
    stars: Iterable[NamedStar], figures: Sequence[FigureData], heard_s: Callable[[NamedStar], float | None]
) -> tuple[tuple[StarLabel, ...], tuple[Element, ...]]:
    """The names of stars, beside the figures that they lie in, and their glow."""
    labels, glows = [], []
    for star in stars:
        start_s = heard_s(star) or UNHEARD_S
        side, gap = _beside(star.hip, figures)
        labels.append(StarLabel(hip=star.hip, text=star.name, start_s=start_s, side=side, gap=gap))
        raw = {"kind": "glow", "hip": star.hip, "start_s": round(start_s - BEFORE_S, 2), "radius": REACH}
        glows.append(Element.model_validate(raw))
    return tuple(labels), tuple(glows)


def _beside(hip: int, figures: Sequence[FigureData]) -> tuple[Literal["left", "right"], float]:
    """The side of a star where its name stands, and how far away: outside of the figure's drawing, if that is near."""
    stars = load(99.0)
    direction = stars.directions[stars.rows([hip])[0]]
    for figure in figures:
        if figure.plane is None or direction @ figure.plane.axes()[2] < 0.3:
            continue
        left, top, right, bottom = figure.frame
        x, y = directions_to_plane(figure, direction[None])[0]
        if left <= x <= right and top <= y <= bottom:
            side: Literal["left", "right"] = "left" if x < (left + right) / 2 else "right"
            edge = (x - left if side == "left" else right - x) * TALL / (bottom - top)
            return side, round(float(np.clip(edge + CLEAR, GAP, WIDEST)), 1)
    return "right", GAP


@lru_cache(maxsize=1)
def _index() -> WordIndex:
    said = lexicon.written()["sky"]
    index = WordIndex()
    index.add(Word(name, _star(name, hip)) for name, hip in said["called"].items())
    index.add(Word(name, _star(name, hip), _dipper_meant) for name, hip in said["dipper"].items())
    for hip, name in proper_stars():
        index.add([Word(name, _star(name, hip), star_meant if name in said["stars"] else capitalised)])
    index.add(Word(name, _star(name, hip), allowed) for name, hip, allowed in numbered_stars())
    return index


def _dipper_meant(text: str, start: int, end: int) -> bool:
    del start, end
    return "北斗" in text or sum(name in text for name in lexicon.written()["sky"]["dipper"]) > 2


def _star(name: str, hip: int) -> Entry:
    return Entry((name,), stars=(hip,))
