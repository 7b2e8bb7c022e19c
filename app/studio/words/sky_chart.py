"""The sky above a horizon as a chart for the windows. Slow to load: for background threads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app.studio.words.engine.saying import worded
from engine.errors import EngineError
from engine.sky import calendar, catalogue
from engine.sky.bodies import NAMES, BodyId, bodies_at
from engine.sky.cultures.known import culture_of, star_name, star_tables
from engine.sky.layers.night.star_places import rows_of
from engine.sky.moment import horizon_rotation
from engine.sky.observer import Observer
from engine.sky.refraction import refracted
from storyboard.model import Sky, View
from ui.ports.understanding import MapLine, MapStar, SkyMap

FAINTEST, NAMED = 4.5, 2.1
BODY_BV: dict[BodyId, float] = {
    "sun": 0.65, "moon": 0.9, "mercury": 0.9, "venus": 0.8, "mars": 1.4, "jupiter": 0.8, "saturn": 1.0,
}  # fmt: skip
"""Colours of the bodies that an eye sees, as B-V."""
BRIGHT_DUSK_DEG = -9.0
"""While the Sun stands higher than this, the sky is too bright for most stars."""


def chart(sky: Sky, view: View | None, language: str) -> SkyMap:
    """The stars, lines and bodies above the horizon; a sky that is not understood is said as its fault."""
    try:
        observer = Observer.of(sky)
        horizon = _Horizon(observer, view)
        says, own_hour = sky_says(sky, view, language), view is not None and view.sidereal_h is not None
        # a view that turns the sky to an hour of its own leaves Sun, Moon and planets out
        sun, bodies = (-90.0, []) if own_hour else _bodies(observer, horizon, language)
        if sun > BRIGHT_DUSK_DEG:
            bright = QCoreApplication.translate("Studio", "The Sun is too high for most stars to be seen.")
            says = f"{says} {bright}"
        return SkyMap((*_stars(observer, horizon, language), *bodies), _lines(observer, horizon, language), view, says)
    except EngineError as error:
        return SkyMap(view=view, fault=worded(error))


def sky_says(sky: Sky, view: View | None, language: str) -> str:
    """Place and time of a sky in one sentence; where a view has a sidereal time of its own, that one.

    Raises:
        EngineError: the place or the time is not known.
    """
    observer = Observer.of(sky)
    place = observer.place
    name = (place.zh if language == "zh" else place.en) or f"{place.latitude_deg:.2f}°, {place.longitude_deg:.2f}°"
    if view is not None and view.latitude_deg is not None:
        name = QCoreApplication.translate("Studio", "latitude {0}°").format(f"{view.latitude_deg:.0f}")
    if view is not None and view.sidereal_h is not None:
        hours = f"{int(view.sidereal_h)}:{int(view.sidereal_h % 1 * 60):02d}"
        return QCoreApplication.translate("Studio", "{0}, sidereal time {1}.").format(name, hours)
    day, part = observer.moment.clock
    local = calendar.written(day, part + place.longitude_deg / 360, "").replace("T", " ")[:-3]
    return QCoreApplication.translate("Studio", "{0}, {1} local time.").format(name, local)


class _Horizon:
    """Turns directions of date to altitude and azimuth in degrees."""

    def __init__(self, observer: Observer, view: View | None) -> None:
        latitude, angle = observer.place.radians[0], observer.rotation_angle
        if view is not None and view.latitude_deg is not None:
            latitude = float(np.radians(view.latitude_deg))
        if view is not None and view.sidereal_h is not None:
            angle = float(np.radians(view.sidereal_h * 15)) + observer.moment.equation_of_origins
        self._matrix = horizon_rotation(latitude, angle)

    def of(self, directions: NDArray[np.float64]) -> NDArray[np.float64]:
        """Apparent altitude and azimuth (n, 2) in degrees of directions (n, 3)."""
        east, north, up = (directions @ self._matrix.T).T
        altitude = refracted(np.arctan2(up, np.hypot(east, north)))
        return np.degrees(np.stack([altitude, np.arctan2(east, north) % (2 * np.pi)], -1))


def _stars(observer: Observer, horizon: _Horizon, language: str) -> list[MapStar]:
    stars = catalogue.load(FAINTEST)
    places = horizon.of(observer.apparent(stars))
    return [
        MapStar(
            round(float(places[row, 0]), 3), round(float(places[row, 1]), 3), float(stars.v[row]),
            _hex(stars.rgb[row]), _name(int(stars.hip[row]), language) if stars.v[row] < NAMED else "",
        )
        for row in np.flatnonzero(places[:, 0] > 0)
    ]  # fmt: skip


def _lines(observer: Observer, horizon: _Horizon, language: str) -> tuple[MapLine, ...]:
    culture = culture_of("chinese" if language == "zh" else "western")
    pairs = [
        pair for figure in culture.all_figures() for path in figure.paths
        for pair in zip(path[:-1], path[1:], strict=True)
    ]  # fmt: skip
    hips = sorted({hip for pair in pairs for hip in pair})
    found = horizon.of(observer.apparent(rows_of(catalogue.load(), hips))).round(3).tolist()
    places = {hip: (altitude, azimuth) for hip, (altitude, azimuth) in zip(hips, found, strict=True)}
    return tuple(
        MapLine(places[start], places[end]) for start, end in pairs if places[start][0] > 0 and places[end][0] > 0
    )


def _bodies(observer: Observer, horizon: _Horizon, language: str) -> tuple[float, list[MapStar]]:
    """The Sun's altitude in degrees, and the bodies that are up and bright enough."""
    bodies = bodies_at(observer.moment, observer.place)
    places = horizon.of(np.stack([body.direction for body in bodies]))
    up = [
        MapStar(
            round(float(altitude), 3), round(float(azimuth), 3), body.magnitude,
            _hex(catalogue.colour_of(np.array([BODY_BV[body.id]]))[0]), NAMES[body.id][language],
        )
        for body, (altitude, azimuth) in zip(bodies, places, strict=True) if body.id in BODY_BV and altitude > 0
    ]  # fmt: skip
    return float(places[[body.id for body in bodies].index("sun"), 0]), up


def _name(hip: int, language: str) -> str:
    proper, chinese, _ = star_tables()
    known = str(hip) in (chinese if language == "zh" else proper)
    return star_name(hip, language) if known else ""


def _hex(rgb: NDArray[np.floating]) -> str:
    """A linear colour as #rrggbb in sRGB, as bright as it can be."""
    share = np.clip(np.asarray(rgb, np.float64) / np.max(rgb), 0, 1)
    encoded = np.where(share <= 0.0031308, 12.92 * share, 1.055 * share ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(float(value) * 255):02x}" for value in encoded)
