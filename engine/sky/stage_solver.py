"""The stage solver: it finds the place, time and direction where the true sky stands as a scene wishes.

Over a true horizon it searches latitude, sidereal time, azimuth and focal length; without ground it turns and frames a
free view of the sky. Every candidate is a real sky: nothing is moved, only the onlooker.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.sky.catalogue import load
from engine.sky.cultures.known import culture_of
from engine.sky.figures import figure_names, load_figure
from engine.sky.layers.night.star_places import rows_of
from engine.sky.moment import Moment, horizon_rotation
from engine.sky.observer import Observer
from engine.sky.places import place_of_sky
from storyboard.model import Sky, View, Wish

Vectors = NDArray[np.float64]

WIDTH, HEIGHT = 1280.0, 720.0
SIDES = {"left": 0.25, "middle": 0.5, "right": 0.75}
LEVELS = {"low": 0.62, "middle": 0.44, "high": 0.26}
SAFE_X, SAFE_TOP = 0.07, 0.10
CLEAR_OF_HORIZON_PX = 24.0
SCALES = (360.0, 440.0, 520.0, 600.0, 680.0, 780.0, 900.0, 1040.0)
FREE_SCALES = (240.0, 300.0, *SCALES, 1200.0, 1400.0, 1700.0, 2100.0, 2500.0)
HORIZON_CENTRE, FREE_CENTRE = (0.5, 0.8), (0.5, 0.45)
EDGES, HEAD, FOOT = ((0.1, 0.5), (0.9, 0.5), (0.5, 0.05), (0.5, 0.95), (0.5, 0.5)), 2, 3
"""Points of a figure that are to be seen, in shares of its frame, and which of them are its head and its foot."""
LARGEST_LEAN, OUTSIDE_PX, SMALLEST = np.radians(50.0), 60.0, 0.38
"""A true horizon is left where the first upright figure leans more, more of what is wished for stands outside, or one
figure that is wished for alone is a smaller share of the picture's height."""
TALL, TALL_TOGETHER = 0.62, 0.5
SMALL_COSTS, SMALL_TOGETHER_COSTS, SMALL_LINES_COSTS = 2.0, 1.0, 0.5
OUTSIDE_COSTS_PX = 25.0


@dataclass(frozen=True)
class Staging:
    """What was chosen: a view of the kind ``horizon`` or ``sky``, and how well it does.

    lean: how far the first figure that is wished for upright leans, radians; others_lean: the most that another does.
    outside: pixels by which it all leaves the part of the picture that is kept free of edges. height: of the tallest,
    as a share of the picture's.
    """

    view: View
    lean: float
    others_lean: float
    outside: float
    height: float

    def says(self, language: str) -> str:
        """What was chosen, in one sentence."""
        view, chinese = self.view, language == "zh"
        if view.kind == "sky":
            hours, declination, turned = view.ra_deg / 15, view.dec_deg, view.roll_deg
            if chinese:
                return f"镜头对准赤经 {hours:.1f} 时、赤纬 {declination:+.0f}°，画面旋转 {turned:.0f}°。"
            return f"the view looks at {hours:.1f} h {declination:+.0f}°, turned by {turned:.0f}°."
        latitude, time = view.latitude_deg or 0.0, view.sidereal_h or 0.0
        clock, date = f"{int(time)}:{int(time % 1 * 60):02d}", _evening_of(time)
        if chinese:
            side = "北纬" if latitude >= 0 else "南纬"
            return (
                f"真实星空取自{side} {abs(latitude):.0f}°、地方恒星时 {clock}、方位角 {view.azimuth_deg:.0f}°，"
                f"约 {date.month} 月 {date.day} 日晚八点。"
            )
        side = "N" if latitude >= 0 else "S"
        return (
            f"the true sky stands so at {abs(latitude):.0f}° {side}, sidereal time {clock}, looking to azimuth "
            f"{view.azimuth_deg:.0f}°, as about {date:%d %B} at eight in the evening."
        )


def _evening_of(sidereal_h: float) -> date:
    """The day of an ordinary year when eight in the evening, local mean time, has this sidereal time.

    Near 22 September sidereal and mean solar time agree; sidereal time gains 24 h in a year.
    """
    return date(2025, 9, 22) + timedelta(days=((sidereal_h - 20 + 12) % 24 - 12) * 365.2422 / 24)


