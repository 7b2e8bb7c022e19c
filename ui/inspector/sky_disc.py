"""Where directions of the sky lie on a disc: the zenith in the middle, north up, east on the left, as one looks up."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ui.ports.understanding import MapStar

RIM = 17
"""Room for the compass letters around the disc, in pixels."""


@dataclass(frozen=True)
class SkyDisc:
    """A disc of the sky: its middle and its radius, where the horizon is."""

    x: float
    y: float
    radius: float

    def place(self, altitude_deg: float, azimuth_deg: float) -> tuple[float, float]:
        """The point of a direction; altitudes are spaced evenly."""
        away = self.radius * (90 - altitude_deg) / 90
        azimuth = math.radians(azimuth_deg)
        return self.x - away * math.sin(azimuth), self.y - away * math.cos(azimuth)

    def azimuth(self, x: float, y: float) -> float:
        """The azimuth, in degrees from north through east, in which a point lies from the middle."""
        return math.degrees(math.atan2(self.x - x, self.y - y)) % 360

    def contains(self, x: float, y: float, rim: float = 0.0) -> bool:
        """Whether a point lies on the disc or on the rim around it."""
        return math.hypot(x - self.x, y - self.y) <= self.radius + rim


def star_radius(magnitude: float, disc_radius: float) -> float:
    """How large a star is drawn: the brighter, the larger."""
    return max(0.35, 2.6 - 0.52 * max(magnitude, -1.5)) * disc_radius / 140


def star_alpha(magnitude: float) -> int:
    """How solid a star is drawn, 0 to 255: the faint ones are pale."""
    return round(min(255.0, max(70.0, 255 - 42 * max(magnitude - 0.8, 0.0))))


def labelled(stars: tuple[MapStar, ...], disc: SkyDisc, width: int, height: int, most: int) -> list[MapStar]:
    """The stars whose names are written: of the named ones the brightest first, as long as the names (of about this
    size) do not run into one another."""
    taken: list[tuple[float, float]] = []
    chosen: list[MapStar] = []
    for star in sorted(stars, key=lambda star: star.magnitude):
        if not star.name or len(chosen) == most:
            continue
        x, y = disc.place(star.altitude_deg, star.azimuth_deg)
        if all(abs(x - other_x) > width or abs(y - other_y) > height for other_x, other_y in taken):
            taken.append((x, y))
            chosen.append(star)
    return chosen
