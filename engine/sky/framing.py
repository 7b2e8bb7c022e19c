"""Pictures of another shape or lens than the composition's: what matters of it is fitted into them.

Stories are composed on a picture of 1280 x 720 reference pixels. In an upright or square picture its middle would be
left, without the figures to the sides. So the composition is made smaller until its figures, names and placed things
lie inside (where it has none of these: its constellations), and sky above and ground below are added.

Stories are composed through the stereographic lens. A lens that keeps great circles straight draws what is far from
its axis farther out, so its field is made wider until the figures, constellations and named stars are inside again.
A shot for which that field would be too wide keeps the lens that it was composed for.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.camera import CameraPath, Framing
from engine.sky.catalogue import load
from engine.sky.cultures.culture import LineFigure
from engine.sky.figures import load_figure, plane_directions
from engine.sky.following import guide_of
from engine.sky.frame import Stage
from engine.sky.layers.night.constellation_lines import EVERYTHING, figures_of
from engine.sky.moves import Guide
from engine.sky.projection import Projection, Rectilinear, Stereographic
from storyboard.model import Element, FigureCue, LinesCue, Scene, Sky

WIDTH, HEIGHT = 1280.0, 720.0
SIZE = (1280, 720)
Lens = type[Stereographic] | type[Rectilinear]
NARROW = 16 / 9 - 0.02
MARGIN = 26.0
LABEL = 92.0
"""Room for a star's name beside it, reference pixels."""
LEAST = 430.0
"""Reference pixels of the composition that are shown at least."""
SMALLEST_LETTERS, NARROW_WIDTH = 20.0, 1080.0
"""Pixels of the smallest names in a picture so many pixels wide."""
WIDEST = 0.62
"""Share of its scale that a rectilinear view keeps at least: a wider one shows its middle too small and draws out its
edges beyond recognition."""
MOVE_S = 10.0
"""Seconds in which a camera's moves are looked at, whatever the shot's length: what is seen does not depend on it."""
FITTINGS = 4
"""Times the field is corrected: the camera's own moves in pixels change with its scale."""
FIGURE_POINTS = np.stack(np.meshgrid(np.linspace(0, 1, 5), np.linspace(0, 1, 5)), -1).reshape(-1, 2)
LOW = 0.84
"""Share of the added height that comes above a composition with ground."""
MIDDLE = 0.46


def framing_of(
    scene: Scene, width: int, height: int, camera: Projection, last: Projection, of_date: NDArray[np.float64]
) -> Framing | None:
    """How a scene is fitted into a picture narrower than 16:9; None for all others, which show it as it is.

    camera, last: those of the composition's own picture, 1280 x 720, at its beginning and its end, where a camera that
    turns to a figure shows that; of_date (3, 3): from ICRS to its directions.
    """
    if width / height >= NARROW:
        return None
    towards = scene.camera.towards
    seen = _inside(
        [
            *(_figure_span(cue, last if cue.name == towards else camera, of_date) for cue in scene.figures),
            *(_star_span([label.hip], camera, of_date, LABEL) for label in scene.labels),
            *(span for spec in scene.elements for span in _element_spans(spec, camera, of_date)),
        ]
    )
    if not seen:
        seen = _inside([span for cue in scene.lines for span in _line_spans(cue, camera, of_date)])
    low = min((span[0] for span in seen), default=WIDTH / 2) - MARGIN
    high = max((span[1] for span in seen), default=WIDTH / 2) + MARGIN
    middle, needed = (low + high) / 2, max(high - low, LEAST)
    unit = min(height / HEIGHT, width / needed)
    added = height - HEIGHT * unit
    ground = scene.view.kind == "horizon" or scene.view.horizon is not None
    # a composition that is not narrowed down is not pushed over its own edge
    half = width / unit / 2
    middle = float(np.clip(middle, half, WIDTH - half)) if half < WIDTH / 2 else WIDTH / 2
    return Framing(unit, width / 2 - middle * unit, added * (LOW if ground else MIDDLE))