class _Fit(NamedTuple):
    """How well candidates do, each (candidates,): see ``Staging``; the smallest cost is the best."""

    cost: NDArray[np.float64]
    lean: NDArray[np.float64]
    others_lean: NDArray[np.float64]
    outside: NDArray[np.float64]
    height: NDArray[np.float64]

    def staging(self, index: int, view: View) -> Staging:
        """A candidate as what was chosen."""
        return Staging(view, *(float(values[index]) for values in self[1:]))


@dataclass(frozen=True)
class _Actor:
    """One wish as directions of date: points (n, 3) to keep in the picture, of a figure those of ``EDGES``."""

    wish: Wish
    points: Vectors
    is_figure: bool

    @property
    def middle(self) -> Vectors:
        middle = self.points.mean(0)
        return middle / np.linalg.norm(middle)


def solve(view: View, sky: Sky) -> Staging:
    """The stage of a view of the kind ``stage``.

    Where no place on Earth shows the upright figures upright above the horizon, the view becomes a free one.

    Raises:
        BadInput: no wishes, or one that names nothing in the sky.
    """
    return _solve(view.model_dump_json(exclude_unset=True), sky.model_dump_json())


@lru_cache(maxsize=256)
def _solve(view_json: str, sky_json: str) -> Staging:
    view, sky = View.model_validate_json(view_json), Sky.model_validate_json(sky_json)
    if not view.wishes:
        raise BadInput("A view of the kind 'stage' needs wishes: say what should stand where.")
    moment = Observer.of(sky).moment
    actors = [_actor(wish, moment) for wish in view.wishes]
    if not view.ground:
        return _free(view, actors, moment)
    found = _grounded(view, actors, moment, sky)
    fixed = view.model_fields_set & {"latitude_deg", "sidereal_h", "azimuth_deg"}
    lost = found.lean > LARGEST_LEAN or found.outside > OUTSIDE_PX
    small = len(actors) == 1 and actors[0].is_figure and found.height < SMALLEST
    if not fixed and (lost or small):
        return _free(view.model_copy(update={"horizon": view.horizon or 0.86}), actors, moment)
    return found


def _actor(wish: Wish, moment: Moment) -> _Actor:
    """A wish's directions of date.

    Raises:
        BadInput: it names nothing that stands in the sky.
    """
    if isinstance(wish.what, int):
        return _Actor(wish, _apparent([wish.what], moment), False)
    if wish.what in figure_names():
        figure = load_figure(wish.what)
        if figure.plane is None:
            raise BadInput(f"The figure '{wish.what}' has no place in the sky: a stage cannot be found for it.")
        right, up, forward = figure.plane.axes() @ moment.of_date_matrix().T
        left, top, width, height = figure.frame[0], figure.frame[1], *_size(figure.frame)
        x, y = np.array(EDGES).T
        dx = (left + x * width - figure.plane.centre[0]) / (2 * figure.plane.scale)
        dy = (figure.plane.centre[1] - top - y * height) / (2 * figure.plane.scale)
        square = dx * dx + dy * dy
        points = np.outer(2 * dx, right) + np.outer(2 * dy, up) + np.outer(1 - square, forward)
        return _Actor(wish, points / (1 + square)[:, None], True)
    lines = culture_of("western").figures | culture_of("chinese").figures
    if wish.what in lines:
        return _Actor(wish, _apparent(sorted({hip for line in lines[wish.what].paths for hip in line}), moment), False)
    raise BadInput(f"'{wish.what}' is no figure, constellation or star number: a stage cannot be found for it.")


def _size(frame: tuple[float, float, float, float]) -> tuple[float, float]:
    return frame[2] - frame[0], frame[3] - frame[1]


def _apparent(hips: list[int], moment: Moment) -> Vectors:
    try:
        return moment.apparent(rows_of(load(99.0), hips))
    except KeyError as missing:
        raise BadInput(f"The catalogue has no star HIP {missing.args[0]}: give another number.") from None


