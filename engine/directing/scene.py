"""The scene of a shot: as the storyboard gives it, or understood from the shot's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.directing import lexicon
from engine.directing.gestures import cue_of, gestures_in
from engine.directing.sounds import sounds_of
from engine.directing.unwanted import names_in, without
from engine.errors import EngineError
from engine.sky.figures import FigureData, figure_names, load_figure
from engine.sky.framing import keeps_its_lens
from engine.sky.layers.night.showers import low_showers
from engine.sky.stage_solver import solve
from storyboard.looks import completed
from storyboard.model import (
    Camera,
    Character,
    EffectCue,
    Element,
    Language,
    LinesCue,
    Scene,
    Shot,
    Sky,
    Storyboard,
    View,
    Wish,
)
from storyboard.seeds import seed_for

GROUND = {
    "sea", "mountains", "hills", "plain", "forest", "desert", "snowfield", "lake", "island", "shore", "palace",
}  # fmt: skip
FREE_GROUND = ("mountains", "hills", "plain", "forest")
"""What a shot of the horizon stands on whose words name no land; chosen by its seed."""
MOST_FIGURES = 3
"""That the words of a shot call up; more would crowd the picture."""
CARRIED_BY = {"medusa": "perseus"}
"""Figures that another one carries: they are not drawn twice."""
TOO_WIDE = {
    "en": "too wide a picture for straight great circles; it is painted as the projection 'flat' shows it.",
    "zh": "画面太宽，无法让大圆保持直线，按 flat 投影绘制。",
}
SHOWER_LOW = {
    "en": "the radiant of the {name} stands low: {percent} % of their meteors are seen, and more when it has climbed.",
    "zh": "{name}的辐射点很低，只能看到 {percent}% 的流星，升高后会更多。",
}
SHOWER_DOWN = {
    "en": "the radiant of the {name} is below the horizon, so no meteors are seen; choose a time when it has risen.",
    "zh": "{name}的辐射点在地平线以下，看不到流星；请选择它升起之后的时间。",
}


def scene_of(shot: Shot, storyboard: Storyboard) -> Scene:
    """What a shot shows."""
    scene = _wanted(shot, storyboard)
    style = completed(storyboard.look).figure_style
    figures = tuple(cue.model_copy(update={"style": cue.style or style}) for cue in scene.figures)
    view = resolved(scene.view, storyboard.sky_of(shot))
    return scene.model_copy(update={"view": view, "figures": figures})


def _wanted(shot: Shot, storyboard: Storyboard) -> Scene:
    """The scene that the storyboard gives or the words call up, less what the person took out of it, with the shot's
    own camera; its view as it was asked for."""
    scene = shot.scene if shot.scene is not None else understood(shot, storyboard)
    if shot.camera is not None:
        scene = scene.model_copy(update={"camera": shot.camera})
    return without(scene, shot.without)


def stage_notes(storyboard: Storyboard, language: Language | None = None) -> list[str]:
    """What was chosen or found for the shots that a person should hear of: the stage that was searched, a lens that
    could not hold the picture, a shower whose radiant stands low. ``language``: of the notes; None: the storyboard's.

    Raises:
        EngineError: a scene names something that is not there; the message names the shot.
    """
    notes = []
    for shot in storyboard.shots:
        if shot.footage is not None:
            continue
        try:
            notes += [f"{shot.id}: {said}" for said in _notes(shot, storyboard, language or storyboard.language)]
        except EngineError as error:
            raise EngineError(f"Shot {shot.id}: {error}") from error
    return notes


def _notes(shot: Shot, storyboard: Storyboard, language: Language) -> list[str]:
    scene, sky = _wanted(shot, storyboard), storyboard.sky_of(shot)
    notes = []
    if scene.view.kind == "stage":
        notes.append(solve(scene.view, sky).says(language))
    shown = scene.model_copy(update={"view": resolved(scene.view, sky)})
    if storyboard.canvas.projection == "rectilinear" and keeps_its_lens(shown, sky):
        notes.append(TOO_WIDE[language])
    for name, share in low_showers(shown, sky, language):
        notes.append((SHOWER_LOW if share > 0 else SHOWER_DOWN)[language].format(name=name, percent=round(100 * share)))
    return notes


def resolved(view: View, sky: Sky) -> View:
    """A view of a figure as a view of the sky, its plane's direction and roll at the size that was asked for; a stage
    as the true sky that was found for it.

    Raises:
        EngineError: the figure is missing, unknown, or has no place in the sky.
    """
    if view.kind == "stage":
        return solve(view, sky).view
    if view.kind != "figure":
        return view
    if view.figure is None:
        raise EngineError("A view of the kind 'figure' must name its figure: add figure = \"orion\" or another one.")
    figure = load_figure(view.figure)
    if figure.plane is None:
        raise EngineError(f"The figure '{figure.id}' has no place in the sky: choose another view.")
    plane = figure.plane
    left, top, right, bottom = figure.frame
    reduction = (bottom - top) / (view.figure_height * 720)
    aside = (plane.centre[0] - (left + right) / 2) / reduction, (plane.centre[1] - (top + bottom) / 2) / reduction
    return view.model_copy(
        update={
            "kind": "sky",
            "ra_deg": plane.ra_deg % 360,
            "dec_deg": plane.dec_deg,
            "roll_deg": plane.roll_deg + view.roll_deg,
            "scale": float(np.clip(plane.scale / reduction, 60, 19000)),
            "centre": (view.centre[0] + aside[0] / 1280, view.centre[1] + aside[1] / 720),
        }
    )


def understood(shot: Shot, storyboard: Storyboard) -> Scene:
    """A scene from the words of a shot: figures and what they do, constellations, elements; the camera aims at what is
    named and wanted."""
    called = lexicon.find(f"{shot.text} {shot.line}", storyboard.characters)
    if storyboard.language != "zh" and any(entry.western for entry in called):
        called = [replace(entry, chinese=()) for entry in called]
    found = [left for entry in called if (left := entry.without(names_in(shot.without))) is not None]
    names = [name for name in _figures(called) if name in _figures(found, most=None)]
    figures = [load_figure(name) for name in names]
    elements = _elements(found)
    view = _view(figures, found, elements, shot, storyboard)
    if view.kind == "horizon" and not any(raw["kind"] in GROUND for entry in called for raw in entry.elements):
        free = FREE_GROUND[seed_for(storyboard.seed, shot.id, "ground") % len(FREE_GROUND)]
        elements += [Element(kind=free)] if free not in shot.without else []
    western = tuple(dict.fromkeys(name for entry in found for name in entry.western))
    chinese = tuple(dict.fromkeys(name for entry in found for name in entry.chinese))
    doing = gestures_in(f"{shot.text} {shot.line}", storyboard.characters)
    cues = [LinesCue(show=western)] if western else []
    if chinese:
        cues.append(LinesCue(show=chinese, culture="chinese", start_s=0.8))
    return Scene(
        view=view,
        camera=Camera(push=0.05, pan_deg=0.0 if figures else 3.0),
        figures=tuple(cue_of(name, 0.7 + 0.5 * i, doing.get(name, ())) for i, name in enumerate(names)),
        lines=tuple(cues),
        elements=tuple(elements),
    )


def _figures(found: list[lexicon.Entry], most: int | None = MOST_FIGURES) -> list[str]:
    """Ids of the figures that entries call up, each once, in order."""
    named = dict.fromkeys(name for entry in found for name in entry.figures if name in figure_names())
    return [name for name in named if CARRIED_BY.get(name) not in named][:most]


def _elements(found: list[lexicon.Entry]) -> list[Element]:
    kinds: dict[str, Element] = {}
    for entry in found:
        for raw in entry.elements:
            kinds.setdefault(raw["kind"], Element.model_validate(raw))
    return list(kinds.values())


def _view(
    figures: list[FigureData], found: list[lexicon.Entry], elements: list[Element], shot: Shot, storyboard: Storyboard
) -> View:
    """A stage for several figures or one over ground; one alone fills the picture; else a named part of the sky, or
    the lines of a constellation whose figure is not wanted; else the storyboard's own horizon."""
    ground = any(element.kind in GROUND for element in elements)
    on_stars = [figure for figure in figures if figure.plane is not None]
    if on_stars and (ground or len(on_stars) > 1):
        wishes = tuple(Wish(what=figure.id, upright=True) for figure in on_stars)
        return View(kind="stage", wishes=wishes, ground=ground)
    if on_stars:
        return View(kind="figure", figure=on_stars[0].id, centre=(0.5, 0.47))
    for entry in found:
        if entry.ra_dec is not None:
            return View(
                kind="sky", ra_deg=entry.ra_dec[0], dec_deg=entry.ra_dec[1], scale=900, centre=(0.5, 0.45),
                horizon=0.86 if ground else None,
            )  # fmt: skip
        if (lines := (*entry.western, *entry.chinese)) and not entry.figures:
            return View(kind="stage", wishes=(Wish(what=lines[0]),), ground=ground)
    azimuth = seed_for(storyboard.seed, shot.id, "azimuth") % 360
    return View(kind="horizon", azimuth_deg=float(azimuth), scale=520, centre=(0.5, 0.82))


def effects_of(scene: Scene) -> tuple[EffectCue, ...]:
    """What is heard in a scene: its own cues, or what its elements sound like."""
    return scene.effects or sounds_of(scene.elements)


def mood_of(shot: Shot, characters: Sequence[Character] = ()) -> str:
    """The mood for the score: the shot's own, or what its words call up where it was left at calm."""
    if shot.mood != "calm" or shot.scene is not None:
        return shot.mood
    for entry in lexicon.find(f"{shot.text} {shot.line}", characters):
        if entry.mood:
            return entry.mood
    return shot.mood
