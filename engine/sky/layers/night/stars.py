"""The stars: catalogue to V 8 at their apparent places, and faint ones that thicken the Milky Way."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.folders import cached_array
from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.atmosphere import LOWEST_SINE, air_table
from engine.sky.catalogue import colour_of, load
from engine.sky.frame import Frame, Stage
from engine.sky.layers.layer import Order
from engine.sky.layers.night.daylight import Daylight
from engine.sky.layers.night.field import field_of, met
from engine.sky.layers.night.milky_way import BAND_DEG, texture
from engine.sky.layers.night.points import Points
from engine.sky.layers.night.star_places import zenith_of
from engine.sky.light import f32, scratch
from engine.sky.observer import galactic_matrix
from engine.sky.projection import flat_lens

FAINTEST = 8.0
FAINTEST_CLOSE = 14.0
CLOSE = 2000.0
"""Pixels per radian of a picture 720 high from which a telescope shows fainter stars, and all of them brighter."""
FAINT_COUNT = 14_000
FAINT_VERSION = 1
"""Part of the name of the faint stars in the cache: raise it when they shall be others."""
GAIN = 84.0
FAR = -9999.0
NO_LENS = np.zeros(0, np.float32)
MAGNITUDE_SLOPE = -0.4 * math.log(10)


@compiled
def _wave(turns):
    """A smooth wave of period 1 between -1 and 1, close to a sine and cheaper."""
    t = turns - f32(int(turns)) - f32(0.5)
    w = t * (f32(8) - f32(16) * abs(t))
    return w * (f32(0.775) + f32(0.225) * abs(w))


@compiled
def shine_compiled(
    directions, zenith, grounded, air, flux, rgb, phase, rate, time, axis, reach, rotation, lens, lifted, xy, colour,
    number,
):  # fmt: skip
    """Where the air shows every star inside the cone (axis, cosine ``reach``) and its light now; returns how many.

    Rows of ``lifted``, ``xy`` and ``colour`` are filled in order, ``number`` says whose they are. xy: pixels through
    the camera's ``rotation`` (3, 3) and ``lens`` as of ``flat_lens``; (0) where it is another. Extinction, reddening
    and scintillation grow with the airmass; each star has its own phase and rate of twinkling (turns, turns a second).
    """
    count = 0
    scale = f32(air.shape[0] - 1) / (f32(1) - f32(LOWEST_SINE))
    for i in range(flux.shape[0]):
        a, b, c = directions[i, 0], directions[i, 1], directions[i, 2]
        if a * axis[0] + b * axis[1] + c * axis[2] < reach:
            continue
        kept_r, kept_g, kept_b, depth = f32(1), f32(1), f32(1), f32(0.085)
        if grounded:
            sine = a * zenith[0] + b * zenith[1] + c * zenith[2]
            place = (sine - f32(LOWEST_SINE)) * scale
            if place < f32(0):
                continue
            k = min(int(place), air.shape[0] - 2)
            t = place - f32(k)
            ratio = air[k, 0] + t * (air[k + 1, 0] - air[k, 0])
            rise = air[k, 1] + t * (air[k + 1, 1] - air[k, 1])
            a = a * ratio + zenith[0] * rise
            b = b * ratio + zenith[1] * rise
            c = c * ratio + zenith[2] * rise
            kept_r, kept_g, kept_b, depth = air[k, 2], air[k, 3], air[k, 4], air[k, 5]
        beat, own = rate[i] * time, phase[i]
        depth *= f32(0.25) + f32(0.75) * own
        twinkle = (
            f32(1)
            + depth * _wave(beat + own) * _wave(beat * f32(0.413) + own * f32(1.7))
            + depth * f32(0.5) * _wave(beat * f32(1.73) + own * f32(3.1))
        )
        light = flux[i] * twinkle
        # the brightest flash in colours when low
        shift = depth * f32(0.5) * _wave(beat * f32(1.3) + own * f32(2)) if light > f32(8) else f32(0)
        lifted[count, 0] = a
        lifted[count, 1] = b
        lifted[count, 2] = c
        if lens.shape[0] > 0:
            ahead = rotation[2, 0] * a + rotation[2, 1] * b + rotation[2, 2] * c
            stretch = lens[0] / (lens[1] + max(ahead, lens[2]))
            right = rotation[0, 0] * a + rotation[0, 1] * b + rotation[0, 2] * c
            up = rotation[1, 0] * a + rotation[1, 1] * b + rotation[1, 2] * c
            xy[count, 0] = lens[3] + right * stretch if ahead > lens[2] else f32(FAR)
            xy[count, 1] = lens[4] - up * stretch if ahead > lens[2] else f32(FAR)
        colour[count, 0] = rgb[i, 0] * light * kept_r * (f32(1) + shift)
        colour[count, 1] = rgb[i, 1] * light * kept_g
        colour[count, 2] = rgb[i, 2] * light * kept_b * (f32(1) - shift)
        number[count] = i
        count += 1
    return count


def _wave_plain(turns):
    t = turns - np.trunc(turns) - f32(0.5)
    w = t * (f32(8) - f32(16) * np.abs(t))
    return w * (f32(0.775) + f32(0.225) * np.abs(w))


def shine_plain(
    directions, zenith, grounded, air, flux, rgb, phase, rate, time, axis, reach, rotation, lens, lifted, xy, colour,
    number,
):  # fmt: skip
    """The same with numpy, for all stars inside the cone at once."""
    inside = np.flatnonzero(directions @ axis >= reach)
    depth = np.full(len(inside), 0.085, f32)
    kept = np.ones((len(inside), 3), f32)
    places = directions[inside]
    if grounded:
        place = (places @ zenith - f32(LOWEST_SINE)) * (f32(air.shape[0] - 1) / (f32(1) - f32(LOWEST_SINE)))
        up = place >= 0
        inside, places, place = inside[up], places[up], place[up]
        k = np.minimum(place.astype(np.int64), air.shape[0] - 2)
        t = (place - k).astype(f32)[:, None]
        bent = air[k, :2] + t * (air[k + 1, :2] - air[k, :2])
        places = places * bent[:, :1] + zenith * bent[:, 1:]
        kept, depth = air[k, 2:5], air[k, 5]
    own, beat = phase[inside], rate[inside] * time
    depth = depth * (f32(0.25) + f32(0.75) * own)
    twinkle = f32(1) + depth * _wave_plain(beat + own) * _wave_plain(beat * f32(0.413) + own * f32(1.7))
    light = flux[inside] * (twinkle + depth * f32(0.5) * _wave_plain(beat * f32(1.73) + own * f32(3.1)))
    flash = depth * f32(0.5) * _wave_plain(beat * f32(1.3) + own * f32(2))
    shift = np.where(light > 8, flash, f32(0))
    count = len(inside)
    lifted[:count], number[:count] = places, inside
    if len(lens):
        seen = places @ rotation.T
        ahead = seen[:, 2:]
        stretch = lens[0] / (lens[1] + np.maximum(ahead, lens[2]))
        xy[:count] = np.where(ahead > lens[2], lens[3:] + seen[:, :2] * stretch * np.array([1, -1], f32), f32(FAR))
    colour[:count] = rgb[inside] * light[:, None] * kept
    colour[:count, 0] *= f32(1) + shift
    colour[:count, 2] *= f32(1) - shift
    return count


shine = shine_compiled if HAVE_NUMBA else shine_plain


def seen_colour(rgb: NDArray[np.float32], v: NDArray[np.float32]) -> NDArray[np.float32]:
    """Star colours as an eye sees them: saturated for bright stars, pale for faint ones; luminance stays."""
    grey = (rgb @ np.array([0.2126, 0.7152, 0.0722], np.float32))[:, None]
    saturation = np.clip(1.35 - 0.17 * v, 0.35, 1.2)[:, None]
    return (np.clip(grey + (rgb - grey) * saturation, 0.02, None) * np.array([0.97, 1.0, 1.06])).astype(np.float32)


def star_flux(v: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """Light of a star of visual magnitude ``v`` in the linear buffer, summed over its pixels of a picture 720 high."""
    return GAIN * np.exp(MAGNITUDE_SLOPE * np.asarray(v, float))


def close_gain(stage: Stage) -> float:
    """Brightening of the stars in close views: fewer of them share the picture."""
    scale = _scale(stage)
    return float(np.clip(scale / 640, 0.8, 1.5) * max(scale / CLOSE, 1.0) ** 0.7)


def _scale(stage: Stage) -> float:
    """Pixels per radian of a picture 720 high at the first frame."""
    return stage.path.projection(0.0).scale / stage.unit


class Stars:
    """All stars that the camera can meet during the shot."""

    order = Order.ATMOSPHERE + 1

    def __init__(self, stage: Stage, milky_way: float) -> None:
        catalogue = load(FAINTEST if _scale(stage) < CLOSE else FAINTEST_CLOSE)
        directions = stage.path.moment.apparent(catalogue)
        v, rgb = catalogue.v, seen_colour(catalogue.rgb, catalogue.v)
        if milky_way > 0:
            faint, faint_v, faint_rgb = _faint_stars(FAINT_COUNT)
            directions = np.concatenate([directions, faint @ stage.of_date.T])
            v, rgb = np.concatenate([v, faint_v]), np.concatenate([rgb, faint_rgb])
        rng = np.random.default_rng(11)
        phase = rng.random(len(v)).astype(np.float32)
        rate = (0.8 + rng.random(len(v)) * 2.4).astype(np.float32)
        near = _by_rows(np.flatnonzero(met(directions, stage)), directions, stage)
        self._directions = np.ascontiguousarray(directions[near], np.float32)
        self._rgb = np.ascontiguousarray(rgb[near], np.float32)
        self._phase, self._rate = phase[near], rate[near]
        v = v[near].astype(np.float64)
        self._brightest_first = np.argsort(v, kind="stable")
        self._points = Points(v, stage.unit)
        self._daylight = Daylight(stage)
        self._flux = (star_flux(v) * close_gain(stage)).astype(np.float32)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the stars."""
        self._points.paint(buffer, *self._now(frame))

    def seen(self, frame: Frame) -> tuple[NDArray[np.float32], ...]:
        """Pixels x and y, flux (n, 3) and core width in pixels of every star of the shot now, brightest first; what is
        not in the picture or near it has no light and stands far outside."""
        xy, colour, number = self._now(frame)
        places, flux = np.full((len(self._flux), 2), FAR, np.float32), np.zeros((len(self._flux), 3), np.float32)
        places[number], flux[number] = xy, colour
        order = self._brightest_first
        return places[order, 0], places[order, 1], flux[order], self._points.sigma[order] * f32(frame.unit)

    def _now(self, frame: Frame) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int32]]:
        """Pixels (n, 2) and flux (n, 3) of the stars near the picture now, and the number of each in the shot."""
        total = len(self._flux)
        lifted, colour = scratch("stars' directions", total, 3), scratch("stars' light", total, 3)
        xy, number = scratch("stars' places", total, 2), np.empty(total, np.int32)
        lens = flat_lens(frame.camera)
        zenith = zenith_of(frame)
        axis, reach = field_of(frame.camera, frame.stage)
        count = shine(
            self._directions,
            np.asarray(zenith if zenith is not None else np.zeros(3), np.float32),
            zenith is not None,
            air_table(),
            self._flux * f32(frame.unit * frame.unit * self._daylight.stars_kept(frame)),
            self._rgb,
            self._phase,
            self._rate,
            f32(frame.time),
            axis.astype(np.float32),
            f32(reach),
            frame.camera.rotation.astype(np.float32, order="C"),
            NO_LENS if lens is None else lens,
            lifted,
            xy,
            colour,
            number,
        )
        if lens is None:
            return frame.camera.project(lifted[:count]).astype(np.float32), colour[:count], number[:count]
        return xy[:count], colour[:count], number[:count]


