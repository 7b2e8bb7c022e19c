"""The Moon as a set piece: where and in which phase the scene wants it."""

from __future__ import annotations

import astronomy
import numpy as np
from numpy.typing import NDArray

from engine.sky.frame import Frame, Stage
from engine.sky.layers.anchors import anchor_of
from engine.sky.layers.layer import Order, element
from engine.sky.layers.night.moon_disc import MoonDisc, Phase
from storyboard.model import Element

EARTH_RADIUS_AU = 6371.0 / 149597870.7


@element("moon")
class Moon:
    """The Moon.

    Settings:
        true: true puts it where it stands at the storyboard's time and place, in its true phase (default false).
        x, y: place in reference pixels (720 high) otherwise (default upper left); hip, shift: beside a star.
        radius: radius of the disc in reference pixels (default 15, larger than life; true size: 0 means to scale).
        lit: lit fraction of the disc, 0..1 (default 0.446); limb_deg: direction of the bright limb, degrees clockwise
            from the right (default 40: right and down, a Moon of the evening). Both come from the sky when ``true``.
        strength: light (default 1).
        earthshine: light of the dark part (default 1).
    """

    order = Order.ATMOSPHERE + 3

    def __init__(self, spec: Element, stage: Stage) -> None:
        self._disc = MoonDisc(stage.random("moon"))
        self._true = bool(spec.setting("true", False))
        self._radius = float(spec.setting("radius", 15.0))
        self._strength, self._earth = float(spec.setting("strength", 1.0)), float(spec.setting("earthshine", 1.0))
        self._lit = float(spec.setting("lit", 0.446))
        self._limb = np.radians(float(spec.setting("limb_deg", 40.0)))
        self._anchor = None
        self._moon = self._sun = np.zeros(3)
        if self._true:
            self._moon, self._sun, self._lit = _sky_of(stage)
        else:
            self._anchor = anchor_of(spec, stage, (stage.reference_width * 0.2, 200.0))

    def _phase(self, frame: Frame, at: NDArray[np.float64]) -> Phase:
        if not self._true:
            return Phase(self._lit, self._limb, -np.pi / 2 + 0.35)
        # the Sun lights the limb that lies towards it along the great circle
        towards = self._sun - self._moon * float(self._sun @ self._moon)
        towards /= max(float(np.linalg.norm(towards)), 1e-9)
        step = 0.01
        limb = frame.camera.project(self._moon * np.cos(step) + towards * np.sin(step)) - at
        pole = np.array([0.0, 0.0, 1.0])
        up = pole - self._moon * float(pole @ self._moon)
        north = frame.camera.project(self._moon + 0.01 * up / np.linalg.norm(up)) - at
        return Phase(self._lit, float(np.arctan2(limb[1], limb[0])), float(np.arctan2(north[1], north[0])))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        at = frame.camera.project(self._moon) if self._anchor is None else self._anchor.pixels(frame)
        radius = self._radius * frame.unit * frame.zoom
        if self._radius <= 0:
            radius = np.radians(0.26) * frame.camera.scale
        warm = np.array([1.0, 0.96, 0.86]) * self._strength
        self._disc.paint(buffer, at, radius, self._phase(frame, at), warm, self._earth)


def _sky_of(stage: Stage) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Directions of date of Moon and Sun and the lit fraction of the Moon.

    In a view with a horizon the Moon is seen from the ground, up to a degree lower than from the Earth's centre; the
    zenith is the camera's up axis, since such a camera looks along the horizon.
    """
    tt1, tt2 = stage.path.moment.tt
    time = astronomy.Time.FromTerrestrialTime(tt1 - 2451545.0 + tt2)
    moon, sun = (
        stage.of_date @ np.array([vector.x, vector.y, vector.z])
        for vector in (astronomy.GeoMoon(time), astronomy.GeoVector(astronomy.Body.Sun, time, True))
    )
    view = stage.scene.view
    if view.kind == "horizon":
        rotation, roll = stage.path.projection(0.0).rotation, np.radians(view.roll_deg)
        zenith = np.cos(roll) * rotation[1] + np.sin(roll) * rotation[0]
        moon = moon - zenith * EARTH_RADIUS_AU
    lit = astronomy.Illumination(astronomy.Body.Moon, time).phase_fraction
    return moon / np.linalg.norm(moon), sun / np.linalg.norm(sun), float(lit)
