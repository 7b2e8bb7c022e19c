"""What a scene is made of, by the names that ``Shot.without`` has for it, and a scene without some of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from engine.directing.sounds import silenced
from storyboard.model import Camera, FigureCue, LinesCue, Scene

BODIES = "bodies"
"""Sun, Moon and planets together."""
LINES = "lines:"
"""May stand before the name of a constellation's lines."""


@dataclass(frozen=True)
class Part:
    """A part of a scene that can be taken out: ``id`` is what ``Shot.without`` names."""

    id: str
    kind: Literal["figure", "motion", "element", "lines", "body"]
    culture: str = ""


def parts_of(scene: Scene) -> list[Part]:
    """The parts of a scene, each once: figures, what they do, lines, elements, bodies."""
    parts = [Part(cue.name, "figure") for cue in scene.figures]
    parts += [Part(motion_id(cue.name, motion), "motion") for cue in scene.figures for motion in _motions(cue)]
    parts += [Part(name, "lines", cue.culture) for cue in scene.lines for name in cue.show]
    parts += [Part(element.kind, "element") for element in scene.elements]
    if scene.bodies:
        parts.append(Part(BODIES, "body"))
    return list({part.id: part for part in parts}.values())


def motion_id(figure: str, motion: str) -> str:
    """What ``Shot.without`` calls a thing that a figure does: "orion:strike"."""
    return f"{figure}:{motion}"


def names_in(unwanted: Collection[str]) -> frozenset[str]:
    """The plain names of what ``Shot.without`` lists."""
    return frozenset(name.removeprefix(LINES) for name in unwanted)


def without(scene: Scene, unwanted: Collection[str]) -> Scene:
    """A scene without some of its parts: nothing of them is drawn, named or heard, and the camera neither follows nor
    seeks them. The view stays: the sky is still there."""
    ids = names_in(unwanted)
    if not ids:
        return scene
    elements = tuple(element for element in scene.elements if element.kind not in ids)
    gone = [element for element in scene.elements if element.kind in ids]
    changed = {
        "figures": tuple(_stiller(cue, ids) for cue in scene.figures if cue.name not in ids),
        "elements": elements,
        "effects": silenced(scene.effects, gone, elements),
        "lines": tuple(left for cue in scene.lines if (left := _fewer(cue, ids)) is not None),
        "bodies": scene.bodies and BODIES not in ids,
        "camera": _unled(scene.camera, ids),
    }
    return scene.model_copy(update={name: value for name, value in changed.items() if value != getattr(scene, name)})


def _motions(cue: FigureCue) -> list[str]:
    return [motion for motion in (cue.motion, cue.then) if motion is not None]


def _stiller(cue: FigureCue, ids: Collection[str]) -> FigureCue:
    """A figure that does not do some things."""
    gone = {key: None for key in ("motion", "then") if motion_id(cue.name, getattr(cue, key) or "") in ids}
    return cue.model_copy(update=gone) if gone else cue


def _fewer(cue: LinesCue, ids: Collection[str]) -> LinesCue | None:
    """Lines without some constellations; None where none is left."""
    show = tuple(name for name in cue.show if name not in ids)
    if show == cue.show:
        return cue
    return cue.model_copy(update={"show": show}) if show else None


def _unled(camera: Camera, ids: Collection[str]) -> Camera:
    """A camera that does not look for what is gone."""
    lost = {name: None for name in ("follow", "towards") if getattr(camera, name) in ids}
    return camera.model_copy(update=lost) if lost else camera