def _grounded(view: View, actors: list[_Actor], moment: Moment, sky: Sky) -> Staging:
    """Search over latitude, sidereal time, azimuth and scale; then once more, finer, around the best."""
    fixed = view.model_fields_set
    centre = view.centre if "centre" in fixed else HORIZON_CENTRE
    home = view.latitude_deg if view.latitude_deg is not None else place_of_sky(sky).latitude_deg
    latitudes = np.array([home]) if view.latitude_deg is not None else np.arange(-60.0, 61.0, 4.0)
    times = np.array([view.sidereal_h]) if view.sidereal_h is not None else np.arange(0.0, 24.0, 0.25)
    turns = np.array([0.0]) if "azimuth_deg" in fixed else np.array([-24.0, -16, -8, 0, 8, 16, 24])
    scales = (view.scale,) if "scale" in fixed else SCALES
    best = _best(view, actors, moment, latitudes, times, turns, scales, centre, home)
    for step in (1.0, 0.25):
        near = np.linspace(-1.5, 1.5, 7) * step
        best = _best(
            view, actors, moment,
            latitudes if len(latitudes) == 1 else np.clip(best.latitude + near * 2, -66, 66),
            times if len(times) == 1 else (best.time + near * 0.12) % 24,
            np.array([0.0]) if len(turns) == 1 else near * 3,
            scales if len(scales) == 1 else tuple(best.scale * (1 + 0.04 * step * k) for k in (-1, 0, 1)),
            centre, home, around=best.azimuth,
        )  # fmt: skip
    chosen = view.model_copy(
        update={
            "kind": "horizon", "latitude_deg": round(best.latitude, 2), "sidereal_h": round(best.time % 24, 3) % 24,
            "azimuth_deg": round(best.azimuth % 360, 2), "scale": round(best.scale, 1), "centre": centre,
        }
    )  # fmt: skip
    return best.fit.staging(best.index, chosen)


class _Best(NamedTuple):
    """The best candidate over a true horizon, and the fit that it is the ``index``-th of."""

    latitude: float
    time: float
    azimuth: float
    scale: float
    fit: _Fit
    index: int


def _best(
    view: View, actors: list[_Actor], moment: Moment, latitudes, times, turns, scales, centre, home, around=None
) -> _Best:
    """The candidate with the smallest cost, azimuths being ``turns`` degrees away from the actors' own or from
    ``around``."""
    best, least = None, np.inf
    for latitude in latitudes:
        angles = np.radians(times * 15) + moment.equation_of_origins
        rotations = np.stack([horizon_rotation(np.radians(latitude), angle) for angle in angles])
        middle = np.stack([actor.middle for actor in actors]).mean(0)
        east, north, _ = np.moveaxis(rotations @ middle, -1, 0)
        for turn in turns:
            if around is not None:
                azimuths = np.full(len(times), np.radians(around + turn))
            elif "azimuth_deg" in view.model_fields_set:
                azimuths = np.full(len(times), np.radians(view.azimuth_deg))
            else:
                azimuths = np.arctan2(east, north) + np.radians(turn)
            seen = [_seen(actor.points, rotations, azimuths) for actor in actors]
            for scale in scales:
                fit = _fit(actors, seen, scale, centre, centre[1] * HEIGHT)
                cost = fit.cost + 0.004 * np.abs(latitude - home) + 0.00002 * (latitude / 10) ** 4
                index = int(np.argmin(cost))
                if best is None or cost[index] < least:
                    azimuth = float(np.degrees(azimuths[index]))
                    best = _Best(float(latitude), float(times[index]), azimuth, float(scale), fit, index)
                    least = cost[index]
    assert best is not None
    return best


def _seen(points: Vectors, rotations: Vectors, azimuths: NDArray[np.float64]) -> Vectors:
    """Camera axes (candidates, points, 3): right, up, forward, of a level camera that looks at the azimuths."""
    horizontal = np.einsum("kij,nj->kni", rotations, points)
    s, c = np.sin(azimuths)[:, None], np.cos(azimuths)[:, None]
    east, north, up = np.moveaxis(horizontal, -1, 0)
    return np.stack([east * c - north * s, up, east * s + north * c], -1)


def _pixels(seen: Vectors, scale: float, centre: tuple[float, float]) -> tuple[Vectors, Vectors]:
    stretch = 2 / (1 + np.maximum(seen[..., 2], -0.9)) * scale
    return centre[0] * WIDTH + seen[..., 0] * stretch, centre[1] * HEIGHT - seen[..., 1] * stretch