def smallest_letters(stage: Stage) -> float:
    """Pixels below which a name in an upright or square picture cannot be read on a telephone; 0 for wide ones."""
    return 0.0 if stage.framing is None else SMALLEST_LETTERS * stage.width / NARROW_WIDTH


def fitted_to_lens(scene: Scene, sky: Sky, guide: Guide | None) -> tuple[Scene, Lens]:
    """A scene composed for the stereographic lens as the rectilinear one shall take it, and the lens.

    Its field is so much wider that what matters and lies inside the composition, at the beginning, the middle and the
    end of the shot, stays inside. Where that would make the picture too wide, the shot keeps the lens and the field
    that it was composed for.
    """
    points = _subjects(scene)
    if not len(points):
        return scene, Rectilinear
    times = (0.0, MOVE_S / 2, MOVE_S)
    composed = CameraPath(scene.view, scene.camera, sky, MOVE_S, *SIZE, Stereographic, guide=guide)
    directions, ground = points[:, :3] @ composed.of_date.T, scene.view.kind == "horizon"
    pictures = [_composed(directions, points[:, 3], composed.projection(time), ground) for time in times]
    view = scene.view
    for _ in range(FITTINGS):
        path = CameraPath(view, scene.camera, sky, MOVE_S, *SIZE, Rectilinear, guide=guide)
        share = min(
            _fitting_share(directions[inside], room, path.projection(time))
            for time, (inside, room) in zip(times, pictures, strict=True)
        )
        view = view.model_copy(update={"scale": view.scale * share})
        if view.scale < scene.view.scale * WIDEST:
            return scene, Stereographic
        if share > 0.999:
            break
    return scene.model_copy(update={"view": view}), Rectilinear


def keeps_its_lens(scene: Scene, sky: Sky) -> bool:
    """Whether a scene is too wide for the rectilinear lens, so that it is painted through the one it was composed for.

    Raises:
        BadInput: what leads its camera is not there, or stands too high.
    """
    return fitted_to_lens(scene, sky, guide_of(scene, sky))[1] is Stereographic


def _subjects(scene: Scene) -> NDArray[np.float64]:
    """Directions, ICRS, of a scene's figures, named stars and constellations, and the room beside them: (n, 4)."""
    hips = [(spec.setting("hip", None), 30.0) for spec in scene.elements]
    return np.concatenate(
        [
            np.empty((0, 4)),
            *(_figure_points(cue) for cue in scene.figures),
            *(_star_points([label.hip], LABEL) for label in scene.labels),
            *(_star_points(figure.stars, 0.0) for cue in scene.lines for figure in _named(cue) if figure.stars),
            *(_star_points([int(hip)], room) for hip, room in hips if hip is not None),
        ]
    )


Rooms = NDArray[np.float64]
"""Reference pixels that points keep from the picture's left, top, right and bottom edge, (n, 4)."""


def _composed(
    directions: NDArray[np.float64], beside: NDArray[np.float64], camera: Projection, ground: bool
) -> tuple[NDArray[np.bool_], Rooms]:
    """Which directions (n, 3) lie inside the composition (where it has a ground: above the horizon), and the room that
    those keep: the margin, at the sides what stands beside them (n), but nowhere more than the composition leaves."""
    xy = camera.project(directions)
    room = np.concatenate([xy, SIZE - xy], -1)
    inside = camera.visible(directions) & (room > 0).all(-1)
    if ground:
        inside &= xy[:, 1] < camera.centre_y
    wanted = np.full_like(room, MARGIN)
    wanted[:, ::2] += beside[:, None]
    return inside, np.minimum(room, wanted)[inside]


