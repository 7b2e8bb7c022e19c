"""What layers know: the stage, fixed for a shot, and the frame, one moment of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.sky.camera import CameraPath, Framing, Ground
from engine.sky.projection import Projection
from storyboard.model import Scene
from storyboard.seeds import seed_for

REFERENCE_HEIGHT = 720.0
COMPOSED_WIDTH = 1280.0


@dataclass(frozen=True)
class Flash:
    """One stroke of lightning: when it peaks (seconds), how strong, where it strikes (reference pixels)."""

    peak_s: float
    strength: float
    x: float
    y: float
    rise_s: float = 0.09
    decay_s: float = 0.32

    def light(self, time: float) -> float:
        """Light at a time: a rise of two frames or more, a slow decay, so that it never strobes."""
        late = time - self.peak_s
        if late < -self.rise_s:
            return 0.0
        return self.strength * (1 + late / self.rise_s if late < 0 else float(np.exp(-late / self.decay_s)))


@dataclass(frozen=True)
class Stage:
    """A shot's fixed facts.

    width, height in pixels; ``reference_width`` is the width of the same picture 720 pixels high: layers place things
    in reference pixels (x 0..reference_width, y 0..720) and multiply sizes by ``unit`` (pixels per reference pixel).
    ``of_date`` (3, 3) turns ICRS unit vectors into the CIRS of date, the frame the camera sees.
    ``horizon`` is the height of the horizon in reference pixels at the first frame, None where there is no ground.
    """

    width: int
    height: int
    fps: int
    duration_s: float
    seed: int
    language: str
    scene: Scene
    of_date: NDArray[np.float64]
    path: CameraPath
    horizon: float | None
    flashes: tuple[Flash, ...] = ()
    framing: Framing | None = None

    @property
    def unit(self) -> float:
        """Pixels per reference pixel."""
        return self.height / REFERENCE_HEIGHT if self.framing is None else self.framing.unit

    @property
    def reference_width(self) -> float:
        """Width of the composition in reference pixels; narrow pictures show a part of it."""
        return self.width / self.unit if self.framing is None else COMPOSED_WIDTH

    def random(self, *purpose: str | int) -> np.random.Generator:
        """A generator that depends on the shot's seed and the purpose alone. For building, never for painting."""
        return np.random.default_rng(seed_for(self.seed, *purpose))

    def frame(self, time: float) -> Frame:
        """The moment ``time`` seconds after the shot's first frame."""
        return Frame(self, time, self.path.projection(time), self.path.ground(time))


@dataclass(frozen=True)
class Frame:
    """One moment of a shot: its time in seconds, its camera, and how the ground has moved."""

    stage: Stage
    time: float
    camera: Projection
    ground: Ground

    @property
    def progress(self) -> float:
        """0 at the first frame, 1 at the end of the shot."""
        return min(max(self.time / self.stage.duration_s, 0.0), 1.0)

    @property
    def unit(self) -> float:
        """Pixels per reference pixel (without zoom)."""
        return self.stage.unit

    @property
    def zoom(self) -> float:
        """Magnification against the first frame."""
        return self.ground.zoom

    @property
    def horizon_y(self) -> float | None:
        """Height of the horizon in pixels now; None where there is no ground."""
        if self.stage.horizon is None:
            return None
        return float(self.to_pixels(0.0, self.stage.horizon)[1])

    @property
    def flash(self) -> float:
        """Light of all lightning now; every layer that is lit must use it."""
        return sum(flash.light(self.time) for flash in self.stage.flashes)

    def to_pixels(self, x, y, depth: float | NDArray[np.floating] = 1.0):
        """Pixels of a place on the set given in reference pixels of the first frame.

        The place follows the camera's push and pan; ``depth`` scales that: 1 moves with the horizon and the sky,
        more than 1 is nearer (parallax), 0 is fixed to the picture. Scalars or arrays; returns (x, y).
        """
        unit, framing = self.unit, self.stage.framing
        left, top = (framing.left, framing.top) if framing is not None else (0.0, 0.0)
        zoom = 1 + (self.zoom - 1) * depth
        pivot_x, pivot_y = self.stage.path.pivot
        px = pivot_x + (np.asarray(x) * unit + left - pivot_x) * zoom + self.ground.shift_x * depth
        py = pivot_y + (np.asarray(y) * unit + top - pivot_y) * zoom + self.ground.shift_y * depth
        return px, py
