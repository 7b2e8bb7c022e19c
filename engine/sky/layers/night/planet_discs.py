"""Planets seen close: banded Jupiter with its four moons, Saturn with its ring, the phases of Venus."""

from __future__ import annotations

from dataclasses import dataclass

import astronomy
import numpy as np
from numpy.typing import NDArray

from engine.sky.bodies import BodyId, BodyPlace, position_angle
from engine.sky.moment import Moment

FINE = 4
"""Samples per pixel and direction."""
COLOUR: dict[BodyId, tuple[float, float, float]] = {
    "mercury": (0.52, 0.48, 0.44), "venus": (1.00, 0.95, 0.80), "mars": (0.85, 0.42, 0.22),
    "jupiter": (0.86, 0.78, 0.64), "saturn": (0.88, 0.78, 0.55), "uranus": (0.55, 0.80, 0.86),
    "neptune": (0.32, 0.50, 0.90),
}  # fmt: skip
FLATTENING: dict[BodyId, float] = {"jupiter": 0.0649, "saturn": 0.0980}
RING = ((1.239, 1.527, 0.45), (1.527, 1.951, 0.95), (2.027, 2.269, 0.60))
"""Inner and outer radius in Saturn's radii and light of the C, B and A rings; Cassini's division lies between."""
BELTS = ((-0.42, 0.07, 0.16), (-0.17, 0.09, 0.34), (0.19, 0.08, 0.38), (0.44, 0.06, 0.18), (0.0, 0.05, -0.08))
"""Latitude (sine), half width and depth of Jupiter's belts."""


@dataclass(frozen=True)
class World:
    """A planet seen close: how far its north pole leans to us (sine), its lit part, and its moons' places in planet
    radii to the east and north."""

    id: BodyId
    tilt: float
    lit: float
    moons: tuple[tuple[float, float], ...] = ()


def small_worlds(moment: Moment, planets: list[BodyPlace]) -> dict[BodyId, World]:
    """The planets as a telescope shows them at a moment."""
    time = astronomy.Time.FromTerrestrialTime(moment.days)
    matrix = moment.of_date_matrix()
    worlds: dict[BodyId, World] = {}
    for planet in planets:
        axis = astronomy.RotationAxis(astronomy.Body[planet.id.capitalize()], time).north
        tilt = -float(matrix @ np.array([axis.x, axis.y, axis.z]) @ planet.direction)
        moons = _galilean(time, matrix, planet) if planet.id == "jupiter" else ()
        worlds[planet.id] = World(planet.id, tilt, planet.illuminated, moons)
    return worlds


def _galilean(
    time: astronomy.Time, matrix: NDArray[np.float64], jupiter: BodyPlace
) -> tuple[tuple[float, float], ...]:
    seen_at = time.AddDays(-jupiter.distance_au / 173.1446327)
    moons = astronomy.JupiterMoons(seen_at)
    radius = jupiter.angular_radius * jupiter.distance_au
    found = []
    for moon in (moons.io, moons.europa, moons.ganymede, moons.callisto):
        offset = matrix @ np.array([moon.x, moon.y, moon.z])
        aside = offset - jupiter.direction * (offset @ jupiter.direction)
        angle, far = position_angle(jupiter.direction, aside), float(np.linalg.norm(aside)) / radius
        found.append((far * float(np.sin(angle)), far * float(np.cos(angle))))
    return tuple(found)


