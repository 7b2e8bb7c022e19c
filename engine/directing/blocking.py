"""Blocking, as a stage director has it: where the figures of a shot stand, and where the camera looks to see them.

For shots that are understood from their words. What can stand together under one true sky does; what cannot, the
camera shows one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.sky.figures import FigureData, upright_aim
from engine.sky.stage_solver import Staging, solve
from storyboard.model import Sky, View, Wish

Place = tuple[float, float, float]

TALL, WIDE = 0.65, 0.8
"""Shares of the picture that a figure alone takes at most."""
MOST_LEAN, MOST_OTHERS_LEAN, MOST_OVER_GROUND = np.radians(35.0), np.radians(55.0), np.radians(70.0)
MOST_OUTSIDE_PX, LEAST_HEIGHT = 6.0, 0.26
"""Figures stand together as long as the first leans no more, the others no more (over ground, which a camera that turns
leaves behind, somewhat more), all are inside, and the tallest is no smaller."""
MIDDLE = (0.5, 0.47)
BESIDE = (0.67, 0.47)
"""Where a figure on its stars stands: alone, and beside one that stands on the set."""
SEATS: dict[int, tuple[tuple[float, float, float, float], ...]] = {
    1: ((0.5, 0.44, 0.70, 0.7),),
    2: ((0.27, 0.52, 0.58, 0.42), (0.70, 0.40, 0.62, 0.46)),
    3: ((0.2, 0.52, 0.5, 0.3), (0.5, 0.4, 0.5, 0.3), (0.8, 0.52, 0.5, 0.3)),
}
"""Where figures of the set stand, by their number: the middle, the greatest height and width, shares of the picture."""
SEATS_BESIDE: dict[int, tuple[tuple[float, float, float, float], ...]] = {
    1: ((0.26, 0.47, 0.56, 0.42),),
    2: ((0.23, 0.28, 0.40, 0.38), (0.23, 0.66, 0.36, 0.38)),
}
"""The same beside one figure on its stars."""
SEAT_BETWEEN = (0.5, 0.62, 0.40, 0.32)
"""The same of one where several stand on their stars, to its left and right."""


@dataclass(frozen=True)
class Blocking:
    """A view, None where no figure is on its stars; the figure that the camera turns to later, if any; the places of
    figures on the set, by their ids."""

    view: View | None
    towards: str | None = None
    places: dict[str, Place] = field(default_factory=dict)


def block(figures: Sequence[FigureData], ground: bool, sky: Sky, *, may_turn: bool = True) -> Blocking:
    """Where figures stand, the first being the one it is about.

    Args:
        figures: in the order they are named.
        ground: there is land or water under the sky.
        sky: the shot's place and time, which a stage may leave.
        may_turn: whether the camera may turn; not where the shot is too short, or shows the whole sky.
    """
    on_stars = [figure for figure in figures if figure.plane is not None]
    on_set = [figure for figure in figures if figure.plane is None]
    places = _places(on_set, len(on_stars))
    if not on_stars:
        return Blocking(None, places=places)
    if len(on_stars) == 1:
        return Blocking(_alone(on_stars[0], ground, bool(on_set)), places=places)
    for together in (_stage(on_stars, ground), _stage(on_stars[:2], ground)):
        if not may_turn or _stand_well(solve(together, sky), ground):
            return Blocking(together, places=places)
    first, second = on_stars[:2]
    return Blocking(_before_turning(first, second), second.id, places)


def _alone(figure: FigureData, ground: bool, beside: bool) -> View:
    if ground:
        return _stage([figure], ground, beside)
    return View(kind="figure", figure=figure.id, figure_height=_height(figure), centre=BESIDE if beside else MIDDLE)


def _stage(figures: Sequence[FigureData], ground: bool, beside: bool = False) -> View:
    """A stage on which figures stand upright; ``beside`` others that stand on the set at the left."""
    side = "right" if beside and len(figures) == 1 else None
    wishes = tuple(Wish(what=one.id, upright=True, side=side) for one in figures)
    return View(kind="stage", wishes=wishes, ground=ground)


def _stand_well(staging: Staging, ground: bool) -> bool:
    others_lean = MOST_OVER_GROUND if ground else MOST_OTHERS_LEAN
    upright = staging.lean <= MOST_LEAN and staging.others_lean <= others_lean
    return upright and staging.outside <= MOST_OUTSIDE_PX and staging.height >= LEAST_HEIGHT


def _before_turning(first: FigureData, second: FigureData) -> View:
    """A view of the first figure from which a camera that turns to the second sees that as well."""
    assert first.plane is not None
    ra, dec, roll = upright_aim(first)
    wide, tall = np.maximum(_extent(first), _extent(second))
    scale = min(TALL * 720 / tall, WIDE * 1280 / wide)
    return View(
        kind="sky", ra_deg=round(ra, 3), dec_deg=round(dec, 3), roll_deg=round(roll, 2), scale=round(scale, 1),
        centre=MIDDLE,
    )  # fmt: skip


def _height(figure: FigureData) -> float:
    """The share of the picture's height that a figure takes, so that it fits."""
    wide, tall = _extent(figure)
    return round(min(TALL, WIDE * 1280 / 720 * tall / wide), 3)


def _extent(figure: FigureData) -> tuple[float, float]:
    """Width and height of a figure on the sky, in radians at its tangent point."""
    assert figure.plane is not None
    left, top, right, bottom = figure.frame
    return (right - left) / figure.plane.scale, (bottom - top) / figure.plane.scale


def _places(figures: Sequence[FigureData], on_stars: int) -> dict[str, Place]:
    """The places of figures on the set beside so many on their stars."""
    if on_stars > 1:
        seats = (SEAT_BETWEEN,)
    else:
        seats = SEATS_BESIDE[2 if len(figures) > 1 else 1] if on_stars else SEATS[max(min(len(figures), 3), 1)]
    return {figure.id: _seated(figure, seat) for figure, seat in zip(figures, seats, strict=False)}


def _seated(figure: FigureData, seat: tuple[float, float, float, float]) -> Place:
    """A figure in the middle of its seat, as large as fits: x, y and size in pixels of a picture 1280 x 720."""
    x, y, most_high, most_wide = seat
    left, top, right, bottom = figure.frame
    size = min(most_high * 720 / (bottom - top), most_wide * 1280 / (right - left))
    corner = x * 1280 - size * (right - left) / 2, y * 720 - size * (bottom - top) / 2
    return round(corner[0], 1), round(corner[1], 1), round(size, 3)
