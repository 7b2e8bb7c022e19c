"""Problems of a storyboard that its model cannot see: names that the engine does not know."""

from __future__ import annotations

from engine.directing.scene import resolved, scene_of
from engine.errors import EngineError
from engine.sky.dates import moment_of
from engine.sky.figures import load_figure
from engine.sky.following import guide_of
from engine.sky.layers.beings.figure_motions import MOTIONS
from engine.sky.layers.beings.going import GOING
from engine.sky.layers.elements import element_kinds
from engine.sky.layers.night.constellation_lines import figures_of
from engine.sky.moves import Aim
from engine.sky.places import place_of, place_of_sky
from storyboard.errors import Problem, StoryboardError
from storyboard.looks import completed
from storyboard.model import FigureCue, Scene, Sky, Storyboard


def scene_problems(storyboard: Storyboard) -> list[Problem]:
    """Every figure, motion, constellation, element, time and goal of a camera in a storyboard that is not
    known."""
    problems: list[Problem] = []
    problems += _sky("sky", storyboard.sky)
    problems += _characters(storyboard)
    try:
        completed(storyboard.look)
    except StoryboardError as error:
        problems.append(Problem("look.name", str(error), ""))
        return problems  # what scenes look like is not known
    for number, shot in enumerate(storyboard.shots, 1):
        if shot.sky is not None:
            problems += _sky(f"shots[{number}].sky", shot.sky)
        if shot.scene is not None:
            problems += _scene(f"shots[{number}].scene", shot.scene)
            try:
                resolved(shot.scene.view, storyboard.sky_of(shot))
            except EngineError as error:
                problems.append(_problem(f"shots[{number}].scene.view", error))
                continue
        if not problems and (shot.scene is not None or shot.camera is not None):
            place = f"shots[{number}].camera" if shot.camera is not None else f"shots[{number}].scene.camera"
            problems += _camera(place, scene_of(shot, storyboard), storyboard.sky_of(shot))
    return problems


def check_model(name: str | None) -> None:
    """Refuse a video model that a person has just named and that is not here, before any work is done.

    Raises:
        BadInput: there is no such model, it is not whole, or the folder is something else.
    """
    if name is not None:
        from engine.models.folder import model_called, models_folder
        from engine.models.wishes import model_wishes

        model_called(name, models_folder(model_wishes().folder))


def _characters(storyboard: Storyboard) -> list[Problem]:
    """Figures that are to play someone and are not known."""
    problems = []
    for number, character in enumerate(storyboard.characters, 1):
        if character.figure is not None:
            try:
                load_figure(character.figure)
            except EngineError as error:
                problems.append(_problem(f"characters[{number}].figure", error))
    return problems


def _camera(place: str, scene: Scene, sky: Sky) -> list[Problem]:
    """What the camera follows or turns towards, where that is not known."""
    try:
        Aim(scene.view, scene.camera)
        guide_of(scene, sky)
    except EngineError as error:
        return [_problem(place, error)]
    return []


def _sky(where: str, sky: Sky) -> list[Problem]:
    problems = []
    try:
        place = place_of_sky(sky)
    except EngineError as error:
        problems.append(_problem(f"{where}.place", error))
        place = place_of("Beijing")
    try:
        moment_of(sky.time, place)
    except EngineError as error:
        problems.append(_problem(f"{where}.time", error))
    return problems


def _scene(place: str, scene: Scene) -> list[Problem]:
    problems = []
    for i, cue in enumerate(scene.figures, 1):
        problems += _figure(f"{place}.figures[{i}]", cue)
    for i, lines in enumerate(scene.lines, 1):
        try:
            figures_of(lines)
        except EngineError as error:
            problems.append(_problem(f"{place}.lines[{i}].show", error))
    for i, element in enumerate(scene.elements, 1):
        if element.kind not in element_kinds():
            problems.append(Problem(f"{place}.elements[{i}].kind", f"There is no element '{element.kind}'.",
                                    f"Use one of {', '.join(element_kinds())}."))  # fmt: skip
    return problems


def _figure(place: str, cue: FigureCue) -> list[Problem]:
    problems = []
    try:
        load_figure(cue.name)
    except EngineError as error:
        problems.append(_problem(f"{place}.name", error))
    for key, motion in (("motion", cue.motion), ("then", cue.then)):
        if motion is not None and motion not in MOTIONS:
            problems.append(Problem(f"{place}.{key}", f"There is no motion '{motion}'.",
                                    f"Use one of {', '.join(MOTIONS)}."))  # fmt: skip
    if cue.way is not None and cue.motion not in GOING and cue.then not in GOING:
        problems.append(Problem(f"{place}.way", "A way is given to a figure that does not go anywhere.",
                                f"Leave it out, or give it a motion: {', '.join(GOING)}."))  # fmt: skip
    return problems


def _problem(place: str, error: EngineError) -> Problem:
    return Problem(place, str(error), "")
