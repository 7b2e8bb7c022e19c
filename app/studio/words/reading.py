"""What the engine makes of a shot, in the words of the windows. Slow to load: for background threads."""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from functools import lru_cache
from typing import cast

from PySide6.QtCore import QCoreApplication

import assets
from app.studio.words.engine.saying import worded
from app.studio.words.sky_chart import sky_says
from engine.directing import unwanted
from engine.directing.scene import mood_of, scene_of
from engine.errors import EngineError
from engine.sky.cultures.culture import chosen_name
from engine.sky.cultures.known import culture_ids, culture_of
from engine.sky.figures import figure_names, load_figure
from engine.sky.places import all_places
from storyboard.errors import StoryboardError
from storyboard.model import Mood, Shot, Storyboard, View
from ui.ports.understanding import Part, Understood

KINDS = ("figure", "motion", "element", "body", "lines")
"""The order in which parts are told."""
REFERENCE_HALF_WIDTH = 640.0
"""Pixels from the middle to the edge of a picture 720 high, in which a view's scale is counted."""


def read(shot: Shot, board: Storyboard, language: str) -> Understood:
    """What a shot shows; names in ``language``. What cannot be understood is said as its fault."""
    try:
        scene = scene_of(shot, board)
        level = scene.view if scene.view.kind == "horizon" else None
        return Understood(
            parts=tuple(sorted((_part(part, language) for part in unwanted.parts_of(scene)), key=_rank)),
            removed=tuple(part_named(part, language) for part in shot.without),
            mood=cast("Mood", mood_of(shot, board.characters)),
            camera=shot.camera or scene.camera,
            sky_says=sky_says(board.sky_of(shot), level, language),
            view=level,
            azimuth_deg=None if level is None else level.azimuth_deg % 360,
            width_deg=60.0 if level is None else seen_width_deg(level),
        )
    except (EngineError, StoryboardError) as error:
        return Understood(fault=worded(error))


def part_named(part: str, language: str) -> Part:
    """A part by its id alone."""
    plain = part.removeprefix(unwanted.LINES)
    if part in figure_names():
        return _figure(part, language)
    if part.partition(":")[0] in figure_names():
        return _motion(part, language)
    if part in _names("element"):
        return _element(part, language)
    for culture in culture_ids():
        if plain in culture_of(culture).figures:
            return replace(_lines(plain, culture, language), id=part)
    return Part(part, part, "element")


def figures(language: str) -> list[tuple[str, str]]:
    """Ids and names of all figures, sorted by name."""
    named = [(part.id, part.name) for part in (_figure(name, language) for name in figure_names())]
    return sorted(named, key=lambda pair: pair[1])


def places(language: str) -> list[str]:
    """Names of all known places, sorted."""
    return sorted({place.zh if language == "zh" else place.en for place in all_places()} - {""})


def seen_width_deg(view: View) -> float:
    """How many degrees of the horizon a view sees from edge to edge: the projection is stereographic."""
    return min(math.degrees(4 * math.atan(REFERENCE_HALF_WIDTH / (2 * view.scale))), 300.0)


def _rank(part: Part) -> int:
    return KINDS.index(part.kind)


def _part(part: unwanted.Part, language: str) -> Part:
    if part.kind == "figure":
        return _figure(part.id, language)
    if part.kind == "motion":
        return _motion(part.id, language)
    if part.kind == "lines":
        return _lines(part.id, part.culture, language)
    return replace(_element(part.id, language), kind=part.kind)


def _figure(name: str, language: str) -> Part:
    figure = load_figure(name)
    return Part(name, figure.name_zh if language == "zh" else figure.name_en, "figure")


def _motion(part: str, language: str) -> Part:
    """What a figure does: "orion:strike"."""
    figure, _, motion = part.partition(":")
    does = _names("motion").get(motion, {}).get(language, motion)
    return Part(part, f"{_figure(figure, language).name} {does}", "motion")


def _element(kind: str, language: str) -> Part:
    return Part(kind, _names("element").get(kind, {}).get(language, kind), "element")


def _lines(name: str, culture: str, language: str) -> Part:
    if name == "*":
        return Part(name, QCoreApplication.translate("Studio", "All constellations"), "lines")
    figure = culture_of(culture).figures.get(name)
    called = chosen_name(figure.names, "auto", language) if figure is not None else name
    return Part(name, QCoreApplication.translate("Studio", "Lines of {0}").format(called or name), "lines")


@lru_cache(maxsize=2)
def _names(of: str) -> dict[str, dict[str, str]]:
    """What elements or motions are called, by their kind and then by language."""
    return tomllib.loads((assets.folder("lexicon") / f"{of}_names.toml").read_text(encoding="utf-8"))
