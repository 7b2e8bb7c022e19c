"""What leads a shot's camera: the thing it follows, or the one it looks up to from the ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.sky.bodies import NAMES, bodies_at
from engine.sky.catalogue import load, unit_vectors
from engine.sky.figures import FigureData, load_figure, plane_directions, upright_aim
from engine.sky.layers.beings.figure_motions import gestures_of, pose_of
from engine.sky.layers.night.star_places import rows_of
from engine.sky.moves import Guide, unknown_star
from engine.sky.observer import Observer
from storyboard.model import FigureCue, Scene, Sky


def guide_of(scene: Scene, sky: Sky) -> Guide | None:
    """What leads the camera of a scene; None where nothing does.

    Raises:
        BadInput: it is a star that the catalogue does not have, or a figure that is neither on the sky nor in the shot.
        FigureError: there is no such figure.
    """
    camera = scene.camera
    if camera.follow is not None:
        return _guide(camera.follow, scene, Observer.of(sky))
    if camera.towards is not None and scene.view.kind == "horizon":
        return _guide(camera.towards, scene, Observer.of(sky))
    return None


def _guide(what: int | str, scene: Scene, observer: Observer) -> Guide:
    if isinstance(what, int):
        try:
            star = observer.moment.apparent(rows_of(load(99.0), [what]))[0]
        except KeyError:
            raise unknown_star(what) from None
        return Guide(lambda time: star)
    if what.lower() in NAMES:
        body = next(body for body in bodies_at(observer.moment, observer.place) if body.id == what.lower())
        return Guide(lambda time: body.direction)
    figure = load_figure(what)
    cue = next((cue for cue in scene.figures if cue.name == what), None)
    if figure.plane is not None and (cue is None or cue.place is None):
        return _on_its_stars(figure, cue, observer.moment.of_date_matrix())
    if cue is None:
        raise BadInput(f"The camera follows '{what}', which is not in this shot: add it to the shot's figures.")
    return _on_the_set(figure, cue)


def _on_its_stars(figure: FigureData, cue: FigureCue | None, of_date: NDArray[np.float64]) -> Guide:
    """The figure's own direction, moved as its gesture moves the middle of its drawing."""
    if cue is None or not gestures_of(cue):
        ra, dec, _ = upright_aim(figure)
        start = of_date @ unit_vectors(np.radians(ra), np.radians(dec))
        return Guide(lambda time: start)
    return Guide(lambda time: of_date @ plane_directions(figure, _middle(figure, cue, time)[None])[0])


def _on_the_set(figure: FigureData, cue: FigureCue) -> Guide:
    size = (cue.place or figure.own_place)[2]
    first = _middle(figure, cue, 0.0)

    def drift(time: float) -> tuple[float, float]:
        right, down = (_middle(figure, cue, time) - first) * size
        return float(right), float(down)

    return Guide(None, drift)


def _middle(figure: FigureData, cue: FigureCue, time: float) -> NDArray[np.float64]:
    """The middle (2,) of a figure's drawing in its plane, as its gesture has moved it."""
    left, top, right, bottom = figure.frame
    matrix = pose_of(cue, figure, time).matrix
    return matrix[:2, :2] @ np.array([(left + right) / 2, (top + bottom) / 2]) + matrix[:2, 2]
