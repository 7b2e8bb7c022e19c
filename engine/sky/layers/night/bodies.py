"""Sun, Moon and planets where they truly stand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.atmosphere import kept_light
from engine.sky.bodies import BodyPlace, bodies_at
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.daylight import Daylight
from engine.sky.layers.night.moon_disc import MoonDisc, Phase
from engine.sky.layers.night.planet_discs import paint_disc, small_worlds
from engine.sky.layers.night.points import Points
from engine.sky.layers.night.star_places import lifted, pixels_of, zenith_of
from engine.sky.layers.night.stars import close_gain, star_flux
from engine.sky.light import smoothstep, splat
from engine.sky.observer import Observer

COLOURS = {
    "mercury": (1.05, 0.98, 0.90), "venus": (1.02, 1.00, 0.90), "mars": (1.75, 0.86, 0.42),
    "jupiter": (1.06, 0.99, 0.84), "saturn": (1.12, 0.98, 0.70), "uranus": (0.72, 1.05, 1.14),
    "neptune": (0.62, 0.95, 1.45),
}  # fmt: skip
"""Linear colours of luminance about 1, from the planets' colour indices."""
SMALLEST_MOON = 6.5
"""Radius in reference pixels below which the Moon is not drawn, so that its phase can be seen in wide views."""
DISC = (1.6, 4.0)
"""Radii in pixels between which a planet turns from a point into a disc."""


class Bodies:
    """The solar system over a place at the moment of the shot."""

    order = Order.ATMOSPHERE + 2

    def __init__(self, stage: Stage, observer: Observer) -> None:
        places = {body.id: body for body in bodies_at(observer.moment, observer.place)}
        self._sun, self._moon = places.pop("sun"), places.pop("moon")
        self._planets = list(places.values())
        self._directions = np.array([planet.direction for planet in self._planets])
        colours = np.array([COLOURS[planet.id] for planet in self._planets])
        magnitudes = np.array([planet.magnitude for planet in self._planets])
        # what is brighter than any star would fill its surroundings with light
        seen = np.where(magnitudes < -1.5, -1.5 + 0.4 * (magnitudes + 1.5), magnitudes)
        self._flux = (star_flux(seen) * close_gain(stage))[:, None] * colours
        self._points = Points(seen, stage.unit)
        self._worlds = small_worlds(observer.moment, self._planets)
        self._disc = MoonDisc(stage.random("moon"))
        self._daylight = Daylight(stage)
        self._sun_shows = stage.scene.twilight or stage.scene.view.kind != "horizon"

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the bodies that stand above the horizon, the Moon last, since it is nearest."""
        if self._sun_shows:
            self._paint_sun(buffer, frame)
        self._paint_planets(buffer, frame)
        self._paint_moon(buffer, frame)

    def _paint_planets(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        xy = pixels_of(self._directions, frame)
        light = self._flux * _kept(self._directions, frame) * frame.unit**2 * self._daylight.stars_kept(frame)
        radii = np.array([planet.angular_radius for planet in self._planets]) * frame.camera.scale_at(self._directions)
        disc = smoothstep(*DISC, radii)
        up = light.max(1) > 0
        points = np.flatnonzero(up & (disc < 1)).astype(np.int32)
        seen = (light[points] * (1 - disc[points])[:, None]).astype(np.float32)
        self._points.paint(buffer, np.ascontiguousarray(xy[points], np.float32), seen, points)
        kept = _kept(self._directions, frame)
        for i in np.flatnonzero(up & (disc > 0)):
            planet = self._planets[i]
            north, _ = _axes(planet, xy[i], frame, planet.axis_angle)
            limb, _ = _axes(planet, xy[i], frame, planet.bright_limb_angle)
            paint_disc(buffer, self._worlds[planet.id], xy[i], float(radii[i]), north, limb, kept[i], float(disc[i]))

    def _paint_moon(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        kept = _kept(self._moon.direction[None], frame)[0]
        if kept.max() <= 0:
            return
        at = pixels_of(self._moon.direction[None], frame)[0]
        scale = float(frame.camera.scale_at(self._moon.direction))
        radius = max(self._moon.angular_radius * scale, SMALLEST_MOON * frame.unit)
        _, limb = _axes(self._moon, at, frame, self._moon.bright_limb_angle)
        _, north = _axes(self._moon, at, frame, self._moon.axis_angle)
        # by day and dusk the eye is used to more light; the crescent's earthshine is the strongest
        bright = 0.55 + 0.45 * self._daylight.stars_kept(frame) ** 0.25
        phase = Phase(self._moon.illuminated, limb, north)
        light = np.array([1.0, 0.96, 0.86]) * kept * bright
        earthshine = 1.9 * (1 - self._moon.illuminated) ** 1.5 * self._daylight.stars_kept(frame) ** 0.35
        self._disc.paint(buffer, at, radius, phase, light, earthshine)

    def _paint_sun(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        kept = _kept(self._sun.direction[None], frame)[0]
        if kept.max() <= 0:
            return
        at = pixels_of(self._sun.direction[None], frame)[0]
        radius = self._sun.angular_radius * float(frame.camera.scale_at(self._sun.direction))
        # a low Sun keeps its red light longest
        warm = (kept / kept.max()) ** 0.7 * np.array([1.0, 0.92, 0.80])
        sizes = np.maximum(np.array([0.55, 1.8, 6.0, 20.0]) * radius, 1.0)
        bright = np.array([16.0, 1.6, 0.30, 0.075])
        flux = (bright * 2 * np.pi * sizes**2)[:, None] * warm
        x, y = (np.full(4, at[i], np.float32) for i in (0, 1))
        splat(buffer, x, y, flux.astype(np.float32), sizes.astype(np.float32))


def _kept(directions: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    """Share (n, 3) of light that the air lets through, 0 for what has set."""
    zenith = zenith_of(frame)
    if zenith is None:
        return np.ones((len(directions), 3))
    altitude = np.arcsin(np.clip(lifted(directions, zenith) @ zenith, -1, 1))
    return kept_light(altitude) * (altitude > np.radians(-0.4))[:, None]


def _axes(
    body: BodyPlace, at: NDArray[np.float64], frame: Frame, position_angle: float
) -> tuple[NDArray[np.float64], float]:
    """The direction in the picture of a position angle at a body: a unit vector (2,) and its angle in radians,
    clockwise from the right."""
    east = np.array([-body.direction[1], body.direction[0], 0.0])
    east /= np.linalg.norm(east)
    north = np.cross(body.direction, east)
    step = body.direction + 0.002 * (np.cos(position_angle) * north + np.sin(position_angle) * east)
    way = pixels_of((step / np.linalg.norm(step))[None], frame)[0] - at
    way /= max(float(np.linalg.norm(way)), 1e-9)
    return way, float(np.arctan2(way[1], way[0]))