def _by_rows(numbers: NDArray[np.int64], directions: NDArray[np.float64], stage: Stage) -> NDArray[np.int64]:
    """The stars' numbers by bands of rows, each from the left to the right: painting them in that order stays in the
    fast memory."""
    x, y = stage.path.projection(stage.duration_s / 2).project(directions[numbers]).T
    return numbers[np.lexsort((x, y // (8 * stage.unit)))]


@lru_cache(maxsize=1)
def _faint_stars(count: int) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Directions (ICRS), magnitudes and colours of stars below the catalogue's limit, thick where the Milky Way is
    bright. They stand for the unresolved light, not for real stars."""
    table = cached_array(f"faint-stars-{count}-{FAINT_VERSION}", lambda: _scattered(count))
    return table[:, :3], np.ascontiguousarray(table[:, 3]), table[:, 4:]


def _scattered(count: int) -> NDArray[np.float32]:
    """Faint stars (n, 7): direction, magnitude, colour."""
    rng = np.random.default_rng(5)
    light = texture().mean(-1)
    height, width = light.shape
    latitude = BAND_DEG - (np.arange(height) + 0.5) / height * 2 * BAND_DEG
    density = (light**1.1 * np.cos(np.radians(latitude))[:, None]).ravel().astype(np.float64)
    cells = rng.choice(density.size, count, p=density / density.sum())
    l = np.radians(180 - (cells % width + rng.random(count)) / width * 360)
    b = np.radians(BAND_DEG - (cells // width + rng.random(count)) / height * 2 * BAND_DEG)
    directions = np.stack([np.cos(b) * np.cos(l), np.cos(b) * np.sin(l), np.sin(b)], 1) @ galactic_matrix()
    v = 7.6 + 1.2 * rng.random(count) ** 0.6
    colour = colour_of(rng.normal(0.55, 0.35, count).clip(-0.3, 1.8))
    return np.concatenate([directions, v[:, None], colour], 1).astype(np.float32)
