"""The night on the whole sphere: Milky Way, air and stars painted straight into a dome or a panorama."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.atmosphere import city_glow, dusk
from engine.sky.frame import Frame, Stage
from engine.sky.layers.night.atmosphere import BASE_GLOW, CELL, HIGH_GLOW, LOW_GLOW
from engine.sky.layers.night.daylight import NIGHT, Daylight
from engine.sky.layers.night.milky_way import BAND_DEG, TINT, texture
from engine.sky.layers.night.points import SMALLEST_SIGMA
from engine.sky.layers.night.starfall import NIGHT as DARKNESS
from engine.sky.layers.night.stars import Stars
from engine.sky.light import f32
from engine.sky.observer import galactic_matrix
from engine.sky.projection import Equirectangular, Projection

MOST_POINTS = 100
SMALLEST_COSINE = 0.05
FREE_AIR = 0.8
"""Altitude in radians whose air fills a sky without a horizon."""
SEAM = 24.0
"""Reference pixels from the seam within which the glare of a bright star reaches over it."""

Seen = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int32]]
"""Pixels (n, 2), flux (n, 3), numbers of the stars (n)."""


class SphereNight:
    """Fills a buffer with the Milky Way, the glow of the air, dusk and the light of cities, at half size, through any
    projection."""

    def __init__(self, stage: Stage, output: Projection, width: int, height: int, ground: bool) -> None:
        """output: the projection in the viewer's frame, whose second axis is the zenith; ground: whether there is a
        horizon with air over it."""
        self._texture = texture()
        self._to_galactic = galactic_matrix() @ stage.of_date.T
        self._gain = (TINT * f32(0.72 * stage.scene.milky_way)).astype(np.float32)
        self._size = (width, height)
        self._rays = _rays(output, (width + 1) // 2, (height + 1) // 2)
        altitude = np.arcsin(np.clip(self._rays[..., 1:2], -1, 1)) if ground else np.full((1, 1, 1), f32(FREE_AIR))
        above = np.clip(np.degrees(altitude) / 1.5 + 1, 0.05, 1)
        altitude = np.maximum(altitude, 0)
        low, high = np.exp(-altitude / f32(0.12)), np.exp(-altitude / f32(0.5))
        # below a horizon lies dark ground, even where the scene names none
        self._sky = np.clip(2 * above - f32(0.1), 0, 1).astype(np.float32)
        self._glow = ((low * LOW_GLOW + high * HIGH_GLOW + BASE_GLOW) * above).astype(np.float32)
        self._kept = (np.exp(f32(-0.045) / (altitude + f32(0.04))) * np.clip(2 * above - 1, 0, 1)).astype(np.float32)
        self._pollution, self._daylight = stage.scene.light_pollution, Daylight(stage)
        cells = [max(2, round(side / (CELL * stage.unit))) for side in (width, height)]
        x, y = ((np.arange(count) + 0.5) * side / count for count, side in zip(cells, (width, height), strict=True))
        self._coarse = output.unproject(np.stack(np.meshgrid(x, y), -1))
        self._ground = ground

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Fill the buffer; the frame's camera is the projection, turned to the viewer's frame."""
        viewer = frame.camera.rotation
        x, y, z = cv2.split(cv2.transform(self._rays, (self._to_galactic @ viewer.T).astype(np.float32)))
        # the longitude is worked out for every pixel: between the two sides of its seam nothing can be interpolated
        across, longitude = cv2.cartToPolar(x, y)
        latitude = np.arctan2(z, across)
        tall, wide = self._texture.shape[:2]
        columns = (f32(np.pi) - longitude) * f32(wide / (2 * np.pi)) - f32(0.5)
        columns[columns < 0] += f32(wide)
        rows = (f32(BAND_DEG) - latitude * f32(180 / np.pi)) * f32(tall / (2 * BAND_DEG)) - f32(0.5)
        np.clip(rows, 0, f32(tall - 1.01), out=rows)
        half = cv2.remap(self._texture, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        half *= self._gain * f32(self._daylight.stars_kept(frame) ** 1.6)
        half *= self._kept
        half += self._glow
        self._add_scattered_light(half, frame)
        cv2.resize(half, self._size, dst=buffer, interpolation=cv2.INTER_LINEAR)

    def darken(self, buffer: NDArray[np.float32], hidden: float) -> None:
        """Hide a share, 0..1, of the sky, with its stars, behind the dark blue in which stars fall: in every direction
        alike, a little lighter towards the horizon."""
        if hidden <= 0:
            return
        up = self._rays[..., 1:2] if self._sky.size > 1 else f32(np.sin(FREE_AIR))
        level = self._sky * (f32(1.5) - np.arcsin(np.clip(up, 0, 1)) * f32(2 / np.pi))
        night = (level * (DARKNESS * hidden)).astype(np.float32)
        buffer *= f32(1 - hidden)
        buffer += cv2.resize(night, self._size, interpolation=cv2.INTER_LINEAR) if night.size > 3 else night

    def _add_scattered_light(self, half: NDArray[np.float32], frame: Frame) -> None:
        """What the Sun below the horizon and the cities put into the air, by direction."""
        sun_altitude = self._daylight.sun_altitude(frame)
        if self._pollution <= 0 and sun_altitude <= NIGHT:
            return
        across, up, ahead = np.moveaxis(self._coarse, -1, 0)
        altitude = np.arcsin(np.clip(up, -1, 1)) if self._ground else np.full(up.shape, FREE_AIR)
        light = city_glow(altitude, self._pollution)
        if self._daylight.sun is not None:
            sun = frame.camera.rotation @ self._daylight.sun
            turned = np.abs(np.angle(np.exp(1j * (np.arctan2(across, ahead) - np.arctan2(sun[0], sun[2])))))
            # all azimuths meet in the zenith: there it is neither towards the Sun nor away from it
            turned = np.pi / 2 + (turned - np.pi / 2) * (1 - (np.maximum(altitude, 0) / (np.pi / 2)) ** 3)
            light += dusk(altitude, turned, sun_altitude)
        light *= np.clip(np.degrees(altitude) / 1.5 + 1, 0.02, 1)[..., None]
        half += cv2.resize(light.astype(np.float32), half.shape[1::-1], interpolation=cv2.INTER_CUBIC)


def _rays(output: Projection, width: int, height: int) -> NDArray[np.float32]:
    """Directions (h, w, 3) of the pixels of the half-size picture, worked out in strips of rows."""
    rays = np.empty((height, width, 3), np.float32)
    for top in range(0, height, 128):
        x, y = np.meshgrid(2 * np.arange(width) + 1.0, 2 * np.arange(top, min(top + 128, height)) + 1.0)
        rays[top : top + 128] = output.unproject(np.stack([x, y], -1))
    return rays


class SphereStars(Stars):
    """The stars of a whole sphere. In a 360-degree picture a star high up is as wide as the picture is stretched there,
    so that a player shows it round, and goes on beyond the seam."""

    def _now(self, frame: Frame) -> Seen:
        """As of all stars; in a 360-degree picture some are there several times, side by side."""
        xy, colour, number = super()._now(frame)
        if not isinstance(frame.camera, Equirectangular):
            return xy, colour, number
        seen = _along_parallels(xy, colour, number, frame.camera, SMALLEST_SIGMA * frame.unit)
        return _over_the_seam(*seen, frame.camera.width, SEAM * frame.unit)


def _along_parallels(
    xy: NDArray[np.float32], colour: NDArray[np.float32], number: NDArray[np.int32], camera: Equirectangular,
    sigma: float,
) -> Seen:  # fmt: skip
    """Points far from the equator as rows of points along their parallel, as wide as the picture is stretched there.

    A row is a Gaussian; together with the points' own width ``sigma`` it has the width ``sigma / cos(latitude)``. The
    flux grows with the stretch, since the same light covers more pixels of the same brightness.
    """
    cos = np.maximum(np.cos((camera.centre_y - xy[:, 1]) / camera.scale), SMALLEST_COSINE)
    reach = np.sqrt(1 / cos**2 - 1)
    # from half a sigma of stretch on, one point per sigma out to 2.4 sigmas
    count = np.where(reach < 0.4, 1, np.clip(np.ceil(4.8 * reach) + 1, 3, MOST_POINTS)).astype(np.intp)
    row = np.repeat(np.arange(len(xy)), count)
    place = (np.arange(len(row)) - (np.cumsum(count) - count)[row]) / np.maximum(count[row] - 1, 1) - 0.5
    place[count[row] == 1] = 0
    weight = np.exp(-0.5 * (4.8 * place) ** 2)
    weight *= (1 / cos / np.bincount(row, weight, len(xy)))[row]
    moved = xy[row]
    moved[:, 0] = (moved[:, 0] + 4.8 * reach[row] * place * sigma) % camera.width
    return moved.astype(np.float32), (colour[row] * weight[:, None]).astype(np.float32), number[row]


def _over_the_seam(
    xy: NDArray[np.float32], colour: NDArray[np.float32], number: NDArray[np.int32], width: int, reach: float
) -> Seen:
    """Points near one edge once more beyond the other."""
    left, right = np.flatnonzero(xy[:, 0] < reach), np.flatnonzero(xy[:, 0] > width - reach)
    shift = np.array([width, 0], np.float32)
    which = np.concatenate([left, right])
    again = np.concatenate([xy[left] + shift, xy[right] - shift])
    return np.concatenate([xy, again]), np.concatenate([colour, colour[which]]), np.concatenate([number, number[which]])