def _fitting_share(directions: NDArray[np.float64], room: Rooms, camera: Projection) -> float:
    """Share of a camera's scale at which directions (n, 3) have their room, since every point then lies that much
    nearer to the principal point."""
    axis = np.array([camera.centre_x, camera.centre_y])
    if not camera.visible(directions).all():
        return 0.0
    away = camera.project(directions) - axis
    away = np.concatenate([-away, away], -1)
    free = np.concatenate([axis, SIZE - axis]) - room
    fits = np.where((away > free) & (away > 1e-6), free / np.maximum(away, 1e-6), 1.0)
    return float(fits.min(initial=1.0))


Span = tuple[float, float]


def _inside(spans: list[Span]) -> list[Span]:
    """Those that meet the composition's picture, cut to it."""
    return [(max(low, 0.0), min(high, WIDTH)) for low, high in spans if high > 0 and low < WIDTH]


def _line_spans(cue: LinesCue, camera: Projection, of_date: NDArray[np.float64]) -> list[Span]:
    """The constellations that a cue names, as far as they lie whole inside the composition; of a cue that shows all of
    them none matters more than the others."""
    spans = [_star_span(figure.stars, camera, of_date, 0.0) for figure in _named(cue) if figure.stars]
    return [(low, high) for low, high in spans if low > 0 and high < WIDTH]


def _named(cue: LinesCue) -> list[LineFigure]:
    """The constellations that a cue names; none of a cue that shows all of them."""
    return [] if EVERYTHING in cue.show else list(figures_of(cue))


def _figure_points(cue: FigureCue) -> NDArray[np.float64]:
    """Directions of a figure's drawing on the sky, ICRS, and the room beside them, 0: (n, 4)."""
    figure = load_figure(cue.name)
    if cue.place is not None or figure.plane is None:
        return np.empty((0, 4))
    left, top, right, bottom = figure.frame
    corner, size = np.array([left, top]), np.array([right - left, bottom - top])
    directions = plane_directions(figure, corner + FIGURE_POINTS * size)
    return np.concatenate([directions, np.zeros((len(directions), 1))], 1)


def _star_points(hips: list[int], beside: float) -> NDArray[np.float64]:
    """Directions of stars, ICRS, and the room beside each, reference pixels: (n, 4)."""
    stars = load(99.0)
    directions = stars.directions[stars.rows(hips)]
    return np.concatenate([directions, np.full((len(directions), 1), beside)], 1)


def _figure_span(cue: FigureCue, camera: Projection, of_date: NDArray[np.float64]) -> Span:
    figure = load_figure(cue.name)
    left, top, right, bottom = figure.frame
    if cue.place is not None or figure.plane is None:
        x, _, size = cue.place or figure.own_place
        return x, x + (right - left) * size
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], float)
    directions = plane_directions(figure, corners) @ of_date.T
    if not camera.visible(directions).all():
        return -1.0, -1.0
    x = camera.project(directions)[:, 0]
    return float(x.min()), float(x.max())


def _star_span(hips: list[int], camera: Projection, of_date: NDArray[np.float64], room: float) -> Span:
    stars = load(99.0)
    directions = stars.directions[stars.rows(hips)] @ of_date.T
    if not camera.visible(directions).all():
        return -1.0, -1.0
    x = camera.project(directions)[:, 0]
    return float(x.min()) - room, float(x.max()) + room


def _element_spans(spec: Element, camera: Projection, of_date: NDArray[np.float64]) -> list[Span]:
    """Places that an element names: a star, an x with a width or a radius, the ends of a way."""
    spans = []
    hip, x = spec.setting("hip", None), spec.setting("x", None)
    if hip is not None:
        spans.append(_star_span([int(hip)], camera, of_date, 30.0))
    if x is not None:
        room = float(spec.setting("radius", spec.setting("width", 80.0))) / 2
        spans.append((float(x) - room, float(x) + room))
    for name in ("from", "to"):
        place = spec.setting(name, None)
        if place is not None:
            spans.append((float(place[0]) - 40, float(place[0]) + 40))
    return spans
