"""Pictures narrower than 16:9: what matters of a composition is fitted into their width.

Stories are composed on a picture of 1280 x 720 reference pixels. In an upright or square picture its middle would be
left, without the figures to the sides. So the composition is made smaller until its figures, names and placed things
lie inside (where it has none of these: its constellations), and sky above and ground below are added.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.camera import Framing
from engine.sky.catalogue import load
from engine.sky.figures import load_figure, plane_directions
from engine.sky.frame import Stage
from engine.sky.layers.night.constellation_lines import EVERYTHING, figures_of
from engine.sky.projection import Projection
from storyboard.model import Element, FigureCue, LinesCue, Scene

WIDTH, HEIGHT = 1280.0, 720.0
NARROW = 16 / 9 - 0.02
MARGIN = 26.0
LABEL = 92.0
"""Room for a star's name beside it, reference pixels."""
LEAST = 430.0
"""Reference pixels of the composition that are shown at least."""
SMALLEST_LETTERS, NARROW_WIDTH = 20.0, 1080.0
"""Pixels of the smallest names in a picture so many pixels wide."""
LOW = 0.84
"""Share of the added height that comes above a composition with ground."""
MIDDLE = 0.46


def framing_of(
    scene: Scene, width: int, height: int, camera: Projection, of_date: NDArray[np.float64]
) -> Framing | None:
    """How a scene is fitted into a picture narrower than 16:9; None for all others, which show it as it is.

    camera: that of the composition's own picture, 1280 x 720; of_date (3, 3): from ICRS to its directions.
    """
    if width / height >= NARROW:
        return None
    seen = _inside(
        [
            *(_figure_span(cue, camera, of_date) for cue in scene.figures),
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


Span = tuple[float, float]


def _inside(spans: list[Span]) -> list[Span]:
    """Those that meet the composition's picture, cut to it."""
    return [(max(low, 0.0), min(high, WIDTH)) for low, high in spans if high > 0 and low < WIDTH]


def _line_spans(cue: LinesCue, camera: Projection, of_date: NDArray[np.float64]) -> list[Span]:
    """The constellations that a cue names, as far as they lie whole inside the composition; of a cue that shows all of
    them none matters more than the others."""
    if EVERYTHING in cue.show:
        return []
    spans = [_star_span(figure.stars, camera, of_date, 0.0) for figure in figures_of(cue) if figure.stars]
    return [(low, high) for low, high in spans if low > 0 and high < WIDTH]


def _figure_span(cue: FigureCue, camera: Projection, of_date: NDArray[np.float64]) -> Span:
    figure = load_figure(cue.name)
    left, top, right, bottom = figure.frame
    if cue.place is not None or figure.plane is None:
        x, _, size = cue.place or (0.0, 0.0, 1.0)
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
