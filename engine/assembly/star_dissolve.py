"""The star dissolve: stars begin to glow at irregular places, the bright ones first, and the next picture opens softly
around each of them until it is whole.

All of it is prepared once as three maps: when each pixel opens, how strongly a star shines on it, and when that star
begins. A frame then costs a few look-ups, most of them at half the size, which is that of the chroma planes.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.light import smoothstep
from engine.sky.projection import Equirectangular, surrounding
from storyboard.model import Canvas

Map = np.ndarray

STARS = 84
"""For a square picture; others have as many on the same area."""
FEWEST = 50
CANDIDATES = 10
SPIKED = 0.35
"""How bright a star must be to have rays."""
LAST_BIRTH = 0.6
SOFTNESS = 0.24
"""Share of the hand-over that a pixel takes to open."""
RISE, FALL = 0.14, 0.13
ROUGH = 0.035
MERGING = 22.0
GROWTH, GROWTH_BEND = 0.55, 0.8


class StarDissolve:
    """One star dissolve: light and weights of its pixels at any progress."""

    def __init__(self, canvas: Canvas, seed: int) -> None:
        self._stars = _Stars(canvas, np.random.default_rng(seed))
        self.opening = self._opening(canvas)
        self._shine, self._birth = self._lights(canvas)

    def weight(self, progress: float) -> Map:
        """How much of the next picture is shown, 0 nothing, 255 nothing else; at half the picture's size."""
        edge = progress * (1 + SOFTNESS)
        share = smoothstep(0.0, 1.0, (edge - _LEVELS) / SOFTNESS)
        return np.asarray(cv2.LUT(self.opening, np.rint(255 * share).astype(np.uint8)))

    def light(self, progress: float) -> Map:
        """The light of the stars, to be added, 255 is white; at the picture's size."""
        age = progress - RISE - 0.8 * _LEVELS
        glow = smoothstep(-RISE, 0.0, age) * np.exp(-np.maximum(age, 0) / FALL) * min(1.0, (1 - progress) / 0.15)
        table = np.rint(255 * np.clip(glow, 0, 1)).astype(np.uint8)
        return np.asarray(cv2.multiply(doubled(cv2.LUT(self._birth, table)), self._shine, scale=1 / 255))

    def _opening(self, canvas: Canvas) -> Map:
        """When each part opens, 0 to 255: after its star is born, the later the farther off; where the openings of
        neighbours meet they flow together, and their edges are as uneven as mist."""
        stars, grid = self._stars, max(2, min(canvas.width, canvas.height) // 90)
        places = stars.places(canvas.width // grid, canvas.height // grid)
        earliest = np.zeros(places.shape[:2], np.float32)
        for place, birth, speed in zip(stars.at, stars.birth, stars.speed, strict=True):
            away = np.sqrt(((places - place) ** 2).sum(-1))
            earliest += np.exp(-MERGING * (birth + (away / (GROWTH * speed)) ** GROWTH_BEND))
        time = -np.log(np.maximum(earliest, 1e-30)) / MERGING + ROUGH * stars.mist(places.shape[:2])
        time = (time - time.min()) / np.ptp(time)
        half = canvas.width // 2, canvas.height // 2
        return stars.dithered(cv2.resize(time.astype(np.float32), half, interpolation=cv2.INTER_CUBIC))

    def _lights(self, canvas: Canvas) -> tuple[Map, Map]:
        """How strongly a star shines on each pixel, and the birth of the star that shines strongest there."""
        stars, short = self._stars, min(canvas.width, canvas.height)
        shine = np.zeros((canvas.height, canvas.width), np.float32)
        birth = np.zeros_like(shine)
        for (x, y), stretch, bright, reach, born in zip(
            stars.pixels(canvas), stars.stretch, stars.bright, stars.reach, stars.birth, strict=True
        ):
            far = reach * short
            columns = slice(max(0, int(x - far * stretch)), min(canvas.width, int(x + far * stretch) + 2))
            rows = slice(max(0, int(y - far)), min(canvas.height, int(y + far) + 2))
            across = (np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5 - x) / (short * stretch)
            down = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5 - y) / short
            if not len(across) or not len(down):
                continue
            glow = _glow(across[None, :], down[:, None], bright, reach)
            here = shine[rows, columns]
            birth[rows, columns][glow > here] = born
            here[...] = 1 - (1 - here) * (1 - glow)
        return stars.dithered(shine), np.rint(255 * birth[::2, ::2]).astype(np.uint8)


def doubled(half: Map) -> Map:
    """A map of half the picture's size at its whole size."""
    return np.asarray(cv2.resize(half, (2 * half.shape[1], 2 * half.shape[0]), interpolation=cv2.INTER_LINEAR))


_LEVELS = np.arange(256) / 255


def _glow(across: NDArray[np.float32], down: NDArray[np.float32], bright: float, reach: float) -> NDArray[np.float32]:
    """A star's light, 0 to 1: a core, a halo, rays where it is bright; nothing beyond its reach. Lengths in shares of
    the picture's shorter side."""
    away = np.hypot(across, down)
    core = (0.45 + 0.85 * bright) * np.exp(-((away / (0.0016 + 0.0022 * bright)) ** 2) / 2)
    halo = 0.55 * bright**0.7 * np.exp(-away / (0.008 + 0.010 * bright)) + 0.2 * bright * np.exp(-away / (0.34 * reach))
    rays = 0.0
    if bright > SPIKED:
        length, thick = 0.045 * bright, 0.0011
        rays = 0.7 * bright * (
            np.exp(-np.abs(across) / length - np.abs(down) / thick)
            + np.exp(-np.abs(down) / length - np.abs(across) / thick)
        )  # fmt: skip
    return np.clip((core + halo + rays) * smoothstep(0.0, 1.0, 1 - away / reach), 0, 1).astype(np.float32)


class _Stars:
    """Where the stars of a dissolve stand and how they are, bright ones first. Lengths are shares of the picture's
    shorter side; on a dome or a 360-degree picture, of half a turn."""

    def __init__(self, canvas: Canvas, random: np.random.Generator) -> None:
        self._random = random
        flat = canvas.projection in ("flat", "rectilinear")
        self._sphere = None if flat else surrounding(canvas.projection, canvas.width, 0.0)
        short = min(canvas.width, canvas.height)
        self._extent = np.array([canvas.width / short, canvas.height / short])
        area = self._extent.prod() if flat else 2 / np.pi * (1 if canvas.projection == "fulldome" else 2)
        count = max(FEWEST, round(STARS * float(area)))
        late = np.arange(count) / (count - 1)
        self.bright = (0.10 + 0.90 * (1 - late) ** 3.2).astype(np.float32)
        self.reach = (0.035 + 0.14 * self.bright**1.3).astype(np.float32)
        wanted = LAST_BIRTH * late**0.62 + random.uniform(-0.025, 0.025, count)
        self.birth = np.clip(wanted, 0, None).astype(np.float32)
        self.speed = ((0.5 + 0.5 * (1 - late) ** 2) * random.uniform(0.85, 1.15, count)).astype(np.float32)
        self.at = self._scattered()
        self.stretch = self._stretch()

    def _scattered(self) -> NDArray[np.float32]:
        """A place for each star, clear of the brighter ones as far as there is room."""
        at: list[NDArray[np.float64]] = []
        for number, reach in enumerate(self.reach):
            tries = self._anywhere(CANDIDATES)
            if at:
                away = np.linalg.norm(tries[:, None] - np.array(at)[None], axis=-1)
                room = (away - 0.75 * (reach + self.reach[None, :number])).min(1)
                tries = tries[np.argmax(np.minimum(room, 0.02) + self._random.uniform(0, 0.02, CANDIDATES)), None]
            at.append(tries[0])
        return np.array(at, np.float32)

    def _anywhere(self, count: int) -> NDArray[np.float64]:
        """Places anywhere in the picture; on the sphere as vectors of length 1 / pi."""
        if self._sphere is None:
            return self._random.random((count, 2)) * self._extent
        raw = self._random.standard_normal((count, 3))
        raw[:, 2] = np.where(raw[:, 2] < -1.2, -raw[:, 2], raw[:, 2])  # nothing on the seam behind the viewer
        if not isinstance(self._sphere, Equirectangular):
            raw[:, 1] = np.abs(raw[:, 1])
        return raw / (np.pi * np.linalg.norm(raw, axis=1, keepdims=True))

    def _stretch(self) -> NDArray[np.float64]:
        """By how much a star is drawn wider than high, since the picture is stretched there."""
        if not isinstance(self._sphere, Equirectangular):
            return np.ones(len(self.at))
        return 1 / np.maximum(np.sqrt(np.maximum(1 - (np.pi * self.at[:, 1]) ** 2, 0)), 0.15)

    def places(self, columns: int, rows: int) -> NDArray[np.float32]:
        """Where the cells of a grid over the picture lie, (rows, columns, 2 or 3)."""
        x, y = np.meshgrid((np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows)
        if self._sphere is None:
            return np.stack([x * self._extent[0], y * self._extent[1]], -1).astype(np.float32)
        size = np.array([2 * self._sphere.centre_x, 2 * self._sphere.centre_y])
        return (self._sphere.unproject(np.stack([x, y], -1) * size) / np.pi).astype(np.float32)

    def pixels(self, canvas: Canvas) -> NDArray[np.float64]:
        """Where the stars stand in the picture, in pixels."""
        if self._sphere is None:
            return self.at.astype(float) * min(canvas.width, canvas.height)
        return self._sphere.project(self.at)

    def mist(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """Smooth noise of unit variance over a grid."""
        total = np.zeros(shape, np.float32)
        for octave, cells in enumerate((5, 11, 23)):
            knots = [round(cells * side / min(shape)) + 3 for side in shape]
            rough = self._random.standard_normal(knots).astype(np.float32)
            total += cv2.resize(rough, shape[::-1], interpolation=cv2.INTER_CUBIC) / 2**octave
        return total / total.std()

    def dithered(self, values: NDArray[np.float32]) -> Map:
        """Values of 0 to 1 as 8 bits, rounded up or down by chance so that no steps are seen."""
        rough = 255 * values + self._random.uniform(-0.5, 0.5, values.shape)
        return np.clip(np.rint(rough), 0, 255).astype(np.uint8)
