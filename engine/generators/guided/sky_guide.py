"""What the sky painter draws of a shot, as a video model is shown it: at the model's size and its frame rate.

Names, labels and grids are left out, since a model would smear their letters, and so is the grain. A model that paints
on from one picture must see in it who appears: for it the figures are there from the start.
"""

from __future__ import annotations

import math
import threading
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.cancelling import cancelled
from engine.directing.scene import scene_of
from engine.generators.guided.exact_sky import SkyOccupied
from engine.generators.guided.frame_size import FrameSize
from engine.generators.sky import sky_painter
from storyboard.looks import completed
from storyboard.model import Scene, Shot, Storyboard

SPREAD = 0.012
"""How far around what is drawn a model may paint, in heights of the picture."""
LOOKS_A_SECOND = 4
"""How often it is looked whether anything stands before the sky; what appears takes longer than that."""
WHOLE = 1.5
"""Times of a figure's drawing after which all of it, and its dust, is in its place."""


class SkyGuide:
    """Pictures of one shot for a model."""

    def __init__(
        self, storyboard: Storyboard, shot: Shot, duration_s: float, fps: int, size: FrameSize, *,
        whole: bool, lines: bool, cancel: threading.Event | None = None,
    ) -> None:  # fmt: skip
        """
        Args:
            fps: the model's frames a second.
            size: the model's, and its place in the canvas.
            whole: figures are drawn from the first frame on.
            lines: those of constellations are shown; not where the true ones are laid over later.
            cancel: ends the painting.
        """
        scene = shown_scene(scene_of(shot, storyboard), whole=whole, lines=lines)
        look = completed(storyboard.look).model_copy(update={"grain": 0.0})
        canvas = storyboard.canvas.model_copy(update={"fps": fps})
        board = storyboard.model_copy(update={"look": look, "canvas": canvas})
        self._shot = shot.model_copy(update={"scene": scene, "without": (), "camera": None})
        self._board, self._duration_s, self._size = board, duration_s, size
        self._painter = sky_painter(board, self._shot, duration_s)
        self._cancel = cancel or threading.Event()

    def picture(self, index: int) -> NDArray[np.uint8]:
        """What the painter draws at the model's frame ``index``, uint8 RGB at the model's size.

        Raises:
            Cancelled: the person has stopped.
        """
        if self._cancel.is_set():
            raise cancelled()
        return self._size.to_model(self._painter.paint(index))

    def pictures(self, start: int, frames: int) -> NDArray[np.uint8]:
        """The same for ``frames`` frames from ``start`` on, (frames, height, width, 3)."""
        return np.stack([self.picture(index) for index in range(start, start + frames)])

    def masks(self, start: int, frames: int) -> NDArray[np.uint8]:
        """Where the model may paint: 255 over figures, land, water and clouds, 0 where the sky is open, which is kept.

        A shot of nothing but open sky would leave the model nothing to do: there it may paint everywhere. That is
        decided once for the whole shot, so that no clip of it goes by another rule than its neighbours.
        """
        if self._open_throughout:
            return np.full((frames, self._size.height, self._size.width), 255, np.uint8)
        return np.stack([self._mask(index) for index in range(start, start + frames)])

    @cached_property
    def _open_throughout(self) -> bool:
        """Whether nothing stands before the sky from the shot's beginning to its end; looked at four times a second."""
        fps = self._board.canvas.fps
        last = math.ceil(self._duration_s * fps)
        return not any(self._mask(index).any() for index in {*range(0, last, max(1, fps // LOOKS_A_SECOND)), last})

    @cached_property
    def _occupied(self) -> SkyOccupied:
        return SkyOccupied(self._board, self._shot, self._duration_s)

    def _mask(self, index: int) -> NDArray[np.uint8]:
        if self._cancel.is_set():
            raise cancelled()
        spread = max(1, round(SPREAD * self._size.canvas_height))
        mask = self._size.to_model(self._occupied.mask(index, spread))
        return np.where(mask >= 128, np.uint8(255), np.uint8(0))


def shown_scene(scene: Scene, *, whole: bool, lines: bool) -> Scene:
    """A scene as a model is shown it."""
    figures = scene.figures
    if whole:
        figures = tuple(cue.model_copy(update={"start_s": -WHOLE * cue.draw_s}) for cue in figures)
    cues = tuple(cue.model_copy(update={"names": False}) for cue in scene.lines) if lines else ()
    return scene.model_copy(update={"figures": figures, "lines": cues, "labels": (), "grids": ()})