def paint_disc(
    buffer: NDArray[np.float32],
    world: World,
    at: NDArray[np.float64],
    radius: float,
    north: NDArray[np.float64],
    limb: NDArray[np.float64],
    kept: NDArray[np.float64],
    opacity: float,
) -> None:
    """Lay a planet over the buffer; radius in pixels, north and limb unit vectors (2,) in the picture (y down), kept
    (3,) the light that the air lets through."""
    reach = int(np.ceil(radius * (2.35 if world.id == "saturn" else 1.1))) + 2
    left, top = int(np.floor(at[0])) - reach, int(np.floor(at[1])) - reach
    side = 2 * reach + 1
    x0, x1 = max(left, 0), min(left + side, buffer.shape[1])
    y0, y1 = max(top, 0), min(top + side, buffer.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    fine = (np.arange(side * FINE) + 0.5) / FINE
    dx, dy = (fine[None, :] + left - at[0]) / radius, (fine[:, None] + top - at[1]) / radius
    up = dx * north[0] + dy * north[1]
    across = -dx * north[1] + dy * north[0]
    light, cover = _globe(world, across, up, dx * limb[0] + dy * limb[1])
    if world.id == "saturn":
        light, cover = _with_ring(world, across, up, light, cover)
    light, cover = (
        opacity * part.reshape(side, FINE, side, FINE, -1).mean((1, 3)) for part in (light * kept, cover[..., None])
    )
    window = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    buffer[y0:y1, x0:x1] = buffer[y0:y1, x0:x1] * (1 - cover[window]) + light[window]
    for east, towards in world.moons:
        # east is to the left of north, seen from inside the sphere
        place = at + radius * (towards * north + east * np.array([north[1], -north[0]]))
        _dot(buffer, place, kept * 0.5 * opacity)


def _globe(
    world: World, across: NDArray[np.float64], up: NDArray[np.float64], to_limb: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Light (n, n, 3) and cover (n, n) of the lit, banded ball."""
    square = across**2 + (up / (1 - FLATTENING.get(world.id, 0.0))) ** 2
    cover = (square < 1).astype(float)
    depth = np.sqrt(np.clip(1 - square, 0, 1))
    elongation = 2 * world.lit - 1
    sun = to_limb * np.sqrt(max(1 - elongation**2, 0.0)) + depth * elongation
    lit = np.clip(sun * 6 + 0.2, 0, 1) * (0.5 + 0.5 * np.clip(sun, 0, 1))
    colour = np.ones((*square.shape, 3)) * np.array(COLOUR[world.id])
    latitude = up * np.sqrt(max(1 - world.tilt**2, 0.0)) + depth * world.tilt
    if world.id in ("jupiter", "saturn"):
        for middle, half, deep in BELTS:
            belt = deep * np.exp(-(((latitude - middle) / half) ** 2)) * (1.0 if world.id == "jupiter" else 0.35)
            colour = colour * (1 - belt[..., None] * np.array([0.75, 1.0, 1.25]))
    return colour * (lit * cover)[..., None] * 0.6, cover


def _with_ring(
    world: World,
    across: NDArray[np.float64],
    up: NDArray[np.float64],
    light: NDArray[np.float64],
    cover: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    far = np.hypot(across, up / max(abs(world.tilt), 0.02))
    before = (up * world.tilt < 0) | (cover == 0)
    for inner, outer, bright in RING:
        ring = ((far > inner) & (far < outer) & before).astype(float) * min(bright + 0.25, 1.0)
        colour = np.array(COLOUR["saturn"]) * 0.55 * bright
        light = light * (1 - ring[..., None]) + ring[..., None] * colour
        cover = np.maximum(cover, ring)
    return light, cover


def _dot(buffer: NDArray[np.float32], at: NDArray[np.float64], light: NDArray[np.float64]) -> None:
    """A moon as a small soft point."""
    x, y = int(np.floor(at[0])), int(np.floor(at[1]))
    if not (3 <= x < buffer.shape[1] - 3 and 3 <= y < buffer.shape[0] - 3):
        return
    pixels = np.arange(-3, 4) + 0.5
    wx, wy = (np.exp(-0.5 * ((pixels + whole - exact) / 0.9) ** 2) for whole, exact in ((x, at[0]), (y, at[1])))
    buffer[y - 3 : y + 4, x - 3 : x + 4] += (wy[:, None] * wx)[..., None] * light.astype(np.float32)
