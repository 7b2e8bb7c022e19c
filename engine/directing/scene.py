"""The scene of a shot: as the storyboard gives it, or understood from the shot's words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.directing import lexicon
from engine.directing.sounds import sounds_of
from engine.directing.understanding import understood
from engine.directing.unwanted import without
from engine.errors import EngineError
from engine.sky.figures import load_figure
from engine.sky.framing import keeps_its_lens
from engine.sky.layers.night.showers import low_showers
from engine.sky.stage_solver import solve
from storyboard.looks import completed
from storyboard.model import (
    Character,
    EffectCue,
    Language,
    Scene,
    Shot,
    Sky,
    Storyboard,
    View,
)

TOO_WIDE = {
    "en": "too wide a picture for straight great circles; it is painted as the projection 'flat' shows it.",
    "zh": "画面太宽，无法让大圆保持直线，按 flat 投影绘制。",
}
TURNS = {
    "en": "{first} and {second} are too far apart in the true sky for one picture: the camera turns to each.",
    "zh": "{first}与{second}在真实的星空中相距太远，无法同框：镜头先后转向两者。",
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
    if shot.scene is None and shot.camera is None and isinstance(scene.camera.towards, str):
        first, second = (load_figure(name) for name in (_first_on_stars(scene), scene.camera.towards))
        names = (first.name_zh, second.name_zh) if language == "zh" else (first.name_en, second.name_en)
        notes.append(TURNS[language].format(first=names[0], second=names[1]))
    shown = scene.model_copy(update={"view": resolved(scene.view, sky)})
    if storyboard.canvas.projection == "rectilinear" and keeps_its_lens(shown, sky):
        notes.append(TOO_WIDE[language])
    for name, share in low_showers(shown, sky, language):
        notes.append((SHOWER_LOW if share > 0 else SHOWER_DOWN)[language].format(name=name, percent=round(100 * share)))
    return notes


def _first_on_stars(scene: Scene) -> str:
    return next(cue.name for cue in scene.figures if cue.place is None)


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


def effects_of(scene: Scene) -> tuple[EffectCue, ...]:
    """What is heard in a scene: its own cues, or what its elements sound like."""
    return scene.effects or sounds_of(scene.elements)


def mood_of(shot: Shot, characters: Sequence[Character] = ()) -> str:
    """The mood for the score: the shot's own, or what its words call up where it was left at calm; what happens goes
    before who it happens to."""
    if shot.mood != "calm" or shot.scene is not None:
        return shot.mood
    found = [entry for entry in lexicon.find(f"{shot.text} {shot.line}", characters) if entry.mood]
    for entry in sorted(found, key=lambda entry: entry.shows_sky):
        return entry.mood or shot.mood
    return shot.mood
