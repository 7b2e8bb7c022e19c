"""The scene of a shot: as the storyboard gives it, or understood from the shot's words."""

from __future__ import annotations

import numpy as np

from engine.directing import lexicon
from engine.errors import EngineError
from engine.sky.figures import FigureData, figure_names, load_figure
from engine.sky.framing import keeps_its_lens
from engine.sky.layers.night.showers import low_showers
from engine.sky.stage_solver import solve
from storyboard.looks import completed
from storyboard.model import (
    Camera,
    EffectCue,
    Element,
    FigureCue,
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
SOUND_OF = {
    "sea": ("waves", 0.0),
    "lightning": ("thunder", -2.0),
    "plain": ("wind", -3.0),
    "mountains": ("wind", -4.0),
    "hills": ("night", -2.0),
    "magpies": ("wings", -2.0),
    "flock": ("wings", -4.0),
    "river": ("stars", -3.0),
    "hairpin": ("stars", 0.0),
    "lake": ("waves", -6.0),
    "shore": ("waves", 0.0),
    "desert": ("wind", -3.0),
    "snow": ("wind", -6.0),
    "rain": ("rain", 0.0),
    "fire": ("fire", 0.0),
}
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
    scene = shot.scene if shot.scene is not None else understood(shot, storyboard)
    style = completed(storyboard.look).figure_style
    figures = tuple(cue.model_copy(update={"style": cue.style or style}) for cue in scene.figures)
    return scene.model_copy(update={"view": resolved(scene.view, storyboard.sky), "figures": figures})


def stage_notes(storyboard: Storyboard) -> list[str]:
    """What was chosen or found for the shots that a person should hear of: the stage that was searched, a lens that
    could not hold the picture, a shower whose radiant stands low.

    Raises:
        EngineError: a scene names something that is not there; the message names the shot.
    """
    notes = []
    for shot in storyboard.shots:
        if shot.footage is not None:
            continue
        scene = shot.scene if shot.scene is not None else understood(shot, storyboard)
        try:
            notes += [f"{shot.id}: {said}" for said in _notes(scene, storyboard)]
        except EngineError as error:
            raise EngineError(f"Shot {shot.id}: {error}") from error
    return notes


def _notes(scene: Scene, storyboard: Storyboard) -> list[str]:
    notes, sky, language = [], storyboard.sky, storyboard.language
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
    """A scene from the words of a shot: figures, constellations, elements; the camera aims at what is named."""
    found = lexicon.find(f"{shot.text} {shot.line}")
    names = list(dict.fromkeys(name for entry in found for name in entry.figures if name in figure_names()))[:3]
    figures = [load_figure(name) for name in names]
    elements = _elements(found)
    view = _view(figures, found, elements, shot, storyboard)
    western = tuple(dict.fromkeys(name for entry in found for name in entry.western))
    chinese = tuple(dict.fromkeys(name for entry in found for name in entry.chinese))
    cues = [LinesCue(show=western)] if western else []
    if chinese and (storyboard.language == "zh" or not western):
        cues.append(LinesCue(show=chinese, culture="chinese", start_s=0.8))
    return Scene(
        view=view,
        camera=Camera(push=0.05, pan_deg=0.0 if figures else 3.0),
        figures=tuple(FigureCue(name=name, start_s=0.7 + 0.5 * i) for i, name in enumerate(names)),
        lines=tuple(cues),
        elements=tuple(elements),
    )


def _elements(found: list[lexicon.Entry]) -> list[Element]:
    kinds: dict[str, Element] = {}
    for entry in found:
        for raw in entry.elements:
            kinds.setdefault(raw["kind"], Element.model_validate(raw))
    return list(kinds.values())


def _view(
    figures: list[FigureData], found: list[lexicon.Entry], elements: list[Element], shot: Shot, storyboard: Storyboard
) -> View:
    """A stage for several figures or one over ground; one alone fills the picture; else a named part of the sky; else
    the storyboard's own horizon."""
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
    azimuth = seed_for(storyboard.seed, shot.id, "azimuth") % 360
    return View(kind="horizon", azimuth_deg=float(azimuth), scale=520, centre=(0.5, 0.82))


def effects_of(scene: Scene) -> tuple[EffectCue, ...]:
    """What is heard in a scene: its own cues, or what its elements sound like."""
    if scene.effects:
        return scene.effects
    cues: dict[str, EffectCue] = {}
    for element in scene.elements:
        if element.kind not in SOUND_OF:
            continue
        kind, gain_db = SOUND_OF[element.kind]
        if element.kind == "lightning":
            for number, time in enumerate(element.setting("times", ())):
                cues[f"thunder {number}"] = EffectCue(kind=kind, start_s=float(time) + 0.35, gain_db=gain_db)
        else:
            cues.setdefault(kind, EffectCue(kind=kind, start_s=element.start_s, gain_db=gain_db))
    return tuple(cues.values())


def mood_of(shot: Shot) -> str:
    """The mood for the score: the shot's own, or what its words call up where it was left at calm."""
    if shot.mood != "calm" or shot.scene is not None:
        return shot.mood
    for entry in lexicon.find(f"{shot.text} {shot.line}"):
        if entry.mood:
            return entry.mood
    return shot.mood