def _fit(actors, seen, scale: float, centre: tuple[float, float], floor: float) -> _Fit:
    """How well the candidates do whose axes are ``seen``, at one scale."""
    cost, outside, height = (np.zeros(len(seen[0])) for _ in range(3))
    leans: list[NDArray[np.float64]] = []
    left, right, top = SAFE_X * WIDTH, (1 - SAFE_X) * WIDTH, SAFE_TOP * HEIGHT
    for actor, axes in zip(actors, seen, strict=True):
        x, y = _pixels(axes, scale, centre)
        over = np.maximum(left - x, 0) + np.maximum(x - right, 0) + np.maximum(top - y, 0)
        over += np.maximum(y - (floor - CLEAR_OF_HORIZON_PX), 0)
        outside += over.mean(-1)
        middle_x, middle_y = x.mean(-1), y.mean(-1)
        if actor.wish.side is not None:
            cost += 3.0 * np.maximum(np.abs(middle_x / WIDTH - SIDES[actor.wish.side]) - 0.06, 0)
        if actor.wish.level is not None:
            cost += 2.0 * np.maximum(np.abs(middle_y / HEIGHT - LEVELS[actor.wish.level]) - 0.06, 0)
        height = np.maximum(height, (y.max(-1) - y.min(-1)) / HEIGHT)
        if actor.wish.upright and actor.is_figure:
            angle = np.abs(np.arctan2(x[:, HEAD] - x[:, FOOT], y[:, FOOT] - y[:, HEAD]))
            cost += angle * ((0.5 + 0.6 * angle) if leans else (1.6 + 2.0 * angle))
            leans.append(angle)
    if all(actor.wish.side is None for actor in actors):
        cost += 1.2 * np.abs(np.mean([_pixels(axes, scale, centre)[0].mean(-1) for axes in seen], axis=0) / WIDTH - 0.5)
    wanted, costs = (TALL, SMALL_COSTS) if len(actors) == 1 else (TALL_TOGETHER, SMALL_TOGETHER_COSTS)
    if not any(actor.is_figure for actor in actors):
        costs = SMALL_LINES_COSTS
    cost += outside / OUTSIDE_COSTS_PX + np.maximum(0.5 * (height - wanted), costs * (wanted - height))
    upright = np.stack([*leans, np.zeros_like(cost), np.zeros_like(cost)])
    return _Fit(cost, upright[0], upright[1:].max(0), outside, height)


def _free(view: View, actors: list[_Actor], moment: Moment) -> Staging:
    """A free view: aimed at the actors' middle, rolled and framed as they wish."""
    centre = view.centre if "centre" in view.model_fields_set else FREE_CENTRE
    middle = np.concatenate([actor.points for actor in actors]).mean(0)
    middle /= np.linalg.norm(middle)
    of_date = moment.of_date_matrix()
    pole = of_date @ np.array([0.0, 0.0, 1.0])
    right = np.cross(middle, pole)
    right /= np.linalg.norm(right)
    up = np.cross(right, middle)
    fixed = view.model_fields_set
    rolls = np.radians([view.roll_deg] if "roll_deg" in fixed else np.arange(0.0, 360.0, 2.0))
    c, s = np.cos(rolls), np.sin(rolls)
    rotations = np.stack(
        [np.outer(c, right) + np.outer(s, up), np.outer(c, up) - np.outer(s, right), np.tile(middle, (len(c), 1))], 1
    )
    seen = [np.einsum("kij,nj->kni", rotations, actor.points) for actor in actors]
    floor = (view.horizon or 0.88) * HEIGHT
    scales = (view.scale,) if "scale" in fixed else FREE_SCALES
    fits = [_fit(actors, seen, scale, centre, floor) for scale in scales]
    scale, fit = min(zip(scales, fits, strict=True), key=lambda pair: pair[1].cost.min())
    index = int(np.argmin(fit.cost))
    ra, dec = _icrs(of_date.T @ middle)
    chosen = view.model_copy(
        update={
            "kind": "sky", "ra_deg": round(ra, 3), "dec_deg": round(dec, 3), "scale": scale, "centre": centre,
            "roll_deg": round(float(np.degrees(rolls[index])), 2),
        }
    )  # fmt: skip
    return fit.staging(index, chosen)


def _icrs(direction: Vectors) -> tuple[float, float]:
    return float(np.degrees(np.arctan2(direction[1], direction[0])) % 360), float(np.degrees(np.arcsin(direction[2])))
