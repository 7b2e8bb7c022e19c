"""The Sun of a shot: how high it stands at every moment, and what that and the cities leave of the night."""

from __future__ import annotations

from functools import lru_cache

import astronomy
import numpy as np
from numpy.typing import NDArray

from engine.sky.atmosphere import stars_kept
from engine.sky.frame import Frame, Stage
from engine.sky.layers.night.star_places import zenith_of

NIGHT = float(np.radians(-18))


class Daylight:
    """Knows the true Sun where the scene asks for twilight over a horizon; otherwise it is night."""

    def __init__(self, stage: Stage) -> None:
        self._pollution = stage.scene.light_pollution
        self._kept_at_night = stars_kept(NIGHT, self._pollution)
        self.sun: NDArray[np.float64] | None = None
        if stage.scene.twilight and stage.scene.view.kind == "horizon":
            tt1, tt2 = stage.path.moment.tt
            self.sun = stage.of_date @ _sun(tt1 - 2451545.0 + tt2)

    def sun_altitude(self, frame: Frame) -> float:
        """Altitude of the Sun in radians; the depth of night where the scene asks for no twilight."""
        zenith = None if self.sun is None else zenith_of(frame)
        if self.sun is None or zenith is None:
            return NIGHT
        return float(np.arcsin(np.clip(self.sun @ zenith, -1, 1)))

    def stars_kept(self, frame: Frame) -> float:
        """Share of the starlight that is left now beside dusk and the light of cities."""
        if self.sun is None:
            return self._kept_at_night
        return stars_kept(self.sun_altitude(frame), self._pollution)


@lru_cache(maxsize=8)
def _sun(days: float) -> NDArray[np.float64]:
    """Apparent unit vector (3,) of the Sun, ICRS, so many days of terrestrial time after J2000.0."""
    seen = astronomy.GeoVector(astronomy.Body.Sun, astronomy.Time.FromTerrestrialTime(days), True)
    vector = np.array([seen.x, seen.y, seen.z])
    return vector / np.linalg.norm(vector)
